//! Nouns that make a source unnamed or collective, and loaded words with the neutral ones beside them.

use super::{LexiconError, Table};

/// One line of `sources_unnamed.tsv` or `sources_collective.tsv`.
#[derive(Debug, Clone)]
pub struct SourceNoun {
    /// The noun or phrase.
    pub noun: String,
    /// When it counts.
    pub when: When,
    /// Whether it is an office or authority, which a complement identifies ("les autorités coutumières").
    pub official: bool,
    /// Whether it is who speaks for an organisation, which the name of that identifies ("an army spokesman").
    pub spokesperson: bool,
    /// Whether it is what something is done by, and no source ("according to plan").
    pub measure: bool,
    /// `file:line`.
    pub entry: String,
}

/// When a noun makes a source unnamed or collective.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Whatever stands around it, unless a name stands in apposition.
    Always,
    /// With an indefinite or counting determiner.
    Indefinite,
    /// In the plural, without a name or number.
    Plural,
}

fn when(word: &str) -> Option<When> {
    match word {
        "always" => Some(When::Always),
        "indefinite" => Some(When::Indefinite),
        "plural" => Some(When::Plural),
        _ => None,
    }
}

/// The nouns of a file.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<SourceNoun>, LexiconError> {
    let table = Table::parse(file, text, &["noun", "when"])?;
    let noun = |row: super::Row<'_>| {
        let when = row.word("when", when, &["always", "indefinite", "plural"])?;
        let kind = |kind: &str| row.get("kind") == kind;
        Ok(SourceNoun {
            noun: row.need("noun")?.to_owned(),
            when,
            official: kind("official"),
            spokesperson: kind("spokesperson"),
            measure: kind("measure"),
            entry: row.entry(),
        })
    };
    table.rows().map(noun).collect()
}

/// One line of `loaded.tsv`.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The word or phrase.
    pub word: String,
    /// What a careful reporter writes.
    pub neutral: String,
    /// Which kind of side favours it.
    pub used_by: String,
    /// The sense that is meant.
    pub note: String,
    /// `file:line`.
    pub entry: String,
}

/// The loaded words of a file.
pub(super) fn read_loaded(file: &str, text: &str) -> Result<Vec<Loaded>, LexiconError> {
    let table = Table::parse(file, text, &["loaded", "neutral", "used_by"])?;
    let loaded = |row: super::Row<'_>| {
        Ok(Loaded {
            word: row.need("loaded")?.to_owned(),
            neutral: row.need("neutral")?.to_owned(),
            used_by: row.need("used_by")?.to_owned(),
            note: row.get("note").to_owned(),
            entry: row.entry(),
        })
    };
    table.rows().map(loaded).collect()
}
