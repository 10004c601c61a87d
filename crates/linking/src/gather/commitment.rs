//! One undertaking from its claims and from deeds within its scope.

use crate::copies::ties::all_ties;
use crate::gather::accounts::{Member, account, accounts, in_order};
use crate::gather::deeds::{Scope, mark as deed_mark};
use crate::gather::event::{entities, most, place, time};
use crate::gather::independent::independence;
use crate::gather::sides::{parties, sides};
use crate::gather::tally::tally;
use crate::gather::wording::state;
use crate::known::Known;
use crate::parts;
use crate::told::{Sentences, Told};
use jiff::civil::Date;
use record::claim::{CommitmentClaim, CommitmentKind, Stage};
use record::commitment::{Commitment, Mark, MarkKind};
use record::date::{DateFrom, DatePrecision, Time};
use record::event::Link;
use record::id::{CommitmentId, EventId};
use record::pack::{AgreementEntry, PartialDate, Undertaking};
use record::span::TextIndex;
use record::{ClaimBody, Entity};
use std::collections::{BTreeMap, BTreeSet};

/// What makes one undertaking.
#[derive(Debug, Clone, Default)]
pub struct Parts<'r> {
    /// Its id, from the claim that was read first.
    pub id: String,
    /// Its claims.
    pub members: Vec<Member<'r>>,
    /// The undertaking of a pack's agreement that it is.
    pub pledged: Option<Pledged<'r>>,
    /// The links.
    pub links: Vec<Link>,
    /// The day its parties are looked up on: that of its latest report, else of its agreement.
    pub day: Date,
}

/// Where a deed that bears on an undertaking is looked up.
pub type Find<'f, 'r> = dyn Fn(&Scope<'_>, Date) -> Vec<(Member<'r>, EventId)> + 'f;

/// An undertaking of an agreement that a pack knows, whether or not a report speaks of it.
#[derive(Debug, Clone, Copy)]
pub struct Pledged<'r> {
    /// The agreement.
    pub agreement: &'r AgreementEntry,
    /// What it commits whom to.
    pub undertaking: &'r Undertaking,
}

impl Pledged<'_> {
    /// The mark its signing makes; nobody's account, so it stands with everybody else's.
    fn mark(&self, known: &Known) -> Mark {
        let name = self.agreement.names.shown("en").unwrap_or(&self.agreement.id);
        Mark {
            kind: MarkKind::Signed,
            day: self.agreement.date.first(),
            date_prec: precision(self.agreement.date),
            whom: self.undertaking.obligor.first().map(|id| known.entity(id)),
            event: None,
            number: None,
            account: None,
            why: format!("{name}, {}", self.agreement.date),
        }
    }

    fn due(&self) -> Option<Time> {
        self.undertaking.due.map(|due| Time {
            span: None,
            start: Some(due.first()),
            end: Some(due.last()),
            date_prec: precision(due),
            from: DateFrom::Text,
        })
    }
}

fn precision(date: PartialDate) -> DatePrecision {
    match date.first().until(date.last()).map_or(0, |span| span.get_days()) {
        0 => DatePrecision::Day,
        1..=31 => DatePrecision::Month,
        _ => DatePrecision::Year,
    }
}

/// Gather one undertaking as of a day.
pub fn commitment<'r>(known: &Known, parts: Parts<'r>, deeds: &Find<'_, 'r>, as_of: Date) -> Commitment {
    let Parts { id, members, pledged, links, day } = parts;
    let members = in_order(members);
    let bodies: Vec<(&Member<'_>, &CommitmentClaim)> = members.iter().filter_map(body).collect();
    let said = most(bodies.iter().map(|(_, body)| body.commitment_kind));
    let kind = said.or(pledged.map(|one| one.undertaking.kind)).unwrap_or(CommitmentKind::Other);
    let (obligor, obligee) = who(known, &members, pledged);
    let (at, due) = (place(&members), due(&bodies).or(pledged.and_then(|one| one.due())));
    let mut marks: Vec<Mark> = bodies.iter().map(|(member, body)| claimed(member, body)).collect();
    marks.extend(pledged.map(|one| one.mark(known)));
    let (wanted, made, ended) = life(&marks);
    let scope = Scope { kind, obligor: &obligor, place: at.as_ref(), wanted, made, ended };
    let deeds: Vec<(Member<'_>, Mark)> = deeds(&scope, day)
        .into_iter()
        .filter_map(|(deed, event)| Some((deed, deed_mark(known, &scope, deed, &event)?)))
        .collect();
    let all: Vec<Member<'_>> = members.iter().copied().chain(deeds.iter().map(|(deed, _)| *deed)).collect();
    marks.extend(deeds.into_iter().map(|(_, mark)| mark));
    marks.sort_by(|a, b| (a.day, a.kind, &a.why).cmp(&(b.day, b.kind, &b.why)));
    let reports = reports(&all);
    let ties = all_ties(&reports, known);
    let due_day = due.as_ref().and_then(|time| time.end.or(time.start));
    let parties = parties(known, &obligor, &obligee, day);
    let refs: Vec<&Mark> = marks.iter().collect();
    let process = most(bodies.iter().filter_map(|(_, body)| body.process.clone()));
    let process = process.or(pledged.map(|one| one.agreement.id.clone()));
    let (process, agreement) = falls_under(known, process);
    Commitment {
        id: CommitmentId(id),
        commitment_kind: kind,
        terms: longest(&bodies, |body| body.terms)
            .or(pledged.and_then(|one| one.undertaking.what.shown("en").map(str::to_owned))),
        condition: longest(&bodies, |body| body.condition),
        state: state(&refs, &ties, due_day, as_of),
        tally: tally(&refs, &unit(&bodies)),
        independent: independence(&accounts(&members), &ties),
        sides: sides(known, &parties, &marks, &ties, (due_day, as_of)),
        claims: all
            .iter()
            .map(|member| member.claim.id.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        outlets: reports
            .iter()
            .map(|told| told.outlet.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        reports: reports.iter().map(|told| told.report.clone()).collect(),
        made: time(&members),
        place: at,
        obligor,
        obligee,
        due,
        process,
        agreement,
        links,
    }
}

/// Who is bound and to whom: by any account, else by the agreement.
fn who(known: &Known, members: &[Member<'_>], pledged: Option<Pledged<'_>>) -> (Vec<Entity>, Vec<Entity>) {
    let (mut obligor, mut obligee) = (entities(members, &parts::doers), entities(members, &parts::receivers));
    // "the parties" beside names of them say nothing more
    if obligor.iter().any(|entity| entity.actor.is_some()) {
        obligor.retain(|entity| entity.actor.is_some());
    }
    if let Some(Pledged { undertaking, .. }) = pledged {
        // "the parties" are those of the agreement
        if obligor.iter().all(|entity| entity.actor.is_none()) {
            obligor = undertaking.obligor.iter().map(|id| known.entity(id)).collect();
        }
        if obligee.is_empty() {
            obligee = undertaking.obligee.iter().map(|id| known.entity(id)).collect();
        }
    }
    (obligor, obligee)
}

fn body<'m, 'r>(member: &'m Member<'r>) -> Option<(&'m Member<'r>, &'r CommitmentClaim)> {
    match &member.claim.body {
        ClaimBody::Commitment(body) => Some((member, body)),
        _ => None,
    }
}

fn reports<'r>(members: &[Member<'r>]) -> Vec<&'r Told> {
    let once: BTreeMap<(Date, &str), &Told> = members
        .iter()
        .map(|member| ((member.told.day, member.told.report.0.as_str()), member.told))
        .collect();
    once.into_values().collect()
}

/// The mark a commitment claim makes.
fn claimed(member: &Member<'_>, body: &CommitmentClaim) -> Mark {
    let account = account(*member, &Sentences::of(&member.told.text));
    let (day, _) = parts::days(member.claim, member.told.day);
    // What is said today of an old undertaking's keeping is drawn today, not on the day it was made.
    let verdict = matches!(body.stage, Stage::ReportedKept | Stage::ReportedPartly | Stage::ReportedBroken);
    let day = if verdict { member.told.day } else { day };
    Mark {
        kind: kind(body.stage, account.denies()),
        day,
        date_prec: if verdict {
            DatePrecision::Day
        } else {
            body.made.as_ref().map_or(DatePrecision::Day, |time| time.date_prec)
        },
        whom: body
            .broken_by
            .first()
            .or(body.obligor.first())
            .map(|entity| Entity { span: None, ..entity.clone() }),
        event: None,
        number: body.quantity.as_ref().and_then(|quantity| quantity.best.or(quantity.low)),
        why: format!("{} says so", account.teller()),
        account: Some(account),
    }
}

fn kind(stage: Stage, denied: bool) -> MarkKind {
    match (stage, denied) {
        (Stage::ReportedKept | Stage::ReportedPartly, true) => MarkKind::DeniesKept,
        (Stage::ReportedBroken, true) => MarkKind::DeniesBroken,
        (Stage::Promised | Stage::Offered | Stage::Agreed | Stage::Signed, true) => MarkKind::Refused,
        (Stage::Demanded, _) => MarkKind::Demanded,
        (Stage::Offered, false) => MarkKind::Offered,
        (Stage::Promised, false) => MarkKind::Promised,
        (Stage::Agreed, false) => MarkKind::Agreed,
        (Stage::Signed, false) => MarkKind::Signed,
        (Stage::Extended, _) => MarkKind::Extended,
        (Stage::Suspended, _) => MarkKind::Suspended,
        (Stage::Ended, _) => MarkKind::Ended,
        (Stage::ReportedKept, false) => MarkKind::Kept,
        (Stage::ReportedPartly, false) => MarkKind::Partly,
        (Stage::ReportedBroken, false) => MarkKind::Broken,
        (Stage::Refused, _) => MarkKind::Refused,
    }
}

/// First day it was wanted, first day it was undertaken, last day it was said to be over.
fn life(marks: &[Mark]) -> (Option<Date>, Option<Date>, Option<Date>) {
    use MarkKind as M;
    let first =
        |kinds: &[M]| marks.iter().filter(|mark| kinds.contains(&mark.kind)).map(|mark| mark.day).min();
    let made = first(&[M::Promised, M::Agreed, M::Signed, M::Extended, M::Kept, M::Partly, M::Broken]);
    let wanted = first(&[M::Demanded, M::Offered, M::Refused]).into_iter().chain(made).min();
    let ended = marks.iter().filter(|mark| mark.kind == M::Ended).map(|mark| mark.day).max();
    (wanted, made, ended)
}

/// The latest day any account sets for it.
fn due(bodies: &[(&Member<'_>, &CommitmentClaim)]) -> Option<Time> {
    let dues = bodies.iter().filter_map(|(_, body)| body.due.as_ref());
    dues.max_by_key(|time| time.end.or(time.start)).map(|time| Time { span: None, ..time.clone() })
}

fn unit(bodies: &[(&Member<'_>, &CommitmentClaim)]) -> String {
    most(bodies.iter().filter_map(|(_, body)| body.quantity.as_ref()).map(|q| q.unit.clone()))
        .unwrap_or_default()
}

/// The longest words any account gives for a part.
fn longest(
    bodies: &[(&Member<'_>, &CommitmentClaim)],
    part: impl Fn(&CommitmentClaim) -> Option<record::Span>,
) -> Option<String> {
    let words = |(member, body): &(&Member<'_>, &CommitmentClaim)| {
        part(body).map(|span| TextIndex::new(&member.told.text).of(span).to_owned())
    };
    bodies.iter().filter_map(words).max_by_key(|words| words.chars().count())
}

/// The process and the agreement a claim's `process` means: it holds the id of either.
fn falls_under(known: &Known, id: Option<String>) -> (Option<String>, Option<String>) {
    let Some(id) = id else { return (None, None) };
    match known.agreements.iter().find(|agreement| agreement.id == id) {
        Some(agreement) => (agreement.process.clone(), Some(id)),
        None => (Some(id), None),
    }
}
