//! The words around a place's name: what kind of place they say it is, how near, along which road.

use record::Span;
use record::pack::PlaceKind;
use record::span::TextIndex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How far from a named point UCDP still calls near it, in kilometres.
pub(super) const NEAR_KM: u32 = 25;

/// How many code points before and after a name are looked at, and how many words of them.
const REACH: u32 = 48;
const WORDS: usize = 6;

/// What the words around a name say.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Kinds of place they name; empty if none.
    pub(super) kinds: Vec<PlaceKind>,
    /// "5 km de", "near": kilometres, 0 where no number is said.
    pub(super) near: Option<u32>,
    /// "la route de".
    pub(super) road: bool,
    /// "l'axe", which the names after it make a line.
    pub(super) axis: bool,
}

#[derive(Debug, Clone)]
enum Word {
    Kind(Vec<PlaceKind>),
    Near,
    /// So many kilometres in one.
    Kilometre(f32),
    Road,
    Link,
}

static WORDS_OF_PLACES: LazyLock<BTreeMap<&'static str, Vec<Word>>> = LazyLock::new(|| {
    let mut words: BTreeMap<&'static str, Vec<Word>> = BTreeMap::new();
    let tables = [
        include_str!("../../../../lexicons/en/places.tsv"),
        include_str!("../../../../lexicons/fr/places.tsv"),
    ];
    for line in tables.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#')) {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [word, class, value] = cells[..] else { continue };
        let class = match class {
            "kind" => Word::Kind(value.split('|').filter_map(kind).collect()),
            "near" => Word::Near,
            "kilometre" => Word::Kilometre(value.parse().unwrap_or(1.0)),
            "road" => Word::Road,
            "link" => Word::Link,
            _ => continue,
        };
        words.entry(word).or_default().push(class);
    }
    words
});

/// A kind by the word packs write.
fn kind(word: &str) -> Option<PlaceKind> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// Whether the text between two names makes one line of them: "Bunia-Bogoro".
pub(super) fn joins(between: &str) -> bool {
    matches!(between.trim(), "-" | "\u{2013}" | "\u{2014}")
}

/// Read the words around a name.
pub(super) fn around(index: &TextIndex<'_>, span: Span) -> Around {
    let before = index.of(Span::new(span.start.saturating_sub(REACH), span.start)).to_lowercase();
    let after = index.of(Span::new(span.end, span.end + REACH)).to_lowercase();
    let mut around = Around::default();
    let mut unit: Option<f32> = None;
    let words: Vec<&str> = tokens(&before).collect();
    // back from the name as long as the words belong to it: "à 5 km au nord de", "dans le territoire de"
    for word in words.iter().rev().take(WORDS) {
        if let (Some(unit), Ok(count)) = (unit, word.parse::<f32>()) {
            around.near = Some((unit * count).round() as u32);
            break;
        }
        let Some(classes) = WORDS_OF_PLACES.get(word) else { break };
        let mut goes_on = false;
        for class in classes {
            match class {
                Word::Kind(kinds) if around.kinds.is_empty() => around.kinds.clone_from(kinds),
                Word::Kind(_) => {}
                Word::Near => around.near = around.near.or(Some(0)),
                Word::Kilometre(kilometres) => {
                    unit = Some(*kilometres);
                    around.near = around.near.or(Some(0));
                }
                Word::Road => {
                    around.axis = true;
                    around.road = true;
                }
                Word::Link => {}
            }
            goes_on |= !matches!(class, Word::Kind(_) | Word::Road);
        }
        if !goes_on {
            break;
        }
    }
    // "Walikale territory", but not "Walikale province of ...": that one belongs to the name after it
    let mut behind = after.strip_prefix(' ').map(tokens).into_iter().flatten();
    let (next, second) = (behind.next(), behind.next());
    let is_link = |word: &str| {
        WORDS_OF_PLACES.get(word).is_some_and(|classes| classes.iter().any(|c| matches!(c, Word::Link)))
    };
    let next = next.filter(|_| !second.is_some_and(is_link));
    if let Some(classes) = next.and_then(|word| WORDS_OF_PLACES.get(word)) {
        for class in classes {
            match class {
                Word::Kind(kinds) if around.kinds.is_empty() => around.kinds.clone_from(kinds),
                Word::Road => around.road = true,
                _ => {}
            }
        }
    }
    around
}

/// Words and single marks; an elided word ends with its apostrophe.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let letter = |c: char| c.is_alphanumeric();
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let mut end =
            if letter(first) { rest.find(|c| !letter(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        if rest[end..].starts_with(['\'', '\u{2019}']) {
            end += rest[end..].chars().next()?.len_utf8();
        }
        let (word, left) = rest.split_at(end);
        rest = left;
        Some(word.trim_end_matches(['\'', '\u{2019}']))
    })
}
