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
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

FOLDS = 5
STRENGTH = 0.3
# weight of a pair of passages that an earlier rule put together
SAMPLED = 0.3
# log odds from which on two passages are judged to tell the same (crates/linking/src/judge/mod.rs)
SAME = 0.4
# taken from the log odds by the logarithm of days between the reports (DAYS_APART in crates/linking/src/retold/mod.rs)
DAYS_APART = 0.4
HEAD = """//! Weights of the features of [`super::FEATURES`], learned by `training/linking/passages.py`. Not to be edited by hand.

/// The log odds before any feature.
const BASE: f64 = {base:.4};

/// By feature: its weight.
const WEIGHTS: &[(&str, f64)] = &[
"""
TAIL = """];

/// The log odds that two passages with these features tell the same.
pub(super) fn score(values: &[f64]) -> f64 {
    BASE + WEIGHTS.iter().zip(values).map(|((_, weight), value)| weight * value).sum::<f64>()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_feature_has_its_weight() {
        let named: Vec<&str> = super::WEIGHTS.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, super::super::FEATURES);
    }
}
"""


def learn(features, same, weight):
    """Base and weights on the features as they come; as many weigh for each answer."""
    scale = StandardScaler().fit(features)
    model = LogisticRegression(C=STRENGTH, max_iter=5000, class_weight="balanced").fit(scale.transform(features), same, weight)
    weights = model.coef_[0] / np.where(scale.scale_ > 0, scale.scale_, 1)
    return model.intercept_[0] - (weights * scale.mean_).sum(), weights


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
    answer = lambda own, base, weights: (base + features[own] @ weights - distance[own] > SAME) & told[own]
    judged = np.zeros(len(rows), bool)
    for pair in {tuple(f) for f in folds}:
        own = (folds == pair).all(axis=1)
        others = ~np.isin(folds, pair).any(axis=1) & taught
        judged[own] = answer(own, *learn(features[others], same[others], weight[others]))
    figures("pairs of mentions, five folds of happenings", judged[~sampled], same[~sampled])
    figures("passages an earlier rule put together, five folds", judged[sampled], same[sampled])
    for day in sorted(set(days.ravel())):
        own, others = (days == day).all(axis=1) & ~sampled, (days != day).all(axis=1) & taught
        figures("%s, by the other day" % day, answer(own, *learn(features[others], same[others], weight[others])), same[own])
    base, weights = learn(features[taught], same[taught], weight[taught])
    figures("pairs of mentions, by themselves", answer(~sampled, base, weights), same[~sampled])
    with open(out_path, "w", encoding="utf-8") as out:
        out.write(HEAD.format(base=base))
        for name, weight in zip(names, weights):
            out.write('    ("%s", %.4f),\n' % (name, weight))
        out.write(TAIL)


if __name__ == "__main__":
    main()
