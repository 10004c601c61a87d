//! Sentences with their dependency arcs, as an HTML page that needs nothing else.

use std::fmt::Write;

/// A sentence to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// Its words, in order.
    pub words: Vec<Word>,
}

/// A word to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word itself.
    pub form: String,
    /// The line below it: tag, lemma.
    pub below: String,
    /// Index of its head; the root has none.
    pub head: Option<usize>,
    /// Relation to the head.
    pub relation: String,
    /// Kind of the name it is part of.
    pub name: Option<String>,
}

/// Pixels an arc rises for each level.
const LEVEL: usize = 22;

const STYLE: &str = "body{font:15px system-ui,sans-serif;margin:2rem;background:#fff;color:#1d1f21}\
svg{display:block;margin:0 0 2rem;max-width:none}text{text-anchor:middle;fill:currentColor}\
.below,.arc text{font-size:10px;fill:#6b6f76}.arc path{fill:none;stroke:#8a8f98}.name{fill:#e3edf9}\
div{overflow-x:auto}@media(prefers-color-scheme:dark){body{background:#15171a;color:#e8e6e1}.name{fill:#24364b}}";

/// The page.
pub fn page(trees: &[Tree]) -> String {
    let mut out = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Analysis</title><style>{STYLE}</style>"
    );
    for tree in trees {
        // Writing to a String does not fail.
        let _ = draw(tree, &mut out);
    }
    out
}

fn draw(tree: &Tree, out: &mut String) -> std::fmt::Result {
    let centres = centres(tree);
    let levels = levels(tree);
    let base = (levels.iter().max().copied().unwrap_or(0) + 1) * LEVEL;
    let width = centres.last().map_or(0, |(centre, half)| centre + half);
    write!(out, "<div><svg width=\"{width}\" height=\"{}\" role=\"img\">", base + 44)?;
    for (at, word) in tree.words.iter().enumerate() {
        let (x, half) = centres[at];
        if word.name.is_some() {
            write!(
                out,
                "<rect class=\"name\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\"/>",
                x - half,
                base + 4,
                half * 2
            )?;
        }
        let form = escaped(&word.form);
        let below = escaped(&match &word.name {
            Some(name) => format!("{} · {name}", word.below),
            None => word.below.clone(),
        });
        write!(out, "<text x=\"{x}\" y=\"{}\">{form}</text>", base + 19)?;
        write!(out, "<text class=\"below\" x=\"{x}\" y=\"{}\">{below}</text>", base + 36)?;
        if let Some(head) = word.head {
            let (from, to) = (centres[head].0, x);
            let top = base - levels[at] * LEVEL;
            write!(out, "<g class=\"arc\"><path d=\"M{from} {base}C{from} {top} {to} {top} {to} {base}\"/>")?;
            let relation = escaped(&word.relation);
            let middle = from.midpoint(to);
            write!(out, "<text x=\"{middle}\" y=\"{}\">{relation}</text></g>", top + LEVEL / 4)?;
        }
    }
    write!(out, "</svg></div>")
}

/// Centre and half width of each word, by its longest line.
fn centres(tree: &Tree) -> Vec<(usize, usize)> {
    let mut left = 0;
    tree.words
        .iter()
        .map(|word| {
            let below =
                word.below.chars().count() * 6 + word.name.as_ref().map_or(0, |name| name.len() * 6 + 18);
            let half = (word.form.chars().count() * 9).max(below).max(36) / 2 + 8;
            let centre = left + half;
            left += half * 2;
            (centre, half)
        })
        .collect()
}

/// How high each word's arc rises: above every arc it spans.
fn levels(tree: &Tree) -> Vec<usize> {
    let span = |at: usize| tree.words[at].head.map(|head| (at.min(head), at.max(head)));
    let mut order: Vec<usize> = (0..tree.words.len()).collect();
    order.sort_by_key(|at| span(*at).map_or(0, |(from, to)| to - from));
    let mut levels = vec![0; tree.words.len()];
    for (done, &at) in order.iter().enumerate() {
        let Some((from, to)) = span(at) else { continue };
        let below = order[..done]
            .iter()
            .filter(|other| span(**other).is_some_and(|(start, end)| from <= start && end <= to));
        levels[at] = below.map(|other| levels[*other]).max().unwrap_or(0) + 1;
    }
    levels
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arc_rises_above_those_it_spans_and_text_is_escaped() {
        let word = |form: &str, head: Option<usize>| Word {
            form: form.to_owned(),
            below: "X".to_owned(),
            head,
            relation: "dep".to_owned(),
            name: None,
        };
        let tree = Tree {
            words: vec![word("<b>", Some(1)), word("b", None), word("c", Some(3)), word("d", Some(1))],
        };
        assert_eq!(levels(&tree), [1, 0, 1, 2]);
        let page = page(&[tree]);
        assert!(page.contains("&lt;b&gt;") && !page.contains("<b>"));
    }
}
