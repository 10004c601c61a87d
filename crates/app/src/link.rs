//! What linking makes of a record: events, undertakings, processes, control; and people's judgements about them.

use crate::clock::now;
use crate::contract;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::packs;
use crate::view::Record;
use jiff::Timestamp;
use jiff::civil::Date;
use linking::{Gathered, Known, Told, gather, link};
use reading::pack::Packs;
use record::id::JudgementId;
use record::judgement::{Correction, Judge, Judgement, Matter, Thing, Verdict};
use record::span::TextIndex;
use record::{Event, ReportId};
use serde::Serialize;
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{AsOf, Store};

/// What linking needs of packs.
pub fn known(folders: &[PathBuf]) -> Result<Known> {
    Ok(known_of(&packs::load(folders)?))
}

fn known_of(packs: &Packs) -> Known {
    Known::new(
        packs.outlets().to_vec(),
        packs.actors().to_vec(),
        packs.processes().to_vec(),
        packs.agreements().to_vec(),
    )
}

impl Engine {
    /// What linking needs of the packs this engine reads with.
    pub fn known(&self) -> Known {
        known_of(self.packs())
    }
}

/// One report with its current reading, as linking takes it; `series` is its place in the order of first reading.
pub(crate) fn told_of(store: &Store, report: &ReportId, series: i64) -> Result<Option<Told>> {
    let Some(held) = store.report(report)? else { return Ok(None) };
    let read_on = held.read_at.get(..10).and_then(|day| day.parse().ok()).unwrap_or(Date::ZERO);
    Ok(Some(Told::new(&held.report, held.reading, u64::try_from(series).unwrap_or_default(), read_on)))
}

/// People's judgements, in the order of the log, as far as they were made by a day.
pub(crate) fn decisions(store: &Store, until: Option<Date>) -> Result<Vec<Judgement>> {
    let until = until.map(|day| day.to_string());
    let mut all = Vec::new();
    for row in store.judgements()? {
        if until.as_ref().is_some_and(|until| row.at.get(..10) > Some(until.as_str())) {
            continue;
        }
        let parsed = serde_json::from_str(&row.json).map_err(|error| Error::Usage {
            message: format!("judgement {} of the log cannot be read: {error}", row.seq),
            help: "it was written by a newer Daftari, or the file is damaged: `daftari verify FILE`"
                .to_owned(),
        })?;
        all.push(parsed);
    }
    Ok(all)
}

impl Record {
    /// Everything linking makes, as of the day the record is looked at, put together in memory: for days gone by and for disks
    /// that cannot be written to. Kept until the record grows.
    pub(crate) fn gathered(&self, known: &Known) -> Result<Arc<Gathered>> {
        self.remembered(|| {
            let told = self.told()?;
            let pairs = link(known, &told);
            let people = self.decisions()?;
            let record =
                linking::Record { told: &told, pairs: &pairs, people: &people, known, as_of: self.day() };
            Ok(gather(&record))
        })
    }

    /// Put its text beside every span of a value that lies in a report named around it.
    ///
    /// # Errors
    /// As for opening a record.
    pub fn cite(&self, value: &mut Value) -> Result<()> {
        let reports = export::cited_reports(value);
        if reports.is_empty() {
            return Ok(());
        }
        let texts = self.with(|store| {
            let text = |id: String| {
                let held = store.report(&ReportId(id.clone()))?;
                Ok(held.map(|held| (id, held.report.text)))
            };
            reports.into_iter().filter_map(|id| text(id).transpose()).collect::<Result<_>>()
        })?;
        export::with_cited_text(value, &texts);
        Ok(())
    }

    /// Every report with its reading, as linking takes them.
    pub(crate) fn told(&self) -> Result<Vec<Arc<Told>>> {
        self.with(|store| {
            let mut told = Vec::new();
            for one in store.current()? {
                told.extend(told_of(store, &one.report, one.series)?.map(Arc::new));
            }
            Ok(told)
        })
    }

    /// People's judgements, in the order of the log, as far as they were made by the day looked at.
    pub fn decisions(&self) -> Result<Vec<Judgement>> {
        let until = self.as_of().read;
        self.with(|store| decisions(store, until))
    }

    /// The day states are worded as of: the day looked at, else today.
    pub(crate) fn day(&self) -> Date {
        let as_of = self.as_of();
        as_of
            .published
            .or(as_of.read)
            .unwrap_or_else(|| Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date())
    }
}

/// What linking makes can be listed too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// Events.
    Events,
    /// Undertakings.
    Commitments,
    /// Processes.
    Processes,
}

/// Write what linking makes as JSON Lines after the machine contract.
pub fn derived(record: &Record, known: &Known, what: Derived, out: &mut dyn Write) -> Result<()> {
    match what {
        Derived::Events => record.each_event(known, &mut |one| line(record, "event", one, out)),
        Derived::Commitments => {
            record.each_commitment(known, &mut |one| line(record, "commitment", one, out))
        }
        Derived::Processes => {
            record.processes(known)?.iter().try_for_each(|one| line(record, "process", one, out))?;
            record.control(known)?.iter().try_for_each(|one| line(record, "control", one, out))
        }
    }
}

/// Write events asked for by id as JSON Lines, each with the passages elsewhere that tell it too.
pub fn events_in_full(record: &Record, known: &Known, ids: &[String], out: &mut dyn Write) -> Result<()> {
    ids.iter().try_for_each(|id| line(record, "event", &record.event_in_full(known, id)?, out))
}

/// Write one thing linking makes, every span with its text.
fn line<T: Serialize>(record: &Record, kind: &str, noun: &T, out: &mut dyn Write) -> Result<()> {
    let mut object = export::derived(kind, noun).map_err(std::io::Error::from).map_err(Error::Output)?;
    record.cite(&mut object)?;
    contract::line(Ok(object), out)
}

/// What a person decides, as the command line and the site hand it over.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What was decided.
    pub verdict: Verdict,
    /// Ids: claims, reports, events (for all they hold), or judgements to take back.
    pub a: Vec<String>,
    /// Ids on the other side; none where each of `a` is judged alone.
    pub b: Vec<String>,
    /// For `correct`.
    pub correction: Option<Correction>,
    /// Who decided.
    pub by: String,
    /// Why.
    pub why: String,
}

/// Record a person's decision; it is appended to the log and nothing else is touched.
pub fn decide(file: &Path, known: &Known, decision: &Decision) -> Result<JudgementId> {
    if decision.by.trim().is_empty() || decision.why.trim().is_empty() {
        return Err(usage("a judgement needs who decided and why", "give --by NAME and --why REASON"));
    }
    let record = Record::open(file, AsOf::default())?;
    let things = |ids: &[String]| -> Result<Vec<Thing>> {
        let found: Vec<Vec<Thing>> = ids.iter().map(|id| record.things(id, known)).collect::<Result<_>>()?;
        Ok(found.into_iter().flatten().collect())
    };
    let (a, b) = (things(&decision.a)?, things(&decision.b)?);
    let alone =
        matches!(decision.verdict, Verdict::Keep | Verdict::Reject | Verdict::Correct | Verdict::Withdraw);
    if alone != b.is_empty() && !(decision.verdict == Verdict::Same && a.len() > 1) {
        return Err(usage(
            "`same`, `different` and `unsure` hold one side against another; the others judge things alone",
            "give two sides: `--a IDS --b IDS`",
        ));
    }
    check_correction(&record, decision, &a)?;
    let judgement = Judgement {
        id: JudgementId(String::new()),
        a,
        b,
        matter: if alone { Matter::Itself } else { Matter::Happening },
        verdict: decision.verdict,
        correction: decision.correction.clone(),
        by: Judge::Person { name: decision.by.trim().to_owned() },
        score: None,
        why: decision.why.trim().to_owned(),
        at: Some(now()),
    }
    .identified();
    let json = serde_json::to_string(&judgement).map_err(|error| Error::Output(error.into()))?;
    let at = judgement.at.clone().unwrap_or_default();
    Store::create(file)?.append(&[(judgement.id.0.clone(), json)], &at)?;
    Ok(judgement.id)
}

/// A correction must fit its claim when it is made, not only when it is read.
fn check_correction(record: &Record, decision: &Decision, things: &[Thing]) -> Result<()> {
    let Some(correction) = &decision.correction else {
        let missing = decision.verdict == Verdict::Correct;
        return if missing {
            Err(usage("`correct` needs a field and its value", "give --field NAME --value JSON"))
        } else {
            Ok(())
        };
    };
    for thing in things {
        let Thing::Claim(anchor) = thing else { continue };
        let held = record.with(|store| Ok(store.report(&anchor.report)?))?;
        let claims = held.map(|held| held.reading.claims).unwrap_or_default();
        if let Some(claim) = claims.iter().find(|claim| claim.id == anchor.claim) {
            linking::people::corrected(claim, std::slice::from_ref(correction))
                .map_err(|why| usage(&why, "fields and their form stand in `daftari schema`"))?;
        }
    }
    Ok(())
}

fn usage(message: &str, help: &str) -> Error {
    Error::Usage { message: message.to_owned(), help: help.to_owned() }
}

impl Record {
    /// What an id means for a judgement: a claim, a report, an earlier judgement, or all that an event or undertaking holds.
    fn things(&self, id: &str, known: &Known) -> Result<Vec<Thing>> {
        if let Some(claim) = self.anchored(id)? {
            return Ok(vec![claim]);
        }
        if let Some(held) = self.with(|store| Ok(store.report(&ReportId::from(id))?))? {
            return Ok(vec![Thing::Report { report: held.report.id }]);
        }
        if self.decisions()?.iter().any(|judgement| judgement.id.0 == id) {
            return Ok(vec![Thing::Judgement { judgement: id.into() }]);
        }
        let event = self.event(known, id)?.as_ref().map(held_by_event);
        let commitment = if event.is_none() { self.commitment(known, id)? } else { None };
        let claims = event.or_else(|| commitment.map(|one| (one.claims.clone(), Vec::new())));
        let Some((claims, reports)) = claims else {
            return Err(Error::Unknown { path: self.path().to_owned(), id: id.to_owned() });
        };
        let mut things: Vec<Thing> = reports.into_iter().map(|report| Thing::Report { report }).collect();
        for claim in claims {
            things.extend(self.anchored(&claim.0)?);
        }
        Ok(things)
    }

    fn anchored(&self, id: &str) -> Result<Option<Thing>> {
        let filter = store::Filter { id: Some(id.to_owned()), ..store::Filter::default() };
        let mut found = None;
        self.each_claim(&filter, |row| {
            let words = TextIndex::new(&row.at.text).of(row.claim.trigger).to_owned();
            found = Some(Thing::Claim(record::judgement::Anchor::of(&row.claim, &words)));
            Ok(())
        })?;
        Ok(found)
    }
}

fn held_by_event(event: &Event) -> (Vec<record::ClaimId>, Vec<ReportId>) {
    (event.claims.clone(), if event.main { event.reports.clone() } else { Vec::new() })
}
