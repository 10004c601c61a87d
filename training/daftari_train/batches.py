"""Sentences to tensors. Features of a word type are computed once."""

import numpy as np
import torch

from . import words as features
from .lemmas import script


class Lexicon:
    """Rows of every word type seen, with its frequency in training."""

    def __init__(self, vectors, counts):
        self.vectors, self.counts, self.cache = vectors, counts, {}

    def entry(self, form):
        found = self.cache.get(form)
        if found is None:
            whole, grams = features.features(form)
            pieces = self.vectors.lookup(form)
            weight = 1 / max(len(grams), 1) ** 0.5
            found = (np.array(whole + grams), np.array([1.0] * len(whole) + [weight] * len(grams), np.float32), np.array(pieces, int))
            self.cache[form] = found
        return found


class Batch:
    """Padded sentences, longest first."""

    def __init__(self, sentences, lexicon, random=None):
        sentences = sorted(sentences, key=len, reverse=True)
        self.lengths = torch.tensor([len(s) for s in sentences])
        seen = {}
        ids = np.zeros((len(sentences), len(sentences[0])), int)
        for i, forms in enumerate(sentences):
            for j, form in enumerate(forms):
                ids[i, j] = seen.setdefault(form, len(seen))
        self.ids = torch.from_numpy(ids)
        self.mask = torch.arange(ids.shape[1])[None, :] < self.lengths[:, None]
        self._types(list(seen), lexicon, random)

    def _types(self, forms, lexicon, random):
        entries = [lexicon.entry(form) for form in forms]
        weights = [e[1] for e in entries]
        pieces = [e[2] for e in entries]
        if random is not None:
            weights = [self._dropped(w, lexicon.counts.get(f.lower(), 0), random) for f, w in zip(forms, weights)]
            pieces = [p[:0] if random.random() < 0.05 else p for p in pieces]
        self.rows = torch.from_numpy(np.concatenate([e[0] for e in entries]))
        self.row_weights = torch.from_numpy(np.concatenate(weights))
        self.row_starts = _starts([len(w) for w in weights])
        self.pieces = torch.from_numpy(np.concatenate(pieces))
        self.piece_starts = _starts([len(p) for p in pieces])
        self.first_piece = torch.tensor([int(p[0]) if len(p) else 0 for p in pieces])
        self.has_piece = torch.tensor([float(len(p) > 0) for p in pieces])

    @staticmethod
    def _dropped(weights, count, random):
        if random.random() < 0.05 + 0.4 / (1 + count):
            weights = weights.copy()
            weights[0] = weights[2] = 0
        return weights


def _starts(sizes):
    return torch.from_numpy(np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int))


class Labels:
    """Names of the classes of each head, most frequent first; rare ones fall to `ignored`."""

    IGNORED = -100

    def __init__(self, names):
        self.names = names
        self.index = {kind: {n: i for i, n in enumerate(values)} for kind, values in names.items()}

    @classmethod
    def collect(cls, sentences, tags):
        from collections import Counter

        counts = {kind: Counter() for kind in ("upos", "feats", "lemmas", "labels")}
        for sentence in sentences:
            for w in sentence.words:
                counts["upos"][w.upos] += 1
                counts["feats"][w.feats] += 1
                counts["lemmas"][script(w.form, w.lemma)] += 1
                counts["labels"][w.deprel] += 1
        least = {"upos": 1, "feats": 2, "lemmas": 4, "labels": 3}
        names = {kind: [n for n, c in sorted(counter.items(), key=lambda p: (-p[1], p[0])) if c >= least[kind]] for kind, counter in counts.items()}
        names["names"] = list(tags)
        return cls(names)

    def targets(self, sentences, kind, width, value):
        out = np.full((len(sentences), width), self.IGNORED)
        for i, words in enumerate(sentences):
            out[i, : len(words)] = [self.index[kind].get(value(w), self.IGNORED) for w in words]
        return torch.from_numpy(out)


def groups(items, length, size, random):
    """Batches of about `size` words of similar length, in random order."""
    keyed = sorted(items, key=lambda item: (length(item) + random.random() * 3))
    out, current, total = [], [], 0
    for item in keyed:
        current.append(item)
        total += length(item)
        if total >= size:
            out.append(current)
            current, total = [], 0
    if current:
        out.append(current)
    random.shuffle(out)
    return out
