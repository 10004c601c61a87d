"""Lemmas as edit scripts: `case|cut_front|cut_back|front|back`, or `=lemma` when nothing is shared."""

from .words import lower

AS_IS, LOWER = "a", "l"


def script(form, lemma):
    """The script that turns a form into its lemma."""
    mode = AS_IS
    base = form
    if lemma != form and lower(lemma) == lemma and lower(form) != form:
        mode, base = LOWER, lower(form)
    start, size = _common(base, lemma)
    if size == 0:
        return "=" + lemma
    front, back = lemma[:start[1]], lemma[start[1] + size:]
    return "|".join([mode, str(start[0]), str(len(base) - start[0] - size), front, back])


def apply(code, form):
    """The lemma that a script gives for a form; the form itself when the script does not fit."""
    if code.startswith("="):
        return code[1:]
    mode, cut_front, cut_back, front, back = code.split("|", 4)
    base = lower(form) if mode == LOWER else form
    cut_front, cut_back = int(cut_front), int(cut_back)
    if cut_front + cut_back > len(base):
        return base
    return front + base[cut_front:len(base) - cut_back] + back


def _common(left, right):
    best, size = (0, 0), 0
    for i in range(len(left)):
        for j in range(len(right)):
            n = 0
            while i + n < len(left) and j + n < len(right) and left[i + n] == right[j + n]:
                n += 1
            if n > size:
                best, size = (i, j), n
    return best, size
