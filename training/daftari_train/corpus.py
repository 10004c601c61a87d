"""The data sets: which files make up training and tuning for each language, and names as BIO."""

import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from . import conllu

KINDS = ("PER", "ORG", "LOC", "MISC")
TAGS = ("O",) + tuple(f"{p}-{k}" for k in KINDS for p in "BI")
WNUT = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "MISC", "creative-work": "MISC"}
MARKED = 5  # how often a French sentence marked by hand counts beside one marked by the teacher
GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = set("mr mrs ms dr president prime minister king queen sir lord professor prof senator pope saint captain".split())


@dataclass
class Named:
    """A sentence with names only. `misc` says whether its annotators marked MISC."""

    forms: list
    tags: list
    misc: bool


@dataclass
class Corpus:
    train: list
    dev: dict
    named: list
    named_dev: list


def load(language, data, silver=None, marked=None):
    """The corpus of a language; never opens a test split."""
    data = Path(data)
    return _english(data, silver) if language == "en" else _french(data, silver, marked)


def _english(data, silver):
    ud = data / "ud"
    gum = conllu.read(ud / "en_gum/train.conllu")
    for sentence in gum:
        sentence.names = _gum_names(sentence)
    train = conllu.read(ud / "en_ewt/train.conllu") + gum
    marked = _marked(train)
    dev = {"ewt": conllu.read(ud / "en_ewt/dev.conllu"), "gum": conllu.read(ud / "en_gum/dev.conllu")}
    uner = _bio(data / "names/en_uner_ewt/dev.iob2", 1, 2, {k: k for k in KINDS[:3]}, False)
    order = random.Random(7)
    order.shuffle(uner)
    cut = len(uner) // 4
    named = (uner[cut:] + marked) * 2 + _bio(data / "names/en_other/wikigold.txt", 0, -1, {k: k for k in KINDS}, True)
    named += _bio(data / "names/en_other/btc.txt", 0, 1, {k: k for k in KINDS[:3]}, False)
    named += _bio(data / "names/en_other/wnut.txt", 0, 1, WNUT, True)
    return Corpus(train, dev, named + _silver(silver), uner[:cut])


def _marked(train):
    """The sentences whose names were marked by hand (`training/names`); their trees get the names too."""
    path = Path(__file__).parent.parent / "names/en_ewt_train.jsonl"
    rows = {row["sent_id"]: row["names"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    out = []
    for sentence in train:
        if sentence.ident in rows:
            sentence.names = ["O"] * len(sentence.words)
            for start, end, kind in rows[sentence.ident]:
                sentence.names[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
            out.append(Named([w.form for w in sentence.words], sentence.names, False))
    return out


def _french(data, silver, marked):
    ud = data / "ud"
    gsd = conllu.read(ud / "fr_gsd/dev.conllu")
    held = [s for i, s in enumerate(gsd) if i % 10 == 0]
    train = conllu.read(ud / "fr_sequoia/train.conllu") + [s for i, s in enumerate(gsd) if i % 10]
    speech = []
    for name in ("parisstories", "rhapsodie"):
        speech += conllu.read(ud / f"fr_other/fr_{name}-ud-train.conllu")
    marked = [Named(n.forms, n.tags, False) for n in _silver(marked)]
    told = {tuple(n.forms) for n in marked}
    silver = [n for n in _silver(silver) if tuple(n.forms) not in told]
    named = silver + [n for i, n in enumerate(marked) if i % 10] * MARKED
    dev = {"sequoia": conllu.read(ud / "fr_sequoia/dev.conllu"), "gsd": held}
    corpus = Corpus(train, dev, named, marked[::10] or silver[::25])
    corpus.speech = speech
    return corpus


def _silver(path):
    if not path or not Path(path).exists():
        return []
    with open(path, encoding="utf-8") as handle:
        return [Named(row["forms"], row["tags"], True) for row in map(json.loads, handle)]


def _bio(path, form_at, tag_at, kinds, misc):
    """Sentences of a column file; IOB1 becomes BIO, unknown kinds become O."""
    out, forms, tags = [], [], []
    with open(path, encoding="utf-8") as handle:
        for line in list(handle) + [""]:
            cells = line.split()
            if line.startswith("# ") and len(cells) > 2:
                continue
            if not cells or len(cells) <= max(form_at, tag_at):
                if forms:
                    out.append(Named(forms, _strict(tags), misc))
                forms, tags = [], []
                continue
            prefix, _, kind = cells[tag_at].partition("-")
            forms.append(cells[form_at])
            tags.append(f"{prefix}-{kinds[kind]}" if kind in kinds else "O")
    return out


def _strict(tags):
    out = []
    for tag in tags:
        if tag.startswith("I-") and (not out or out[-1][2:] != tag[2:]):
            tag = "B" + tag[1:]
        out.append(tag)
    return out


def _gum_names(sentence):
    """BIO tags from GUM's entity spans: the run of proper nouns around a mention's head."""
    tags, open_spans, spans = ["O"] * len(sentence.words), {}, []
    for index, word in enumerate(sentence.words):
        entity = next((m[7:] for m in word.misc.split("|") if m.startswith("Entity=")), "")
        spans += [(start - index - 1, start, index + 1, kind) for kind, start in _closed(entity, index, open_spans)]
    for _, start, end, kind in sorted(spans):
        _mark(sentence.words, tags, kind, start, end)
    return tags


def _closed(entity, index, open_spans):
    at = 0
    while at < len(entity):
        if entity[at] == "(":
            end = next((i for i in range(at + 1, len(entity)) if entity[i] in "()"), len(entity))
            parts = entity[at + 1:end].split("-")
            kind = parts[1] if len(parts) > 1 else ""
            if end < len(entity) and entity[end] == ")":
                yield kind, index
                end += 1
            else:
                open_spans.setdefault(parts[0], []).append((kind, index))
            at = end
        else:
            end = entity.index(")", at) if ")" in entity[at:] else len(entity)
            ident = entity[at:end]
            if open_spans.get(ident):
                yield open_spans[ident].pop()
            at = end + 1


def _mark(words, tags, kind, start, end):
    head = next((i for i in range(start, end) if not start < words[i].head <= end), start)
    if kind not in GUM or words[head].upos != "PROPN":
        return
    first, last = head, head + 1
    while first > start and words[first - 1].upos == "PROPN":
        first -= 1
    while last < end and words[last].upos == "PROPN":
        last += 1
    if kind == "person":
        while first < last - 1 and words[first].form.lower().rstrip(".") in TITLES:
            first += 1
    if any(tag != "O" for tag in tags[first:last]):
        return
    tags[first] = "B-" + GUM[kind]
    tags[first + 1:last] = ["I-" + GUM[kind]] * (last - first - 1)


def name_lists(path):
    """Names by kind that a silver file has at least twice."""
    counts = {kind: Counter() for kind in KINDS[:3]}
    with open(path, encoding="utf-8") as handle:
        for row in map(json.loads, handle):
            for start, end, kind in _ranges(row["tags"]):
                if kind in counts:
                    counts[kind][tuple(row["forms"][start:end])] += 1
    return {kind: sorted(n for n, c in counter.items() if c > 1) for kind, counter in counts.items()}


def renamed(item, lists, draw, share=0.25):
    """A sentence in which some names give way to others of their kind."""
    forms, tags, at = [], [], 0
    for start, end, kind in _ranges(item.tags):
        forms += item.forms[at:start]
        tags += item.tags[at:start]
        name = item.forms[start:end]
        if kind in lists and draw.random() < share:
            name = list(draw.choice(lists[kind]))
        forms += name
        tags += ["B-" + kind] + ["I-" + kind] * (len(name) - 1)
        at = end
    return Named(forms + item.forms[at:], tags + item.tags[at:], item.misc)


def _ranges(tags):
    start = None
    for i, tag in enumerate(list(tags) + ["O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, tags[start][2:]
            start = None
        if tag.startswith("B-"):
            start = i
