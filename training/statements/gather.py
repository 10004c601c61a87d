"""Reports with their marked statements, one a line, for `span_rows`.

    python -m statements.gather brat POLNEAR_FOLDER > en_train.jsonl
    python -m statements.gather gold FR_GOLD.jsonl ... --texts TEXTS.jsonl ... > fr_train.jsonl

A line is `{"id", "text", "language", "attributions": [{"source", "cue", "content": [[start, end], ...]}]}`. Of several
annotators of a brat text the first in the order of their names counts, as in the scorer. A gold line whose text is
missing or another than the one that was marked is an error.
"""

import argparse
import hashlib
import json
import re
from collections import defaultdict
from pathlib import Path


def brat(folder):
    files = defaultdict(dict)
    stems = {path.stem for path in (folder / "text").glob("*.txt")}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = re.fullmatch(r"(.*)_([0-9a-f]{4})", path.stem)
        stem, who = name.groups() if name and name.group(1) in stems else (path.stem, "")
        files[stem][who] = path
    for stem in sorted(files):
        text = (folder / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
        yield {"id": stem, "text": text, "language": "en", "attributions": list(marked(files[stem][min(files[stem])]))}


def marked(path):
    """The attributions of a brat file; Content2 is a further piece of Content."""
    spans, events = {}, []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        cells = line.split("\t")
        if re.fullmatch(r"T\d+", cells[0]) and len(cells) > 1:
            spans[cells[0]] = [[int(n) for n in part.split()] for part in cells[1].split(" ", 1)[1].split(";")]
        elif re.fullmatch(r"E\d+", cells[0]) and len(cells) > 1:
            events.append([argument.split(":") for argument in cells[1].split()][1:])
    for arguments in events:
        item = {role: [] for role in ("source", "cue", "content")}
        for name, ref in arguments:
            item.get(re.sub(r"\d+$", "", name).lower(), []).extend(spans.get(ref, []))
        yield item


def gold(paths, texts):
    known = {}
    for path in texts:
        known.update((row["id"], row["text"]) for row in lines(path))
    for row in (row for path in paths for row in lines(path)):
        text = known[row["id"]]
        if hashlib.sha256(text.encode()).hexdigest() != row["text_sha256"]:
            raise SystemExit(f"{row['id']}: not the text that was marked")
        pieces = lambda span: [span] if span else []
        attributions = [{"source": pieces(a["source"]), "cue": pieces(a["cue"]), "content": a["content"]} for a in row["attributions"]]
        yield {"id": row["id"], "text": text, "language": "fr", "attributions": attributions}


def lines(path):
    with open(path, encoding="utf-8") as handle:
        yield from map(json.loads, handle)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["brat", "gold"])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--texts", nargs="*", default=[])
    options = parser.parse_args()
    found = brat(Path(options.paths[0])) if options.kind == "brat" else gold(options.paths, options.texts)
    for row in found:
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
