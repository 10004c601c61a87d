//! A report with what linking made of it once: its profile, and its claims as they are compared.

use crate::gather::accounts::happenings;
use crate::profile::{Bag, Profile, bag};
use crate::rarity::rarity;
use crate::told::{Sentences, Told};
use crate::words::{Word, term, words};
use record::claim::{Claim, FigureKind, Modality};
use record::plover::Quad;
use record::{ClaimBody, Reading, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A report made ready to be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The report.
    pub told: Arc<Told>,
    /// Its words, weighed.
    pub profile: Profile,
    /// Its events and commitments.
    pub claims: Vec<SeenClaim>,
}

/// A claim made ready to be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenClaim {
    /// Its place in the reading's list.
    pub at: usize,
    /// Whether its report leads with it.
    pub main: bool,
    /// The words of its sentence, weighed.
    pub words: Bag,
    /// Rare names and numbers of its sentence, as written.
    pub rare: BTreeMap<u64, String>,
    /// Its figures: what happened to how many.
    pub figures: Vec<(FigureKind, u32)>,
}

impl Seen {
    /// Make a report ready.
    pub fn of(told: Arc<Told>) -> Seen {
        let profile = Profile::of(&told);
        let sentences = Sentences::of(&told.text);
        let main = main_claim(&told, &sentences);
        let happenings: Vec<&Claim> =
            happenings(&told.reading).filter(|claim| !matches!(claim.body, ClaimBody::Control(_))).collect();
        let position = |claim: &Claim| told.reading.claims.iter().position(|other| other.id == claim.id);
        let claims = happenings
            .into_iter()
            .filter_map(|claim| Some((position(claim)?, claim)))
            .map(|(at, claim)| seen_claim(at, claim, main == Some(at), &told.reading, &sentences))
            .collect();
        Seen { profile, claims, told }
    }
}

fn seen_claim(
    at: usize,
    claim: &Claim,
    main: bool,
    reading: &Reading,
    sentences: &Sentences<'_>,
) -> SeenClaim {
    let found = words(sentences.text_around(claim.trigger));
    SeenClaim { at, main, words: bag(&found), rare: rare(&found), figures: figures(claim, reading) }
}

/// Names and numbers of a sentence that few texts have.
fn rare(found: &[Word]) -> BTreeMap<u64, String> {
    let telling = |word: &&Word| {
        (word.capital && rarity(&word.folded) > 5.0)
            || (word.number && word.folded.len() >= 2 && !word.folded.starts_with("20"))
    };
    found.iter().filter(telling).map(|word| (term(&word.folded), word.folded.clone())).collect()
}

fn figures(claim: &Claim, reading: &Reading) -> Vec<(FigureKind, u32)> {
    let ClaimBody::Event(event) = &claim.body else { return Vec::new() };
    let figure = |claim: &Claim| match &claim.body {
        ClaimBody::Figure(figure) => figure.best.or(figure.low).map(|number| (figure.what, number)),
        _ => None,
    };
    reading.claims.iter().filter(|claim| event.figures.contains(&claim.id)).filter_map(figure).collect()
}

/// Sentences from the start in which a report may say what it is mainly about.
const LEADING_SENTENCES: usize = 4;

/// The event claim a report leads with: in the headline or the first sentences, a deed before words.
pub fn main_claim(told: &Told, sentences: &Sentences<'_>) -> Option<usize> {
    let in_headline = |span: Span| told.headline_span.is_some_and(|headline| headline.contains(span));
    let rank = |claim: &Claim| {
        let ClaimBody::Event(event) = &claim.body else { return None };
        let sentence = sentences.position(claim.trigger).unwrap_or(usize::MAX);
        if sentence >= LEADING_SENTENCES && !in_headline(claim.trigger) {
            return None;
        }
        let deed = matches!(event.event.quad(), Quad::MaterialConflict | Quad::MaterialCooperation);
        let happened = matches!(claim.modality, Modality::Happened | Modality::Ongoing);
        Some((!(deed && happened), !happened, sentence, claim.trigger))
    };
    let ranked = told.reading.claims.iter().enumerate().filter_map(|(at, claim)| Some((rank(claim)?, at)));
    ranked.min().map(|(_, at)| at)
}
