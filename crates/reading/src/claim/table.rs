//! The smaller tables (commitments, stages, control, relations, figures): words with a few cells.

use super::lexicon::Pos;
use super::tree::Tree;
use super::trigger::{fits, reflexive, rest};
use language::Relation;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// One row.
#[derive(Debug)]
pub(crate) struct Row {
    pos: Pos,
    rest: Vec<&'static str>,
    reflexive: bool,
    copular: bool,
    /// The cells after the part of speech.
    pub(crate) cells: Vec<&'static str>,
    /// Its line, for `why`.
    pub(crate) line: usize,
}

/// Rows by the lemma of their head.
pub(crate) type Table = BTreeMap<&'static str, Vec<Row>>;

/// The same table in each language.
#[derive(Debug)]
pub(crate) struct Pair {
    name: &'static str,
    english: Table,
    french: Table,
}

macro_rules! pair {
    ($name:ident, $file:literal) => {
        pub(crate) static $name: LazyLock<Pair> = LazyLock::new(|| Pair {
            name: $file,
            english: read(include_str!(concat!("../../../../lexicons/en/", $file)), "en"),
            french: read(include_str!(concat!("../../../../lexicons/fr/", $file)), "fr"),
        });
    };
}

pair!(COMMITMENTS, "commitments.tsv");
pair!(STAGES, "stages.tsv");
pair!(CONTROL, "control.tsv");
pair!(RELATIONS, "relations.tsv");
pair!(FIGURES, "figures.tsv");

/// The verbs that the tables of a language are about.
pub(super) fn verbs(code: &str) -> BTreeSet<&'static str> {
    let tables = [&COMMITMENTS, &STAGES, &CONTROL, &RELATIONS, &FIGURES];
    let of = |pair: &'static LazyLock<Pair>| if code == "fr" { &pair.french } else { &pair.english };
    let verbal = |(_, rows): &(&&'static str, &Vec<Row>)| rows.iter().any(|row| row.pos == Pos::Verb);
    tables.into_iter().flat_map(|pair| of(pair).iter().filter(verbal)).map(|(head, _)| *head).collect()
}

fn read(text: &'static str, code: &str) -> Table {
    let mut table: Table = BTreeMap::new();
    for (line, cells) in super::lexicon::rows(text, 3) {
        let Some(pos) = Pos::read(cells[1]) else { continue };
        let words = super::lexicon::Words::read(cells[0], pos, code);
        let row = Row {
            pos,
            rest: words.rest,
            reflexive: words.reflexive,
            copular: words.copular,
            cells: cells[2..].to_vec(),
            line,
        };
        table.entry(words.head).or_default().push(row);
    }
    table
}

impl Pair {
    /// The row at a word that asks for most.
    pub(crate) fn at(&self, tree: &Tree<'_>, at: usize) -> Option<&Row> {
        let table = if tree.lexicon.code == "fr" { &self.french } else { &self.english };
        let rows = table.get(tree.lemmas[at].as_str())?;
        rows.iter()
            .filter(|row| fits(tree, at, row.pos, row.copular) && (!row.reflexive || reflexive(tree, at)))
            .filter(|row| rest(tree, at, &row.rest).is_some())
            .max_by_key(|row| (row.rest.len(), row.reflexive, std::cmp::Reverse(row.line)))
    }

    /// The row of a noun that says what a deal is about: "ceasefire" in "ceasefire deal".
    pub(crate) fn naming(&self, tree: &Tree<'_>, at: usize) -> Option<&Row> {
        let deal = tree.head(at).is_some_and(|head| tree.is(head, "deal"));
        if tree.relation(at) != Relation::Compound || !deal {
            return None;
        }
        let table = if tree.lexicon.code == "fr" { &self.french } else { &self.english };
        table.get(tree.lemmas[at].as_str())?.iter().find(|row| row.rest.is_empty() && row.pos == Pos::Noun)
    }

    /// Every row of both languages.
    #[cfg(test)]
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.english.values().chain(self.french.values()).flatten()
    }

    /// `en/stages.tsv:12`.
    pub(crate) fn source(&self, tree: &Tree<'_>, row: &Row) -> String {
        format!("{}/{}:{}", tree.lexicon.code, self.name, row.line)
    }
}
