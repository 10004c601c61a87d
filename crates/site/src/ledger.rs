//! The ledger: each undertaking drawn once per side and once for everybody else. A mark is a report; its shape carries
//! the meaning; dotted means that nobody reports.

use crate::events::{counted, independent, links};
use crate::lists::{escaped, pages, report_link};
use crate::strip::percent;
use crate::{claims, days, timeline};
use app::{Error, Known, Record};
use jiff::civil::Date;
use maud::{Markup, html};
use record::commitment::{Commitment, Mark, MarkKind, SideLine, Tally};
use record::process::{Process, Step};
use serde::Serialize;
use std::cmp::Reverse;
use timeline::Axis;

/// Undertakings of one process on the ledger, and of no process on one of its pages; on the page of a process.
const FEW: u32 = 10;
const MANY: u32 = 30;

/// The ledger, or the page of one process.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Ledger {
    /// Undertakings, by process.
    pub(crate) sections: Vec<Section>,
    /// This page, counted from 1.
    page: u32,
    /// Whether there are more pages.
    more: bool,
}

/// The undertakings of one process, latest first.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Section {
    /// The series of talks; none: undertakings under no process.
    pub(crate) process: Option<Process>,
    /// Those shown.
    commitments: Vec<Commitment>,
    /// How many there are.
    total: u32,
}

impl Section {
    /// When a report last told of one of them, where any did.
    fn told(&self) -> Option<Date> {
        let marks = self.commitments.iter().flat_map(|one| &one.sides).flat_map(|side| &side.marks);
        marks.filter(|mark| mark.account.is_some()).map(|mark| mark.day).max()
    }
}

impl Ledger {
    /// The latest undertakings of every process, and a page of those under none.
    pub(crate) fn of(record: &Record, known: &Known, page: u32) -> Result<Ledger, Error> {
        let page = page.max(1);
        let mut sections = Vec::new();
        for process in if page == 1 { record.processes(known)? } else { Vec::new() } {
            let part = record.commitments(known, &process.id.0, (0, FEW))?;
            // Steps and accounts stand on the process's own page.
            let process = Process { steps: Vec::new(), reports: Vec::new(), ..process };
            if part.total > 0 {
                sections.push(Section {
                    process: Some(process),
                    commitments: part.commitments,
                    total: part.total,
                });
            }
        }
        // What reports speak of before what only the pack knows was signed.
        sections.sort_by_key(|section| Reverse(section.told()));
        let loose = record.commitments(known, "", ((page - 1).saturating_mul(MANY), MANY))?;
        let more = page.saturating_mul(MANY) < loose.total;
        if !loose.commitments.is_empty() {
            sections.push(Section { process: None, commitments: loose.commitments, total: loose.total });
        }
        Ok(Ledger { sections, page, more })
    }

    /// One process with a page of its undertakings; none where no report speaks of it.
    pub(crate) fn under(
        record: &Record,
        known: &Known,
        id: &str,
        page: u32,
    ) -> Result<Option<Ledger>, Error> {
        let page = page.max(1);
        let Some(process) = record.processes(known)?.into_iter().find(|one| one.id.0 == id) else {
            return Ok(None);
        };
        let part = record.commitments(known, id, ((page - 1).saturating_mul(MANY), MANY))?;
        let more = page.saturating_mul(MANY) < part.total;
        let section = Section { process: Some(process), commitments: part.commitments, total: part.total };
        Ok(Some(Ledger { sections: vec![section], page, more }))
    }
}

/// Undertakings under their processes.
pub(crate) fn list(ledger: &Ledger) -> Markup {
    html! {
        h1 { "The ledger" }
        p.lead { "What was demanded, promised or agreed, and how its keeping is reported. Each undertaking is drawn once as each side tells it and once for everybody else; a mark is a report, and opens its sentence. Nothing here says what is true, and no report is not the same as kept." }
        (timeline::key())
        @if ledger.sections.is_empty() { p.note { "No undertaking yet." } }
        @for section in &ledger.sections { (one_section(section)) }
        (pages("/ledger", ledger.page, ledger.more))
    }
}

fn one_section(section: &Section) -> Markup {
    let shown = u32::try_from(section.commitments.len()).unwrap_or(u32::MAX);
    html! {
        @match &section.process {
            Some(process) => {
                h2 { a href={ "/process/" (escaped(&process.id.0)) } { (process.name) } " " span.soft { (process.parties.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")) } }
                (rows(section.commitments.iter()))
                @if section.total > shown {
                    p { a href={ "/process/" (escaped(&process.id.0)) } { "All " (section.total) " undertakings of these talks" } }
                }
            }
            None => {
                h2 { "Under no process" }
                (rows(section.commitments.iter()))
            }
        }
    }
}

fn rows<'a>(commitments: impl Iterator<Item = &'a Commitment>) -> Markup {
    let commitments: Vec<&Commitment> = commitments.collect();
    let days =
        commitments.iter().flat_map(|one| one.sides.iter().flat_map(|side| &side.marks)).map(|mark| mark.day);
    let axis = Axis::over(days);
    html! { @for one in &commitments { (row(one, axis.as_ref())) } }
}

fn row(one: &Commitment, axis: Option<&Axis>) -> Markup {
    html! {
        section.undertaking {
            div {
                h3 { a href={ "/commitment/" (escaped(&one.id.0)) } { (title(one)) } }
                p.soft {
                    (parties(one))
                    @if let Some(due) = &one.due { ", due " (days::range(due)) }
                }
            }
            @match axis { Some(axis) => (drawing(one, axis)), None => div {} }
            div.state { b { (one.state) } @if let Some(tally) = &one.tally { p.soft { (tally.words) } } }
        }
    }
}

fn title(one: &Commitment) -> String {
    let words = one.commitment_kind.word().replace('_', " ");
    let mut letters = words.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    match &one.place {
        Some(place) => format!("{first}{}, {}", letters.as_str(), place.name),
        None => format!("{first}{}", letters.as_str()),
    }
}

fn parties(one: &Commitment) -> Markup {
    html! {
        @if one.obligor.is_empty() { "by whom not said" } @else { (claims::entities(&one.obligor)) }
        @if !one.obligee.is_empty() { " towards " (claims::entities(&one.obligee)) }
    }
}

/// The lines of all sides over one axis.
fn drawing(one: &Commitment, axis: &Axis) -> Markup {
    let height = 30 * one.sides.len() + 24;
    html! {
        svg.ledger width="100%" height=(height) role="group" aria-label={ "State line of each side: " (one.state) } {
            (axis.grid(height))
            @for (at, side) in one.sides.iter().enumerate() { (side_line(side, at, axis)) }
        }
    }
}

fn side_line(side: &SideLine, at: usize, axis: &Axis) -> Markup {
    let y = 16 + 30 * at;
    html! {
        g class={ "side-" (if side.side.is_some() { at.min(2) } else { 2 }) } {
            @let lines = in_lines(&side.name);
            @for (n, line) in lines.iter().enumerate() {
                text.name x="0" y=(y + 4 + 12 * n - 6 * (lines.len() - 1)) { (line) }
            }
            (strokes(side, y, axis))
            @for mark in &side.marks { (mark_link(mark, y, axis)) }
        }
    }
}

/// The line between the marks: solid while the undertaking stands by this side's telling, dashed while it is only
/// wanted, dotted where nobody reports.
fn strokes(side: &SideLine, y: usize, axis: &Axis) -> Markup {
    let mut from = axis.left();
    let mut style = "quiet";
    let mut lines = Vec::new();
    for mark in &side.marks {
        let to = axis.at(mark.day);
        lines.push((from, to, style));
        (from, style) = (to, style_after(mark.kind, style));
    }
    // After the last report nothing is known, whatever stood before.
    lines.push((from, axis.right(), "quiet"));
    html! {
        @for (from, to, style) in lines.into_iter().filter(|(from, to, _)| from < to) {
            line class=(style) x1=(percent(from, 1000)) x2=(percent(to, 1000)) y1=(y) y2=(y) {}
        }
    }
}

fn style_after(kind: MarkKind, before: &'static str) -> &'static str {
    match kind {
        MarkKind::Offered
        | MarkKind::Promised
        | MarkKind::Agreed
        | MarkKind::Signed
        | MarkKind::Kept
        | MarkKind::Partly
        | MarkKind::DeniesBroken
        | MarkKind::Extended => "stands",
        MarkKind::Demanded | MarkKind::Refused | MarkKind::Suspended => "wanted",
        MarkKind::Broken | MarkKind::DeniesKept | MarkKind::Ended => "quiet",
        MarkKind::Due | MarkKind::CandidateKept | MarkKind::CandidateBroken => before,
    }
}

fn mark_link(mark: &Mark, y: usize, axis: &Axis) -> Markup {
    let words = mark_words(mark);
    let drawn = html! {
        svg x=(percent(axis.at(mark.day), 1000)) y=(y) overflow="visible" { (timeline::shape(mark.kind)) title { (words) } }
    };
    html! {
        @match &mark.account {
            Some(account) => a href={ (report_link(&account.report.0)) "#" (account.claim) } aria-label=(words) { (drawn) },
            None => (drawn),
        }
    }
}

fn mark_words(mark: &Mark) -> String {
    let what = mark.kind.word().replace('_', " ");
    let number = mark.number.map(|n| format!(" ({n})")).unwrap_or_default();
    let whom = mark.whom.as_ref().map(|whom| format!(" by {}", whom.name)).unwrap_or_default();
    match &mark.account {
        Some(account) => {
            format!("{}: {what}{whom}{number}, says {} ({})", mark.day, account.teller(), account.outlet_name)
        }
        None => format!("{}: {what}{whom}{number}", mark.day),
    }
}

/// A name on at most two lines of a few letters.
fn in_lines(name: &str) -> Vec<String> {
    const MOST: usize = 13;
    let long = |words: &str| words.chars().count() > MOST;
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(last) if lines_full(last, word, MOST) => lines.push(word.to_owned()),
            Some(last) => *last = format!("{last} {word}"),
            None => lines.push(word.to_owned()),
        }
    }
    let more = lines.len() > 2;
    lines.truncate(2);
    let last = lines.len().saturating_sub(1);
    let cut = |(n, line): (usize, String)| match long(&line) || more && n == last {
        true => line.chars().take(MOST - 1).chain(['…']).collect(),
        false => line,
    };
    lines.into_iter().enumerate().map(cut).collect()
}

fn lines_full(line: &str, word: &str, most: usize) -> bool {
    line.chars().count() + 1 + word.chars().count() > most
}

/// One undertaking, whole: the drawing, its table twin, its numbers, why its claims are linked.
pub(crate) fn body(one: &Commitment) -> Markup {
    let axis = Axis::over(one.sides.iter().flat_map(|side| &side.marks).map(|mark| mark.day));
    html! {
        p.meta {
            span { (parties(one)) }
            @if let Some(due) = &one.due { span { "due " (days::range(due)) } }
            span { (counted(one.reports.len(), "report")) ", " (independent(&one.independent)) }
        }
        h1 { (title(one)) }
        p.lead { (one.state) }
        @if let Some(terms) = &one.terms { blockquote.prose { (terms) } }
        @if let Some(condition) = &one.condition { p { "Condition: " span.words { (condition) } } }
        (timeline::key())
        @if let Some(axis) = &axis { (drawing(one, axis)) }
        @if let Some(tally) = &one.tally { (tally_table(tally)) }
        @for side in &one.sides { (side_table(side)) }
        (links(&one.links))
    }
}

fn tally_table(tally: &Tally) -> Markup {
    html! {
        h2 { "The numbers" }
        p { (tally.words) }
    }
}

/// The marks of one side as a table: the drawing's twin.
fn side_table(side: &SideLine) -> Markup {
    html! {
        h2 { "As told by " (side.name) }
        p.soft { (side.state) }
        @if !side.marks.is_empty() {
            div.wide tabindex="0" role="region" aria-label={ "As told by " (side.name) } {
                table {
                    thead { tr { th scope="col" { "day" } th scope="col" { "" } th scope="col" { "who says so" } th scope="col" { "words" } } }
                    tbody { @for mark in &side.marks {
                        tr {
                            td { (days::words(mark.day)) }
                            td { (mark.kind.word().replace('_', " "))
                                @if let Some(whom) = &mark.whom { " by " (whom.name) }
                                @if let Some(n) = mark.number { " (" (n) ")" }
                                br; span.soft { (mark.why) } }
                            @match &mark.account {
                                Some(account) => {
                                    td { b { (account.source.as_deref().unwrap_or("the outlet itself")) } br; span.soft { (account.outlet_name) } }
                                    td { a.words href={ (report_link(&account.report.0)) "#" (account.claim) } { (account.words) } }
                                }
                                None => { td { span.soft { "the agreement" } } td {} }
                            }
                        }
                    } }
                }
            }
        }
    }
}

/// One process: parties, steps, agreements, undertakings.
pub(crate) fn process(ledger: &Ledger) -> Markup {
    html! {
        @for section in &ledger.sections {
            @if let Some(process) = &section.process {
                (one_process(process, &section.commitments))
                (pages(&format!("/process/{}", escaped(&process.id.0)), ledger.page, ledger.more))
            }
        }
    }
}

fn one_process(one: &Process, commitments: &[Commitment]) -> Markup {
    let names =
        |list: &[record::Entity]| list.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
    html! {
        p.meta {
            span { (counted(one.reports.len(), "report")) ", " (independent(&one.independent)) }
            @if !one.venues.is_empty() { span { (one.venues.join(", ")) } }
        }
        h1 { (one.name) }
        p.lead { (names(&one.parties)) @if !one.mediators.is_empty() { "; mediated by " (names(&one.mediators)) } }
        h2 { "Steps" }
        @if one.steps.is_empty() { p { "No report of a session." } }
        ol.steps { @for step in &one.steps { (step_item(step)) } }
        @if !one.agreements.is_empty() {
            h2 { "Agreements" }
            ul { @for agreement in &one.agreements { li { b { (agreement.name) } ", " (days::of(&agreement.date)) } } }
        }
        h2 { "Undertakings" }
        (timeline::key())
        (rows(commitments.iter()))
    }
}

fn step_item(step: &Step) -> Markup {
    html! {
        li {
            (days::words(step.day)) " " a href={ "/event/" (escaped(&step.event.0)) } { span.tag.type { (step.kind.word().replace('_', " ")) } }
            " " (claims::entities(&step.who))
            span.soft { ", " (counted(step.accounts.len(), "account")) ", " (counted(step.independent as usize, "independent source")) }
            @if !step.denied_by.is_empty() { " " span.tag.dis { "denied by " (step.denied_by.join(", ")) } }
        }
    }
}
