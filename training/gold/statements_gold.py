"""What the tools for the statement gold share: reading texts and gold, and telling direct from indirect."""
import hashlib
import json
import re

VALUES = {
    "voice": {"named", "unnamed", "collective", "outlet", None},
    "firmness": {"asserted", "probable", "possible", "doubted", "denied"},
    "attitude": {"asserts", "believes", "alleges", "accuses", "denies", "confirms", "demands", "promises",
                 "threatens", "asks", "predicts"},
}


def read_lines(path):
    """The objects of a JSON Lines file, with their line numbers."""
    with open(path, encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if line.strip():
                yield number, json.loads(line)


def read_texts(path):
    """{id: text} of a JSON Lines file with `id` and `text`."""
    return {row["id"]: row["text"] for _, row in read_lines(path)}


def sha256(text):
    """The hash that a gold line gives for its text: SHA-256 of the UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def spans_of(attribution):
    """Every (role, start, end) of one attribution."""
    for role in ("source", "cue"):
        if attribution[role] is not None:
            yield role, *attribution[role]
    for start, end in attribution["content"]:
        yield "content", start, end


def first_character(attribution):
    """Where an attribution stands in the order of its report: its cue, or its content where it has none."""
    return (attribution["cue"] or attribution["content"][0])[0]


def quotation(text, content):
    """direct (90 % of the words or more inside quotation marks), indirect (none) or mixed: PolNeAR's three types.

    A mark left open ends with the next blank line.
    """
    inside, quoted, total = False, 0, 0
    words = {m.start() for m in re.finditer(r"\w+", text) if any(s <= m.start() < e for s, e in content)}
    for position, char in enumerate(text):
        if char in "»”" or text.startswith("\n\n", position):
            inside = False
        elif char in "«“":
            inside = True
        elif char == '"':
            inside = not inside
        if position in words:
            total += 1
            quoted += inside
    return "direct" if quoted >= 0.9 * total else "mixed" if quoted else "indirect"
