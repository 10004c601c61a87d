//! What a parser may see of a page: a pass over the bytes that leaves out what no report needs and what no parser should
//! be given: scripts, comments, most attributes, and tags nested deeper or standing thicker than any page has use for.
//!
//! html5ever needs half a minute for 100,000 nested tags; this pass keeps its work linear in the length of the page.
//! Formatting tags, which HTML lets overlap at a quadratic price, go too: bold ones and links under names of their own.

use crate::{clean, note};
use record::Note;

/// Deepest nesting that is kept.
const MAX_DEPTH: usize = 200;
/// Most tags that are kept.
const MAX_TAGS: usize = 200_000;
/// Most attributes of one tag that are looked at without a note.
const MAX_ATTRIBUTES: usize = 200;
/// Longest value of an attribute, in bytes.
const MAX_VALUE: usize = 8 * 1024;
/// Most markup that is handed on, in bytes.
const MAX_OUT: usize = 8 * 1024 * 1024;
/// Most machine-readable data that is kept, in bytes.
const MAX_DATA: usize = 2 * 1024 * 1024;

/// Elements left out with everything inside.
const LEFT_OUT: &[&str] = &[
    "script", "style", "noscript", "iframe", "noembed", "noframes", "xmp", "textarea", "template", "svg",
    "math", "canvas", "select", "button", "audio", "video", "datalist", "dialog", "object",
];
/// Tags left out, what they hold staying.
const UNTAGGED: &[&str] = &[
    "i",
    "em",
    "u",
    "s",
    "strike",
    "font",
    "small",
    "big",
    "tt",
    "code",
    "nobr",
    "img",
    "input",
    "source",
    "wbr",
    "embed",
    "area",
    "param",
    "track",
    "col",
    "frame",
    "frameset",
    "plaintext",
    "marquee",
    "applet",
    "map",
    "picture",
    "label",
    "ins",
    "mark",
    "base",
    "bgsound",
    "keygen",
];
/// Elements whose end tag may be missing, so that they say nothing of nesting.
const OPEN_ENDED: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup",
    "caption",
];
/// Elements that never hold anything.
const VOID: &[&str] = &["br", "hr", "meta", "link"];
/// The attributes that are read.
const ATTRIBUTES: &[&str] = &[
    "class",
    "id",
    "href",
    "content",
    "property",
    "name",
    "itemprop",
    "itemtype",
    "rel",
    "datetime",
    "lang",
    "role",
    "hidden",
    "aria-hidden",
    "style",
    "pubdate",
    "type",
    "data-testid",
    "data-component",
    "title",
];

/// A page made safe to parse.
#[derive(Debug, Default)]
pub(super) struct Sanitised {
    /// What is left of the markup.
    pub(super) markup: String,
    /// The JSON-LD blocks, as they stand.
    pub(super) data: Vec<String>,
}

struct Sanitiser<'p> {
    page: &'p str,
    at: usize,
    out: Sanitised,
    open: Vec<&'p str>,
    too_deep: usize,
    tags: usize,
    data_bytes: usize,
    cut_depth: usize,
    cut_tags: usize,
    cut_attributes: usize,
    /// Elements of [`LEFT_OUT`] known to have no end tag further down.
    endless: Vec<&'static str>,
}

/// Makes `page` safe to parse; what exceeds the limits is left out, with a note.
pub(super) fn sanitise(page: &str, notes: &mut Vec<Note>) -> Sanitised {
    let mut work = Sanitiser {
        page,
        at: 0,
        out: Sanitised::default(),
        open: Vec::new(),
        too_deep: 0,
        tags: 0,
        data_bytes: 0,
        cut_depth: 0,
        cut_tags: 0,
        cut_attributes: 0,
        endless: Vec::new(),
    };
    while work.at < page.len() && work.out.markup.len() < MAX_OUT {
        work.step();
    }
    work.note(notes);
    work.out
}

impl<'p> Sanitiser<'p> {
    fn note(&self, notes: &mut Vec<Note>) {
        let mut add = |count: usize, code: &str, message: String| {
            if count > 0 {
                notes.push(note::doubt(code, message));
            }
        };
        let depth = format!("{} tags nested more than {MAX_DEPTH} deep were left out.", self.cut_depth);
        add(self.cut_depth, note::NESTING_CUT, depth);
        let tags = format!("{} tags after the first {MAX_TAGS} were left out.", self.cut_tags);
        add(self.cut_tags, note::TAGS_CUT, tags);
        let attributes =
            format!("{} attributes beyond {MAX_ATTRIBUTES} on a tag were left out.", self.cut_attributes);
        add(self.cut_attributes, note::ATTRIBUTES_CUT, attributes);
        let rest = self.page.len() - self.at;
        add(rest, note::CUT, format!("The last {rest} bytes of the page were left out: it is too long."));
    }

    /// Handles the text up to the next `<`, or what starts there.
    fn step(&mut self) {
        let rest = &self.page[self.at..];
        let Some(text) = rest.find('<') else {
            return self.text(rest.len());
        };
        if text > 0 {
            return self.text(text);
        }
        match rest.as_bytes().get(1) {
            Some(b'!') if rest.starts_with("<!--") => self.skip_past("-->"),
            Some(b'!' | b'?') => self.skip_past(">"),
            Some(b'/') if rest[2..].starts_with(|c: char| c.is_ascii_alphabetic()) => self.end_tag(),
            Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(),
            _ => {
                self.out.markup.push_str("&lt;");
                self.at += 1;
            }
        }
    }

    fn text(&mut self, length: usize) {
        let room = MAX_OUT - self.out.markup.len();
        let text = &self.page[self.at..self.at + length];
        let kept = clean::cut(text, room.max(4));
        self.out.markup.push_str(kept);
        self.at += kept.len();
    }

    fn skip_past(&mut self, what: &str) {
        let found = self.page[self.at..].find(what);
        self.at = found.map_or(self.page.len(), |found| self.at + found + what.len());
    }

    /// The name of the tag whose first letter stands at `from`, in lower case where it is one this pass knows.
    fn name(&self, from: usize) -> &'p str {
        let rest = &self.page[from..];
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<'))
            .unwrap_or(rest.len());
        clean::cut(&rest[..end], 40)
    }

    fn end_tag(&mut self) {
        let name = self.name(self.at + 2);
        self.skip_past(">");
        if is_any(name, UNTAGGED) || is_any(name, VOID) || is_any(name, LEFT_OUT) {
            return;
        }
        if is_any(name, OPEN_ENDED) {
            return self.put_end(name);
        }
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if let Some(at) = self.open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
            self.open.truncate(at);
            self.put_end(name);
        }
    }

    fn put_end(&mut self, name: &str) {
        self.out.markup.push_str("</");
        self.out.markup.push_str(renamed(name));
        self.out.markup.push('>');
    }

    fn start_tag(&mut self) {
        let start = self.at;
        let name = self.name(self.at + 1);
        self.at += 1 + name.len();
        let attributes = self.attributes();
        if let Some(known) = LEFT_OUT.iter().find(|known| known.eq_ignore_ascii_case(name)) {
            return self.leave_out(known, &attributes);
        }
        if name.eq_ignore_ascii_case("title") {
            return self.title();
        }
        if is_any(name, UNTAGGED) || name.len() >= 40 || self.at <= start {
            return;
        }
        self.tags += 1;
        if self.tags > MAX_TAGS {
            self.cut_tags += 1;
            self.out.markup.push(' ');
            return;
        }
        if !is_any(name, OPEN_ENDED) && !is_any(name, VOID) {
            if self.too_deep > 0 || self.open.len() >= MAX_DEPTH {
                self.too_deep += 1;
                self.cut_depth += 1;
                return;
            }
            self.open.push(name);
        }
        self.put_start(name, &attributes);
    }

    fn put_start(&mut self, name: &str, attributes: &[(&'static str, &'p str)]) {
        let markup = &mut self.out.markup;
        markup.push('<');
        markup.push_str(renamed(name));
        for (name, value) in attributes {
            markup.push(' ');
            markup.push_str(name);
            markup.push_str("=\"");
            markup.push_str(&value.replace('"', "&quot;"));
            markup.push('"');
        }
        markup.push('>');
    }

    /// Reads the attributes up to the end of the tag; keeps the first of each name that is read later.
    fn attributes(&mut self) -> Vec<(&'static str, &'p str)> {
        let mut kept: Vec<(&'static str, &'p str)> = Vec::new();
        let mut seen = 0;
        loop {
            let rest = &self.page[self.at..];
            let skipped = rest.find(|c: char| !c.is_ascii_whitespace() && c != '/').unwrap_or(rest.len());
            self.at += skipped;
            match self.page.as_bytes().get(self.at) {
                None => return kept,
                Some(b'>') => {
                    self.at += 1;
                    return kept;
                }
                Some(_) => {}
            }
            let (name, value) = self.attribute();
            seen += 1;
            if seen > MAX_ATTRIBUTES {
                self.cut_attributes += 1;
                continue;
            }
            let known = ATTRIBUTES.iter().find(|known| known.eq_ignore_ascii_case(name));
            if let Some(known) = known.filter(|known| !kept.iter().any(|(name, _)| name == *known)) {
                kept.push((known, clean::cut(value, MAX_VALUE)));
            }
        }
    }

    /// One attribute, its value empty where it has none. Always moves on.
    fn attribute(&mut self) -> (&'p str, &'p str) {
        let rest = &self.page[self.at..];
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
        let name_end = rest.char_indices().skip(1).find(|(_, c)| ends(*c)).map_or(rest.len(), |(at, _)| at);
        let name = &rest[..name_end];
        self.at += name_end;
        let after = self.page[self.at..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(value) = after.strip_prefix('=') else { return (name, "") };
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let start = self.page.len() - value.len();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (from, to, next) = match quote {
            Some(quote) => {
                let end = value[1..].find(quote).map_or(value.len(), |end| end + 1);
                (1.min(end), end, (end + 1).min(value.len()))
            }
            None => {
                let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
                (0, end, end)
            }
        };
        self.at = start + next;
        (name, &value[from..to])
    }

    /// Leaves an element out with all it holds; keeps JSON-LD aside.
    fn leave_out(&mut self, name: &'static str, attributes: &[(&'static str, &'p str)]) {
        if self.endless.contains(&name) {
            return;
        }
        let Some(length) = find_end_tag(&self.page[self.at..], name) else {
            self.endless.push(name);
            return;
        };
        let inside = &self.page[self.at..self.at + length];
        let is_data = attributes.iter().any(|(name, value)| *name == "type" && value.contains("ld+json"));
        if name == "script" && is_data && self.data_bytes + inside.len() <= MAX_DATA {
            self.data_bytes += inside.len();
            self.out.data.push(inside.to_owned());
        }
        self.at += length;
        self.skip_past(">");
    }

    /// A title holds text only.
    fn title(&mut self) {
        let Some(length) = find_end_tag(&self.page[self.at..], "title") else { return };
        let words = self.page[self.at..self.at + length].replace('<', "&lt;");
        self.out.markup.push_str("<title>");
        self.out.markup.push_str(clean::cut(&words, MAX_VALUE));
        self.out.markup.push_str("</title>");
        self.at += length;
        self.skip_past(">");
    }
}

fn is_any(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The name an element goes by in the sanitised page: bold and links lose what HTML does with them by name.
fn renamed(name: &str) -> &str {
    if is_any(name, &["b", "strong"]) {
        "x-bold"
    } else if name.eq_ignore_ascii_case("a") {
        "x-link"
    } else {
        name
    }
}

/// Where the end tag of `name` starts.
fn find_end_tag(page: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = page[from..].find("</") {
        let at = from + found;
        let after = page.as_bytes().get(at + 2..at + 2 + name.len());
        if after.is_some_and(|after| after.eq_ignore_ascii_case(name.as_bytes())) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sanitised(page: &str) -> (String, Vec<String>) {
        let mut notes = Vec::new();
        let out = sanitise(page, &mut notes);
        (out.markup, notes.into_iter().map(|note| note.code).collect())
    }

    #[test]
    fn scripts_and_formatting_go_and_words_stay() {
        let page = "<!-- x --><P CLASS='a \"b\"' onclick=go()>A <b>bold</b> <i>word</i><script>if (a<b) {}</script>.</P>";
        assert_eq!(sanitised(page).0, "<P class=\"a &quot;b&quot;\">A <x-bold>bold</x-bold> word.</P>");
    }

    #[test]
    fn nesting_and_attributes_are_bounded() {
        let (markup, notes) = sanitised(&"<div>".repeat(100_000));
        assert_eq!(markup.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(notes, ["nesting-cut"]);
        let attributes: String = (0..1000).map(|n| format!(" a{n}=1")).collect();
        assert_eq!(
            sanitised(&format!("<p{attributes}>x</p>")),
            ("<p>x</p>".to_owned(), vec!["attributes-cut".to_owned()])
        );
    }

    #[test]
    fn machine_readable_data_is_kept_aside() {
        let mut notes = Vec::new();
        let out = sanitise("<script type=\"application/ld+json\">{\"a\":1}</script>x", &mut notes);
        assert_eq!((out.markup.as_str(), out.data), ("x", vec!["{\"a\":1}".to_owned()]));
    }

    #[test]
    fn odd_ends_do_not_trip_it() {
        for page in [
            "<",
            "</",
            "<a",
            "<a b",
            "<a b=",
            "<a b='",
            "<a b=\"é",
            "<!--",
            "<script>",
            "<é>",
            "a < b",
            "</x",
            "<a/",
        ] {
            sanitised(page);
        }
    }
}
