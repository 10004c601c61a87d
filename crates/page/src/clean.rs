//! White space and invisible characters: the only characters of a page that are changed.

use crate::note;
use record::Note;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text with one kind of line end, no invisible characters (NUL, other controls, zero-width space, soft hyphen) and
/// composed letters, so that the same word is the same characters whichever page it stands on.
pub(crate) fn characters(text: &str, notes: &mut Vec<Note>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut controls = 0usize;
    let mut previous_was_return = false;
    for c in text.chars() {
        match c {
            '\n' if previous_was_return => {}
            '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(c),
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            c if c.is_control() => controls += 1,
            c => out.push(c),
        }
        previous_was_return = c == '\r';
    }
    if controls > 0 {
        let message = format!("{controls} control characters were left out.");
        notes.push(note::info(note::CONTROL_REMOVED, message));
    }
    if is_nfc_quick(out.chars()) == IsNormalized::Yes { out } else { out.nfc().collect() }
}

/// The words of `text` with one space between them; a no-break space that stands alone stays as published.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap: Option<char> = None;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = Some(if gap.is_none() { c } else { ' ' });
            continue;
        }
        if let Some(space) = gap.take()
            && !out.is_empty()
        {
            out.push(if matches!(space, '\u{a0}' | '\u{202f}') { space } else { ' ' });
        }
        out.push(c);
    }
    out
}

/// The text in lower case with plain quotes, dashes and spaces, for comparing words and never for storing.
pub(crate) fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let plain = lower.chars().map(|c| match c {
        '‘' | '’' | 'ʼ' => '\'',
        '“' | '”' | '„' => '"',
        '–' | '—' | '‑' | '−' | '‐' => '-',
        '…' => '.',
        c if c.is_whitespace() => ' ',
        c => c,
    });
    line(&plain.collect::<String>())
}

/// The longest beginning of `text` of at most so many bytes that cuts no character.
pub(crate) fn cut(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Number of words.
pub(crate) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Whether the line ends as a sentence does, closing quotes and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '»', '\'', ')', ']', ' ', '\u{a0}', '\u{202f}']);
    bare.ends_with(['.', '!', '?', '…', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_one_space_and_french_no_break_spaces_stay() {
        assert_eq!(line("  a \n\t b\u{a0}: «\u{202f}c\u{202f}» "), "a b\u{a0}: «\u{202f}c\u{202f}»");
        assert_eq!(line("a \u{a0} b"), "a b");
    }

    #[test]
    fn invisible_characters_go_and_letters_compose() {
        let mut notes = Vec::new();
        assert_eq!(characters("\u{feff}e\u{301}te\u{301}\0\r\nco\u{ad}op", &mut notes), "été\ncoop");
        assert_eq!(notes[0].code, "control-removed");
    }
}
