"""Maximum spanning tree with exactly one root (Chu-Liu-Edmonds)."""

import numpy as np


def decode(scores):
    """Heads (0 is the root) from scores[dependent, head], dependents counted from 0."""
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:, :] = scores
    np.fill_diagonal(full, -np.inf)
    greedy = full[1:].argmax(1)
    if (greedy == 0).sum() == 1 and not _cycle(np.concatenate([[0], greedy])):
        return greedy
    best, best_score = None, -np.inf
    order = np.argsort(-full[1:, 0])[:4]
    for root in order + 1:
        trial = full.copy()
        trial[np.arange(n + 1) != root, 0] = -np.inf
        heads = _edmonds(trial)
        total = trial[np.arange(1, n + 1), heads[1:]].sum()
        if total > best_score:
            best, best_score = heads[1:], total
    return best


def _cycle(heads):
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at):]
        for node in path:
            state[node] = 2
    return None


def _edmonds(scores):
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    n = len(scores)
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    total = sum(scores[c, heads[c]] for c in cycle)
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    into = np.array([[scores[c, o] - scores[c, heads[c]] + total for c in cycle] for o in outside])
    enter = into.argmax(1)
    small[m, :m] = into[np.arange(m), enter]
    out_of = scores[np.ix_(outside, cycle)]
    leave = out_of.argmax(1)
    small[:m, m] = out_of[np.arange(m), leave]
    small[0, :] = -np.inf
    found = _edmonds(small)
    result = heads.copy()
    for i, node in enumerate(outside):
        if i:
            result[node] = cycle[leave[i]] if found[i] == m else outside[found[i]]
    broken = cycle[enter[found[m]]]
    result[broken] = outside[found[m]]
    result[0] = 0
    return result
