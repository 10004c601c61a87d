//! The top of a flattened page: menu, headline, standfirst, byline, date.

use super::lines::Line;
use super::publish;
use crate::dates::Order;
use crate::draft::{Draft, add_name};
use crate::lexicon::{self, Chrome};
use crate::{clean, note};
use record::report::BlockKind;

/// Where the top of the page lies.
#[derive(Debug)]
pub(super) struct Lead {
    /// The headline's line, if one was found.
    pub(super) headline: Option<usize>,
    /// The first line of the body.
    pub(super) body_start: usize,
    /// Whether the headline was clear from the page.
    sure: bool,
}

/// A date or a byline this far down belongs to the top of the page only if little text stands above it.
const WORDS_ABOVE: usize = 150;

/// A date, a byline or the headline stands at most this many lines above the running text.
const LINES_ABOVE: usize = 40;

/// Finds the top of the page, given where its running text starts.
pub(super) fn find(lines: &[Line], text_start: usize, order: Order) -> Lead {
    let first_paragraph = |from: usize| {
        let rest = lines.iter().skip(from);
        rest.clone().position(Line::is_paragraph).map_or(lines.len(), |at| at + from)
    };
    let top = text_start.saturating_sub(LINES_ABOVE);
    let twice = (top..lines.len().min(text_start + LINES_ABOVE)).find(|&at| stands_twice(lines, at));
    let mut above = 0;
    let mut body_start = first_paragraph(text_start);
    let mut dated = None;
    for (at, line) in lines.iter().enumerate().skip(text_start.saturating_sub(12)) {
        if line.is_paragraph() {
            above += line.words;
        }
        if above > WORDS_ABOVE || dated.is_some() {
            break;
        }
        if line.date_within(order).is_some() || line.byline().is_some() {
            dated = Some(at);
            body_start = first_paragraph((at + 1).max(text_start));
        }
    }
    if let Some(at) = twice.filter(|at| *at < body_start) {
        let last = last_of_same(lines, at);
        body_start = body_start.max(first_paragraph(last + 1));
    }
    let body_start = if body_start == lines.len() { fallback(lines, dated) } else { body_start };
    let (headline, sure) = headline(lines, body_start, dated, order);
    Lead { headline, body_start, sure }
}

/// Where the body starts in a text without paragraphs: after the date, else at once.
fn fallback(lines: &[Line], dated: Option<usize>) -> usize {
    dated.map_or(0, |at| at + 1).min(lines.len())
}

/// Whether the next line that is not furniture says the same, in more than a name's words.
fn stands_twice(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let next = lines[at + 1..].iter().find(|line| !line.is_furniture());
    line.words >= 4 && line.chrome.is_none() && next.is_some_and(|next| next.plain == line.plain)
}

fn last_of_same(lines: &[Line], at: usize) -> usize {
    let same = lines.iter().enumerate().skip(at).take(6).filter(|(_, line)| line.plain == lines[at].plain);
    same.map(|(at, _)| at).max().unwrap_or(at)
}

/// The line that is most like a headline among those above the body, and whether the page leaves little doubt.
fn headline(lines: &[Line], body_start: usize, dated: Option<usize>, order: Order) -> (Option<usize>, bool) {
    let above = lines.iter().enumerate().take(body_start).skip(body_start.saturating_sub(LINES_ABOVE));
    let fitting = above.filter(|(_, line)| {
        line.chrome.is_none() && line.words >= 2 && line.date(order).is_none() && line.byline().is_none()
    });
    let scored = fitting.map(|(at, _)| (at, score(lines, at, body_start, dated, order)));
    let best = scored.max_by(|(a, left), (b, right)| left.total_cmp(right).then(b.cmp(a)));
    match best {
        Some((at, score)) if score > 0.0 => (Some(at), score >= 3.0),
        _ => (None, false),
    }
}

/// How like a headline a line is: its length, standing twice, a date or standfirst right under it, not a sentence.
fn score(lines: &[Line], at: usize, body_start: usize, dated: Option<usize>, order: Order) -> f64 {
    let line = &lines[at];
    let twice = stands_twice(lines, at);
    let mut score = f64::from(u32::try_from(line.words.min(12)).unwrap_or(12)) / 3.0;
    if twice {
        score += 6.0;
    } else if clean::ends_sentence(&line.text) && !line.text.ends_with(['?', '!']) {
        score -= 6.0;
    }
    if !twice && line.date_within(order).is_some() {
        score -= 4.0;
    }
    if line.words > 25 {
        score -= 3.0;
    }
    if lines[..at]
        .iter()
        .any(|above| above.plain.len() > line.plain.len() && above.plain.starts_with(&line.plain))
    {
        score += 3.0;
    }
    score -= f64::from(u32::try_from((body_start - at).saturating_sub(6)).unwrap_or(0)) / 10.0;
    let mut below = lines[at + 1..].iter().enumerate().filter(|(_, below)| !below.is_furniture());
    let gap_is_short = |target: usize| target > at && target - at <= if twice { 4 } else { 3 };
    if dated.is_some_and(gap_is_short) || below.next().is_some_and(|(next, _)| next + at + 1 == body_start) {
        score += 2.0;
    }
    if lines[body_start.min(lines.len())..].iter().any(|later| later.plain == line.plain && later.words <= 4)
    {
        score -= 4.0;
    }
    score
}

/// Puts what the top of the page holds into the draft.
pub(super) fn read(lines: &[Line], lead: &Lead, end: usize, order: Order, draft: &mut Draft) {
    let Some(headline) = lead.headline else {
        draft.notes.push(note::doubt(note::HEADLINE_MISSING, "No headline was found."));
        under(&lines[..lead.body_start.min(end)], "", order, draft);
        return;
    };
    let words = &lines[headline].text;
    if !lead.sure {
        let message = format!("`{words}` was taken as the headline by its place alone.");
        draft.notes.push(note::doubt(note::HEADLINE_GUESSED, message));
    }
    menu(&lines[..headline], words, order, draft);
    draft.headline = Some(words.clone());
    under(&lines[headline + 1..lead.body_start.min(end).max(headline + 1)], words, order, draft);
}

/// A menu of more lines is the site's whole index and says nothing of the report.
const LONG_MENU: usize = 40;

/// The lines above the headline: a document title that names the outlet, a date, and the menu's topics.
fn menu(lines: &[Line], headline: &str, order: Order, draft: &mut Draft) {
    let many = lines.len() > LONG_MENU;
    for line in lines {
        if let Some(outlet) = outlet_after(&line.text, headline) {
            draft.outlet = Some(outlet);
        } else if line.date(order).is_some() {
            publish(draft, line, order);
        } else if !many && line.chrome.is_none() && line.words <= 6 && !clean::ends_sentence(&line.text) {
            for topic in line.text.split(['>', '›', '»', '|', '/']) {
                add_name(&mut draft.topics, topic);
            }
        }
    }
}

/// The outlet's name in a document title such as "Headline | Outlet".
fn outlet_after(title: &str, headline: &str) -> Option<String> {
    let rest = clean::line(title.strip_prefix(headline)?);
    let name = rest.strip_prefix(['|', '-', '–', '—', '·'])?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The lines between headline and body: standfirst, byline, date, captions.
fn under(lines: &[Line], headline: &str, order: Order, draft: &mut Draft) {
    let mut label = None;
    for line in lines {
        if line.date_within(order).is_some() {
            publish(draft, line, order);
        } else if let Some(names) = line.byline() {
            lexicon::names(names).iter().for_each(|name| add_name(&mut draft.authors, name));
        } else if label == Some(Chrome::Byline) && line.words <= 6 {
            lexicon::names(&line.text).iter().for_each(|name| add_name(&mut draft.authors, name));
        } else if let Some(topic) = lexicon::after_label(&line.text, Chrome::Topics) {
            add_name(&mut draft.topics, topic);
        } else if line.chrome == Some(Chrome::Caption) {
            draft.body.push((BlockKind::Caption, line.text.clone()));
        } else if draft.standfirst.is_none() && is_standfirst(line, headline) {
            draft.standfirst = Some(line.text.clone());
        } else if line.words >= 6 && line.chrome.is_none() && line.plain != clean::plain(headline) {
            draft.body.push((BlockKind::Paragraph, line.text.clone()));
        }
        label = line.chrome;
    }
}

fn is_standfirst(line: &Line, headline: &str) -> bool {
    let same = !headline.is_empty() && line.plain == clean::plain(headline);
    same || line.chrome.is_none() && line.words >= 6 && !headline.is_empty()
}
