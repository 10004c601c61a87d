#!/usr/bin/env python3
"""Write the gold of statements in the brat layout of PolNeAR, for its scorers and for reading in brat.

  to_brat.py GOLD.jsonl... --texts TEXTS.jsonl --out DIR

Makes DIR/text/ID.txt and DIR/attributions/ID.ann for every report of the gold files. DIR holds press texts afterwards:
keep it out of the repository.
"""
import argparse
import os
import sys

from statements_gold import read_lines, read_texts, sha256


def ann_lines(text, items):
    """The lines of one .ann file: a text-bound line for each role, then the event that joins them."""
    number = 0
    for event, item in enumerate(items, 1):
        roles = [(role.capitalize(), [item[role]] if role != "content" else item[role])
                 for role in ("source", "cue", "content") if item[role]]
        anchor = item["cue"] or item["content"][0]
        joined = []
        for name, spans in roles + [("Attribution", [anchor])]:
            number += 1
            offsets = ";".join(f"{start} {end}" for start, end in spans)
            words = " ".join(text[start:end] for start, end in spans).replace("\n", " ")
            yield f"T{number}\t{name} {offsets}\t{words}"
            joined.append(f"{name}:T{number}")
        yield f"E{event}\t" + " ".join([joined[-1]] + joined[:-1])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold", nargs="+")
    ap.add_argument("--texts", required=True)
    ap.add_argument("--out", required=True)
    opt = ap.parse_args()
    texts = read_texts(opt.texts)
    for folder in ("text", "attributions"):
        os.makedirs(os.path.join(opt.out, folder), exist_ok=True)
    for path in opt.gold:
        for number, row in read_lines(path):
            name = row["id"]
            if name not in texts or sha256(texts[name]) != row["text_sha256"]:
                sys.exit(f"{path}:{number}: the texts do not hold {name} as it was marked")
            with open(os.path.join(opt.out, "text", name + ".txt"), "w", encoding="utf-8", newline="") as handle:
                handle.write(texts[name])
            with open(os.path.join(opt.out, "attributions", name + ".ann"), "w", encoding="utf-8") as handle:
                handle.writelines(line + "\n" for line in ann_lines(texts[name], row["attributions"]))


if __name__ == "__main__":
    main()
