//! The body of a flattened page: paragraphs, headings, lists, and where it ends.

use super::lines::Line;
use super::publish;
use crate::clean;
use crate::dates::Order;
use crate::draft::{Draft, add_name};
use crate::lexicon::{self, Chrome};
use record::report::{BlockKind, Card};

/// Words of running text above the readers' comments: what readers write may be longer than what they read.
const ABOVE_COMMENTS: usize = 60;

/// Where the body ends: at the first line that opens related cards or the foot of the page and has less running text
/// after it than before; such a line with more text after it is a box inside the body. What opens the readers' comments
/// ends it however much they wrote.
pub(super) fn end(lines: &[Line], start: usize) -> usize {
    let weight = |lines: &[Line]| -> usize {
        lines.iter().filter(|line| line.is_paragraph()).map(|line| line.words).sum()
    };
    let closing = |line: &Line| matches!(line.chrome, Some(Chrome::Related | Chrome::End | Chrome::Comments));
    let comments = |line: &Line| line.chrome == Some(Chrome::Comments);
    let from = start.min(lines.len());
    let total = weight(&lines[from..]);
    let mut before = 0;
    for (at, line) in lines.iter().enumerate().skip(from) {
        let least = if comments(line) { ABOVE_COMMENTS } else { (total * 6).div_ceil(10) };
        if closing(line) && before >= least.max(1) {
            return at;
        }
        before += if line.is_paragraph() { line.words } else { 0 };
    }
    lines.len()
}

/// Puts the blocks of the body into the draft; gives back the short lines after its last paragraph.
pub(super) fn read<'l>(lines: &'l [Line], order: Order, draft: &mut Draft) -> Vec<&'l Line> {
    let kept: Vec<&Line> = lines.iter().filter(|line| keep(line, order, draft)).collect();
    let last = kept.iter().rposition(|line| is_text(line)).map_or(0, |at| at + 1);
    let (body, tail) = kept.split_at(last);
    for (at, line) in body.iter().enumerate() {
        draft.body.push((kind(body, at, line), line.text.clone()));
    }
    if body.is_empty() {
        draft.body.extend(tail.iter().map(|line| (BlockKind::Paragraph, line.text.clone())));
        return Vec::new();
    }
    tail.to_vec()
}

/// Takes out the lines that are no part of the text, minding what they say.
fn keep(line: &Line, order: Order, draft: &mut Draft) -> bool {
    if let Some(listed) = lexicon::after_label(&line.text, Chrome::Tags).filter(|_| line.text.contains(':')) {
        add_tags(listed, draft);
        return false;
    }
    match line.chrome {
        Some(Chrome::Also) => {
            if let Some((_, title)) = line.text.split_once(':') {
                draft.related.push(Card { title: clean::line(title), ..Card::default() });
            }
            false
        }
        Some(Chrome::Caption) => true,
        Some(_) => false,
        None if line.date(order).is_some() => {
            publish(draft, line, order);
            false
        }
        None if line.byline().is_some() => {
            let names = lexicon::names(line.byline().unwrap_or_default());
            names.iter().for_each(|name| add_name(&mut draft.authors, name));
            false
        }
        None => true,
    }
}

/// Whether a line is running text, however short, and so cannot be a tag.
fn is_text(line: &Line) -> bool {
    line.words > 6 || line.words >= 3 && clean::ends_sentence(&line.text) || line.chrome.is_some()
}

/// What block the line at `at` is, from its shape and the lines around it.
fn kind(body: &[&Line], at: usize, line: &Line) -> BlockKind {
    if line.chrome == Some(Chrome::Caption) {
        return BlockKind::Caption;
    }
    if line.bullet {
        return BlockKind::ListItem;
    }
    let next_is_text = body.get(at + 1).is_some_and(|next| is_text(next) || next.bullet);
    let after_a_title = at > 0 && body[at - 1].is_title() && at > 1 && body[at - 2].is_title();
    let title = line.is_title() && next_is_text && !after_a_title;
    if title { BlockKind::Heading } else { BlockKind::Paragraph }
}

/// More short lines than this at the end are a foot of the page, not tags.
const MOST_TAGS: usize = 12;

/// The tags among the short lines after the body: after their label, or all of them where they are few.
pub(super) fn tail(tail: &[&Line], order: Order, draft: &mut Draft) {
    let kept: Vec<&&Line> = tail.iter().filter(|line| keep(line, order, draft)).collect();
    let short = kept.iter().take_while(|line| !is_text(line)).count();
    for line in kept.iter().take(short).filter(|_| short <= MOST_TAGS) {
        add_tags(&line.text, draft);
    }
}

fn add_tags(listed: &str, draft: &mut Draft) {
    for tag in listed.split([',', ';', '|', '#', '•', '·']) {
        add_name(&mut draft.tags, tag);
    }
}
