//! Cards on a page that lead to other reports.

use super::content::is_marked;
use super::tree::{Id, Node, Tree};
use crate::clean;
use crate::draft::Draft;
use crate::lexicon::{self, Chrome};
use record::report::Card;

/// More cards than this are an archive, not a choice.
const MOST: usize = 24;

/// Puts the cards of the page into the draft, each once.
pub(super) fn read(tree: &Tree, base: Option<&str>, draft: &mut Draft) {
    for zone in zones(tree) {
        let links: Vec<Id> =
            tree.within(zone).filter(|id| tree.name(*id) == "x-link").take(MOST * 8).collect();
        for link in links {
            if draft.related.len() < MOST {
                add(tree, zone, link, base, draft);
            }
        }
    }
}

/// The elements that hold related reports: by their class, or by a heading that says so.
fn zones(tree: &Tree) -> Vec<Id> {
    let by_class = (0..tree.elements.len()).filter(|id| {
        is_marked(tree, *id, "related")
            && !matches!(tree.name(*id), "html" | "body" | "main" | "article" | "x-link")
    });
    let headings = (0..tree.elements.len()).filter(|id| {
        matches!(
            tree.name(*id),
            "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "x-bold" | "span" | "div" | "header"
        ) && tree.elements[*id].children.len() <= 3
            && tree.line(*id).is_some_and(|line| lexicon::furniture(&line) == Some(Chrome::Related))
    });
    let by_heading = headings.filter_map(|id| {
        let above = || tree.ancestors(id).take(4).find(|up| links(tree, *up) >= 2);
        after(tree, id).or_else(above)
    });
    let mut zones: Vec<Id> = by_class.chain(by_heading).collect();
    zones.retain(|id| !matches!(tree.name(*id), "body" | "html" | "main"));
    zones.retain(|id| !tree.within(*id).any(|id| tree.name(id) == "h1"));
    zones.sort_unstable();
    zones.dedup();
    let outermost = |id: &Id| !tree.ancestors(*id).any(|up| zones.binary_search(&up).is_ok());
    zones.iter().copied().filter(outermost).take(MOST).collect()
}

/// The next element with links beside a heading, or beside what holds nothing but the heading.
fn after(tree: &Tree, heading: Id) -> Option<Id> {
    let parent = tree.elements[heading].parent?;
    let siblings = || {
        tree.elements[parent].children.iter().filter_map(|child| match child {
            Node::Element(id) => Some(*id),
            Node::Text(_) => None,
        })
    };
    let mut below = siblings().skip_while(|id| *id != heading).skip(1).take(3);
    below.find(|id| links(tree, *id) >= 1 && !matches!(tree.name(*id), "p" | "h2" | "h3"))
}

fn add(tree: &Tree, zone: Id, link: Id, base: Option<&str>, draft: &mut Draft) {
    let inside = tree.within(link).find(|id| matches!(tree.name(*id), "h2" | "h3" | "h4" | "h5" | "h6"));
    let words = tree.words(inside.unwrap_or(link));
    let title =
        if words.is_empty() { clean::line(tree.attribute(link, "title").unwrap_or_default()) } else { words };
    let url = tree.attribute(link, "href").and_then(|href| absolute(href, base));
    let count = clean::words(&title);
    let is_self =
        draft.headline.as_deref().is_some_and(|headline| clean::plain(headline) == clean::plain(&title));
    if !(4..=40).contains(&count) || is_self || lexicon::furniture(&title).is_some() {
        return;
    }
    let same =
        |card: &Card| clean::plain(&card.title) == clean::plain(&title) || url.is_some() && card.url == url;
    if let Some(known) = draft.related.iter_mut().find(|card| same(card)) {
        if known.url.is_none() {
            known.url = url;
        }
        return;
    }
    let card =
        tree.ancestors(link).take_while(|up| *up != zone).take(4).filter(|up| links(tree, *up) <= 3).last();
    let part = |kind: &str, most: usize| {
        let found = tree
            .within(card.unwrap_or(link))
            .filter(|id| is_marked(tree, *id, kind))
            .map(|id| tree.words(id));
        let mut found =
            found.filter(|words| (1..=most).contains(&clean::words(words)) && !words.contains(&title));
        found.next()
    };
    let (topic, teaser) = (part("card-topic", 5), part("card-teaser", 80));
    draft.related.push(Card { title, topic, teaser, url });
}

fn links(tree: &Tree, id: Id) -> usize {
    tree.within(id).take(400).filter(|id| tree.name(*id) == "x-link").count()
}

/// An address made whole against the page's own.
fn absolute(href: &str, base: Option<&str>) -> Option<String> {
    let href = href.trim();
    if href.starts_with("http://") || href.starts_with("https://") {
        return Some(href.to_owned());
    }
    let (scheme, rest) = base?.split_once("://")?;
    if let Some(host) = href.strip_prefix("//") {
        return Some(format!("{scheme}://{host}"));
    }
    let has_scheme =
        href.split_once(':').is_some_and(|(name, _)| name.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if href.is_empty() || href.starts_with('#') || has_scheme {
        return None;
    }
    let host = rest.split('/').next()?;
    match href.strip_prefix('/') {
        Some(path) => Some(format!("{scheme}://{host}/{path}")),
        None => {
            let folder = rest.rsplit_once('/').map_or(rest, |(folder, _)| folder);
            Some(format!("{scheme}://{folder}/{href}"))
        }
    }
}
