//! Places: which of the places that share a name a report means, and how precisely the words put something there.
//!
//! Of the gazetteer's homonyms the one is taken that the words around it name ("territoire de", "province of"),
//! else the one in the countries the report is about, near its other places, else the most populous. Nothing is
//! put finer than the gazetteer's own point of a town.

use crate::mention::Known;
use record::pack::{PlaceEntry, PlaceKind};
use record::span::TextIndex;
use record::{Place, Span};
use std::collections::BTreeMap;

/// The places of one report.
#[derive(Debug)]
pub(crate) struct Places {
    found: Vec<Place>,
}

/// Words just before a name that say what kind of place it is.
const KINDS: &[(&str, &[PlaceKind])] = &[
    ("territoire", &[PlaceKind::Territory]),
    ("territory", &[PlaceKind::Territory]),
    ("province", &[PlaceKind::Province]),
    ("chefferie", &[PlaceKind::Chiefdom]),
    ("chiefdom", &[PlaceKind::Chiefdom]),
    ("groupement", &[PlaceKind::Groupement]),
    ("lac", &[PlaceKind::Lake]),
    ("lake", &[PlaceKind::Lake]),
    ("parc", &[PlaceKind::Park]),
    ("rivière", &[PlaceKind::River]),
    ("quartier", &[PlaceKind::Quarter]),
    ("commune", &[PlaceKind::Quarter]),
    ("ville", &[PlaceKind::City, PlaceKind::Town]),
    ("city", &[PlaceKind::City, PlaceKind::Town]),
    ("town", &[PlaceKind::Town, PlaceKind::City]),
    ("village", &[PlaceKind::Village, PlaceKind::Town]),
    ("localité", &[PlaceKind::Village, PlaceKind::Town]),
    ("cité", &[PlaceKind::Town, PlaceKind::City]),
];

impl Places {
    /// Resolve every place name of a report. `theatre` gives what a pack says the report is about, by country.
    pub(crate) fn new(known: &[Known<'_>], index: &TextIndex<'_>, codes: &BTreeMap<String, usize>) -> Places {
        let mut countries = codes.clone();
        let mut sure: Vec<(f64, f64)> = Vec::new();
        for known in known {
            let mut places = known.places();
            if let (Some(only), None) = (places.next(), places.next()) {
                if only.kind != PlaceKind::Country {
                    sure.push((only.lat, only.lon));
                }
                if let Some(code) = only.admin.first() {
                    *countries.entry(code.clone()).or_default() += 1;
                }
            }
        }
        let found = known
            .iter()
            .filter(|known| known.places().next().is_some())
            .map(|known| place(known, index, &countries, &sure))
            .collect();
        Places { found }
    }

    /// The first place named inside a span.
    pub(crate) fn within(&self, span: Span) -> Option<&Place> {
        self.found.iter().find(|place| place.span.is_some_and(|at| span.contains(at)))
    }
}

fn place(
    known: &Known<'_>,
    index: &TextIndex<'_>,
    countries: &BTreeMap<String, usize>,
    sure: &[(f64, f64)],
) -> Place {
    let before = index.of(Span::new(known.span.start.saturating_sub(28), known.span.start)).to_lowercase();
    let words: Vec<&str> = before.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let near: Vec<&str> = words.iter().rev().take(3).copied().collect();
    let kinds = KINDS.iter().find(|(word, _)| near.contains(word)).map(|(_, kinds)| *kinds);
    let score = |entry: &PlaceEntry| {
        let named = kinds.is_some_and(|kinds| kinds.contains(&entry.kind));
        let votes = entry.admin.first().and_then(|code| countries.get(code)).copied().unwrap_or(0);
        let distance = sure.iter().map(|at| squared(*at, (entry.lat, entry.lon))).fold(f64::MAX, f64::min);
        let close = if distance < 1.0 { 2 } else { usize::from(distance < 9.0) };
        (named, votes.min(3) + close, entry.population.unwrap_or(0), std::cmp::Reverse(entry.id.clone()))
    };
    let words_of = index.of(known.span).to_owned();
    let Some(entry) = known.places().max_by_key(|entry| score(entry)) else {
        return Place {
            span: Some(known.span),
            id: None,
            name: words_of,
            lat: None,
            lon: None,
            admin: Vec::new(),
            where_prec: 5,
        };
    };
    Place {
        span: Some(known.span),
        id: Some(entry.id.clone()),
        name: entry.name.clone(),
        lat: Some(entry.lat),
        lon: Some(entry.lon),
        admin: entry.admin.clone(),
        where_prec: precision(entry, &near, index, known.span),
    }
}

/// "5 km de Kaliki" is near a known point; "l'axe Bunia-Bogoro" is a line.
fn precision(entry: &PlaceEntry, near: &[&str], index: &TextIndex<'_>, span: Span) -> u8 {
    let road = near.iter().any(|word| matches!(*word, "axe" | "axis" | "road" | "route" | "tronçon"));
    let joined = index.of(Span::new(span.end, span.end + 1)) == "-" && road;
    if road || joined {
        return 5;
    }
    let around = [
        "km",
        "kilomètres",
        "kilometers",
        "kilometres",
        "miles",
        "near",
        "près",
        "outside",
        "around",
        "environs",
        "alentours",
    ];
    if entry.where_prec == 1 && near.iter().any(|word| around.contains(word)) { 2 } else { entry.where_prec }
}

fn squared(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)
}
