"""Reading CoNLL-U, with the surface tokens, spaces and paragraphs that a raw text needs."""

from dataclasses import dataclass, field


@dataclass
class Word:
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    misc: str = "_"


@dataclass
class Token:
    """A surface token: its text, its words' indices, and whether a space follows."""

    text: str
    first: int
    last: int
    space: bool


@dataclass
class Sentence:
    words: list = field(default_factory=list)
    tokens: list = field(default_factory=list)
    text: str = ""
    paragraph: bool = False
    ident: str = ""
    names: list = None


def _comment(sentence, line):
    if line.startswith("# text = "):
        sentence.text = line[9:]
    elif line.startswith(("# newpar", "# newdoc")) and not line.startswith("# newpar_block"):
        sentence.paragraph = True
    elif line.startswith("# sent_id = "):
        sentence.ident = line[12:]


def _row(sentence, cells, covered):
    space = "SpaceAfter=No" not in cells[9].split("|")
    if "-" in cells[0]:
        first, last = (int(n) - 1 for n in cells[0].split("-"))
        sentence.tokens.append(Token(cells[1], first, last, space))
        return last
    index = int(cells[0]) - 1
    sentence.words.append(Word(cells[1], cells[2], cells[3], cells[5], int(cells[6]), cells[7], cells[9]))
    if index > covered:
        sentence.tokens.append(Token(cells[1], index, index, space))
    return covered


def read(path):
    """All sentences of a CoNLL-U file; empty nodes are left out."""
    sentences, current, covered = [], Sentence(), -1
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            line = line.rstrip("\n")
            if not line:
                if current.words:
                    sentences.append(current)
                current, covered = Sentence(), -1
            elif line.startswith("#"):
                _comment(current, line)
            else:
                cells = line.split("\t")
                if "." not in cells[0]:
                    covered = _row(current, cells, covered)
    if current.words:
        sentences.append(current)
    return sentences
