"""Score event claims against training/gold/{en,fr}_events.jsonl, where every event of a sentence is marked.

    python3 training/claims/score.py reports DATA fr > fr.jsonl
    cargo run --profile fast --example claims -p reading -- fr.jsonl > fr.out
    python3 training/claims/score.py DATA fr dev|test < fr.out

A claim is right in its trigger when the words overlap, one to one; then its type (CONCEDE and RETREAT are one), how it
stands (happened, ongoing and attempted are one), and its parties (token F1 of at least one half; both empty is right).
"""
import collections
import json
import sys

import gold
import who

DONE = {"happened", "ongoing", "attempted"}


def stands(modality):
    return "happened" if modality in DONE else modality


def right_party(text, found, wanted):
    if not wanted or not found:
        return not wanted and not found
    cut = lambda spans: who.bag(" ".join(text[s:e] for s, e in spans))
    return who.token_f1(cut(found), cut(wanted)) >= 0.5


def pairs(found, wanted):
    """One-to-one pairs of overlapping triggers; equal types first."""
    all_pairs = [(gold.merged(f["event"]) != gold.merged(w["event"]), n, m) for n, f in enumerate(found) for m, w in enumerate(wanted)
                 if w["trigger"] and gold.overlap(f["trigger"], w["trigger"])]
    out, left, right = [], set(), set()
    for _, n, m in sorted(all_pairs):
        if n not in left and m not in right:
            left.add(n), right.add(m), out.append((found[n], wanted[m]))
    return out


def figures(sentences):
    """sentences: [(text, found, wanted)] -> counts."""
    c = collections.Counter()
    for text, found, wanted in sentences:
        c["sentences"] += 1
        c["found"] += len(found)
        c["wanted"] += len(wanted)
        if not wanted:
            c["plain"] += 1
            c["plain fires"] += bool(found)
            c["plain fires done"] += any(stands(f["modality"]) == "happened" for f in found)
        for f, w in pairs(found, wanted):
            same = gold.merged(f["event"]) == gold.merged(w["event"])
            c["trigger"] += 1
            c["type"] += same
            if same:
                actor, recipient = (right_party(text, f[k], w[k]) for k in who.ROLES)
                c["mode"] += (f["mode"] or None) == w["mode"]
                c["stands"] += stands(f["modality"]) == stands(w["modality"])
                c["actor"] += actor
                c["recipient"] += recipient
                c["type+actor"] += actor
                c["type+actor+recipient"] += actor and recipient
    return c


def show(c):
    def line(key):
        p, r = c[key] / max(1, c["found"]), c[key] / max(1, c["wanted"])
        return "%-22s P %.3f R %.3f F1 %.3f" % (key, p, r, 2 * p * r / max(1e-9, p + r))
    out = [line(k) for k in ("trigger", "type", "type+actor", "type+actor+recipient")]
    share = lambda k: "%s %.3f" % (k, c[k] / max(1, c["type"]))
    out.append("of right types: " + ", ".join(share(k) for k in ("mode", "stands", "actor", "recipient")))
    out.append("sentences without event that fire: %d of %d (%.3f), with something done %d (%.3f)" % (
        c["plain fires"], c["plain"], c["plain fires"] / max(1, c["plain"]), c["plain fires done"], c["plain fires done"] / max(1, c["plain"])))
    return "\n".join(out)


def claims_of(stream):
    found = collections.defaultdict(list)
    cut = lambda s: [s["start"], s["end"]]
    for line in stream:
        o = json.loads(line)
        if o.get("kind") == "claim" and o.get("claim_kind") == "event":
            parties = {k: [cut(e["span"]) for e in o[k] if e.get("span")] for k in who.ROLES}
            found[o["report"]].append(dict(parties, event=o["event"], mode=o["mode"], modality=o["modality"], trigger=cut(o["trigger"])))
    return found


def main():
    if sys.argv[1] == "reports":
        _, texts = gold.marked(sys.argv[2], sys.argv[3])
        for key, text in texts.items():
            print(json.dumps({"id": key, "text": text, "language": sys.argv[3]}, ensure_ascii=False))
        return
    data, language, half = sys.argv[1:4]
    rows, texts = gold.marked(data, language)
    found = claims_of(sys.stdin)
    inside = lambda row: [f for f in found[row["report"]] if row["start"] <= f["trigger"][0] < row["end"]]
    print(show(figures([(texts[r["report"]], inside(r), r["events"]) for r in rows if r["half"] == half])))


if __name__ == "__main__":
    main()
