//! A claim in words: what is said to have happened, by whom, as put by whom.

use crate::voices;
use maud::{Markup, html};
use record::claim::{
    ClaimBody, CommitmentClaim, ControlChange, ControlClaim, EventClaim, FigureClaim, Modality,
    RelationClaim, RelationKind,
};
use record::statement::{Firmness, Statement, Voice};
use record::{Claim, Entity, Place, Reading, Time};

/// A claim as a line beside the text.
pub(crate) fn beside(claim: &Claim, reading: &Reading) -> Markup {
    let statement = statement_of(claim, reading);
    let voice = statement.map_or(Voice::Outlet, |(_, s)| s.source.voice);
    html! {
        div class={ "claim " (voices::class(voice)) } {
            a.what href={ "#" (claim.id) } { (tags(claim)) (sentence(claim)) }
            span.who { " " (who(statement)) (firmness(claim.firmness)) }
        }
    }
}

/// The statement a claim stands in, with its number on the page.
pub(crate) fn statement_of<'r>(claim: &Claim, reading: &'r Reading) -> Option<(usize, &'r Statement)> {
    let id = claim.statement.as_ref()?;
    reading.statements.iter().enumerate().find(|(_, statement)| statement.id == *id)
}

fn who(statement: Option<(usize, &Statement)>) -> Markup {
    match statement {
        None => html! { "in the outlet's own voice" },
        Some((at, statement)) => html! {
            "says " (statement.source.name.as_deref().unwrap_or(voices::label(statement.source.voice)))
            " " a.num href={ "#s" (at + 1) } aria-label={ "statement " (at + 1) } { (at + 1) }
        },
    }
}

fn firmness(firmness: Firmness) -> Markup {
    match firmness {
        Firmness::Asserted => html! {},
        Firmness::Probable => html! { ", put as likely" },
        Firmness::Possible => html! { ", put as possible" },
        Firmness::Doubted => html! { ", put in doubt" },
        Firmness::Denied => html! { ", denied" },
    }
}

/// Type and modality as tags.
pub(crate) fn tags(claim: &Claim) -> Markup {
    html! {
        span.tag.type { (kind(&claim.body)) }
        @if claim.modality != Modality::Happened { span.tag { (claim.modality.word().replace('_', " ")) } }
        " "
    }
}

fn kind(body: &ClaimBody) -> String {
    match body {
        ClaimBody::Event(event) => match &event.mode {
            Some(mode) => format!("{} · {mode}", event.event),
            None => event.event.to_string(),
        },
        ClaimBody::Commitment(one) => {
            format!("{} · {}", one.commitment_kind.word(), one.stage.word()).replace('_', " ")
        }
        ClaimBody::Control(one) => format!("control · {}", one.change),
        ClaimBody::Relation(one) => one.relation.word().replace('_', " "),
        ClaimBody::Figure(one) => one.what.to_string(),
    }
}

/// The claim's parts as a short sentence.
pub(crate) fn sentence(claim: &Claim) -> Markup {
    match &claim.body {
        ClaimBody::Event(event) => event_words(event),
        ClaimBody::Commitment(commitment) => commitment_words(commitment),
        ClaimBody::Control(control) => control_words(control),
        ClaimBody::Relation(relation) => relation_words(relation),
        ClaimBody::Figure(figure) => figure_words(figure),
    }
}

fn event_words(event: &EventClaim) -> Markup {
    html! {
        @if event.actor.is_empty() { span.soft { "actor not said" } } @else { (entities(&event.actor)) }
        @if !event.recipient.is_empty() { " → " (entities(&event.recipient)) }
        @if !event.mediator.is_empty() { ", mediated by " (entities(&event.mediator)) }
        (place_and_time(event.place.as_ref(), event.time.as_ref()))
    }
}

fn commitment_words(one: &CommitmentClaim) -> Markup {
    html! {
        @if one.obligor.is_empty() { span.soft { "by whom not said" } } @else { (entities(&one.obligor)) }
        @if !one.obligee.is_empty() { " towards " (entities(&one.obligee)) }
        @if let Some(quantity) = &one.quantity { ", " (range(quantity.low, quantity.best, quantity.high)) " " (quantity.unit) }
        (place_and_time(one.place.as_ref(), one.made.as_ref()))
        @if let Some(due) = &one.due { ", due " (time(due)) }
    }
}

fn control_words(one: &ControlClaim) -> Markup {
    let verb = match one.change {
        ControlChange::Taken => "took",
        ControlChange::Lost => "lost",
        ControlChange::Held => "holds",
        ControlChange::Contested => "contests",
        ControlChange::Withdrew => "left",
    };
    html! {
        (entity(&one.holder)) " " (verb) " " b { (one.place.name) }
        @if let Some(from) = &one.from { " from " (entity(from)) }
        @if let Some(when) = &one.time { ", " (time(when)) }
    }
}

fn relation_words(one: &RelationClaim) -> Markup {
    let verb = match one.relation {
        RelationKind::Backs => "backs",
        RelationKind::MemberOf => "is part of",
        RelationKind::Leads => "leads",
        RelationKind::SpeaksFor => "speaks for",
        RelationKind::Allied => "is allied with",
        RelationKind::AliasOf => "is another name of",
    };
    html! {
        (entity(&one.from)) " " (verb) " " (entity(&one.to))
        @if let Some(role) = &one.role { " (" (role) ")" }
    }
}

fn figure_words(one: &FigureClaim) -> Markup {
    html! {
        b { (range(one.low, one.best, one.high)) } " " (one.unit)
        @if let Some(of) = &one.of { ", " (of.name) }
    }
}

/// A number with its bounds, as the words gave it.
pub(crate) fn range(low: Option<u32>, best: Option<u32>, high: Option<u32>) -> String {
    match (low, best, high) {
        (_, Some(best), _) if low == Some(best) && high == Some(best) => best.to_string(),
        (Some(low), Some(best), None) if low == best => format!("at least {low}"),
        (None, Some(best), Some(high)) if high == best => format!("up to {high}"),
        (Some(low), best, Some(high)) => match best {
            Some(best) => format!("{low} to {high} (best {best})"),
            None => format!("{low} to {high}"),
        },
        (Some(low), None, None) => format!("at least {low}"),
        (None, None, Some(high)) => format!("up to {high}"),
        (_, Some(best), _) => best.to_string(),
        (None, None, None) => "an unstated number".to_owned(),
    }
}

/// Entities joined as a sentence joins them.
pub(crate) fn entities(list: &[Entity]) -> Markup {
    html! {
        @for (i, one) in list.iter().enumerate() {
            @if i > 0 { @if i + 1 == list.len() { " and " } @else { ", " } }
            (entity(one))
        }
    }
}

fn entity(one: &Entity) -> Markup {
    html! { @if let Some(n) = one.number { (n) " " } b { bdi { (one.name) } } }
}

fn place_and_time(place: Option<&Place>, when: Option<&Time>) -> Markup {
    html! {
        @if let Some(place) = place { ", " (place_words(place)) }
        @if let Some(when) = when { ", " (time(when)) }
    }
}

/// A place with the areas around it.
pub(crate) fn place_words(place: &Place) -> Markup {
    html! {
        (place.name)
        @if let Some(area) = place.admin.last().filter(|area| **area != place.name && area.len() != 3) { " (" (area) ")" }
    }
}

/// A time as a day or a range of days.
pub(crate) fn time(when: &Time) -> String {
    match (when.start, when.end) {
        (Some(start), Some(end)) if start == end => start.to_string(),
        (Some(start), Some(end)) => format!("{start} to {end}"),
        (Some(start), None) => format!("since {start}"),
        (None, Some(end)) => format!("by {end}"),
        (None, None) => "at an unstated time".to_owned(),
    }
}
