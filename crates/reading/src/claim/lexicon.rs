//! The event lexicons: plain tables an analyst reads, compiled once into maps on lemmas.

use super::forms;
use language::Language;
use record::claim::Modality;
use record::plover::EventType;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// One row of `events.tsv`.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Lemmas beside the head that must stand below it ("pull out": `out`).
    pub(crate) rest: Vec<&'static str>,
    /// The verb must have a reflexive pronoun ("se retirer").
    pub(crate) reflexive: bool,
    /// The head is a predicate with a copula ("be willing").
    pub(crate) copular: bool,
    /// Part of speech.
    pub(crate) pos: Pos,
    /// What must stand with it.
    pub(crate) conditions: Vec<Condition>,
    /// PLOVER type; none for words that only look like an event ("treat as"), which the row then keeps from being one.
    pub(crate) event: Option<EventType>,
    /// PLOVER mode.
    pub(crate) mode: Option<&'static str>,
    /// Frame of `frames.tsv`.
    pub(crate) frame: &'static Frame,
    /// Line of the table, for `why`.
    pub(crate) line: usize,
}

/// Part of speech a row asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pos {
    Verb,
    Noun,
    Adj,
}

/// Where a condition looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Obj,
    Subj,
    Of,
    Obl,
    Xcomp,
}

/// Words one of which must stand in a slot.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) slot: Slot,
    pub(crate) words: BTreeSet<&'static str>,
}

/// Who is who around a trigger: paths tried from the left.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) name: &'static str,
    pub(crate) actor: Vec<&'static str>,
    pub(crate) recipient: Vec<&'static str>,
    /// All paths are tried for a party before any is taken for a thing.
    pub(crate) party_first: bool,
}

/// One row of `operators.tsv`.
#[derive(Debug)]
pub(crate) struct Operator {
    pub(crate) rest: Vec<&'static str>,
    pub(crate) reflexive: bool,
    pub(crate) copular: bool,
    pub(crate) pos: Pos,
    /// Class of `reductions.tsv`.
    pub(crate) class: &'static str,
    pub(crate) line: usize,
}

/// One row of `reductions.tsv`.
#[derive(Debug)]
pub(crate) struct Reduction {
    pub(crate) types: Vec<EventType>,
    pub(crate) act: Act,
    pub(crate) mode: Option<&'static str>,
    pub(crate) modality: Modality,
    pub(crate) line: usize,
}

/// What the governing word's act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// The event itself.
    Same,
    /// No act of its own.
    None,
    /// An act of this type.
    Of(EventType),
}

/// The tables of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// `en` or `fr`: the folder of the tables.
    pub(crate) code: &'static str,
    events: BTreeMap<&'static str, Vec<Entry>>,
    operators: BTreeMap<&'static str, Vec<Operator>>,
    classes: BTreeMap<&'static str, BTreeSet<&'static str>>,
    /// The classes of each word, a bit each in the order of their names.
    members: HashMap<&'static str, u128>,
    /// The bit of each class.
    bits: HashMap<&'static str, u128>,
    /// Themes by word.
    themes: BTreeMap<&'static str, Vec<&'static str>>,
    /// Lemma by inflected form of the tables' verbs, where a lemmatiser may slip.
    forms: BTreeMap<String, &'static str>,
}

static FRAMES: LazyLock<BTreeMap<&'static str, Frame>> = LazyLock::new(|| {
    let row = |(_, cells): (usize, Vec<&'static str>)| Frame {
        name: cells[0],
        actor: cells[1].split(' ').collect(),
        recipient: cells[2].split(' ').collect(),
        party_first: cells[3] == "party",
    };
    rows(include_str!("../../../../lexicons/frames.tsv"), 4)
        .map(row)
        .map(|frame| (frame.name, frame))
        .collect()
});

static REDUCTIONS: LazyLock<BTreeMap<&'static str, Vec<Reduction>>> = LazyLock::new(|| {
    let mut out: BTreeMap<&'static str, Vec<Reduction>> = BTreeMap::new();
    for (line, cells) in rows(include_str!("../../../../lexicons/reductions.tsv"), 5) {
        let types = match cells[1] {
            "*" => EventType::ALL.to_vec(),
            some => some.split(' ').filter_map(EventType::from_word).collect(),
        };
        let act = match cells[2] {
            "=" => Act::Same,
            other => EventType::from_word(other).map_or(Act::None, Act::Of),
        };
        let Some(modality) = Modality::from_word(cells[4]) else { continue };
        out.entry(cells[0]).or_default().push(Reduction {
            types,
            act,
            mode: optional(cells[3]),
            modality,
            line,
        });
    }
    out
});

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::build(
        "en",
        include_str!("../../../../lexicons/en/events.tsv"),
        include_str!("../../../../lexicons/en/operators.tsv"),
        include_str!("../../../../lexicons/en/classes.tsv"),
        include_str!("../../../../lexicons/en/themes.tsv"),
    )
});

static FRENCH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::build(
        "fr",
        include_str!("../../../../lexicons/fr/events.tsv"),
        include_str!("../../../../lexicons/fr/operators.tsv"),
        include_str!("../../../../lexicons/fr/classes.tsv"),
        include_str!("../../../../lexicons/fr/themes.tsv"),
    )
});

impl Lexicon {
    /// The tables of a language, where there are some.
    pub(crate) fn of(language: Language) -> Option<&'static Lexicon> {
        match language {
            Language::English => Some(&ENGLISH),
            Language::French => Some(&FRENCH),
            Language::Other => None,
        }
    }

    fn build(
        code: &'static str,
        events: &'static str,
        operators: &'static str,
        classes: &'static str,
        themes: &'static str,
    ) -> Lexicon {
        let classes: BTreeMap<_, BTreeSet<_>> =
            rows(classes, 2).map(|(_, cells)| (cells[0], cells[1].split(", ").collect())).collect();
        let mut members: HashMap<&'static str, u128> = HashMap::new();
        let mut bits: HashMap<&'static str, u128> = HashMap::new();
        for (place, (name, words)) in (0u32..).zip(&classes) {
            let bit = 1u128.checked_shl(place).unwrap_or(0);
            bits.insert(name, bit);
            for word in words {
                *members.entry(word).or_default() |= bit;
            }
        }
        let mut lexicon = Lexicon {
            code,
            events: BTreeMap::new(),
            operators: BTreeMap::new(),
            classes,
            members,
            bits,
            themes: BTreeMap::new(),
            forms: BTreeMap::new(),
        };
        for (_, cells) in rows(themes, 2) {
            for word in cells[1].split(", ") {
                lexicon.themes.entry(word).or_default().push(cells[0]);
            }
        }
        for (line, cells) in rows(events, 6) {
            lexicon.add_event(line, &cells);
        }
        for (line, cells) in rows(operators, 3) {
            let Some(pos) = Pos::read(cells[1]) else { continue };
            let words = Words::read(cells[0], pos, code);
            let operator = Operator {
                rest: words.rest,
                reflexive: words.reflexive,
                copular: words.copular,
                pos,
                class: cells[2],
                line,
            };
            lexicon.operators.entry(words.head).or_default().push(operator);
        }
        lexicon.inflect();
        lexicon
    }

    /// Forms of the tables' verbs: the regular ones by rule, the others from `irregular.tsv`.
    fn inflect(&mut self) {
        let verbs = self.events.iter().filter(|(_, rows)| rows.iter().any(|row| row.pos == Pos::Verb));
        let operators = self.operators.iter().filter(|(_, rows)| rows.iter().any(|row| row.pos == Pos::Verb));
        let heads: BTreeSet<&'static str> =
            verbs.map(|(head, _)| *head).chain(operators.map(|(head, _)| *head)).collect();
        for head in heads.into_iter().chain(super::table::verbs(self.code)) {
            let forms = if self.code == "fr" { forms::french(head) } else { forms::english(head) };
            for form in forms {
                self.forms.entry(form).or_insert(head);
            }
        }
        let irregular = match self.code {
            "fr" => include_str!("../../../../lexicons/fr/irregular.tsv"),
            _ => include_str!("../../../../lexicons/en/irregular.tsv"),
        };
        for (_, cells) in rows(irregular, 2) {
            self.forms.insert(cells[0].to_owned(), cells[1]);
        }
    }

    /// The lemma of a verb form of the tables.
    pub(crate) fn lemma_of(&self, form: &str) -> Option<&'static str> {
        self.forms.get(form).copied()
    }

    fn add_event(&mut self, line: usize, cells: &[&'static str]) {
        let (Some(pos), Some(frame)) = (Pos::read(cells[1]), FRAMES.get(cells[5])) else { return };
        let event = EventType::from_word(cells[3]);
        if event.is_none() && cells[3] != "-" {
            return;
        }
        let words = Words::read(cells[0], pos, self.code);
        let conditions = self.conditions(cells[2]);
        let entry = Entry {
            rest: words.rest,
            reflexive: words.reflexive,
            copular: words.copular,
            pos,
            conditions,
            event,
            mode: optional(cells[4]),
            frame,
            line,
        };
        self.events.entry(words.head).or_default().push(entry);
    }

    /// `obj=a,b` or `obj=@x|@y`, several separated by `; `.
    fn conditions(&self, cell: &'static str) -> Vec<Condition> {
        let one = |part: &'static str| {
            let (slot, words) = part.split_once('=').unwrap_or((part, ""));
            let slot = match slot {
                "obj" => Slot::Obj,
                "subj" => Slot::Subj,
                "of" => Slot::Of,
                "obl" => Slot::Obl,
                "xcomp" => Slot::Xcomp,
                _ => return None,
            };
            let mut set = BTreeSet::new();
            for word in words.split([',', '|']).filter(|word| !word.is_empty()) {
                match word.strip_prefix('@') {
                    Some(class) => set.extend(self.classes.get(class).into_iter().flatten().copied()),
                    None => {
                        set.insert(word);
                    }
                }
            }
            Some(Condition { slot, words: set })
        };
        if cell == "-" { Vec::new() } else { cell.split("; ").filter_map(one).collect() }
    }

    /// Rows whose head is this lemma.
    pub(crate) fn events(&self, lemma: &str) -> &[Entry] {
        self.events.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Operators whose head is this lemma.
    pub(crate) fn operators(&self, lemma: &str) -> &[Operator] {
        self.operators.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The themes a word speaks of.
    pub(crate) fn themes(&self, lemma: &str) -> &[&'static str] {
        self.themes.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The words of a class.
    pub(crate) fn class(&self, name: &str) -> Option<&BTreeSet<&'static str>> {
        self.classes.get(name)
    }

    /// The classes of a word, a bit each.
    pub(crate) fn classes_of(&self, word: &str) -> u128 {
        self.members.get(word).copied().unwrap_or(0)
    }

    /// The bit of a class; none of a class that is not in the table.
    pub(crate) fn bit(&self, class: &str) -> u128 {
        self.bits.get(class).copied().unwrap_or(0)
    }
}

/// What an operator, or an event type as an operator, makes of an event.
pub(crate) fn reduction(operator: &str, event: EventType) -> Option<&'static Reduction> {
    REDUCTIONS.get(operator)?.iter().find(|row| row.types.contains(&event))
}

impl Pos {
    pub(crate) fn read(cell: &str) -> Option<Pos> {
        match cell {
            "verb" => Some(Pos::Verb),
            "noun" => Some(Pos::Noun),
            "adj" => Some(Pos::Adj),
            _ => None,
        }
    }
}

/// The words of a row, split into the head and what must stand with it.
pub(crate) struct Words {
    pub(crate) head: &'static str,
    pub(crate) rest: Vec<&'static str>,
    pub(crate) reflexive: bool,
    pub(crate) copular: bool,
}

impl Words {
    /// English compounds are headed by their last word, unless a preposition stands in them.
    pub(crate) fn read(cell: &'static str, pos: Pos, code: &str) -> Words {
        let mut words: Vec<&'static str> = cell.split(' ').collect();
        let reflexive = code == "fr" && words.first() == Some(&"se") && words.len() > 1;
        if reflexive {
            words.remove(0);
        }
        let copular = matches!(words.first(), Some(&"be" | &"être")) && words.len() > 1;
        if copular {
            words.remove(0);
        }
        let compound =
            pos == Pos::Noun && code == "en" && !words.iter().any(|w| matches!(*w, "of" | "in" | "d'état"));
        let at = if compound { words.len() - 1 } else { 0 };
        let head = words.remove(at);
        Words { head, rest: words, reflexive, copular }
    }
}

fn optional(cell: &'static str) -> Option<&'static str> {
    (cell != "-" && !cell.is_empty()).then_some(cell)
}

/// Rows of a table with at least `columns` cells, with their line numbers; lines that begin with `#` are remarks.
pub(crate) fn rows(table: &'static str, columns: usize) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    table
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
        .map(|(at, line)| (at + 1, line.split('\t').collect::<Vec<_>>()))
        .filter(move |(_, cells)| cells.len() >= columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row of every table is read: a mistyped type, frame or class is found here and not by a reader.
    /// "au", "du", "des" are two words each to the analysis: a row that names them is never met.
    #[test]
    fn no_french_row_names_a_contracted_word() {
        for text in [
            include_str!("../../../../lexicons/fr/events.tsv"),
            include_str!("../../../../lexicons/fr/operators.tsv"),
            include_str!("../../../../lexicons/fr/commitments.tsv"),
            include_str!("../../../../lexicons/fr/stages.tsv"),
            include_str!("../../../../lexicons/fr/control.tsv"),
            include_str!("../../../../lexicons/fr/relations.tsv"),
            include_str!("../../../../lexicons/fr/figures.tsv"),
        ] {
            for (line, cells) in rows(text, 3) {
                let contracted =
                    cells[0].split(' ').find(|word| matches!(*word, "au" | "aux" | "du" | "des"));
                assert_eq!(contracted, None, "line {line}: {}", cells[0]);
            }
        }
    }

    #[test]
    fn every_row_of_the_tables_is_understood() {
        for (code, text) in [
            ("en", include_str!("../../../../lexicons/en/events.tsv")),
            ("fr", include_str!("../../../../lexicons/fr/events.tsv")),
        ] {
            for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
                let cells: Vec<&str> = line.split('\t').collect();
                assert_eq!(cells.len(), 6, "{code} {}: six columns", at + 1);
                let event = EventType::from_word(cells[3]);
                assert!(event.is_some() || cells[3] == "-", "{code} {}: type {}", at + 1, cells[3]);
                let known = cells[4] == "-" || event.unwrap().modes().contains(&cells[4]);
                assert!(known, "{code} {}: mode {} of {}", at + 1, cells[4], cells[3]);
                assert!(FRAMES.contains_key(cells[5]), "{code} {}: frame {}", at + 1, cells[5]);
            }
        }
    }

    #[test]
    fn each_language_has_words_for_every_type() {
        for lexicon in [&*ENGLISH, &*FRENCH] {
            let all: Vec<&Entry> = lexicon.events.values().flatten().collect();
            assert!(all.len() >= 1_000, "{}: {} rows", lexicon.code, all.len());
            for event in EventType::ALL {
                let count = all.iter().filter(|entry| entry.event == Some(*event)).count();
                assert!(count >= 20, "{}: {event} has {count} rows", lexicon.code);
            }
        }
    }
}
