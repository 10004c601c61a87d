//! The words of a report as the statement reader sees them: tokens with tree, classes and place in the text.

use crate::lexicon::{Classes, Listed, Tagged};
use language::{Analysis, Relation, Upos};
use record::Span;
use record::span::TextIndex;
use std::ops::Range;

/// One syntactic word.
#[derive(Debug, Clone)]
pub(crate) struct Word<'a> {
    /// What the language room says of it.
    pub(crate) token: &'a language::Word,
    /// Lower case, with one kind of apostrophe and dash.
    pub(crate) lower: String,
    /// On the first word of a multiword token (`du`): the token in lower case.
    pub(crate) surface: Option<String>,
    /// Its head among all words of the report; none for the root of a sentence.
    pub(crate) head: Option<usize>,
    /// Label of the name it stands in (`PER`, `ORG`...), empty outside names.
    pub(crate) name: &'static str,
    /// Index of its sentence.
    pub(crate) sentence: usize,
    /// Index of its paragraph.
    pub(crate) paragraph: usize,
    /// Distance from the root of its sentence.
    pub(crate) depth: usize,
    /// Its dictionary form where the irregular forms of the lexicon know better than the tagger.
    pub(crate) mended: Option<Box<str>>,
    /// Classes the lexicons give it.
    pub(crate) classes: Classes,
}

impl Word<'_> {
    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        self.token.span
    }

    /// As written.
    pub(crate) fn form(&self) -> &str {
        &self.token.form
    }

    /// Relation to the head, without its subtype.
    pub(crate) fn relation(&self) -> Relation {
        self.token.deprel.relation
    }

    /// Whether it is a mark of punctuation.
    pub(crate) fn is_punct(&self) -> bool {
        !self.form().chars().any(char::is_alphanumeric)
    }
}

/// All words of a report with their sentences and paragraphs.
#[derive(Debug, Clone)]
pub(crate) struct Words<'a> {
    /// Language of the report as a whole.
    pub(crate) language: language::Language,
    /// The words in text order.
    pub(crate) all: Vec<Word<'a>>,
    /// Word ranges of the sentences.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Word ranges of the paragraphs.
    pub(crate) paragraphs: Vec<Range<usize>>,
    /// Children of each word, in text order.
    pub(crate) children: Vec<Vec<usize>>,
}

impl<'a> Words<'a> {
    /// Lay the sentences of an analysis end to end.
    pub(crate) fn new(analysis: &'a Analysis, text: &TextIndex<'_>) -> Words<'a> {
        let mut all = Vec::new();
        let mut sentences = Vec::new();
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            let first = all.len();
            all.extend(sentence.words.iter().map(|token| Word {
                token,
                lower: folded(&token.form),
                surface: token.part.filter(|part| part.index == 0).map(|_| folded(text.of(token.span))),
                head: token.head.map(|head| first + head),
                name: "",
                sentence: index,
                paragraph: sentence.paragraph,
                depth: 0,
                mended: None,
                classes: Classes::default(),
            }));
            sentences.push(first..all.len());
        }
        for name in &analysis.names {
            let first = sentences[name.sentence].start;
            for word in &mut all[first + name.words.start..first + name.words.end] {
                word.name = name.kind.as_str();
            }
        }
        set_depths(&mut all);
        let paragraphs = paragraphs(&all);
        let children = children(&all);
        Words { language: analysis.language, all, sentences, paragraphs, children }
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The sentence that holds a word.
    pub(crate) fn sentence_of(&self, word: usize) -> Range<usize> {
        self.sentences[self.all[word].sentence].clone()
    }

    /// The paragraph that holds a word.
    pub(crate) fn paragraph_of(&self, word: usize) -> Range<usize> {
        let number = self.all[word].paragraph;
        let start = self.paragraphs.partition_point(|range| self.all[range.start].paragraph < number);
        self.paragraphs[start].clone()
    }

    /// The text from the first to the last of some words; empty for no words.
    pub(crate) fn span(&self, words: Range<usize>) -> Span {
        match self.all.get(words) {
            Some([first, .., last]) => first.span().cover(last.span()),
            Some([only]) => only.span(),
            _ => Span::new(0, 0),
        }
    }

    /// The children of a word that hang on it by one of `relations`, whatever the subtype.
    pub(crate) fn children_by<'s>(
        &'s self,
        word: usize,
        relations: &'s [Relation],
    ) -> impl Iterator<Item = usize> + 's {
        self.children[word].iter().copied().filter(|&child| relations.contains(&self.all[child].relation()))
    }

    /// A word and its ancestors, nearest first; stops at a cycle, which a broken tree could hold.
    pub(crate) fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(word), |&at| self.all[at].head).take(64)
    }

    /// From the first to one past the last word that hangs under `word`.
    pub(crate) fn subtree(&self, word: usize) -> Range<usize> {
        let mut range = word..word + 1;
        let mut open = vec![word];
        while let Some(at) = open.pop() {
            range = range.start.min(at)..range.end.max(at + 1);
            open.extend(
                self.children[at].iter().filter(|&&child| self.all[child].depth > self.all[at].depth),
            );
        }
        range
    }
}

impl Listed for Word<'_> {
    fn lower(&self) -> &str {
        &self.lower
    }

    fn surface(&self) -> Option<(&str, usize)> {
        let part = self.token.part?;
        self.surface.as_deref().map(|surface| (surface, part.of))
    }

    fn lemma(&self) -> &str {
        self.mended.as_deref().unwrap_or(&self.token.lemma)
    }
}

impl Tagged for Word<'_> {
    fn upos(&self) -> Upos {
        self.token.upos
    }
}

/// Lower case with straight apostrophes and plain dashes, as the lexicons are written.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .flat_map(|c| match c {
            '’' | '‘' | 'ʼ' => '\''.to_lowercase(),
            '–' | '—' | '‑' => '-'.to_lowercase(),
            other => other.to_lowercase(),
        })
        .collect()
}

fn paragraphs(all: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, word) in all.iter().enumerate() {
        match out.last_mut() {
            Some(last) if all[last.start].paragraph == word.paragraph => last.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

fn children(all: &[Word<'_>]) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); all.len()];
    for (at, word) in all.iter().enumerate() {
        if let Some(head) = word.head {
            out[head].push(at);
        }
    }
    out
}

fn set_depths(all: &mut [Word<'_>]) {
    let heads: Vec<Option<usize>> = all.iter().map(|word| word.head).collect();
    for (at, word) in all.iter_mut().enumerate() {
        word.depth = std::iter::successors(heads[at], |&head| heads[head]).take(32).count();
    }
}
