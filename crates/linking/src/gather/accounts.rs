//! Accounts: a claim with who tells it, where, in what words.

use crate::parts;
use crate::told::{Sentences, Told};
use record::claim::Claim;
use record::statement::{Firmness, Statement, Voice};
use record::{Account, Reading};

/// A claim in its report.
#[derive(Debug, Clone, Copy)]
pub struct Member<'r> {
    /// The report.
    pub told: &'r Told,
    /// The claim.
    pub claim: &'r Claim,
}

/// Sort members by day, then by report and place in the text: the order they are shown in.
pub fn in_order<'r>(mut members: Vec<Member<'r>>) -> Vec<Member<'r>> {
    members.sort_by(|a, b| key(a).cmp(&key(b)));
    members
}

fn key<'m>(member: &'m Member<'_>) -> (jiff::civil::Date, &'m str, record::Span, &'m str) {
    (member.told.day, &member.told.report.0, member.claim.trigger, &member.claim.id.0)
}

/// Accounts of claims, in their order; the sentences of a report are cut once.
pub fn accounts(members: &[Member<'_>]) -> Vec<Account> {
    let mut made = Vec::with_capacity(members.len());
    let mut cut: Option<(&str, Sentences<'_>)> = None;
    for member in members {
        let id = member.told.report.0.as_str();
        if cut.as_ref().is_none_or(|(of, _)| *of != id) {
            cut = Some((id, Sentences::of(&member.told.text)));
        }
        if let Some((_, sentences)) = &cut {
            made.push(account(*member, sentences));
        }
    }
    made
}

/// One claim as its source tells it.
pub fn account(member: Member<'_>, sentences: &Sentences<'_>) -> Account {
    let Member { told, claim } = member;
    let statement = told.statement_of(claim);
    let source = statement.map(|statement| &statement.source);
    Account {
        claim: claim.id.clone(),
        statement: claim.statement.clone(),
        report: told.report.clone(),
        outlet: told.outlet.clone(),
        outlet_name: told.outlet_name.clone(),
        day: told.day,
        source: statement.and_then(|statement| named(statement, sentences)),
        actor: source.and_then(|source| source.actor.clone()),
        voice: source.map_or(Voice::Outlet, |source| source.voice),
        firmness: firmness(claim, statement),
        modality: claim.modality,
        span: claim.trigger,
        words: sentences.text_around(claim.trigger).to_owned(),
    }
}

/// The source's words, else its neutral name; none for the outlet's own voice.
fn named(statement: &Statement, sentences: &Sentences<'_>) -> Option<String> {
    if statement.source.voice == Voice::Outlet {
        return None;
    }
    let words = statement.source.span.map(|span| sentences.index().of(span).to_owned());
    statement.source.name.clone().or(words).filter(|name| !name.trim().is_empty())
}

/// A claim in a denial is denied, whatever the claim's own words.
fn firmness(claim: &Claim, statement: Option<&Statement>) -> Firmness {
    statement.map_or(claim.firmness, |statement| claim.firmness.max(statement.firmness))
}

/// The claims of a reading that stand on their own as happenings: events, commitments and control, not figures and relations.
pub fn happenings(reading: &Reading) -> impl Iterator<Item = &Claim> {
    reading.claims.iter().filter(|claim| !matches!(claim.body.kind_name(), "figure" | "relation"))
}

/// Whether two claims name the same doers, by id or folded name.
pub fn same_doers(a: &Claim, b: &Claim) -> bool {
    let keys = |claim| parts::doers(claim).into_iter().map(parts::actor_key).collect::<Vec<_>>();
    let (a, b) = (keys(a), keys(b));
    a.iter().any(|key| b.contains(key))
}
