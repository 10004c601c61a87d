//! Word lists: tab-separated files that an analyst edits, read with file and line in every complaint.
//!
//! A lexicon file has `#` comments, one header line naming its columns, and one entry a line. [`Lexicon`]
//! holds those of one language; every entry remembers where it stands, so that whatever it decides can be
//! traced to `lexicons/en/cues.tsv:123`.

use language::Upos;
use record::statement::Attitude;
use std::collections::{BTreeSet, HashMap};
use std::fmt;

mod built_in;
mod cue;
mod hedge;
mod phrases;
mod table;
mod voices;

pub use built_in::built_in;
pub use cue::{Cue, CuePos};
pub use hedge::{Hedge, HedgeKind};
pub use phrases::{Found, Listed, Phrases};
pub use table::{Row, Table};
pub use voices::{Loaded, SourceNoun, When};

/// What is wrong in a lexicon file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// File, as named by the caller.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for LexiconError {}

/// The word lists of one language.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    cues: Listing<Cue>,
    hedges: Listing<Hedge>,
    unnamed: Listing<SourceNoun>,
    collective: Listing<SourceNoun>,
    loaded: Listing<Loaded>,
    outlet: Listing<SourceNoun>,
    forms: HashMap<String, String>,
    small: HashMap<String, BTreeSet<String>>,
}

/// Entries with the index that finds them in a text.
#[derive(Debug, Clone)]
struct Listing<T> {
    entries: Vec<T>,
    words: Phrases,
}

impl<T> Default for Listing<T> {
    fn default() -> Listing<T> {
        Listing { entries: Vec::new(), words: Phrases::default() }
    }
}

impl<T> Listing<T> {
    fn add(&mut self, entries: Vec<T>, words: impl Fn(&T) -> &str) {
        for entry in entries {
            self.words.add(words(&entry), self.entries.len());
            self.entries.push(entry);
        }
    }

    fn at<L: Listed>(&self, words: &[L], at: usize) -> Vec<(Found, &T)> {
        self.words.at(words, at).into_iter().map(|found| (found, &self.entries[found.entry])).collect()
    }
}

impl Lexicon {
    /// Add the entries of a file. Its name says what it holds: `cues.tsv`, `hedges.tsv`, `sources_unnamed.tsv`,
    /// `sources_collective.tsv`, `sources_outlet.tsv`, `loaded.tsv`, `small_words.tsv` or `irregular.tsv`; `file` also names it in
    /// complaints and evidence.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        match file.rsplit('/').next().unwrap_or(file) {
            "cues.tsv" => self.cues.add(cue::read(file, text)?, |cue| &cue.lemma),
            "hedges.tsv" => self.hedges.add(hedge::read(file, text)?, |hedge| &hedge.expression),
            "sources_unnamed.tsv" => self.unnamed.add(voices::read(file, text)?, |source| &source.noun),
            "sources_collective.tsv" => self.collective.add(voices::read(file, text)?, |source| &source.noun),
            "sources_outlet.tsv" => self.outlet.add(voices::read(file, text)?, |source| &source.noun),
            "small_words.tsv" => self.small.extend(table::classes(file, text)?),
            "irregular.tsv" => self.forms.extend(table::pairs(file, text)?),
            "loaded.tsv" => self.loaded.add(voices::read_loaded(file, text)?, |loaded| &loaded.word),
            other => {
                let message = format!("no lexicon is called `{other}`");
                return Err(LexiconError { file: file.to_owned(), line: 1, message });
            }
        }
        Ok(())
    }

    /// Hedges that word `at` heads.
    pub fn hedges_at<L: Listed>(&self, words: &[L], at: usize) -> Vec<(Found, &Hedge)> {
        self.hedges.at(words, at)
    }

    /// Hedges that are moods of a verb.
    pub fn moods(&self) -> impl Iterator<Item = &Hedge> {
        self.hedges.entries.iter().filter(|hedge| hedge.kind == HedgeKind::Mood)
    }

    /// Entries that make a source with word `at` unnamed.
    pub fn unnamed_at<L: Listed>(&self, words: &[L], at: usize) -> Vec<(Found, &SourceNoun)> {
        self.unnamed.at(words, at)
    }

    /// Entries that make a source with word `at` collective.
    pub fn collective_at<L: Listed>(&self, words: &[L], at: usize) -> Vec<(Found, &SourceNoun)> {
        self.collective.at(words, at)
    }

    /// Entries with which a source with word `at` leaves the outlet itself as the voice, or is no source at all.
    pub fn outlets_at<L: Listed>(&self, words: &[L], at: usize) -> Vec<(Found, &SourceNoun)> {
        self.outlet.at(words, at)
    }

    /// The dictionary form of an irregular verb form in lower case, where it is listed.
    pub fn lemma_of(&self, form: &str) -> Option<&str> {
        self.forms.get(form).map(String::as_str)
    }

    /// Whether a word, as it stands or in its dictionary form, is a small word of a class.
    pub fn is_small<L: Listed>(&self, class: &str, word: &L) -> bool {
        self.small
            .get(class)
            .is_some_and(|words| words.contains(word.lower()) || words.contains(word.lemma()))
    }

    /// Whether an entry's words open with a negation.
    pub fn is_negated(&self, entry: &str) -> bool {
        let first = entry.split(' ').next().unwrap_or(entry);
        self.small.get("negation").is_some_and(|words| words.contains(first))
    }

    /// Loaded words that word `at` heads.
    pub fn loaded_at<L: Listed>(&self, words: &[L], at: usize) -> Vec<(Found, &Loaded)> {
        self.loaded.at(words, at)
    }

    /// The cues that word `at` heads, fullest first; `fits` is false where its tag is not the entry's.
    pub fn cues_at<L: Listed + Tagged>(&self, words: &[L], at: usize) -> Vec<(Found, &Cue, bool)> {
        let upos = words[at].upos();
        let found = self.cues.at(words, at).into_iter();
        let mut cues: Vec<_> = found.map(|(found, cue)| (found, cue, cue.pos.fits(upos))).collect();
        cues.sort_by_key(|(found, _, fits)| (!fits, std::cmp::Reverse(found.end - found.start), found.entry));
        cues
    }
}

/// A word with a part of speech.
pub trait Tagged {
    /// Universal part of speech.
    fn upos(&self) -> Upos;
}

/// What the lexicons say of a word, as bits: features for the span model.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Classes(u32);

impl Classes {
    const POS: u32 = 11;
    const MISFIT: u32 = 17;
    const SOURCE_FRAME: u32 = 18;
    const PART: u32 = 19;
    const CITES: u32 = 20;

    /// The classes of every word of a text.
    pub fn of_all<L: Listed + Tagged>(lexicon: &Lexicon, words: &[L]) -> Vec<Classes> {
        let mut out = vec![Classes::default(); words.len()];
        for at in 0..words.len() {
            for (found, cue, fits) in lexicon.cues_at(words, at) {
                out[at].set_cue(cue, fits);
                if fits {
                    out[found.start..found.end]
                        .iter_mut()
                        .for_each(|classes| classes.0 |= 1 << Classes::PART);
                }
            }
        }
        out
    }

    fn set_cue(&mut self, cue: &Cue, fits: bool) {
        if !fits {
            self.0 |= 1 << Classes::MISFIT;
            return;
        }
        let attitude = Attitude::ALL.iter().position(|one| *one == cue.attitude).unwrap_or(0);
        self.0 |= 1 << attitude | 1 << (Classes::POS + cue.pos as u32);
        if cue.frames.iter().any(|frame| frame == "source") {
            self.0 |= 1 << Classes::SOURCE_FRAME;
        }
        if cue.frames.iter().any(|frame| frame == "relay") {
            self.0 |= 1 << Classes::CITES;
        }
    }

    /// The bits that the span model knows.
    pub fn bits(self) -> u32 {
        self.0 & !(1 << Classes::CITES)
    }

    /// Whether the word names whom its subject relays ("citing").
    pub fn cites(self) -> bool {
        self.0 & (1 << Classes::CITES) != 0
    }

    /// Whether its complement is a source ("according to").
    pub fn leads_source(self) -> bool {
        self.0 & (1 << Classes::SOURCE_FRAME) != 0
    }

    /// Whether the word heads a cue.
    pub fn is_cue(self) -> bool {
        self.0 & ((1 << Classes::POS) - 1) != 0
    }
}
