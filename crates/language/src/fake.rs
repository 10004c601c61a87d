//! A tagger that knows its answers beforehand, so that the rooms above test without weights.

use crate::conllu::{self, Malformed};
use crate::{Analysis, Language, Tagger};

/// Answers from a CoNLL-U text: the analysis of exactly the text that the CoNLL-U sentences make.
#[derive(Debug, Clone)]
pub struct Fake {
    document: conllu::Document,
}

impl Fake {
    /// From CoNLL-U (`# newpar` starts a paragraph, `Name=B-PER` in MISC marks names).
    pub fn from_conllu(source: &str, language: Language) -> Result<Fake, Malformed> {
        Ok(Fake { document: conllu::read(source, language)? })
    }

    /// The text it knows.
    pub fn text(&self) -> &str {
        &self.document.text
    }
}

impl Tagger for Fake {
    /// The known analysis; for any other text, one that found nothing.
    fn analyse(&self, report_text: &str, _hint: Option<Language>) -> Analysis {
        if report_text == self.document.text {
            self.document.analysis.clone()
        } else {
            Analysis::empty(Language::Other)
        }
    }
}
