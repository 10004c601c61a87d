"""Reads the rows that `cargo run -p reading --example span_rows` writes: one report after the other, little-endian."""

from dataclasses import dataclass

import numpy as np

AFFIXES, UNIVERSALS, RELATIVES = 4, 24, 6
CHUNK = 160  # words; `crates/reading/src/statement/model.rs` cuts reports the same way


@dataclass
class Anchor:
    """A place that may head a cue, with the window around it and the gold labels there."""

    word: int
    start: int
    end: int
    gold: bool
    rows: np.ndarray
    labels: np.ndarray


@dataclass
class Report:
    words: np.ndarray
    affixes: np.ndarray
    universals: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    sentences: np.ndarray
    paragraphs: np.ndarray
    anchors: list


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, kind, count):
        size = np.dtype(kind).itemsize * count
        out = np.frombuffer(self.data, kind, count, self.at)
        self.at += size
        return out

    def number(self):
        return int(self.take("<u4", 1)[0])

    def report(self):
        count = self.number()
        row = np.dtype([("w", "<u4", 2), ("a", "<u2", AFFIXES), ("u", "<u2", UNIVERSALS)])
        rows = self.take(row, count)
        places = self.take("<u4", count * 4).reshape(count, 4)
        anchors = [self.anchor() for _ in range(self.number())]
        return Report(rows["w"].astype(np.int32), rows["a"].astype(np.int32), rows["u"].astype(np.int32), *places.T.astype(np.int32), anchors)

    def anchor(self):
        word, start, end, gold = (self.number() for _ in range(4))
        rows = self.take("<u2", (end - start) * RELATIVES).reshape(-1, RELATIVES)
        return Anchor(word, start, end, bool(gold), rows, self.take("u1", end - start))


def read(path):
    with open(path, "rb") as handle:
        reader = Reader(handle.read())
    out = []
    while reader.at < len(reader.data):
        out.append(reader.report())
    return out


@dataclass
class Chunk:
    """Whole paragraphs of one report, about CHUNK words, and the anchors in them."""

    report: Report
    start: int
    end: int
    anchors: list


def chunks(report):
    """Paragraphs are added until CHUNK words are passed; a longer paragraph stands alone."""
    edges = [0] + [i for i in range(1, len(report.words)) if report.paragraphs[i] != report.paragraphs[i - 1]] + [len(report.words)]
    cuts, begin = [], 0
    for left, right in zip(edges, edges[1:]):
        if right - begin > CHUNK and left > begin:
            cuts.append((begin, left))
            begin = left
    if begin < edges[-1]:
        cuts.append((begin, edges[-1]))
    return [Chunk(report, a, b, [x for x in report.anchors if a <= x.word < b]) for a, b in cuts]
