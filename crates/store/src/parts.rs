//! The columns of a claim: what each kind is looked up by.

use record::claim::{Claim, ClaimBody};
use record::{Entity, Place, Time};

/// What a claim is found by, whatever its kind.
pub(crate) struct Parts<'c> {
    pub(crate) kind: &'static str,
    pub(crate) word: &'static str,
    pub(crate) detail: Option<&'c str>,
    pub(crate) place: Option<&'c Place>,
    pub(crate) time: Option<&'c Time>,
    pub(crate) actors: Vec<(&'static str, &'c Entity)>,
}

/// Take a claim's parts.
pub(crate) fn parts(claim: &Claim) -> Parts<'_> {
    match &claim.body {
        ClaimBody::Event(event) => Parts {
            kind: "event",
            word: event.event.word(),
            detail: event.mode.as_deref(),
            place: event.place.as_ref(),
            time: event.time.as_ref(),
            actors: roles(&[
                ("actor", &event.actor),
                ("recipient", &event.recipient),
                ("mediator", &event.mediator),
            ]),
        },
        ClaimBody::Commitment(commitment) => Parts {
            kind: "commitment",
            word: commitment.commitment_kind.word(),
            detail: Some(commitment.stage.word()),
            place: commitment.place.as_ref(),
            time: commitment.made.as_ref(),
            actors: roles(&[
                ("obligor", &commitment.obligor),
                ("obligee", &commitment.obligee),
                ("broken_by", &commitment.broken_by),
            ]),
        },
        ClaimBody::Control(control) => Parts {
            kind: "control",
            word: control.change.word(),
            detail: None,
            place: Some(&control.place),
            time: control.time.as_ref(),
            actors: std::iter::once(("holder", &control.holder))
                .chain(control.from.as_ref().map(|from| ("from", from)))
                .collect(),
        },
        ClaimBody::Relation(relation) => Parts {
            kind: "relation",
            word: relation.relation.word(),
            detail: relation.role.as_deref(),
            place: None,
            time: None,
            actors: vec![("from", &relation.from), ("to", &relation.to)],
        },
        ClaimBody::Figure(figure) => Parts {
            kind: "figure",
            word: figure.what.word(),
            detail: Some(&figure.unit),
            place: None,
            time: None,
            actors: figure.of.iter().map(|of| ("of", of)).collect(),
        },
    }
}

fn roles<'c>(lists: &[(&'static str, &'c Vec<Entity>)]) -> Vec<(&'static str, &'c Entity)> {
    lists.iter().flat_map(|(role, entities)| entities.iter().map(move |entity| (*role, entity))).collect()
}
