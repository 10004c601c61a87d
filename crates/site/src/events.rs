//! Events: what several reports say of one happening, and in what they differ.

use crate::lists::{escaped, pages, report_link};
use crate::voices;
use crate::{claims, days, retold};
use app::{EventPage, Known};
use maud::{Markup, html};
use record::account::{Account, Independence, once};
use record::event::{Difference, Event, FigureRange, LabelUse, Link};
use record::statement::Firmness;

/// Events on one page of the list.
pub(crate) const PAGE: u32 = 40;

fn is_told_by_several(event: &Event) -> bool {
    event.reports.len() > 1
}

/// The list, under a heading for each of its two parts.
pub(crate) fn list(listed: &EventPage) -> Markup {
    let events = &listed.events;
    html! {
        h1 { "Events" }
        p.lead { "Claims judged to be about one happening. Counts of reports are not counts of sources: copies, one owner's outlets and one speaker's words count once." }
        @if events.is_empty() { p.note { "None yet." } }
        @for part in events.chunk_by(|a, b| is_told_by_several(a) == is_told_by_several(b)) {
            h2 { @if part.iter().any(is_told_by_several) { "Told by several reports" } @else { "Told by one report" } }
            ul.list { @for event in part { li { (head(event)) (side(event)) } } }
        }
        (pages("/events", listed.page, listed.page.saturating_mul(PAGE) < listed.total))
    }
}

fn head(event: &Event) -> Markup {
    html! {
        div {
            @if event.time.is_some() || event.place.is_some() {
                p.meta {
                    @if let Some(when) = &event.time { span { (days::range(when)) } }
                    @if let Some(place) = &event.place { span { (claims::place_words(place)) } }
                }
            }
            h3 { a href={ "/event/" (escaped(&event.id.0)) } { (title(event)) } }
            p.soft { (event.headline.as_deref().unwrap_or_default()) }
        }
    }
}

fn side(event: &Event) -> Markup {
    html! {
        div.side {
            p { b { (counted(event.reports.len(), "report")) } ", " (backing(event)) }
            @if let Some(dispute) = &event.disputed { p { span.tag.dis { "disputed" } " by " (dispute.by.join(", ")) } }
            @if !event.differences.is_empty() {
                p { "accounts differ in " (event.differences.iter().map(|one| one.aspect.word()).collect::<Vec<_>>().join(", ")) }
            }
        }
    }
}

/// What happened, in words; the codebook's word for it stands small after it.
pub(crate) fn title(event: &Event) -> Markup {
    html! {
        @match (&event.event, &event.headline) {
            (Some(kind), _) => (claims::reported(*kind, event.mode.as_deref(), (&event.actor, &event.recipient))),
            (None, Some(words)) => { "\u{201c}" (words) "\u{201d}" },
            (None, None) => "What the reports are about",
        }
        @if let Some(kind) = event.event { " " span.code title="in the words of the codebook" { (claims::event_code(kind, event.mode.as_deref())) } }
    }
}

/// "3 independent sources": never more certain than the record is.
pub(crate) fn independent(independence: &Independence) -> String {
    counted(independence.count as usize, "independent source")
}

/// How many independent sources say that it happened; in words where all who speak of it deny it.
fn backing(event: &Event) -> String {
    match (event.independent.count, &event.disputed) {
        (0, Some(_)) => "nobody says that it happened".to_owned(),
        _ => independent(&event.independent),
    }
}

pub(crate) fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// One event, whole.
pub(crate) fn body(event: &Event, known: &Known) -> Markup {
    html! {
        p.meta {
            span { (counted(event.reports.len(), "report")) }
            span { (backing(event)) }
            @if let Some(when) = &event.time { span { (days::range(when)) } }
            @if let Some(place) = &event.place { span { (claims::place_words(place)) } }
        }
        h1 { (title(event)) }
        @match &event.disputed {
            Some(dispute) => p.lead { span.tag.dis { "disputed" } " Denied by " (dispute.by.join(", ")) " (" (independent(&dispute.independent)) ")." },
            None => p.lead { "Nobody in the record denies it." },
        }
        (accounts("Who says so", event.accounts.iter().filter(|account| !account.denies())))
        (accounts("Who denies it", event.accounts.iter().filter(|account| account.denies())))
        (retold::of_event(&event.told_too))
        (figures(&event.figures))
        (differences(&event.differences))
        (labels(&event.labels, known))
        (independence(&event.independent, known))
        (links(&event.links))
    }
}

/// The name of an outlet a pack knows by this id; else what the report calls it.
pub(crate) fn outlet<'a>(known: &'a Known, id: &'a str) -> &'a str {
    known.outlet(id).and_then(|outlet| outlet.names.shown("en")).unwrap_or(id)
}

/// Accounts as a table, each leading to its words.
fn accounts<'a>(title: &str, accounts: impl Iterator<Item = &'a Account>) -> Markup {
    let rows = once(accounts);
    html! {
        @if !rows.is_empty() {
            h2 { (title) }
            div.wide tabindex="0" role="region" aria-label=(title) {
                table {
                    thead { tr { th scope="col" { "day" } th scope="col" { "who says so" } th scope="col" { "outlet" } th scope="col" { "words" } } }
                    tbody { @for account in rows { (account_row(account)) } }
                }
            }
        }
    }
}

fn account_row(account: &Account) -> Markup {
    html! {
        tr {
            td { (days::words(account.day)) }
            td { b { (account.source.as_deref().unwrap_or("the outlet itself")) } br; span.soft {
                (voices::label(account.voice))
                @if account.firmness != Firmness::Asserted { ", " (account.firmness.word()) }
                ", " (account.modality.word().replace('_', " "))
            } }
            td { (account.outlet_name) }
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
                            p { b { (version.says) } ": " (version.by.join(", ")) " (" (counted(version.independent as usize, "independent source")) ")" }
                        }
                    }
                }
            }
        }
    }
}

/// What each outlet calls each party, side by side.
fn labels(labels: &[LabelUse], known: &Known) -> Markup {
    html! {
        @if !labels.is_empty() {
            h2 { "What each outlet calls the parties" }
            div.wide tabindex="0" role="region" aria-label="What each outlet calls the parties" {
                table {
                    thead { tr { th scope="col" { "party" } th scope="col" { "outlet" } th scope="col" { "writes" } } }
                    tbody { @for label in labels {
                        tr { td { (label.name) } td { (outlet(known, &label.outlet)) } td {
                            @match label.at.first() {
                                Some(cited) => a.words href=(report_link(&cited.report.0)) { (label.words) },
                                None => (label.words),
                            }
                        } }
                    } }
                }
            }
        }
    }
}

fn independence(independence: &Independence, known: &Known) -> Markup {
    html! {
        @if !independence.origins.is_empty() {
            h2 { "How many are independent, and why not more" }
            ul {
                @for origin in &independence.origins { li { b { (outlet(known, &origin.name)) } ": " (counted(origin.reports.len(), "report")) } }
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
