"""The tools for the statement gold, on a text written for the purpose: python3 -m unittest test_tools"""
import collections
import copy
import unittest

from agreement import compare
from check import report_faults
from statements_gold import quotation, sha256
from to_brat import ann_lines

TEXT = "La mairie dit que le pont est fermé. « Il rouvrira lundi », a promis le maire."


def span(words):
    """Where the words stand in TEXT."""
    start = TEXT.index(words)
    return [start, start + len(words)]


def item(source, cue, *content, attitude="asserts"):
    """One attribution by its words."""
    return {"source": span(source), "cue": span(cue), "content": [span(part) for part in content],
            "voice": "named", "firmness": "asserted", "attitude": attitude, "within": None}


def gold():
    """The attributions of TEXT."""
    return [item("La mairie", "dit", "que le pont est fermé"),
            item("le maire", "a promis", "« Il rouvrira lundi »", attitude="promises")]


class Check(unittest.TestCase):
    def faults(self, items, text=TEXT):
        return list(report_faults(text, {"text_sha256": sha256(TEXT), "attributions": items}))

    def test_sound_gold_has_no_faults(self):
        self.assertEqual(self.faults(gold()), [])

    def test_another_text_is_refused(self):
        self.assertIn("SHA-256", self.faults(gold(), TEXT + " ")[0])

    def test_a_span_that_cuts_a_word_is_named(self):
        items = gold()
        items[0]["source"][1] -= 1
        self.assertEqual(self.faults(items), ["attribution 0: source [0, 8) ends inside a word"])

    def test_a_span_beyond_the_text_is_named(self):
        items = gold()
        items[1]["content"] = [[70, 900]]
        self.assertIn("out of bounds", self.faults(items)[0])

    def test_voice_without_source_is_named(self):
        items = gold()
        items[0]["source"] = None
        self.assertEqual(self.faults(items), ["attribution 0: voice and source must be null together"])

    def test_order_is_that_of_the_cues(self):
        self.assertEqual(len(self.faults(gold()[::-1])), 1)


class Quotation(unittest.TestCase):
    def test_types(self):
        self.assertEqual([quotation(TEXT, one["content"]) for one in gold()], ["indirect", "direct"])
        self.assertEqual(quotation(TEXT, [span("que le pont est fermé. « Il rouvrira lundi »")]), "mixed")


class Brat(unittest.TestCase):
    def test_spans_and_events(self):
        lines = list(ann_lines(TEXT, gold()))
        self.assertEqual(lines[0], "T1\tSource 0 9\tLa mairie")
        self.assertEqual(lines[4], "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3")
        self.assertEqual(len(lines), 10)


class Agreement(unittest.TestCase):
    def test_one_missing_and_one_other_attitude(self):
        second = copy.deepcopy(gold()[1:])
        second[0]["attitude"] = "asserts"
        counts = collections.Counter()
        alone = list(compare(TEXT, gold(), second, counts))
        self.assertEqual([(side, one["attitude"]) for side, one in alone], [(0, "asserts")])
        self.assertEqual((counts["0.3"], counts["0.8"], counts["source"], counts["attitude"]), (1, 1, 1, 0))


if __name__ == "__main__":
    unittest.main()
