"""Word features: what the models see of a word form.

`crates/language/src/model/features.rs` computes the same features; a test there compares
both sides through the fixture that `export.py` writes. Change both or neither.
"""

import unicodedata

ROWS = 49152
MAX_CHARS = 40

_SAME = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-",
}


def fnv(text):
    """64-bit FNV-1a of the UTF-8 bytes."""
    value = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def row(feature):
    """Row of the hashed embedding table for a feature string."""
    value = fnv(feature)
    return (value ^ (value >> 32)) % ROWS


def _plain(char):
    char = _SAME.get(char, char)
    return "0" if char in "123456789" else char


def normal(form):
    """The form with one kind of quote and dash, digits as 0, and a bounded length."""
    return "".join(_plain(char) for char in form[:MAX_CHARS])


def bare(text):
    """The text without combining marks (accents)."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c)[0] != "M")


def lower(text):
    """Character-wise lower case; characters whose lower case is longer than one stay."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def shape(text):
    """Letter classes with runs cut at two: `Goma-2` is `Xxx-0`... as `Xxx` keeps two of a run."""
    out = []
    for char in text:
        kind = "0" if char == "0" else "X" if char.isupper() else "x" if char.isalpha() else char
        if len(out) < 2 or out[-1] != kind or out[-2] != kind:
            out.append(kind)
    return "".join(out)


def features(form):
    """(whole-word rows, n-gram rows): the first kind weighs 1, the second 1/sqrt(count).

    The first entry of the first list is the word itself, so that training can drop it.
    """
    text = normal(form)
    low = lower(text)
    stripped = bare(low)
    whole = [row("w" + low), row("c" + shape(text))]
    whole.append(row("b" + stripped))
    size = len(low)
    whole += [row("p" + low[:n]) for n in range(1, 5) if n <= size]
    whole += [row("s" + low[size - n:]) for n in range(1, 6) if n <= size]
    padded = "<" + stripped + ">"
    grams = [row("g" + padded[i:i + n]) for n in (3, 4, 5) for i in range(len(padded) - n + 1)]
    return whole, grams
