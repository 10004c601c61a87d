//! Reports: one published text.

use crate::date::Published;
use crate::id::{CaptureId, ReportId};
use crate::noted::Note;
use crate::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One published text, with everything that points into it.
///
/// `text` is normalised once, when the page is read, and never again: every span indexes it. For a page it
/// holds headline, standfirst and body in reading order, blocks separated by a blank line; for a JSON Lines
/// input it is the given text, exactly.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// See [`ReportId`].
    pub id: ReportId,
    /// The capture it was read from.
    pub capture: Option<CaptureId>,
    /// Canonical URL where declared, else where it was fetched.
    pub url: Option<String>,
    /// Who published: the name the page gives, else the URL's host.
    pub outlet: Option<String>,
    /// The headline as shown.
    pub headline: Option<String>,
    /// Where the headline stands in `text`, if it does.
    pub headline_span: Option<Span>,
    /// The standfirst as shown.
    pub standfirst: Option<String>,
    /// Where the standfirst stands in `text`, if it does.
    pub standfirst_span: Option<Span>,
    /// When it was published.
    pub published: Option<Published>,
    /// ISO 639-1 code as declared or found; `und` where neither.
    pub language: String,
    /// Names of the authors as printed.
    pub authors: Vec<String>,
    /// Navigation or section topics the page files it under.
    pub topics: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Headings with the range of text each governs.
    pub sections: Vec<Section>,
    /// The blocks of `text`, in order.
    pub blocks: Vec<Block>,
    /// Cards to other reports.
    pub related: Vec<Card>,
    /// The stored text.
    pub text: String,
    /// What was lost or guessed on the way.
    pub notes: Vec<Note>,
}

/// A heading and what it governs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// The heading as shown.
    pub heading: String,
    /// First code point of the governed text (the heading itself stands just before).
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// A block of the stored text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The report's headline.
    Headline,
    /// The line under the headline.
    Standfirst,
    /// A section's heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A paragraph set as a quotation.
    Quotation,
    /// A picture's caption.
    Caption,
    /// A row of a table.
    TableRow,
}

/// A card that leads to another report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Card {
    /// Headline of the other report.
    pub title: String,
    /// The topic it is filed under.
    pub topic: Option<String>,
    /// Its teaser, as cut by the page.
    pub teaser: Option<String>,
    /// Where it leads.
    pub url: Option<String>,
}

/// A loaded word in the outlet's own voice, with the neutral word beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LoadedWord {
    /// Where it stands.
    pub span: Span,
    /// The neutral wording.
    pub neutral: String,
    /// Which side or kind of side uses it.
    pub used_by: String,
    /// The lexicon or pack entry it was found by (`file:line`).
    pub entry: String,
}
