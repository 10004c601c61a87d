//! Statements: who says what, how firmly.
//!
//! A span model finds the words that head a cue and labels the source, cue and content of each; rules carry
//! quotations on, resolve sources, and read attitude, firmness and voice from the lexicons. One report at a time.

mod across;
mod act;
mod carry;
mod clear;
mod draft;
mod features;
mod marks;
mod model;
mod nested;
mod quoting;
mod relative;
mod relay;
mod speaker;
mod subject;
mod text;
mod tone;
pub mod training;
mod voice;
mod weed;
mod words;
mod write;

pub use model::{SpanModel, WeightsError};
pub use speaker::{Speaker, Speakers, Unknown};
pub(crate) use text::Text;
pub(crate) use words::folded;

use crate::lexicon::{Classes, Lexicon, built_in};
use language::{Analysis, Language, Upos};
use record::noted::Level;
use record::span::TextIndex;
use record::statement::Statement;
use record::{Note, Noted, Report};
use std::sync::OnceLock;

/// The statements of a report, in text order; a note where the report cannot be read.
pub fn find(report: &Report, analysis: &Analysis, speakers: &dyn Speakers) -> Noted<Vec<Statement>> {
    let unread = |code: &str, why: String| Noted {
        value: Vec::new(),
        notes: vec![Note::new(Level::Problem, code, why)],
    };
    if analysis.language == Language::Other {
        let message = "The report is in neither English nor French: its statements are not read.";
        return Noted {
            value: Vec::new(),
            notes: vec![Note::new(Level::Doubt, "language-not-read", message)],
        };
    }
    match (built_in(analysis.language), model()) {
        (Ok(lexicon), Ok(model)) => {
            let reader = Reader { model, lexicon };
            Noted { value: reader.find(report, analysis, speakers), notes: Vec::new() }
        }
        (Err(wrong), _) => unread("lexicon-unreadable", wrong.to_string()),
        (_, Err(wrong)) => unread("model-unreadable", wrong.to_string()),
    }
}

/// Which span model this is, for the record of what made a reading.
pub fn made_by() -> String {
    let sum = include_str!("../weights/spans.sha256");
    format!("statements sha256:{}", sum.get(..16).unwrap_or(sum).trim())
}

/// The span model that comes with Daftari, loaded once.
pub fn model() -> &'static Result<SpanModel, WeightsError> {
    static MODEL: OnceLock<Result<SpanModel, WeightsError>> = OnceLock::new();
    MODEL.get_or_init(|| {
        SpanModel::load(include_bytes!("../weights/spans.bin"), include_str!("../weights/spans.sha256"))
    })
}

/// A span model with the lexicon of one language.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'r> {
    /// Labels spans.
    pub model: &'r SpanModel,
    /// Reads cues, hedges and sources.
    pub lexicon: &'r Lexicon,
}

impl Reader<'_> {
    /// The statements of a report, in text order.
    pub fn find(&self, report: &Report, analysis: &Analysis, speakers: &dyn Speakers) -> Vec<Statement> {
        let text = TextIndex::new(&report.text);
        let words = prepare(analysis, &text, self.lexicon);
        if words.len() == 0 {
            return Vec::new();
        }
        let chars: Vec<char> = report.text.chars().collect();
        let quotes = marks::quotations(&words, &chars);
        let states = quoting::states(&words, &quotes);
        let encoded = model::Encoded::new(self.model, &words, &states, &features::rows(&words, &states));
        let mut drafts = draft::drafts(&encoded, &words, &quotes);
        nested::nest(self.lexicon, &encoded, &words, &mut drafts);
        weed::weed(self.lexicon, &words, &quotes, &mut drafts);
        carry::carry(&words, &quotes, &mut drafts);
        subject::fill(self.lexicon, &words, &mut drafts);
        relay::resolve(&words, &mut drafts);
        let hall = speaker::Hall { lexicon: self.lexicon, words: &words, text: &text, speakers };
        write::statements(report, &hall, &quotes, &drafts)
    }
}

/// The words of a report with their lexicon classes.
fn prepare<'a>(analysis: &'a Analysis, text: &TextIndex<'_>, lexicon: &Lexicon) -> words::Words<'a> {
    let mut words = words::Words::new(analysis, text);
    for word in words.all.iter_mut().filter(|word| matches!(word.token.upos, Upos::Verb | Upos::Aux)) {
        word.mended = lexicon.lemma_of(&word.lower).filter(|lemma| *lemma != word.token.lemma).map(Box::from);
    }
    let classes = Classes::of_all(lexicon, &words.all);
    words.all.iter_mut().zip(classes).for_each(|(word, classes)| word.classes = classes);
    words
}
