//! Retellings: a passage of one report and a passage of another that tell the same, whether or not a claim was read there.
//!
//! Most of what a report tells is no PLOVER event: a council sits, a team is out, a minister answers. What two reports tell alike
//! is found by words alone: rare ones shared, and each passage the other's closest. The weights were learned (logistic
//! regression) on pairs of mentions marked by hand, `training/linking/` says how; they are fixed, so that a judgement depends on
//! the two reports alone.

mod weights;

use crate::judge::SAME;
use crate::judge::weigh::Weigh;
use crate::profile::shared;
use crate::rarity::rarity;
use crate::seen::Seen;
use crate::told::{Sentences, Told};
use crate::words::{Word, term, without_elision, words};
use record::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The rule that judges whether two passages tell the same.
pub const PASSAGES: &str = "same-passage/1";
/// From these log odds on a reader is told so outright; below, that it is less sure. Of passages that an earlier rule put together,
/// three in four above this tell the same, and one in five below (`training/linking/README.md`).
pub const SURE: f64 = 1.0;
/// Words at most this rare say nothing of what is told.
const COMMON: f64 = 1.0;
/// The most that a capitalised word may weigh: the names of a theatre are in many of its reports, however rare elsewhere.
const NAME: f64 = 5.0;
/// Inflected words are told apart by so many letters from their start, in English and French.
const STEM: usize = 7;
/// A passage of fewer words that say something is a caption, a name or a greeting.
const SHORTEST: usize = 3;
/// So many passages of a report are compared: every one with every one of another, and a page must not wait for a book.
const MOST: usize = 300;
/// What each step of distance in time between the reports takes from the log odds, by the logarithm of days: reports months apart
/// seldom tell one happening in full. Set by hand: the pairs learned from are of one day each.
const DAYS_APART: f64 = 0.4;

/// Two passages of two reports that tell the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Retold {
    /// Where the first report tells it.
    pub a: Span,
    /// Where the second does.
    pub b: Span,
    /// Log odds of the two telling the same.
    pub score: f64,
    /// Why, in words.
    pub why: String,
}

/// A report with the passages it is compared by, made ready once.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// The report.
    pub seen: Seen,
    passages: Vec<Passage>,
}

impl Telling {
    /// Make a report ready.
    pub fn of(seen: Seen) -> Telling {
        let passages = passages(&seen.told);
        Telling { seen, passages }
    }
}

/// One sentence with what it is compared by.
#[derive(Debug, Clone, PartialEq)]
struct Passage {
    /// Where it stands.
    span: Span,
    /// Its words that are not common, by the hash of their stems, with how rare they are.
    stems: Vec<(u64, f32)>,
    /// Its capitalised words, those that only begin it left out.
    names: BTreeMap<u64, Name>,
    /// Its numbers, years left out.
    numbers: BTreeSet<u64>,
}

/// A capitalised word.
#[derive(Debug, Clone, PartialEq)]
struct Name {
    written: String,
    rare: f64,
}

/// The first sentences of a report that tell anything.
fn passages(told: &Told) -> Vec<Passage> {
    let sentences = Sentences::of(&told.text);
    let all = words(&told.text);
    let mut found = Vec::new();
    for own in all.chunk_by(|x, y| sentences.around(span(x)) == sentences.around(span(y))) {
        let Some(first) = own.first() else { continue };
        let passage = passage(&sentences, sentences.around(span(first)), own);
        if passage.stems.len() >= SHORTEST {
            found.push(passage);
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

fn span(word: &Word) -> Span {
    Span::new(word.start, word.end)
}

fn passage(sentences: &Sentences<'_>, at: Span, own: &[Word]) -> Passage {
    let mut stems: BTreeMap<u64, f32> = BTreeMap::new();
    for word in own.iter().filter(|word| word.number || word.folded.chars().count() > 2) {
        let rare = rarity(&word.folded);
        if rare > COMMON {
            let stem = term(&word.folded.chars().take(STEM).collect::<String>());
            let entry = stems.entry(stem).or_insert(0.0);
            *entry = entry.max(if word.capital { rare.min(NAME) } else { rare } as f32);
        }
    }
    let is_name = |word: &&Word| word.capital && !word.first && word.folded.chars().count() > 2;
    let written = |word: &Word| without_elision(sentences.index().of(span(word))).to_owned();
    let name = |word: &Word| Name { written: written(word), rare: rarity(&word.folded) };
    let names = own.iter().filter(is_name).map(|word| (term(&word.folded), name(word))).collect();
    let is_year = |word: &Word| {
        word.folded.len() == 4 && (word.folded.starts_with("19") || word.folded.starts_with("20"))
    };
    let numbers =
        own.iter().filter(|word| word.number && !is_year(word)).map(|word| term(&word.folded)).collect();
    Passage { span: at, stems: stems.into_iter().collect(), names, numbers }
}

impl Passage {
    /// Its names that another has too.
    fn names_in<'p>(&'p self, other: &'p Passage) -> impl Iterator<Item = &'p Name> {
        self.names.iter().filter(|(name, _)| other.names.contains_key(*name)).map(|(_, name)| name)
    }

    fn total(&self) -> f64 {
        self.stems.iter().map(|&(_, rare)| f64::from(rare)).sum()
    }

    /// What two passages share, against what they have: 0 nothing, 1 all.
    fn likeness(&self, other: &Passage) -> f64 {
        let common: f64 = shared(&self.stems, &other.stems).map(|(_, a, b)| f64::from(a.min(b))).sum();
        common / (self.total() * other.total()).sqrt().max(1e-9)
    }
}

/// Names of the features, for the table of weights and the training tool.
pub const FEATURES: &[&str] = &[
    "alike",
    "alike_of_shorter",
    "shared_log",
    "closest_one_way",
    "closest_both_ways",
    "names_log",
    "names_clash",
    "numbers_shared",
    "numbers_clash",
    "reports_alike",
    "same_outlet",
];

/// Two passages with how they compare.
struct Compared<'p> {
    a: &'p Passage,
    b: &'p Passage,
    values: Vec<f64>,
}

/// Every two passages of two reports that share a word that says something, compared.
fn compare<'p>(a: &'p Telling, b: &'p Telling) -> Vec<Compared<'p>> {
    let likeness: Vec<Vec<f64>> =
        a.passages.iter().map(|x| b.passages.iter().map(|y| x.likeness(y)).collect()).collect();
    let best_of = |values: &mut dyn Iterator<Item = f64>| values.fold(0.0f64, f64::max);
    let rows: Vec<f64> = likeness.iter().map(|row| best_of(&mut row.iter().copied())).collect();
    let columns: Vec<f64> =
        (0..b.passages.len()).map(|y| best_of(&mut likeness.iter().map(|row| row[y]))).collect();
    let reports_alike = a.seen.profile.all.likeness(&b.seen.profile.all);
    let same_outlet = a.seen.told.outlet == b.seen.told.outlet;
    let mut found = Vec::new();
    for (x, one) in a.passages.iter().enumerate() {
        for (y, other) in b.passages.iter().enumerate() {
            let alike = likeness[x][y];
            if alike > 0.0 {
                let closest = usize::from(alike >= rows[x]) + usize::from(alike >= columns[y]);
                let mut values = values(one, other, alike, closest);
                values.extend([reports_alike, flag(same_outlet)]);
                found.push(Compared { a: one, b: other, values });
            }
        }
    }
    found
}

fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// What two passages say of themselves: the features but those of their reports. `closest`: in how many directions one is the
/// likest there is to the other.
fn values(one: &Passage, other: &Passage, alike: f64, closest: usize) -> Vec<f64> {
    let totals = (one.total(), other.total());
    let common = alike * (totals.0 * totals.1).sqrt();
    let names: f64 = one.names_in(other).map(|name| name.rare).sum();
    let numbers = one.numbers.intersection(&other.numbers).count();
    vec![
        alike,
        common / totals.0.min(totals.1),
        (1.0 + common).ln(),
        flag(closest == 1),
        flag(closest == 2),
        (1.0 + names).ln(),
        flag(names <= 0.0 && !one.names.is_empty() && !other.names.is_empty()),
        flag(numbers > 0),
        flag(numbers == 0 && !one.numbers.is_empty() && !other.numbers.is_empty()),
    ]
}

/// The passages of two reports that tell the same, those of the first in text order; of several in the other that tell it, the likeliest.
pub fn between(a: &Telling, b: &Telling) -> Vec<Retold> {
    let (one, other) = (a.seen.told.day, b.seen.told.day);
    let days = crate::parts::days_apart((one, one), (other, other));
    let apart = DAYS_APART * (1.0 + f64::from(days)).ln();
    let mut best: BTreeMap<Span, Retold> = BTreeMap::new();
    for two in compare(a, b) {
        let score = weights::LEARNED.score(&two.values) - apart;
        if score < SAME || best.get(&two.a.span).is_some_and(|other| other.score >= score) {
            continue;
        }
        best.insert(two.a.span, Retold { a: two.a.span, b: two.b.span, score, why: why(&two) });
    }
    best.into_values().collect()
}

/// The features of the two passages that hold two spans; none where either tells nothing or they share no word.
pub fn features(a: &Telling, b: &Telling, (x, y): (Span, Span)) -> Option<Vec<f64>> {
    let holds =
        |passage: &Passage, span: Span| passage.span.start <= span.start && span.start < passage.span.end;
    compare(a, b).into_iter().find(|two| holds(two.a, x) && holds(two.b, y)).map(|two| two.values)
}

fn why(two: &Compared<'_>) -> String {
    let mut weigh = Weigh::from(0.0);
    let mut names: Vec<&Name> = two.a.names_in(two.b).collect();
    names.sort_by(|x, y| y.rare.total_cmp(&x.rare).then_with(|| x.written.cmp(&y.written)));
    names.truncate(3);
    let names: Vec<&str> = names.into_iter().map(|name| name.written.as_str()).collect();
    let alike = two.a.likeness(two.b);
    weigh.explain(2.0, format!("{:.0} % of what they say is in like words", alike * 100.0));
    if !names.is_empty() {
        weigh.explain(1.0, format!("both name {}", names.join(", ")));
    }
    if two.a.numbers.intersection(&two.b.numbers).next().is_some() {
        weigh.explain(0.8, "a number in common");
    }
    weigh.words(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Reading;
    use std::sync::Arc;

    fn telling(id: &str, day: &str, text: &str) -> Telling {
        Telling::of(Seen::of(Arc::new(Told {
            report: id.into(),
            seq: 0,
            outlet: id.to_owned(),
            outlet_name: id.to_owned(),
            url: None,
            day: day.parse().unwrap(),
            language: "fr".to_owned(),
            headline: None,
            headline_span: None,
            text: Arc::from(text),
            reading: Arc::new(Reading::default()),
        })))
    }

    const ONE: &str = "La quarante-troisième session du conseil provincial s'est tenue lundi à Sandoval. \
        Le gouverneur Marec y a présenté le projet de budget de la voirie. Il a plu toute la journée.";
    const OTHER: &str = "Au cours de la session du conseil provincial tenue lundi à Sandoval, la presse a posé des questions. \
        Le projet de budget de la voirie a été présenté par le gouverneur Marec. Un match oppose les deux clubs dimanche.";

    #[test]
    fn what_two_reports_tell_in_like_words_is_found_where_it_stands() {
        let (a, b) = (telling("a", "2025-03-04", ONE), telling("b", "2025-03-04", OTHER));
        let found = between(&a, &b);
        let words: Vec<(&str, &str)> =
            found.iter().map(|one| (one.a.of(&a.seen.told.text), one.b.of(&b.seen.told.text))).collect();
        assert_eq!(words.len(), 2, "{words:?}");
        assert!(words[0].0.contains("session") && words[0].1.contains("session"));
        assert!(words[1].0.contains("budget") && words[1].1.contains("budget"));
        assert!(found.iter().all(|one| one.why.contains("in like words")));
        assert!(found[1].why.contains("both name Marec"), "{}", found[1].why);
    }

    #[test]
    fn reports_years_apart_tell_one_thing_less_readily() {
        let score = |day: &str| {
            let found = between(&telling("a", "2025-03-04", ONE), &telling("b", day, OTHER));
            found.iter().map(|one| one.score).fold(0.0, f64::max)
        };
        assert!(score("2025-03-04") > score("2025-03-09"));
        assert!(score("2025-03-09") > score("2021-03-04"));
    }

    #[test]
    fn another_number_speaks_against_it() {
        let text = |n: u32| {
            format!("La {n}e réunion du conseil provincial s'est tenue vendredi à Sandoval sous la pluie.")
        };
        let score = |n: u32| {
            let (a, b) = (telling("a", "2025-03-04", &text(54)), telling("b", "2025-03-04", &text(n)));
            between(&a, &b).first().map_or(0.0, |one| one.score)
        };
        assert!(score(54) > score(53));
    }

    #[test]
    fn a_text_without_words_tells_nothing() {
        assert!(
            between(&telling("a", "2025-03-04", "…\n\n— 12"), &telling("b", "2025-03-04", OTHER)).is_empty()
        );
    }

    #[test]
    fn every_feature_has_its_weight() {
        assert_eq!(weights::LEARNED.features(), FEATURES);
    }
}
