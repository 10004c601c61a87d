//! What of a report others tell too, passage by passage: looked up when asked for, never kept.

use super::look::Derivation;
use crate::error::{Error, Result};
use crate::link::told_of;
use crate::view::Record;
use jiff::civil::Date;
use linking::blocks::keys;
use linking::nearest::Nearest;
use linking::retold::{self, Telling};
use linking::{Known, Seen, Told};
use record::event::{Cited, ToldToo};
use record::{Claim, ClaimBody, Event, ReportId, Span};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A passage of another report that tells what a passage of this one tells.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Retelling {
    /// The passage of this report.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// The other report.
    pub report: ReportId,
    /// Its outlet: a pack's id, the name as printed, or the report's own id.
    pub outlet: String,
    /// Its day.
    pub day: Date,
    /// Where it tells it.
    pub there: Span,
    /// In these words.
    pub there_words: String,
    /// Log odds of the two telling the same, in thousandths.
    pub score: i32,
    /// Whether these are high enough to say so outright.
    pub sure: bool,
    /// Why, in words.
    pub why: String,
}

/// A report among all, and those that are near to it.
type Beside = (Seen, Vec<Seen>);

impl Record {
    /// What of a report those nearest to it tell too, in text order, the likeliest first; empty where the record has no such id.
    pub fn retold(&self, known: &Known, id: &str) -> Result<Vec<Retelling>> {
        let Some((own, others)) = self.beside(known, &[ReportId::from(id)])?.pop() else {
            return Ok(Vec::new());
        };
        let own = Telling::of(own);
        let others = others.into_iter().map(Telling::of);
        let mut found: Vec<Retelling> = others.flat_map(|other| between(&own, &other)).collect();
        found.sort_by(|a, b| (a.span, -a.score, &a.report).cmp(&(b.span, -b.score, &b.report)));
        Ok(found)
    }

    /// One event with the passages elsewhere that tell it too.
    ///
    /// # Errors
    /// Where the record has no event of this id.
    pub fn event_in_full(&self, known: &Known, id: &str) -> Result<Event> {
        match self.event(known, id)? {
            Some(event) => self.with_told_too(known, event),
            None => Err(Error::Usage {
                message: format!("the record has no event `{id}`"),
                help: "`daftari events FILE` lists them with their ids".to_owned(),
            }),
        }
    }

    /// An event with the passages of further reports that tell it by their words, the likeliest first, one of each report.
    pub fn with_told_too(&self, known: &Known, event: Event) -> Result<Event> {
        let mut best: BTreeMap<ReportId, ToldToo> = BTreeMap::new();
        for (own, others) in self.beside(known, &event.reports)? {
            let own = Telling::of(own);
            let others = others.into_iter().filter(|other| !event.reports.contains(&other.told.report));
            for one in others.flat_map(|other| told_beside(known, &event, &own, &Telling::of(other))) {
                let entry = best.entry(one.at.report.clone()).or_insert_with(|| one.clone());
                if one.score > entry.score {
                    *entry = one;
                }
            }
        }
        let mut told_too: Vec<ToldToo> = best.into_values().collect();
        told_too.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.at.report.cmp(&b.at.report)));
        Ok(Event { told_too, ..event })
    }

    /// Of each report that the record has, those it is compared with.
    fn beside(&self, known: &Known, ids: &[ReportId]) -> Result<Vec<Beside>> {
        match self.derivation(known)? {
            Derivation::Kept => self.with(|store| {
                let seen = |id: &ReportId| Ok(told_of(store, id, 0)?.map(|told| Seen::of(Arc::new(told))));
                let mut found = Vec::new();
                for id in ids {
                    if let Some(own) = seen(id)? {
                        let others: Result<Vec<Option<Seen>>> = store.beside(id)?.iter().map(seen).collect();
                        found.push((own, others?.into_iter().flatten().collect()));
                    }
                }
                Ok(found)
            }),
            Derivation::Held(_) => Ok(nearest_of(self.told()?, ids)),
        }
    }
}

/// The same, where nothing is kept to look it up in.
fn nearest_of(all: Vec<Arc<Told>>, ids: &[ReportId]) -> Vec<Beside> {
    let seen: Vec<Seen> = all.into_iter().map(Seen::of).collect();
    let mut nearest = Nearest::default();
    for one in &seen {
        nearest.add(one.told.report.clone(), keys(one));
    }
    let mut beside: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (a, b) in nearest.pairs() {
        beside.entry(a).or_default().push(b);
        beside.entry(b).or_default().push(a);
    }
    let own = (0u32..).zip(&seen).filter(|(_, one)| ids.contains(&one.told.report));
    let others = |n: u32| beside.get(&n).into_iter().flatten().filter_map(|&m| seen.get(m as usize)).cloned();
    own.map(|(n, one)| (one.clone(), others(n).collect())).collect()
}

/// What of another report is like an account of an event, where no claim of the event's type was read: those are compared as claims.
fn told_beside(known: &Known, event: &Event, own: &Telling, other: &Telling) -> Vec<ToldToo> {
    let (mine, told) = (&own.seen.told, &other.seen.told);
    let of_event = |span: Span| {
        let accounts = event.accounts.iter().map(|account| (&account.report, account.span));
        let about = event.about.iter().map(|cited| (&cited.report, cited.span));
        accounts.chain(about).any(|(report, at)| *report == mine.report && at.overlaps(span))
    };
    let same_type = |claim: &Claim| match &claim.body {
        ClaimBody::Event(body) => event.event.is_none_or(|kind| kind == body.event),
        _ => false,
    };
    let read =
        |span: Span| told.reading.claims.iter().any(|claim| same_type(claim) && claim.trigger.overlaps(span));
    let found = retold::between(own, other).into_iter().filter(|one| of_event(one.a) && !read(one.b));
    let name = known.outlet(&told.outlet).and_then(|outlet| outlet.names.shown("en"));
    found
        .map(|one| ToldToo {
            at: Cited { report: told.report.clone(), span: one.b },
            words: one.b.of(&told.text).to_owned(),
            outlet: told.outlet.clone(),
            outlet_name: name.unwrap_or(&told.outlet_name).to_owned(),
            day: told.day,
            like: Cited { report: mine.report.clone(), span: one.a },
            score: (one.score * 1000.0).round() as i32,
            sure: one.score >= retold::SURE,
            why: one.why,
        })
        .collect()
}

fn between(own: &Telling, other: &Telling) -> Vec<Retelling> {
    let told = &other.seen.told;
    retold::between(own, other)
        .into_iter()
        .map(|one| Retelling {
            span: one.a,
            report: told.report.clone(),
            outlet: told.outlet.clone(),
            day: told.day,
            there: one.b,
            words: one.a.of(&own.seen.told.text).to_owned(),
            there_words: one.b.of(&told.text).to_owned(),
            sure: one.score >= retold::SURE,
            score: (one.score * 1000.0).round() as i32,
            why: one.why,
        })
        .collect()
}
