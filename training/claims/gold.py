"""Sentences with their gold events, for train.py and score.py.

Two kinds: `plv` (one marked event a sentence, parties by text, research corpus not in the repository) and the hand-made
`training/gold/{en,fr}_events.jsonl` (every event of a sentence, offsets into report texts that are not in the repository).
"""
import hashlib
import json
import os

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def merged(event):
    return MERGED.get(event, event)


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def fold_of(text, folds=5):
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % folds


def plv(data):
    """{"id", "text", "language", "event", "actor", "recipient"} of the sentences with one marked event."""
    rows = lines(os.path.join(data, "events", "plv_train.jsonl"))
    return [dict(r, language="en", **r["gold"]) for r in rows]


def report_texts(data, language):
    """Report id -> text for the hand-made gold of a language."""
    if language == "fr":
        return {r["id"]: r["text"] for r in lines(os.path.join(data, "news", "drc_fr_undated.jsonl"))}
    folder = os.path.join(data, "attribution", "polnear-train", "text")
    read = lambda name: open(os.path.join(folder, name), encoding="utf-8", newline="").read()
    return {name[:-4]: read(name) for name in sorted(os.listdir(folder)) if name.endswith(".txt")}


def marked(data, language):
    """The hand-made gold with the report texts it stands in: ([sentence], {report: text}); texts are checked."""
    path = os.path.join(ROOT, "training", "gold", language + "_events.jsonl")
    if not os.path.exists(path):
        return [], {}
    rows, texts = lines(path), report_texts(data, language)
    for row in rows:
        text = texts[row["report"]][row["start"]:row["end"]]
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise SystemExit("%s %s: the text is another one" % (row["report"], row["start"]))
    used = {row["report"] for row in rows}
    return rows, {key: texts[key] for key in sorted(used)}


def overlap(a, b):
    return bool(a and b) and a[0] < b[1] and b[0] < a[1]


def drafted(data, language):
    """Report id -> text of the reports that judged drafts stand in."""
    path = os.path.join(ROOT, "training", "gold", language + "_drafts.jsonl")
    texts = report_texts(data, language)
    return {key: texts[key] for key in sorted({row["report"] for row in lines(path)})} if os.path.exists(path) else {}


def drafts(language, texts):
    """Words that the rules took for an event and whether they were right: {"report", "start", "end", "event", "right"}, and of some
    right ones also "modality", "actor" and "recipient" (spans; a role that is missing was not judged)."""
    path = os.path.join(ROOT, "training", "gold", language + "_drafts.jsonl")
    rows = lines(path) if os.path.exists(path) else []
    for row in rows:
        around = texts[row["report"]][max(0, row["start"] - 20):row["end"] + 20]
        if hashlib.sha256(around.encode()).hexdigest() != row["sha256"]:
            raise SystemExit("%s %s: the text is another one" % (row["report"], row["start"]))
    return rows
