//! Where on a page the report's own text is, and the blocks it is made of.

use super::tree::{Id, Node, Tree};
use crate::clean;
use record::report::BlockKind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A block of text with what is known of where it stood.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) kind: BlockKind,
    pub(super) text: String,
    /// Characters inside links.
    pub(super) linked: usize,
}

impl Piece {
    /// Share of its characters that are links.
    pub(super) fn link_share(&self) -> f64 {
        let all = self.text.chars().count().max(1);
        f64::from(u32::try_from(self.linked).unwrap_or(u32::MAX)) / f64::from(u32::try_from(all).unwrap_or(1))
    }
}

/// Class, id and role words, by what they mark; hints.tsv says which.
static HINTS: LazyLock<BTreeMap<&'static str, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("hints.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut hints: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (kind, words) in lines.filter_map(|line| line.split_once('\t')) {
        hints.entry(kind).or_default().extend(words.split_whitespace());
    }
    hints
});

/// Whether the class, id or role of an element marks it as the given kind.
pub(super) fn is_marked(tree: &Tree, id: Id, kind: &str) -> bool {
    let words = HINTS.get(kind);
    words.is_some_and(|words| tree.elements[id].hints.iter().any(|hint| words.contains(hint.as_str())))
}

/// Whether an element, by its name or its class, is no part of a report's own text.
pub(super) fn is_elsewhere(tree: &Tree, id: Id) -> bool {
    match tree.name(id) {
        "nav" | "aside" | "footer" | "form" => return true,
        "html" | "body" | "main" | "article" | "#root" | "head" => return false,
        _ => {}
    }
    is_unshown(tree, id) || is_marked(tree, id, "elsewhere") && !is_marked(tree, id, "shield")
}

/// Whether an element or one it stands in is a picture's caption.
pub(super) fn is_caption(tree: &Tree, id: Id) -> bool {
    let caption = |id: Id| matches!(tree.name(id), "figure" | "figcaption") || is_marked(tree, id, "caption");
    caption(id) || tree.ancestors(id).any(caption)
}

/// For each element whether it stands outside menus, cards and the like.
pub(super) fn outside(tree: &Tree) -> Vec<bool> {
    let mut outside = vec![true; tree.elements.len()];
    for id in 1..outside.len() {
        outside[id] = tree.elements[id].parent.is_none_or(|up| outside[up] && !is_elsewhere(tree, up));
    }
    outside
}

/// Whether an element is marked as not shown.
fn is_unshown(tree: &Tree, id: Id) -> bool {
    let style = tree.attribute(id, "style").unwrap_or_default();
    tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "aria-hidden") == Some("true")
        || style.replace(' ', "").to_ascii_lowercase().contains("display:none")
}

/// Whether an element or one it stands in is marked as not shown.
pub(super) fn is_hidden(tree: &Tree, id: Id) -> bool {
    is_unshown(tree, id) || tree.ancestors(id).any(|up| is_unshown(tree, up))
}

/// The running text under each element, in characters outside links, and which elements are left aside.
pub(super) struct Weights {
    all: Vec<usize>,
    aside: Vec<bool>,
}

/// A run of text shorter than this is no paragraph.
const PARAGRAPH: usize = 40;

impl Weights {
    /// Weighs a page: first all of it, then without what stands elsewhere. An element that holds most of the text is
    /// never elsewhere, whatever its class says.
    pub(super) fn of(tree: &Tree) -> Weights {
        let own: Vec<usize> = (0..tree.elements.len()).map(|id| own_text(tree, id)).collect();
        let everything = sum(tree, &own, &vec![false; own.len()]);
        let total = everything.first().copied().unwrap_or(0);
        let mut aside = vec![false; own.len()];
        for id in 0..own.len() {
            let inherited = tree.elements[id].parent.is_some_and(|parent| aside[parent]);
            aside[id] =
                inherited || is_elsewhere(tree, id) && (everything[id] * 2 < total || is_unshown(tree, id));
        }
        let all = sum(tree, &own, &aside);
        Weights { all, aside }
    }

    fn is_aside(&self, id: Id) -> bool {
        self.aside[id]
    }
}

fn sum(tree: &Tree, own: &[usize], aside: &[bool]) -> Vec<usize> {
    let mut all: Vec<usize> =
        own.iter().zip(aside).map(|(own, aside)| if *aside { 0 } else { *own }).collect();
    for id in (1..all.len()).rev() {
        if let Some(parent) = tree.elements[id].parent {
            all[parent] += all[id];
        }
    }
    all
}

/// Characters of running text that stand in an element itself or in the inline elements within, links aside.
fn own_text(tree: &Tree, id: Id) -> usize {
    if tree.is_inline(id)
        || matches!(tree.name(id), "head" | "title" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    {
        return 0;
    }
    let count = inline_text(tree, id);
    if count < PARAGRAPH { 0 } else { count }
}

fn inline_text(tree: &Tree, id: Id) -> usize {
    let children = tree.elements[id].children.iter();
    children
        .map(|child| match child {
            Node::Text(text) => text.trim().chars().count(),
            Node::Element(inner) if tree.name(*inner) == "x-link" => 0,
            Node::Element(inner) if tree.is_inline(*inner) => inline_text(tree, *inner),
            Node::Element(_) => 0,
        })
        .sum()
}

/// Words with which pages mark the element that holds the text of the report.
const BODY: &[&[&str]] = &[
    &["articlebody"],
    &["article", "body"],
    &["story", "body"],
    &["entry", "content"],
    &["post", "content"],
    &["article", "content"],
    &["article", "text"],
    &["story", "content"],
    &["post", "body"],
    &["body", "content"],
    &["article__body"],
    &["storytext"],
    &["postcontent"],
    &["articlecontent"],
    &["entrycontent"],
];

/// The element that holds the report's text.
pub(super) fn root(tree: &Tree, weights: &Weights) -> Id {
    let total = weights.all.first().copied().unwrap_or(0);
    let holds = |id: Id, percent: usize| {
        !weights.is_aside(id) && weights.all[id] * 100 >= total * percent && total > 0
    };
    let marked = BODY.iter().find_map(|words| {
        let fits = |id: &Id| words.iter().all(|word| tree.hinted(*id, &[word])) && holds(*id, 40);
        (0..tree.elements.len()).filter(fits).max_by_key(|id| (weights.all[*id], *id))
    });
    let article = || tree.named("article").find(|id| holds(*id, 50));
    let start = marked.or_else(article).unwrap_or(0);
    narrow(tree, weights, start)
}

/// The smallest element inside `from` that still holds nearly all of its text.
fn narrow(tree: &Tree, weights: &Weights, from: Id) -> Id {
    let mut at = from;
    loop {
        let children = tree.elements[at].children.iter().filter_map(|child| match child {
            Node::Element(id) => Some(*id),
            Node::Text(_) => None,
        });
        let heaviest = children.max_by_key(|id| weights.all[*id]);
        match heaviest.filter(|id| weights.all[*id] * 100 >= weights.all[at] * 85 && weights.all[*id] > 0) {
            Some(id) if !matches!(tree.name(id), "p" | "li" | "blockquote" | "td") => at = id,
            _ => return at,
        }
    }
}

/// The blocks inside `root`, what stands elsewhere left out.
pub(super) fn pieces(tree: &Tree, weights: &Weights, root: Id) -> Vec<Piece> {
    let mut walk = Walk { tree, weights, found: Vec::new(), line: String::new(), linked: 0, breaks: 0 };
    walk.block(root, BlockKind::Paragraph, false);
    walk.found
}

struct Walk<'t> {
    tree: &'t Tree,
    weights: &'t Weights,
    found: Vec<Piece>,
    line: String,
    linked: usize,
    breaks: usize,
}

impl Walk<'_> {
    /// Ends the line that is open.
    fn flush(&mut self, kind: BlockKind) {
        let text = clean::line(&std::mem::take(&mut self.line));
        let linked = std::mem::take(&mut self.linked);
        self.breaks = 0;
        if text.chars().any(char::is_alphanumeric) {
            self.found.push(Piece { kind, text, linked });
        }
    }

    fn block(&mut self, id: Id, kind: BlockKind, in_link: bool) {
        self.children(id, kind, in_link);
        self.flush(kind);
    }

    /// Walks the children of an element, whose text belongs to the open block.
    fn children(&mut self, at: Id, kind: BlockKind, in_link: bool) {
        let tree = self.tree;
        for child in &tree.elements[at].children {
            match child {
                Node::Text(text) => self.words(text, in_link),
                Node::Element(inner) => self.element(*inner, kind, in_link),
            }
        }
    }

    fn words(&mut self, text: &str, in_link: bool) {
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        if in_link {
            self.linked += text.trim().chars().count();
        }
        self.line.push_str(text);
    }

    fn element(&mut self, inner: Id, kind: BlockKind, in_link: bool) {
        if self.weights.is_aside(inner) {
            return;
        }
        match self.tree.name(inner) {
            "br" => {
                self.breaks += 1;
                self.line.push(' ');
                if self.breaks >= 2 {
                    self.flush(kind);
                }
            }
            "head" | "title" | "meta" | "link" => {}
            name if self.tree.is_inline(inner) => {
                self.children(inner, kind, in_link || name == "x-link");
            }
            "tr" if self.is_row(inner) => {
                self.flush(kind);
                self.row(inner);
            }
            name => {
                self.flush(kind);
                let kind = if is_marked(self.tree, inner, "caption") {
                    BlockKind::Caption
                } else {
                    kind_of(name, kind)
                };
                self.block(inner, kind, in_link);
            }
        }
    }

    /// Whether a table's row holds data, not layout.
    fn is_row(&self, id: Id) -> bool {
        let cells = || self.tree.within(id).filter(|id| matches!(self.tree.name(*id), "td" | "th"));
        let blocks =
            self.tree.within(id).any(|id| matches!(self.tree.name(id), "div" | "table" | "ul" | "article"));
        !blocks && cells().count() >= 2 && cells().all(|id| self.tree.words(id).len() < 200)
    }

    fn row(&mut self, id: Id) {
        let tree = self.tree;
        let cells = tree.within(id).filter(|id| matches!(tree.name(*id), "td" | "th"));
        let cells: Vec<String> = cells.map(|id| tree.words(id)).filter(|words| !words.is_empty()).collect();
        self.line = cells.join(" | ");
        self.flush(BlockKind::TableRow);
    }
}

/// What block an element makes of the text inside it.
fn kind_of(name: &str, outer: BlockKind) -> BlockKind {
    match name {
        _ if outer == BlockKind::Caption => outer,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dt" | "dd" => BlockKind::ListItem,
        "blockquote" => BlockKind::Quotation,
        "figcaption" | "caption" | "figure" => BlockKind::Caption,
        "p" | "pre" if outer == BlockKind::Heading => BlockKind::Paragraph,
        "article" | "section" => BlockKind::Paragraph,
        _ => outer,
    }
}
