//! Tokens, the classes the tables give them, and the patterns over classes.

use language::Language;
use std::collections::BTreeMap;
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
    Date(super::meaning::Moment),
}

/// One row of `date_patterns.tsv`.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) level: u8,
    /// Alternatives of each step, and whether it may be missing.
    pub(super) steps: Vec<(Vec<&'static str>, bool)>,
    pub(super) meaning: &'static str,
}

/// The tables of one language.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) language: Language,
    words: BTreeMap<Vec<String>, Vec<(&'static str, &'static str)>>,
    longest: usize,
}

pub(super) static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    include_str!("../../../../lexicons/date_patterns.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [level, steps, meaning] = cells[..] else { return None };
            let step = |word: &'static str| {
                let (word, optional) = word.strip_suffix('?').map_or((word, false), |w| (w, true));
                (word.split('|').collect(), optional)
            };
            Some(Pattern { level: level.parse().ok()?, steps: steps.split(' ').map(step).collect(), meaning })
        })
        .collect()
});

static ENGLISH: LazyLock<Table> =
    LazyLock::new(|| Table::build(Language::English, include_str!("../../../../lexicons/en/dates.tsv")));
static FRENCH: LazyLock<Table> =
    LazyLock::new(|| Table::build(Language::French, include_str!("../../../../lexicons/fr/dates.tsv")));

impl Table {
    pub(super) fn of(language: Language) -> Option<&'static Table> {
        match language {
            Language::English => Some(&ENGLISH),
            Language::French => Some(&FRENCH),
            Language::Other => None,
        }
    }

    fn build(language: Language, text: &'static str) -> Table {
        let mut words: BTreeMap<Vec<String>, Vec<(&'static str, &'static str)>> = BTreeMap::new();
        let mut longest = 1;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [surface, class, value] = cells[..] else { continue };
            let key: Vec<String> = tokens(surface).map(|(_, token)| fold(token)).collect();
            longest = longest.max(key.len());
            words.entry(key).or_default().push((class, value));
        }
        Table { language, words, longest }
    }
}

/// Words, numbers and single marks; an apostrophe ends an elided word ("l'", "d'").
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
            if rest[end..].starts_with(['\'', '\u{2019}']) && end <= 6 {
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
        let most = table.longest.min(all.len() - at);
        let hit = (1..=most).rev().find_map(|n| table.words.get(&folded[at..at + n]).map(|rows| (n, rows)));
        let (n, mut classes) = match hit {
            Some((n, rows)) => (
                n,
                rows.iter().map(|(class, value)| (*class, value_of(value, &folded[at + n - 1]))).collect(),
            ),
            None => (1, Vec::new()),
        };
        let bytes = all[at].0.start..all[at + n - 1].0.end;
        if n == 1 {
            classes.extend(own_classes(&folded[at], text, &bytes));
        }
        derive(&mut classes);
        ambiguous_month(table, text, &bytes, &mut classes);
        items.push(Item { bytes, classes });
        at += n;
    }
    join_ordinals(text, items)
}

fn value_of(value: &'static str, token: &str) -> Value {
    match value {
        "-" => Value::Number(token.bytes().last().map_or(0, |b| i32::from(b.saturating_sub(b'0')))),
        _ => value.parse().map_or(Value::Word(value), Value::Number),
    }
}

/// Classes a token has by its shape.
fn own_classes(token: &str, text: &str, bytes: &Range<usize>) -> Vec<(&'static str, Value)> {
    let mut out = Vec::new();
    if let Ok(n) = token.parse::<i32>() {
        let within = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '$' || c == '€');
        let glued = within(text[..bytes.start].chars().next_back());
        if token.len() == 4 && (1_000..2_300).contains(&n) && !glued {
            out.push(("Y", Value::Number(n)));
            if n % 10 == 0 {
                out.push(("Y0", Value::Number(n)));
            }
        }
        if token.len() <= 3 {
            out.push(("N", Value::Number(n)));
        }
    }
    match token {
        "," => out.push(("COMMA", Value::Number(0))),
        "-" | "–" | "—" | "~" => out.push(("DASH", Value::Number(0))),
        "/" => out.push(("SLASH", Value::Number(0))),
        "." => out.push(("DOT", Value::Number(0))),
        _ => {}
    }
    out
}

/// Units that patterns name by themselves.
fn derive(classes: &mut Vec<(&'static str, Value)>) {
    let units: Vec<&'static str> = classes
        .iter()
        .filter_map(|(class, value)| match value {
            Value::Word("quarter") if *class == "UNIT" => Some("UNITQ"),
            Value::Word("century") if *class == "UNIT" => Some("UNITC"),
            Value::Word("decade") if *class == "UNIT" => Some("UNITD"),
            _ => None,
        })
        .collect();
    classes.extend(units.into_iter().map(|unit| (unit, Value::Number(0))));
}

/// "May", "March", "Sun" are months and days only with a capital; French writes them small.
fn ambiguous_month(
    table: &Table,
    text: &str,
    bytes: &Range<usize>,
    classes: &mut Vec<(&'static str, Value)>,
) {
    let word = &text[bytes.clone()];
    let small = word.chars().next().is_some_and(char::is_lowercase);
    let doubtful = matches!(word, "may" | "march" | "mar" | "sun" | "sat" | "wed" | "dec" | "mon");
    if table.language == Language::English && small && doubtful {
        classes.retain(|(class, _)| !matches!(*class, "MON" | "WD"));
    }
    if table.language == Language::French && matches!(word, "mer" | "Mer" | "sept" | "jan" | "mar" | "dim") {
        classes.retain(|(class, _)| *class != "WD");
    }
}

/// "4th", "1er", "2e": a number and the letters right after it are one ordinal; "1990s" is a decade.
fn join_ordinals(text: &str, items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    for item in items {
        let word = text[item.bytes.clone()].to_lowercase();
        let suffix = matches!(
            word.as_str(),
            "st" | "nd" | "rd" | "th" | "er" | "e" | "ème" | "eme" | "ère" | "re" | "s"
        );
        match out.last_mut() {
            Some(last) if suffix && last.bytes.end == item.bytes.start => {
                let number = last.classes.iter().find_map(|(class, value)| match (class, value) {
                    (&("N" | "Y"), Value::Number(n)) => Some(*n),
                    _ => None,
                });
                match number {
                    Some(n) if word == "s" && n % 10 == 0 => {
                        last.classes = vec![("DECADE", Value::Number(n))]
                    }
                    Some(n) if word != "s" => last.classes = vec![("ORD", Value::Number(n))],
                    _ => {
                        out.push(item);
                        continue;
                    }
                }
                last.bytes.end = item.bytes.end;
            }
            _ => out.push(item),
        }
    }
    out
}

impl Item {
    pub(super) fn value(&self, class: &str) -> Option<&Value> {
        self.classes.iter().find(|(c, _)| *c == class).map(|(_, value)| value)
    }
}

/// What a pattern caught: class and value of each step that was there.
pub(super) type Caught = Vec<(&'static str, Value)>;

impl Pattern {
    /// The longest match from an item on: how many items, and what was caught.
    pub(super) fn at(&self, items: &[Item]) -> Option<(usize, Caught)> {
        self.from(items, 0)
    }

    fn from(&self, items: &[Item], step: usize) -> Option<(usize, Caught)> {
        let Some((alternatives, optional)) = self.steps.get(step) else { return Some((0, Vec::new())) };
        let here = items.first().and_then(|item| {
            alternatives.iter().find_map(|class| item.value(class).map(|value| (*class, value.clone())))
        });
        let with = here.and_then(|caught| {
            let (n, mut rest) = self.from(&items[1..], step + 1)?;
            rest.insert(0, caught);
            Some((n + 1, rest))
        });
        let without = if *optional { self.from(items, step + 1) } else { None };
        match (with, without) {
            (Some(a), Some(b)) => Some(if a.0 >= b.0 { a } else { b }),
            (a, b) => a.or(b),
        }
    }
}
