//! What the models see of a word form: hashed rows of an embedding table.
//!
//! `training/daftari_train/words.py` computes the same features; `weights/features.tsv`, written there, is
//! checked here. Change both or neither.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const MAX_CHARS: usize = 40;

/// 64-bit FNV-1a, the hash of the training code.
pub(crate) fn fnv(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// One kind of quote and dash.
pub(crate) fn same(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‑' | '‐' | '−' => '-',
        other => other,
    }
}

/// Like [`same`], with every digit as 0.
pub(crate) fn plain(c: char) -> char {
    if c.is_ascii_digit() { '0' } else { same(c) }
}

/// Lower case where that is one character too.
pub(crate) fn lower(c: char) -> char {
    let mut low = c.to_lowercase();
    match (low.next(), low.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// The form with plain characters, bounded.
pub(crate) fn normal(form: &str) -> String {
    form.chars().take(MAX_CHARS).map(plain).collect()
}

/// Lower-case form with one kind of quotes and digits kept, bounded.
pub(crate) fn low_with_digits(form: &str) -> String {
    form.chars().take(MAX_CHARS).map(|c| lower(same(c))).collect()
}

/// Without accents.
pub(crate) fn bare(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfd().filter(|&c| !is_combining_mark(c)).collect()
}

/// Letter classes, runs cut at two.
pub(crate) fn shape(normal: &str) -> String {
    let mut out = String::new();
    let (mut last, mut run) = ('\0', 0);
    for c in normal.chars() {
        let kind = match c {
            '0' => '0',
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c => c,
        };
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        if run <= 2 {
            out.push(kind);
        }
    }
    out
}

/// Rows of a word form in a table of `rows` rows: whole-word features, then character n-grams.
pub(crate) struct Features {
    /// Word, shape, accent-free word, prefixes, suffixes: weight 1.
    pub(crate) whole: Vec<u32>,
    /// N-grams: weight one over the root of their number.
    pub(crate) grams: Vec<u32>,
}

/// The features of a form.
pub(crate) fn features(form: &str, rows: u64) -> Features {
    let row = |kind: &str, text: &str| {
        let hash = fnv(&[kind, text]);
        u32::try_from((hash ^ (hash >> 32)) % rows).unwrap_or(0)
    };
    let text = normal(form);
    let low: String = text.chars().map(lower).collect();
    let stripped = bare(&low);
    let mut whole = vec![row("w", &low), row("c", &shape(&text)), row("b", &stripped)];
    let ends: Vec<usize> = low.char_indices().map(|(at, _)| at).chain([low.len()]).collect();
    let size = ends.len() - 1;
    whole.extend((1..=size.min(4)).map(|n| row("p", &low[..ends[n]])));
    whole.extend((1..=size.min(5)).map(|n| row("s", &low[ends[size - n]..])));
    let padded = format!("<{stripped}>");
    let ends: Vec<usize> = padded.char_indices().map(|(at, _)| at).chain([padded.len()]).collect();
    let mut grams = Vec::new();
    for n in 3..=5 {
        grams.extend(ends.windows(n + 1).map(|w| row("g", &padded[w[0]..w[n]])));
    }
    Features { whole, grams }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_those_of_the_training_code() {
        for line in include_str!("../../weights/features.tsv").lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let numbers = |cell: &str| cell.split(' ').map(|n| n.parse().unwrap()).collect::<Vec<u32>>();
            let found = features(cells[0], 49152);
            assert_eq!(found.whole, numbers(cells[1]), "{}", cells[0]);
            assert_eq!(found.grams, numbers(cells[2]), "{}", cells[0]);
        }
    }
}
