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
HEAD = """//! Weights of the features of [`super::report::FEATURES`], learned by `training/linking/learn.py`. Not to be edited by hand.

/// The log odds before any feature.
const BASE: f64 = {base:.4};

/// By feature: its weight.
const WEIGHTS: &[(&str, f64)] = &[
"""
TAIL = """];

/// The log odds that two reports with these features are mainly about one happening.
pub(super) fn score(values: &[f64]) -> f64 {
    BASE + WEIGHTS.iter().zip(values).map(|((_, weight), value)| weight * value).sum::<f64>()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_feature_has_its_weight() {
        let named: Vec<&str> = super::WEIGHTS.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, super::super::report::FEATURES);
    }
}
"""


def learn(features, same):
    """Base and weights on the features as they come."""
    scale = StandardScaler().fit(features)
    model = LogisticRegression(max_iter=5000).fit(scale.transform(features), same)
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
    with open(out_path, "w", encoding="utf-8") as out:
        out.write(HEAD.replace("{base:.4}", f"{base:.4f}"))
        out.writelines(f'    ("{name}", {weight:.4f}),\n' for name, weight in zip(names, weights))
        out.write(TAIL)


if __name__ == "__main__":
    main()
