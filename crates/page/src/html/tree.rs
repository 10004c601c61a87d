//! The parsed page as a tree of plain values; the parser's own types end here.

use crate::clean;
use dom_query::{Document, NodeRef};

/// An element's place in its [`Tree`].
pub(super) type Id = usize;

/// An element or a piece of text.
#[derive(Debug)]
pub(super) enum Node {
    Element(Id),
    Text(String),
}

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name, in lower case; links are `x-link`, bold words `x-bold`.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) parent: Option<Id>,
    pub(super) children: Vec<Node>,
    /// Whether it runs along in a line of text.
    inline: bool,
    /// Class, id, role and the like as lower-case words: `related`, `story`, `body`.
    pub(super) hints: Vec<String>,
}

/// How much of an element's words may still be gathered.
struct Budget {
    elements: usize,
    bytes: usize,
}

/// A parsed page; element 0 is the root, and parents come before their children.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) elements: Vec<Element>,
}

impl Tree {
    /// Parses sanitised markup.
    pub(super) fn parse(markup: &str) -> Tree {
        let document = Document::from(markup);
        let mut tree = Tree::default();
        tree.elements.push(Element { name: "#root".to_owned(), ..Element::default() });
        tree.add_children(0, &document.root());
        tree
    }

    /// Depth is bounded by the sanitiser.
    fn add_children(&mut self, parent: Id, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.elements[parent].children.push(Node::Text(child.text().to_string()));
            } else if child.is_element() {
                let id = self.elements.len();
                let name = child.node_name().map(|name| name.to_string()).unwrap_or_default();
                let attributes: Vec<(String, String)> = child
                    .attrs()
                    .into_iter()
                    .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
                    .collect();
                let hints = hints(&attributes);
                let inline = is_inline(&name) || name.contains('-');
                let element =
                    Element { name, attributes, parent: Some(parent), children: Vec::new(), inline, hints };
                self.elements.push(element);
                self.elements[parent].children.push(Node::Element(id));
                self.add_children(id, &child);
                self.settle(id);
            }
        }
    }

    /// An element of the page's own making runs along in a line unless it holds blocks.
    fn settle(&mut self, id: Id) {
        let element = &self.elements[id];
        if element.inline && element.name.contains('-') && !element.name.starts_with("x-") {
            let holds_block = element.children.iter().any(|child| match child {
                Node::Element(inner) => !self.elements[*inner].inline,
                Node::Text(_) => false,
            });
            self.elements[id].inline = !holds_block;
        }
    }

    /// Whether an element runs along in a line of text.
    pub(super) fn is_inline(&self, id: Id) -> bool {
        self.elements[id].inline
    }

    /// An attribute's value.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        self.elements[id].attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// An element's name.
    pub(super) fn name(&self, id: Id) -> &str {
        &self.elements[id].name
    }

    /// Whether the class, id or role of an element holds one of these words.
    pub(super) fn hinted(&self, id: Id, words: &[&str]) -> bool {
        self.elements[id].hints.iter().any(|hint| words.contains(&hint.as_str()))
    }

    /// The elements under one, in document order, itself first.
    pub(super) fn within(&self, id: Id) -> impl Iterator<Item = Id> {
        let mut open = vec![id];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            open.extend(self.elements[next].children.iter().rev().filter_map(|child| match child {
                Node::Element(id) => Some(*id),
                Node::Text(_) => None,
            }));
            Some(next)
        })
    }

    /// The elements an element stands in, nearest first.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.elements[id].parent, |id| self.elements[*id].parent)
    }

    /// All elements with a name, in document order.
    pub(super) fn named<'t>(&'t self, name: &'t str) -> impl Iterator<Item = Id> + 't {
        (0..self.elements.len()).filter(move |id| self.elements[*id].name == name)
    }

    /// The words of an element on one line, cut where it is far longer than any line.
    pub(super) fn words(&self, id: Id) -> String {
        let mut out = String::new();
        self.collect(id, &mut out, &mut Budget { elements: 2000, bytes: 4000 });
        clean::line(&out)
    }

    /// The words of an element that is a line by its length: few enough to look at for every element of a page.
    pub(super) fn line(&self, id: Id) -> Option<String> {
        let mut out = String::new();
        let mut budget = Budget { elements: 60, bytes: 300 };
        self.collect(id, &mut out, &mut budget);
        let line = clean::line(&out);
        (budget.bytes > 0 && budget.elements > 0 && !line.is_empty()).then_some(line)
    }

    fn collect(&self, id: Id, out: &mut String, budget: &mut Budget) {
        for child in &self.elements[id].children {
            if budget.bytes == 0 || budget.elements == 0 {
                return;
            }
            match child {
                Node::Text(text) => {
                    let text = if text.trim().is_empty() { " " } else { text.as_str() };
                    let kept = clean::cut(text, budget.bytes);
                    budget.bytes -= kept.len().max(1);
                    out.push_str(kept);
                    budget.bytes = if kept.len() < text.len() { 0 } else { budget.bytes };
                }
                Node::Element(id) => {
                    budget.elements -= 1;
                    let block = !self.is_inline(*id);
                    if block {
                        out.push(' ');
                    }
                    self.collect(*id, out, budget);
                    if block {
                        out.push(' ');
                    }
                }
            }
        }
    }
}

/// Whether elements of this name run along in a line of text.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "x-link"
            | "x-bold"
            | "span"
            | "abbr"
            | "acronym"
            | "cite"
            | "q"
            | "sub"
            | "sup"
            | "time"
            | "var"
            | "kbd"
            | "samp"
            | "bdi"
            | "bdo"
            | "dfn"
            | "del"
            | "data"
            | "ruby"
            | "rt"
            | "rp"
            | "meta"
            | "link"
    )
}

/// The words of class, id, role and test names: `RelatedStories-list` gives `related`, `stories`, `list`.
fn hints(attributes: &[(String, String)]) -> Vec<String> {
    const NAMES: &[&str] = &["class", "id", "role", "itemprop", "data-testid", "data-component"];
    let values = attributes.iter().filter(|(name, _)| NAMES.contains(&name.as_str()));
    values.flat_map(|(_, value)| value.split(|c: char| !c.is_alphanumeric())).flat_map(camel_parts).collect()
}

fn camel_parts(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for c in word.chars().take(60) {
        if c.is_uppercase() && was_lower {
            parts.push(String::new());
        }
        was_lower = c.is_lowercase();
        if let Some(part) = parts.last_mut() {
            part.extend(c.to_lowercase());
        }
    }
    let whole = word.to_lowercase();
    if parts.len() > 1 && whole.len() <= 60 {
        parts.push(whole);
    }
    parts.retain(|part| !part.is_empty());
    parts
}
