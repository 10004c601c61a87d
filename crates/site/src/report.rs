//! The report page: the text as published, who is speaking, and what is claimed.

use crate::lists::{escaped, report_link};
use crate::retold::Retold;
use crate::text::Marked;
use crate::{claims, days, strip, voices};
use app::{Known, ReportPage};
use maud::{Markup, html};
use record::noted::Level;
use record::report::{Block, BlockKind};
use record::statement::{Quotation, Statement};
use record::{Claim, Reading, Report, Span};

/// At most so many claims stand open beside a paragraph; the rest fold, so that the text keeps its flow.
const OPEN_BESIDE: usize = 3;

/// The whole body of the page.
pub(crate) fn body(page: &ReportPage, known: &Known) -> Markup {
    let (report, reading) = (&page.report, &page.reading);
    let marked = Marked::new(report, reading);
    let retold = Retold { all: &page.retold, known };
    html! {
        (strip::patterns())
        (heading(report, &marked))
        (speaking(page))
        article.rows { (rows(report, reading, &marked, &retold)) }
        (loaded(page))
        (statements(report, reading))
        (related(page))
        (nearby(page))
        (notes(report, reading))
        (provenance(page))
    }
}

fn heading(report: &Report, marked: &Marked<'_>) -> Markup {
    html! {
        p.meta {
            @if let Some(outlet) = &report.outlet { span { (outlet) } }
            @match &report.published {
                Some(published) => span { "published " (days::of(&published.date.to_string())) },
                None => span { "date of publication not found" },
            }
            span { (language(&report.language)) }
            @for author in &report.authors { span { "by " (author) } }
            @if let Some(url) = report.url.as_deref().filter(|url| is_web(url)) {
                span { a href=(url) rel="noreferrer noopener external" { "as published" } }
            }
        }
        @match report.headline_span {
            Some(span) => h1 { (marked.inline(span)) },
            None => h1 { (report.headline.as_deref().unwrap_or("A report without a headline")) },
        }
        @if let Some(span) = report.standfirst_span.filter(|span| Some(*span) != report.headline_span) {
            p.standfirst { (marked.inline(span)) }
        }
        @if !report.topics.is_empty() || !report.tags.is_empty() {
            ul.chips aria-label="Topics and tags" {
                @for topic in &report.topics { li { a href={ "/?topic=" (escaped(topic)) } { (topic) } } }
                @for tag in report.tags.iter().filter(|tag| !report.topics.contains(tag)) { li { span { (tag) } } }
            }
        }
    }
}

/// A link is only offered to the web, never to another scheme a page may have smuggled in.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn language(code: &str) -> &str {
    match code {
        "en" => "English",
        "fr" => "French",
        _ => "language not read",
    }
}

/// The strip, its key, and the sourcing profile in a sentence.
fn speaking(page: &ReportPage) -> Markup {
    let statements = &page.reading.statements;
    html! {
        section.card.strip aria-labelledby="speaking" {
            h2 #speaking { "Who is speaking, from the first word to the last" }
            p.lead { (page.profile.sentence) }
            (strip::navigator(&page.report, statements))
            (strip::key(&page.report, statements))
            (unheard(page))
        }
    }
}

/// Who is spoken of and not quoted, and how many statements have nobody who could be asked.
fn unheard(page: &ReportPage) -> Markup {
    let (parties, unasked) = (&page.profile.not_quoted, &page.profile.unasked);
    html! {
        @if !parties.is_empty() {
            p {
                "Spoken of and not quoted: "
                @for (n, party) in parties.iter().enumerate() {
                    @if n > 0 { ", " }
                    (party.name)
                }
                "."
            }
        }
        @if !unasked.is_empty() {
            p { (count(unasked.len(), "statement")) " with nobody who could be asked." }
        }
    }
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// The paragraphs of the text, each with the claims that stand in it and in the headings above it.
fn rows(report: &Report, reading: &Reading, marked: &Marked<'_>, retold: &Retold<'_>) -> Markup {
    let whole = [Block { span: Span::new(0, voices::text_length(report)), kind: BlockKind::Paragraph }];
    let blocks: &[Block] = if report.blocks.is_empty() { &whole } else { &report.blocks };
    let shown_above = |block: &Block| {
        matches!(block.kind, BlockKind::Headline | BlockKind::Standfirst)
            && (Some(block.span) == report.headline_span || Some(block.span) == report.standfirst_span)
    };
    let is_heading = |block: &Block| block.kind == BlockKind::Heading || shown_above(block);
    // A heading goes with what follows it; the last row may be headings alone.
    let groups = blocks.chunk_by(|above, _| is_heading(above));
    html! {
        @for group in groups {
            div.row {
                div.prose { @for block in group.iter().filter(|block| !shown_above(block)) { (marked.block(*block)) } }
                (margin(group, reading, retold))
            }
        }
    }
}

/// The claims of a row: those that say most stand open, the rest fold; under them who else tells it.
fn margin(blocks: &[Block], reading: &Reading, retold: &Retold<'_>) -> Markup {
    let inside = |claim: &&Claim| blocks.iter().any(|block| block.span.contains(claim.trigger));
    let (bare, told): (Vec<&Claim>, Vec<&Claim>) =
        reading.claims.iter().filter(inside).partition(|claim| claims::is_bare(claim));
    let (open, rest) = told.split_at(told.len().min(OPEN_BESIDE));
    let folded = rest.len() + bare.len();
    html! {
        div.margin {
            @for claim in open { (claims::beside(claim, reading)) }
            @if folded > 0 {
                details {
                    summary { (count(folded, if open.is_empty() { "claim" } else { "more claim" })) }
                    @for claim in rest.iter().chain(&bare) { (claims::beside(claim, reading)) }
                }
            }
            (retold.beside(blocks))
        }
    }
}

/// Each loaded word once, however often it stands.
fn loaded(page: &ReportPage) -> Markup {
    html! {
        @if !page.profile.loaded.is_empty() {
            section aria-labelledby="loaded" {
                h2 #loaded { "Loaded words in the outlet's own voice" }
                div.wide tabindex="0" role="region" aria-labelledby="loaded" {
                    table {
                        thead { tr { th scope="col" { "it writes" } th scope="col" { "how often" } th scope="col" { "neutral" } th scope="col" { "used by" } } }
                        tbody {
                            @for word in &page.profile.loaded {
                                tr {
                                    td { span.words { (word.forms.join(", ")) } }
                                    td { (word.at.len()) }
                                    td { (word.neutral) }
                                    td.soft { (word.used_by) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn statements(report: &Report, reading: &Reading) -> Markup {
    html! {
        @if !reading.statements.is_empty() {
            section aria-labelledby="statements" {
                h2 #statements { "Who says what" }
                div.wide tabindex="0" role="region" aria-labelledby="statements" {
                    table.said {
                        thead { tr { th scope="col" { span.visually-hidden { "number" } } th scope="col" { "who" } th scope="col" { "how" } th scope="col" { "what" } } }
                        tbody { @for (at, one) in reading.statements.iter().enumerate() { (statement_row(at, one, report, reading)) } }
                    }
                }
            }
        }
    }
}

fn statement_row(at: usize, one: &Statement, report: &Report, reading: &Reading) -> Markup {
    let within = reading.statements.iter().position(|other| Some(&other.id) == one.within.as_ref());
    html! {
        tr id={ "s" (at + 1) } {
            td { a href={ "#m" (at + 1) } aria-label={ "statement " (at + 1) " in the text" } { (at + 1) } }
            td {
                b { (one.source.name.as_deref().or(one.source.span.map(|span| span.of(&report.text))).unwrap_or("not named")) }
                br; span.soft { (voices::label(one.source.voice)) }
                @for relay in &one.relay { br; span.soft { "through " (relay.name.as_deref().unwrap_or("another source")) } }
                @if let Some(outer) = within { br; span.soft { "inside " a href={ "#s" (outer + 1) } { (outer + 1) } } }
            }
            td {
                (one.attitude.word()) @if let Some(cue) = one.cue { " (" i { (cue.of(&report.text)) } ")" }
                br; span.soft { (one.firmness.word()) @if one.quotation != Quotation::None { ", " (one.quotation.word()) " speech" } }
            }
            td { span.words { @for (i, part) in one.content.iter().enumerate() { @if i > 0 { " … " } (part.of(&report.text)) } } }
        }
    }
}

fn related(page: &ReportPage) -> Markup {
    html! {
        @if !page.related.is_empty() {
            section aria-labelledby="related" {
                h2 #related { "The page also leads to" }
                div.cards {
                    @for one in &page.related {
                        div.card {
                            @if let Some(topic) = &one.card.topic { span.tag { (topic) } }
                            h3 { @match &one.report { Some(id) => a href=(report_link(&id.0)) { (one.card.title) }, None => (one.card.title) } }
                            @if let Some(teaser) = &one.card.teaser { p { (teaser) } }
                        }
                    }
                }
            }
        }
    }
}

/// Reports of about that day that speak of the same actors and places.
fn nearby(page: &ReportPage) -> Markup {
    html! {
        @if !page.nearby.is_empty() {
            section aria-labelledby="nearby" {
                h2 #nearby { "Other reports of these days on the same actors and places" }
                ul {
                    @for row in &page.nearby {
                        li {
                            a href=(report_link(&row.id.0)) { (row.headline.as_deref().unwrap_or("A report without a headline")) }
                            span.soft { " " (row.outlet.as_deref().unwrap_or("outlet not known")) ", " (days::of(&row.day)) }
                        }
                    }
                }
            }
        }
    }
}

/// Where the text and the reading of it come from.
fn provenance(page: &ReportPage) -> Markup {
    html! {
        details {
            summary { "Where this comes from" }
            table {
                tbody {
                    tr { th scope="row" { "input" } td { (page.origin) } }
                    @if let Some(capture) = &page.report.capture { tr { th scope="row" { "capture (SHA-256)" } td { (capture) } } }
                    tr { th scope="row" { "read" } td { (page.read_at) ", version " (page.version) " of " (page.versions.len()) } }
                    tr { th scope="row" { "understood" } td { (page.made_at) " by Daftari " (page.made_by.daftari) } }
                    tr { th scope="row" { "models and packs" } td { (page.made_by.models.iter().chain(&page.made_by.packs).cloned().collect::<Vec<_>>().join(", ")) } }
                }
            }
        }
    }
}

fn notes(report: &Report, reading: &Reading) -> Markup {
    let worth: Vec<_> =
        report.notes.iter().chain(&reading.notes).filter(|note| note.level > Level::Info).collect();
    html! {
        @if !worth.is_empty() {
            section aria-labelledby="notes" {
                h2 #notes { "What was lost or guessed in reading" }
                @for note in worth { p.note { (note.message) } }
            }
        }
    }
}
