//! A report on its way: what was found on a page, before the stored text is put together.

use crate::{clean, language, note};
use record::date::Published;
use record::id::content_id;
use record::report::{Block, BlockKind, Card, Report, Section};
use record::{Capture, Note, ReportId, Span};

/// What was found on a page.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) standfirst: Option<String>,
    pub(crate) published: Option<Published>,
    /// The language as declared.
    pub(crate) language: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) topics: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) related: Vec<Card>,
    /// The blocks under headline and standfirst.
    pub(crate) body: Vec<(BlockKind, String)>,
    pub(crate) notes: Vec<Note>,
}

/// The stored text as it grows; counts code points as it goes.
#[derive(Debug, Default)]
struct Text {
    text: String,
    length: u32,
    blocks: Vec<Block>,
}

impl Text {
    fn push(&mut self, kind: BlockKind, words: &str) -> Span {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
            self.length += 2;
        }
        let length = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
        let span = Span::new(self.length, self.length.saturating_add(length));
        self.text.push_str(words);
        self.length = span.end;
        self.blocks.push(Block { span, kind });
        span
    }
}

impl Draft {
    /// The report: headline, standfirst and body put into one text, blocks apart by a blank line, with the spans.
    ///
    /// Where headline and standfirst are the same words, the words stand once and both spans point at them.
    pub(crate) fn compose(mut self, capture: &Capture) -> Report {
        let mut text = Text::default();
        let headline_span = self.headline.as_deref().map(|words| text.push(BlockKind::Headline, words));
        let standfirst_span = self.standfirst.as_deref().map(|words| match (&self.headline, headline_span) {
            (Some(headline), Some(span)) if clean::plain(headline) == clean::plain(words) => span,
            _ => text.push(BlockKind::Standfirst, words),
        });
        for (kind, words) in &self.body {
            text.push(*kind, words);
        }
        let language = if text.text.is_empty() {
            self.language.as_deref().and_then(language::primary).unwrap_or_else(|| "und".to_owned())
        } else {
            language::of(&text.text, self.language.as_deref(), &mut self.notes)
        };
        Report {
            id: ReportId(content_id("r", &[&capture.id.0, &text.text])),
            capture: Some(capture.id.clone()),
            url: self.url,
            outlet: self.outlet,
            headline: self.headline,
            headline_span,
            standfirst: self.standfirst,
            standfirst_span,
            published: self.published,
            language,
            authors: self.authors,
            topics: self.topics,
            tags: self.tags,
            sections: sections(&text.text, &text.blocks),
            blocks: text.blocks,
            related: self.related,
            text: text.text,
            notes: self.notes,
        }
    }
}

/// What each heading governs: from the block after it up to the next heading or the end.
pub(crate) fn sections(text: &str, blocks: &[Block]) -> Vec<Section> {
    let index = record::span::TextIndex::new(text);
    let headings = blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Heading);
    headings
        .map(|(at, heading)| {
            let governed = blocks[at + 1..].iter().take_while(|block| block.kind != BlockKind::Heading);
            let after = heading.span.end;
            let spans: Vec<Span> = governed.map(|block| block.span).collect();
            Section {
                heading: index.of(heading.span).to_owned(),
                start: spans.first().map_or(after, |span| span.start),
                end: spans.last().map_or(after, |span| span.end),
            }
        })
        .collect()
}

/// More topics, tags or authors than this are a site's whole index.
const MOST_NAMES: usize = 60;

/// Adds `name` to a list of names unless it is there already, whatever its case.
pub(crate) fn add_name(names: &mut Vec<String>, name: &str) {
    let name = clean::line(name);
    if !name.is_empty()
        && names.len() < MOST_NAMES
        && !names.iter().any(|known| clean::plain(known) == clean::plain(&name))
    {
        names.push(name);
    }
}

/// The note of a report without a date.
pub(crate) fn note_missing_date(draft: &mut Draft) {
    if draft.published.is_none() {
        draft.notes.push(note::doubt(note::DATE_MISSING, "No date of publication was found."));
    }
}
