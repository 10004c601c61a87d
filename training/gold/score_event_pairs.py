#!/usr/bin/env python3
"""Score judgements of same event on the labelled pairs of mentions.

  cat CLAIMS.jsonl EVENTS.jsonl | score_event_pairs.py [--topics attack,talks,...] [--day 2025-08-18 --texts TEXTS.jsonl]

Standard input is JSON Lines of the machine contract, in any order: claims ({"kind": "claim", "id", "report", "trigger":
{"start", "end"}}) and what they were gathered into ({"kind": "event" | "commitment", "claims": [ids]}); other kinds are passed
over. A claim stands for a mention when its trigger overlaps the mention's span. Two mentions are judged the same when some event
or commitment holds a claim of each.

Prints precision, recall and F1 over all pairs; the same over the pairs whose two mentions have a claim at all, which
parts linking from finding; and recall by topic. --day keeps the pairs whose two reports TEXTS dates to that day.
"""
import argparse
import collections
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def read_lines(handle):
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in handle if line.strip()]


def gold(name):
    """The objects of a gold file beside this script."""
    with open(os.path.join(HERE, name), encoding="utf-8") as handle:
        return read_lines(handle)


def claims_by_report(objects):
    """{report: [(start, end, claim id)]}."""
    found = collections.defaultdict(list)
    for row in objects:
        if row.get("kind") == "claim" and row.get("trigger"):
            found[row["report"]].append((row["trigger"]["start"], row["trigger"]["end"], row["id"]))
    return found


def happenings(objects):
    """{claim id: ids of the events and commitments that hold it}."""
    held = collections.defaultdict(set)
    for number, row in enumerate(objects):
        if row.get("kind") in ("event", "commitment"):
            for claim in row.get("claims") or []:
                held[claim].add(row.get("id", number))
    return held


def f1_line(name, rows):
    """Precision, recall and F1 of (is same, judged same) rows, as a line of print."""
    both = sum(is_same and judged for is_same, judged in rows)
    precision = both / max(1, sum(judged for _, judged in rows))
    recall = both / max(1, sum(is_same for is_same, _ in rows))
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return f"{name}: pairs {len(rows)}, precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def choose(args):
    """The labelled pairs that the options keep, and the topic of each cluster."""
    topics = {row["cluster"]: row["topic"] for row in gold("event_clusters.jsonl")}
    pairs = gold("event_pairs.jsonl")
    if args.topics:
        keep = set(args.topics.split(","))
        pairs = [p for p in pairs if {topics[p["a"]["cluster"]], topics[p["b"]["cluster"]]} <= keep]
    if args.day:
        with open(args.texts, encoding="utf-8") as handle:
            day = {row["id"]: row["date"] for row in read_lines(handle)}
        pairs = [p for p in pairs if {day[p["a"]["report"]], day[p["b"]["report"]]} == {args.day}]
    return pairs, topics


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", help="keep pairs whose both topics are among these")
    parser.add_argument("--day", help="keep pairs of this day of publication (YYYY-MM-DD)")
    parser.add_argument("--texts", help="reports with id and date, for --day")
    args = parser.parse_args()
    if args.day and not args.texts:
        parser.error("--day needs --texts")
    pairs, topics = choose(args)
    objects = read_lines(sys.stdin)
    claims, held = claims_by_report(objects), happenings(objects)

    def claims_of(side):
        return [i for start, end, i in claims[side["report"]] if start < side["end"] and end > side["start"]]

    rows, reachable, by_topic = [], [], collections.defaultdict(list)
    for pair in pairs:
        a, b = claims_of(pair["a"]), claims_of(pair["b"])
        events_a, events_b = (set().union(*(held[i] for i in ids)) for ids in (a, b))
        row = (pair["label"] == "same", bool(events_a & events_b))
        rows.append(row)
        by_topic[topics[pair["a"]["cluster"]]].append(row)
        if a and b:
            reachable.append(row)
    print(f1_line("all", rows))
    print(f1_line("both mentions found", reachable))
    for topic, chosen in sorted(by_topic.items()):
        same = [judged for is_same, judged in chosen if is_same]
        if same:
            print(f"{topic}: {sum(same)} of {len(same)} same pairs, {sum(j and not s for s, j in chosen)} wrongly joined")


if __name__ == "__main__":
    main()
