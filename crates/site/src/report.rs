//! The report page: the text as published, who is speaking, and what is claimed.

use crate::text::Marked;
use crate::{claims, strip, voices};
use maud::{Markup, html};
use record::noted::Level;
use record::report::{Block, BlockKind};
use record::statement::{Statement, Voice};
use record::{Claim, Reading, Report, Span};

/// At most so many claims stand open beside a paragraph; the rest fold, so that the text keeps its flow.
const OPEN_BESIDE: usize = 4;

/// The whole body of the page.
pub(crate) fn body(report: &Report, reading: &Reading) -> Markup {
    let marked = Marked::new(report, reading);
    html! {
        (strip::patterns())
        (heading(report, &marked))
        (speaking(report, reading))
        article.rows { (rows(report, reading, &marked)) }
        (loaded(report, reading))
        (statements(report, reading))
        (related(report))
        (notes(report, reading))
    }
}

fn heading(report: &Report, marked: &Marked<'_>) -> Markup {
    html! {
        p.meta {
            @if let Some(outlet) = &report.outlet { span { (outlet) } }
            @match &report.published {
                Some(published) => span { "published " (published.date) },
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
                @for topic in report.topics.iter().chain(&report.tags) { li { span { (topic) } } }
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
fn speaking(report: &Report, reading: &Reading) -> Markup {
    html! {
        section.card.strip aria-labelledby="speaking" {
            h2 #speaking { "Who is speaking, from the first word to the last" }
            p.lead { (in_words(reading)) }
            (strip::navigator(report, &reading.statements))
            (strip::key(report, &reading.statements))
        }
    }
}

/// "41 claims: 33 in the outlet's own voice, 7 from unnamed sources, 1 named".
fn in_words(reading: &Reading) -> Markup {
    let of = |voice: Voice| {
        let spoken = |claim: &&Claim| {
            claims::statement_of(claim, reading).map_or(Voice::Outlet, |(_, s)| s.source.voice) == voice
        };
        reading.claims.iter().filter(spoken).count()
    };
    let parts = [
        (of(Voice::Outlet), "in the outlet's own voice"),
        (of(Voice::Unnamed), "from unnamed sources"),
        (of(Voice::Collective), "from vague groups"),
        (of(Voice::Named), "laid to somebody named"),
    ];
    html! {
        b { (count(reading.claims.len(), "claim")) }
        @if !reading.claims.is_empty() {
            ": "
            @for (i, (n, words)) in parts.iter().enumerate() { @if i > 0 { ", " } (n) " " (words) }
        }
        ". " (count(reading.statements.len(), "statement")) " found."
    }
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// Each block of the text with the claims that stand in it.
fn rows(report: &Report, reading: &Reading, marked: &Marked<'_>) -> Markup {
    let whole = [Block { span: Span::new(0, voices::text_length(report)), kind: BlockKind::Paragraph }];
    let blocks: &[Block] = if report.blocks.is_empty() { &whole } else { &report.blocks };
    let shown_above = |block: &Block| {
        matches!(block.kind, BlockKind::Headline | BlockKind::Standfirst)
            && (Some(block.span) == report.headline_span || Some(block.span) == report.standfirst_span)
    };
    html! {
        @for block in blocks {
            div.row {
                div.prose { @if !shown_above(block) { (marked.block(*block)) } }
                (margin(block.span, reading))
            }
        }
    }
}

fn margin(span: Span, reading: &Reading) -> Markup {
    let here: Vec<&Claim> = reading.claims.iter().filter(|claim| span.contains(claim.trigger)).collect();
    let (open, folded) = here.split_at(here.len().min(OPEN_BESIDE));
    html! {
        div.margin {
            @for claim in open { (claims::beside(claim, reading)) }
            @if !folded.is_empty() {
                details {
                    summary { (count(folded.len(), "more claim")) }
                    @for claim in folded { (claims::beside(claim, reading)) }
                }
            }
        }
    }
}

fn loaded(report: &Report, reading: &Reading) -> Markup {
    html! {
        @if !reading.loaded.is_empty() {
            section aria-labelledby="loaded" {
                h2 #loaded { "Loaded words in the outlet's own voice" }
                div.wide tabindex="0" role="region" aria-labelledby="loaded" {
                    table {
                        thead { tr { th { "it writes" } th { "neutral" } th { "used by" } } }
                        tbody {
                            @for word in &reading.loaded {
                                tr { td { span.words { (word.span.of(&report.text)) } } td { (word.neutral) } td.soft { (word.used_by) } }
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
                    table {
                        thead { tr { th { "" } th { "who" } th { "how" } th { "what" } } }
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
                (one.attitude.word()) br;
                span.soft { (one.firmness.word()) ", " (one.quotation.word())
                    @if let Some(cue) = one.cue { br; i { (cue.of(&report.text)) } } }
            }
            td { span.words { @for (i, part) in one.content.iter().enumerate() { @if i > 0 { " … " } (part.of(&report.text)) } } }
        }
    }
}

fn related(report: &Report) -> Markup {
    html! {
        @if !report.related.is_empty() {
            section aria-labelledby="related" {
                h2 #related { "The page also leads to" }
                div.cards {
                    @for card in &report.related {
                        div.card {
                            @if let Some(topic) = &card.topic { span.tag { (topic) } }
                            h3 { (card.title) }
                            @if let Some(teaser) = &card.teaser { p { (teaser) } }
                        }
                    }
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
