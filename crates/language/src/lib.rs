//! Language: from the text of a report to sentences, words, trees and names.
//!
//! [`analyse`] is the one door. Behind it, [`Models`] hold Daftari's own compact weights for English and
//! French; the rooms above need only [`Tagger`] and test on [`fake::Fake`], which reads CoNLL-U.
//!
//! This room knows what a noun or a subject is. It never knows what a label means for a conflict, opens no
//! file and keeps no clock: weights and texts come as bytes. Same input, same output, whatever the threads.

pub mod analysis;
pub mod conllu;
pub mod evaluate;
pub mod fake;
mod identify;
pub mod labels;
mod model;
mod models;
mod segment;

pub use analysis::{Analysis, Name, NameKind, Part, Sentence, Word};
pub use labels::{Deprel, Feats, Language, Relation, Upos};
pub use model::file::WeightsError;
pub use model::network::{Tagged, TaggedSentence};
pub use model::{coded, kernel, lstm};
pub use models::Models;

/// Whatever turns a text into an [`Analysis`].
pub trait Tagger {
    /// Analyse a whole text. `hint` is the language the text is said to be in; `None` lets the tagger find out.
    fn analyse(&self, report_text: &str, hint: Option<Language>) -> Analysis;
}

/// Analyse a report. Its declared language is a hint; the text decides.
pub fn analyse(models: &Models, report: &record::Report) -> Analysis {
    let declared = report.language.get(..2).and_then(|code| code.parse().ok());
    models.analyse(&unwrapped(report), declared)
}

/// The text with a blank for each line break within a block, so that a sentence goes on over wrapped lines; no place moves.
fn unwrapped(report: &record::Report) -> std::borrow::Cow<'_, str> {
    let within = |at: u32| report.blocks.iter().any(|block| block.span.start < at && at + 1 < block.span.end);
    let breaks = report.blocks.iter().any(|block| block.span.of(&report.text).trim().contains('\n'));
    if !breaks {
        return report.text.as_str().into();
    }
    let unbroken = |(at, letter): (u32, char)| if letter == '\n' && within(at) { ' ' } else { letter };
    (0u32..).zip(report.text.chars()).map(unbroken).collect::<String>().into()
}
