"""Short texts out of long ones: paragraphs that stand alone, so that the model reads headlines and single sentences too.

    python -m statements.pieces en_train.jsonl fr_dev.jsonl --every 4 > pieces.jsonl

A report's first paragraph is nearly always its headline, and a model that only saw whole reports takes the one sentence
of a short text for one. Of the paragraphs of at most `--words` words, every fourth (by a checksum of its text) becomes a
report of its own with the statements that lie in it wholly; one that holds a part of a statement is left out. With
`--sentences` the same is done with sentences, for texts whose paragraphs are long.
"""

import argparse
import json
import re
import sys
import zlib

ROLES = ("source", "cue", "content")


def spans(statement):
    """Every span of a statement, as pairs; a role may be null or hold one pair instead of a list of them."""
    return [tuple(pair) for role in ROLES for pair in pairs(statement.get(role))]


def pairs(value):
    if not value:
        return []
    return [value] if isinstance(value[0], int) else value


PARAGRAPH, SENTENCE = r"[^\n]+", r"[^\n.!?\u2026]+(?:[.!?\u2026]+(?![\s»\u201d\"]*[A-Z\u00c0-\u00dd\u00ab]|\Z)[^\n.!?\u2026]+)*[.!?\u2026]+[\s]?[»\u201d\"]?"


def pieces(report, every, words, shape):
    text = report["text"]
    for match in re.finditer(shape, text):
        piece = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = start + len(piece)
        if not 3 <= len(piece.split()) <= words or zlib.crc32(piece.encode()) % every:
            continue
        inside, cut = [], False
        for statement in report["attributions"]:
            hits = [start <= a and b <= end for a, b in spans(statement)]
            cut |= any(hits) and not all(hits)
            cut |= any(a < end and start < b for a, b in spans(statement)) and not all(hits)
            if hits and all(hits):
                moved = {role: [[a - start, b - start] for a, b in pairs(statement.get(role))] for role in ROLES}
                inside.append(moved)
        if not cut:
            yield {"text": piece, "language": report["language"], "attributions": inside}


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("reports", nargs="+")
    ap.add_argument("--every", type=int, default=4)
    ap.add_argument("--words", type=int, default=70)
    ap.add_argument("--sentences", action="store_true")
    opt = ap.parse_args()
    for path in opt.reports:
        for line in open(path, encoding="utf-8"):
            for piece in pieces(json.loads(line), opt.every, opt.words, SENTENCE if opt.sentences else PARAGRAPH):
                sys.stdout.write(json.dumps(piece, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
