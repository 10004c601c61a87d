"""Train crates/reading/src/claim/{keep,who,how,sure}.rs: which words carry an event, who is who in it, how it stands, how sure that is.

    python3 training/claims/train.py DATA [--write] [--predictions plv.pred] [--rows FOLDER]

One command does it all, and is to be run again whenever the language models or the event lexicons change: it lets the
example `claims` read the sentences (`--rows` keeps what that wrote, and takes it where it is already there), prints
five-fold cross-validated figures, and with `--write` fits on everything and writes `lexicons/{en,fr}/{keep,who,how,sure}.tsv`.
`--predictions` writes the cross-validated answers for the PLOVER sentences as `events_score.py` takes them.

Learned from: the PLOVER sentences (one marked event each, English) and the `dev` half of
`training/gold/{en,fr}_events.jsonl`, and drafts of the same reports that were judged one by one
(`{en,fr}_drafts.jsonl`); the other half is never opened here. French has its own weights, learned from all
of these with the French sentences weighing more. Needs numpy, scipy and scikit-learn.
"""
import argparse
import json
import os
import subprocess

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import gold
import score
import who

FOLDS = 5
LANGUAGES = ("en", "fr")
# weight of a sentence by what it is learned for and where it comes from
WEIGHT = {"en": {"plv": 1.0, "en": 1.0, "fr": 0.1}, "fr": {"plv": 0.1, "en": 0.2, "fr": 1.0}}
PARTY_WEIGHT = {"en": {"plv": 1.0, "en": 0.3, "fr": 0.0}, "fr": {"plv": 0.1, "en": 0.2, "fr": 1.0}}
# taken from nobody as recipient: the PLOVER sentences, which always name one, say nothing of nobody
DISCOUNT = {"en": (0.0, 2.0), "fr": (0.0, 1.0)}
STRENGTH = {"en": 0.2, "fr": 0.35}
HOW_STRENGTH = 0.3
# the English gold has too few events that did not happen: the rules alone are better there
STANDING_IN = {"fr"}
PENALTY = {"en": 8.0, "fr": 4.0}
# Where type, actor and standing together are less likely right than this, no claim is made (sure.rs); English is judged by sentences
# that always name both parties, which say nothing of how sure an actor is
SURE = {"fr": 0.40}
# a lead beyond this says no more
MOST_LEAD = 4.0
# what how.rs tells apart, in the order of its columns, and the finer words of the gold under each
STANDS = ("happened", "planned", "demanded", "threatened", "hypothetical", "not_happened")
COARSE = {"ongoing": "happened", "attempted": "happened", "promised": "planned"}
HEAD = {
    "keep": "# Weights of crates/reading/src/claim/keep.rs: feature, weight; above zero in sum, an event is kept.\n",
    "who": "# Weights of crates/reading/src/claim/who.rs: feature, weight as actor, weight as recipient.\n",
    "sure": "# Weights of crates/reading/src/claim/sure.rs: feature, weight; above zero in sum, a kept event is claimed.\n",
    "how": "# Weights of crates/reading/src/claim/how.rs: feature, then one each for " + ", ".join(STANDS) + ".\n",
}
TAIL = "# Learned by training/claims/train.py; docs/claims.md has the data and the cross-validated figures.\n"


def read_rows(folder, name, reports):
    """What the example `claims --training` finds in reports, by report id."""
    path = os.path.join(folder, name + ".rows")
    if not os.path.exists(path):
        source = os.path.join(folder, name + ".jsonl")
        with open(source, "w", encoding="utf-8") as out:
            for key, text, language in reports:
                out.write(json.dumps({"id": key, "text": text, "language": language}, ensure_ascii=False) + "\n")
        command = ["cargo", "run", "-q", "--profile", "fast", "--example", "claims", "-p", "reading", "--", source, "--training"]
        with open(path + ".part", "w", encoding="utf-8") as out:
            subprocess.run(command, stdout=out, check=True, cwd=gold.ROOT)
        os.rename(path + ".part", path)
    return {row["id"]: row["rows"] for row in gold.lines(path)}


class Sentence:
    """One sentence with what the rules found and what is right."""

    def __init__(self, source, key, text, rows, wanted, whole):
        self.source, self.key, self.text, self.rows, self.wanted = source, key, text, rows, wanted
        # whole: every event is marked, so that what is not marked is none
        self.whole = whole
        self.fold = gold.fold_of(text if source == "plv" else key)

    def label(self, row):
        """1: an event; 0: none; None: nobody says."""
        if not self.whole:
            done = row["modality"] in score.DONE
            return int(gold.merged(row["event"]) == self.wanted["event"]) if done else None
        return int(self.of(row) is not None)

    def of(self, row):
        """The marked event that a row stands for."""
        span = (row["trigger"]["start"], row["trigger"]["end"])
        same = (w for w in self.wanted if gold.merged(w["event"]) == gold.merged(row["event"]))
        return next((w for w in same if gold.overlap(span, w["trigger"])), None)

    def parties(self, row):
        """Per role the positions of the right nouns (0: nobody), or None where nothing is known."""
        if not self.whole:
            right = gold.merged(row["event"]) == self.wanted["event"]
            return [who.answers(self.text, row, self.wanted[k]) if right else None for k in who.ROLES]
        w = self.of(row)
        cut = lambda spans: [self.text[s:e] for s, e in spans]
        return [who.answers(self.text, row, cut(w[k])) if w else None for k in who.ROLES]


def sentences(data, folder):
    out = []
    plv = gold.plv(data)
    numbered = [("%s/%d" % (r["id"], n), r["text"], "en") for n, r in enumerate(plv)]
    rows = read_rows(folder, "plv", numbered)
    out += [Sentence("plv", r["id"], r["text"], rows[n[0]], r, False) for r, n in zip(plv, numbered)]
    for language in LANGUAGES:
        marked, texts = gold.marked(data, language)
        texts.update(gold.drafted(data, language))
        rows = read_rows(folder, language, [(k, t, language) for k, t in texts.items()])
        for m in marked:
            if m["half"] == "dev":
                inside = [r for r in rows[m["report"]] if m["start"] <= r["trigger"]["start"] < m["end"]]
                out.append(Sentence(language, m["report"], texts[m["report"]], inside, m["events"], True))
        out += judged_drafts(language, rows, texts)
    return out


def narrow(x):
    x.indices, x.indptr = x.indices.astype(numpy.int32), x.indptr.astype(numpy.int32)
    return x


class Judged:
    """Drafts outside the marked sentences that somebody judged; where they say who is who and how it stands, that is learned too. Never scored."""

    whole, wanted = True, None

    def __init__(self, source, key, text, rows):
        self.source, self.key, self.text, self.rows = source, key, text, [row for row, _ in rows]
        self.said = {id(row): one for row, one in rows}
        self.fold = gold.fold_of(key)

    def label(self, row):
        return int(self.said[id(row)]["right"])

    def of(self, row):
        """What was said of a right draft; None where nothing but that was said."""
        one = self.said[id(row)]
        return one if "modality" in one else None

    def parties(self, row):
        one = self.said[id(row)]
        cut = lambda spans: [self.text[s:e] for s, e in spans]
        return [who.answers(self.text, row, cut(one[k])) if k in one else None for k in who.ROLES]


def judged_drafts(language, rows, texts):
    """training/gold/LANGUAGE_drafts.jsonl by report."""
    by_report = {}
    for one in gold.drafts(language, texts):
        for row in rows.get(one["report"], []):
            span = (row["trigger"]["start"], row["trigger"]["end"])
            if row["event"] == one["event"] and gold.overlap(span, (one["start"], one["end"])):
                by_report.setdefault(one["report"], []).append((row, one))
    return [Judged(language, key, texts[key], found) for key, found in by_report.items()]


class Keeper:
    """Which drafts are worth a claim."""

    def __init__(self, sentences, language):
        cases = [(row["keep"], s.label(row), WEIGHT[language][s.source]) for s in sentences for row in s.rows]
        cases = [c for c in cases if c[1] is not None]
        self.vectors = DictVectorizer()
        x = narrow(self.vectors.fit_transform([{f: 1 for f in c[0]} for c in cases]))
        self.model = LogisticRegression(C=STRENGTH[language], max_iter=500, solver="liblinear")
        self.model.fit(x, [c[1] for c in cases], sample_weight=[c[2] for c in cases])
        self.table = dict(zip(self.vectors.get_feature_names_out(), self.model.coef_[0]))

    def score(self, row):
        return self.model.intercept_[0] + sum(self.table.get(f, 0.0) for f in row["keep"])


class Standing:
    """How an event stands: one of STANDS."""

    def __init__(self, sentences, language):
        self.language = language
        pairs = [(row, s.of(row), WEIGHT[language][s.source]) for s in sentences if s.whole for row in s.rows]
        cases = [(row["how"], coarse(w["modality"]), weight) for row, w, weight in pairs if w and not row["derived"]]
        vectors = DictVectorizer()
        x = narrow(vectors.fit_transform([{f: 1 for f in c[0]} for c in cases]))
        model = LogisticRegression(C=HOW_STRENGTH, max_iter=2000)
        model.fit(x, [c[1] for c in cases], sample_weight=[c[2] for c in cases])
        names, known = vectors.get_feature_names_out(), list(model.classes_)
        self.table = {f: [0.0 if s not in known else model.coef_[known.index(s)][n] for s in STANDS] for n, f in enumerate(names)}
        bias = [model.intercept_[known.index(s)] if s in known else -9.0 for s in STANDS]
        self.table["bias"] = [a + b for a, b in zip(self.table["bias"], bias)]

    def choose(self, row):
        """The modality of a row; where a row of the operators spoke, that stands."""
        if row["derived"] or row["modality"] != "happened" or self.language not in STANDING_IN:
            return row["modality"]
        sums = numpy.sum([self.table[f] for f in row["how"] if f in self.table], axis=0)
        return STANDS[int(numpy.argmax(sums))]


def coarse(modality):
    return COARSE.get(modality, modality)


def rankers(sentences, language):
    out = []
    for k in range(2):
        groups = []
        for s in sentences:
            for row in s.rows:
                right = s.parties(row)[k]
                if right is None or not row["nouns"]:
                    continue
                options = [row["nobody"]] + [n["features"] for n in row["nouns"]]
                if not s.whole:
                    # these sentences always name both parties, so they say nothing of nobody
                    options, right = options[1:], [r - 1 for r in right]
                groups.append((options, right, PARTY_WEIGHT[language][s.source]))
        ranker = who.Ranker(PENALTY[language]).fit(groups)
        ranker.table["nobody"] = ranker.table.get("nobody", 0.0) - DISCOUNT[language][k]
        out.append(ranker)
    return out


def answer(row, choice, standing):
    """A row as a claim, in the form score.py takes."""
    cut = lambda n: [(p["start"], p["end"]) for p in row["nouns"][n - 1]["phrases"]] if n else []
    return {"event": row["event"], "mode": row["mode"], "modality": standing.choose(row), "actor": cut(choice[0]),
            "recipient": cut(choice[1]), "trigger": (row["trigger"]["start"], row["trigger"]["end"])}


def cross_validate(all_sentences, language):
    """{id of sentence: [(keep score, claim)]} of the sentences in this language, each judged by models that never saw it."""
    mine = ("plv", "en") if language == "en" else ("fr",)
    out = []
    for fold in range(FOLDS):
        train = [s for s in all_sentences if s.fold != fold]
        keeper, ranks, standing = Keeper(train, language), rankers(train, language), Standing(train, language)
        for s in all_sentences:
            if s.fold == fold and s.source in mine and s.wanted is not None:
                drafts = []
                for row in s.rows:
                    choice = who.choose(ranks, row)
                    claim = answer(row, choice, standing)
                    claim["lead"] = min(MOST_LEAD, who.lead(ranks[0], row, choice[0]))
                    claim["right"] = right(s, row, choice, claim)
                    drafts.append((keeper.score(row), claim))
                out.append((s, drafts))
    return out


def right(s, row, choice, claim):
    """Whether type, actor and standing are right; of the PLOVER sentences nobody asks."""
    marked = s.of(row) if s.whole else None
    if not marked:
        return False
    actors = s.parties(row)[0]
    return actors is not None and choice[0] in actors and coarse(marked["modality"]) == coarse(claim["modality"])


class Sureness:
    """How sure type, actor and standing are together, from what keep.tsv says and how far the actor leads."""

    def __init__(self, judged, language, threshold):
        self.language, self.bar = language, threshold
        if language in SURE:
            cases = [(k, c["lead"], c["right"]) for s, drafts in judged if s.whole for k, c in drafts if k > threshold]
            self.model = LogisticRegression(C=10.0).fit([c[:2] for c in cases], [c[2] for c in cases])
            self.odds = numpy.log(SURE[language] / (1 - SURE[language]))

    def claims(self, keep, claim):
        if keep <= self.bar:
            return False
        if self.language not in SURE:
            return True
        return self.model.intercept_[0] + self.model.coef_[0] @ [keep, claim["lead"]] > self.odds

    def rows(self):
        """bias, keep, lead; keep is counted from its bar on."""
        a, b = self.model.coef_[0]
        return ["bias\t%.3f" % (self.model.intercept_[0] - self.odds + a * self.bar), "keep\t%.3f" % a, "lead\t%.3f" % b]


def plv_micro(judged, threshold):
    tp = found = want = 0
    for s, drafts in judged:
        if s.source == "plv":
            kinds = {gold.merged(c["event"]) for k, c in drafts if k > threshold and c["modality"] in score.DONE}
            tp, found, want = tp + (s.wanted["event"] in kinds), found + len(kinds), want + 1
    p, r = tp / max(1, found), tp / max(1, want)
    return "P %.3f R %.3f F1 %.3f" % (p, r, 2 * p * r / max(1e-9, p + r))


def predictions(judged, threshold, path):
    order = {}
    for s, drafts in judged:
        if s.source != "plv":
            continue
        texts = lambda spans: [{"text": s.text[a:b], "code": ""} for a, b in spans]
        order.setdefault(s.key, []).extend([{"type": c["event"], "source": texts(c["actor"]), "target": texts(c["recipient"])}
                                            for k, c in drafts if k > threshold and c["modality"] in score.DONE])
    with open(path, "w", encoding="utf-8") as out:
        for key, events in order.items():
            out.write(json.dumps({"id": key, "events": events}, ensure_ascii=False) + "\n")


def report(judged, language, threshold):
    if language == "en":
        print("en threshold %+.1f, PLOVER sentences, type: %s" % (threshold, plv_micro(judged, threshold)))
    sure = Sureness(judged, language, threshold)
    marked = [(s.text, [c for k, c in drafts if sure.claims(k, c)], s.wanted) for s, drafts in judged if s.whole]
    print("%s threshold %+.1f, hand-made dev half:\n%s" % (language, threshold, score.show(score.figures(marked))))
    if language in SURE:
        marked = [(s.text, [c for k, c in drafts if k > threshold], s.wanted) for s, drafts in judged if s.whole]
        print("the same, however sure:\n%s" % score.show(score.figures(marked)))


def write(language, kind, rows):
    with open(os.path.join(gold.ROOT, "lexicons", language, kind + ".tsv"), "w", encoding="utf-8") as out:
        out.write(HEAD[kind] + TAIL)
        for row in rows:
            out.write(row + "\n")


def seen_in(all_sentences, language):
    """Features that sentences in this language can have."""
    mine = ("plv", "en") if language == "en" else ("fr",)
    rows = [row for s in all_sentences if s.source in mine for row in s.rows]
    keep = {f for row in rows for f in row["keep"]}
    nouns = {f for row in rows for o in [row["nobody"]] + [n["features"] for n in row["nouns"]] for f in o}
    return keep, nouns, {f for row in rows for f in row["how"]}


def write_tables(all_sentences, language, threshold, judged):
    keep, nouns, hows = seen_in(all_sentences, language)
    keeper, ranks = Keeper(all_sentences, language), rankers(all_sentences, language)
    table = sorted((f, w) for f, w in keeper.table.items() if f in keep and abs(w) >= 0.05)
    write(language, "keep", ["bias\t%.3f" % (keeper.model.intercept_[0] - threshold)] + ["%s\t%.3f" % pair for pair in table])
    both = sorted(set(ranks[0].table) | set(ranks[1].table))
    pairs = [(f, ranks[0].table.get(f, 0.0), ranks[1].table.get(f, 0.0)) for f in both if f in nouns]
    stands = sorted(Standing(all_sentences, language).table.items()) if language in STANDING_IN else []
    stands = [(f, w) for f, w in stands if f in hows and max(map(abs, w)) >= 0.05]
    write(language, "how", [f + "".join("\t%.2f" % x for x in w) for f, w in stands])
    write(language, "sure", Sureness(judged, language, threshold).rows() if language in SURE else [])
    write(language, "who", ["%s\t%.3f\t%.3f" % p for p in pairs if max(abs(p[1]), abs(p[2])) >= 0.03])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--predictions")
    parser.add_argument("--rows", default="target/claims")
    parser.add_argument("--threshold", type=float, nargs=2, default=(0.0, 0.0), metavar=("EN", "FR"))
    a = parser.parse_args()
    os.makedirs(a.rows, exist_ok=True)
    everything = sentences(a.data, a.rows)
    for language, threshold in zip(LANGUAGES, a.threshold):
        judged = cross_validate(everything, language)
        for t in sorted({-0.6, -0.3, 0.0, 0.3, threshold}):
            report(judged, language, t)
        if a.predictions and language == "en":
            predictions(judged, threshold, a.predictions)
        if a.write:
            write_tables(everything, language, threshold, judged)


if __name__ == "__main__":
    main()
