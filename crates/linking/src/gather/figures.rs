//! Figures of an event: every number given, lowest, best and highest, each with who gives it.

use crate::gather::accounts::{Member, account};
use crate::gather::independent::speaker_key;
use crate::told::Sentences;
use record::ClaimBody;
use record::claim::{FigureClaim, FigureKind};
use record::event::{FigureBound, FigureRange};
use std::collections::{BTreeMap, BTreeSet};

/// The figure claims that belong to some event claims: those they point at.
pub fn figures_of<'r>(members: &[Member<'r>]) -> Vec<(Member<'r>, &'r FigureClaim)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for member in members {
        let ClaimBody::Event(event) = &member.claim.body else { continue };
        for claim in member.told.reading.claims.iter().filter(|claim| event.figures.contains(&claim.id)) {
            if let ClaimBody::Figure(figure) = &claim.body
                && seen.insert((&member.told.report, &claim.id))
            {
                found.push((Member { told: member.told, claim }, figure));
            }
        }
    }
    found
}

/// Low, best and high by kind and unit.
pub fn ranges(members: &[Member<'_>]) -> Vec<FigureRange> {
    let mut by_kind: BTreeMap<(FigureKind, String), Vec<Given>> = BTreeMap::new();
    for (member, figure) in figures_of(members) {
        let account = account(member, &Sentences::of(&member.told.text));
        let given = Given { low: figure.low, best: figure.best, high: figure.high, account };
        by_kind.entry((figure.what, figure.unit.clone())).or_default().push(given);
    }
    by_kind.into_iter().map(|((what, unit), given)| range(what, unit, &given)).collect()
}

/// One figure as it was given.
struct Given {
    low: Option<u32>,
    best: Option<u32>,
    high: Option<u32>,
    account: record::Account,
}

impl Given {
    fn bound(&self, number: Option<u32>) -> Option<FigureBound> {
        number.map(|number| FigureBound { number, account: self.account.clone() })
    }

    /// The number it is best read as.
    fn main(&self) -> Option<u32> {
        self.best.or(self.low).or(self.high)
    }
}

fn range(what: FigureKind, unit: String, given: &[Given]) -> FigureRange {
    let affirmed: Vec<&Given> = given.iter().filter(|one| !one.account.denies()).collect();
    let low = affirmed.iter().filter_map(|one| one.bound(one.low.or(one.main())));
    let high = affirmed.iter().filter_map(|one| one.bound(one.high.or(one.main())));
    FigureRange {
        what,
        unit,
        low: low.min_by_key(|bound| bound.number),
        best: best(&affirmed),
        high: high.rev().max_by_key(|bound| bound.number),
        all: given.iter().filter_map(|one| one.bound(one.main())).collect(),
    }
}

/// The number that most tellers give; where that is even, the one given latest.
fn best(given: &[&Given]) -> Option<FigureBound> {
    let mut tellers: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for one in given {
        if let Some(number) = one.main() {
            tellers.entry(number).or_default().insert(speaker_key(&one.account));
        }
    }
    let latest = |number: u32| {
        let days = given.iter().filter(|one| one.main() == Some(number)).map(|one| one.account.day);
        days.max()
    };
    let number = tellers.iter().max_by_key(|(number, who)| (who.len(), latest(**number), **number))?.0;
    given.iter().find(|one| one.main() == Some(*number)).and_then(|one| one.bound(Some(*number)))
}
