//! Places: which of the places that share a name a report means, and how precisely the words put something there.
//!
//! Of the gazetteer's homonyms the one is taken that the words around it name ("territoire de", "province of"),
//! else the one whose area the report names, in the countries the report is about, near its other places, else the
//! most populous. Nothing is put finer than the gazetteer's own point of a town. Words are in `lexicons/*/places.tsv`.

mod words;

use crate::mention::{self, Known};
use crate::pack::{Packs, fold};
use jiff::civil::Date;
use language::Language;
use record::pack::{PlaceEntry, PlaceKind};
use record::span::TextIndex;
use record::{Place, Span};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use words::Around;

/// The places a text names, in order. `day` is the day of publication; `people` are the names of persons in the text.
pub fn find(packs: &Packs, text: &str, language: Language, day: Option<Date>, people: &[Span]) -> Vec<Place> {
    let index = TextIndex::new(text);
    let known = mention::names(packs, &index, language.as_str(), day);
    let codes = mention::countries(packs, &known, day);
    Places::new(&known, &index, &codes, people).found
}

/// The places of one report.
#[derive(Debug)]
pub(crate) struct Places {
    found: Vec<Place>,
}

/// A settlement that has so many people is meant even if nothing else in the report is in its country.
const KNOWN_EVERYWHERE: u64 = 500_000;

/// What of a report speaks for one homonym or another.
struct Report<'r> {
    index: &'r TextIndex<'r>,
    /// How often each country is named, acts, or holds a place whose name is no other's.
    countries: BTreeMap<String, usize>,
    /// Countries named or acting, and the different places of a country whose name is no other's.
    acting: &'r BTreeMap<String, usize>,
    held: BTreeMap<String, BTreeSet<String>>,
    /// Where places lie whose name is no other's.
    sure: Vec<(f64, f64)>,
    /// Folded names of the areas that hold those places, and of the areas named.
    areas: BTreeSet<String>,
}

impl Places {
    /// Resolve every place name of a report. `codes` says how often a country is named or acts in it; `people` are the
    /// names of persons, in which a place's name is none ("Pascal Walikale").
    pub(crate) fn new(
        known: &[Known<'_>],
        index: &TextIndex<'_>,
        codes: &BTreeMap<String, usize>,
        people: &[Span],
    ) -> Places {
        let inside = |span: Span| people.iter().any(|name| name.contains(span) && *name != span);
        let named: Vec<&Known<'_>> =
            known.iter().filter(|known| known.places().next().is_some() && !inside(known.span)).collect();
        let mut report = Report {
            index,
            countries: codes.clone(),
            acting: codes,
            held: BTreeMap::new(),
            sure: Vec::new(),
            areas: BTreeSet::new(),
        };
        for known in &named {
            report.hear(known);
        }
        let mut found: Vec<Place> = Vec::new();
        for known in named {
            let joined = found.last().and_then(|last| last.span.map(|span| (span, last.where_prec)));
            found.extend(report.place(known, joined));
        }
        Places { found }
    }

    /// The first place named inside a span.
    pub(crate) fn within(&self, span: Span) -> Option<&Place> {
        self.found.iter().find(|place| place.span.is_some_and(|at| span.contains(at)))
    }
}

impl Report<'_> {
    /// Note what a name says of where the report is.
    fn hear(&mut self, known: &Known<'_>) {
        let mut places = known.places();
        let area = |place: &PlaceEntry| place.kind.where_prec() >= 3 && place.kind != PlaceKind::Country;
        self.areas.extend(known.places().filter(|place| area(place)).map(|place| fold(&place.name)));
        if let (Some(only), None) = (places.next(), places.next()) {
            if only.kind != PlaceKind::Country {
                self.sure.push((only.lat, only.lon));
            }
            if let Some((code, areas)) = only.admin.split_first() {
                *self.countries.entry(code.clone()).or_default() += 1;
                self.held.entry(code.clone()).or_default().insert(fold(&only.name));
                self.areas.extend(areas.iter().map(|area| fold(area)));
            }
        }
    }

    /// The place a name means; `last` is the place named before it and its precision.
    ///
    /// None if all it could mean are small towns of countries the report does not speak of: those share their name with
    /// a person or a village the gazetteer does not know.
    fn place(&self, known: &Known<'_>, last: Option<(Span, u8)>) -> Option<Place> {
        let around = words::around(self.index, known.span);
        let entry = known
            .places()
            .filter(|entry| self.likely(entry))
            .max_by_key(|entry| self.score(entry, &around))?;
        let joined = last.filter(|(span, _)| {
            span.end <= known.span.start && words::joins(self.index.of(Span::new(span.end, known.span.start)))
        });
        let on_a_line = joined.is_some_and(|(_, precision)| precision == 5);
        let ahead = self.index.of(Span::new(known.span.end, known.span.end + 1));
        let line = on_a_line || (around.axis && words::joins(ahead)) || around.road;
        Some(Place {
            span: Some(known.span),
            id: Some(entry.id.clone()),
            name: entry.name.clone(),
            lat: Some(entry.lat),
            lon: Some(entry.lon),
            admin: entry.admin.clone(),
            where_prec: precision(entry, &around, line),
        })
    }

    /// Whether the report speaks of its country, or everybody does of the place.
    fn likely(&self, entry: &PlaceEntry) -> bool {
        // the world's gazetteer names no source; the rows of a theatre do, and are always likely
        let of_theatre = !entry.source.is_empty();
        let large = entry.population.is_some_and(|people| people >= KNOWN_EVERYWHERE);
        let spoken_of = entry.admin.first().is_some_and(|code| {
            self.acting.contains_key(code) || self.held.get(code).is_some_and(|names| names.len() > 1)
        });
        of_theatre || large || spoken_of || entry.kind == PlaceKind::Country
    }

    /// The order of homonyms, best last: the kind the words say, its areas, its country, what is near, its size.
    fn score(&self, entry: &PlaceEntry, around: &Around) -> impl Ord + use<> {
        let said = around.kinds.contains(&entry.kind);
        // of two of a name the settlement is meant unless the words say "territoire" or "province"
        let settled = around.kinds.is_empty() && matches!(entry.kind.where_prec(), 1 | 6);
        let votes = entry.admin.first().and_then(|code| self.countries.get(code)).copied().unwrap_or(0);
        let areas = entry.admin.iter().skip(1).filter(|area| self.areas.contains(&fold(area))).count();
        let here = (entry.lat, entry.lon);
        let distance = self.sure.iter().map(|at| squared(*at, here)).fold(f64::MAX, f64::min);
        let close = if distance < 1.0 { 2 } else { usize::from(distance < 9.0) };
        let place = votes.min(3) + close + areas.min(2);
        (said, place, settled, entry.population.unwrap_or(0), Reverse(entry.id.clone()))
    }
}

/// UCDP's `where_prec`: 1 the place itself, 2 within some 25 km of it, 3 its second-order area, 5 a line or a fuzzy area.
fn precision(entry: &PlaceEntry, around: &Around, line: bool) -> u8 {
    if line {
        return 5;
    }
    // "le groupement de X" where the gazetteer only knows a village X: no finer than the area the words name
    let said = around.kinds.iter().map(|kind| kind.where_prec()).min().unwrap_or(0);
    let own = if around.kinds.contains(&entry.kind) { entry.where_prec } else { entry.where_prec.max(said) };
    match around.near {
        Some(km) if own <= 2 && km > words::NEAR_KM => 3,
        Some(_) if own == 1 => 2,
        _ => own,
    }
}

fn squared(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)
}
