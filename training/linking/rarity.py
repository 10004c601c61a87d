#!/usr/bin/env python3
"""Count in how many texts each word occurs, and print the table of rarities.

  rarity.py LANGUAGE WEIGHT SOURCE [WEIGHT SOURCE ...]

A SOURCE is a JSON Lines file of objects with `text`, a CoNLL-U file (a document is a text; without documents every 15
sentences are), or a folder of .txt files. Weights should add up to 1.
"""
import collections
import glob
import json
import math
import os
import re
import sys
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
ELIDED = re.compile(r"^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu)'(..+)$")
LEAST = 0.0015  # rarer words are not listed


def fold(word):
    """As crates/linking/src/words.rs folds."""
    plain = unicodedata.normalize("NFKD", word.lower()).replace("’", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    elided = ELIDED.match(plain)
    plain = elided.group(1) if elided else plain
    return plain[:-2] if plain.endswith("'s") else plain


def sentences_of(path):
    """Texts of a treebank."""
    texts, current, documents = [], [], False
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            if line.startswith("# newdoc"):
                documents = True
                texts.append(" ".join(current))
                current = []
            elif line.startswith("# text = "):
                current.append(line[9:].strip())
                if not documents and len(current) == 15:
                    texts.append(" ".join(current))
                    current = []
    return [text for text in texts + [" ".join(current)] if text]


def texts_of(source):
    """The texts of a source."""
    if os.path.isdir(source):
        paths = sorted(glob.glob(os.path.join(source, "**", "*.txt"), recursive=True))
        return [open(path, encoding="utf-8", errors="replace").read() for path in paths]
    if source.endswith(".conllu"):
        return sentences_of(source)
    with open(source, encoding="utf-8") as handle:
        return [json.loads(line)["text"] for line in handle if line.strip()]


def main():
    language, rest = sys.argv[1], sys.argv[2:]
    share = collections.defaultdict(float)
    for weight, source in zip(rest[::2], rest[1::2]):
        texts = texts_of(source)
        counts = collections.Counter(w for text in texts for w in {fold(m.group()) for m in WORD.finditer(text)})
        for word, count in counts.items():
            if count >= 3:
                share[word] += float(weight) * count / len(texts)
    print(f"# How rare a word is ({language}): ten times the natural logarithm of texts per text that has it. Words not listed are rarer.")
    print("# Made by training/linking/rarity.py")
    for word, part in sorted(share.items()):
        if part >= LEAST and not word.isdigit():
            print(f"{word}\t{min(99, round(10 * math.log(1 / part)))}")


if __name__ == "__main__":
    main()
