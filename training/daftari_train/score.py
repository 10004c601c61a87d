"""Predictions and scores on gold tokens."""

import numpy as np
import torch

from . import tree
from .batches import Batch
from .corpus import TAGS
from .lemmas import apply


@torch.no_grad()
def parse(network, labels, lexicon, sentences, size=3000):
    """Words' (upos, feats, lemma, head, deprel, name tag) for each sentence of forms."""
    network.eval()
    out = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
    start = 0
    while start < len(order):
        width = len(sentences[order[start]])
        part = order[start:start + max(1, size // max(width, 1))]
        start += len(part)
        for i, rows in zip(part, _batch(network, labels, lexicon, [sentences[i] for i in part])):
            out[i] = rows
    return out


def _batch(network, labels, lexicon, sentences):
    batch = Batch(sentences, lexicon)
    x = network.encode(batch)
    upos, feats, lemma = (t.argmax(-1).numpy() for t in network.tags(x))
    names = network.names(x).log_softmax(-1).numpy()
    arcs, heads = network.arcs(x)
    arcs = arcs.numpy().astype(np.float64)
    chosen = np.zeros(batch.ids.shape, int)
    for i, forms in enumerate(sentences):
        n = len(forms)
        chosen[i, :n] = tree.decode(arcs[i, :n, : n + 1])
    scores = network.labels(x, heads, torch.from_numpy(chosen)).numpy()
    return [_rows(labels, forms, i, upos, feats, lemma, names, chosen, scores) for i, forms in enumerate(sentences)]


def _rows(labels, forms, i, upos, feats, lemma, names, chosen, scores):
    root = labels.index["labels"]["root"]
    tags = viterbi(names[i, : len(forms)])
    rows = []
    for j, form in enumerate(forms):
        line = scores[i, j].copy()
        line[root] = 1e9 if chosen[i, j] == 0 else -1e9
        rows.append((labels.names["upos"][upos[i, j]], labels.names["feats"][feats[i, j]],
                     apply(labels.names["lemmas"][lemma[i, j]], form), int(chosen[i, j]),
                     labels.names["labels"][line.argmax()], tags[j]))
    return rows


def viterbi(scores):
    """Best BIO sequence: I-X only after B-X or I-X."""
    allowed = np.array([[not b.startswith("I-") or a[2:] == b[2:] for b in TAGS] for a in TAGS])
    penalty = np.where(allowed, 0, -1e9)
    start = np.array([-1e9 if t.startswith("I-") else 0 for t in TAGS])
    best, back = scores[0] + start, []
    for row in scores[1:]:
        paths = best[:, None] + penalty
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    at = int(best.argmax())
    tags = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        tags.append(at)
    return [TAGS[t] for t in reversed(tags)]


def trees(network, labels, lexicon, sentences):
    """UPOS, feats, lemma, UAS, LAS (and without subtypes), in per cent."""
    hits, total = np.zeros(6), 0
    found = parse(network, labels, lexicon, [[w.form for w in s.words] for s in sentences])
    for sentence, rows in zip(sentences, found):
        for w, (upos, feats, lemma, head, deprel, _) in zip(sentence.words, rows):
            right = head == w.head
            same = right and deprel.split(":")[0] == w.deprel.split(":")[0]
            hits += [upos == w.upos, feats == w.feats, lemma == w.lemma, right, right and deprel == w.deprel, same]
            total += 1
    return dict(zip(("UPOS", "feats", "lemma", "UAS", "LAS", "LAS1"), np.round(100 * hits / total, 2).tolist()))


def spans(tags, kinds=("PER", "ORG", "LOC")):
    """(start, end, kind) of BIO tags."""
    out, start = set(), None
    for i, tag in enumerate(list(tags) + ["O"]):
        if start is not None and not tag.startswith("I-"):
            out.add((start, i, tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = i
    return {s for s in out if s[2] in kinds}


def names(network, labels, lexicon, named):
    """Micro F1 over exact spans of PER, ORG and LOC."""
    right = found = gold = 0
    for item, rows in zip(named, parse(network, labels, lexicon, [n.forms for n in named])):
        guess, truth = spans([r[5] for r in rows]), spans(item.tags)
        right, found, gold = right + len(guess & truth), found + len(guess), gold + len(truth)
    return round(200 * right / max(found + gold, 1), 2)
