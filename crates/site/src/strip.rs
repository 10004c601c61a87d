//! The voice strip: the whole text as one bar, each stretch coloured and patterned by who speaks.

use crate::voices::{self, Stretch};
use maud::{Markup, html};
use record::statement::{Statement, Voice};
use record::{Report, Span};

/// The strip as a navigator: each stretch leads to its place in the text.
pub(crate) fn navigator(report: &Report, statements: &[Statement]) -> Markup {
    let length = voices::text_length(report);
    html! {
        svg.voices role="group" aria-label=(spoken(report, statements)) height="28" {
            rect.f-outlet width="100%" height="28" {}
            @for stretch in voices::stretches(length, statements) { (stop(stretch, length, statements)) }
        }
    }
}

/// The strip as a thumbnail for lists.
pub(crate) fn thumbnail(length: u32, stretches: &[app::Stretch]) -> Markup {
    let said = stretches.iter().filter(|stretch| stretch.voice != Voice::Outlet);
    html! {
        svg.voices.thumb aria-hidden="true" height="10" {
            rect.f-outlet width="100%" height="10" {}
            @for one in said { (bar(one.span, one.voice, length, "10")) }
        }
    }
}

fn stop(stretch: Stretch, length: u32, statements: &[Statement]) -> Markup {
    let Some(index) = stretch.statement else { return html! {} };
    let source = &statements[index].source;
    let name = format!("{}. {}", index + 1, source.name.as_deref().unwrap_or(voices::label(source.voice)));
    html! {
        a href={ "#m" (index + 1) } aria-label=(name) {
            (bar(stretch.span, source.voice, length, "28"))
            title { (name) }
        }
    }
}

fn bar(span: Span, voice: Voice, length: u32, height: &str) -> Markup {
    let (x, width) = (percent(span.start, length), percent(span.len(), length));
    html! { rect fill=(fill(voice)) class=(solid(voice)) x=(x) width=(width) height=(height) {} }
}

/// The patterns' definitions, once a page: colour is never alone, each voice has a texture of its own.
pub(crate) fn patterns() -> Markup {
    html! {
        svg.visually-hidden aria-hidden="true" width="0" height="0" {
            defs {
                pattern #p-unnamed patternUnits="userSpaceOnUse" width="8" height="8" patternTransform="rotate(45)" {
                    rect.p-base-u width="8" height="8" {}
                    path.p-line-u d="M2 0V8" {}
                }
                pattern #p-collective patternUnits="userSpaceOnUse" width="7" height="7" {
                    rect.p-base-c width="7" height="7" {}
                    circle.p-dot-c cx="3.5" cy="3.5" r="1.9" {}
                }
            }
        }
    }
}

/// The key under a strip: what each texture means, with each voice's share of the text.
pub(crate) fn key(report: &Report, statements: &[Statement]) -> Markup {
    html! {
        ul.key {
            @for (voice, share) in voices::shares(report, statements) {
                li {
                    svg aria-hidden="true" { rect fill=(fill(voice)) class=(solid(voice)) width="22" height="12" {} }
                    span { b { (share) " %" } " " (voices::label(voice)) }
                }
            }
        }
    }
}

fn spoken(report: &Report, statements: &[Statement]) -> String {
    let parts: Vec<String> = voices::shares(report, statements)
        .iter()
        .map(|(voice, share)| format!("{} percent {}", share, voices::label(*voice)))
        .collect();
    format!("Of the text: {}", parts.join(", "))
}

pub(crate) fn fill(voice: Voice) -> &'static str {
    match voice {
        Voice::Outlet | Voice::Named => "currentColor",
        Voice::Unnamed => "url(#p-unnamed)",
        Voice::Collective => "url(#p-collective)",
    }
}

pub(crate) fn solid(voice: Voice) -> &'static str {
    match voice {
        Voice::Outlet => "f-outlet",
        Voice::Named => "f-named",
        Voice::Unnamed | Voice::Collective => "",
    }
}

/// `part` of `whole` as an SVG percentage with two decimals, from whole numbers so that it never varies.
pub(crate) fn percent(part: u32, whole: u32) -> String {
    let hundredths = u64::from(part) * 10_000 / u64::from(whole.max(1));
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
