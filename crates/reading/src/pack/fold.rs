//! Words without case and accents, with where they stand: what names are compared by.

use record::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word as written.
    pub surface: &'t str,
    /// Lower case, without accents.
    pub folded: String,
    /// Where it stands.
    pub span: Span,
}

/// The words of a text: runs of letters and digits. Apostrophes, hyphens and slashes separate, so that
/// "l'AFC/M23" has the words `l`, `afc` and `m23`.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, u32)> = None;
    let mut at = 0u32;
    for (byte, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || (open.is_some() && is_combining_mark(c));
        match (open, inside) {
            (None, true) => open = Some((byte, at)),
            (Some(begin), false) => {
                found.push(word(text, begin, (byte, at)));
                open = None;
            }
            (None, false) | (Some(_), true) => {}
        }
        at += 1;
    }
    if let Some(begin) = open {
        found.push(word(text, begin, (text.len(), at)));
    }
    found
}

fn word(text: &str, begin: (usize, u32), end: (usize, u32)) -> Word<'_> {
    let surface = &text[begin.0..end.0];
    Word { surface, folded: fold_word(surface), span: Span::new(begin.1, end.1) }
}

/// The words of a name, folded, with one space between: the key names are found by.
pub fn fold(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in words(name) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&word.folded);
    }
    key
}

fn fold_word(surface: &str) -> String {
    if surface.is_ascii() {
        return surface.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(surface.len());
    for c in surface.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_accents_and_punctuation() {
        for (name, key) in [
            ("Maï-Maï", "mai mai"),
            ("l’AFC/M23", "l afc m23"),
            ("Félix-Antoine TSHISEKEDI", "felix antoine tshisekedi"),
            ("Cœur", "coeur"),
            ("  ", ""),
        ] {
            assert_eq!(fold(name), key);
        }
    }

    #[test]
    fn a_word_knows_where_it_stands_in_code_points() {
        let text = "À Gomá, le M23";
        let spans: Vec<&str> = words(text).iter().map(|word| word.span.of(text)).collect();
        assert_eq!(spans, ["À", "Gomá", "le", "M23"]);
    }
}
