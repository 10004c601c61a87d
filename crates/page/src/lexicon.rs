//! The word lists this room goes by, read once from `lexicons/<lang>/`: page furniture and the words of dates.

use crate::clean;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const CHROME: &[&str] =
    &[include_str!("../../../lexicons/en/chrome.tsv"), include_str!("../../../lexicons/fr/chrome.tsv")];
const CALENDAR: &[&str] =
    &[include_str!("../../../lexicons/en/calendar.tsv"), include_str!("../../../lexicons/fr/calendar.tsv")];

/// What a line of page furniture is; chrome.tsv says what each is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Chrome {
    Drop,
    Social,
    Related,
    Also,
    Tags,
    Topics,
    Byline,
    Dated,
    Caption,
    Joiner,
    Comments,
    End,
}

impl Chrome {
    fn named(name: &str) -> Option<Chrome> {
        Some(match name {
            "drop" => Chrome::Drop,
            "social" => Chrome::Social,
            "related" => Chrome::Related,
            "also" => Chrome::Also,
            "tags" => Chrome::Tags,
            "topics" => Chrome::Topics,
            "byline" => Chrome::Byline,
            "dated" => Chrome::Dated,
            "caption" => Chrome::Caption,
            "joiner" => Chrome::Joiner,
            "comments" => Chrome::Comments,
            "end" => Chrome::End,
            _ => return None,
        })
    }
}

/// The furniture of all languages: whole lines, and how lines may begin.
struct Furniture {
    whole: BTreeMap<String, Chrome>,
    begins: BTreeMap<String, Chrome>,
    /// The whole lines by kind, for lines that open with one.
    labels: BTreeMap<Chrome, Vec<String>>,
}

static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    let (mut whole, mut begins) = (BTreeMap::new(), BTreeMap::new());
    for row in rows(CHROME) {
        let Some(kind) = Chrome::named(row[0]) else { continue };
        match row[1].strip_suffix('*') {
            Some(beginning) => begins.insert(open_key(beginning), kind),
            None => whole.insert(key(row[1]), kind),
        };
    }
    let mut labels: BTreeMap<Chrome, Vec<String>> = BTreeMap::new();
    whole
        .iter()
        .for_each(|(line, kind): (&String, &Chrome)| labels.entry(*kind).or_default().push(line.clone()));
    Furniture { whole, begins, labels }
});

/// The rows of some tables, comments, blank lines and the line that names the columns left out, each of at least two cells.
fn rows(tables: &[&'static str]) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = tables.iter().flat_map(|table| table.lines().filter(|line| !line.starts_with('#')).skip(1));
    let rows = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row.len() >= 2)
}

/// A line as the furniture lists spell it: plain, without bullets or a closing colon, numbers as `#`.
fn key(line: &str) -> String {
    open_key(line).trim_end_matches(|c: char| c.is_whitespace() || "•·-*|>:›»→▸".contains(c)).to_owned()
}

/// The same for how a line begins: what closes it counts.
fn open_key(line: &str) -> String {
    let plain = clean::plain(line).replace(" :", ":");
    let bare = plain.trim_start_matches(|c: char| c.is_whitespace() || "•·-*|>:›»→▸".contains(c));
    let mut out = String::with_capacity(bare.len());
    for c in bare.chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c != '#' || !out.ends_with('#') {
            out.push(c);
        }
    }
    out
}

/// What furniture a whole line is, if it is any.
pub(crate) fn furniture(line: &str) -> Option<Chrome> {
    let key = key(line);
    if key.is_empty() {
        return None;
    }
    if let Some(kind) = FURNITURE.whole.get(&key).filter(|kind| **kind != Chrome::Joiner) {
        return Some(*kind);
    }
    let numbered = key.strip_suffix('#').map(|name| name.trim_end_matches([' ', '-']));
    if let Some(Chrome::Social) = numbered.and_then(|name| FURNITURE.whole.get(name)) {
        return Some(Chrome::Social);
    }
    beginning(&open_key(line))
}

/// The kind of the longest listed beginning of a line.
fn beginning(key: &str) -> Option<Chrome> {
    let fitting = FURNITURE.begins.iter().filter(|(beginning, _)| {
        let rest = key.strip_prefix(beginning.as_str());
        let closed = !beginning.ends_with(char::is_alphanumeric);
        rest.is_some_and(|rest| closed || !rest.starts_with(char::is_alphanumeric))
    });
    fitting.max_by_key(|(beginning, _)| beginning.len()).map(|(_, kind)| *kind)
}

/// What follows a label of the given kind on its line ("Tags: a, b" or "By A. Writer"), if the line opens with one.
pub(crate) fn after_label(line: &str, kind: Chrome) -> Option<&str> {
    let lower = clean::plain(line);
    let labels = FURNITURE.labels.get(&kind)?.iter();
    let fitting = labels.filter(|label| {
        let rest = lower.strip_prefix(label.as_str());
        rest.is_some_and(|rest| rest.starts_with([' ', ':']))
    });
    let label = fitting.max_by_key(|label| label.len())?;
    let rest = line.char_indices().nth(label.chars().count()).map(|(at, _)| &line[at..])?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    (!rest.is_empty()).then_some(rest)
}

/// The names after "By", when the line holds nothing else.
pub(crate) fn byline(line: &str) -> Option<&str> {
    let names = after_label(line, Chrome::Byline)?;
    let small = |word: &str| word.chars().count() <= 3;
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
    let fits = names.split_whitespace().all(|word| is_name(word) || small(word));
    (clean::words(names) <= 8 && fits && is_name(names) && !names.ends_with('.')).then_some(names)
}

/// The names in a line of names: "A. Writer, B. Author and C. Third".
pub(crate) fn names(line: &str) -> Vec<String> {
    let mut names: Vec<String> = vec![String::new()];
    for word in line.replace([',', ';', '&', '|'], " , ").split_whitespace() {
        let joins = FURNITURE.whole.get(&word.to_lowercase()) == Some(&Chrome::Joiner);
        match names.last_mut() {
            Some(open) if word != "," && !joins => {
                open.push_str(if open.is_empty() { "" } else { " " });
                open.push_str(word);
            }
            _ => names.push(String::new()),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The words of dates in every language at hand.
pub(crate) struct Calendar {
    /// Month numbers by word.
    pub(crate) months: BTreeMap<String, i8>,
    /// Names of weekdays, and what else may stand in a line that gives a date.
    pub(crate) others: BTreeSet<String>,
    /// What may follow the number of a day: "6th", "1er".
    pub(crate) ordinals: BTreeSet<String>,
    /// What may join day and month: "6th of June".
    pub(crate) joiners: BTreeSet<String>,
}

static DATES: LazyLock<Calendar> = LazyLock::new(|| {
    let mut found = Calendar {
        months: BTreeMap::new(),
        others: BTreeSet::new(),
        ordinals: BTreeSet::new(),
        joiners: BTreeSet::new(),
    };
    for row in rows(CALENDAR).filter(|row| row.len() >= 3) {
        for word in row[2].split(',').map(str::to_owned) {
            match row[0] {
                "month" => drop(row[1].parse().map(|month| found.months.insert(word, month))),
                "ordinal" => drop(found.ordinals.insert(word)),
                "joiner" => drop(found.joiners.insert(word)),
                _ => drop(found.others.insert(word)),
            }
        }
    }
    found
});

/// The words of dates.
pub(crate) fn calendar() -> &'static Calendar {
    &DATES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_known_by_its_words_in_both_languages() {
        assert_eq!(furniture("  • insta – 2"), Some(Chrome::Social));
        assert_eq!(furniture("Heading 12"), Some(Chrome::Drop));
        assert_eq!(furniture("Vous aimerez aussi :"), Some(Chrome::Related));
        assert_eq!(furniture("Lire aussi : Trêve prolongée"), Some(Chrome::Also));
        assert_eq!(furniture("Sharing power will take years"), None);
        assert_eq!(furniture("Read morever"), None);
    }

    #[test]
    fn what_follows_a_label_is_given_as_written() {
        assert_eq!(after_label("Tags: Truce, Élan", Chrome::Tags), Some("Truce, Élan"));
        assert_eq!(after_label("Par Élise N’Goy", Chrome::Byline), Some("Élise N’Goy"));
        assert_eq!(after_label("Bypass reopened", Chrome::Byline), None);
    }

    #[test]
    fn every_row_has_a_known_kind() {
        for row in rows(CHROME) {
            assert!(Chrome::named(row[0]).is_some(), "chrome.tsv: unknown kind {row:?}");
        }
        assert_eq!(calendar().months.values().collect::<BTreeSet<_>>().len(), 12);
    }
}
