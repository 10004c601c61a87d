//! What a page says of itself to machines: JSON-LD.

use serde_json::{Map, Value};

/// The objects of a page's JSON-LD, the one of the report first among equals.
#[derive(Debug, Default)]
pub(super) struct Data {
    objects: Vec<Map<String, Value>>,
}

/// Types of schema.org that a report may have.
const REPORTS: &[&str] = &["Article", "BlogPosting", "Report", "LiveBlogPosting", "SocialMediaPosting"];
/// Deepest nesting looked into.
const MAX_DEPTH: usize = 6;

impl Data {
    /// Parses JSON-LD blocks; one that is broken is passed over, as readers of such data do.
    pub(super) fn parse(blocks: &[String]) -> Data {
        let mut data = Data::default();
        for block in blocks {
            let bare = block.trim().trim_end_matches(';');
            let bare = bare.trim_start_matches("<![CDATA[").trim_start_matches("//<![CDATA[");
            let bare = bare.trim_end_matches("]]>").trim_end_matches("//").trim();
            let parsed =
                serde_json::from_str::<Value>(bare).or_else(|_| serde_json::from_str(&one_line(bare)));
            if let Ok(value) = parsed {
                data.gather(value, 0);
            }
        }
        data
    }

    fn gather(&mut self, value: Value, depth: usize) {
        match value {
            Value::Array(values) if depth < MAX_DEPTH => {
                values.into_iter().for_each(|value| self.gather(value, depth + 1));
            }
            Value::Object(mut object) if depth < MAX_DEPTH => {
                let inner = ["@graph", "mainEntity", "mainEntityOfPage"].map(|name| object.remove(name));
                self.objects.push(object);
                inner.into_iter().flatten().for_each(|value| self.gather(value, depth + 1));
            }
            _ => {}
        }
    }

    /// The object that describes the report.
    pub(super) fn report(&self) -> Option<&Map<String, Value>> {
        let is_report = |object: &&Map<String, Value>| {
            types(object).any(|kind| REPORTS.iter().any(|report| kind.ends_with(report)))
        };
        self.objects.iter().find(is_report)
    }

    /// The object that describes the page, where none describes the report.
    pub(super) fn page(&self) -> Option<&Map<String, Value>> {
        self.report().or_else(|| self.of_type("WebPage"))
    }

    /// An object of a type.
    pub(super) fn of_type(&self, name: &str) -> Option<&Map<String, Value>> {
        self.objects.iter().find(|object| types(object).any(|kind| kind == name))
    }
}

/// Raw line breaks inside strings are not JSON, yet common.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    strings(object.get("@type")).into_iter()
}

/// A string, or the strings of a list.
fn strings(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) => vec![text.as_str()],
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A field's text.
pub(super) fn text(object: &Map<String, Value>, name: &str) -> Option<String> {
    let found = object.get(name)?.as_str()?.trim();
    (!found.is_empty()).then(|| unescape(found))
}

/// The texts of a field, or the `name`s of the objects in it.
pub(super) fn names(object: &Map<String, Value>, name: &str) -> Vec<String> {
    let Some(value) = object.get(name) else { return Vec::new() };
    let one = |value: &Value| match value {
        Value::String(text) => Some(unescape(text)),
        Value::Object(inner) => text(inner, "name"),
        _ => None,
    };
    match value {
        Value::Array(values) => values.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}

/// The few character references that pages leave inside JSON.
fn unescape(text: &str) -> String {
    const REFERENCES: &[(&str, &str)] = &[
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&#8211;", "–"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    if !text.contains('&') {
        return text.to_owned();
    }
    REFERENCES.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
