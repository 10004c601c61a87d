//! From the blocks found on a page to the blocks of the report: what is furniture, what only leads elsewhere.

use super::content::Piece;
use crate::clean;
use crate::dates::{self, Order};
use crate::draft::Draft;
use crate::lexicon::{self, Chrome};
use record::report::{BlockKind, Card};

/// Puts the blocks that are the report's own into the draft.
pub(super) fn read(pieces: Vec<Piece>, order: Order, draft: &mut Draft) {
    let end = end(&pieces);
    let mut kept: Vec<Piece> = Vec::new();
    let mut under_related = false;
    for piece in pieces.into_iter().take(end) {
        let furniture = lexicon::furniture(&piece.text);
        if furniture == Some(Chrome::Related) {
            under_related = true;
            continue;
        }
        under_related &= piece.link_share() > 0.5 || piece.kind == BlockKind::Heading;
        if !under_related && is_own(&piece, furniture, order, draft) {
            kept.push(piece);
        }
    }
    drop_loose_headings(&mut kept);
    drop_repeated(&mut kept);
    draft.body.extend(kept.into_iter().map(|piece| (piece.kind, piece.text)));
}

/// Where the text ends: at a line such as "Comments" after which little running text comes.
fn end(pieces: &[Piece]) -> usize {
    let weight = |piece: &Piece| if clean::ends_sentence(&piece.text) { piece.text.len() } else { 0 };
    let total: usize = pieces.iter().map(weight).sum();
    let mut before = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let closes = matches!(lexicon::furniture(&piece.text), Some(Chrome::End | Chrome::Comments));
        if closes && piece.text.len() < 100 && before * 10 >= total * 7 && before > 0 {
            return at;
        }
        before += weight(piece);
    }
    pieces.len()
}

/// Whether a block is part of the report; one that only leads to another report becomes a card.
fn is_own(piece: &Piece, furniture: Option<Chrome>, order: Order, draft: &mut Draft) -> bool {
    match furniture {
        Some(Chrome::Also) if piece.linked > 0 => {
            if let Some((_, title)) = piece.text.split_once(':') {
                draft.related.push(Card { title: clean::line(title), ..Card::default() });
            }
            return false;
        }
        Some(Chrome::Also | Chrome::Caption) | None => {}
        Some(_) => return false,
    }
    let same = |words: &Option<String>| {
        words.as_deref().is_some_and(|w| clean::plain(w) == clean::plain(&piece.text))
    };
    if same(&draft.headline) || same(&draft.standfirst) {
        return false;
    }
    let is_label = piece.text.chars().count() < 100
        && (dates::is_date_line(&piece.text, order) || is_byline(&piece.text, draft));
    !is_label && !only_leads_away(piece)
}

fn is_byline(text: &str, draft: &Draft) -> bool {
    if lexicon::byline(text).is_some() {
        return true;
    }
    let plain = clean::plain(text);
    let names = draft.authors.iter().map(|author| clean::plain(author));
    let bare = lexicon::after_label(text, Chrome::Byline).map(clean::plain);
    let mut names = names.filter(|name| name.len() > 3);
    names.any(|name| plain == name || bare.as_deref().is_some_and(|bare| bare.starts_with(&name)))
}

/// Whether a block is there for its link.
fn only_leads_away(piece: &Piece) -> bool {
    let words = clean::words(&piece.text);
    match piece.kind {
        BlockKind::ListItem => piece.link_share() > 0.8 && words < 30,
        BlockKind::Heading => piece.link_share() > 0.9 && words >= 4,
        _ => piece.link_share() > 0.8 && words < 40,
    }
}

/// Headings that nothing follows head something that was left out.
fn drop_loose_headings(kept: &mut Vec<Piece>) {
    while kept.last().is_some_and(|piece| piece.kind == BlockKind::Heading) {
        kept.pop();
    }
}

/// A caption that stands twice is the page's doing: a picture shown small and large.
fn drop_repeated(kept: &mut Vec<Piece>) {
    let mut seen = std::collections::BTreeSet::new();
    kept.retain(|piece| piece.kind != BlockKind::Caption || seen.insert(clean::plain(&piece.text)));
}
