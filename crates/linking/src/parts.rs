//! The parts of a claim that linking compares, whatever its kind.

use jiff::civil::Date;
use record::claim::Claim;
use record::{ClaimBody, Entity, Place, Time};

/// Every actor a claim mentions, in any role.
pub fn entities(claim: &Claim) -> Vec<&Entity> {
    match &claim.body {
        ClaimBody::Event(event) => {
            event.actor.iter().chain(&event.recipient).chain(&event.mediator).collect()
        }
        ClaimBody::Commitment(commitment) => commitment.obligor.iter().chain(&commitment.obligee).collect(),
        ClaimBody::Control(control) => std::iter::once(&control.holder).chain(&control.from).collect(),
        ClaimBody::Relation(relation) => vec![&relation.from, &relation.to],
        ClaimBody::Figure(figure) => figure.of.iter().collect(),
    }
}

/// Those who do it: actor, obligor, holder.
pub fn doers(claim: &Claim) -> Vec<&Entity> {
    match &claim.body {
        ClaimBody::Event(event) => event.actor.iter().collect(),
        ClaimBody::Commitment(commitment) => commitment.obligor.iter().collect(),
        ClaimBody::Control(control) => vec![&control.holder],
        ClaimBody::Relation(relation) => vec![&relation.from],
        ClaimBody::Figure(_) => Vec::new(),
    }
}

/// Those it is done to: recipient, obligee, former holder.
pub fn receivers(claim: &Claim) -> Vec<&Entity> {
    match &claim.body {
        ClaimBody::Event(event) => event.recipient.iter().collect(),
        ClaimBody::Commitment(commitment) => commitment.obligee.iter().collect(),
        ClaimBody::Control(control) => control.from.iter().collect(),
        ClaimBody::Relation(relation) => vec![&relation.to],
        ClaimBody::Figure(figure) => figure.of.iter().collect(),
    }
}

/// Where.
pub fn place(claim: &Claim) -> Option<&Place> {
    match &claim.body {
        ClaimBody::Event(event) => event.place.as_ref(),
        ClaimBody::Commitment(commitment) => commitment.place.as_ref(),
        ClaimBody::Control(control) => Some(&control.place),
        ClaimBody::Relation(_) | ClaimBody::Figure(_) => None,
    }
}

/// When it happened, was made, or was so.
pub fn time(claim: &Claim) -> Option<&Time> {
    match &claim.body {
        ClaimBody::Event(event) => event.time.as_ref(),
        ClaimBody::Commitment(commitment) => commitment.made.as_ref(),
        ClaimBody::Control(control) => control.time.as_ref(),
        ClaimBody::Relation(_) | ClaimBody::Figure(_) => None,
    }
}

/// The kind's own word: PLOVER type, kind of commitment...
pub fn word(claim: &Claim) -> &'static str {
    match &claim.body {
        ClaimBody::Event(event) => event.event.word(),
        ClaimBody::Commitment(commitment) => commitment.commitment_kind.word(),
        ClaimBody::Control(control) => control.change.word(),
        ClaimBody::Relation(relation) => relation.relation.word(),
        ClaimBody::Figure(figure) => figure.what.word(),
    }
}

/// The name an actor is compared by: its id, else its folded name.
pub fn actor_key(entity: &Entity) -> String {
    entity.actor.clone().unwrap_or_else(|| format!("new:{}", crate::words::fold(&entity.name)))
}

/// The days a claim may be about; the day of the report where its words give none.
pub fn days(claim: &Claim, published: Date) -> (Date, Date) {
    match time(claim) {
        Some(Time { start: Some(start), end: Some(end), .. }) => (*start, *end),
        Some(Time { start: Some(start), end: None, .. }) => (*start, published.max(*start)),
        Some(Time { start: None, end: Some(end), .. }) => (*end, *end),
        Some(Time { start: None, end: None, .. }) | None => (published, published),
    }
}

/// Days from one range to another; 0 where they touch.
pub fn days_apart(a: (Date, Date), b: (Date, Date)) -> i32 {
    let gap = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    if a.1 < b.0 {
        gap(a.1, b.0)
    } else if b.1 < a.0 {
        gap(b.1, a.0)
    } else {
        0
    }
}

/// Whether somebody is named: a pack knows the actor, or the words are a name. "Armed men" are a description.
pub fn is_named(who: &Entity) -> bool {
    who.actor.as_deref().is_some_and(|id| !id.starts_with("new:"))
        || [who.name.split_whitespace().next(), who.name.split_whitespace().last()]
            .into_iter()
            .all(|word| word.is_some_and(|word| word.starts_with(char::is_uppercase)))
}
