//! Quotations that go on: over a paragraph's end, and after a statement without a cue of their own.

use super::draft::Draft;
use super::marks::Quoted;
use super::words::Words;
use language::Upos;

/// Words a quotation must have to be speech by itself.
const SPEECH: usize = 4;
/// Words of the longest quotation that is taken for one: marks paired wrongly make longer ones.
const LONGEST: usize = 400;

/// Add to each statement what continues it; a quoted paragraph that nothing introduces becomes a statement
/// of its own where the paragraph before it quotes.
pub(crate) fn carry(words: &Words<'_>, quotes: &[Quoted], drafts: &mut [Draft]) {
    quotes.iter().for_each(|quoted| complete(words, quoted, drafts));
    for at in 0..quotes.len() {
        let quoted = &quotes[at];
        if claimed(drafts, quoted) || !is_speech(words, quoted) {
            continue;
        }
        let before = at.checked_sub(1).map(|at| &quotes[at]);
        let continued = before.filter(|before| before.continues && before.words.end == quoted.words.start);
        let owner = match continued {
            Some(before) => owner_of(drafts, before),
            None => owner_in_paragraph(words, quotes, drafts, at)
                .or_else(|| owner_before_paragraph(words, drafts, quoted)),
        };
        if let Some(owner) = owner {
            drafts[owner].content.extend(quoted.words.clone());
        }
    }
}

/// A long quotation of which a statement has a part, its cue outside, belongs to it wholly.
///
/// The span model looks no further than some sentences from the cue, and quotations run on.
fn complete(words: &Words<'_>, quoted: &Quoted, drafts: &mut [Draft]) {
    let size = quoted.words.len();
    if quoted.lost_opening || quoted.lost_closing || !(SPEECH..=LONGEST).contains(&size) {
        return;
    }
    let part = |draft: &Draft| {
        draft.content.range(quoted.words.clone()).filter(|&&at| !words.all[at].is_punct()).count()
    };
    let mut owners = (0..drafts.len())
        .filter(|&at| !quoted.words.contains(&drafts[at].anchor) && part(&drafts[at]) >= SPEECH);
    if let (Some(owner), None) = (owners.next(), owners.next()) {
        drafts[owner].content.extend(quoted.words.clone());
    }
}

/// Whether most of a quotation already belongs to a statement, or a cue stands in it.
fn claimed(drafts: &[Draft], quoted: &Quoted) -> bool {
    let size = quoted.words.len();
    drafts.iter().any(|draft| {
        let covered = draft.content.range(quoted.words.clone()).count();
        covered * 3 > size || quoted.words.contains(&draft.anchor)
    })
}

/// A quotation with a verb that begins or ends like a sentence; not a term in inverted commas.
fn is_speech(words: &Words<'_>, quoted: &Quoted) -> bool {
    let inner = &words.all[quoted.words.clone()];
    let verb = inner.iter().any(|word| matches!(word.token.upos, Upos::Verb | Upos::Aux));
    let begins = words.sentence_of(quoted.words.start).start >= quoted.words.start.saturating_sub(1);
    inner.len() >= SPEECH && verb && begins
}

/// The statement that a quotation's words belong to.
fn owner_of(drafts: &[Draft], quoted: &Quoted) -> Option<usize> {
    drafts.iter().position(|draft| draft.content.range(quoted.words.clone()).count() * 2 > quoted.words.len())
}

/// For a paragraph that is one quotation: the statement that ends the paragraph before.
fn owner_before_paragraph(words: &Words<'_>, drafts: &[Draft], quoted: &Quoted) -> Option<usize> {
    let paragraph = words.paragraph_of(quoted.words.start);
    let whole = quoted.words.start == paragraph.start && quoted.words.end == paragraph.end;
    let end = paragraph.start.checked_sub(1).filter(|_| whole)?;
    let last = words.sentence_of(end);
    let speaks = |draft: &Draft| !draft.source.is_empty() || draft.content.iter().any(|at| last.contains(at));
    let ends = |draft: &Draft| {
        last.contains(&draft.anchor)
            || draft.content.last().is_some_and(|at| *at < paragraph.start && last.contains(at))
    };
    let inner = |at: usize| drafts.iter().any(|other| other.holds(&drafts[at]));
    (0..drafts.len()).rev().find(|&at| speaks(&drafts[at]) && ends(&drafts[at]) && !inner(at))
}

/// The statement of the last quotation before this one, in the same paragraph and with no whole sentence between.
fn owner_in_paragraph(words: &Words<'_>, quotes: &[Quoted], drafts: &[Draft], at: usize) -> Option<usize> {
    let paragraph = words.paragraph_of(quotes[at].words.start);
    let earlier = quotes[..at].iter().rev().take_while(|quoted| quoted.words.start >= paragraph.start);
    let owner = earlier.filter_map(|quoted| owner_of(drafts, quoted)).next()?;
    let last = drafts[owner].content.last().copied().unwrap_or(0).max(drafts[owner].anchor);
    let sentence = |word: usize| words.all[word].sentence;
    (sentence(quotes[at].words.start) <= sentence(last) + 1).then_some(owner)
}
