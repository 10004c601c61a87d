//! Language: from the text of a report to sentences, words, trees and names.
//!
//! [`analyse`] is the one door. Behind it, [`Models`] hold Daftari's own compact weights for English and
//! French; the rooms above need only [`Tagger`] and test on [`fake::Fake`], which reads CoNLL-U.
//!
//! This room knows what a noun or a subject is. It never knows what a label means for a conflict, opens no
//! file and keeps no clock: weights and texts come as bytes. Same input, same output, whatever the threads.

pub mod analysis;
pub mod conllu;
pub mod fake;
pub mod labels;

pub use analysis::{Analysis, Name, NameKind, Part, Sentence, Word};
pub use labels::{Deprel, Feats, Language, Relation, Upos};

/// Whatever turns a text into an [`Analysis`].
pub trait Tagger {
    /// Analyse a whole text. `hint` is the language the text is said to be in; `None` lets the tagger find out.
    fn analyse(&self, report_text: &str, hint: Option<Language>) -> Analysis;
}
