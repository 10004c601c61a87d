"""`python -m daftari_train.silver --data DATA --run DIR --out FILE`: French names from a teacher, made consistent.

The teacher is spaCy's fr_core_news_md. A string that it mostly calls one kind gets that kind everywhere;
`training/names/fr_corrections.tsv` has the last word. Articles and titles are cut off a name. Tokens are
those of our own segmenter (`DIR/fr.segment.pkl`).
"""

import argparse
import json
import pickle
from collections import Counter, defaultdict
from pathlib import Path

from .segment import merge_features

ARTICLES = set("le la les l' un une des du de d' à au aux ce cette ces et en".split())
TITLES = set(
    "président présidente monsieur madame m. mme me maître dr docteur professeur prof pr honorable ministre général"
    " colonel abbé monseigneur mgr cardinal gouverneur sénateur député feu cher sieur pape abbé".split()
)
PARTS = {"du": ("de", "le"), "des": ("de", "les"), "au": ("à", "le"), "aux": ("à", "les")}
SCORED = ("PER", "ORG", "LOC")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--run", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    segmenter = pickle.loads((Path(options.run) / "fr.segment.pkl").read_bytes())
    rows = list(_tagged(_texts(Path(options.data)), segmenter))
    rows = _settle(rows)
    with open(options.out, "w", encoding="utf-8") as handle:
        for text, tokens, spans in rows:
            forms, tags = bio(text, tokens, spans, segmenter)
            if 2 < len(forms) < 90:
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


def _tagged(texts, segmenter):
    """(text, token ranges of a sentence, names as [start, end, kind] of tokens)."""
    import spacy

    nlp = spacy.load("fr_core_news_md", exclude=["parser", "lemmatizer", "attribute_ruler", "morphologizer", "senter"])
    for doc in nlp.pipe(texts, batch_size=64):
        tokens, stops = segmenter.run(doc.text)
        begin = 0
        for stop in stops:
            part = [(t[0], t[1]) for t in tokens[begin:stop + 1]]
            begin = stop + 1
            spans = [_on_tokens(part, e.start_char, e.end_char, e.label_) for e in doc.ents]
            yield doc.text, part, [s for s in spans if s]


def _on_tokens(tokens, start, end, kind):
    inside = [i for i, (a, b) in enumerate(tokens) if a < end and b > start]
    return (inside[0], inside[-1] + 1, kind) if inside else None


def _trimmed(forms, span):
    start, end, kind = span
    while start < end and (not _capital(forms[start]) or (kind == "PER" and forms[start].lower() in TITLES)):
        start += 1
    while end > start and not any(c.isalnum() for c in forms[end - 1]):
        end -= 1
    return (start, end, kind) if start < end else None


def _capital(form):
    return any(c.isupper() or c.isdigit() for c in form) and form.lower() not in ARTICLES


def _corrections():
    path = Path(__file__).parent.parent / "names" / "fr_corrections.tsv"
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {name: "O" if kind == "-" else kind for kind, name in lines}


def _settle(rows):
    fixed = _corrections()
    votes, plain, out = defaultdict(Counter), Counter(), []
    for text, tokens, spans in rows:
        forms = [text[a:b] for a, b in tokens]
        spans = [s for s in (_trimmed(forms, s) for s in spans) if s]
        out.append((text, tokens, forms, spans))
        covered = {i for a, b, _ in spans for i in range(a, b)}
        plain.update(f for i, f in enumerate(forms) if i not in covered)
        for a, b, kind in spans:
            votes[_name(text, tokens, a, b)][_letters(forms[a:b], kind)] += 1
    settled = {}
    for name, counter in votes.items():
        kind, count = counter.most_common(1)[0]
        total = sum(counter.values())
        if count / total > 0.6:
            settled[name] = "O" if plain[name] > 2 * total else kind
    settled.update(fixed)
    return [(text, tokens, _labelled(text, tokens, forms, spans, settled, fixed)) for text, tokens, forms, spans in out]


def _letters(forms, kind):
    """Capital letters alone are an organisation, unless the corrections say a place."""
    one = len(forms) == 1 and len(forms[0]) > 2 and forms[0].isupper() and forms[0].isalpha()
    return "ORG" if one and kind != "LOC" else kind


def _name(text, tokens, start, end):
    return text[tokens[start][0]:tokens[end - 1][1]]


def _labelled(text, tokens, forms, spans, settled, fixed):
    taken, out = set(), []

    def add(a, b, kind):
        if kind != "O" and not taken & set(range(a, b)):
            out.append((a, b, kind))
        taken.update(range(a, b))

    for a in range(len(forms)):
        for b in range(min(len(forms), a + 10), a + 1, -1):
            if fixed.get(_name(text, tokens, a, b)):
                add(a, b, fixed[_name(text, tokens, a, b)])
                break
    for a, b, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        if not taken & set(range(a, b)):
            add(a, b, settled.get(_name(text, tokens, a, b), _letters(forms[a:b], kind)))
    for i, form in enumerate(forms):
        if i not in taken and len(form) > 2 and form[0].isupper() and settled.get(form) in SCORED:
            add(i, i + 1, settled[form])
    return out


def bio(text, tokens, spans, segmenter):
    """Word forms, contractions taken apart, with their tags."""
    surface = [text[a:b] for a, b in tokens]
    kinds = {i: ("B-" if i == a else "I-") + kind for a, b, kind in spans for i in range(a, b)}
    forms, tags = [], []
    for i, form in enumerate(surface):
        parts = PARTS.get(form.lower(), (form,))
        if form.lower() in ("du", "des") and not segmenter.merge.predict(merge_features(surface, i)):
            parts = (form,)
        tag = kinds.get(i, "O")
        forms += parts
        tags += [tag] + ["I" + tag[1:] if tag != "O" else "O"] * (len(parts) - 1)
    return forms, tags


if __name__ == "__main__":
    main()
