"""`python -m daftari_train.train en --data DATA --out DIR`: trains one language; run again to resume."""

import argparse
import json
import math
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
from .model import Network, Sizes
from .noise import noisy


class Run:
    """Everything that a checkpoint has to bring back."""

    def __init__(self, options):
        self.options = options
        torch.manual_seed(options.seed)
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)
        self.corpus = corpus.load(options.language, options.data, options.silver)
        speech = getattr(self.corpus, "speech", []) if options.speech else []
        self.sentences = self.corpus.train + speech
        for name in (options.with_dev or "").split():
            self.sentences = self.sentences + self.corpus.dev.pop(name)
        self.file = Path(options.out) / f"{options.language}.pt"
        saved = torch.load(self.file, weights_only=False) if self.file.exists() else None
        self.labels = Labels(saved["labels"]) if saved else Labels.collect(self.sentences, corpus.TAGS)
        counts = Counter(w.form.lower() for s in self.sentences for w in s.words)
        frozen = vectors.load(options.language)
        self.lexicon = Lexicon(frozen, counts)
        sizes = Sizes(*(len(self.labels.names[k]) for k in ("upos", "feats", "lemmas", "labels", "names")))
        self.network = Network(sizes, frozen.rows, frozen.scales, options.dropout)
        self.average = {k: v.detach().clone() for k, v in self.network.state_dict().items()}
        self.adam = torch.optim.AdamW(self.network.parameters(), lr=options.rate, betas=(0.9, 0.95), weight_decay=0.01, fused=True)
        self.others = corpus.name_lists(options.others) if options.others else None
        self.epoch, self.step = 0, 0
        self._resume(saved)

    def _resume(self, saved):
        if saved:
            self.network.load_state_dict(saved["network"])
            self.adam.load_state_dict(saved["adam"])
            self.average, self.epoch, self.step = saved["average"], saved["epoch"], saved["step"]

    def save(self):
        state = {"network": self.network.state_dict(), "adam": self.adam.state_dict(), "average": self.average,
                 "epoch": self.epoch, "step": self.step, "labels": self.labels.names, "language": self.options.language}
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
        batches = groups(self.sentences, lambda s: len(s.words), self.options.words, draw)
        named = draw.sample(self.corpus.named, int(len(self.corpus.named) * self.options.named))
        named = groups(named, lambda n: len(n.forms), self.options.words, draw) if named else []
        plan = [(True, b) for b in batches] + [(False, b) for b in named]
        draw.shuffle(plan)
        total = 0.0
        for at, (tree, items) in enumerate(plan):
            progress = (self.epoch + at / len(plan)) / self.options.epochs
            loss = self._tree_loss(items, draw) if tree else self._name_loss(items, draw)
            self._update(loss, progress)
            total += float(loss.detach()) if tree else 0.0
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
            loss = loss + 0.3 * self._names(net.names(x), [(s[1][: len(s[0])] if s[1] else None, False) for s in sentences], width)
        return loss

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
        return self._names(self.network.names(x), [(n.tags, n.misc) for n in items], batch.ids.shape[1])

    def _names(self, scores, tagged, width):
        """Cross entropy; where annotators had no MISC, O and MISC are one class."""
        index = self.labels.index["names"]
        target = np.full((len(tagged), width), -100)
        for i, (tags, _) in enumerate(tagged):
            if tags:
                target[i, : len(tags)] = [index[t] for t in tags]
        logs = scores.log_softmax(-1)
        merged = torch.logsumexp(logs[..., [0, index["B-MISC"], index["I-MISC"]]], -1)
        open_class = torch.tensor([not misc for _, misc in tagged])[:, None]
        logs = torch.cat([torch.where(open_class, merged, logs[..., 0])[..., None], logs[..., 1:]], -1)
        return F.nll_loss(logs.flatten(0, 1), torch.from_numpy(target).flatten(), ignore_index=-100)


def _entropy(scores, targets):
    return F.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=-100)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=["en", "fr"])
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--silver", help="JSON Lines of forms and name tags from a teacher")
    parser.add_argument("--others", help="silver file whose names stand in for some names, so that new names are met")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--every", type=int, default=2, help="epochs between scores")
    parser.add_argument("--words", type=int, default=1500, help="words in a batch")
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--dropout", type=float, default=0.33)
    parser.add_argument("--accents", type=float, default=0.02, help="share of sentences that lose their accents")
    parser.add_argument("--named", type=float, default=0.35, help="share of the names data used in an epoch")
    parser.add_argument("--speech", action="store_true", help="French: add the two speech treebanks")
    parser.add_argument("--with-dev", help="tuning sets to train on as well, in the last epochs (they are not scored then)")
    parser.add_argument("--seed", type=int, default=17)
    options = parser.parse_args()
    Path(options.out).mkdir(parents=True, exist_ok=True)
    Run(options).train()


if __name__ == "__main__":
    main()
