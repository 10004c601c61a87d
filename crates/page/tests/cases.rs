//! Every input under `cases/page` against the report written beside it.
#![allow(missing_docs, clippy::disallowed_methods, clippy::unwrap_used)]

use record::report::{Block, BlockKind};
use record::span::TextIndex;
use record::{Capture, Report};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn inputs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/page");
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut inputs: Vec<PathBuf> =
        all.filter(|path| path.extension().is_some_and(|ending| ending != "md")).collect();
    inputs.sort();
    inputs
}

#[test]
fn each_page_is_read_as_the_case_says() {
    let mut wrong = Vec::new();
    for path in inputs() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let capture = Capture::new(std::fs::read(&path).unwrap(), name.as_str(), "2031-04-01T00:00:00Z");
        let found = shown(&page::read(&capture).value);
        let expected = path.with_extension("md");
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&expected, &found).unwrap();
        }
        if std::fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{name} is read as:\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A report in a form to be read by people.
fn shown(report: &Report) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: String| {
        if !value.is_empty() {
            writeln!(out, "{name}: {value}").unwrap();
        }
    };
    let index = TextIndex::new(&report.text);
    let stands = |span: Option<record::Span>| span.map_or(" (not in the text)", |_| "");
    line("headline", report.headline.clone().unwrap_or_default() + stands(report.headline_span));
    line(
        "standfirst",
        report.standfirst.clone().map_or(String::new(), |words| words + stands(report.standfirst_span)),
    );
    line(
        "published",
        report.published.as_ref().map_or(String::new(), |day| format!("{} ({})", day.date, day.basis)),
    );
    line("outlet", report.outlet.clone().unwrap_or_default());
    line("url", report.url.clone().unwrap_or_default());
    line("language", report.language.clone());
    line("authors", report.authors.join("; "));
    line("topics", report.topics.join("; "));
    line("tags", report.tags.join("; "));
    for card in &report.related {
        let parts = [Some(card.title.clone()), card.topic.clone(), card.teaser.clone(), card.url.clone()];
        line("card", parts.map(Option::unwrap_or_default).join(" | "));
    }
    for section in &report.sections {
        let words = index.of(record::Span::new(section.start, section.end)).split_whitespace().count();
        line("section", format!("{} ({words} words)", section.heading));
    }
    for note in &report.notes {
        line("note", format!("{:?} {}: {}", note.level, note.code, note.message));
    }
    for block in &report.blocks {
        let words = index.of(block.span).replace('\u{a0}', "[nbsp]");
        write!(out, "\n{}{words}\n", mark(block)).unwrap();
    }
    out
}

fn mark(block: &Block) -> &'static str {
    match block.kind {
        BlockKind::Headline => "# ",
        BlockKind::Standfirst => "standfirst: ",
        BlockKind::Heading => "## ",
        BlockKind::Paragraph => "",
        BlockKind::ListItem => "- ",
        BlockKind::Quotation => "> ",
        BlockKind::Caption => "caption: ",
        BlockKind::TableRow => "row: ",
    }
}
