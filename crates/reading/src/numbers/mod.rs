//! Numbers in words and digits, with what the words around them say of their bounds.
//!
//! "at least 12", "une dizaine de", "between 20 and 30", "dozens of": each gives the lowest, best and highest
//! reading the words allow, and no more ("dozens" has no best reading).

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a number is read as, over the tokens `[start, end)` of the list it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Lower bound.
    pub low: Option<u32>,
    /// Best reading.
    pub best: Option<u32>,
    /// Upper bound.
    pub high: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unit,
    Mult,
    About,
    Ignore,
    Low,
    Above,
    High,
    Below,
    Near,
    Range,
    Join,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    kind: Kind,
    low: Option<u32>,
    best: Option<u32>,
    high: Option<u32>,
}

type Table = BTreeMap<Vec<&'static str>, Row>;

static ENGLISH: LazyLock<Table> =
    LazyLock::new(|| table(include_str!("../../../../lexicons/en/numbers.tsv")));
static FRENCH: LazyLock<Table> = LazyLock::new(|| table(include_str!("../../../../lexicons/fr/numbers.tsv")));

fn table(text: &'static str) -> Table {
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [words, kind, low, best, high] = cells[..] else { return None };
        let kind = match kind {
            "unit" => Kind::Unit,
            "mult" => Kind::Mult,
            "about" => Kind::About,
            "ignore" => Kind::Ignore,
            "low" => Kind::Low,
            "above" => Kind::Above,
            "high" => Kind::High,
            "below" => Kind::Below,
            "near" => Kind::Near,
            "range" => Kind::Range,
            "join" => Kind::Join,
            _ => return None,
        };
        let row = Row { kind, low: low.parse().ok(), best: best.parse().ok(), high: high.parse().ok() };
        Some((split(words), row))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}

/// Words as tokens are cut: an elided `d'` stands alone.
fn split(words: &'static str) -> Vec<&'static str> {
    words
        .split(' ')
        .flat_map(|word| match word.strip_suffix("d'").filter(|rest| rest.is_empty()) {
            Some(_) => vec!["d'"],
            None => match word.split_once("jusqu'") {
                Some((_, rest)) => vec!["jusqu'", rest],
                None => vec![word],
            },
        })
        .collect()
}

fn of(language: &str) -> &'static Table {
    if language == "fr" { &FRENCH } else { &ENGLISH }
}

/// The value of one word or figure: "12", "12,000", "1.200", "twelve", "vingt-trois".
pub fn cardinal(word: &str, language: &str) -> Option<u32> {
    let word = word.to_lowercase();
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(&word);
    }
    let table = of(language);
    let (mut total, mut any) = (0u32, false);
    for part in word.split('-') {
        match table.get([part].as_slice()) {
            Some(Row { kind: Kind::Unit, best: Some(n), .. }) if *n == 20 && total == 4 => total = 80,
            Some(Row { kind: Kind::Unit, best: Some(n), .. }) => total = total.checked_add(*n)?,
            Some(Row { kind: Kind::Mult, best: Some(n), .. }) => total = total.max(1).checked_mul(*n)?,
            Some(Row { kind: Kind::Ignore, .. }) => continue,
            Some(_) | None => return None,
        }
        any = true;
    }
    any.then_some(total)
}

/// Digits with separators in threes; anything else after a separator is no whole number.
fn digits(word: &str) -> Option<u32> {
    let mut groups = word.split([',', '.', '\u{a0}', '\u{202f}', ' ', '\'']);
    let mut out = groups.next()?.to_owned();
    for group in groups {
        if group.len() != 3 || out.len() > 9 {
            return None;
        }
        out.push_str(group);
    }
    out.parse().ok()
}

/// The first number in some tokens (lower case), with its bounds.
pub fn read(tokens: &[String], language: &str) -> Option<Number> {
    (0..tokens.len()).find_map(|at| read_at(tokens, at, language))
}

/// The number that begins at a token, if one does.
fn read_at(tokens: &[String], at: usize, language: &str) -> Option<Number> {
    let table = of(language);
    if let Some((n, row)) = longest(table, &tokens[at..]) {
        match row.kind {
            Kind::About => {
                return Some(Number { start: at, end: at + n, low: row.low, best: row.best, high: row.high });
            }
            Kind::Low | Kind::Above | Kind::High | Kind::Below | Kind::Near => {
                return bounded(tokens, at, n, row.kind, language);
            }
            Kind::Range => return range(tokens, at, at + n, language),
            Kind::Unit | Kind::Mult | Kind::Ignore | Kind::Join => {}
        }
    }
    let (value, end) = value(tokens, at, language)?;
    if let Some(joined) = join(tokens, at, value, end, language) {
        return Some(joined);
    }
    Some(Number { start: at, end, low: Some(value), best: Some(value), high: Some(value) })
}

/// "at least 12": a bound and the number after it.
fn bounded(tokens: &[String], at: usize, n: usize, kind: Kind, language: &str) -> Option<Number> {
    let inner = read_at(tokens, at + n, language)?;
    let base = inner.best.or(inner.low);
    let (low, best, high) = match kind {
        Kind::Low => (base, base, None),
        Kind::Above => (base.map(|n| n.saturating_add(1)), inner.best, None),
        Kind::High => (None, inner.best, inner.high.or(base)),
        Kind::Below => (None, None, base.map(|n| n.saturating_sub(1))),
        _ => (
            inner.low.filter(|_| inner.low != inner.best),
            inner.best,
            inner.high.filter(|_| inner.high != inner.best),
        ),
    };
    Some(Number { start: at, end: inner.end, low, best, high })
}

/// "between 20 and 30".
fn range(tokens: &[String], start: usize, first: usize, language: &str) -> Option<Number> {
    let (low, end) = value(tokens, first, language)?;
    let and = tokens.get(end).filter(|word| matches!(word.as_str(), "and" | "et"))?;
    let _ = and;
    let (high, end) = value(tokens, end + 1, language)?;
    Some(Number { start, end, low: Some(low), best: None, high: Some(high) })
}

/// "20 to 30", "20-30", "deux ou trois".
fn join(tokens: &[String], start: usize, low: u32, end: usize, language: &str) -> Option<Number> {
    let word = tokens.get(end)?;
    let dash = matches!(word.as_str(), "-" | "–");
    let joined =
        dash || of(language).get([word.as_str()].as_slice()).is_some_and(|row| row.kind == Kind::Join);
    let (high, end) = value(tokens, end + 1, language).filter(|_| joined)?;
    (high > low).then_some(Number { start, end, low: Some(low), best: None, high: Some(high) })
}

/// The value of the number words from a token on, and where they end.
fn value(tokens: &[String], at: usize, language: &str) -> Option<(u32, usize)> {
    let table = of(language);
    let (mut total, mut part, mut end, mut any) = (0u32, 0u32, at, false);
    while let Some(word) = tokens.get(end) {
        let row = table.get([word.as_str()].as_slice());
        match row.map(|row| row.kind) {
            Some(Kind::Mult) => {
                let by = row?.best?;
                if by == 12 || by == 20 {
                    part = part.max(1).checked_mul(by)?;
                } else if by == 100 {
                    part = part.max(1).checked_mul(100)?;
                } else {
                    total = total.checked_add(part.max(1).checked_mul(by)?)?;
                    part = 0;
                }
            }
            // "hundred and five", "vingt et un", but not "20 and 30"
            Some(Kind::Ignore)
                if any
                    && !tokens[end - 1].starts_with(|c: char| c.is_ascii_digit())
                    && tokens
                        .get(end + 1)
                        .and_then(|w| cardinal(w, language))
                        .is_some_and(|n| n < 20 || total + part >= 100) => {}
            _ => {
                let Some(n) = cardinal(word, language) else { break };
                let digits_before = any && tokens[end - 1].bytes().all(|b| b.is_ascii_digit());
                let three = word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit());
                part = match (digits_before, three) {
                    (true, true) => part.checked_mul(1_000)?.checked_add(n)?,
                    (true, false) => break,
                    _ => part.checked_add(n)?,
                };
            }
        }
        any = true;
        end += 1;
    }
    any.then_some(())?;
    Some((total.checked_add(part)?, end))
}

fn longest(table: &Table, tokens: &[String]) -> Option<(usize, Row)> {
    (1..=tokens.len().min(5)).rev().find_map(|n| {
        let key: Vec<&str> = tokens[..n].iter().map(String::as_str).collect();
        table.get(key.as_slice() as &[&str]).map(|row| (n, *row))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(text: &str, language: &str) -> Option<(Option<u32>, Option<u32>, Option<u32>)> {
        let tokens: Vec<String> = text.split(' ').map(str::to_owned).collect();
        read(&tokens, language).map(|n| (n.low, n.best, n.high))
    }

    #[test]
    fn words_and_digits() {
        for (word, language, value) in [
            ("12", "en", Some(12)),
            ("12,000", "en", Some(12_000)),
            ("1.200", "fr", Some(1_200)),
            ("3.5", "en", None),
            ("twenty-three", "en", Some(23)),
            ("quatre-vingt-dix", "fr", Some(90)),
            ("soixante-douze", "fr", Some(72)),
            ("several", "en", None),
        ] {
            assert_eq!(cardinal(word, language), value, "{word}");
        }
    }

    #[test]
    fn bounds_say_no_more_than_the_words() {
        for (text, language, expected) in [
            ("at least 12 people", "en", (Some(12), Some(12), None)),
            ("more than two hundred people", "en", (Some(201), Some(200), None)),
            ("between 20 and 30 people", "en", (Some(20), None, Some(30))),
            ("dozens of people", "en", (Some(24), None, Some(99))),
            ("20 to 30 fighters", "en", (Some(20), None, Some(30))),
            ("une dizaine de civils", "fr", (Some(9), Some(10), Some(15))),
            ("au moins 1 200 ménages", "fr", (Some(1_200), Some(1_200), None)),
            ("trois mille cinq cents personnes", "fr", (Some(3_500), Some(3_500), Some(3_500))),
            ("plus de 40 morts", "fr", (Some(41), Some(40), None)),
        ] {
            assert_eq!(bounds(text, language), Some(expected), "{text}");
        }
        assert_eq!(bounds("the people", "en"), None);
    }
}
