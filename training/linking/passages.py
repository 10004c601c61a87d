#!/usr/bin/env python3
"""Learn the weights of crates/linking/src/retold/weights.rs and print how well they do on pairs they did not see.

  passages.py PASSAGES.tsv OUT.rs

PASSAGES is what `cargo run --example same_passage` prints. Two figures that no pair helps to judge itself in: five folds of
happenings (a pair whose happenings lie in two folds is judged by weights that saw neither), and each day by the other's.
Needs numpy and scikit-learn.
"""
import sys
import zlib

import numpy as np

import learn

FOLDS = 5
STRENGTH = 0.3
# weight of a pair of passages that an earlier rule put together
SAMPLED = 0.3
# log odds from which on two passages are judged to tell the same (crates/linking/src/judge/mod.rs)
SAME = 0.4
# and from which on a page says so outright (SURE in crates/linking/src/retold/mod.rs)
SURE = 1.0
# taken from the log odds by the logarithm of days between the reports (DAYS_APART in crates/linking/src/retold/mod.rs)
DAYS_APART = 0.4


def fit(features, same, weight):
    """Base and weights; as much weighs for each answer."""
    return learn.learn(features, same, weight, C=STRENGTH, class_weight="balanced")


def figures(name, judged, same):
    right = (judged & same).sum()
    p, r = right / max(1, judged.sum()), right / same.sum()
    print("%s\t%d pairs\tP %.3f\tR %.3f\tF1 %.3f" % (name, len(same), p, r, 2 * p * r / max(1e-9, p + r)))


def main():
    path, out_path = sys.argv[1:]
    with open(path, encoding="utf-8") as handle:
        names = handle.readline().rstrip("\n").split("\t")[5:]
        rows = [line.rstrip("\n").split("\t") for line in handle]
    told = np.array([len(row) == 5 + len(names) and bool(row[5]) for row in rows])
    features = np.array([[float(v) for v in row[5:]] if ok else [0.0] * len(names) for row, ok in zip(rows, told)])
    same = np.array([row[2] == "same" for row in rows])
    sampled = np.array([row[3].startswith("passage-") for row in rows])
    weight = np.where(sampled, SAMPLED, 1.0)
    fold = lambda cluster: zlib.crc32(cluster.encode()) % FOLDS
    folds = np.array([(fold(row[3]), fold(row[4])) for row in rows])
    days = np.array([(row[0], row[1]) for row in rows])
    apart = days.astype("datetime64[D]").astype(int)
    distance = DAYS_APART * np.log1p(np.abs(apart[:, 0] - apart[:, 1]))
    # what reports of other days tell is different by the way the pairs were drawn: nothing to learn
    taught = told & (distance == 0)
    odds = lambda own, base, weights: np.where(told[own], base + features[own] @ weights - distance[own], -np.inf)
    answer = lambda own, base, weights: odds(own, base, weights) > SAME
    found = np.zeros(len(rows))
    for pair in {tuple(f) for f in folds}:
        own = (folds == pair).all(axis=1)
        others = ~np.isin(folds, pair).any(axis=1) & taught
        found[own] = odds(own, *fit(features[others], same[others], weight[others]))
    for bar in (SAME, SURE):
        figures("pairs of mentions, five folds of happenings, bar %.1f" % bar, found[~sampled] > bar, same[~sampled])
        figures("passages an earlier rule put together, five folds, bar %.1f" % bar, found[sampled] > bar, same[sampled])
    for day in sorted(set(days.ravel())):
        own, others = (days == day).all(axis=1) & ~sampled, (days != day).all(axis=1) & taught
        figures("%s, by the other day" % day, answer(own, *fit(features[others], same[others], weight[others])), same[own])
    base, weights = fit(features[taught], same[taught], weight[taught])
    figures("pairs of mentions, by themselves", answer(~sampled, base, weights), same[~sampled])
    learn.write(out_path, "super::FEATURES", "passages.py", names, base, weights)


if __name__ == "__main__":
    main()
