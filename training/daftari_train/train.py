"""`python -m daftari_train.train en --data DATA --out DIR`: trains one language; run again to resume."""

import argparse
import json
import math
import pickle
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from . import corpus, score, vectors
from .batches import Batch, Labels, Lexicon, groups
from .lemmas import script
from .model import HIDDEN, Network, Sizes
from .noise import noisy


class Run:
    """Everything that a checkpoint has to bring back."""

    def __init__(self, options):
        self.options = options
        torch.manual_seed(options.seed)
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)
        self.corpus = corpus.load(options.language, options.data, options.silver, options.marked)
        speech = getattr(self.corpus, "speech", []) if options.speech else []
        self.sentences = self.corpus.train + speech
        for name in (options.with_dev or "").split():
            self.sentences = self.sentences + self.corpus.dev.pop(name)
        self.file = Path(options.out) / f"{options.name or options.language}.pt"
        saved = torch.load(self.file, weights_only=False) if self.file.exists() else None
        self.labels = Labels(saved["labels"]) if saved else Labels.collect(self.sentences, corpus.TAGS)
        counts = Counter(w.form.lower() for s in self.sentences for w in s.words)
        frozen = vectors.load(options.language)
        self.lexicon = Lexicon(frozen, counts)
        sizes = Sizes(*(len(self.labels.names[k]) for k in ("upos", "feats", "lemmas", "labels", "names")))
        self.network = Network(sizes, frozen.rows, frozen.scales, options.dropout, options.hidden)
        self.average = {k: v.detach().clone() for k, v in self.network.state_dict().items()}
        self.adam = torch.optim.AdamW(self.network.parameters(), lr=options.rate, betas=(0.9, 0.95), weight_decay=0.01, fused=True)
        self.others = corpus.name_lists(options.others) if options.others else None
        self.taught = None
        self.epoch, self.step = 0, 0
        self._resume(saved)

    def _resume(self, saved):
        if saved:
            self.network.load_state_dict(saved["network"])
            self.adam.load_state_dict(saved["adam"])
            self.average, self.epoch, self.step = saved["average"], saved["epoch"], saved["step"]

    def save(self):
        state = {"network": self.network.state_dict(), "adam": self.adam.state_dict(), "average": self.average,
                 "epoch": self.epoch, "step": self.step, "labels": self.labels.names, "language": self.options.language,
                 "hidden": self.options.hidden}
        torch.save(state, self.file.with_suffix(".tmp"))
        self.file.with_suffix(".tmp").rename(self.file)

    def train(self):
        while self.epoch < self.options.epochs:
            started = time.process_time()
            loss = self._epoch(random.Random(self.options.seed * 1000 + self.epoch))
            self.epoch += 1
            line = {"epoch": self.epoch, "loss": round(loss, 4), "cpu": round(time.process_time() - started, 1)}
            if self.epoch % self.options.every == 0 or self.epoch == self.options.epochs:
                line |= self.evaluate()
            self.save()
            print(json.dumps(line), flush=True)

    def evaluate(self):
        live = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.network.load_state_dict(self.average)
        out = {name: score.trees(self.network, self.labels, self.lexicon, part[:600]) for name, part in self.corpus.dev.items()}
        out["names"] = score.names(self.network, self.labels, self.lexicon, self.corpus.named_dev)
        self.network.load_state_dict(live)
        return out

    def _epoch(self, draw):
        self.network.train()
        if self.options.taught and self.taught is None and self.epoch >= self.options.taught_from:
            self.taught = Taught(self.options.taught, self.labels)
        batches = groups(self.sentences, lambda s: len(s.words), self.options.words, draw)
        named = draw.sample(self.corpus.named, int(len(self.corpus.named) * self.options.named))
        named = groups(named, lambda n: len(n.forms), self.options.words, draw) if named else []
        taught = self.taught.batches(self.options.share, self.options.words, draw) if self.taught else []
        plan = [(self._tree_loss, b) for b in batches] + [(self._name_loss, b) for b in named]
        plan += [(self._taught_loss, b) for b in taught]
        draw.shuffle(plan)
        total = 0.0
        for at, (kind, items) in enumerate(plan):
            progress = (self.epoch + at / len(plan)) / self.options.epochs
            loss = kind(items, draw)
            self._update(loss, progress)
            total += float(loss.detach()) if kind == self._tree_loss else 0.0
        return total / len(batches)

    def _update(self, loss, progress):
        self.step += 1
        warm = min(1.0, self.step / 200)
        rate = self.options.rate * warm * max(0.02, 0.5 * (1 + math.cos(math.pi * progress)))
        for group in self.adam.param_groups:
            group["lr"] = rate
        self.adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.adam.step()
        if self.step % 4 == 0:
            keep = min(0.996, self.step / (self.step + 400))
            values = self.network.state_dict()
            with torch.no_grad():
                for key, value in self.average.items():
                    value.lerp_(values[key], 1 - keep)

    def _tree_loss(self, sentences, draw):
        sentences = [(noisy(s.words, draw, self.options.accents), s.names) for s in sentences]
        sentences.sort(key=lambda s: len(s[0]), reverse=True)
        words = [s[0] for s in sentences]
        batch = Batch([[w.form for w in ws] for ws in words], self.lexicon, draw)
        net, width = self.network, batch.ids.shape[1]
        x = net.encode(batch)
        upos, feats, lemma = net.tags(x)
        target = lambda kind, value: self.labels.targets(words, kind, width, value)
        loss = _entropy(upos, target("upos", lambda w: w.upos))
        loss = loss + 0.5 * _entropy(feats, target("feats", lambda w: w.feats))
        loss = loss + 0.4 * _entropy(lemma, target("lemmas", lambda w: script(w.form, w.lemma)))
        heads = np.full((len(words), width), -100)
        for i, ws in enumerate(words):
            heads[i, : len(ws)] = [w.head for w in ws]
        heads = torch.from_numpy(heads)
        arcs, states = net.arcs(x)
        padding = F.pad(~batch.mask, (1, 0))
        arcs = arcs.masked_fill(padding[:, None, :], -1e4)
        loss = loss + _entropy(arcs, heads)
        loss = loss + _entropy(net.labels(x, states, heads.clamp(min=0)), target("labels", lambda w: w.deprel))
        if any(s[1] for s in sentences):
            loss = loss + 0.3 * name_loss(self.labels, net.names(x), [(s[1][: len(s[0])] if s[1] else None, False) for s in sentences], width)
        return loss

    def _taught_loss(self, items, draw):
        """Cross entropy against the teacher's distributions; features and lemmas only where it was sure."""
        items = sorted(items, key=lambda item: len(item[0]), reverse=True)
        batch = Batch([item[0] for item in items], self.lexicon, draw)
        net, x = self.network, self.network.encode(batch)
        upos, feats, lemma = net.tags(x)
        target = self.taught.targets(items)
        arcs, states = net.arcs(x)
        arcs = arcs.masked_fill(F.pad(~batch.mask, (1, 0))[:, None, :], -1e4)
        loss = _soft(arcs, target["arcs"], batch.mask) + _soft(net.labels(x, states, target["heads"]), target["labels"], batch.mask)
        loss = loss + _soft(upos, target["upos"], batch.mask) + 0.3 * _soft(net.names(x), target["names"], batch.mask)
        return loss + 0.3 * (_entropy(feats, target["feats"]) + _entropy(lemma, target["lemmas"]))

    def _name_loss(self, items, draw):
        if self.others:
            items = [corpus.renamed(item, self.others, draw) for item in items]
        items = sorted(items, key=lambda n: len(n.forms), reverse=True)
        forms = []
        for item in items:
            change = draw.random()
            forms.append([f.upper() for f in item.forms] if change < 0.05 else item.forms)
        batch = Batch(forms, self.lexicon, draw)
        x = self.network.encode(batch)
        return name_loss(self.labels, self.network.names(x), [(n.tags, n.misc) for n in items], batch.ids.shape[1])

def name_loss(labels, scores, tagged, width):
    """Cross entropy of name tags; where annotators had no MISC, O and MISC are one class."""
    index = labels.index["names"]
    target = np.full((len(tagged), width), -100)
    for i, (tags, _) in enumerate(tagged):
        if tags:
            target[i, : len(tags)] = [index[t] for t in tags]
    logs = scores.log_softmax(-1)
    merged = torch.logsumexp(logs[..., [0, index["B-MISC"], index["I-MISC"]]], -1)
    open_class = torch.tensor([not misc for _, misc in tagged])[:, None]
    logs = torch.cat([torch.where(open_class, merged, logs[..., 0])[..., None], logs[..., 1:]], -1)
    return F.nll_loss(logs.flatten(0, 1), torch.from_numpy(target).flatten(), ignore_index=-100)


class Taught:
    """Sentences that the teacher marked (`daftari_train.taught`), with its classes put into the order of ours."""

    def __init__(self, path, labels):
        with open(path, "rb") as handle:
            saved = pickle.load(handle)
        self.sentences = saved["sentences"]
        order = lambda kind: np.array([labels.index[kind].get(n, -1) for n in saved["labels"][kind]])
        self.order = {kind: order(kind) for kind in ("upos", "labels", "names", "feats", "lemmas")}
        self.sizes = {kind: len(labels.names[kind]) for kind in self.order}

    def batches(self, share, words, draw):
        part = draw.sample(self.sentences, int(len(self.sentences) * share))
        return groups(part, lambda item: len(item[0]), words, draw)

    def targets(self, items):
        n, t = len(items), len(items[0][0])
        out = {"heads": np.zeros((n, t), int), "arcs": np.zeros((n, t, t + 1), np.float32)}
        out |= {kind: np.zeros((n, t, self.sizes[kind]), np.float32) for kind in ("upos", "labels", "names")}
        out |= {kind: np.full((n, t), -100) for kind in ("feats", "lemmas")}
        for i, (forms, heads, arcs, upos, labels, names, feats, lemmas) in enumerate(items):
            size = len(forms)
            out["heads"][i, :size] = heads
            out["arcs"][i, :size, : size + 1] = arcs
            for kind, rows in (("upos", upos), ("labels", labels), ("names", names)):
                known = self.order[kind] >= 0
                out[kind][i, :size, self.order[kind][known]] = rows[:, known].T
            for kind, row in (("feats", feats), ("lemmas", lemmas)):
                out[kind][i, :size] = np.where(row >= 0, self.order[kind][row], -100)
        return {kind: torch.from_numpy(np.where(v == -1, -100, v) if kind in ("feats", "lemmas") else v) for kind, v in out.items()}


def _soft(scores, targets, mask):
    return -(targets * scores.log_softmax(-1)).sum(-1)[mask].mean()


def _entropy(scores, targets):
    return F.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=-100)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=["en", "fr"])
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--silver", help="JSON Lines of forms and name tags from a teacher")
    parser.add_argument("--marked", help="French: names marked by hand, cut by daftari_train.marked")
    parser.add_argument("--others", help="silver file whose names stand in for some names, so that new names are met")
    parser.add_argument("--taught", help="sentences marked by the teacher (daftari_train.taught)")
    parser.add_argument("--taught-from", type=int, default=0, help="epoch from which they are used")
    parser.add_argument("--share", type=float, default=0.4, help="share of the taught sentences used in an epoch")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--every", type=int, default=2, help="epochs between scores")
    parser.add_argument("--words", type=int, default=1500, help="words in a batch")
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--hidden", type=int, default=HIDDEN, help="units of a direction; a multiple of 16")
    parser.add_argument("--dropout", type=float, default=0.33)
    parser.add_argument("--accents", type=float, default=0.02, help="share of sentences that lose their accents")
    parser.add_argument("--named", type=float, default=0.35, help="share of the names data used in an epoch")
    parser.add_argument("--speech", action="store_true", help="French: add the two speech treebanks")
    parser.add_argument("--with-dev", help="tuning sets to train on as well, in the last epochs (they are not scored then)")
    parser.add_argument("--name", help="of the checkpoint, where it is not to be the language's")
    parser.add_argument("--seed", type=int, default=17)
    options = parser.parse_args()
    Path(options.out).mkdir(parents=True, exist_ok=True)
    Run(options).train()


if __name__ == "__main__":
    main()
