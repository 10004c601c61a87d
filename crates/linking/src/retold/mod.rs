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
use crate::words::{Word, term, words};
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

/// One sentence with what it is compared by.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// Its words that are not common, by the hash of their stems, with how rare they are.
    stems: Vec<(u64, f32)>,
    /// Its capitalised words, those that only begin it left out.
    names: BTreeMap<u64, String>,
    /// Its numbers, years left out.
    numbers: BTreeSet<u64>,
}

/// The sentences of a report that tell anything.
pub fn passages(told: &Told) -> Vec<Passage> {
    let sentences = Sentences::of(&told.text);
    let all = words(&told.text);
    let mut found = Vec::new();
    for own in all.chunk_by(|x, y| sentences.around(span(x)) == sentences.around(span(y))) {
        let Some(first) = own.first() else { continue };
        let passage = passage(sentences.around(span(first)), own);
        if passage.stems.len() >= SHORTEST {
            found.push(passage);
        }
    }
    found
}

fn span(word: &Word) -> Span {
    Span::new(word.start, word.end)
}

fn passage(at: Span, own: &[Word]) -> Passage {
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
    let names = own.iter().filter(is_name).map(|word| (term(&word.folded), word.folded.clone())).collect();
    let is_year = |word: &Word| {
        word.folded.len() == 4 && (word.folded.starts_with("19") || word.folded.starts_with("20"))
    };
    let numbers =
        own.iter().filter(|word| word.number && !is_year(word)).map(|word| term(&word.folded)).collect();
    Passage { span: at, stems: stems.into_iter().collect(), names, numbers }
}

impl Passage {
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
fn compare<'p>(a: &Seen, b: &Seen, own: &'p [Passage], others: &'p [Passage]) -> Vec<Compared<'p>> {
    let likeness: Vec<Vec<f64>> =
        own.iter().map(|x| others.iter().map(|y| x.likeness(y)).collect()).collect();
    let best_of = |values: &mut dyn Iterator<Item = f64>| values.fold(0.0f64, f64::max);
    let rows: Vec<f64> = likeness.iter().map(|row| best_of(&mut row.iter().copied())).collect();
    let columns: Vec<f64> =
        (0..others.len()).map(|y| best_of(&mut likeness.iter().map(|row| row[y]))).collect();
    let reports_alike = a.profile.all.likeness(&b.profile.all);
    let flag = |is: bool| f64::from(u8::from(is));
    let mut found = Vec::new();
    for (x, one) in own.iter().enumerate() {
        for (y, other) in others.iter().enumerate() {
            let alike = likeness[x][y];
            if alike <= 0.0 {
                continue;
            }
            let (totals, closest) = ((one.total(), other.total()), (alike >= rows[x], alike >= columns[y]));
            let common = alike * (totals.0 * totals.1).sqrt();
            let names: f64 = one
                .names
                .iter()
                .filter(|(name, _)| other.names.contains_key(*name))
                .map(|(_, name)| rarity(name))
                .sum();
            let numbers = one.numbers.intersection(&other.numbers).count();
            let values = vec![
                alike,
                common / totals.0.min(totals.1),
                (1.0 + common).ln(),
                flag(closest.0 != closest.1),
                flag(closest.0 && closest.1),
                (1.0 + names).ln(),
                flag(names <= 0.0 && !one.names.is_empty() && !other.names.is_empty()),
                flag(numbers > 0),
                flag(numbers == 0 && !one.numbers.is_empty() && !other.numbers.is_empty()),
                reports_alike,
                flag(a.told.outlet == b.told.outlet),
            ];
            found.push(Compared { a: one, b: other, values });
        }
    }
    found
}

/// The passages of two reports that tell the same, those of the first in text order; of several in the other that tell it, the likeliest.
pub fn between(a: &Seen, b: &Seen) -> Vec<Retold> {
    let (own, others) = (passages(&a.told), passages(&b.told));
    let days = crate::parts::days_apart((a.told.day, a.told.day), (b.told.day, b.told.day));
    let apart = DAYS_APART * (1.0 + f64::from(days)).ln();
    let mut best: BTreeMap<Span, Retold> = BTreeMap::new();
    for two in compare(a, b, &own, &others) {
        let score = weights::score(&two.values) - apart;
        if score < SAME || best.get(&two.a.span).is_some_and(|other| other.score >= score) {
            continue;
        }
        best.insert(two.a.span, Retold { a: two.a.span, b: two.b.span, score, why: why(&two) });
    }
    best.into_values().collect()
}

/// The features of the two passages that hold two spans; none where either tells nothing or they share no word.
pub fn features(a: &Seen, b: &Seen, (x, y): (Span, Span)) -> Option<Vec<f64>> {
    let (own, others) = (passages(&a.told), passages(&b.told));
    let holds =
        |passage: &Passage, span: Span| passage.span.start <= span.start && span.start < passage.span.end;
    compare(a, b, &own, &others)
        .into_iter()
        .find(|two| holds(two.a, x) && holds(two.b, y))
        .map(|two| two.values)
}

fn why(two: &Compared<'_>) -> String {
    let mut weigh = Weigh::from(0.0);
    let mut names: Vec<&String> = two
        .a
        .names
        .iter()
        .filter(|(name, _)| two.b.names.contains_key(*name))
        .map(|(_, name)| name)
        .collect();
    names.sort_by(|x, y| rarity(y).total_cmp(&rarity(x)).then(x.cmp(y)));
    names.truncate(3);
    let alike = two.a.likeness(two.b);
    weigh.explain(2.0, format!("{:.0} % of what they say is in like words", alike * 100.0));
    if !names.is_empty() {
        weigh.explain(
            1.0,
            format!("both name {}", names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")),
        );
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

    fn seen(id: &str, day: &str, text: &str) -> Seen {
        Seen::of(Arc::new(Told {
            report: id.into(),
            seq: 0,
            outlet: id.to_owned(),
            url: None,
            day: day.parse().unwrap(),
            language: "fr".to_owned(),
            headline: None,
            headline_span: None,
            text: Arc::from(text),
            reading: Arc::new(Reading::default()),
        }))
    }

    const ONE: &str = "La quarante-troisième session du conseil provincial s'est tenue lundi à Sandoval. \
        Le gouverneur Marec y a présenté le projet de budget de la voirie. Il a plu toute la journée.";
    const OTHER: &str = "Au cours de la session du conseil provincial tenue lundi à Sandoval, la presse a posé des questions. \
        Le projet de budget de la voirie a été présenté par le gouverneur Marec. Un match oppose les deux clubs dimanche.";

    #[test]
    fn what_two_reports_tell_in_like_words_is_found_where_it_stands() {
        let (a, b) = (seen("a", "2025-03-04", ONE), seen("b", "2025-03-04", OTHER));
        let found = between(&a, &b);
        let words: Vec<(&str, &str)> =
            found.iter().map(|one| (one.a.of(&a.told.text), one.b.of(&b.told.text))).collect();
        assert_eq!(words.len(), 2, "{words:?}");
        assert!(words[0].0.contains("session") && words[0].1.contains("session"));
        assert!(words[1].0.contains("budget") && words[1].1.contains("budget"));
        assert!(found.iter().all(|one| one.why.contains("in like words")));
    }

    #[test]
    fn reports_years_apart_tell_one_thing_less_readily() {
        let score = |day: &str| {
            let found = between(&seen("a", "2025-03-04", ONE), &seen("b", day, OTHER));
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
            let (a, b) = (seen("a", "2025-03-04", &text(54)), seen("b", "2025-03-04", &text(n)));
            between(&a, &b).first().map_or(0.0, |one| one.score)
        };
        assert!(score(54) > score(53));
    }

    #[test]
    fn a_text_without_words_tells_nothing() {
        assert!(between(&seen("a", "2025-03-04", "…\n\n— 12"), &seen("b", "2025-03-04", OTHER)).is_empty());
    }
}
