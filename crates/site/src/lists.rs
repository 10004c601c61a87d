//! Lists: latest reports, search results, actors, places, outlets.

use crate::{days, voices};
use app::{
    ActorPage, ClaimRow, Counted, Found, Latest, OutletPage, OutletRow, PlacePage, ReportCard, ReportRow,
    StatementRow, Voices,
};
use maud::{Markup, html};
use record::statement::Voice;

/// So many topics stand open on the front page.
const TOPICS: usize = 10;

/// The front page: topics to choose from, then reports, newest first.
pub(crate) fn front(latest: &Latest) -> Markup {
    let chosen = latest.topic.as_deref();
    html! {
        (crate::strip::patterns())
        h1 { (chosen.unwrap_or("Latest reports")) }
        @if !latest.topics.is_empty() { (topics(latest)) }
        @if latest.reports.is_empty() { p.note { "No report yet. " code { "daftari read INPUT... --into FILE" } " reads some." } }
        (cards(&latest.reports))
        (pages(&front_address(chosen), latest.page, latest.page < latest.pages))
    }
}

/// Topics as chips: the commonest, and the rest folded.
fn topics(latest: &Latest) -> Markup {
    let chosen = latest.topic.as_deref();
    let (first, rest) = latest.topics.split_at(latest.topics.len().min(TOPICS));
    let chip = |topic: &Counted| {
        let current = (chosen == Some(&*topic.name)).then_some("true");
        html! { li { a href={ "/?topic=" (escaped(&topic.name)) } aria-current=[current] { (topic.name) " " span.soft { (topic.reports) } } } }
    };
    html! {
        ul.chips aria-label="Topics" {
            li { a href="/" aria-current=[chosen.is_none().then_some("true")] { "all" } }
            @for topic in first { (chip(topic)) }
        }
        @if !rest.is_empty() {
            details open[rest.iter().any(|topic| chosen == Some(&*topic.name))] {
                summary { (rest.len()) " more topics" }
                ul.chips aria-label="More topics" { @for topic in rest { (chip(topic)) } }
            }
        }
    }
}

fn front_address(topic: Option<&str>) -> String {
    topic.map_or_else(|| "/".to_owned(), |topic| format!("/?topic={}", escaped(topic)))
}

/// Reports, each with its voices along its text.
pub(crate) fn cards(reports: &[ReportCard]) -> Markup {
    html! {
        ul.list {
            @for card in reports {
                li { (report_head(&card.row)) (report_side(&card.row, &crate::strip::thumbnail(card.length, &card.stretches))) }
            }
        }
    }
}

fn report_head(row: &ReportRow) -> Markup {
    html! {
        div {
            p.meta {
                @if let Some(outlet) = &row.outlet { span { (outlet) } }
                span { @match &row.published { Some(day) => (days::of(day)), None => { "date not found, read " (days::of(&row.day)) } } }
                @if row.version > 1 { span { "version " (row.version) } }
                @if !row.topics.is_empty() { span { (row.topics.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(", ")) } }
            }
            h3 { a href=(report_link(&row.id.0)) { (row.headline.as_deref().unwrap_or("A report without a headline")) } }
            @if let Some(standfirst) = row.standfirst.as_ref().filter(|words| Some(*words) != row.headline.as_ref()) {
                p.soft { (standfirst) }
            }
        }
    }
}

fn report_side(row: &ReportRow, bar: &Markup) -> Markup {
    html! {
        div.side {
            (bar)
            p { (in_voices(&row.claims)) }
        }
    }
}

/// A bar of counts by voice, the same textures as the strip.
fn voices_bar(voices: &Voices) -> Markup {
    let total = voices.total().max(1);
    let mut start = 0;
    let parts = [Voice::Outlet, Voice::Named, Voice::Unnamed, Voice::Collective].map(|voice| {
        let part = (voice, start, voices.of(voice));
        start += voices.of(voice);
        part
    });
    html! {
        svg.voices.thumb role="img" aria-label=(in_voices(voices)) height="10" {
            @for (voice, start, n) in parts.iter().filter(|part| part.2 > 0) {
                rect fill=(crate::strip::fill(*voice)) class=(crate::strip::solid(*voice)) height="10"
                    x=(crate::strip::percent(*start, total)) width=(crate::strip::percent(*n, total)) {}
            }
        }
    }
}

/// "12 claims: 9 in the outlet's own voice, 3 from unnamed sources".
fn in_voices(voices: &Voices) -> String {
    let parts: Vec<String> = [Voice::Outlet, Voice::Named, Voice::Unnamed, Voice::Collective]
        .into_iter()
        .filter(|voice| voices.of(*voice) > 0)
        .map(|voice| format!("{} {}", voices.of(voice), voices::from(voice)))
        .collect();
    match voices.total() {
        0 => "no claims read".to_owned(),
        1 => format!("1 claim, {}", parts.join(", ").trim_start_matches("1 ")),
        n => format!("{n} claims: {}", parts.join(", ")),
    }
}

/// What a search found.
pub(crate) fn found(found: &Found) -> Markup {
    html! {
        (crate::strip::patterns())
        h1 { @if found.query.is_empty() { "Search" } @else { "Search: " (found.query) } }
        p.soft { "Every word must occur; words in double quotes must stand together." }
        @if !found.query.is_empty() {
            h2 { "Reports" }
            @if found.reports.is_empty() { p { "No report holds these words." } }
            ul.list {
                @for one in &found.reports {
                    li { div { (report_head(&one.report)) p { (excerpt(&one.excerpt)) } } (report_side(&one.report, &voices_bar(&one.report.claims))) }
                }
            }
            h2 { "Statements" }
            @if found.statements.is_empty() { p { "No statement holds these words." } }
            (statement_list(&found.statements))
            (pages(&format!("/search?q={}", escaped(&found.query)), found.page, found.more))
        }
    }
}

/// An excerpt with its hits marked; the store puts each between U+2068 and U+2069.
fn excerpt(words: &str) -> Markup {
    html! {
        @for (i, part) in words.split('\u{2068}').enumerate() {
            @match part.split_once('\u{2069}').filter(|_| i > 0) {
                Some((hit, rest)) => { mark.hit { (hit) } (rest) },
                None => (part),
            }
        }
    }
}

/// Statements of several reports.
pub(crate) fn statement_list(statements: &[StatementRow]) -> Markup {
    html! {
        ul.list {
            @for row in statements {
                li {
                    div {
                        p.meta {
                            span { b { (speaker(row)) } ", " (voices::label(row.statement.source.voice)) }
                            span { (row.statement.attitude.word()) ", " (row.statement.firmness.word()) }
                        }
                        p.words { @for part in &row.statement.content { (part.of(&row.at.text)) " " } }
                    }
                    div.side {
                        a href=(report_link(&row.at.report.0)) { (row.at.headline.as_deref().unwrap_or("A report without a headline")) }
                        p { (row.at.outlet.as_deref().unwrap_or("outlet not known")) ", " (days::of(&row.at.day)) }
                    }
                }
            }
        }
    }
}

fn speaker(row: &StatementRow) -> &str {
    let source = &row.statement.source;
    source.name.as_deref().or(source.span.map(|span| span.of(&row.at.text))).unwrap_or("not named")
}

/// Actors, places or outlets with how often they occur.
pub(crate) fn counted(title: &str, lead: &str, root: &str, rows: &[Counted]) -> Markup {
    html! {
        h1 { (title) }
        p.lead { (lead) }
        @if rows.is_empty() { p.note { "None yet." } }
        @else {
            div.wide tabindex="0" role="region" aria-label=(title) {
                table {
                    thead { tr { th scope="col" { "name" } th scope="col" { "reports" } th scope="col" { "claims" } th scope="col" { "statements" } } }
                    tbody { @for row in rows {
                        tr {
                            td { @match &row.id { Some(id) => a href={ (root) "/" (escaped(id)) } { bdi { (row.name) } }, None => bdi { (row.name) } } }
                            td { (row.reports) } td { (row.claims) } td { (row.statements) }
                        }
                    } }
                }
            }
        }
    }
}

/// Links to the pages of a list before and after this one.
pub(crate) fn pages(root: &str, page: u32, more: bool) -> Markup {
    let joint = if root.contains('?') { '&' } else { '?' };
    html! {
        @if page > 1 || more {
            nav.pages aria-label="Pages" {
                @if page > 1 { a rel="prev" href={ (root) (joint) "page=" (page - 1) } { "newer" } }
                span.soft { "page " (page) }
                @if more { a rel="next" href={ (root) (joint) "page=" (page + 1) } { "older" } }
            }
        }
    }
}

/// Outlets with what they publish, in whose voices.
pub(crate) fn outlets(rows: &[OutletRow]) -> Markup {
    html! {
        (crate::strip::patterns())
        h1 { "Outlets" }
        @if rows.is_empty() { p.note { "None yet: no report names who published it." } }
        p.lead { "Who publishes, how much of it the record holds, and in whose voices it makes its claims." }
        ul.list { @for row in rows { li { (outlet_head(row, "h3")) (outlet_side(row)) } } }
    }
}

/// One outlet with its latest reports.
pub(crate) fn outlet(page: &OutletPage) -> Markup {
    html! {
        (crate::strip::patterns())
        (outlet_head(&page.outlet, "h1"))
        (outlet_side(&page.outlet))
        h2 { "Latest reports" }
        (cards(&page.reports))
    }
}

fn reports(n: u32) -> String {
    if n == 1 { "1 report".to_owned() } else { format!("{n} reports") }
}

fn outlet_head(row: &OutletRow, level: &str) -> Markup {
    html! {
        div {
            @if level == "h1" { h1 { (row.name) } }
            @else { h3 { a href={ "/outlets/" (escaped(&row.id)) } { (row.name) } } }
            p.meta { span { (reports(row.reports)) } span { (days::of(&row.first)) @if row.first != row.last { " to " (days::of(&row.last)) } } }
        }
    }
}

fn outlet_side(row: &OutletRow) -> Markup {
    html! { div.side { (voices_bar(&row.claims)) p { (in_voices(&row.claims)) } } }
}

/// One actor: what it says, and what is said of it.
pub(crate) fn actor(page: &ActorPage) -> Markup {
    html! {
        h1 { bdi { (page.actor.name) } }
        p.meta { span { (reports(page.actor.reports)) } span { (page.actor.claims) " claims" } span { (page.actor.statements) " statements" } }
        h2 { "What it says" }
        @if page.statements.is_empty() { p { "No statement is laid to it." } }
        (statement_list(&page.statements))
        h2 { "What is said of it" }
        @if page.claims.is_empty() { p { "No claim names it." } }
        (claim_list(&page.claims))
    }
}

/// One place: what is said to have happened there.
pub(crate) fn place(page: &PlacePage) -> Markup {
    html! {
        h1 { (page.place.name) }
        p.meta {
            @if let Some(area) = &page.area {
                @if !area.admin.is_empty() { span { (area.admin.join(", ")) } }
                @if let (Some(lat), Some(lon)) = (area.lat, area.lon) { span { (format!("{lat:.2}, {lon:.2}")) } }
            }
            span { (reports(page.place.reports)) }
        }
        h2 { "What is said to have happened there" }
        @if page.claims.is_empty() { p { "No claim lies there." } }
        (claim_list(&page.claims))
    }
}

/// Claims of several reports, each leading to its words.
pub(crate) fn claim_list(rows: &[ClaimRow]) -> Markup {
    html! {
        ul.list {
            @for row in rows {
                li {
                    div {
                        p.claimed { (crate::claims::sentence(&row.claim)) " " (crate::claims::code(&row.claim.body)) }
                        p.soft { "\u{201c}" (row.claim.trigger.of(&row.at.text)) "\u{201d}, "
                            @match &row.source { Some(source) => { "according to " (source) }, None => "in the outlet's own voice" } }
                    }
                    div.side {
                        a href={ (report_link(&row.at.report.0)) "#" (row.claim.id) } { (row.at.headline.as_deref().unwrap_or("A report without a headline")) }
                        p { (row.at.outlet.as_deref().unwrap_or("outlet not known")) ", " (days::of(&row.at.day)) }
                    }
                }
            }
        }
    }
}

/// The address of a report's page.
pub(crate) fn report_link(id: &str) -> String {
    format!("/report/{}", escaped(id))
}

/// A word as part of an address.
pub(crate) fn escaped(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    word.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
