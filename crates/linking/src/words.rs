//! Words of a text: folded so that case, accents, elision and possessives do not part what is one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One word where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Lower case, without accents, elided article or possessive ending.
    pub folded: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Whether it is digits alone.
    pub number: bool,
    /// Whether it begins a sentence, a line or the text.
    pub first: bool,
    /// Whether nothing but one space stands between it and the word before.
    pub joined: bool,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut run = String::new();
    let (mut run_start, mut at) = (0u32, 0u32);
    let mut gap = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = c.is_alphanumeric()
            || is_combining_mark(c)
            || (is_apostrophe(c)
                && !run.is_empty()
                && chars.peek().is_some_and(|next| next.is_alphanumeric()));
        if inside {
            if run.is_empty() {
                run_start = at;
            }
            run.push(c);
        } else {
            if !run.is_empty() {
                found.push(word(&run, run_start, at, &gap, found.is_empty()));
                run.clear();
                gap.clear();
            }
            gap.push(c);
        }
        at += 1;
    }
    if !run.is_empty() {
        found.push(word(&run, run_start, at, &gap, found.is_empty()));
    }
    found
}

fn word(run: &str, start: u32, end: u32, gap: &str, is_first: bool) -> Word {
    let own = without_elision(run);
    Word {
        folded: fold(run),
        start,
        end,
        capital: own.chars().next().is_some_and(char::is_uppercase),
        number: run.chars().all(|c| c.is_ascii_digit()),
        first: is_first || gap.contains(['.', '!', '?', '\n', ':', '«', '“', '"']),
        joined: gap == " " || gap == "-",
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A word without an elided French article, pronoun or conjunction before it ("l'armée" is "armée").
pub(crate) fn without_elision(word: &str) -> &str {
    const ELIDED: &[&str] = &["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu"];
    let Some((before, after)) = word.split_once(is_apostrophe) else { return word };
    if after.chars().count() > 1 && ELIDED.contains(&before.to_lowercase().as_str()) { after } else { word }
}

/// A word as it is compared: lower case, no accents, no elision, no English possessive.
pub fn fold(word: &str) -> String {
    let plain: String = without_elision(word)
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect();
    plain.strip_suffix("'s").map_or(plain.clone(), str::to_owned)
}

/// A stable 64-bit hash of a term (FNV-1a), the same on every machine and in every version.
pub fn term(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Two hashes as one, in their order.
pub fn join(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elision_accents_case_and_possessives_fold() {
        let folded: Vec<String> =
            words("L’armée d'Ituri, Walikale's “Évariste”").into_iter().map(|w| w.folded).collect();
        assert_eq!(folded, ["armee", "ituri", "walikale", "evariste"]);
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let found = words("Né à Goma.\nBunia brûle");
        let places: Vec<(u32, u32, bool, bool)> =
            found.iter().map(|w| (w.start, w.end, w.capital, w.first)).collect();
        assert_eq!(
            places,
            [
                (0, 2, true, true),
                (3, 4, false, false),
                (5, 9, true, false),
                (11, 16, true, true),
                (17, 22, false, false)
            ]
        );
    }
}
