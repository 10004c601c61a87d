//! A claim in words: what is said to have happened, by whom, as put by whom.

use crate::{days, voices, wording};
use maud::{Markup, html};
use record::claim::{
    ClaimBody, CommitmentClaim, ControlChange, ControlClaim, EventClaim, FigureClaim, Modality,
    RelationClaim, RelationKind,
};
use record::plover::{EventType, Quad};
use record::statement::{Firmness, Statement, Voice};
use record::{Claim, Entity, Place, Reading, Time};

/// A claim as a sentence beside the text; its code in the codebook's words stands small after it.
pub(crate) fn beside(claim: &Claim, reading: &Reading) -> Markup {
    let statement = statement_of(claim, reading);
    let voice = statement.map_or(Voice::Outlet, |(_, s)| s.source.voice);
    html! {
        div class={ "claim " (voices::class(voice)) } {
            a.what href={ "#" (claim.id) } { (sentence(claim)) }
            span.who { (who(statement)) (firmness(claim.firmness)) " " (code(&claim.body)) }
        }
    }
}

/// Whether a claim says so little (nobody and nowhere) that it may stand folded beside the text.
pub(crate) fn is_bare(claim: &Claim) -> bool {
    match &claim.body {
        ClaimBody::Event(event) => {
            event.actor.is_empty()
                && event.recipient.is_empty()
                && event.mediator.is_empty()
                && event.place.is_none()
        }
        ClaimBody::Commitment(one) => {
            one.obligor.is_empty() && one.obligee.is_empty() && one.broken_by.is_empty()
        }
        ClaimBody::Control(_) | ClaimBody::Relation(_) | ClaimBody::Figure(_) => false,
    }
}

/// The statement a claim stands in, with its number on the page.
pub(crate) fn statement_of<'r>(claim: &Claim, reading: &'r Reading) -> Option<(usize, &'r Statement)> {
    let id = claim.statement.as_ref()?;
    reading.statements.iter().enumerate().find(|(_, statement)| statement.id == *id)
}

fn who(statement: Option<(usize, &Statement)>) -> Markup {
    match statement {
        None => html! { (voices::from(Voice::Outlet)) },
        Some((at, statement)) => html! {
            @match (&statement.source.name, statement.source.voice) {
                (Some(name), _) => { "according to " (name) },
                (None, voice) => (voices::from(voice)),
            }
            a.num href={ "#s" (at + 1) } aria-label={ "statement " (at + 1) } { (at + 1) }
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

/// The codebook's words for a claim, small.
pub(crate) fn code(body: &ClaimBody) -> Markup {
    html! { span.code title="in the words of the codebook" { (kind(body)) } }
}

fn kind(body: &ClaimBody) -> String {
    match body {
        ClaimBody::Event(event) => event_code(event.event, event.mode.as_deref()),
        ClaimBody::Commitment(one) => {
            format!("{} · {}", one.commitment_kind.word(), one.stage.word()).replace('_', " ")
        }
        ClaimBody::Control(one) => format!("control · {}", one.change),
        ClaimBody::Relation(one) => format!("relation · {}", one.relation.word()).replace('_', " "),
        ClaimBody::Figure(one) => format!("figure · {}", one.what),
    }
}

/// Type and mode as PLOVER writes them.
pub(crate) fn event_code(event: EventType, mode: Option<&str>) -> String {
    mode.map_or_else(|| event.to_string(), |mode| format!("{event} · {mode}"))
}

/// The claim as a short sentence.
pub(crate) fn sentence(claim: &Claim) -> Markup {
    match &claim.body {
        ClaimBody::Event(event) => event_words(event, claim.modality),
        ClaimBody::Commitment(commitment) => commitment_words(commitment),
        ClaimBody::Control(control) => control_words(control),
        ClaimBody::Relation(relation) => relation_words(relation),
        ClaimBody::Figure(figure) => figure_words(figure),
    }
}

fn event_words(event: &EventClaim, modality: Modality) -> Markup {
    // Words are said to people: "refused every deal help" names a thing that nobody said.
    let said = matches!(event.event.quad(), Quad::VerbalConflict | Quad::VerbalCooperation);
    let shown = |one: &&Entity| one.actor.is_some() || !said;
    let recipient: Vec<Entity> = event.recipient.iter().filter(shown).cloned().collect();
    let who = [("a", joined(&event.actor)), ("r", joined(&recipient))];
    // "withdrew from Goma, Goma" says the place twice.
    let named = |place: &&Place| event.recipient.iter().any(|one| one.name == place.name);
    let place = event.place.as_ref().filter(|place| !named(place));
    html! {
        (wording::claimed(event.event, event.mode.as_deref(), modality, &who))
        @if !event.mediator.is_empty() { ", mediated by " (entities(&event.mediator)) }
        (place_and_time(place, event.time.as_ref()))
    }
}

/// So many parties stand in a title; accounts that differ name more.
const NAMED: usize = 2;

/// What happened and to whom as several reports tell it: "an attack on South, reported of North".
pub(crate) fn reported(
    event: EventType,
    mode: Option<&str>,
    (actor, recipient): (&[Entity], &[Entity]),
) -> Markup {
    let first = |list: &[Entity]| {
        let list: Vec<Entity> = list.iter().filter(|one| one.actor.is_some()).cloned().collect();
        let list = list.as_slice();
        let more = list.len() > NAMED;
        joined(list.get(..NAMED).unwrap_or(list)).map(|names| html! { (names) @if more { " and others" } })
    };
    wording::reported(event, mode, &[("a", first(actor)), ("r", first(recipient))])
}

/// Entities as a sentence joins them; nothing where there are none.
fn joined(list: &[Entity]) -> Option<Markup> {
    (!list.is_empty()).then(|| entities(list))
}

fn commitment_words(one: &CommitmentClaim) -> Markup {
    let who = [("o", joined(&one.obligor)), ("e", joined(&one.obligee))];
    html! {
        (wording::undertaking(one.commitment_kind, one.stage, &who))
        @if let Some(breakers) = joined(&one.broken_by) { " by " (breakers) }
        @if let Some(quantity) = &one.quantity { ", " (range(quantity.low, quantity.best, quantity.high)) " " (quantity.unit) }
        (place_and_time(one.place.as_ref(), one.made.as_ref()))
        @if let Some(due) = &one.due { ", due " (days::range(due)) }
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
        @if let Some(when) = &one.time { ", " (days::range(when)) }
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
        b { (range(one.low, one.best, one.high)) } " " (one.unit) " " (wording::figure(one.what))
        @if let Some(of) = one.of.as_ref().filter(|of| of.number.is_none()) { ": " bdi { (of.name) } }
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
    // The name of a pack says nothing of how many; words of the report say it themselves.
    let known = one.actor.as_deref().is_some_and(|id| !id.starts_with("new:"));
    let number = one.number.filter(|_| known);
    html! { @if let Some(n) = number { (n) " " } b { bdi { (one.name) } } }
}

fn place_and_time(place: Option<&Place>, when: Option<&Time>) -> Markup {
    html! {
        @if let Some(place) = place { ", " (place_words(place)) }
        @if let Some(when) = when { ", " (days::range(when)) }
    }
}

/// A place with the areas around it.
pub(crate) fn place_words(place: &Place) -> Markup {
    html! {
        (place.name)
        @if let Some(area) = place.admin.last().filter(|area| **area != place.name && area.len() != 3) { " (" (area) ")" }
    }
}
