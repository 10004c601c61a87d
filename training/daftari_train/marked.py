"""`python -m daftari_train.marked --data DATA --run DIR --out FILE`: the French names marked by hand, cut into our words.

`training/names/fr_press.jsonl` holds offsets into the undated press texts, which stay where they are; a sentence whose
text is not the one that was marked is an error. Tokens are those of our own segmenter (`DIR/fr.segment.pkl`).
"""

import argparse
import hashlib
import json
import pickle
from pathlib import Path

from .silver import bio

MARKED = Path(__file__).parent.parent / "names/fr_press.jsonl"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--run", "--out"):
        parser.add_argument(name, required=True)
    options = parser.parse_args()
    segmenter = pickle.loads((Path(options.run) / "fr.segment.pkl").read_bytes())
    with open(Path(options.data) / "news/drc_fr_undated.jsonl", encoding="utf-8") as handle:
        texts = {row["id"]: row["text"] for row in map(json.loads, handle)}
    with open(options.out, "w", encoding="utf-8") as out:
        for row in map(json.loads, MARKED.read_text(encoding="utf-8").splitlines()):
            text = texts[row["report"]][row["start"]:row["end"]]
            if hashlib.sha256(text.encode()).hexdigest() != row["text_sha256"]:
                raise SystemExit(f"{row['report']} [{row['start']}, {row['end']}): not the text that was marked")
            out.write(json.dumps(sentence(text, row, segmenter), ensure_ascii=False) + "\n")


def sentence(text, row, segmenter):
    text = text.replace("\n", " ").replace("’", "'")
    tokens, _ = segmenter.run(text)
    spans = []
    for name in row["names"]:
        start, end = name["start"] - row["start"], name["end"] - row["start"]
        inside = [i for i, t in enumerate(tokens) if t[0] < end and t[1] > start]
        if inside:
            spans.append((inside[0], inside[-1] + 1, name["kind"]))
    forms, tags = bio(text, [(t[0], t[1]) for t in tokens], spans, segmenter)
    return {"forms": forms, "tags": tags}


if __name__ == "__main__":
    main()
