//! The lexicons that come with Daftari.

use super::{Lexicon, LexiconError};
use language::Language;
use std::sync::OnceLock;

/// Files of one language, by their path in the repository.
type Files = [(&'static str, &'static str); 8];

macro_rules! files {
    ($language:literal) => {
        [
            files!($language, "cues.tsv"),
            files!($language, "hedges.tsv"),
            files!($language, "sources_unnamed.tsv"),
            files!($language, "sources_collective.tsv"),
            files!($language, "sources_outlet.tsv"),
            files!($language, "loaded.tsv"),
            files!($language, "small_words.tsv"),
            files!($language, "irregular.tsv"),
        ]
    };
    ($language:literal, $name:literal) => {
        (
            concat!("lexicons/", $language, "/", $name),
            include_str!(concat!("../../../../lexicons/", $language, "/", $name)),
        )
    };
}

const ENGLISH: Files = files!("en");
const FRENCH: Files = files!("fr");

/// The lexicon of a language, read once; empty for a language without files.
pub fn built_in(language: Language) -> &'static Result<Lexicon, LexiconError> {
    static READ: [OnceLock<Result<Lexicon, LexiconError>>; 3] = [const { OnceLock::new() }; 3];
    let (slot, files): (usize, &[(&str, &str)]) = match language {
        Language::English => (0, &ENGLISH),
        Language::French => (1, &FRENCH),
        Language::Other => (2, &[]),
    };
    READ[slot].get_or_init(|| {
        let mut lexicon = Lexicon::default();
        files.iter().try_for_each(|(file, text)| lexicon.add(file, text)).map(|()| lexicon)
    })
}
