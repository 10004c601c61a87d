//! Planted copies: found again, whatever share of their words was changed, and nothing else taken for one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use linking::copies::find::{copies, translated};
use linking::copies::generate::{Dice, edited, name, text};
use linking::copies::ties::COPY;
use std::collections::BTreeSet;

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

#[test]
fn a_communique_is_found_again_in_the_other_language() {
    let en = "According to the statement, Colonel Odura Lemba of the Kesse Brigade led 45 men from Tarrow to Brenn \
              on Monday, where Governor Ilse Vant met them with 12 elders of Oss.";
    let fr = "Selon le communiqué, le colonel Odura Lemba de la brigade Kesse a conduit 45 hommes de Tarrow à Brenn \
              lundi, où la gouverneure Ilse Vant les a reçus avec 12 anciens d'Oss.";
    let other = "Selon la police, le commandant Raff Dolo a arrêté 45 personnes à Brenn mardi, dont le maire Pim Sorre \
                 et 30 marchands du quartier Kesse de Marrin.";
    let share = translated(en, fr, 5).unwrap_or_default();
    assert!(share > 0.7, "{share}");
    let share = translated(en, other, 5).unwrap_or_default();
    assert!(share < 0.5, "{share}");
}
