//! Dates in words: "ce mardi 19 août", "days later", "since April", "dans la nuit de dimanche à lundi".
//!
//! Words and patterns are tables (`lexicons/<language>/dates.tsv`, `lexicons/date_patterns.tsv`); arithmetic is
//! `jiff`'s. A relative expression without a date to anchor it to gives nothing: no date is better than a
//! silent publication date.

mod calendar;
mod evaluate;
mod grammar;
mod joined;
mod meaning;
mod pattern;
mod relative;

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
    use proptest::prelude::*;

    /// The words of an enum as the record writes them.
    fn word(value: impl serde::Serialize) -> String {
        serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
    }

    fn told(text: &str, times: &[Time]) -> String {
        let day = |d: Option<Date>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
        let one = |time: &Time| {
            let words = time.span.map_or("", |span| span.of(text));
            let (precision, from) = (word(time.date_prec), word(time.from));
            format!("{words} {}..{} {precision} {from}", day(time.start), day(time.end))
        };
        times.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_cases_of_dates_hold() {
        let tables = [
            (Language::English, include_str!("../../../../cases/dates/en.tsv")),
            (Language::French, include_str!("../../../../cases/dates/fr.tsv")),
        ];
        let mut wrong = Vec::new();
        for (language, table) in tables {
            for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
                let cells: Vec<&str> = line.split('\t').collect();
                let found = told(cells[1], &find(cells[1], language, cells[0].parse().ok()));
                if found != cells[2] {
                    wrong.push(format!("{}\n   expected {}\n   found    {found}", cells[1], cells[2]));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Pieces that dates are made of, and some that are none.
    fn piece() -> impl Strategy<Value = String> {
        let rows = [
            include_str!("../../../../lexicons/en/dates.tsv"),
            include_str!("../../../../lexicons/fr/dates.tsv"),
        ];
        let words = rows.iter().flat_map(|rows| rows.lines()).filter(|line| !line.starts_with('#'));
        let words: Vec<String> =
            words.filter_map(|line| line.split('\t').next()).map(str::to_owned).collect();
        prop_oneof![
            6 => proptest::sample::select(words),
            3 => (0..3_000_i32).prop_map(|n| n.to_string()),
            2 => proptest::sample::select(vec!["/", "-", ".", ",", "(", "'s", "th", "h", "é", "\u{1f600}", "\n"]).prop_map(str::to_owned),
            1 => ".{0,6}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn whatever_the_text_dates_lie_in_it_and_run_forward(
            pieces in proptest::collection::vec((piece(), any::<bool>()), 0..14),
            french in any::<bool>(),
            year in 1_i16..9_999,
            month in 1_i8..=12,
            anchored in any::<bool>(),
        ) {
            let text: String = pieces.iter().map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" })).collect();
            let language = if french { Language::French } else { Language::English };
            let anchor = anchored.then(|| date(year, month, 1).last_of_month());
            let mut last = 0;
            for time in find(&text, language, anchor) {
                let span = time.span.unwrap();
                prop_assert!(last <= span.start && span.start < span.end && span.end as usize <= text.chars().count());
                last = span.end;
                prop_assert!(time.start.is_some() || time.end.is_some());
                prop_assert!(time.start.zip(time.end).is_none_or(|(start, end)| start <= end), "{text}");
                prop_assert!(anchored || time.from == record::DateFrom::Text || time.from == record::DateFrom::Mentioned, "{text}");
            }
        }
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
