"""Draw event claims to be read by a person, and count what was judged.

    daftari claims RECORD --json | python3 training/claims/sample.py draw 20261201 REPORTS.jsonl    # 100 of those said to have happened
    python3 training/claims/sample.py count [training/gold/fr_claims_read.jsonl]                    # shares right

`draw` prints each claim with the words around it; the judgements are lines of fr_claims_read.jsonl (training/gold/events.md).
"""
import json
import os
import random
import sys

import gold

SIZE = 100
READ = os.path.join(gold.ROOT, "training", "gold", "fr_claims_read.jsonl")


def draw(seed, reports):
    texts = {row["id"]: row["text"] for row in gold.lines(reports)}
    claims = [json.loads(line) for line in sys.stdin]
    claims = [c for c in claims if c["claim_kind"] == "event" and c["modality"] == "happened"]
    claims.sort(key=lambda c: (c["report"], c["trigger"]["start"], c["id"]))
    print("%d claims of %d" % (min(SIZE, len(claims)), len(claims)))
    names = lambda entities: ", ".join(e["name"] for e in entities) or "-"
    for n, c in enumerate(random.Random(int(seed)).sample(claims, min(SIZE, len(claims)))):
        text, a, b = texts[c["report"]], c["trigger"]["start"], c["trigger"]["end"]
        print("%d %s %s:%s by %s to %s" % (n, c["report"], c["event"], c["mode"] or "-", names(c["actor"]), names(c["recipient"])))
        print("  " + (text[max(0, a - 260):a] + "**" + text[a:b] + "**" + text[b:b + 150]).replace("\n", " / "))


def count(path=READ):
    rows = gold.lines(path)
    kind = sum(row["type_right"] for row in rows)
    both = sum(row["type_right"] and row["actor_right"] for row in rows)
    print("%d claims: type right %d, type and actor right %d" % (len(rows), kind, both))


if __name__ == "__main__":
    {"draw": draw, "count": count}[sys.argv[1]](*sys.argv[2:])
