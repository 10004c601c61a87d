"""Noise that news brings: capitals, lost accents, other quotation marks, a missing full stop."""

from .conllu import Word
from .words import bare

CURLY = {'"': "“”", "'": "’’"}


def noisy(words, random, accents):
    """The words of a sentence with at most one kind of noise; heads and labels are untouched."""
    draw = random.random()
    if draw < 0.04:
        return _mapped(words, str.upper)
    if draw < 0.06:
        return _mapped(words, lambda form: bare(form).upper())
    if draw < 0.06 + accents:
        return _mapped(words, bare)
    if draw < 0.14 + accents:
        return _mapped(words, lambda form: _quotes(form, random))
    if draw < 0.17 + accents:
        return _without_stop(words)
    return words


def _mapped(words, change):
    return [Word(change(w.form), w.lemma, w.upos, w.feats, w.head, w.deprel, w.misc) for w in words]


def _quotes(form, random):
    if form == '"':
        return random.choice(["“", "”", "«", "»", "''"])
    return form.replace("'", "’") if "'" in form else form.replace("’", "'")


def _without_stop(words):
    last = len(words)
    leaf = all(word.head != last for word in words)
    return words[:-1] if last > 2 and leaf and words[-1].upos == "PUNCT" else words
