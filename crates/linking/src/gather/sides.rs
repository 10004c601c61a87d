//! The state line of each side: what the one tells, what the other tells, what everybody else tells.

use crate::gather::wording::state;
use crate::known::Known;
use crate::parts::actor_key;
use jiff::civil::Date;
use record::Entity;
use record::account::{Account, Tie};
use record::commitment::{Mark, SideLine};

/// The parties to an undertaking, those it binds first: each once, parts with their wholes.
pub fn parties(known: &Known, obligor: &[Entity], obligee: &[Entity], day: Date) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for entity in obligor.iter().chain(obligee).filter(|entity| entity.actor.is_some()) {
        let key = actor_key(entity);
        if !found.iter().any(|(other, _)| known.nested(&key, other, day)) {
            found.push((key, entity.name.clone()));
        }
    }
    found
}

/// Which party an account is told by: the source's side, else the declared side of the outlet.
pub fn side_of(known: &Known, account: &Account, parties: &[String]) -> Option<String> {
    let speaker = account.actor.as_deref().and_then(|actor| known.side_of(actor, parties, account.day));
    if speaker.is_some() || account.source.is_some() {
        return speaker;
    }
    let outlet = known.outlet(&account.outlet).and_then(|outlet| outlet.side.clone());
    outlet.and_then(|side| known.side_of(&side, parties, account.day))
}

/// One line for each party, and one for everybody else.
pub fn sides(
    known: &Known,
    parties: &[(String, String)],
    marks: &[Mark],
    ties: &[Tie],
    (due, as_of): (Option<Date>, Date),
) -> Vec<SideLine> {
    let ids: Vec<String> = parties.iter().map(|(id, _)| id.clone()).collect();
    let told_by = |mark: &Mark| mark.account.as_ref().and_then(|account| side_of(known, account, &ids));
    let line = |side: Option<String>, name: &str| {
        let own: Vec<&Mark> = marks.iter().filter(|mark| told_by(mark) == side).collect();
        let state = if own.is_empty() { "no report".to_owned() } else { state(&own, ties, due, as_of) };
        SideLine { side, name: name.to_owned(), marks: own.into_iter().cloned().collect(), state }
    };
    let mut lines: Vec<SideLine> = parties.iter().map(|(id, name)| line(Some(id.clone()), name)).collect();
    lines.push(line(None, "others"));
    lines
}
