"""Train the weights of crates/reading/src/claim/keep.rs with five-fold cross-validation.

    cargo run --example claims -p reading -- plv_train.jsonl --training > rows.jsonl
    python3 training/claims/keep.py plv_train.jsonl rows.jsonl lexicons/keep.tsv [--write] [--no-words] [--threshold T]

`--no-words` leaves out what names a word, for languages without training sentences (lexicons/fr/keep.tsv);
`--threshold` writes another threshold than the best one, to keep more of several events in a sentence.
Each row is an event that the rules found in a sentence, with its features; the label says whether the gold
mark of the sentence has that type (CONCEDE and RETREAT count as one). Folds are made of whole sentences with
equal texts together. Needs numpy and scikit-learn.
"""
import collections
import json
import sys

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
HEAD = """# Weights of crates/reading/src/claim/keep.rs: feature, weight; above zero in sum, an event is kept.
# Trained by training/claims/keep.py; see docs/claims.md for the data and the cross-validated figures.
"""


def load(gold_path, rows_path):
    gold = collections.defaultdict(set)
    for line in open(gold_path, encoding="utf-8"):
        row = json.loads(line)
        gold[row["id"]].add(MERGED.get(row["gold"]["event"], row["gold"]["event"]))
    texts = {json.loads(line)["id"]: json.loads(line)["text"] for line in open(gold_path, encoding="utf-8")}
    rows = [json.loads(line) for line in open(rows_path, encoding="utf-8")]
    if "--no-words" in sys.argv:
        for row in rows:
            row["rows"] = [(t, [f for f in fs if not f.startswith(("lemma=", "thing=", "head=", "case=", "mark="))]) for t, fs in row["rows"]]
    return gold, texts, rows


def fit(examples, strength):
    vectors = DictVectorizer()
    x = narrow(vectors.fit_transform([{feature: 1 for feature in features} for _, features, _, _ in examples]))
    y = numpy.array([label for _, _, label, _ in examples])
    w = numpy.array([weight for _, _, _, weight in examples])
    return vectors, LogisticRegression(C=strength, max_iter=300, solver="liblinear").fit(x, y, sample_weight=w)


def narrow(x):
    x.indices, x.indptr = x.indices.astype(numpy.int32), x.indptr.astype(numpy.int32)
    return x


def examples_of(gold, row):
    return [(MERGED.get(t, t), f, MERGED.get(t, t) in gold[row["id"]], 1.0) for t, f in row["rows"]]


def micro(counts):
    tp, pred, want = counts
    p, r = tp / max(1, pred), tp / max(1, want)
    return p, r, 2 * p * r / max(1e-9, p + r)


def main():
    gold_path, rows_path, out_path = sys.argv[1:4]
    gold, texts, rows = load(gold_path, rows_path)
    folds = {text: n % 5 for n, text in enumerate(sorted(set(texts.values()), key=lambda t: hash_of(t)))}
    best = None
    for strength in (0.1, 0.2, 0.4, 0.8):
        scored = []
        for fold in range(5):
            train = [e for row in rows if folds[texts[row["id"]]] != fold for e in examples_of(gold, row)]
            vectors, model = fit(train, strength)
            for row in (r for r in rows if folds[texts[r["id"]]] == fold):
                cases = examples_of(gold, row)
                if cases:
                    x = narrow(vectors.transform([{f: 1 for f in features} for _, features, _, _ in cases]))
                    scored.append((row["id"], [(c[0], s) for c, s in zip(cases, model.decision_function(x))]))
                else:
                    scored.append((row["id"], []))
        for threshold in (-1.2, -0.9, -0.6, -0.3, 0.0, 0.3):
            tp = pred = want = 0
            for key, cases in scored:
                kinds = {t for t, s in cases if s > threshold}
                tp, pred, want = tp + len(kinds & gold[key]), pred + len(kinds), want + len(gold[key])
            p, r, f = micro((tp, pred, want))
            print("C %.1f threshold %+.1f: P %.3f R %.3f F1 %.3f" % (strength, threshold, p, r, f))
            if best is None or f > best[0]:
                best = (f, strength, threshold)
    print("best", best)
    if "--write" in sys.argv:
        threshold = float(sys.argv[sys.argv.index("--threshold") + 1]) if "--threshold" in sys.argv else best[2]
        write(out_path, fit([e for row in rows for e in examples_of(gold, row)], best[1]), threshold)


def hash_of(text):
    import hashlib
    return hashlib.sha256(text.encode()).hexdigest()


def write(path, fitted, threshold):
    vectors, model = fitted
    with open(path, "w", encoding="utf-8") as out:
        out.write(HEAD)
        out.write("bias\t%.3f\n" % (model.intercept_[0] - threshold))
        for name, weight in sorted(zip(vectors.get_feature_names_out(), model.coef_[0])):
            if abs(weight) >= 0.05:
                out.write("%s\t%.3f\n" % (name, weight))


if __name__ == "__main__":
    main()
