//! Hedges: words that set how firmly a content is put.

use super::{LexiconError, Table};
use record::statement::Firmness;

/// One line of `hedges.tsv`.
#[derive(Debug, Clone)]
pub struct Hedge {
    /// The words, or a morphological feature (`Mood=Cnd`).
    pub expression: String,
    /// How it works.
    pub kind: HedgeKind,
    /// How firm it leaves what it touches.
    pub firmness: Firmness,
    /// `file:line`.
    pub entry: String,
}

/// How a hedge works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HedgeKind {
    /// By being there.
    Word,
    /// As a modal auxiliary.
    Modal,
    /// It negates.
    Negation,
    /// Beside a number: it widens the number, not the statement.
    Number,
    /// As a feature of the verb.
    Mood,
}

fn kind(word: &str) -> Option<HedgeKind> {
    match word {
        "adv" | "adj" | "verb" | "phrase" => Some(HedgeKind::Word),
        "aux" => Some(HedgeKind::Modal),
        "neg" => Some(HedgeKind::Negation),
        "num" => Some(HedgeKind::Number),
        "feature" => Some(HedgeKind::Mood),
        _ => None,
    }
}

/// The hedges of a file.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Hedge>, LexiconError> {
    let table = Table::parse(file, text, &["expression", "pos", "firmness"])?;
    let degrees: Vec<&str> = Firmness::ALL.iter().map(|one| one.word()).collect();
    table
        .rows()
        .map(|row| {
            Ok(Hedge {
                expression: row.need("expression")?.to_owned(),
                kind: row.word(
                    "pos",
                    kind,
                    &["adv", "adj", "verb", "aux", "phrase", "neg", "num", "feature"],
                )?,
                firmness: row.word("firmness", Firmness::from_word, &degrees)?,
                entry: row.entry(),
            })
        })
        .collect()
}
