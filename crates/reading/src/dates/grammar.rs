//! Tokens and the classes the tables of a language give them.

use super::meaning::{Length, Moment};
use language::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// One token with the classes it may stand for.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Byte range in the text.
    pub(super) bytes: Range<usize>,
    /// Class and value, as the table writes them.
    pub(super) classes: Vec<(&'static str, Value)>,
}

/// Value of a class.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Number(i32),
    Word(&'static str),
    Length(Length),
    Date(Moment),
}

impl Item {
    pub(super) fn value(&self, class: &str) -> Option<&Value> {
        self.classes.iter().find(|(c, _)| *c == class).map(|(_, value)| value)
    }
}

/// The tables of one language.
#[derive(Debug)]
pub(super) struct Table {
    words: BTreeMap<Vec<String>, Vec<(&'static str, &'static str)>>,
    /// The most tokens a row has.
    longest: usize,
    /// Words that are months or weekdays only where they begin with a capital ("May").
    capital: BTreeSet<&'static str>,
    /// What may be glued to a figure to make it an ordinal ("4th", "1er") or a decade ("1990s").
    ordinal_ends: BTreeSet<&'static str>,
    decade_ends: BTreeSet<&'static str>,
    /// Whether figures give the day before the month.
    pub(super) day_first: bool,
}

static ENGLISH: LazyLock<Table> =
    LazyLock::new(|| Table::build(include_str!("../../../../lexicons/en/dates.tsv")));
static FRENCH: LazyLock<Table> =
    LazyLock::new(|| Table::build(include_str!("../../../../lexicons/fr/dates.tsv")));

impl Table {
    pub(super) fn of(language: Language) -> Option<&'static Table> {
        match language {
            Language::English => Some(&ENGLISH),
            Language::French => Some(&FRENCH),
            Language::Other => None,
        }
    }

    fn build(text: &'static str) -> Table {
        let mut table = Table {
            words: BTreeMap::new(),
            longest: 1,
            capital: BTreeSet::new(),
            ordinal_ends: BTreeSet::new(),
            decade_ends: BTreeSet::new(),
            day_first: false,
        };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [surface, class, value] = cells[..] else { continue };
            match class {
                "CAPITAL" => drop(table.capital.insert(surface)),
                "ORDEND" => drop(table.ordinal_ends.insert(surface)),
                "DECEND" => drop(table.decade_ends.insert(surface)),
                "DAYFIRST" => table.day_first = true,
                _ => {
                    let key: Vec<String> = tokens(surface).map(|(_, token)| fold(token)).collect();
                    table.longest = table.longest.max(key.len());
                    table.words.entry(key).or_default().push((class, value));
                }
            }
        }
        table
    }

    /// The longest row from a token on: how many tokens, and its classes.
    fn longest(&self, folded: &[String]) -> Option<(usize, Vec<(&'static str, Value)>)> {
        let most = self.longest.min(folded.len());
        let (n, rows) = (1..=most).rev().find_map(|n| self.words.get(&folded[..n]).map(|rows| (n, rows)))?;
        let value = |value: &'static str| match value {
            // "q3": the figure in the token is the value
            "-" => Value::Number(
                folded[n - 1].bytes().last().map_or(0, |b| i32::from(b.saturating_sub(b'0')).min(9)),
            ),
            _ => value.parse().map_or(Value::Word(value), Value::Number),
        };
        Some((n, rows.iter().map(|(class, said)| (*class, value(said))).collect()))
    }
}

/// Words, numbers and single marks; an apostrophe ends an elided word ("l'", "d'"), but not before an English
/// genitive's "s".
fn tokens(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let skip = rest.len() - rest.trim_start().len();
        at += skip;
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let length = if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
        } else if first.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let mut beyond = rest[end..].chars().skip(1);
            let (second, third) = (beyond.next(), beyond.next());
            let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            // "week's", "weeks' time": an English genitive elides nothing
            let genitive =
                second.is_some_and(|c| !c.is_alphabetic()) || (second == Some('s') && !letter(third));
            if rest[end..].starts_with(['\'', '\u{2019}']) && end <= 6 && !genitive {
                end + rest[end..].chars().next()?.len_utf8()
            } else {
                end
            }
        } else {
            first.len_utf8()
        };
        let range = at..at + length;
        at += length;
        Some((range.clone(), &text[range]))
    })
}

fn fold(token: &str) -> String {
    token.to_lowercase().replace('\u{2019}', "'")
}

/// The items of a text.
pub(super) fn read(table: &Table, text: &str) -> Vec<Item> {
    let all: Vec<(Range<usize>, &str)> = tokens(text).collect();
    let folded: Vec<String> = all.iter().map(|(_, token)| fold(token)).collect();
    let mut items = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let (n, mut classes) = table.longest(&folded[at..]).unwrap_or((1, Vec::new()));
        let bytes = all[at].0.start..all[at + n - 1].0.end;
        if table.capital.contains(&text[bytes.clone()]) {
            classes.retain(|(class, _)| !matches!(*class, "MON" | "WD"));
        }
        if n == 1 {
            let (more, used) = own_classes(table, &folded[at..], text, &all[at..]);
            classes.extend(more);
            let bytes = bytes.start..all[at + used - 1].0.end;
            items.push(Item { bytes, classes });
            at += used;
        } else {
            items.push(Item { bytes, classes });
            at += n;
        }
    }
    items.iter_mut().for_each(|item| derive(&mut item.classes));
    items
}

/// Classes a token has by its shape, and how many tokens it takes: "4th", "1er" and "1990s" are one item.
fn own_classes(
    table: &Table,
    folded: &[String],
    text: &str,
    all: &[(Range<usize>, &str)],
) -> (Vec<(&'static str, Value)>, usize) {
    let (bytes, token) = &all[0];
    if !token.starts_with(|c: char| c.is_ascii_digit()) {
        return (mark(token, &text[bytes.end..]), 1);
    }
    let Ok(n) = token.parse::<i32>() else { return (Vec::new(), 1) };
    let end = folded.get(1).map_or("", String::as_str);
    let glued = all.get(1).is_some_and(|(next, _)| next.start == bytes.end);
    let spaced = all.get(1).is_some_and(|(next, _)| next.start == bytes.end + 1);
    if n % 10 == 0 && table.decade_ends.contains(end) && (glued || spaced && token.len() == 4) {
        return (vec![("DECADE", Value::Number(n))], 2);
    }
    if glued && token.len() <= 2 && table.ordinal_ends.contains(end) {
        return (vec![("ORD", Value::Number(n)), ("ORDN", Value::Number(n))], 2);
    }
    if part_of_a_figure(text, bytes) {
        return (Vec::new(), 1);
    }
    let mut out = Vec::new();
    // "2000 personnes": a round number before a word that is none of a date's is a count
    let word = folded.get(1).filter(|word| word.starts_with(char::is_lowercase));
    let counts =
        n % 100 == 0 && word.is_some_and(|word| !table.words.contains_key(std::slice::from_ref(word)));
    if token.len() == 4 && (1_000..2_300).contains(&n) {
        out.push(("Y", Value::Number(n)));
        if !counts {
            out.push(("YEAR", Value::Number(n)));
        }
        if n % 10 == 0 {
            out.push(("Y0", Value::Number(n)));
        }
    }
    if token.len() <= 3 {
        out.push(("N", Value::Number(n)));
    }
    if token.len() == 2 {
        out.push(("NN", Value::Number(n)));
    }
    (out, 1)
}

/// A mark, by what it may do in a date.
fn mark(token: &str, after: &str) -> Vec<(&'static str, Value)> {
    let class = match token {
        "," => "COMMA",
        "-" | "\u{2013}" | "\u{2014}" | "~" => "DASH",
        "/" => "SLASH",
        "." => "DOT",
        "(" => "OPEN",
        ")" => "CLOSE",
        _ => "MARK",
    };
    let mut out = Vec::new();
    let word = token.starts_with(char::is_alphanumeric);
    if !word {
        out.push((class, Value::Number(0)));
    }
    if !word && !matches!(class, "DASH" | "SLASH") && !after.starts_with(|c: char| c.is_ascii_digit()) {
        out.push(("STOP", Value::Number(0)));
    }
    out
}

/// Whether digits belong to an amount, a decimal, a time of day or a measure: "$12", "6,107", "18h00", "20:30", "5km".
fn part_of_a_figure(text: &str, bytes: &Range<usize>) -> bool {
    let (before, after) = (&text[..bytes.start], &text[bytes.end..]);
    let mut back = before.chars().rev();
    let (last, last_but_one) = (back.next(), back.next());
    let money = |c: Option<char>| c.is_some_and(|c| matches!(c, '$' | '\u{20ac}' | '\u{a3}'));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut ahead = after.chars();
    let (next, next_but_one) = (ahead.next(), ahead.next());
    let long_before = before
        .strip_suffix(['.', ','])
        .is_some_and(|b| b.chars().rev().take_while(char::is_ascii_digit).count() >= 3);
    money(last)
        || (last == Some(' ') && money(last_but_one))
        || last.is_some_and(char::is_alphanumeric)
        || (last == Some(':') && digit(last_but_one))
        || long_before
        || (last == Some(',') && digit(last_but_one))
        || next.is_some_and(|c| c.is_alphabetic() || c == '%')
        || (matches!(next, Some(':' | ',')) && digit(next_but_one))
}

/// Units that patterns name by themselves.
fn derive(classes: &mut Vec<(&'static str, Value)>) {
    let units: Vec<&'static str> = classes
        .iter()
        .filter_map(|(class, value)| match value {
            Value::Word("quarter") if *class == "UNIT" => Some("UNITQ"),
            Value::Word("half") if *class == "UNIT" => Some("UNITH"),
            Value::Word("month") if *class == "UNIT" => Some("UNITM"),
            Value::Word("century") if *class == "UNIT" => Some("UNITC"),
            Value::Word("decade") if *class == "UNIT" => Some("UNITD"),
            _ => None,
        })
        .collect();
    classes.extend(units.into_iter().map(|unit| (unit, Value::Number(0))));
}
