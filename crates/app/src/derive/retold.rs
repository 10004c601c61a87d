//! What of a report others tell too, passage by passage: looked up when asked for, never kept.

use super::look::Derivation;
use crate::error::Result;
use crate::link::told_of;
use crate::view::Record;
use jiff::civil::Date;
use linking::blocks::keys;
use linking::nearest::Nearest;
use linking::retold::{self, Telling};
use linking::{Known, Seen, Told};
use record::{ReportId, Span};
use serde::Serialize;
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

impl Record {
    /// What of a report those nearest to it tell too, in text order, the likeliest first; empty where the record has no such id.
    pub fn retold(&self, known: &Known, id: &str) -> Result<Vec<Retelling>> {
        let id = ReportId::from(id);
        let Some((own, others)) = (match self.derivation(known)? {
            Derivation::Kept => self.with(|store| {
                let Some(own) = told_of(store, &id, 0)? else { return Ok(None) };
                let mut others = Vec::new();
                for report in store.beside(&id)? {
                    others.extend(told_of(store, &report, 0)?.map(|told| Seen::of(Arc::new(told))));
                }
                Ok(Some((Seen::of(Arc::new(own)), others)))
            })?,
            Derivation::Held(_) => nearest_of(self.told()?, &id),
        }) else {
            return Ok(Vec::new());
        };
        let own = Telling::of(own);
        let others = others.into_iter().map(Telling::of);
        let mut found: Vec<Retelling> = others.flat_map(|other| between(&own, &other)).collect();
        found.sort_by(|a, b| (a.span, -a.score, &a.report).cmp(&(b.span, -b.score, &b.report)));
        Ok(found)
    }
}

/// A report among all, and those that are near to it.
fn nearest_of(all: Vec<Arc<Told>>, id: &ReportId) -> Option<(Seen, Vec<Seen>)> {
    let mut seen: Vec<Option<Seen>> = all.into_iter().map(|told| Some(Seen::of(told))).collect();
    let own = seen.iter().position(|one| one.as_ref().is_some_and(|one| one.told.report == *id))?;
    let mut nearest = Nearest::default();
    for one in seen.iter().flatten() {
        nearest.add(one.told.report.clone(), keys(one));
    }
    let beside = |(a, b): (u32, u32)| match (a as usize == own, b as usize == own) {
        (true, _) => Some(b as usize),
        (_, true) => Some(a as usize),
        _ => None,
    };
    let others: Vec<usize> = nearest.pairs().into_iter().filter_map(beside).collect();
    let others = others.into_iter().filter_map(|n| seen.get_mut(n)?.take()).collect();
    Some((seen.get_mut(own)?.take()?, others))
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
