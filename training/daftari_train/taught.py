"""`python -m daftari_train.taught --data DATA --run DIR --score BINARY --out FILE`: what the teacher makes of unlabelled English.

Texts: PolNeAR train and the reports of shootings (news), and the sentences of the names data; cut by our own segmenter
(BINARY is the `score` example of `crates/language`). For each sentence FILE holds the words, and the teacher's
distributions over heads, relations, tags and names, from which `daftari_train.train --taught FILE` learns. The texts
are the publishers' and stay where they are; FILE is not distributed.
"""

import argparse
import json
import pickle
import random
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import torch

from . import conllu, corpus
from .batches import Labels
from .teacher import Cutter, Teacher, scores_of


def texts(data):
    for path in sorted((data / "attribution/polnear-train/text").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    with open(data / "linking/violent_dev.jsonl", encoding="utf-8") as handle:
        yield from (json.loads(line)["text"] for line in handle)


def cut(binary, parts):
    """Sentences of forms, by our own segmenter."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n\n".join(parts))
        file.flush()
        out = subprocess.run([binary, "conllu", file.name, "en"], capture_output=True, text=True, check=True).stdout
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as file:
        file.write(out)
        file.flush()
        return [[w.form for w in s.words] for s in conllu.read(file.name)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--run", "--score", "--out"):
        parser.add_argument(name, required=True)
    parser.add_argument("--words", type=int, default=450_000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(Path(options.run) / "teacher_en.pt", weights_only=False)
    labels = Labels(saved["labels"])
    model = Teacher(labels)
    model.load_state_dict(saved["model"])
    sentences, draw = sample(options), random.Random(3)
    cutter, out = Cutter(), []
    for start in range(0, len(sentences), 2000):
        part = sentences[start:start + 2000]
        for forms, scored in zip(part, scores_of(model, labels, cutter, part)):
            arcs, chosen, upos, relations, names, feats, lemmas = scored
            half = [np.exp(a).astype(np.float16) for a in (arcs, upos, relations, names)]
            sure = [np.where(a.max(-1) > np.log(0.9), a.argmax(-1), -100) for a in (feats, lemmas)]
            out.append((forms, chosen, *half, *sure))
        print(len(out), "of", len(sentences), flush=True)
    draw.shuffle(out)
    with open(options.out, "wb") as handle:
        pickle.dump({"labels": saved["labels"], "sentences": out}, handle)


def sample(options):
    data, draw = Path(options.data), random.Random(2)
    parts = list(texts(data))
    found = cut(options.score, parts)
    named = [n.forms for n in corpus.load("en", options.data).named]
    unique = {tuple(f): f for f in found + named if 4 <= len(f) <= 60}
    sentences = sorted(unique.values())
    draw.shuffle(sentences)
    out, words = [], 0
    for forms in sentences:
        if words > options.words:
            break
        out.append(forms)
        words += len(forms)
    return out


if __name__ == "__main__":
    main()
