//! Names by language and period, and dates as coarse as they are known.

use jiff::civil::{Date, date};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The language of a name that is the same in every language (ISO 639-2 `mul`).
const ANY: &str = "mul";

/// A day, a month or a year: `"2025-06-06"`, `"2025-06"`, `"2025"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    first: Date,
    last: Date,
}

impl PartialDate {
    /// Read one; none where the words are not such a date.
    pub fn parse(words: &str) -> Option<PartialDate> {
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = words.split('-').collect();
        match parts[..] {
            [year] if digits(year, 4) => {
                let year = year.parse().ok()?;
                Some(PartialDate { first: date(year, 1, 1), last: date(year, 12, 31) })
            }
            [year, month] if digits(year, 4) && digits(month, 2) => {
                let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
                Some(PartialDate { first, last: first.last_of_month() })
            }
            [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
                let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
                Some(PartialDate { first: day, last: day })
            }
            _ => None,
        }
    }

    /// The first day it may mean.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day it may mean.
    pub fn last(self) -> Date {
        self.last
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        if self.first == self.last {
            write!(f, "{year:04}-{month:02}-{day:02}")
        } else if self.last == self.first.last_of_month() {
            write!(f, "{year:04}-{month:02}")
        } else {
            write!(f, "{year:04}")
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DateVisitor)
    }
}

struct DateVisitor;

impl Visitor<'_> for DateVisitor {
    type Value = PartialDate;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date in quotes: \"2025-06-06\", \"2025-06\" or \"2025\"")
    }

    fn visit_str<E: Error>(self, words: &str) -> Result<PartialDate, E> {
        PartialDate::parse(words).ok_or_else(|| {
            E::custom(format!("\"{words}\" is not a date: write \"2025-06-06\", \"2025-06\" or \"2025\""))
        })
    }
}

/// One name, in one language, for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The words.
    pub words: String,
    /// ISO 639-1 code; `mul` where it is the same in every language.
    pub language: String,
    /// Since when it has been used.
    pub from: Option<PartialDate>,
    /// Until when it was used.
    pub to: Option<PartialDate>,
}

/// Names, in the order of the file: the first of a language is the one shown.
///
/// In a file: `"M23"`, `["M23", "..."]`, or by language `{ en = "...", fr = ["...", "..."] }`; each name a
/// string, or `{ words = "...", from = "2012-05", to = "2013-11" }`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(pub Vec<Name>);

impl Names {
    /// The name to show to a reader of `language`: one used now before one that has gone out of use, else
    /// the first there is.
    pub fn shown(&self, language: &str) -> Option<&str> {
        let rank = |name: &&Name| {
            let other = if name.language == language { 0 } else { 1 + u8::from(name.language != ANY) };
            (other, name.to.is_some())
        };
        self.0.iter().min_by_key(rank).map(|name| name.words.as_str())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each name.
    pub fn iter(&self) -> std::slice::Iter<'_, Name> {
        self.0.iter()
    }
}

impl Name {
    /// Whether it is used in `language`.
    pub fn speaks(&self, language: &str) -> bool {
        self.language == language || self.language == ANY
    }
}

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut languages: Vec<&str> = Vec::new();
        for name in &self.0 {
            if !languages.contains(&name.language.as_str()) {
                languages.push(&name.language);
            }
        }
        let mut map = serializer.serialize_map(Some(languages.len()))?;
        for language in languages {
            let of: Vec<&Name> = self.0.iter().filter(|name| name.language == language).collect();
            map.serialize_entry(language, &of)?;
        }
        map.end()
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("words", &self.words)?;
        if let Some(from) = &self.from {
            map.serialize_entry("from", from)?;
        }
        if let Some(to) = &self.to {
            map.serialize_entry("to", to)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NamesVisitor)
    }
}

struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = Names;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name, a list of names, or a table of these by language")
    }

    fn visit_str<E: Error>(self, words: &str) -> Result<Names, E> {
        Forms::one(words).map(|forms| forms.in_language(ANY))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Names, A::Error> {
        FormsVisitor.visit_seq(seq).map(|forms| forms.in_language(ANY))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names, A::Error> {
        let mut names = Vec::new();
        while let Some((language, forms)) = map.next_entry::<String, Forms>()? {
            let code = language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase());
            if !code && language != ANY {
                return Err(A::Error::custom(format!(
                    "`{language}` is not a language: write its two-letter code, such as `en`"
                )));
            }
            names.extend(forms.in_language(&language).0);
        }
        Ok(Names(names))
    }
}

/// The names of one language, before they know which.
struct Forms(Vec<Form>);

impl Forms {
    fn one<E: Error>(words: &str) -> Result<Forms, E> {
        Form::plain(words).map(|form| Forms(vec![form]))
    }

    fn in_language(self, language: &str) -> Names {
        let name = |form: Form| Name {
            words: form.words,
            language: language.to_owned(),
            from: form.from,
            to: form.to,
        };
        Names(self.0.into_iter().map(name).collect())
    }
}

impl<'de> Deserialize<'de> for Forms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FormsVisitor)
    }
}

struct FormsVisitor;

impl<'de> Visitor<'de> for FormsVisitor {
    type Value = Forms;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name or a list of names")
    }

    fn visit_str<E: Error>(self, words: &str) -> Result<Forms, E> {
        Forms::one(words)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Forms, A::Error> {
        let mut forms = Vec::new();
        while let Some(form) = seq.next_element()? {
            forms.push(form);
        }
        Ok(Forms(forms))
    }
}

/// One name, before it knows its language.
struct Form {
    words: String,
    from: Option<PartialDate>,
    to: Option<PartialDate>,
}

impl Form {
    fn plain<E: Error>(words: &str) -> Result<Form, E> {
        if words.trim().is_empty() {
            return Err(E::custom("a name is empty"));
        }
        Ok(Form { words: words.to_owned(), from: None, to: None })
    }
}

impl<'de> Deserialize<'de> for Form {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FormVisitor)
    }
}

struct FormVisitor;

impl<'de> Visitor<'de> for FormVisitor {
    type Value = Form;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name, or { words = \"...\", from = \"...\", to = \"...\" }")
    }

    fn visit_str<E: Error>(self, words: &str) -> Result<Form, E> {
        Form::plain(words)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Form, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Dated {
            words: String,
            #[serde(default)]
            from: Option<PartialDate>,
            #[serde(default)]
            to: Option<PartialDate>,
        }
        let dated = Dated::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        Ok(Form { from: dated.from, to: dated.to, ..Form::plain(&dated.words)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partial_date_covers_its_days_and_prints_as_written() {
        for (words, first, last) in [
            ("2025", date(2025, 1, 1), date(2025, 12, 31)),
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
            ("2025-06-06", date(2025, 6, 6), date(2025, 6, 6)),
        ] {
            let day = PartialDate::parse(words).unwrap();
            assert_eq!((day.first(), day.last(), day.to_string()), (first, last, words.to_owned()));
        }
        for words in ["2025-13", "25-06", "2025-02-30", "2025-6-6", "", "June 2025"] {
            assert_eq!(PartialDate::parse(words), None, "{words}");
        }
    }

    #[test]
    fn names_may_be_one_many_by_language_and_dated() {
        let names: Names = serde_json::from_str(
            r#"{"en": ["Northern Front", {"words": "Old Front", "to": "2012"}], "fr": "Front du Nord"}"#,
        )
        .unwrap();
        assert_eq!(names.shown("fr"), Some("Front du Nord"));
        assert_eq!(names.shown("en"), Some("Northern Front"));
        assert_eq!(names.shown("sw"), Some("Northern Front"));
        let one: Names = serde_json::from_str(r#""M-1""#).unwrap();
        assert!(one.0[0].speaks("fr"));
        assert!(serde_json::from_str::<Names>(r#"{"english": "x"}"#).is_err());
    }
}
