//! Why two reports of one event are not independent.

use crate::copies::likeness::{Verbatim, verbatim};
use crate::copies::translation::Kept;
use crate::known::Known;
use crate::told::Told;
use record::account::{Basis, Tie};
use record::pack::OutletKind;
use record::statement::Statement;
use std::collections::{BTreeMap, BTreeSet};

/// From this share of the shorter text's runs of four words on, one text was made from the other.
pub const COPY: f64 = 0.30;

/// What decides whether a report depends on another: computed once a report.
#[derive(Debug, Clone)]
pub struct Dependence<'r> {
    told: &'r Told,
    /// The outlet's group or owner, where a pack knows it.
    owners: BTreeSet<String>,
    /// Agencies it names, or is one itself.
    wires: BTreeSet<String>,
    /// Outlets it names as its source.
    quotes: BTreeSet<String>,
    text: Verbatim,
    /// What a translation of it would keep.
    kept: Kept,
}

impl<'r> Dependence<'r> {
    /// Look at one report.
    pub fn of(told: &'r Told, known: &Known) -> Dependence<'r> {
        let outlet = known.outlet(&told.outlet);
        let owners = outlet.iter().flat_map(|outlet| [outlet.group.clone(), outlet.owner.clone()]);
        let named = named_outlets(told, known);
        let is_agency =
            |id: &String| known.outlet(id).is_some_and(|outlet| outlet.kind == OutletKind::Agency);
        let own = outlet.map(|outlet| outlet.id.clone()).into_iter().filter(is_agency);
        Dependence {
            told,
            owners: owners.flatten().collect(),
            wires: named.iter().filter(|id| is_agency(id)).cloned().chain(own).collect(),
            quotes: named.into_iter().filter(|id| !is_agency(id)).collect(),
            text: verbatim(&told.text),
            kept: Kept::of(&told.text),
        }
    }
}

/// The outlets that a report's statements are laid to or relayed by.
fn named_outlets(told: &Told, known: &Known) -> BTreeSet<String> {
    let names = |statement: &Statement| {
        let all = std::iter::once(&statement.source).chain(&statement.relay);
        all.flat_map(|source| [source.actor.clone(), source.name.clone()]).flatten().collect::<Vec<_>>()
    };
    let all = told.reading.statements.iter().flat_map(names);
    let found: BTreeSet<String> =
        all.filter_map(|name| known.outlet(&name).map(|outlet| outlet.id.clone())).collect();
    found.into_iter().filter(|id| *id != told.outlet).collect()
}

/// Every reason why one of two reports depends on the other; `a` is the earlier.
pub fn ties(a: &Dependence<'_>, b: &Dependence<'_>) -> Vec<Tie> {
    let mut found = Vec::new();
    let mut tie = |basis: Basis, why: String| {
        found.push(Tie { a: a.told.report.clone(), b: b.told.report.clone(), basis, why });
    };
    if a.told.outlet == b.told.outlet {
        tie(Basis::SameOutlet, format!("{} published both", a.told.outlet));
    } else if let Some(owner) = a.owners.intersection(&b.owners).next() {
        tie(Basis::SameOwner, format!("{owner} owns both {} and {}", a.told.outlet, b.told.outlet));
    }
    if let Some(wire) = a.wires.intersection(&b.wires).next() {
        tie(Basis::SameWire, format!("both carry copy of {wire}"));
    }
    if b.quotes.contains(&a.told.outlet) {
        tie(Basis::QuotesOther, format!("{} names {} as its source", b.told.outlet, a.told.outlet));
    }
    if a.quotes.contains(&b.told.outlet) {
        tie(Basis::QuotesOther, format!("{} names {} as its source", a.told.outlet, b.told.outlet));
    }
    if let Some(third) = a.quotes.intersection(&b.quotes).next() {
        tie(Basis::QuotesOther, format!("both name {third} as their source"));
    }
    let share = a.text.containment(&b.text);
    if share >= COPY {
        let percent = (share * 100.0).round();
        tie(Basis::TextCopy, format!("{percent} % of the shorter text stands word for word in the other"));
    }
    if a.told.language != b.told.language
        && let Some((both, of)) = a.kept.translated(&b.kept)
    {
        let why = format!(
            "one reads as a translation of the other: {both} of {of} names and numbers in the same order"
        );
        tie(Basis::TextCopy, why);
    }
    found
}

/// The ties between all of some reports, each pair once, earlier report first.
pub fn all_ties(reports: &[&Told], known: &Known) -> Vec<Tie> {
    let mut once: BTreeMap<&str, &Told> = BTreeMap::new();
    for told in reports {
        once.entry(told.report.0.as_str()).or_insert(told);
    }
    if once.len() < 2 {
        return Vec::new();
    }
    let mut each: Vec<Dependence<'_>> = once.into_values().map(|told| Dependence::of(told, known)).collect();
    each.sort_by(|a, b| (a.told.day, &a.told.report.0).cmp(&(b.told.day, &b.told.report.0)));
    let pairs = each.iter().enumerate().flat_map(|(n, a)| each[n + 1..].iter().map(move |b| (a, b)));
    pairs.flat_map(|(a, b)| ties(a, b)).collect()
}
