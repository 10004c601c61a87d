"""Trains the span model.

    python -m statements.train --train EN.rows [--more FR.rows:TIMES ...] --dev EN_DEV.rows --gold DEV_DIR --minutes 30 --out spans.pt

One thread. The learning rate falls over `--minutes` of wall time; the weights of the last part are averaged.
"""

import argparse
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

from .decode import score
from .model import Spans
from .rows import chunks, read


def pad(arrays, kind=np.int64):
    length = max(len(a) for a in arrays)
    out = np.zeros((len(arrays), length) + arrays[0].shape[1:], kind)
    for row, a in zip(out, arrays):
        row[: len(a)] = a
    return torch.from_numpy(out)


def batches(pool, size, rng):
    """Chunks of like length together, about `size` words a batch."""
    pool = sorted(pool, key=lambda c: c.end - c.start + rng.random() * 30)
    out, current, words = [], [], 0
    for chunk in pool:
        current.append(chunk)
        words += chunk.end - chunk.start
        if words >= size:
            out.append(current)
            current, words = [], 0
    if current:
        out.append(current)
    rng.shuffle(out)
    return out


def encode(model, batch, hide=None):
    part = lambda name: [getattr(c.report, name)[c.start:c.end] for c in batch]
    lengths = [c.end - c.start for c in batch]
    words = pad(part("words"))
    lexical = torch.ones(words.shape[:2]) if hide is None else hide(words.shape[:2])
    return model.encode(words, pad(part("affixes")), pad(part("universals")), lengths, lexical), lengths


def windows(model, states, batch, picked):
    """Label scores and what is needed to learn from them, for (chunk number, anchor) pairs."""
    width = states.shape[1]
    flat = states.flatten(0, 1)
    lengths = [a.end - a.start for _, a in picked]
    places = pad([np.arange(a.start, a.end) - batch[i].start + i * width for i, a in picked])
    cues = flat[torch.tensor([a.word - batch[i].start + i * width for i, a in picked])]
    rows = pad([a.rows for _, a in picked])
    scores = model.emissions(F.embedding(places, flat), cues, rows, lengths)
    mask = (torch.arange(scores.shape[1])[None] < torch.tensor(lengths)[:, None]).float()
    return scores, mask, lengths


def hidden(shape):
    """Hide the form of one word in six, and all forms of one chunk in six."""
    keep = (torch.rand(shape) > 0.17).float()
    return keep * (torch.rand(shape[0], 1) > 0.17).float()


def loss(model, batch, rng):
    states, lengths = encode(model, batch, hidden)
    mask = (torch.arange(states.shape[1])[None] < torch.tensor(lengths)[:, None]).float()
    heads, flat = torch.zeros(mask.shape), torch.zeros(mask.shape, dtype=torch.long)
    for i, chunk in enumerate(batch):
        for a in chunk.anchors:
            if a.gold:
                heads[i, a.word - chunk.start] = 1
                here = flat[i, a.start - chunk.start:a.end - chunk.start]
                here[torch.from_numpy(a.labels > 0)] = torch.from_numpy(a.labels[a.labels > 0].astype(np.int64))
    logits = model.anchors(states)
    anchor = (F.binary_cross_entropy_with_logits(logits, heads, reduction="none") * mask).sum() / mask.sum()
    union = (F.cross_entropy(model.flat(states).flatten(0, 1), flat.flatten(), reduction="none") * mask.flatten()).sum() / mask.sum()
    with torch.no_grad():
        likely = logits.sigmoid()
    gold = [(i, a) for i, c in enumerate(batch) for a in c.anchors if a.gold]
    wrong = [(i, a) for i, c in enumerate(batch) for a in c.anchors if not a.gold and likely[i, a.word - c.start] > 0.08]
    picked = gold + rng.sample(wrong, min(len(wrong), len(gold) // 3))
    if not picked:
        return anchor + 0.3 * union, (anchor.item(), union.item(), 0.0)
    scores, mask2, _ = windows(model, states, batch, picked)
    spans = model.likelihood(scores, pad([a.labels for _, a in picked]), mask2).mean()
    return 6 * anchor + 0.5 * union + 0.15 * spans, (anchor.item(), union.item(), spans.item())


AVERAGED = 0.4  # the last share of the time, over which the weights are averaged


def rate_at(done, top):
    """Rises, falls to a quarter, and stays there while the weights are averaged."""
    fall = 1 - 0.75 * min(1, done / (1 - AVERAGED))
    return top * min(1, done / 0.03) * fall


class Mean:
    """The mean of the weights over steps: it errs less on unseen text than where the last step happens to stand."""

    def __init__(self):
        self.state, self.count = None, 0

    def add(self, model):
        self.count += 1
        if self.state is None:
            self.state = {k: v.clone() for k, v in model.state_dict().items()}
            return
        for k, v in model.state_dict().items():
            self.state[k] += (v - self.state[k]) / self.count


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ("--train", "--dev", "--out"):
        ap.add_argument(name, required=True)
    ap.add_argument("--more", nargs="*", default=[])
    ap.add_argument("--gold", nargs="*", default=[], help="dev texts and gold, JSON Lines")
    ap.add_argument("--minutes", type=float, default=30)
    ap.add_argument("--start", help="state to start from (the vectors of words)")
    ap.add_argument("--rate", type=float, default=2.5e-3)
    ap.add_argument("--share", type=float, default=1.0)
    ap.add_argument("--drop", type=float, default=0.3)
    opt = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(7)
    rng = random.Random(7)
    pool = [c for r in read(opt.train) for c in chunks(r)]
    pool = pool[: int(len(pool) * opt.share)]
    for more in opt.more:
        path, times = more.rsplit(":", 1)
        pool += [c for r in read(path) for c in chunks(r)] * int(times)
    model, mean = Spans(opt.drop), Mean()
    if opt.start:
        model.load_state_dict(torch.load(opt.start), strict=False)
    adam = torch.optim.Adam(model.parameters(), lr=opt.rate, betas=(0.9, 0.99))
    begin, step, epoch, total = time.monotonic(), 0, 0, np.zeros(3)
    done = 0.0
    while done < 1:
        epoch += 1
        for batch in batches(pool, 2000, rng):
            done = (time.monotonic() - begin) / 60 / opt.minutes
            if done >= 1:
                break
            for group in adam.param_groups:
                group["lr"] = rate_at(done, opt.rate)
            model.train()
            value, parts = loss(model, batch, rng)
            adam.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            adam.step()
            total = 0.98 * total + 0.02 * np.array(parts)
            step += 1
            if done > 1 - AVERAGED and step % 10 == 0:
                mean.add(model)
            if step % 100 == 0:
                print(f"epoch {epoch} step {step} {done:.2f} of the time, anchor {total[0]:.4f} flat {total[1]:.3f} spans {total[2]:.2f}", flush=True)
        torch.save(mean.state or model.state_dict(), opt.out)
        if epoch % 3 == 0 or done >= 1:
            scored = Spans()
            scored.load_state_dict(mean.state or model.state_dict())
            print(f"epoch {epoch}", score(scored, read(opt.dev), opt.gold), flush=True)


if __name__ == "__main__":
    main()
