//! Cues: the words that make a statement, with what they do and how firmly.

use super::{LexiconError, Table};
use record::statement::{Attitude, Firmness};

/// One line of `cues.tsv`.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Dictionary form, several words where it has several.
    pub lemma: String,
    /// What kind of word its head is.
    pub pos: CuePos,
    /// What the source does with it.
    pub attitude: Attitude,
    /// How firmly it puts its content.
    pub firmness: Firmness,
    /// What carries the content: `that`, `quote`, `inf`, `obj`, `obj_inf`, `source`...
    pub frames: Vec<String>,
    /// `file:line`.
    pub entry: String,
}

/// Kind of a cue's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CuePos {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// A preposition or what works as one.
    Prep,
    /// An adjective.
    Adj,
    /// An adverb.
    Adv,
    /// Fixed wording.
    Phrase,
}

impl CuePos {
    const WORDS: [&'static str; 6] = ["verb", "noun", "prep", "adj", "adv", "phrase"];

    fn from_word(word: &str) -> Option<CuePos> {
        let all = [CuePos::Verb, CuePos::Noun, CuePos::Prep, CuePos::Adj, CuePos::Adv, CuePos::Phrase];
        let at = CuePos::WORDS.iter().position(|known| *known == word)?;
        all.get(at).copied()
    }

    /// Whether a word tagged `upos` can head such a cue.
    pub fn fits(self, upos: language::Upos) -> bool {
        use language::Upos::{Adj, Adv, Aux, Noun, Propn, Verb};
        match self {
            CuePos::Verb => matches!(upos, Verb | Aux | Adj),
            CuePos::Noun => matches!(upos, Noun | Propn),
            CuePos::Adj => matches!(upos, Adj | Verb),
            CuePos::Adv => matches!(upos, Adv | Adj),
            CuePos::Prep | CuePos::Phrase => true,
        }
    }
}

/// The cues of a file.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Cue>, LexiconError> {
    let table = Table::parse(file, text, &["lemma", "pos", "attitude", "firmness", "frames"])?;
    let attitudes: Vec<&str> = Attitude::ALL.iter().map(|one| one.word()).collect();
    let degrees: Vec<&str> = Firmness::ALL.iter().map(|one| one.word()).collect();
    table
        .rows()
        .map(|row| {
            Ok(Cue {
                lemma: row.need("lemma")?.to_owned(),
                pos: row.word("pos", CuePos::from_word, &CuePos::WORDS)?,
                attitude: row.word("attitude", Attitude::from_word, &attitudes)?,
                firmness: row.word("firmness", Firmness::from_word, &degrees)?,
                frames: row
                    .get("frames")
                    .split(',')
                    .filter(|frame| !frame.is_empty())
                    .map(str::to_owned)
                    .collect(),
                entry: row.entry(),
            })
        })
        .collect()
}
