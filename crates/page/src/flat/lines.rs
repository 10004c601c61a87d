//! The lines of a flattened page, each with what its words alone tell.

use crate::clean;
use crate::dates::{self, Order, Written};
use crate::json_line::is_wrapped;
use crate::lexicon::{self, Chrome};
use record::date::DatePrecision;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its words, bullet left off.
    pub(super) text: String,
    /// Its words for comparing.
    pub(super) plain: String,
    /// Whether it opened with a bullet.
    pub(super) bullet: bool,
    /// What furniture it is, if any.
    pub(super) chrome: Option<Chrome>,
    /// How many words it has.
    pub(super) words: usize,
}

impl Line {
    fn new(raw: &str) -> Option<Line> {
        let line = clean::line(raw);
        let bare = line.trim_start_matches(BULLETS).trim_start();
        let bullet = bare.len() < line.len() && bare.starts_with(char::is_alphanumeric);
        let text = if bullet { bare.to_owned() } else { line };
        if !text.chars().any(char::is_alphanumeric) {
            return None;
        }
        let (plain, chrome, words) = (clean::plain(&text), lexicon::furniture(&text), clean::words(&text));
        Some(Line { text, plain, bullet, chrome, words })
    }

    /// Whether it reads as running text: a sentence of some length.
    pub(super) fn is_paragraph(&self) -> bool {
        self.chrome.is_none() && self.words >= 12 && clean::ends_sentence(&self.text)
            || self.chrome.is_none() && self.words >= 40
    }

    /// Whether it could be a title or a heading: few words, no sentence's end but a question's or a cry's.
    pub(super) fn is_title(&self) -> bool {
        self.chrome.is_none()
            && !self.bullet
            && self.words <= 16
            && !self.text.trim_end().ends_with(['.', ',', ';', ':', '…', '”', '»'])
            && self.text.starts_with(|c: char| !c.is_lowercase())
    }

    /// Whether it is only there for the page.
    pub(super) fn is_furniture(&self) -> bool {
        matches!(self.chrome, Some(Chrome::Drop | Chrome::Social | Chrome::Comments))
    }

    /// The day it gives, when it gives nothing else.
    pub(super) fn date(&self, order: Order) -> Option<Written> {
        if self.words > 16 { None } else { dates::whole(&self.text, order) }
    }

    /// The day it gives among a few other words, such as a name: "Agency 6 June 2025, 9:02".
    pub(super) fn date_within(&self, order: Order) -> Option<Written> {
        let few = self.words <= 14 && !clean::ends_sentence(&self.text);
        let found = if few { dates::find(&self.text, order) } else { None };
        found.filter(|found| found.precision == DatePrecision::Day)
    }

    /// The names after "By", when the line holds nothing else.
    pub(super) fn byline(&self) -> Option<&str> {
        lexicon::byline(&self.text)
    }
}

const BULLETS: &[char] = &['•', '·', '▪', '◦', '‣', '●', '■', '-', '*', '–', '—', '►', '▸', ' '];

/// Most lines that are structured; no report has as many.
pub(super) const MAX_LINES: usize = 100_000;

/// The lines of a text that are not blank; lines wrapped at a width are joined into their paragraphs first.
pub(super) fn of(text: &str) -> Vec<Line> {
    if !is_wrapped(text) {
        return text.split('\n').filter_map(Line::new).take(MAX_LINES).collect();
    }
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in text.split('\n').map(str::trim) {
        match paragraphs.last_mut() {
            Some(open) if !line.is_empty() => {
                open.push(' ');
                open.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.iter().filter_map(|paragraph| Line::new(paragraph)).take(MAX_LINES).collect()
}
