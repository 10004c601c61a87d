"""`python -m daftari_train.silver --data DATA --out FILE`: French names from a teacher, made consistent.

The teacher is spaCy's fr_core_news_md. A string that it mostly calls one kind gets that kind everywhere;
`training/names/fr_corrections.tsv` has the last word. Articles and titles are cut off a name.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path


ARTICLES = set("le la les l' l’ un une des du de d' d’ à au aux ce cette ces et en".split())
TITLES = set("président présidente monsieur madame m. mme me maître dr docteur professeur pr honorable ministre général colonel abbé monseigneur mgr cardinal gouverneur sénateur député feu".split())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    rows = _consistent(list(_tagged(_texts(Path(options.data)))))
    with open(options.out, "w", encoding="utf-8") as handle:
        for forms, tags in rows:
            handle.write(json.dumps({"forms": forms, "tags": tags}, ensure_ascii=False) + "\n")


def _texts(data):
    from . import conllu

    for path in ("fr_sequoia/train.conllu", "fr_gsd/dev.conllu"):
        for sentence in conllu.read(data / "ud" / path):
            yield sentence.text
    with open(data / "news/drc_fr_undated.jsonl", encoding="utf-8") as handle:
        for line in handle:
            for paragraph in json.loads(line)["text"].split("\n"):
                if paragraph.strip():
                    yield paragraph.replace("’", "'")


def _tagged(texts):
    import spacy

    nlp = spacy.load("fr_core_news_md", exclude=["parser", "lemmatizer", "attribute_ruler", "morphologizer"])
    nlp.enable_pipe("senter")
    for doc in nlp.pipe(texts, batch_size=64):
        for sentence in doc.sents:
            forms = [t.text for t in sentence if not t.is_space]
            tags = [t.ent_iob_ + "-" + t.ent_type_ if t.ent_type_ else "O" for t in sentence if not t.is_space]
            if 2 < len(forms) < 90:
                yield forms, [("B" + t[1:]) if t[0] == "I" and (i == 0 or tags[i - 1][2:] != t[2:]) else t for i, t in enumerate(tags)]


def _spans(tags):
    start = None
    for i, tag in enumerate(tags + ["O"]):
        if start is not None and tag[0] != "I":
            yield start, i, tags[start][2:]
            start = None
        if tag[0] == "B":
            start = i


def _corrections():
    path = Path(__file__).parent.parent / "names" / "fr_corrections.tsv"
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {name: "O" if kind == "-" else kind for kind, name in lines}


def _trimmed(forms, start, end, kind):
    while start < end and (forms[start].lower() in ARTICLES or (kind == "PER" and forms[start].lower() in TITLES)):
        start += 1
    while end > start and not any(c.isalnum() for c in forms[end - 1]):
        end -= 1
    return start, end


def _consistent(rows):
    fixed = _corrections()
    rows = [(forms, _retrimmed(forms, tags)) for forms, tags in rows]
    votes, plain = defaultdict(Counter), Counter()
    for forms, tags in rows:
        for start, end, kind in _spans(tags):
            votes[" ".join(forms[start:end])][kind] += 1
    for forms, tags in rows:
        for form, tag in zip(forms, tags):
            if tag == "O" and form in votes:
                plain[form] += 1
    settled = {}
    for text, counter in votes.items():
        kind, count = counter.most_common(1)[0]
        total = sum(counter.values())
        if count / total > 0.6:
            settled[text] = "O" if plain[text] > 2 * total else kind
    settled.update(fixed)
    return [(forms, _long(forms, _retag(forms, tags, settled), fixed)) for forms, tags in rows]


def _retrimmed(forms, tags):
    out = ["O"] * len(tags)
    for start, end, kind in _spans(tags):
        start, end = _trimmed(forms, start, end, kind)
        if start < end:
            out[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
    return out


def _long(forms, tags, fixed):
    """Corrections of several words, where the teacher saw none or only a part."""
    for start in range(len(forms)):
        for end in range(min(len(forms), start + 9), start + 1, -1):
            kind = fixed.get(" ".join(forms[start:end]))
            inside = (start == 0 or tags[start][0] != "I") and (end == len(forms) or tags[end][0] != "I")
            if kind and kind != "O" and inside:
                tags[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
                break
    return tags


def _retag(forms, tags, settled):
    out = ["O"] * len(tags)
    for start, end, kind in _spans(tags):
        kind = settled.get(" ".join(forms[start:end]), kind)
        if kind != "O":
            out[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
    for i, form in enumerate(forms):
        kind = settled.get(form)
        if out[i] == "O" and tags[i] == "O" and kind in ("PER", "LOC", "ORG") and len(form) > 2 and form[0].isupper():
            out[i] = "B-" + kind
    return out


if __name__ == "__main__":
    main()
