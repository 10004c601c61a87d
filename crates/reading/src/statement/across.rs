//! Contents in the next paragraph: "The governor added:", and what he added stands below.
//!
//! The span model looks for contents in the cue's own paragraph. Where that ends with a colon, the content is the
//! quotation that opens the next one, or the whole of it where it opens with no mark, or the list that follows.

use super::draft::Draft;
use super::marks::Quoted;
use super::words::Words;
use std::ops::Range;

/// Words of a content that announces another ("what", "the following", "as follows").
const ANNOUNCING: usize = 3;
/// Likelihood above which a cue in the next paragraph keeps its own quotation.
const SURE: f32 = 0.5;

/// Whether a word's sentence is the last of a paragraph that ends with a colon and is not the last.
pub(crate) fn opens_next(words: &Words<'_>, at: usize) -> bool {
    let paragraph = words.paragraph_of(at);
    let last = paragraph.end - 1;
    words.all[last].form() == ":"
        && words.all[last].sentence == words.all[at].sentence
        && paragraph.end < words.len()
}

/// Give the last cue before a paragraph's closing colon what stands below.
pub(crate) fn extend(words: &Words<'_>, quotes: &[Quoted], drafts: &mut [Draft]) {
    let mut last: Vec<usize> = Vec::new();
    for at in (0..drafts.len()).filter(|&at| opens_next(words, drafts[at].anchor)) {
        let paragraph = |draft: usize| words.all[drafts[draft].anchor].paragraph;
        match last.iter_mut().find(|one| paragraph(**one) == paragraph(at)) {
            Some(one) if drafts[at].anchor > drafts[*one].anchor => *one = at,
            Some(_) => {}
            None => last.push(at),
        }
    }
    for at in last {
        let below = below(words, quotes, words.paragraph_of(drafts[at].anchor).end);
        let taken = drafts.iter().any(|other| {
            below.contains(&other.anchor)
                && other.likelihood >= SURE
                && other.content.range(below.clone()).count() * 2 > below.len()
        });
        if taken {
            continue;
        }
        let draft = &mut drafts[at];
        let worded = draft.content.iter().filter(|&&word| !words.all[word].is_punct()).count();
        if worded <= ANNOUNCING {
            draft.content.clear();
        }
        draft.content.extend(below);
    }
}

/// What a colon before the paragraph that starts at `start` introduces.
fn below(words: &Words<'_>, quotes: &[Quoted], start: usize) -> Range<usize> {
    let paragraph = words.paragraph_of(start);
    if let Some(first) = quotes.iter().position(|quoted| quoted.words.start == start) {
        let mut end = quotes[first].words.end;
        for (quoted, next) in quotes[first..].iter().zip(&quotes[first + 1..]) {
            if !(quoted.continues && quoted.words.end == next.words.start) {
                break;
            }
            end = next.words.end;
        }
        return start..end;
    }
    if !is_item(words, start) {
        return paragraph;
    }
    let mut end = paragraph.end;
    while end < words.len() && is_item(words, end) {
        end = words.paragraph_of(end).end;
    }
    start..end
}

/// Whether a paragraph opens like an item of a list.
fn is_item(words: &Words<'_>, start: usize) -> bool {
    let form = words.all[start].form();
    matches!(form, "•" | "-" | "–" | "—" | "*" | "·" | "▪" | "●")
        || (form.chars().all(|c| c.is_ascii_digit())
            && words.all.get(start + 1).is_some_and(|next| matches!(next.form(), "." | ")" | "-")))
}
