#!/usr/bin/env python3
"""Learn the weights of crates/linking/src/judge/weights.rs and print how well they do on incidents they did not see.

  learn.py PAIRS.tsv INCIDENTS.tsv OUT.rs

PAIRS is what `cargo run --example main_happening` prints; INCIDENTS has a line per report: report id, incident id.
"""
import collections
import random
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

FOLDS = 5
HEAD = """//! Weights of the features of [`%s`], learned by `training/linking/%s`. Not to be edited by hand.

use crate::linear::Linear;

pub(super) const LEARNED: Linear = Linear {
    base: %.4f,
    weights: &[
"""


def write(path, features, tool, names, base, weights):
    """The table of a model as Rust reads it; `features` is where the names of its features stand."""
    with open(path, "w", encoding="utf-8") as out:
        out.write(HEAD % (features, tool, base))
        out.writelines('        ("%s", %.4f),\n' % pair for pair in zip(names, weights))
        out.write("    ],\n};\n")


def learn(features, same, weight=None, **settings):
    """Base and weights on the features as they come; `weight` is that of each pair, `settings` are the regression's."""
    scale = StandardScaler().fit(features)
    model = LogisticRegression(max_iter=5000, **settings).fit(scale.transform(features), same, weight)
    weights = model.coef_[0] / np.where(scale.scale_ > 0, scale.scale_, 1)
    return model.intercept_[0] - (weights * scale.mean_).sum(), weights


def main():
    pairs_path, incidents_path, out_path = sys.argv[1:]
    incident = dict(line.rstrip("\n").split("\t")[:2] for line in open(incidents_path, encoding="utf-8"))
    with open(pairs_path, encoding="utf-8") as handle:
        names = handle.readline().rstrip("\n").split("\t")[2:]
        rows = [line.rstrip("\n").split("\t") for line in handle]
    features = np.array([[float(v) for v in row[2:]] for row in rows])
    same = np.array([incident[row[0]] == incident[row[1]] for row in rows])
    gold = sum(n * (n - 1) // 2 for n in collections.Counter(incident.values()).values())
    order = sorted(set(incident.values()))
    random.Random(7).shuffle(order)
    fold = {one: n % FOLDS for n, one in enumerate(order)}
    of = np.array([[fold[incident[row[0]]], fold[incident[row[1]]]] for row in rows])
    odds = np.zeros(len(rows))
    for i in range(FOLDS):
        for j in range(i, FOLDS):
            test = ((of[:, 0] == i) & (of[:, 1] == j)) | ((of[:, 0] == j) & (of[:, 1] == i))
            train = ~np.isin(of, [i, j]).any(axis=1)
            base, weights = learn(features[train], same[train])
            odds[test] = base + features[test] @ weights
    right = (same & (odds > 0)).sum()
    precision, recall = right / max(1, (odds > 0).sum()), right / gold
    print(f"pairs {len(rows)}, of {gold} gold pairs {same.sum()} brought together")
    print(f"cross-validated, before grouping: P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")
    base, weights = learn(features, same)
    write(out_path, "super::report::FEATURES", "learn.py", names, base, weights)


if __name__ == "__main__":
    main()
