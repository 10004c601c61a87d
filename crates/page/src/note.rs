//! The codes of this room's notes; docs/notes.md explains each, and a test holds the two together.

use record::Note;
use record::noted::Level;

pub(crate) const EMPTY: &str = "empty";
pub(crate) const NOT_TEXT: &str = "not-text";
pub(crate) const NO_TEXT: &str = "no-text";
pub(crate) const NEEDS_SPLIT: &str = "needs-split";
pub(crate) const JSON_INVALID: &str = "json-invalid";
pub(crate) const JSON_FIELD: &str = "json-field";
pub(crate) const ENCODING_GUESSED: &str = "encoding-guessed";
pub(crate) const ENCODING_DISAGREES: &str = "encoding-disagrees";
pub(crate) const ENCODING_REPLACED: &str = "encoding-replaced";
pub(crate) const CONTROL_REMOVED: &str = "control-removed";
pub(crate) const CUT: &str = "cut";
pub(crate) const NESTING_CUT: &str = "nesting-cut";
pub(crate) const TAGS_CUT: &str = "tags-cut";
pub(crate) const ATTRIBUTES_CUT: &str = "attributes-cut";
pub(crate) const FURNITURE: &str = "furniture-left-out";
pub(crate) const HEADLINE_MISSING: &str = "headline-missing";
pub(crate) const HEADLINE_GUESSED: &str = "headline-guessed";
pub(crate) const DATE_MISSING: &str = "date-missing";
pub(crate) const DATE_AMBIGUOUS: &str = "date-ambiguous";
pub(crate) const LANGUAGE_GUESSED: &str = "language-guessed";
pub(crate) const LANGUAGE_DISAGREES: &str = "language-disagrees";
pub(crate) const LANGUAGE_UNKNOWN: &str = "language-unknown";
pub(crate) const BODY_SHORT: &str = "body-short";
pub(crate) const BODY_FROM_DATA: &str = "body-from-data";

/// Every code, for the test of the document.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[
    EMPTY,
    NOT_TEXT,
    NO_TEXT,
    NEEDS_SPLIT,
    JSON_INVALID,
    JSON_FIELD,
    ENCODING_GUESSED,
    ENCODING_DISAGREES,
    ENCODING_REPLACED,
    CONTROL_REMOVED,
    CUT,
    NESTING_CUT,
    TAGS_CUT,
    ATTRIBUTES_CUT,
    FURNITURE,
    HEADLINE_MISSING,
    HEADLINE_GUESSED,
    DATE_MISSING,
    DATE_AMBIGUOUS,
    LANGUAGE_GUESSED,
    LANGUAGE_DISAGREES,
    LANGUAGE_UNKNOWN,
    BODY_SHORT,
    BODY_FROM_DATA,
];

/// A note worth knowing.
pub(crate) fn info(code: &str, message: impl Into<String>) -> Note {
    Note::new(Level::Info, code, message)
}

/// A note that something was lost or guessed.
pub(crate) fn doubt(code: &str, message: impl Into<String>) -> Note {
    Note::new(Level::Doubt, code, message)
}

/// A note that the input could not be read.
pub(crate) fn problem(code: &str, message: impl Into<String>) -> Note {
    Note::new(Level::Problem, code, message)
}

/// The note of an input that is no text.
pub(crate) fn not_text(what: &str) -> Note {
    problem(NOT_TEXT, format!("The input is {what}, which is not read as text; it is kept as captured."))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_code_is_explained() {
        let page = include_str!("../../../docs/notes.md");
        for code in super::ALL {
            assert!(page.contains(&format!("| `{code}` |")), "docs/notes.md does not explain {code}");
        }
    }
}
