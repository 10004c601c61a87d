"""Score what is read of undertakings and of the control of places against training/gold/fr_undertakings.jsonl.

    python3 training/claims/undertakings.py DATA [--misses]

Reads the marked reports whole with the example `claims` and takes what stands in the marked sentences. An undertaking is found where a
claim's trigger overlaps the marked one, or stands in the same sentence, with the same kind; then its stage, then who owes it (a word of
its phrase in common). Control the same: change, then holder and place.
"""
import argparse
import json
import os
import subprocess
import tempfile

import gold

# the gold's words for what the claims call otherwise
KINDS = {"returns": "return"}
CHANGES = {"took": "taken", "holds": "held", "withdrew_from": "withdrew"}
PATH = os.path.join(gold.ROOT, "training", "gold", "fr_undertakings.jsonl")


def read(texts):
    """{report: claims} as the example reads them."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for key, text in texts.items():
            f.write(json.dumps({"id": key, "text": text, "language": "fr"}, ensure_ascii=False) + "\n")
        f.flush()
        command = ["cargo", "run", "-q", "--profile", "fast", "--example", "claims", "-p", "reading", "--", f.name]
        out = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=gold.ROOT, text=True).stdout
    claims = {}
    for line in out.splitlines():
        row = json.loads(line)
        if row["kind"] == "claim":
            claims.setdefault(row["report"], []).append(row)
    return claims


def spans(entities):
    return [(e["span"]["start"], e["span"]["end"]) for e in entities if e.get("span")]


def shares(found, marked):
    """Whether two lists of spans speak of somebody in common, or both of nobody."""
    return any(gold.overlap(a, b) for a in found for b in marked) or (not found and not marked)


class Count:
    """Found, right and wanted at each step."""

    def __init__(self, steps):
        self.steps, self.right, self.found, self.wanted = steps, [0] * len(steps), 0, 0

    def show(self, name):
        for step, right in zip(self.steps, self.right):
            p, r = right / max(1, self.found), right / max(1, self.wanted)
            print("%-12s %-22s P %.3f R %.3f F1 %.3f (%d of %d read, %d marked)" % (name, step, p, r, 2 * p * r / max(1e-9, p + r), right, self.found, self.wanted))


def match(count, found, wanted, same, steps):
    """Pair each marked one with a claim that is the same at the first step, the one right at most further steps first."""
    count.found, count.wanted = count.found + len(found), count.wanted + len(wanted)
    left, missed = list(found), []
    for want in wanted:
        fitting = [c for c in left if same(c, want)]
        best = max(fitting, key=lambda c: sum(step(c, want) for step in steps), default=None)
        if best is None:
            missed.append(want)
            continue
        left.remove(best)
        count.right[0] += 1
        held = True
        for n, step in enumerate(steps):
            held = held and step(best, want)
            count.right[n + 1] += held
    return missed, left


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--misses", action="store_true")
    a = parser.parse_args()
    rows, texts = gold.lines(PATH), gold.report_texts(a.data, "fr")
    claims = read({key: texts[key] for key in sorted({row["report"] for row in rows})})
    pledges = Count(["kind", "and stage", "and who owes it"])
    control = Count(["change", "and holder", "and place"])
    for row in rows:
        inside = [c for c in claims.get(row["report"], []) if row["start"] <= c["trigger"]["start"] < row["end"]]
        of = lambda kind: [c for c in inside if c["claim_kind"] == kind]
        text = texts[row["report"]]
        missed, left = match(pledges, of("commitment"), row["commitments"], lambda c, w: c["commitment_kind"] == KINDS.get(w["kind"], w["kind"]),
                             [lambda c, w: c["stage"] == w["stage"], lambda c, w: shares(spans(c["obligor"]), w["obligor"])])
        lost, more = match(control, of("control"), row["control"], lambda c, w: c["change"] == CHANGES.get(w["change"], w["change"]),
                           [lambda c, w: shares(spans([c["holder"]]), w["holder"]),
                            lambda c, w: shares([(c["place"]["span"]["start"], c["place"]["span"]["end"])], [w["place"]])])
        if a.misses and (missed or left or lost or more):
            print(row["report"], text[row["start"]:row["end"]].replace("\n", " "))
            for w in missed:
                print("   missed %s %s “%s”" % (w["kind"], w["stage"], text[w["trigger"][0]:w["trigger"][1]]))
            for c in left:
                print("   read   %s %s “%s”" % (c["commitment_kind"], c["stage"], c["trigger"]["text"]))
            for w in lost:
                print("   missed control %s “%s”" % (w["change"], text[w["trigger"][0]:w["trigger"][1]]))
            for c in more:
                print("   read   control %s “%s” %s %s" % (c["change"], c["trigger"]["text"], c["holder"]["name"], c["place"]["name"]))
    pledges.show("undertakings")
    control.show("control")


if __name__ == "__main__":
    main()
