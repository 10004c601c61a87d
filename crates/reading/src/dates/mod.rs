//! Dates in words: "ce mardi 19 août", "days later", "since April", "dans la nuit de dimanche à lundi".
//!
//! Words and patterns are tables (`lexicons/<language>/dates.tsv`, `lexicons/date_patterns.tsv`); arithmetic is
//! `jiff`'s. A relative expression without a date to anchor it to gives nothing: no date is better than a
//! silent publication date.

mod calendar;
mod evaluate;
mod grammar;
mod meaning;

pub use evaluate::{Score, evaluate};

use jiff::civil::Date;
use language::Language;
use record::Time;
use record::span::TextIndex;

/// Times said in a text, in order, none overlapping another. `anchor` is the date of publication.
pub fn find(text: &str, language: Language, anchor: Option<Date>) -> Vec<Time> {
    let Some(table) = grammar::Table::of(language) else { return Vec::new() };
    let index = TextIndex::new(text);
    let items = grammar::read(table, text);
    meaning::times(table, items, anchor)
        .into_iter()
        .map(|(bytes, value)| Time {
            span: Some(index.span(bytes)),
            start: value.start,
            end: value.end,
            date_prec: value.precision,
            from: value.from,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Own sentences: text, language, day of publication, expected `words start..end`.
    #[test]
    fn dates_are_read_with_what_they_are_anchored_to() {
        let table = include_str!("../../../../cases/dates.tsv");
        let mut wrong = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            let language = if cells[0] == "fr" { Language::French } else { Language::English };
            let anchor: Option<Date> = cells[1].parse().ok();
            let found: Vec<String> = find(cells[2], language, anchor)
                .iter()
                .map(|time| {
                    let day = |d: Option<Date>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
                    let words = time.span.map_or("", |span| span.of(cells[2]));
                    format!("{words} {}..{}", day(time.start), day(time.end))
                })
                .collect();
            if found.join("; ") != cells[3] {
                wrong.push(format!(
                    "{}\n   expected {}\n   found    {}",
                    cells[2],
                    cells[3],
                    found.join("; ")
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_relative_date_without_an_anchor_is_no_date() {
        assert!(find("They left on Monday.", Language::English, None).is_empty());
        assert_eq!(find("They left on 3 May 2024.", Language::English, None).len(), 1);
        assert_eq!(
            find("They left yesterday.", Language::English, Some(date(2025, 1, 1)))[0].end,
            Some(date(2024, 12, 31))
        );
    }
}
