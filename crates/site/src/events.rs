//! Events: what several reports say of one happening, and in what they differ.

use crate::claims;
use crate::lists::{escaped, pages, report_link};
use crate::voices;
use maud::{Markup, html};
use record::account::{Account, Independence};
use record::event::{Difference, Event, FigureRange, LabelUse, Link};
use record::statement::Firmness;
use serde::Serialize;

/// Events on one page of the list.
const PAGE: usize = 40;

/// One page of the events, latest first.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Listed {
    /// The events of this page.
    events: Vec<Event>,
    /// This page, counted from 1.
    page: u32,
    /// How many there are on all pages.
    total: usize,
}

impl Listed {
    /// Cut one page out of all.
    pub(crate) fn new(all: &[Event], page: u32) -> Listed {
        let page = page.max(1);
        let skip = (page as usize - 1).saturating_mul(PAGE);
        Listed { events: all.iter().skip(skip).take(PAGE).cloned().collect(), page, total: all.len() }
    }
}

/// Events, latest first.
pub(crate) fn list(listed: &Listed) -> Markup {
    let events = &listed.events;
    html! {
        h1 { "Events" }
        p.lead { "Claims judged to be about one happening. Counts of reports are not counts of sources: copies, one owner's outlets and one speaker's words count once." }
        @if events.is_empty() { p.note { "None yet." } }
        ul.list { @for event in events { li { (head(event)) (side(event)) } } }
        (pages("/events", listed.page, listed.page as usize * PAGE < listed.total))
    }
}

fn head(event: &Event) -> Markup {
    html! {
        div {
            p.meta {
                @if let Some(when) = &event.time { span { (claims::time(when)) } }
                @if let Some(place) = &event.place { span { (claims::place_words(place)) } }
            }
            h3 { a href={ "/event/" (escaped(&event.id.0)) } { (title(event)) } }
            p.soft { (event.headline.as_deref().unwrap_or_default()) }
        }
    }
}

fn side(event: &Event) -> Markup {
    html! {
        div.side {
            p { b { (counted(event.reports.len(), "report")) } ", " (independent(&event.independent)) }
            @if let Some(dispute) = &event.disputed { p { span.tag.dis { "disputed" } " by " (dispute.by.join(", ")) } }
            @if !event.differences.is_empty() {
                p { "accounts differ in " (event.differences.iter().map(|one| one.aspect.word()).collect::<Vec<_>>().join(", ")) }
            }
        }
    }
}

/// Type and parties in a line.
pub(crate) fn title(event: &Event) -> Markup {
    let kind = event.event.map_or("main happening".to_owned(), |kind| match &event.mode {
        Some(mode) => format!("{kind} · {mode}"),
        None => kind.to_string(),
    });
    html! {
        span.tag.type { (kind) } " "
        @if event.actor.is_empty() && event.recipient.is_empty() {
            @match &event.headline { Some(words) => { "\u{201c}" (words) "\u{201d}" }, None => "parties not said" }
        }
        @else {
            @if event.actor.is_empty() { span.soft { "actor not said" } } @else { (claims::entities(&event.actor)) }
            @if !event.recipient.is_empty() { " → " (claims::entities(&event.recipient)) }
        }
    }
}

/// "3 independent": never more certain than the record is.
fn independent(independence: &Independence) -> String {
    format!("{} independent", independence.count)
}

fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// One event, whole.
pub(crate) fn body(event: &Event) -> Markup {
    html! {
        p.meta {
            span { (counted(event.reports.len(), "report")) }
            span { (independent(&event.independent)) }
            @if let Some(when) = &event.time { span { (claims::time(when)) } }
            @if let Some(place) = &event.place { span { (claims::place_words(place)) } }
        }
        h1 { (title(event)) }
        @match &event.disputed {
            Some(dispute) => p.lead { span.tag.dis { "disputed" } " Denied by " (dispute.by.join(", ")) " (" (independent(&dispute.independent)) ")." },
            None => p.lead { "Nobody in the record denies it." },
        }
        (accounts("Who says so", event.accounts.iter().filter(|account| !account.denies())))
        (accounts("Who denies it", event.accounts.iter().filter(|account| account.denies())))
        (figures(&event.figures))
        (differences(&event.differences))
        (labels(&event.labels))
        (independence(&event.independent))
        (links(&event.links))
    }
}

/// Accounts as a table, each leading to its words.
pub(crate) fn accounts<'a>(title: &str, accounts: impl Iterator<Item = &'a Account>) -> Markup {
    let accounts: Vec<&Account> = accounts.collect();
    html! {
        @if !accounts.is_empty() {
            h2 { (title) }
            div.wide tabindex="0" role="region" aria-label=(title) {
                table {
                    thead { tr { th scope="col" { "day" } th scope="col" { "who says so" } th scope="col" { "outlet" } th scope="col" { "words" } } }
                    tbody { @for account in accounts { (account_row(account)) } }
                }
            }
        }
    }
}

fn account_row(account: &Account) -> Markup {
    html! {
        tr {
            td { (account.day) }
            td { b { (account.source.as_deref().unwrap_or("the outlet itself")) } br; span.soft {
                (voices::label(account.voice))
                @if account.firmness != Firmness::Asserted { ", " (account.firmness.word()) }
                ", " (account.modality.word().replace('_', " "))
            } }
            td { (account.outlet) }
            td { a.words href={ (report_link(&account.report.0)) "#" (account.claim) } { (account.words) } }
        }
    }
}

fn figures(figures: &[FigureRange]) -> Markup {
    html! {
        @if !figures.is_empty() {
            h2 { "How many" }
            div.wide tabindex="0" role="region" aria-label="How many" {
                table {
                    thead { tr { th scope="col" { "" } th scope="col" { "lowest" } th scope="col" { "best" } th scope="col" { "highest" } th scope="col" { "each figure, and who gives it" } } }
                    tbody {
                        @for range in figures {
                            tr {
                                th scope="row" { (range.what.word()) " " span.soft { (range.unit) } }
                                @for bound in [&range.low, &range.best, &range.high] {
                                    td { @match bound { Some(bound) => (bound.number), None => span.soft { "not said" } } }
                                }
                                td { @for one in &range.all {
                                    a href={ (report_link(&one.account.report.0)) "#" (one.account.claim) } { b { (one.number) } ", " (one.account.teller()) } br;
                                } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn differences(differences: &[Difference]) -> Markup {
    html! {
        @if !differences.is_empty() {
            h2 { "Where accounts differ" }
            div.cards {
                @for one in differences {
                    div.card {
                        h3 { (one.aspect.meaning()) }
                        @for version in &one.versions {
                            p { b { (version.says) } ": " (version.by.join(", ")) " (" (version.independent) " independent)" }
                        }
                    }
                }
            }
        }
    }
}

/// What each outlet calls each party, side by side.
fn labels(labels: &[LabelUse]) -> Markup {
    html! {
        @if !labels.is_empty() {
            h2 { "What each outlet calls the parties" }
            div.wide tabindex="0" role="region" aria-label="What each outlet calls the parties" {
                table {
                    thead { tr { th scope="col" { "party" } th scope="col" { "outlet" } th scope="col" { "writes" } } }
                    tbody { @for label in labels {
                        tr { td { (label.name) } td { (label.outlet) } td {
                            @match label.at.first() {
                                Some((report, _)) => a.words href=(report_link(&report.0)) { (label.words) },
                                None => (label.words),
                            }
                        } }
                    } }
                }
            }
        }
    }
}

fn independence(independence: &Independence) -> Markup {
    html! {
        @if !independence.origins.is_empty() {
            h2 { "How many are independent, and why not more" }
            ul {
                @for origin in &independence.origins { li { b { (origin.name) } ": " (counted(origin.reports.len(), "report")) } }
            }
            @if !independence.ties.is_empty() {
                ul { @for tie in &independence.ties {
                    li { span.tag { (tie.basis.word().replace('_', " ")) } " "
                        a href=(report_link(&tie.a.0)) { (tie.a) } " and " a href=(report_link(&tie.b.0)) { (tie.b) } ": " (tie.why) }
                } }
            }
        }
    }
}

/// Why the claims are linked, in words.
pub(crate) fn links(links: &[Link]) -> Markup {
    html! {
        @if !links.is_empty() {
            details {
                summary { "Why these are judged to be one (" (links.len()) ")" }
                ul { @for link in links {
                    li { a href=(report_link(&link.a.0)) { (link.a) } " and " a href=(report_link(&link.b.0)) { (link.b) } ": " (link.why)
                        @if let Some(person) = &link.by { ", decided by " (person) } }
                } }
            }
        }
    }
}
