"""`python -m daftari_train.ensemble NAME ... --data DATA --run DIR --out FILE`: several French networks teach one.

Each NAME is a checkpoint of `daftari_train.train fr --name NAME` (other seeds, wider). The mean of their distributions
over heads, relations and tags is more often right than any of them; the small network learns it from unlabelled press
text (`drc_fr_undated.jsonl`, cut by our own segmenter) with `--taught FILE`. Names are left to the marked sentences.
"""

import argparse
import json
import pickle
import random
from pathlib import Path

import numpy as np
import torch

from . import tree, vectors
from .batches import Batch, Labels, Lexicon
from .model import Network, Sizes
from .silver import bio


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+")
    for name in ("--data", "--run", "--out"):
        parser.add_argument(name, required=True)
    parser.add_argument("--words", type=int, default=250_000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    frozen = vectors.load("fr")
    saved = [torch.load(Path(options.run) / f"{name}.pt", weights_only=False) for name in options.names]
    labels = Labels(saved[0]["labels"])
    if any(s["labels"] != saved[0]["labels"] for s in saved):
        raise SystemExit("the networks have different classes: train them on the same sentences")
    networks = [network(s, labels, frozen) for s in saved]
    lexicon = Lexicon(frozen, {})
    sentences, out = sample(options), []
    for start in range(0, len(sentences), 200):
        out += taught(networks, labels, lexicon, sentences[start:start + 200])
        if start % 2000 == 0:
            print(len(out), "of", len(sentences), flush=True)
    random.Random(3).shuffle(out)
    with open(options.out, "wb") as handle:
        pickle.dump({"labels": saved[0]["labels"], "sentences": out}, handle)


def network(saved, labels, frozen):
    sizes = Sizes(*(len(labels.names[k]) for k in ("upos", "feats", "lemmas", "labels", "names")))
    out = Network(sizes, frozen.rows, frozen.scales, hidden=saved["hidden"])
    out.load_state_dict(saved["average"])
    return out.eval()


def sample(options):
    segmenter = pickle.loads((Path(options.run) / "fr.segment.pkl").read_bytes())
    found = {}
    with open(Path(options.data) / "news/drc_fr_undated.jsonl", encoding="utf-8") as handle:
        for text in (json.loads(line)["text"] for line in handle):
            for paragraph in text.replace("’", "'").split("\n"):
                for forms in sentences_of(paragraph, segmenter) if paragraph.strip() else ():
                    found[tuple(forms)] = forms
    out, words = [], 0
    for forms in random.Random(2).sample(sorted(found.values()), len(found)):
        if 4 <= len(forms) <= 60 and words < options.words:
            out.append(forms)
            words += len(forms)
    return out


def sentences_of(paragraph, segmenter):
    tokens, stops = segmenter.run(paragraph)
    begin = 0
    for stop in stops:
        yield bio(paragraph, [(t[0], t[1]) for t in tokens[begin:stop + 1]], [], segmenter)[0]
        begin = stop + 1


@torch.no_grad()
def taught(networks, labels, lexicon, part):
    part = sorted(part, key=len, reverse=True)
    batch = Batch(part, lexicon)
    encoded = [net.encode(batch) for net in networks]
    arcs = mean(net.arcs(x)[0].masked_fill(torch.nn.functional.pad(~batch.mask, (1, 0))[:, None, :], -1e4) for net, x in zip(networks, encoded))
    chosen = np.zeros(batch.ids.shape, int)
    for i, forms in enumerate(part):
        n = len(forms)
        chosen[i, :n] = tree.decode(np.log(arcs[i, :n, : n + 1].astype(np.float64) + 1e-9))
    heads = torch.from_numpy(chosen)
    relations = mean(net.labels(x, net.arcs(x)[1], heads) for net, x in zip(networks, encoded))
    upos, feats, lemma = (mean(net.tags(x)[k] for net, x in zip(networks, encoded)) for k in range(3))
    nothing = np.zeros((len(labels.names["names"]),), np.float16)
    out = []
    for i, forms in enumerate(part):
        n = len(forms)
        sure = [np.where(a[i, :n].max(-1) > 0.9, a[i, :n].argmax(-1), -100) for a in (feats, lemma)]
        half = [a.astype(np.float16) for a in (arcs[i, :n, : n + 1], upos[i, :n], relations[i, :n])]
        out.append((forms, chosen[i, :n], *half, np.tile(nothing, (n, 1)), *sure))
    return out


def mean(scores):
    total = None
    for count, each in enumerate(scores, 1):
        total = each.softmax(-1) if total is None else total + each.softmax(-1)
    return (total / count).numpy()


if __name__ == "__main__":
    main()
