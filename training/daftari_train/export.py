"""`python -m daftari_train.export en --data DATA --run DIR --to FILE`: averaged weights as one int8 file.

Layout: 8 bytes magic, SHA-256 of all that follows, u32 length of a JSON header, the header, the tensors.
"""

import argparse
import hashlib
import json
import struct
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from . import corpus, score, segment, vectors
from .batches import Labels, Lexicon
from .model import Network, Sizes
from .words import ROWS, features

MAGIC = b"DAFTARI\x01"
COMMON = 2500


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=["en", "fr"])
    parser.add_argument("--data", required=True)
    parser.add_argument("--run", required=True)
    parser.add_argument("--to", required=True)
    parser.add_argument("--check", action="store_true", help="score the rounded weights on the tuning sets")
    options = parser.parse_args()
    run = Path(options.run)
    saved = torch.load(run / f"{options.language}.pt", weights_only=False)
    corpora = corpus.load(options.language, options.data)
    frozen = vectors.load(options.language)
    writer = Writer(saved["labels"], options.language, saved["hidden"])
    rounded = _network(writer, saved["average"])
    _frozen(writer, frozen)
    _segmenter(writer, segment.kept(options.language, run, corpora))
    writer.header["common"] = _common(corpora.train)
    writer.header["epoch"] = saved["epoch"]
    Path(options.to).write_bytes(writer.bytes())
    if options.check:
        print(json.dumps(_check(saved, frozen, rounded, corpora)))


class Writer:
    def __init__(self, labels, language, hidden):
        self.header = {"language": language, "hidden": hidden, "rows": ROWS, "labels": labels, "tensors": {}}
        self.data = bytearray()

    def tensor(self, name, array):
        kind = {"int8": "i8", "float32": "f32", "uint32": "u32", "uint16": "u16"}[str(array.dtype)]
        self.data += b"\0" * (-len(self.data) % 4)
        self.header["tensors"][name] = {"kind": kind, "shape": list(array.shape), "at": len(self.data)}
        self.data += np.ascontiguousarray(array).tobytes()

    def rounded(self, name, matrix):
        """int8 rows with a scale each; returns what they stand for."""
        scale = np.maximum(np.abs(matrix).max(1), 1e-8).astype(np.float32) / 127
        stored = np.round(matrix / scale[:, None]).astype(np.int8)
        self.tensor(name, stored)
        self.tensor(name + ".scale", scale)
        return stored.astype(np.float32) * scale[:, None]

    def bytes(self):
        header = json.dumps(self.header, ensure_ascii=False, sort_keys=True).encode("utf-8")
        header += b" " * (-(len(header) + 44) % 4)
        body = struct.pack("<I", len(header)) + header + bytes(self.data)
        return MAGIC + hashlib.sha256(body).digest() + body


def _network(writer, weights):
    """Matrices as int8, vectors as f32; an LSTM's two biases are one."""
    rounded = {}
    for name, value in weights.items():
        array = value.numpy().astype(np.float32)
        if name.startswith("lstm") and ".bias_hh" in name:
            rounded[name] = np.zeros_like(array)
            continue
        if name.startswith("lstm") and ".bias_ih" in name:
            array = array + weights[name.replace("bias_ih", "bias_hh")].numpy()
        if array.ndim == 2 and array.shape[0] > 1:
            rounded[name] = writer.rounded(name, array)
        else:
            writer.tensor(name, array)
            rounded[name] = array
    return rounded


def _frozen(writer, frozen):
    writer.tensor("frozen", frozen.rows)
    writer.tensor("frozen.scale", frozen.scales)
    if frozen.kind == "pieces":
        writer.header["pieces"] = frozen.names
    else:
        keys = sorted(frozen.keys.items())
        writer.tensor("keys", np.array([k for k, _ in keys], np.uint32))
        writer.tensor("key_rows", np.array([r for _, r in keys], np.uint16))


def _segmenter(writer, segmenter):
    for name in ("split", "sentence", "merge"):
        part = getattr(segmenter, name)
        if hasattr(part, "stored"):
            writer.tensor(f"segment.{name}", part.stored)
            writer.tensor(f"segment.{name}.bias", part.offset.astype(np.float32))
            writer.tensor(f"segment.{name}.scale", np.array([part.scale], np.float32))


def _common(sentences):
    """Frequent words, by which a language is known."""
    counts = Counter(w.form.lower().replace("’", "'") for s in sentences for w in s.words if w.form.replace("'", "").isalpha())
    return [word for word, _ in sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:COMMON]]


def _check(saved, frozen, rounded, corpora):
    names = saved["labels"]
    labels = Labels(names)
    sizes = Sizes(*(len(names[k]) for k in ("upos", "feats", "lemmas", "labels", "names")))
    network = Network(sizes, frozen.rows, frozen.scales, hidden=saved["hidden"])
    network.load_state_dict({k: torch.from_numpy(v) for k, v in rounded.items()})
    lexicon = Lexicon(frozen, {})
    return {name: score.trees(network, labels, lexicon, part) for name, part in corpora.dev.items()}


def fixture(path, forms):
    """Rows of a few forms, for the Rust side to compare."""
    with open(path, "w", encoding="utf-8") as handle:
        for form in forms:
            whole, grams = features(form)
            handle.write("\t".join([form, " ".join(map(str, whole)), " ".join(map(str, grams))]) + "\n")


if __name__ == "__main__":
    main()
