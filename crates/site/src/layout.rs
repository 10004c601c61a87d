//! The frame around every page.

use maud::{DOCTYPE, Markup, html};

/// A door in the site's navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// Latest reports.
    Reports,
    /// Events across reports.
    Events,
    /// The ledger of commitments.
    Ledger,
    /// Actors.
    Actors,
    /// Places.
    Places,
    /// Outlets.
    Outlets,
    /// None of them.
    Elsewhere,
}

const DOORS: [(Door, &str, &str); 6] = [
    (Door::Reports, "/", "Reports"),
    (Door::Events, "/events", "Events"),
    (Door::Ledger, "/ledger", "Ledger"),
    (Door::Actors, "/actors", "Actors"),
    (Door::Places, "/places", "Places"),
    (Door::Outlets, "/outlets", "Outlets"),
];

/// What a page says of itself.
pub(crate) struct Frame<'p> {
    /// Title of the browser's tab.
    pub(crate) title: &'p str,
    /// Which door of the navigation it lies behind.
    pub(crate) door: Door,
    /// Where the same page is as JSON.
    pub(crate) json: Option<String>,
    /// What was searched for.
    pub(crate) query: &'p str,
}

/// The whole page around `body`.
pub(crate) fn page(frame: &Frame<'_>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (frame.title) " · Daftari" }
                link rel="stylesheet" href="/assets/daftari.css";
                link rel="icon" href="/assets/daftari.svg" type="image/svg+xml";
                @if let Some(json) = &frame.json { link rel="alternate" type="application/json" href=(json); }
            }
            body {
                a.skip href="#main" { "Skip to the text" }
                (head(frame))
                main #main { (body) }
                (foot(frame))
            }
        }
    }
}

fn head(frame: &Frame<'_>) -> Markup {
    html! {
        header.site {
            a.brand href="/" { "Daftari" }
            nav aria-label="Site" {
                @for (door, href, name) in DOORS {
                    a href=(href) aria-current=[(door == frame.door).then_some("page")] { (name) }
                }
            }
            form action="/search" role="search" {
                label.visually-hidden for="q" { "Search reports and statements" }
                input #q type="search" name="q" value=(frame.query) placeholder="Search" accesskey="/";
            }
        }
    }
}

fn foot(frame: &Frame<'_>) -> Markup {
    html! {
        footer.site {
            p { "Daftari shows what is reported, by whom, and how well that is supported. It never says what is true; \u{201c}no report\u{201d} does not mean \u{201c}did not happen\u{201d}." }
            @if let Some(json) = &frame.json { p { a href=(json) { "This page as JSON" } } }
        }
    }
}
