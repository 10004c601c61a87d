"""Statements from a trained model, and their score on gold; for tuning only: the project decodes in Rust."""

import json

import numpy as np
import torch

from .rows import Anchor, chunks


def statements(model, report, least=0.4):
    """(probability, {role: word numbers}) of each statement; anchors are those the rows hold."""
    from .train import encode, windows

    out = []
    model.eval()
    with torch.no_grad():
        for chunk in chunks(report):
            states, _ = encode(model, [chunk])
            likely = model.anchors(states)[0].sigmoid()
            picked = [(0, a) for a in chunk.anchors if likely[a.word - chunk.start] > least]
            if not picked:
                continue
            scores, _, lengths = windows(model, states, [chunk], picked)
            for (_, a), s, n in zip(picked, scores, lengths):
                labels = model.best(s, n)
                roles = {r: [a.start + i for i in range(n) if labels[i] == k] for r, k in (("source", 1), ("cue", 2), ("content", 3))}
                if roles["content"]:
                    out.append((float(likely[a.word - chunk.start]), roles))
    return out


def jaccard_pairs(gold, pred):
    cells = sorted((-len(g & p) / len(g | p), i, j) for i, g in enumerate(gold) for j, p in enumerate(pred) if g & p)
    used_g, used_p = set(), set()
    for value, i, j in cells:
        if i not in used_g and j not in used_p:
            used_g.add(i), used_p.add(j)
            yield -value, i, j


def score(model, reports, gold=(), least=0.4):
    """Attribution F1 by content overlap of words (a stand-in for the scorer, over our own words)."""
    counts = {0.3: 0, 0.8: 0, 1.0: 0}
    n_gold = n_pred = right = heads = heads_gold = heads_pred = 0
    for report in reports:
        found = [roles for _, roles in statements(model, report, least)]
        marked = []
        for a in report.anchors:
            if a.gold:
                marked.append({r: [a.start + i for i in np.flatnonzero(a.labels == k)] for r, k in (("source", 1), ("cue", 2), ("content", 3))})
        marked = [m for m in marked if m["content"]]
        n_gold, n_pred = n_gold + len(marked), n_pred + len(found)
        g, p = [set(m["content"]) for m in marked], [set(m["content"]) for m in found]
        for value, i, j in jaccard_pairs(g, p):
            for level in counts:
                counts[level] += value >= level - 1e-9
            if value >= 0.3:
                a, b = set(marked[i]["source"]), set(found[j]["source"])
                right += bool(a & b) if a else not b
    f = {k: round(200 * v / (n_gold + n_pred), 1) for k, v in counts.items()}
    return {"F1": f, "P": round(100 * counts[0.3] / max(n_pred, 1), 1), "R": round(100 * counts[0.3] / max(n_gold, 1), 1), "source": round(100 * right / max(counts[0.3], 1), 1), "gold": n_gold, "pred": n_pred}
