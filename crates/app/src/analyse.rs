//! What the language models make of a text: for people who train them, and for checking why a rule fired.

use crate::engine::models;
use crate::error::{Error, Result};
use crate::fetch::Fetcher;
use crate::input::{self, Input};
use language::{Analysis, Models, Tagger, conllu};
use record::Span;
use serde::Serialize;
use std::path::Path;

/// A text with its sentences, trees and names.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysed {
    text: String,
    analysis: Analysis,
}

/// A word as a program takes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct WordRow<'a> {
    span: Span,
    form: &'a str,
    lemma: &'a str,
    upos: &'static str,
    feats: &'a str,
    head: Option<usize>,
    deprel: String,
}

/// The texts of the reports in a file; one that cannot be read is an error here.
pub fn texts_of(path: &Path) -> Result<Vec<String>> {
    let inputs = [Input::Path(path.to_owned())];
    let fetcher = Fetcher::new();
    input::open(&inputs, &fetcher)
        .map(|opened| match opened {
            Ok(capture) => Ok(page::read(&capture).value.text),
            Err(problem) => Err(Error::Usage {
                message: format!("{}: {}", problem.origin, problem.message),
                help: "give a page, a text or JSON Lines, or the text itself".to_owned(),
            }),
        })
        .collect()
}

/// Analyses texts.
pub struct Analyst {
    models: Models,
}

impl Analyst {
    /// Load the models.
    pub fn open() -> Result<Analyst> {
        Ok(Analyst { models: models()? })
    }

    /// Analyse a text; its language is found out.
    pub fn analyse(&self, text: &str) -> Analysed {
        Analysed { text: text.to_owned(), analysis: self.models.analyse(text, None) }
    }
}

impl Analysed {
    /// As CoNLL-U, names in the last column.
    pub fn conllu(&self) -> String {
        conllu::write(&self.analysis, &self.text)
    }

    /// As one JSON object.
    pub fn json(&self) -> serde_json::Value {
        let sentences: Vec<serde_json::Value> =
            (0..self.analysis.sentences.len()).map(|n| self.sentence(n)).collect();
        serde_json::json!({
            "language": self.analysis.language.as_str(), "text": self.text, "sentences": sentences,
        })
    }

    fn sentence(&self, n: usize) -> serde_json::Value {
        let sentence = &self.analysis.sentences[n];
        let words: Vec<WordRow<'_>> = sentence
            .words
            .iter()
            .map(|word| WordRow {
                span: word.span,
                form: &word.form,
                lemma: &word.lemma,
                upos: word.upos.as_str(),
                feats: word.feats.column(),
                head: word.head,
                deprel: word.deprel.to_string(),
            })
            .collect();
        let names = self.analysis.names_in(n).map(|name| {
            serde_json::json!({"span": name.span, "kind": name.kind.as_str(), "text": name.span.of(&self.text)})
        });
        serde_json::json!({
            "span": sentence.span, "language": sentence.language.as_str(), "words": words,
            "names": names.collect::<Vec<_>>(),
        })
    }

    /// As an HTML page that needs nothing else: each sentence with its arcs and names.
    pub fn html(&self) -> String {
        export::tree::page(
            &self.analysis.sentences.iter().enumerate().map(|(n, _)| self.tree(n)).collect::<Vec<_>>(),
        )
    }

    fn tree(&self, n: usize) -> export::tree::Tree {
        let sentence = &self.analysis.sentences[n];
        let name_of = |word: usize| self.analysis.names_in(n).find(|name| name.words.contains(&word));
        let words = sentence.words.iter().enumerate().map(|(at, word)| export::tree::Word {
            form: word.form.clone(),
            below: format!("{} · {}", word.upos.as_str(), word.lemma),
            head: word.head,
            relation: word.deprel.to_string(),
            name: name_of(at).map(|name| name.kind.as_str().to_owned()),
        });
        export::tree::Tree { words: words.collect() }
    }
}
