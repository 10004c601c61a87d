//! From bytes to characters: which encoding, and how sure that is.

use crate::note;
use encoding_rs::{Encoding, UTF_8};
use record::{Capture, Note};

/// The most bytes of one input that are read; the rest is cut off, with a note.
pub(crate) const MAX_BYTES: usize = 64 * 1024 * 1024;

/// How far into a page its `<meta charset>` is looked for.
const META_WITHIN: usize = 4096;

/// The text of a capture, its encoding told from, in this order: a byte order mark, being valid UTF-8, the declared
/// media type, `<meta charset>`, being UTF-8 but for a few bytes, and the bytes themselves.
pub(crate) fn decode(capture: &Capture, notes: &mut Vec<Note>) -> String {
    let mut bytes = capture.bytes.as_slice();
    if bytes.len() > MAX_BYTES {
        notes.push(note::doubt(
            note::CUT,
            format!("Only the first {MAX_BYTES} of {} bytes were read.", bytes.len()),
        ));
        bytes = &bytes[..MAX_BYTES];
    }
    if let Some(encoding) = byte_order_mark(bytes) {
        return decode_as(encoding, bytes, notes);
    }
    let declared = declared_by_server(capture).or_else(|| declared_by_page(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        note_disagreement(declared, UTF_8, bytes, notes);
        return text.to_owned();
    }
    if mostly_utf8(bytes) {
        note_disagreement(declared, UTF_8, bytes, notes);
        return decode_as(UTF_8, bytes, notes);
    }
    if let Some(encoding) = declared.filter(|&encoding| encoding != UTF_8) {
        return decode_as(encoding, bytes, notes);
    }
    guess(bytes, notes)
}

/// The encoding a byte order mark names.
pub(crate) fn byte_order_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(bytes).map(|(encoding, _)| encoding)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], notes: &mut Vec<Note>) -> String {
    let (text, used, replaced) = encoding.decode(bytes);
    if replaced {
        let lost = text.matches('\u{fffd}').count();
        let message =
            format!("{lost} places were not valid {} and stand as the replacement character.", used.name());
        notes.push(note::doubt(note::ENCODING_REPLACED, message));
    }
    text.into_owned()
}

fn guess(bytes: &[u8], notes: &mut Vec<Note>) -> String {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let message = format!("No encoding was declared that fits; the bytes look like {}.", encoding.name());
    notes.push(note::doubt(note::ENCODING_GUESSED, message));
    decode_as(encoding, bytes, notes)
}

fn note_disagreement(
    declared: Option<&'static Encoding>,
    used: &'static Encoding,
    bytes: &[u8],
    notes: &mut Vec<Note>,
) {
    if let Some(declared) = declared.filter(|&declared| declared != used && !bytes.is_ascii()) {
        let message = format!("Declared as {} but the bytes are {}.", declared.name(), used.name());
        notes.push(note::info(note::ENCODING_DISAGREES, message));
    }
}

fn declared_by_server(capture: &Capture) -> Option<&'static Encoding> {
    let media_type = capture.media_type.as_deref()?.to_ascii_lowercase();
    let label = media_type.split("charset=").nth(1)?;
    Encoding::for_label(label.trim_matches(['"', '\'', ' ', ';']).split(';').next()?.as_bytes())
}

fn declared_by_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(META_WITHIN)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let after = head.split("charset=").nth(1).or_else(|| head.split("encoding=").nth(1))?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    Encoding::for_label(label.as_bytes())
}

/// Whether far more sequences are UTF-8 than are not: a cut or spliced UTF-8 text, not another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], media_type: Option<&str>) -> (String, Vec<String>) {
        let mut capture = Capture::new(bytes.to_vec(), "test", "2025-01-01T00:00:00Z");
        capture.media_type = media_type.map(str::to_owned);
        let mut notes = Vec::new();
        let text = decode(&capture, &mut notes);
        (text, notes.into_iter().map(|note| note.code).collect())
    }

    #[test]
    fn windows_1252_is_read_by_declaration_or_by_its_look() {
        let bytes = b"Le g\xe9n\xe9ral a d\xe9clar\xe9 \x93 non \x94 \xe0 la presse";
        let text = "Le général a déclaré “ non ” à la presse";
        assert_eq!(decoded(bytes, Some("text/html; charset=iso-8859-1")), (text.to_owned(), vec![]));
        assert_eq!(decoded(bytes, None), (text.to_owned(), vec!["encoding-guessed".to_owned()]));
    }

    #[test]
    fn a_broken_character_in_utf8_costs_only_itself() {
        let (text, notes) = decoded("déjà été cédé à Béni\u{e9}".as_bytes().split_last().unwrap().1, None);
        assert_eq!(text, "déjà été cédé à Béni\u{fffd}");
        assert_eq!(notes, ["encoding-replaced"]);
    }

    #[test]
    fn a_wrong_declaration_gives_way_to_valid_utf8() {
        let (text, notes) = decoded("<meta charset=latin1>déjà".as_bytes(), None);
        assert!(text.ends_with("déjà"));
        assert_eq!(notes, ["encoding-disagrees"]);
    }

    #[test]
    fn utf16_is_read_by_its_mark() {
        assert_eq!(decoded(b"\xff\xfeo\0u\0i\0", None), ("oui".to_owned(), vec![]));
    }
}
