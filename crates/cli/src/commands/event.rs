//! `daftari events`: all in a line or two, or some in full.

use super::Done;
use super::link::{names, run as list, with, written};
use crate::args::EventsArguments;
use crate::plain::{counted, one_line};
use app::{Derived, Known, Record};
use record::Event;
use record::account::{Account, once};
use record::claim::Modality;
use record::event::{Difference, FigureBound, FigureRange, ToldToo};
use record::statement::Firmness;
use std::io::{self, Write};

/// Longest a line for people is.
const LINE: usize = 110;

pub(crate) fn run(asked: &EventsArguments) -> Done {
    if asked.ids.is_empty() {
        return list(&asked.derived, Derived::Events);
    }
    with(&asked.derived, &mut |record, known, out| {
        if asked.derived.json {
            app::events_in_full(record, known, &asked.ids, out)
        } else {
            in_full(record, known, &asked.ids, out)
        }
    })
}

fn in_full(record: &Record, known: &Known, ids: &[String], out: &mut dyn Write) -> app::Result<()> {
    for id in ids {
        written(whole(&record.event_in_full(known, id)?, out))?;
    }
    Ok(())
}

/// What it is, and how well it is backed.
pub(super) fn head(event: &Event, out: &mut dyn Write) -> io::Result<()> {
    let kind = event.event.map_or("main happening", |kind| kind.word());
    let parties = match (names(&event.actor), names(&event.recipient)) {
        (None, None) => String::new(),
        (Some(actor), None) => format!("  {actor}"),
        (None, Some(recipient)) => format!("  by whom not said → {recipient}"),
        (Some(actor), Some(recipient)) => format!("  {actor} → {recipient}"),
    };
    let place = event.place.as_ref().map(|place| format!(", {}", place.name)).unwrap_or_default();
    let reports = u32::try_from(event.reports.len()).unwrap_or(u32::MAX);
    writeln!(out, "{}  {kind}{parties}{place}", event.id)?;
    if let Some(headline) = &event.headline {
        writeln!(out, "    “{}”", one_line(headline, LINE))?;
    }
    let denied = event
        .disputed
        .as_ref()
        .map(|dispute| format!("; denied by {}", dispute.by.join(", ")))
        .unwrap_or_default();
    let backing = match (event.independent.count, &event.disputed) {
        (0, Some(_)) => "nobody says that it happened".to_owned(),
        (count, _) => counted(count, "independent source"),
    };
    writeln!(out, "    {}, {backing}{denied}", counted(reports, "report"))
}

fn whole(event: &Event, out: &mut dyn Write) -> io::Result<()> {
    head(event, out)?;
    let (denials, others): (Vec<&Account>, Vec<&Account>) =
        event.accounts.iter().partition(|account| account.denies());
    part("who says so", &once(others), out, account)?;
    part("who denies it", &once(denials), out, account)?;
    part("accounts differ in", &event.differences, out, difference)?;
    part("how many", &event.figures, out, figures)?;
    part("told too by their words, no claim of it read", &event.told_too, out, told_too)
}

/// A heading with a line or two for each; nothing where there is none.
fn part<T>(
    heading: &str,
    all: &[T],
    out: &mut dyn Write,
    line: fn(&T, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {heading}")?;
    all.iter().try_for_each(|one| line(one, out))
}

fn account(account: &&Account, out: &mut dyn Write) -> io::Result<()> {
    let firmness = match account.firmness {
        Firmness::Asserted => String::new(),
        firmness => format!(", {}", firmness.word()),
    };
    let modality = match account.modality {
        Modality::Happened => String::new(),
        modality => format!(", {}", modality.word().replace('_', " ")),
    };
    let by = account.source.as_deref().map(|source| format!("{source}, in ")).unwrap_or_default();
    writeln!(out, "    {}  {by}{}{firmness}{modality}  {}", account.day, account.outlet_name, account.claim)?;
    writeln!(out, "      “{}”", one_line(&account.words, LINE))
}

fn difference(one: &Difference, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    {}", one.aspect.meaning())?;
    for version in &one.versions {
        let backing = counted(version.independent, "independent source");
        writeln!(out, "      {}: {} ({backing})", version.says, version.by.join(", "))?;
    }
    Ok(())
}

fn figures(range: &FigureRange, out: &mut dyn Write) -> io::Result<()> {
    let bound = |bound: &Option<FigureBound>| {
        bound.as_ref().map_or_else(|| "not said".to_owned(), |bound| bound.number.to_string())
    };
    let (low, best, high) = (bound(&range.low), bound(&range.best), bound(&range.high));
    writeln!(out, "    {} {}: low {low}, best {best}, high {high}", range.what.word(), range.unit)
}

fn told_too(one: &ToldToo, out: &mut dyn Write) -> io::Result<()> {
    let sure = if one.sure { "" } else { "perhaps, " };
    writeln!(out, "    {}  {}, {}", one.day, one.outlet_name, one.at.report)?;
    writeln!(out, "      “{}”", one_line(&one.words, LINE))?;
    writeln!(out, "      {sure}{}", one_line(&one.why, LINE))
}
