//! What a report's words say about what it is mainly about: weighed once, compared often.

use crate::rarity::{RAREST, rarity};
use crate::told::Told;
use crate::words::{Word, join, term, words};
use record::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Terms with their weights, sorted by term; the weights' squares sum to 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bag(pub(crate) Vec<(u64, f32)>);

impl Bag {
    /// Weigh terms and bring them to length 1.
    pub fn of(weights: BTreeMap<u64, f64>) -> Bag {
        let length = weights.values().map(|w| w * w).sum::<f64>().sqrt().max(1e-9);
        Bag(weights.into_iter().map(|(term, w)| (term, (w / length) as f32)).collect())
    }

    /// The cosine of two bags.
    pub fn likeness(&self, other: &Bag) -> f64 {
        shared(&self.0, &other.0).map(|(_, a, b)| f64::from(a) * f64::from(b)).sum()
    }
}

/// What two sorted lists of terms share, with both weights.
pub(crate) fn shared<'l>(
    a: &'l [(u64, f32)],
    b: &'l [(u64, f32)],
) -> impl Iterator<Item = (u64, f32, f32)> + 'l {
    let mut rest = b;
    a.iter().filter_map(move |&(term, weight)| {
        let skip = rest.partition_point(|&(other, _)| other < term);
        rest = &rest[skip..];
        rest.first().filter(|(other, _)| *other == term).map(|&(_, other)| (term, weight, other))
    })
}

/// How many words from the start count as what the report leads with.
const LEAD_WORDS: usize = 100;
/// Length of a shingle, in words.
const SHINGLE: usize = 4;

/// What a report's words say about what it is mainly about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    /// Every word.
    pub all: Bag,
    /// The first words.
    pub lead: Bag,
    /// The headline.
    pub title: Bag,
    /// Words that never stand in lower case, weighed by rarity.
    pub names: Vec<(u64, f32)>,
    /// Two such words side by side.
    pub pairs: Vec<(u64, f32)>,
    /// Numbers.
    pub numbers: Vec<(u64, f32)>,
    /// Rare words that are no names.
    pub rare: Vec<(u64, f32)>,
    /// Ages given.
    pub ages: BTreeSet<u8>,
    /// Hashes of every four words in a row.
    pub shingles: Vec<u64>,
    /// How many words there are.
    pub length: usize,
    /// How names are written, to give reasons in words.
    pub shown: BTreeMap<u64, String>,
}

impl Profile {
    /// Weigh the words of a report.
    pub fn of(told: &Told) -> Profile {
        let found = words(&told.text);
        let known = known_spans(told);
        let is_known =
            |word: &Word| known.iter().any(|span| span.start <= word.start && word.end <= span.end);
        let title = words(told.headline.as_deref().map_or("", without_site_name));
        let lower: BTreeSet<&str> =
            found.iter().filter(|w| !w.capital && !w.number).map(|w| w.folded.as_str()).collect();
        let is_name = |w: &Word| w.capital && !lower.contains(w.folded.as_str());
        let mut profile = Profile {
            all: bag(&found),
            lead: bag(&found[..found.len().min(LEAD_WORDS)]),
            title: bag(&title),
            ages: ages(&found, &told.text),
            shingles: shingles(&found),
            length: found.len(),
            ..Profile::default()
        };
        profile.names = weighed(found.iter().filter(|w| is_name(w)).map(|w| {
            (term(&w.folded), if is_known(w) { rarity(&w.folded).min(KNOWN) } else { rarity(&w.folded) })
        }));
        profile.pairs = weighed(found.windows(2).filter_map(|two| pair(two, &is_known)));
        profile.numbers =
            weighed(found.iter().filter(|w| w.number).map(|w| (term(&w.folded), number_weight(&w.folded))));
        profile.rare = weighed(
            found
                .iter()
                .filter(|w| !w.number && !is_name(w) && rarity(&w.folded) > 4.0)
                .map(|w| (term(&w.folded), rarity(&w.folded))),
        );
        profile.shown = shown(&found, &told.text, &profile);
        profile
    }
}

/// The most that a name the pack knows may weigh: it is in many reports of its theatre, however rare elsewhere.
const KNOWN: f64 = 3.0;

/// Where actors and places that a pack knows are named.
fn known_spans(told: &Told) -> Vec<Span> {
    let mut spans = Vec::new();
    for claim in &told.reading.claims {
        for entity in crate::parts::entities(claim) {
            if entity.actor.as_deref().is_some_and(|id| !id.starts_with("new:")) {
                spans.extend(entity.span);
            }
        }
        spans.extend(
            crate::parts::place(claim).filter(|place| place.id.is_some()).and_then(|place| place.span),
        );
    }
    spans
}

/// A headline without the site's name that pages put behind it.
fn without_site_name(headline: &str) -> &str {
    headline.split(" - ").next().and_then(|own| own.split(" | ").next()).unwrap_or(headline)
}

/// Words weighed by rarity and how often they occur.
pub(crate) fn bag(found: &[Word]) -> Bag {
    let mut counts: BTreeMap<u64, (f64, f64)> = BTreeMap::new();
    for word in found {
        counts.entry(term(&word.folded)).or_insert_with(|| (0.0, rarity(&word.folded))).0 += 1.0;
    }
    Bag::of(counts.into_iter().map(|(term, (n, rare))| (term, (1.0 + n.ln()) * rare)).collect())
}

fn weighed(terms: impl Iterator<Item = (u64, f64)>) -> Vec<(u64, f32)> {
    let weights: BTreeMap<u64, f64> = terms.collect();
    weights.into_iter().map(|(term, weight)| (term, weight as f32)).collect()
}

/// Two capitalised words side by side, such as a person's or a street's name.
fn pair(two: &[Word], is_known: &impl Fn(&Word) -> bool) -> Option<(u64, f64)> {
    let [a, b] = two else { return None };
    let side_by_side = a.capital && b.capital && b.joined && !b.first;
    side_by_side.then(|| {
        let weight = (rarity(&a.folded) + rarity(&b.folded)).min(1.6 * RAREST);
        let weight = if is_known(a) && is_known(b) { weight.min(KNOWN) } else { weight };
        (join(term(&a.folded), term(&b.folded)), weight)
    })
}

/// Round and small numbers are in every text.
fn number_weight(digits: &str) -> f64 {
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    match digits.len() {
        0 | 1 => 1.0,
        2 => 2.5,
        _ if year => 1.5,
        _ if digits.trim_end_matches('0').len() <= 1 => 3.0,
        3 => 4.5,
        _ => 6.0,
    }
}

/// Ages: "34-year-old", "34 ans", ", 34,".
fn ages(found: &[Word], text: &str) -> BTreeSet<u8> {
    let chars: Vec<char> = text.chars().collect();
    let at = |n: u32| chars.get(n as usize).copied().unwrap_or(' ');
    let mut ages = BTreeSet::new();
    for (n, word) in found.iter().enumerate() {
        let Some(age) = word.folded.parse::<u8>().ok().filter(|age| word.number && *age < 110) else {
            continue;
        };
        let next = found.get(n + 1).map(|w| w.folded.as_str());
        let beside = matches!(next, Some("year" | "years" | "ans" | "an" | "yr"));
        let between =
            word.start >= 2 && at(word.start - 1) == ' ' && at(word.start - 2) == ',' && at(word.end) == ',';
        if beside || between {
            ages.insert(age);
        }
    }
    ages
}

/// Hashes of every [`SHINGLE`] words in a row, sorted, each once.
pub(crate) fn shingles(found: &[Word]) -> Vec<u64> {
    let terms: Vec<u64> = found.iter().map(|word| term(&word.folded)).collect();
    let mut hashes: Vec<u64> = terms.windows(SHINGLE).map(|run| run.iter().copied().fold(0, join)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The spelling of the rarest names and pairs.
fn shown(found: &[Word], text: &str, profile: &Profile) -> BTreeMap<u64, String> {
    let index = record::span::TextIndex::new(text);
    let mut shown = BTreeMap::new();
    let weight =
        |list: &[(u64, f32)], term: u64| list.binary_search_by_key(&term, |&(t, _)| t).map(|n| list[n].1);
    for two in found.windows(2) {
        if let Some((term, _)) = pair(two, &|_| false)
            && weight(&profile.pairs, term).is_ok_and(|w| w > 6.0)
        {
            shown.entry(term).or_insert_with(|| index.of(Span::new(two[0].start, two[1].end)).to_owned());
        }
    }
    for word in found.iter().filter(|w| w.capital) {
        let term = term(&word.folded);
        if weight(&profile.names, term).is_ok_and(|w| w > 5.0) {
            shown.entry(term).or_insert_with(|| index.of(Span::new(word.start, word.end)).to_owned());
        }
    }
    shown
}
