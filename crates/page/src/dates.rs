//! Days written in running text, in attributes and in addresses.

use crate::lexicon::{self, Chrome};
use jiff::civil::Date;
use record::date::DatePrecision;
use std::ops::Range;

/// A day as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) date: Date,
    pub(crate) precision: DatePrecision,
    /// Where it stands, in bytes.
    pub(crate) at: Range<usize>,
    /// Whether day and month could be the other way round.
    pub(crate) ambiguous: bool,
}

/// Which of two small numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

impl Order {
    /// How a language tag's readers write "06/07/2025".
    pub(crate) fn of(language: Option<&str>) -> Order {
        let tag = language.unwrap_or_default().to_ascii_lowercase().replace('_', "-");
        if tag == "en" || tag.starts_with("en-us") { Order::MonthFirst } else { Order::DayFirst }
    }
}

/// News this old or this far ahead is a misread number.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2100;

/// A run of letters or of digits.
#[derive(Debug, Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    start: usize,
    number: Option<i16>,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let kind = |c: char| {
        if c.is_ascii_digit() {
            1
        } else if c.is_alphabetic() {
            2
        } else {
            0
        }
    };
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if kind(c) == 0 {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, next)) = rest.next_if(|(_, next)| kind(*next) == kind(c)) {
            end = at + next.len_utf8();
        }
        let number = if kind(c) == 1 && end - start <= 4 { text[start..end].parse().ok() } else { None };
        found.push(Token { text: &text[start..end], start, number });
    }
    found
}

/// The first day written in `text`.
pub(crate) fn find(text: &str, order: Order) -> Option<Written> {
    all(text, order).next()
}

/// Every day written in `text`, in order, later ones inside earlier ones left out.
pub(crate) fn all(text: &str, order: Order) -> impl Iterator<Item = Written> {
    let tokens = tokens(text);
    let mut at = 0;
    let mut found = Vec::new();
    while at < tokens.len() {
        match starting(text, &tokens[at..], order) {
            Some((written, used)) => {
                found.push(written);
                at += used;
            }
            None => at += 1,
        }
    }
    found.into_iter()
}

/// The day that starts at the first token, and how many tokens it takes.
fn starting(text: &str, tokens: &[Token<'_>], order: Order) -> Option<(Written, usize)> {
    let named =
        || day_month(text, tokens).or_else(|| month_day(text, tokens)).or_else(|| year_first(text, tokens));
    numeric(text, tokens, order).or_else(named)
}

/// What stands between two tokens.
fn between<'t>(text: &'t str, left: &Token<'_>, right: &Token<'_>) -> &'t str {
    &text[left.end()..right.start]
}

fn is_gap(text: &str) -> bool {
    text.len() <= 6 && text.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/'))
}

/// `2025-06-06`, `20250606`, `06/06/2025`, `6.6.2025`.
fn numeric(text: &str, tokens: &[Token<'_>], order: Order) -> Option<(Written, usize)> {
    let first = tokens.first()?;
    if first.text.len() == 8 && first.text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number =
            |range: Range<usize>| first.text.get(range).and_then(|digits| digits.parse::<i16>().ok());
        return written(number(0..4)?, number(4..6)?, number(6..8)?, first.start..first.end())
            .map(|day| (day, 1));
    }
    let (second, third) = (tokens.get(1)?, tokens.get(2)?);
    let (a, b, c) = (first.number?, second.number?, third.number?);
    let separator = between(text, first, second).trim();
    if separator != between(text, second, third).trim() || !["-", "/", "."].contains(&separator) {
        return None;
    }
    let at = first.start..third.end();
    if first.text.len() == 4 {
        return written(a, b, c, at).map(|day| (day, 3));
    }
    if third.text.len() != 4 {
        return None;
    }
    let day_first = written(c, b, a, at.clone());
    let month_first = written(c, a, b, at);
    let both = day_first.is_some() && month_first.is_some() && a != b;
    let chosen = match order {
        Order::DayFirst => day_first.or(month_first),
        Order::MonthFirst => month_first.or(day_first),
    }?;
    Some((Written { ambiguous: both, ..chosen }, 3))
}

/// `6 June 2025`, `1er juin 2025`, `6th of June, 2025`.
fn day_month(text: &str, tokens: &[Token<'_>]) -> Option<(Written, usize)> {
    let day = tokens.first()?;
    let number = day.number.filter(|_| day.text.len() <= 2)?;
    let mut at = 1;
    if tokens.get(at).is_some_and(|token| is_ordinal(text, day, token)) {
        at += 1;
    }
    if tokens.get(at).is_some_and(|token| lexicon::calendar().joiners.contains(token.text)) {
        at += 1;
    }
    let (month, year) = (tokens.get(at)?, tokens.get(at + 1)?);
    let joined = is_gap(between(text, &tokens[at - 1], month)) && is_gap(between(text, month, year));
    let year_number = year.number.filter(|_| joined && year.text.len() == 4)?;
    let found = written(year_number, month_of(month)?, number, day.start..year.end())?;
    Some((found, at + 2))
}

/// `June 6, 2025`, `June 6th 2025`, or a month alone: `June 2025`.
fn month_day(text: &str, tokens: &[Token<'_>]) -> Option<(Written, usize)> {
    let (first, second) = (tokens.first()?, tokens.get(1)?);
    let month = month_of(first)?;
    let number = second.number.filter(|_| is_gap(between(text, first, second)))?;
    if second.text.len() == 4 {
        let found = written(number, month, 1, first.start..second.end())?;
        return Some((Written { precision: DatePrecision::Month, ..found }, 2));
    }
    let mut at = 2;
    if tokens.get(at).is_some_and(|token| is_ordinal(text, second, token)) {
        at += 1;
    }
    let year = tokens.get(at)?;
    let joined = year.text.len() == 4 && is_gap(between(text, &tokens[at - 1], year));
    let found = written(year.number.filter(|_| joined)?, month, number, first.start..year.end())?;
    Some((found, at + 1))
}

/// `2025/jun/06`, as addresses have it.
fn year_first(text: &str, tokens: &[Token<'_>]) -> Option<(Written, usize)> {
    let (year, month, day) = (tokens.first()?, tokens.get(1)?, tokens.get(2)?);
    let joined = is_gap(between(text, year, month)) && is_gap(between(text, month, day));
    let number = day.number.filter(|_| joined && year.text.len() == 4 && day.text.len() <= 2)?;
    let found = written(year.number?, month_of(month)?, number, year.start..day.end())?;
    Some((found, 3))
}

fn is_ordinal(text: &str, number: &Token<'_>, token: &Token<'_>) -> bool {
    between(text, number, token).is_empty()
        && lexicon::calendar().ordinals.contains(&token.text.to_lowercase())
}

fn month_of(token: &Token<'_>) -> Option<i16> {
    lexicon::calendar().months.get(&token.text.to_lowercase()).map(|month| i16::from(*month))
}

fn written(year: i16, month: i16, day: i16, at: Range<usize>) -> Option<Written> {
    if !YEARS.contains(&year) {
        return None;
    }
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Written { date, precision: DatePrecision::Day, at, ambiguous: false })
}

/// The day a line gives when the line holds nothing else of weight: weekday, time of day, "Published", "à".
pub(crate) fn whole(line: &str, order: Order) -> Option<Written> {
    if line.len() > 120 {
        return None;
    }
    let found = find(line, order)?;
    let calendar = lexicon::calendar();
    let mut numbers = 0;
    let rest_is_light = tokens(line).iter().filter(|token| !found.at.contains(&token.start)).all(|token| {
        let word = token.text.to_lowercase();
        numbers += usize::from(token.text.starts_with(|c: char| c.is_ascii_digit()));
        let light = calendar.others.contains(&word) || calendar.ordinals.contains(&word);
        light || calendar.months.contains_key(&word) || token.text.starts_with(|c: char| c.is_ascii_digit())
    });
    (rest_is_light && numbers <= 12).then_some(found)
}

/// Whether a line is there for its date: it holds nothing else of weight, or opens by saying that it gives one ("Posted
/// 2031-03-24 in News").
pub(crate) fn is_date_line(line: &str, order: Order) -> bool {
    let labelled = || lexicon::after_label(line, Chrome::Dated).and_then(|rest| find(rest, order));
    whole(line, order).is_some() || labelled().is_some_and(|found| found.at.start == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str, order: Order) -> Option<String> {
        find(text, order).map(|written| written.date.to_string())
    }

    #[test]
    fn days_are_read_in_the_ways_they_are_written() {
        let day = Some("2025-06-06".to_owned());
        for text in [
            "2025-06-06",
            "2025-06-06T14:00:00+02:00",
            "20250606",
            "6 June 2025",
            "June 6, 2025",
            "Jun. 6th, 2025",
            "Friday, 6 June 2025 at 14:05",
            "vendredi 6 juin 2025 à 14h05",
            "6 juin, 2025",
            "06.06.2025",
            "06/06/2025",
            "/news/2025/06/06/talks",
            "/news/2025/jun/06/talks",
            "Published: 6th of June 2025",
        ] {
            assert_eq!(first(text, Order::DayFirst), day, "{text}");
        }
        assert_eq!(first("1er juin 2025", Order::DayFirst).as_deref(), Some("2025-06-01"));
        assert_eq!(first("2025-02-30", Order::DayFirst), None);
        assert_eq!(first("the 700 people of 1234", Order::DayFirst), None);
    }

    #[test]
    fn day_and_month_follow_the_reader_and_the_doubt_is_kept() {
        assert_eq!(first("06/07/2025", Order::DayFirst).as_deref(), Some("2025-07-06"));
        assert_eq!(first("06/07/2025", Order::MonthFirst).as_deref(), Some("2025-06-07"));
        assert!(find("06/07/2025", Order::DayFirst).unwrap().ambiguous);
        assert!(!find("16/07/2025", Order::MonthFirst).unwrap().ambiguous);
    }

    #[test]
    fn a_date_line_holds_nothing_else() {
        assert!(whole("Publié le vendredi 6 juin 2025 à 14h05", Order::DayFirst).is_some());
        assert!(whole("Fri, Jun 6, 2025 2:05 PM GMT", Order::DayFirst).is_some());
        assert!(whole("The truce of 6 June 2025 is over", Order::DayFirst).is_none());
    }
}
