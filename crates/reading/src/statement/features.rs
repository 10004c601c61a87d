//! Features of a word for the span model: rows of two hashed tables.
//!
//! Lexical features (forms, endings) are kept apart from universal ones (tags, tree, classes, quotation
//! marks, place in the text), which mean the same in every language; training drops the first at random so
//! that the second learn to do without. The trainer reads these rows as written by `examples/span_rows.rs`:
//! there is no second implementation.

use super::quoting::State;
use super::words::Words;
use crate::lexicon::{Listed, Tagged};
use language::Relation;

/// Rows of the word table.
pub(crate) const WORD_ROWS: u32 = 49_152;
/// Rows of the table of affixes and shapes.
pub(crate) const AFFIX_ROWS: u32 = 8_192;
/// Rows of the table of universal features.
pub(crate) const UNIVERSAL_ROWS: u32 = 4_096;
/// Features of each kind a word has.
pub(crate) const AFFIXES: usize = 4;
/// See [`AFFIXES`].
pub(crate) const UNIVERSALS: usize = 24;

/// The rows of one word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows {
    /// Form and dictionary form in the word table.
    pub(crate) word: [u32; 2],
    /// Prefix, endings and shape in the affix table.
    pub(crate) affix: [u16; AFFIXES],
    /// Rows of the universal table.
    pub(crate) universal: [u16; UNIVERSALS],
}

/// FNV-1a over the bytes of features.
#[derive(Clone, Copy)]
pub(crate) struct Hash(u32);

impl Hash {
    /// A hash of a kind of feature.
    pub(crate) fn new(kind: u8) -> Hash {
        Hash(0x811c_9dc5).byte(kind)
    }

    fn byte(self, byte: u8) -> Hash {
        Hash((self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    /// Add a string.
    pub(crate) fn text(self, text: &str) -> Hash {
        text.bytes().fold(self, Hash::byte).byte(0)
    }

    /// Add a number.
    pub(crate) fn number(self, number: u32) -> Hash {
        number.to_le_bytes().into_iter().fold(self, Hash::byte)
    }

    /// The row in a table of `rows` rows.
    pub(crate) fn row(self, rows: u32) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 15)).wrapping_mul(0x2c1b_3c6d);
        (mixed ^ (mixed >> 12)) % rows
    }
}

/// Row of a word in the word table. Numbers share one row for each length.
pub(crate) fn word_row(language: &str, word: &str) -> u32 {
    let plain: String = word.chars().take(40).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    Hash::new(b'w').text(language).text(&plain).row(WORD_ROWS)
}

/// Rows of all words.
pub(crate) fn rows(words: &Words<'_>, states: &[State]) -> Vec<Rows> {
    let view = View { words, states, cues: cues_by_sentence(words) };
    (0..words.len()).map(|at| view.rows(at)).collect()
}

/// How many words of each sentence can head a cue, bucketed.
fn cues_by_sentence(words: &Words<'_>) -> Vec<u32> {
    let count = |range: &std::ops::Range<usize>| {
        words.all[range.clone()].iter().filter(|word| word.classes.is_cue()).count()
    };
    words.sentences.iter().map(|sentence| bucket(count(sentence))).collect()
}

struct View<'v> {
    words: &'v Words<'v>,
    states: &'v [State],
    cues: Vec<u32>,
}

impl View<'_> {
    fn rows(&self, at: usize) -> Rows {
        let word = &self.words.all[at];
        let language = self.words.language.as_str();
        let form = &word.lower;
        let mut affix = [0; AFFIXES];
        let parts = [(b'p', prefix(form, 3)), (b's', suffix(form, 3)), (b't', suffix(form, 4))];
        for (slot, (kind, part)) in affix.iter_mut().zip(parts) {
            *slot = narrow(Hash::new(kind).text(language).text(part).row(AFFIX_ROWS));
        }
        affix[3] = narrow(Hash::new(b'h').text(&shape(word.form())).row(AFFIX_ROWS));
        let mut universal = [0; UNIVERSALS];
        for (slot, hash) in universal.iter_mut().zip(self.universal(at)) {
            *slot = narrow(hash.row(UNIVERSAL_ROWS));
        }
        Rows {
            word: [word_row(language, form), word_row(language, &word.lemma().to_lowercase())],
            affix,
            universal,
        }
    }

    /// The universal features, each a hash of its own kind.
    fn universal(&self, at: usize) -> [Hash; UNIVERSALS] {
        let words = self.words;
        let word = &words.all[at];
        let head = word.head.map(|head| &words.all[head]);
        let state = &self.states[at];
        let upos =
            |i: Option<usize>| i.and_then(|i| words.all.get(i)).map_or("-", |word| word.upos().as_str());
        let head_upos = head.map_or("-", |head| head.upos().as_str());
        let head_relation = head.map_or("-", |head| head.relation().as_str());
        let head_classes = head.map_or(0, |head| head.classes.bits());
        let (above, branch, steps) = self.cue_above(at);
        let sentence = words.sentence_of(at);
        let paragraph = words.paragraph_of(at);
        let feats = &word.token.feats;
        let mark = |i: Option<usize>| {
            i.and_then(|i| words.all.get(i)).filter(|word| word.is_punct()).map_or("-", |word| word.form())
        };
        let kind = Hash::new;
        [
            kind(0).text(word.upos().as_str()),
            kind(1).text(&word.token.deprel.to_string()),
            kind(2).text(word.upos().as_str()).text(word.relation().as_str()).text(head_upos),
            kind(3).text(head_relation).text(head_upos),
            kind(4).number(word.classes.bits()),
            kind(5).number(head_classes).text(word.relation().as_str()),
            kind(6).number(children_bits(words, at)).text(word.upos().as_str()),
            kind(7).number(children_bits(words, at)).number(word.classes.bits()),
            kind(8).number(state.kind).number(state.length),
            kind(9).number(state.kind).number(state.since).number(state.until),
            kind(10).number(bucket(at - sentence.start)).number(bucket(sentence.end - at)),
            kind(11)
                .number(bucket(word.sentence - words.all[paragraph.start].sentence))
                .number(bucket(paragraph.end - sentence.end)),
            kind(12).number(bucket(word.depth)).text(word.relation().as_str()),
            kind(13).text(&shape(word.form())).text(word.upos().as_str()),
            kind(14).text(word.name).text(word.relation().as_str()),
            kind(15).number(direction(at, word.head)).text(word.relation().as_str()),
            kind(16)
                .number(self.cues[word.sentence])
                .number(u32::from(word.paragraph == 0))
                .number(state.in_sentence),
            kind(17).text(words.language.as_str()).text(word.upos().as_str()),
            kind(18).text(upos(at.checked_sub(1))).text(upos(Some(at + 1))),
            kind(19).text(mark(at.checked_sub(1))).text(mark(Some(at + 1))),
            kind(20).number(above).text(branch),
            kind(21).text(branch).number(steps).number(state.kind),
            kind(22)
                .text(feats.get("Mood").unwrap_or("-"))
                .text(feats.get("VerbForm").unwrap_or("-"))
                .text(feats.get("Tense").unwrap_or("-")),
            kind(23)
                .text(feats.get("Person").unwrap_or("-"))
                .text(feats.get("PronType").unwrap_or("-"))
                .text(feats.get("Number").unwrap_or("-")),
        ]
    }

    /// The nearest ancestor that can head a cue: its classes, the relation of the branch that leads to it
    /// from `at`, and how many steps away it is.
    fn cue_above(&self, at: usize) -> (u32, &'static str, u32) {
        let mut below = at;
        for (step, above) in self.words.ancestors(at).enumerate().skip(1) {
            let classes = self.words.all[above].classes;
            if classes.is_cue() {
                return (classes.bits(), self.words.all[below].relation().as_str(), bucket(step));
            }
            below = above;
        }
        (0, "-", 0)
    }
}

/// Which of the telling relations the children of a word have, as bits.
fn children_bits(words: &Words<'_>, at: usize) -> u32 {
    const TELLING: [Relation; 12] = [
        Relation::Nsubj,
        Relation::Obj,
        Relation::Ccomp,
        Relation::Xcomp,
        Relation::Parataxis,
        Relation::Obl,
        Relation::Mark,
        Relation::Case,
        Relation::Aux,
        Relation::Cop,
        Relation::Acl,
        Relation::Nmod,
    ];
    let bit = |child: &usize| {
        TELLING.iter().position(|one| *one == words.all[*child].relation()).map_or(0, |at| 1 << at)
    };
    words.children[at].iter().map(bit).fold(0, |all, one| all | one)
}

/// 0, 1, 2, 3, then coarser and coarser.
pub(crate) fn bucket(n: usize) -> u32 {
    match n {
        0..=3 => n as u32,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=20 => 7,
        21..=40 => 8,
        _ => 9,
    }
}

fn direction(at: usize, head: Option<usize>) -> u32 {
    match head {
        None => 100,
        Some(head) if head < at => bucket(at - head),
        Some(head) => 50 + bucket(head - at),
    }
}

/// Kinds of letters with repeated kinds cut: `Goma` is `Xx`, `M23` is `X0`; a mark is itself.
fn shape(form: &str) -> String {
    let mut out = String::new();
    for c in form.chars().take(12) {
        let kind = match c {
            c if c.is_ascii_digit() => '0',
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c => c,
        };
        if !out.ends_with(kind) {
            out.push(kind);
        }
    }
    out
}

fn prefix(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(at, _)| &text[..at])
}

fn suffix(text: &str, n: usize) -> &str {
    let count = text.chars().count();
    text.char_indices().nth(count.saturating_sub(n)).map_or(text, |(at, _)| &text[at..])
}

/// The tables have fewer rows than a `u16` counts.
fn narrow(row: u32) -> u16 {
    u16::try_from(row).unwrap_or(u16::MAX)
}
