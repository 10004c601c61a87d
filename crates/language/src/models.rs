//! The models at work: text in, [`Analysis`] out.

use crate::Tagger;
use crate::analysis::{Analysis, Name, NameKind, Part, Sentence, Word};
use crate::identify::Identifier;
use crate::labels::{Deprel, Feats, Language, Relation, Upos};
use crate::model::file::{File, WeightsError};
use crate::model::network::{Network, TaggedSentence};
use crate::segment::{Segmenter, Token};
use rayon::prelude::*;
use record::span::Span;
use std::ops::Range;

/// Words of a batch: enough sentences side by side to keep the arithmetic busy, few enough for the cache.
const BATCH_WORDS: usize = 800;

/// Weights of both languages, ready to analyse.
#[derive(Debug)]
pub struct Models {
    english: Model,
    french: Model,
    identifier: Identifier,
}

#[derive(Debug)]
struct Model {
    network: Network,
    segmenter: Segmenter,
    sum: String,
}

impl Model {
    fn load(bytes: &[u8], language: Language) -> Result<(Model, Vec<String>), WeightsError> {
        let file = File::open(bytes)?;
        if file.header.language != language.as_str() {
            return Err(WeightsError::Language(file.header.language));
        }
        let (network, segmenter) = (Network::load(&file)?, Segmenter::load(&file, language)?);
        Ok((Model { network, segmenter, sum: file.sum }, file.header.common))
    }
}

impl Models {
    /// From the bytes of two weights files; their checksums are verified.
    pub fn from_bytes(english: &[u8], french: &[u8]) -> Result<Models, WeightsError> {
        let (english, english_words) = Model::load(english, Language::English)?;
        let (french, french_words) = Model::load(french, Language::French)?;
        Ok(Models { english, french, identifier: Identifier::new(&english_words, &french_words) })
    }

    /// The weights that come with Daftari.
    #[cfg(feature = "weights")]
    pub fn built_in() -> Result<Models, WeightsError> {
        Models::from_bytes(include_bytes!("../weights/en.bin"), include_bytes!("../weights/fr.bin"))
    }

    /// Which weights these are, for the record of what made a reading.
    pub fn made_by(&self) -> Vec<String> {
        let line = |code: &str, model: &Model| format!("{code} sha256:{}", model.sum);
        vec![line("en", &self.english), line("fr", &self.french)]
    }

    fn model(&self, language: Language) -> Option<&Model> {
        match language {
            Language::English => Some(&self.english),
            Language::French => Some(&self.french),
            Language::Other => None,
        }
    }

    /// The language of a text; `usual` where the text alone cannot say.
    pub fn identify(&self, text: &str, usual: Option<Language>) -> Language {
        self.identifier.identify(text, usual)
    }

    /// Tags, trees and names for sentences of given words. Empty where the language has no model.
    pub fn tag(&self, language: Language, sentences: &[Vec<String>]) -> Vec<TaggedSentence> {
        let forms: Vec<Vec<&str>> =
            sentences.iter().map(|words| words.iter().map(String::as_str).collect()).collect();
        self.tag_forms(language, &forms)
    }

    fn tag_forms(&self, language: Language, sentences: &[Vec<&str>]) -> Vec<TaggedSentence> {
        let Some(model) = self.model(language) else {
            return vec![TaggedSentence::default(); sentences.len()];
        };
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        order.sort_by_key(|&i| std::cmp::Reverse(sentences[i].len()));
        let batches = batches(&order, sentences);
        let run = |batch: &Vec<usize>| {
            let forms: Vec<&[&str]> = batch.iter().map(|&i| sentences[i].as_slice()).collect();
            model.network.run(&forms)
        };
        // One batch is not worth waking another thread.
        let tagged: Vec<Vec<TaggedSentence>> = match batches.as_slice() {
            [only] => vec![run(only)],
            several => several.par_iter().map(run).collect(),
        };
        let mut out = vec![TaggedSentence::default(); sentences.len()];
        for (i, sentence) in order.into_iter().zip(tagged.into_iter().flatten()) {
            out[i] = sentence;
        }
        out
    }

    fn segmented(&self, text: &str, language: Language) -> Vec<Segmented> {
        let mut out = Vec::new();
        let (mut at, mut paragraph) = (0_u32, 0);
        for line in text.split('\n') {
            let length = u32::try_from(line.chars().count()).unwrap_or(0);
            if !line.trim().is_empty() {
                self.line(line, at, paragraph, language, &mut out);
                paragraph += 1;
            }
            at += length + 1;
        }
        out
    }

    fn line(&self, line: &str, at: u32, paragraph: usize, usual: Language, out: &mut Vec<Segmented>) {
        let language = self.identify(line, Some(usual));
        // What is not read is still cut into sentences, by the English rules.
        let segmenter = &self.model(language).unwrap_or(&self.english).segmenter;
        for tokens in segmenter.sentences(line) {
            out.push(Segmented { tokens, at, paragraph, language });
        }
    }
}

/// A sentence before the network saw it.
struct Segmented {
    tokens: Vec<Token>,
    /// Code point of the paragraph's first character.
    at: u32,
    paragraph: usize,
    language: Language,
}

impl Segmented {
    fn forms(&self) -> Vec<&str> {
        self.tokens.iter().flat_map(|t| t.words.iter().map(String::as_str)).collect()
    }

    fn token_span(&self, token: &Token) -> Span {
        let place = |n: usize| self.at + u32::try_from(n).unwrap_or(0);
        Span::new(place(token.chars.start), place(token.chars.end))
    }

    fn span(&self) -> Span {
        let spans = self.tokens.iter().map(|t| self.token_span(t));
        spans.reduce(Span::cover).unwrap_or(Span::new(self.at, self.at))
    }

    /// Words without what only the network knows: tag X, all hung on the first.
    fn bare_words(&self) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        for token in &self.tokens {
            let span = self.token_span(token);
            for (index, form) in token.words.iter().enumerate() {
                let first = words.is_empty();
                words.push(Word {
                    span,
                    form: form.clone(),
                    lemma: form.clone(),
                    upos: Upos::X,
                    feats: Feats::default(),
                    head: if first { None } else { Some(0) },
                    deprel: Deprel::plain(if first { Relation::Root } else { Relation::Dep }),
                    part: (token.words.len() > 1).then_some(Part { index, of: token.words.len() }),
                });
            }
        }
        words
    }
}

fn batches(order: &[usize], sentences: &[Vec<&str>]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut words = 0;
    for &i in order {
        if out.is_empty() || words + sentences[i].len() > BATCH_WORDS {
            out.push(Vec::new());
            words = 0;
        }
        words += sentences[i].len();
        out.last_mut().map(|batch| batch.push(i)).unwrap_or_default();
    }
    out
}

impl Tagger for Models {
    fn analyse(&self, report_text: &str, hint: Option<Language>) -> Analysis {
        let language = self.identify(report_text, hint);
        let segmented = self.segmented(report_text, language);
        let mut sentences: Vec<Sentence> = segmented
            .iter()
            .map(|s| Sentence {
                span: s.span(),
                language: s.language,
                words: s.bare_words(),
                paragraph: s.paragraph,
            })
            .collect();
        let mut names = Vec::new();
        for read in [Language::English, Language::French] {
            let of_language: Vec<usize> =
                (0..segmented.len()).filter(|&i| segmented[i].language == read).collect();
            let forms: Vec<Vec<&str>> = of_language.iter().map(|&i| segmented[i].forms()).collect();
            for (i, tagged) in of_language.into_iter().zip(self.tag_forms(read, &forms)) {
                names.extend(named(&sentences[i], i, &tagged));
                fill(&mut sentences[i], tagged);
            }
        }
        names.sort_by_key(|name| (name.span, name.words.start));
        Analysis { sentences, names, language }
    }
}

fn fill(sentence: &mut Sentence, tagged: TaggedSentence) {
    let in_name = |i: usize| tagged.names.iter().any(|(words, _)| words.contains(&i));
    let named: Vec<bool> = (0..tagged.words.len()).map(in_name).collect();
    for ((word, tagged), named) in sentence.words.iter_mut().zip(tagged.words).zip(named) {
        word.upos = tagged.upos;
        word.feats = tagged.feats;
        // A name keeps its capitals, whatever the network makes of a rare one.
        let lost = named && tagged.lemma == word.form.to_lowercase();
        word.lemma = if lost { word.form.clone() } else { tagged.lemma };
        word.head = tagged.head;
        word.deprel = tagged.deprel;
    }
}

fn named(sentence: &Sentence, index: usize, tagged: &TaggedSentence) -> Vec<Name> {
    let names = tagged.names.iter().filter_map(|(words, kind)| {
        let words = without_loose_ends(tagged, without_titles(sentence, words.clone(), *kind));
        let covered = sentence.words.get(words.clone())?;
        let span = covered.iter().map(|w| w.span).reduce(Span::cover)?;
        Some(Name { span, kind: *kind, sentence: index, words })
    });
    names.collect()
}

/// A name does not end in a preposition, an article or a comma.
fn without_loose_ends(tagged: &TaggedSentence, mut words: Range<usize>) -> Range<usize> {
    let is_loose = |i: usize| {
        tagged
            .words
            .get(i)
            .is_some_and(|w| matches!(w.upos, Upos::Adp | Upos::Det | Upos::Punct | Upos::Cconj))
    };
    while words.len() > 1 && is_loose(words.end - 1) {
        words.end -= 1;
    }
    words
}

/// A person's name begins after `Mr.`, `M.` or `général`.
fn without_titles(sentence: &Sentence, mut words: Range<usize>, kind: NameKind) -> Range<usize> {
    let is_title = |form: &str| {
        let low = form.trim_end_matches('.').to_lowercase();
        include_str!("../lexicon/titles.txt").lines().any(|line| line == low)
    };
    while kind == NameKind::Per && words.len() > 1 && is_title(&sentence.words[words.start].form) {
        words.start += 1;
    }
    words
}
