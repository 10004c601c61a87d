"""The ranking model of crates/reading/src/claim/who.rs: which noun of a sentence fills a role, or nobody.

A softmax over the nouns of one event and nobody, one set of weights for the actor and one for the recipient, fitted by
L-BFGS with a quadratic penalty. Used by train.py.
"""
import collections
import re

import numpy
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROLES = ("actor", "recipient")
STOP = {"the", "a", "an", "of", "'s", "s", "le", "la", "les", "l", "d", "de", "du", "des", "un", "une"}


def bag(text):
    return collections.Counter(w for w in re.findall(r"[^\W_]+", text.lower().replace(".", "")) if w not in STOP)


def token_f1(a, b):
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if both else 0.0


def words(text, noun):
    return " ".join(text[p["start"]:p["end"]] for p in noun["phrases"])


def answers(text, row, role):
    """Positions of the nouns that are the gold's role ([0]: nobody), or None where no noun is and somebody is meant."""
    if not role:
        return [0]
    gold = bag(" ".join(role))
    scores = [token_f1(bag(words(text, noun)), gold) for noun in row["nouns"]]
    best = max(scores, default=0.0)
    return [n + 1 for n, s in enumerate(scores) if s == best] if best >= 0.5 else None


class Ranker:
    """Weights of one role."""

    def __init__(self, penalty=1.0):
        self.penalty = penalty

    def fit(self, groups):
        """groups: [(list of feature lists, allowed positions, weight)]; position 0 may be closed to plain sentences."""
        counts = collections.Counter(f for options, _, _ in groups for f in {f for o in options for f in o})
        self.names = sorted(f for f, n in counts.items() if n >= 2)
        index = {f: n for n, f in enumerate(self.names)}
        rows, columns, starts, right, weights = [], [], [0], [], []
        for options, allowed, weight in groups:
            for n, features in enumerate(options):
                at = starts[-1] + n
                for f in features:
                    if f in index:
                        rows.append(at), columns.append(index[f])
                right.append(n in allowed)
            starts.append(starts[-1] + len(options))
            weights.append(weight)
        x = csr_matrix((numpy.ones(len(rows)), (rows, columns)), shape=(starts[-1], len(index)))
        starts, right, weights = numpy.array(starts[:-1]), numpy.array(right), numpy.array(weights)
        sizes = numpy.diff(numpy.append(starts, x.shape[0]))
        group = numpy.repeat(numpy.arange(len(starts)), sizes)

        def loss(w):
            s = x @ w
            top = numpy.maximum.reduceat(s, starts)
            e = numpy.exp(s - top[group])
            z = numpy.add.reduceat(e, starts)
            good = numpy.add.reduceat(numpy.where(right, e, 0.0), starts)
            p = e / z[group]
            q = numpy.where(right, e, 0.0) / good[group]
            value = -(weights * numpy.log(good / z)).sum() + 0.5 * self.penalty * (w @ w)
            return value, x.T @ ((p - q) * weights[group]) + self.penalty * w

        self.w = minimize(loss, numpy.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
        self.table = dict(zip(self.names, self.w))
        return self

    def score(self, features):
        return sum(self.table.get(f, 0.0) for f in features)


def choose(rankers, row):
    """(actor, recipient) positions; 0 is nobody."""
    options = [row["nobody"]] + [noun["features"] for noun in row["nouns"]]
    a = [rankers[0].score(o) for o in options]
    r = [rankers[1].score(o) for o in options]
    best = max(((a[i] + r[j], -i, -j) for i in range(len(options)) for j in range(len(options)) if i == 0 or i != j))
    return -best[1], -best[2]


def lead(ranker, row, chosen):
    """How far the chosen noun, or nobody, weighs more in a role than the best of the others; negative where another weighs more."""
    options = [row["nobody"]] + [noun["features"] for noun in row["nouns"]]
    scores = [ranker.score(o) for o in options]
    others = [s for n, s in enumerate(scores) if n != chosen]
    return scores[chosen] - max(others, default=scores[chosen] - 9.0)
