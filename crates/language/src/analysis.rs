//! What an analysis holds, and the questions a rule asks of it.

use crate::labels::{Deprel, Feats, Language, Relation, Upos};
use record::span::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A text read: its sentences in order, the names in them, its language.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// In text order; they do not overlap.
    pub sentences: Vec<Sentence>,
    /// In text order; they do not overlap.
    pub names: Vec<Name>,
    /// Language of the text as a whole.
    pub language: Language,
}

/// One sentence, heading or list item.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Its own language; in `Other` words have forms and spans only (tag `X`, a flat tree).
    pub language: Language,
    /// Syntactic words. Always a tree: exactly one has no head.
    pub words: Vec<Word>,
    /// Number of the paragraph it stands in, from 0. Lines count as paragraphs.
    pub paragraph: usize,
}

/// One syntactic word.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The surface token in the text; the words of one multiword token (`du` = `de` + `le`) share it.
    pub span: Span,
    /// The word itself: the surface, or the part of a multiword token.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Part of speech.
    pub upos: Upos,
    /// Morphological features.
    pub feats: Feats,
    /// Index of the head in the sentence; the root has none.
    pub head: Option<usize>,
    /// Relation to the head.
    pub deprel: Deprel,
    /// Where the word stands in a multiword token, if it is part of one.
    pub part: Option<Part>,
}

/// Place of a word in a multiword token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// From 0.
    pub index: usize,
    /// Number of words of the token.
    pub of: usize,
}

/// A name found in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// Index of its sentence.
    pub sentence: usize,
    /// Its words in that sentence.
    pub words: Range<usize>,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum NameKind {
    /// A person.
    Per,
    /// An organisation, armed groups and institutions included.
    Org,
    /// A place.
    Loc,
    /// Anything else with a name: works, events, accords.
    Misc,
}

impl NameKind {
    /// `PER`, `ORG`, `LOC` or `MISC`.
    pub fn as_str(self) -> &'static str {
        match self {
            NameKind::Per => "PER",
            NameKind::Org => "ORG",
            NameKind::Loc => "LOC",
            NameKind::Misc => "MISC",
        }
    }
}

impl Analysis {
    /// An analysis of nothing.
    pub fn empty(language: Language) -> Analysis {
        Analysis { sentences: Vec::new(), names: Vec::new(), language }
    }

    /// Names of one sentence.
    pub fn names_in(&self, sentence: usize) -> impl Iterator<Item = &Name> {
        self.names.iter().filter(move |name| name.sentence == sentence)
    }

    /// Index of the sentence that holds a code point.
    pub fn sentence_at(&self, at: u32) -> Option<usize> {
        let index = self.sentences.partition_point(|s| s.span.end <= at);
        self.sentences.get(index).is_some_and(|s| s.span.start <= at).then_some(index)
    }
}

impl Sentence {
    /// Index of the root, `None` in an empty sentence.
    pub fn root(&self) -> Option<usize> {
        self.words.iter().position(|w| w.head.is_none())
    }

    /// Direct dependents of a word, in order.
    pub fn children(&self, i: usize) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().filter(move |(_, w)| w.head == Some(i)).map(|(j, _)| j)
    }

    /// First direct dependent with this relation, whatever its subtype.
    pub fn child(&self, i: usize, relation: Relation) -> Option<usize> {
        self.children(i).find(|&j| self.words[j].deprel.is(relation))
    }

    /// The heads above a word, nearest first, the root last. Ends on a malformed tree too.
    pub fn heads(&self, i: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.words[i].head, |&j| self.words[j].head).take(self.words.len())
    }

    /// Whether `above` is `i` or one of the heads above it.
    pub fn within(&self, i: usize, above: usize) -> bool {
        i == above || self.heads(i).any(|j| j == above)
    }

    /// A word and everything below it, in text order.
    pub fn subtree(&self, i: usize) -> Vec<usize> {
        let mut below = vec![false; self.words.len()];
        let mut open = vec![i];
        while let Some(j) = open.pop() {
            if !below[j] {
                below[j] = true;
                open.extend(self.children(j));
            }
        }
        (0..below.len()).filter(|&j| below[j]).collect()
    }

    /// From the first to the last token of a word's subtree (what stands between is covered too).
    pub fn subtree_span(&self, i: usize) -> Span {
        self.subtree(i).iter().fold(self.words[i].span, |span, &j| span.cover(self.words[j].span))
    }

    /// The text of the sentence, given the text it was read from.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }
}
