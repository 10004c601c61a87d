//! Planted copies: found again, whatever share of their words was changed, and nothing else taken for one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use linking::copies::find::copies;
use linking::copies::generate::{Dice, edited, name, retold, text, translated};
use linking::copies::ties::{COPY, all_ties};
use linking::copies::translation::Kept;
use linking::{Known, Told};
use record::Reading;
use std::collections::BTreeSet;
use std::sync::Arc;

struct Planted {
    texts: Vec<String>,
    pairs: BTreeSet<(usize, usize)>,
}

/// Originals of one theatre, each with one copy of which 1 % to 40 % was changed, and as many texts of nobody's.
fn planted(originals: usize, seed: u64) -> Planted {
    let mut dice = Dice::new(seed);
    let theatre: Vec<String> = (0..40).map(|_| name(&mut dice)).collect();
    let (mut texts, mut pairs) = (Vec::new(), BTreeSet::new());
    for n in 0..originals {
        let length = 120 + dice.below(500);
        let original = text(&mut dice, length, &theatre);
        let copy = edited(&mut dice, &original, 1 + n % 40);
        pairs.insert((texts.len(), texts.len() + 1));
        texts.extend([original.join(" "), copy.join(" "), text(&mut dice, length, &theatre).join(" ")]);
    }
    Planted { texts, pairs }
}

#[test]
fn planted_copies_are_found_and_nothing_else() {
    let planted = planted(200, 7);
    let texts: Vec<&str> = planted.texts.iter().map(String::as_str).collect();
    let found: BTreeSet<(usize, usize)> =
        copies(&texts, 0.12).into_iter().map(|copy| (copy.a, copy.b)).collect();
    let right = found.intersection(&planted.pairs).count() as f64;
    let (precision, recall) = (right / found.len() as f64, right / planted.pairs.len() as f64);
    println!("planted copies: precision {precision:.4}, recall {recall:.4} ({} pairs)", planted.pairs.len());
    assert!(precision >= 0.99, "precision {precision}");
    assert!(recall >= 0.97, "recall {recall}");
}

#[test]
fn what_counts_as_dependent_is_stricter_than_what_is_looked_at() {
    const { assert!(COPY > 0.12) };
}

fn kept(text: &str) -> Kept {
    Kept::of(text)
}

#[test]
fn a_communique_is_found_again_in_the_other_language() {
    let en = "According to the statement, Colonel Odura Lemba of the Kesse Brigade led 45 men from Tarrow to Brenn \
              on Monday, where Governor Ilse Vant met them with 12 elders of Oss.";
    let fr = "Selon le communiqué, le colonel Odura Lemba de la brigade Kesse a conduit 45 hommes de Tarrow à Brenn \
              lundi, où la gouverneure Ilse Vant les a reçus avec 12 anciens d'Oss.";
    let other = "Selon la police, le commandant Raff Dolo a arrêté 45 personnes à Brenn mardi, dont le maire Pim Sorre \
                 et 30 marchands du quartier Kesse de Marrin.";
    assert!(kept(en).translated(&kept(fr)).is_some());
    assert!(kept(fr).translated(&kept(en)).is_some());
    assert_eq!(kept(en).translated(&kept(other)), None);
}

fn told(n: usize, language: &str, words: &[String]) -> Told {
    Told {
        report: format!("r{n:04}").as_str().into(),
        seq: n as u64,
        outlet: format!("outlet-{n}"),
        outlet_name: format!("outlet-{n}"),
        url: None,
        day: jiff::civil::date(2031, 3, 1),
        language: language.into(),
        headline: None,
        headline_span: None,
        text: Arc::from(words.join(" ")),
        reading: Arc::new(Reading::default()),
    }
}

#[test]
fn what_counts_against_independence_is_found_within_and_across_languages() {
    let mut dice = Dice::new(23);
    let theatre: Vec<String> = (0..40).map(|_| name(&mut dice)).collect();
    let known = Known::default();
    let (mut planted, mut found, mut right) = ([0usize; 2], 0, [0usize; 2]);
    for n in 0..160 {
        let length = 120 + dice.below(400);
        let original = text(&mut dice, length, &theatre);
        let copies = [
            told(1, "en", &edited(&mut dice, &original, 1 + n % 40)),
            told(2, "fr", &translated(&mut dice, &original, 1 + n % 40)),
        ];
        let others = [
            told(3, "fr", &retold(&mut dice, &original, &theatre)),
            told(4, "en", &text(&mut dice, length, &theatre)),
        ];
        let first = told(0, "en", &original);
        let all: Vec<&Told> = std::iter::once(&first).chain(&copies).chain(&others).collect();
        for (kind, count) in planted.iter_mut().enumerate() {
            *count += 1;
            let tied = |tie: &&record::account::Tie| tie.a == first.report && tie.b == copies[kind].report;
            right[kind] += usize::from(all_ties(&all, &known).iter().any(|tie| tied(&tie)));
        }
        let pairs: BTreeSet<_> = all_ties(&all, &known).into_iter().map(|tie| (tie.a, tie.b)).collect();
        let family = |id: &record::ReportId| id.0.as_str() < "r0003";
        found += pairs.iter().filter(|(a, b)| !(family(a) && family(b))).count();
    }
    let recall = |kind: usize| right[kind] as f64 / planted[kind] as f64;
    let all = right[0] + right[1] + found;
    let precision = (right[0] + right[1]) as f64 / all as f64;
    println!(
        "dependence: precision {precision:.4}, recall {:.4} in one language, {:.4} across",
        recall(0),
        recall(1)
    );
    assert!(precision >= 0.99, "precision {precision}");
    assert!(recall(0) >= 0.90 && recall(1) >= 0.90, "recall {} and {}", recall(0), recall(1));
}
