//! What a report tells right after an undertaking: who frees some of those whose release was demanded, and whom a side blames for
//! the end or the breach of a truce.
//!
//! "M23 demanded the release of 700 detainees. The government released five" says of whom it was demanded; "The ceasefire has
//! collapsed. M23 blames the Wazalendo" is that side's account of who broke it.

use super::again::sentence_of;
use super::tree::Tree;
use language::Relation;
use record::claim::{Claim, ClaimBody, CommitmentClaim, CommitmentKind, EventClaim, Modality, Stage};
use record::id::content_id;
use record::plover::EventType;
use record::statement::Evidence;
use record::{ClaimId, Statement};

/// How many sentences after an undertaking what is done about it may stand.
const SENTENCES: usize = 2;

/// Add what later sentences say of the undertakings of earlier ones. Claims are in text order.
pub(crate) fn fill(trees: &[Option<Tree<'_>>], statements: &[Statement], claims: &mut Vec<Claim>) {
    let sentences: Vec<Option<usize>> =
        claims.iter().map(|claim| sentence_of(trees, claim.trigger)).collect();
    let near = |first: usize, then: usize, most: usize| {
        let steps = sentences[first].zip(sentences[then]).and_then(|(a, b)| b.checked_sub(a));
        steps.is_some_and(|steps| (1..=most).contains(&steps))
    };
    let mut blamed: Vec<Claim> = Vec::new();
    for n in 0..claims.len() {
        let Some(undertaking) = commitment(&claims[n]).cloned() else { continue };
        let last = claims.len();
        let after = || (n + 1..last).filter(|&m| near(n, m, SENTENCES));
        if let Some(doer) = after().find(|&m| answers(&undertaking, &claims[m])) {
            name_obligor(claims, n, doer);
        }
        let next = after().filter(|&m| near(n, m, 1));
        for m in next.filter(|_| over(&undertaking)) {
            let tree = sentences[m].and_then(|at| trees[at].as_ref());
            blamed.extend(
                tree.and_then(|tree| blame(tree, statements, (&claims[n], &undertaking), &claims[m])),
            );
        }
    }
    claims.extend(blamed);
    claims.sort_by(|a, b| a.trigger.cmp(&b.trigger).then_with(|| a.id.cmp(&b.id)));
    claims.dedup_by(|a, b| a.id == b.id);
}

fn commitment(claim: &Claim) -> Option<&CommitmentClaim> {
    match &claim.body {
        ClaimBody::Commitment(body) => Some(body),
        _ => None,
    }
}

fn event(claim: &Claim) -> Option<&EventClaim> {
    match &claim.body {
        ClaimBody::Event(event) => Some(event),
        _ => None,
    }
}

/// Whether an event does what was demanded of nobody by name, by somebody else than who demands it.
fn answers(demand: &CommitmentClaim, claim: &Claim) -> bool {
    let open = demand.stage == Stage::Demanded
        && demand.commitment_kind == CommitmentKind::Release
        && demand.obligor.is_empty();
    let done = claim.modality == Modality::Happened;
    let other = |event: &EventClaim| {
        event.event == EventType::Retreat
            && event.mode.as_deref() == Some("release")
            && !event.actor.is_empty()
            && event
                .actor
                .iter()
                .all(|doer| doer.actor.is_some() && !demand.obligee.iter().any(|who| who.actor == doer.actor))
    };
    open && done && event(claim).is_some_and(other)
}

fn name_obligor(claims: &mut [Claim], demand: usize, deed: usize) {
    let Some(actor) = event(&claims[deed]).map(|event| event.actor.clone()) else { return };
    let names: Vec<&str> = actor.iter().map(|doer| doer.name.as_str()).collect();
    let effect = format!("demanded of {}, who is told right after to have released some", names.join(", "));
    let trigger = claims[deed].trigger;
    claims[demand].why.push(Evidence { span: Some(trigger), rule: "told right after".to_owned(), effect });
    if let ClaimBody::Commitment(body) = &mut claims[demand].body {
        body.obligor = actor;
    }
}

/// Whether an undertaking to stop fighting is said to be over or broken.
fn over(undertaking: &CommitmentClaim) -> bool {
    matches!(undertaking.commitment_kind, CommitmentKind::Ceasefire | CommitmentKind::Truce)
        && matches!(undertaking.stage, Stage::Ended | Stage::ReportedBroken)
}

/// "M23 blames the Wazalendo" with nothing they are blamed for, right after: they broke it, says M23.
fn blame(
    tree: &Tree<'_>,
    statements: &[Statement],
    (earlier, undertaking): (&Claim, &CommitmentClaim),
    claim: &Claim,
) -> Option<Claim> {
    let accusation =
        event(claim).filter(|event| event.event == EventType::Accuse && !event.recipient.is_empty())?;
    let at =
        (0..tree.len()).find(|&at| tree.is(at, "blames") && claim.trigger.contains(tree.word(at).span))?;
    let said = statements.iter().find(|s| s.cue.is_some_and(|cue| cue.overlaps(claim.trigger)))?;
    if !alone(tree, at) || claim.modality != Modality::Happened {
        return None;
    }
    let mut body = undertaking.clone();
    body.stage = Stage::ReportedBroken;
    body.broken_by = accusation.recipient.clone();
    (body.terms, body.quantity, body.condition) = (None, None, None);
    let (start, end) = (claim.trigger.start.to_string(), claim.trigger.end.to_string());
    let parts = [&claim.report.0, &start, &end, "commitment", "blamed"];
    let why = |span, effect: &str| Evidence {
        span: Some(span),
        rule: "told right after".to_owned(),
        effect: effect.to_owned(),
    };
    Some(Claim {
        id: ClaimId(content_id("c", &parts)),
        report: claim.report.clone(),
        statement: Some(said.id.clone()),
        trigger: claim.trigger,
        modality: Modality::Happened,
        firmness: said.firmness,
        body: ClaimBody::Commitment(body),
        why: vec![
            why(earlier.trigger, "said to be over or broken"),
            why(claim.trigger, "blamed right after, with nothing else to be blamed for"),
        ],
    })
}

/// Whether a verb of blaming names nothing that somebody is blamed for.
fn alone(tree: &Tree<'_>, at: usize) -> bool {
    !tree.children(at).iter().any(|&child| {
        matches!(tree.relation(child), Relation::Advcl | Relation::Xcomp | Relation::Ccomp)
            || tree.relation(child) == Relation::Obl && !tree.is_time(child)
    })
}
