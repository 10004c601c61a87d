#!/usr/bin/env python3
"""Check a gold file of statements against the texts it was made on.

  check.py GOLD.jsonl TEXTS.jsonl

TEXTS has `id` and `text` a line. Prints one line a fault (exit 1), or the counts of a sound file (exit 0).
"""
import collections
import sys

from statements_gold import VALUES, first_character, quotation, read_lines, read_texts, sha256, spans_of


def is_word(char):
    """Whether a character belongs to a word, as for the scorer's tokens."""
    return char.isalnum() or char == "_"


def span_faults(text, role, start, end):
    """What is wrong with one span, in words."""
    if not 0 <= start < end <= len(text):
        yield f"{role} [{start}, {end}) is out of bounds (text has {len(text)} characters)"
        return
    if text[start].isspace() or text[end - 1].isspace():
        yield f"{role} [{start}, {end}) begins or ends with white space"
    if start and is_word(text[start - 1]) and is_word(text[start]):
        yield f"{role} [{start}, {end}) begins inside a word"
    if end < len(text) and is_word(text[end - 1]) and is_word(text[end]):
        yield f"{role} [{start}, {end}) ends inside a word"


def attribution_faults(text, index, item, count):
    """What is wrong with one attribution."""
    for role, start, end in spans_of(item):
        yield from span_faults(text, role, start, end)
    for field, allowed in VALUES.items():
        if item[field] not in allowed:
            yield f"{field} is {item[field]!r}"
    if (item["source"] is None) != (item["voice"] is None):
        yield "voice and source must be null together"
    if not item["content"]:
        yield "no content"
    taken = sorted((start, end) for _, start, end in spans_of(item))
    if any(a[1] > b[0] for a, b in zip(taken, taken[1:])):
        yield "its own spans overlap"
    within = item["within"]
    if within is not None and (not 0 <= within < count or within == index):
        yield f"within is {within}"


def report_faults(text, row):
    """What is wrong with one line of gold."""
    if sha256(text) != row["text_sha256"]:
        yield "the text is another one (SHA-256 differs)"
        return
    items = row["attributions"]
    for index, item in enumerate(items):
        for fault in attribution_faults(text, index, item, len(items)):
            yield f"attribution {index}: {fault}"
    starts = [first_character(item) for item in items if item["content"]]
    if starts != sorted(starts):
        yield "attributions are not in the order of their first characters"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    texts, faults, counts, seen = read_texts(sys.argv[2]), 0, collections.Counter(), set()
    for number, row in read_lines(sys.argv[1]):
        name = row["id"]
        found = [f"no text with id {name}"] if name not in texts else list(report_faults(texts[name], row))
        found += [f"{name} stands there twice"] if name in seen else []
        seen.add(name)
        for fault in found:
            print(f"{sys.argv[1]}:{number}: {name}: {fault}")
        faults += len(found)
        for item in row["attributions"] if not found else []:
            counts.update(f"{field} {item[field]}" for field in VALUES)
            counts["quotation " + quotation(texts[name], item["content"])] += 1
            counts["nested"] += item["within"] is not None
            counts["without cue"] += item["cue"] is None
            counts["attributions"] += 1
    if faults:
        sys.exit(1)
    print(f"reports {len(seen)}")
    for key in sorted(counts):
        print(key, counts[key])


if __name__ == "__main__":
    main()
