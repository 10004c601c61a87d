//! Which words of a page are its headline, and which stand under it as the standfirst.

use super::content;
use super::data;
use super::meta::Page;
use super::tree::{Id, Node};
use crate::clean;

/// The headline as shown, and its element where it has one.
pub(super) fn headline(page: &Page<'_>) -> Option<(String, Option<Id>)> {
    let told = told(page);
    let shown = shown(page, &told);
    let shown = shown.map(|id| (page.tree.words(id), Some(id)));
    shown.or_else(|| told.into_iter().next().map(|words| (words, None)))
}

/// The outlet's name in a title such as "Headline | Outlet".
pub(super) fn outlet_in_title(page: &Page<'_>, headline: &str) -> Option<String> {
    let title = page.tree.named("title").map(|id| page.tree.words(id)).next()?;
    let rest = title.strip_prefix(headline)?.trim_start();
    let name = rest.strip_prefix(['|', '-', '–', '—', '·', '•', '»'])?.trim();
    (1..=6).contains(&clean::words(name)).then(|| name.to_owned())
}

/// What the page tells machines its headline is, the best first; site names cut off.
fn told(page: &Page<'_>) -> Vec<String> {
    let outlet = page.meta(&["og:site_name"]);
    let of_data = page.data.report().and_then(|report| data::text(report, "headline"));
    let of_meta = page.meta(&["og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title"]);
    let of_title = page.tree.named("title").map(|id| page.tree.words(id)).find(|words| !words.is_empty());
    let found = [of_meta, of_data, of_title];
    let mut told: Vec<String> = found
        .into_iter()
        .flatten()
        .map(|title| without_outlet(&clean::line(&title), outlet.as_deref()))
        .collect();
    told.retain(|title| !title.is_empty() && Some(title) != outlet.as_ref());
    told
}

/// "Headline | Outlet" without what follows the last separator, where that is the outlet or is short beside the rest.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let separators = [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " • "];
    let cut = separators
        .iter()
        .filter_map(|separator| title.rfind(separator).map(|at| (at, separator.len())))
        .max();
    let Some((at, length)) = cut else { return title.to_owned() };
    let (head, tail) = (&title[..at], &title[at + length..]);
    let is_outlet = outlet.is_some_and(|outlet| clean::plain(outlet) == clean::plain(tail));
    let is_bar = matches!(title[at..at + length].trim(), "|" | "::" | "»");
    let short = clean::words(tail) <= 4 && clean::words(head) >= 4 * clean::words(tail).min(2);
    if is_outlet || is_bar && clean::words(head) >= 3 || short {
        head.trim().to_owned()
    } else {
        title.to_owned()
    }
}

/// A headline stands among the first headings.
const MOST_HEADS: usize = 200;

/// The heading on the page that says what was told, or the only first-level heading.
fn shown(page: &Page<'_>, told: &[String]) -> Option<Id> {
    let tree = page.tree;
    let heads: Vec<Id> = ["h1", "h2"]
        .iter()
        .flat_map(|name| tree.named(name))
        .take(MOST_HEADS)
        .filter(|id| clean::words(&tree.words(*id)) >= 1 && !content::is_hidden(tree, *id))
        .collect();
    let best = heads
        .iter()
        .map(|id| (*id, told.iter().map(|told| likeness(&tree.words(*id), told)).fold(0.0, f64::max)));
    let best = best.fold(None, |best: Option<(Id, f64)>, (id, like)| match best {
        Some((_, known)) if known >= like => best,
        _ => Some((id, like)),
    });
    if let Some((id, _)) = best.filter(|(_, like)| *like >= 0.6) {
        return Some(id);
    }
    let outside = |id: &Id| page.outside[*id];
    let marked = (0..tree.elements.len()).find(|id| {
        let marked = tree.attribute(*id, "itemprop") == Some("headline") && tree.name(*id) != "meta";
        marked && outside(id) && !tree.words(*id).is_empty()
    });
    let mut firsts = heads
        .iter()
        .filter(|id| tree.name(**id) == "h1" && outside(id) && clean::words(&tree.words(**id)) >= 3);
    marked.or_else(|| match (firsts.next(), firsts.next()) {
        (Some(only), None) => Some(*only),
        _ => None,
    })
}

/// Share of words two titles have in common, of the longer one's.
fn likeness(left: &str, right: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        clean::plain(text)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (left, mut right) = (words(left), words(right));
    let longer = left.len().max(right.len()).max(1);
    let common = left.iter().filter(|word| {
        let found = right.iter().position(|other| other == *word);
        found.map(|at| right.swap_remove(at)).is_some()
    });
    f64::from(u32::try_from(common.count()).unwrap_or(0)) / f64::from(u32::try_from(longer).unwrap_or(1))
}

/// The line under the headline: marked as such, or a second-level heading right after it.
pub(super) fn standfirst(page: &Page<'_>, headline: Option<Id>) -> Option<(String, Id)> {
    let tree = page.tree;
    let fits = |id: Id| {
        let words = tree.words(id);
        let count = clean::words(&words);
        let shown = page.outside[id] && !content::is_hidden(tree, id);
        ((5..=80).contains(&count) && shown).then_some((words, id))
    };
    let after = headline?;
    let near = (after + 1..tree.elements.len()).take(120);
    let marked = near.clone().filter(|id| {
        let item = tree.attribute(*id, "itemprop");
        let summary = content::is_marked(tree, *id, "lead") && !in_flow(page, *id);
        content::is_marked(tree, *id, "standfirst") || summary || item == Some("alternativeHeadline")
    });
    marked.filter(|id| tree.name(*id) != "meta").find_map(fits).or_else(|| {
        let next = near.clone().take(3).find(|id| tree.name(*id) == "h2")?;
        fits(next)
    })
}

/// Whether an element is one of many paragraphs in a row: then it is the first of the text, whatever its class.
fn in_flow(page: &Page<'_>, id: Id) -> bool {
    let tree = page.tree;
    let Some(parent) = tree.elements[id].parent else { return false };
    let paragraphs = tree.elements[parent].children.iter().filter(|child| match child {
        Node::Element(id) => tree.name(*id) == "p",
        Node::Text(_) => false,
    });
    tree.name(id) == "p" && paragraphs.count() >= 4
}
