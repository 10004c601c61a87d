#!/usr/bin/env python3
"""Agreement of two annotators on the same reports: FIRST is taken as the key, SECOND as the answer.

  agreement.py FIRST.jsonl... --second SECOND.jsonl --texts TEXTS.jsonl [--list]

Prints token F1 of source, cue and content; F1 of attributions whose contents overlap at least 0.3 and 0.8 (Jaccard over
words, paired one to one from the highest down); and, among the pairs, how often the sources touch and how often voice, firmness
and attitude are the same. --list names what only one of the two marked. Only reports in both are compared.
"""
import argparse
import collections
import re

from statements_gold import read_lines, read_texts

ROLES = ("source", "cue", "content")


def words(tokens, item, role):
    """Indexes of the words that a role's spans touch."""
    spans = item[role] if role == "content" else [item[role]] if item[role] else []
    return frozenset(i for i, (s, e) in enumerate(tokens) if any(s < b and e > a for a, b in spans))


def pairs(first, second):
    """(Jaccard, index, index) of one-to-one pairs by content, from the highest overlap down."""
    cells = sorted((-len(a & b) / len(a | b), i, j) for i, a in enumerate(first) for j, b in enumerate(second) if a & b)
    used_i, used_j = set(), set()
    for minus, i, j in cells:
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            yield -minus, i, j


def f1(both, one, other):
    """Harmonic mean of the two shares, in per cent."""
    return 200 * both / (one + other) if one + other else 0.0


def compare(text, first, second, counts):
    """Count one report; gives what only one side marked, as (side, attribution)."""
    tokens = [m.span() for m in re.finditer(r"\w+", text)]
    sides = [[{role: words(tokens, item, role) for role in ROLES} for item in items] for items in (first, second)]
    for role in ROLES:
        one, other = ({t for item in side for t in item[role]} for side in sides)
        counts["both", role] += len(one & other)
        counts["first", role] += len(one)
        counts["second", role] += len(other)
    counts["first"] += len(first)
    counts["second"] += len(second)
    met = [set(), set()]
    for overlap, i, j in pairs([a["content"] for a in sides[0]], [b["content"] for b in sides[1]]):
        counts["0.8"] += overlap >= 0.8
        if overlap >= 0.3:
            met[0].add(i)
            met[1].add(j)
            counts["0.3"] += 1
            a, b = sides[0][i]["source"], sides[1][j]["source"]
            counts["source"] += bool(a & b) or not a and not b
            for field in ("voice", "firmness", "attitude"):
                counts[field] += first[i][field] == second[j][field]
    for side, items in enumerate((first, second)):
        yield from ((side, item) for index, item in enumerate(items) if index not in met[side])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("first", nargs="+")
    ap.add_argument("--second", required=True)
    ap.add_argument("--texts", required=True)
    ap.add_argument("--list", action="store_true")
    opt = ap.parse_args()
    texts = read_texts(opt.texts)
    first = {row["id"]: row["attributions"] for path in opt.first for _, row in read_lines(path)}
    counts = collections.Counter()
    for _, row in read_lines(opt.second):
        if row["id"] in first:
            counts["reports"] += 1
            for side, item in compare(texts[row["id"]], first[row["id"]], row["attributions"], counts):
                if opt.list:
                    print("only", ("first", "second")[side], row["id"], item["cue"], item["content"], item["attitude"])
    print(f"reports {counts['reports']}, attributions {counts['first']} and {counts['second']}")
    for role in ROLES:
        print(f"token F1 {role}: {f1(counts['both', role], counts['first', role], counts['second', role]):.1f}")
    for level in ("0.3", "0.8"):
        print(f"attribution F1 {level}: {f1(counts[level], counts['first'], counts['second']):.1f}")
    for field in ("source", "voice", "firmness", "attitude"):
        print(f"same {field} among pairs: {100 * counts[field] / max(1, counts['0.3']):.1f} %")


if __name__ == "__main__":
    main()
