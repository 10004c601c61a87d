"""Tokens and sentences: three small linear classifiers over hashed features of a paragraph.

* split: at each possible place inside a run without spaces: no, a token ends, a word of one token ends;
* sentence: between two tokens: no, yes;
* merge (French): is `des` or `du` one determiner, or a preposition and an article?

`crates/language/src/segment` computes the same features.
"""

import json
import pickle
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from .words import _SAME, bare, fnv, lower, normal, shape

ROWS = 1 << 16
NO, TOKEN, PART = 0, 1, 2
CLITICS = ("n't", "not", "na", "ta", "mme")
BUCKETS = (0, 1, 2, 3, 5, 9, 17, 31, 51)


def _class(char):
    if char == "0":
        return "0"
    if char.isalpha():
        return "A" if char.isupper() else "a"
    return "s" if char.isspace() else char


class Paragraph:
    """A line of text prepared for features: one character out for one character in."""

    def __init__(self, text):
        self.chars = ["0" if c in "123456789" else _SAME.get(c, c) for c in text]
        self.low = [lower(c) for c in self.chars]
        self.kinds = [_class(c) for c in self.chars]
        self.size = len(self.chars)

    def _cut(self, of, start, end):
        return "".join(of[i] if 0 <= i < self.size else " " for i in range(start, end))

    def chunk(self, at):
        """The run without spaces around a place."""
        start, end = at, at
        while start > 0 and self.kinds[start - 1] != "s":
            start -= 1
        while end < self.size and self.kinds[end] != "s":
            end += 1
        return start, end

    def candidate(self, at):
        """Whether a token may end before character `at`."""
        left, right = self.kinds[at - 1], self.kinds[at]
        if left == "s" or right == "s":
            return False
        if left not in "aA" or right not in "aA":
            return not (left == "0" and right == "0")
        if left == "a" and right == "A":
            return True
        ahead = self._cut(self.low, at, at + 3)
        return ahead in ("n't", "not") or (ahead[:2] in ("na", "ta") and at + 2 == self.chunk(at)[1])

    def _run(self, at, step):
        out = []
        while 0 <= at < self.size and len(out) < 12 and self.kinds[at] in "aA0":
            out.append(self.low[at])
            at += step
        return "".join(out if step > 0 else reversed(out))

    def split_features(self, at):
        start, end = self.chunk(at)
        cut = self._cut
        left_at = at - 1 if self.kinds[at - 1] in "aA0" else at - 2
        right_at = at if self.kinds[at] in "aA0" else at + 1
        left, right = self._run(left_at, -1), self._run(right_at, 1)
        pair = cut(self.chars, at - 1, at + 1)
        before, after = cut(self.kinds, start - 2, start), cut(self.kinds, end, end + 2)
        place = f"{min(at - start, 3)}{min(end - at, 3)}"
        out = [f"l{n}" + cut(self.chars, at - n, at) for n in (1, 2, 3, 4)]
        out += [f"r{n}" + cut(self.chars, at, at + n) for n in (1, 2, 3, 4)]
        out += ["x" + pair, "y" + cut(self.low, at - 2, at + 2), "z" + cut(self.low, at - 3, at + 1), "u" + cut(self.low, at - 1, at + 3)]
        out += [f"k{n}" + cut(self.kinds, at - n, at) + "^" + cut(self.kinds, at, at + n) for n in (1, 2, 3, 5)]
        out += ["L" + left + "|" + pair, "R" + pair + "|" + right, "B" + left + pair + right]
        out += ["C" + cut(self.low, start, min(end, start + 30)) + f"@{at - start}", "p" + place + pair]
        out += ["n" + pair + after, "m" + pair + before, "e" + pair + place + after, "D" + cut(self.low, at, min(end, at + 12))]
        return [fnv(f) & (ROWS - 1) for f in out]


@dataclass
class Gap:
    """What the sentence classifier knows beside the tokens."""

    space: int
    length: int
    rest: int
    open: bool


def _bucket(n):
    return str(sum(n >= b for b in BUCKETS))


def sentence_features(tokens, at, gap):
    """Between tokens[at] and tokens[at + 1]."""
    def form(i):
        return lower(normal(tokens[i])) if 0 <= i < len(tokens) else "_"

    def kind(i):
        return shape(normal(tokens[i])) if 0 <= i < len(tokens) else "_"

    w, v, n, nn = form(at), form(at - 1), form(at + 1), form(at + 2)
    s, t, tt = kind(at), kind(at + 1), kind(at + 2)
    state = ("o" if gap.open else "c") + str(gap.space)
    out = ["a" + w, "b" + n, "c" + w + "|" + n, "d" + s + "|" + t, "e" + v + "|" + w, "f" + w + "|" + t, "g" + t + "|" + tt]
    out += ["h" + n + "|" + nn, "i" + kind(at - 1) + "|" + w + "|" + t, "j" + w + "|" + t + "|" + tt, "k" + state]
    out += ["l" + state + w + "|" + t, "m" + state + s + "|" + t, "n" + _bucket(gap.length), "o" + _bucket(gap.length) + w + "|" + t]
    out += ["p" + _bucket(gap.rest) + w, "q" + v, "r" + v + "|" + w + "|" + t, "s" + _bucket(len(v)) + w + "|" + t, "t" + _bucket(gap.length) + state + s]
    out += ["u" + v[-3:] + "|" + w + "|" + t, "v" + nn + "|" + w]
    return [fnv(f) & (ROWS - 1) for f in out]


def sentence_candidate(tokens, at):
    """A sentence may end after anything but a plain word, or before anything but a small letter."""
    return not tokens[at][-1].isalnum() or not tokens[at + 1][0].islower()


def merge_features(tokens, at):
    """Context of `des` or `du`."""
    def form(i):
        return lower(normal(tokens[i])) if 0 <= i < len(tokens) else "_"

    w = form(at)
    around = {i: form(at + i) for i in (-3, -2, -1, 1, 2)}
    out = [f"{i}" + w + f for i, f in around.items()]
    out += [f"s{i}" + w + f[-n:] for i, f in around.items() for n in (2, 3)]
    out += ["B" + w + around[-1] + "|" + around[1], "P" + w + around[-2] + "|" + around[-1], "S" + w + around[-1][-2:] + "|" + around[1][-2:]]
    out += ["T" + w + around[-2][-2:] + "|" + around[-1][-2:], "k" + w + shape(normal(tokens[at + 1]) if at + 1 < len(tokens) else "_"), "w" + w]
    return [fnv(f) & (ROWS - 1) for f in out]


QUOTES = {'"': 0, "(": 1, ")": -1, "[": 1, "]": -1}
GUILLEMETS = {"«": 1, "»": -1, "“": 1, "”": -1}


def opened(state, token):
    """(brackets, straight quotes) after a token."""
    brackets, straight = state
    for char in token:
        if char == '"':
            straight ^= 1
        brackets += QUOTES.get(char, 0) + GUILLEMETS.get(char, 0)
    return max(brackets, 0), straight


class Linear:
    """A hashed linear classifier, trained by Adam on log loss."""

    def __init__(self, classes):
        self.table = torch.zeros(ROWS, classes, requires_grad=True)
        self.bias = torch.zeros(classes, requires_grad=True)

    def fit(self, rows, targets, seed, epochs=6, rate=0.02, decay=2e-6):
        torch.manual_seed(seed)
        flat = torch.from_numpy(np.concatenate([np.array(r) for r in rows]))
        sizes = np.array([len(r) for r in rows])
        starts = np.concatenate([[0], np.cumsum(sizes)])
        targets = torch.tensor(targets)
        adam = torch.optim.Adam([self.table, self.bias], lr=rate)
        batch = 512
        total = epochs * (len(rows) // batch + 1)
        step = 0
        for _ in range(epochs):
            order = np.random.RandomState(seed + step).permutation(len(rows))
            for part in np.array_split(order, len(rows) // batch + 1):
                index = np.concatenate([np.arange(starts[i], starts[i + 1]) for i in part])
                offsets = torch.from_numpy(np.concatenate([[0], np.cumsum(sizes[part])[:-1]]))
                scores = F.embedding_bag(flat[index], self.table, offsets, mode="sum") + self.bias
                loss = F.cross_entropy(scores, targets[part]) + decay * (self.table ** 2).sum()
                adam.param_groups[0]["lr"] = rate * (1 - step / total)
                adam.zero_grad()
                loss.backward()
                adam.step()
                step += 1
        self.weights, self.offset = self.table.detach().numpy(), self.bias.detach().numpy()
        self._round()

    def _round(self):
        """Keep what the stored int8 will give."""
        self.scale = float(np.abs(self.weights).max()) / 127
        self.stored = np.round(self.weights / self.scale).astype(np.int8)
        self.weights = self.stored.astype(np.float32) * np.float32(self.scale)

    def predict(self, rows):
        return int((self.weights[rows].sum(0) + self.offset).argmax())


def paragraphs(sentences, draw=None):
    """Groups of sentences that make a paragraph; without marks, random groups of one to six."""
    marked = any(s.paragraph for s in sentences[1:])
    out, left = [], 0
    for sentence in sentences:
        if (sentence.paragraph if marked else left <= 0) or not out:
            out.append([])
            left = (draw.randint(1, 6) if draw else 4)
        out[-1].append(sentence)
        left -= 1
    return out


def surface(group):
    """(text, token (start, end, parts, sentence end)) of a paragraph."""
    text, tokens = "", []
    for sentence in group:
        for token in sentence.tokens:
            start = len(text)
            text += token.text
            parts = [w.form for w in sentence.words[token.first:token.last + 1]]
            tokens.append([start, len(text), parts, False])
            text += " " if token.space else ""
        tokens[-1][3] = True
        if not text.endswith(" "):
            text += "" if not sentence.tokens[-1].space else " "
    return text.rstrip(), tokens


class Segmenter:
    def __init__(self, language):
        self.language = language
        self.split, self.sentence, self.merge = Linear(3), Linear(2), Linear(2)

    def fit(self, sentences, seed=17):
        draw = random.Random(seed)
        splits, stops, merges = ([], []), ([], []), ([], [])
        for group in paragraphs(sentences, draw) + paragraphs(sentences, draw):
            text, tokens = surface(group)
            text = _varied(text, draw)
            self._split_examples(text, tokens, splits)
            forms = [text[t[0]:t[1]] for t in tokens]
            self._sentence_examples(text, tokens, forms, stops)
            self._merge_examples(tokens, forms, merges)
        self.split.fit(*splits, seed)
        self.sentence.fit(*stops, seed)
        if merges[0]:
            self.merge.fit(*merges, seed, decay=2e-5)

    def _split_examples(self, text, tokens, out):
        paragraph = Paragraph(text)
        ends = {t[1]: TOKEN for t in tokens}
        for start, _, parts, _ in tokens:
            if len(parts) > 1 and "".join(parts) == text[start:start + sum(map(len, parts))]:
                for part in parts[:-1]:
                    start += len(part)
                    ends[start] = PART
        for at in range(1, paragraph.size):
            if paragraph.candidate(at):
                out[0].append(paragraph.split_features(at))
                out[1].append(ends.get(at, NO))

    def _sentence_examples(self, text, tokens, forms, out):
        begin, state = 0, (0, 0)
        for i in range(len(tokens) - 1):
            state = opened(state, forms[i])
            if sentence_candidate(forms, i):
                gap = Gap(min(tokens[i + 1][0] - tokens[i][1], 2), i - begin + 1, len(tokens) - i - 1, state != (0, 0))
                out[0].append(sentence_features(forms, i, gap))
                out[1].append(int(tokens[i][3]))
            if tokens[i][3]:
                begin, state = i + 1, (0, 0)

    def _merge_examples(self, tokens, forms, out):
        if self.language == "fr":
            for i, token in enumerate(tokens):
                if forms[i].lower() in ("des", "du"):
                    out[0].append(merge_features(forms, i))
                    out[1].append(int(len(token[2]) > 1))

    def run(self, text):
        """Tokens (start, end, inner part ends) and the indices of tokens that end a sentence."""
        paragraph = Paragraph(text)
        tokens, start, parts = [], None, []
        for at in range(paragraph.size + 1):
            space = at == paragraph.size or paragraph.kinds[at] == "s"
            if start is not None and at > start:
                kind = TOKEN if space else NO
                if not space and paragraph.candidate(at):
                    kind = self.split.predict(paragraph.split_features(at))
                if kind == PART:
                    parts.append(at)
                elif kind == TOKEN:
                    tokens.append((start, at, parts))
                    start, parts = None, []
            if start is None and not space:
                start = at
        return tokens, self._stops(text, tokens)

    def _stops(self, text, tokens):
        forms = [text[t[0]:t[1]] for t in tokens]
        begin, state, stops = 0, (0, 0), []
        for i in range(len(tokens) - 1):
            state = opened(state, forms[i])
            if sentence_candidate(forms, i):
                gap = Gap(min(tokens[i + 1][0] - tokens[i][1], 2), i - begin + 1, len(tokens) - i - 1, state != (0, 0))
                if self.sentence.predict(sentence_features(forms, i, gap)):
                    stops.append(i)
                    begin, state = i + 1, (0, 0)
        return stops + ([len(tokens) - 1] if tokens else [])

    def score(self, sentences):
        """F1 of tokens, words inside tokens, sentences; accuracy of `des` and `du`."""
        hits = np.zeros((3, 3))
        merge = [0, 0]
        for group in paragraphs(sentences):
            text, gold = surface(group)
            tokens, stops = self.run(text)
            found = {(t[0], t[1]) for t in tokens}
            truth = {(t[0], t[1]) for t in gold}
            hits[0] += [len(found & truth), len(found), len(truth)]
            inner = {(t[0], *t[2]) for t in tokens if t[2]}
            wanted = {_inner(t, text) for t in gold if len(t[2]) > 1} - {None}
            hits[1] += [len(inner & wanted), len(inner), len(wanted)]
            left, right = _ranges(tokens, stops), _ranges(gold, [i for i, t in enumerate(gold) if t[3]])
            hits[2] += [len(left & right), len(left), len(right)]
            forms = [text[t[0]:t[1]] for t in gold]
            for i, token in enumerate(gold):
                if self.language == "fr" and forms[i].lower() in ("des", "du"):
                    merge[1] += 1
                    merge[0] += self.merge.predict(merge_features(forms, i)) == int(len(token[2]) > 1)
        f1 = 200 * hits[:, 0] / np.maximum(hits[:, 1] + hits[:, 2], 1)
        return {"tokens": round(f1[0], 2), "parts": round(f1[1], 2), "sentences": round(f1[2], 2), "merge": round(100 * merge[0] / max(merge[1], 1), 2)}


def _inner(token, text):
    at, ends = token[0], []
    if "".join(token[2]) != text[token[0]:token[1]]:
        return None
    for part in token[2][:-1]:
        at += len(part)
        ends.append(at)
    return (token[0], *ends)


def _ranges(tokens, stops):
    out, begin = set(), 0
    for stop in stops:
        out.add((tokens[begin][0], tokens[stop][1]))
        begin = stop + 1
    return out


def _varied(text, draw):
    """The same length, other quotation marks, capitals or no accents, now and then."""
    roll = draw.random()
    if roll < 0.25:
        text = text.replace("'", "’") if "'" in text else text.replace("’", "'")
    if roll < 0.12:
        out, opening = [], True
        for char in text:
            out.append(("“" if opening else "”") if char == '"' else char)
            opening ^= char == '"'
        text = "".join(out)
    if 0.25 < roll < 0.28 and len(text.upper()) == len(text):
        text = text.upper()
    if 0.28 < roll < 0.32 and len(bare(text)) == len(text):
        text = bare(text)
    return text


def kept(language, run, corpora):
    """The segmenter in the run's folder; trained, scored and kept there if there is none."""
    file = Path(run) / f"{language}.segment.pkl"
    if file.exists():
        return pickle.loads(file.read_bytes())
    found = Segmenter(language)
    found.fit(corpora.train)
    for name, part in corpora.dev.items():
        print(json.dumps({"segment": name, **{k: float(v) for k, v in found.score(part).items()}}), flush=True)
    file.write_bytes(pickle.dumps(found))
    return found
