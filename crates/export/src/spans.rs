//! Spans with the text they point at, after the W3C's text position and text quote selectors.

use record::Span;
use record::span::TextIndex;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Put `text` beside `start` and `end` wherever an object is a span: nothing but these two numbers.
pub(crate) fn with_text(value: &mut Value, index: &TextIndex<'_>) {
    each_span(value, None, &mut |_, span, fields| {
        fields.insert("text".to_owned(), index.of(span).into());
    });
}

/// The reports whose text the spans of a value lie in: a span lies in the report that the nearest object around it names
/// as its `report`. Spans that have their text already count for nothing.
pub fn cited_reports(value: &mut Value) -> BTreeSet<String> {
    let mut reports = BTreeSet::new();
    each_span(value, None, &mut |report, _, _| reports.extend(report.map(str::to_owned)));
    reports
}

/// Put its text beside every span that lies in one of these reports, given by id with their texts.
pub fn with_cited_text(value: &mut Value, texts: &BTreeMap<String, String>) {
    let indexes: BTreeMap<&str, TextIndex<'_>> =
        texts.iter().map(|(report, text)| (report.as_str(), TextIndex::new(text))).collect();
    each_span(value, None, &mut |report, span, fields| {
        if let Some(index) = report.and_then(|report| indexes.get(report)) {
            fields.insert("text".to_owned(), index.of(span).into());
        }
    });
}

/// Hand over every object that is a span, with the report named nearest around it.
fn each_span(
    value: &mut Value,
    report: Option<&str>,
    take: &mut impl FnMut(Option<&str>, Span, &mut Map<String, Value>),
) {
    match value {
        Value::Object(fields) => {
            if let Some(span) = span_of(fields) {
                return take(report, span, fields);
            }
            let own = fields.get("report").and_then(Value::as_str).map(str::to_owned);
            fields.values_mut().for_each(|field| each_span(field, own.as_deref().or(report), take));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_span(item, report, take)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn span_of(fields: &Map<String, Value>) -> Option<Span> {
    let number = |name: &str| fields.get(name)?.as_u64().and_then(|number| u32::try_from(number).ok());
    if fields.len() == 2 { Some(Span::new(number("start")?, number("end")?)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_span_gets_its_text_and_a_time_does_not() {
        let index = TextIndex::new("À Goma, on parle.");
        let mut value = json!({
            "place": {"span": {"start": 2, "end": 6}},
            "time": {"start": "2031-05-01", "end": null},
            "section": {"heading": "À", "start": 0, "end": 1},
        });
        with_text(&mut value, &index);
        assert_eq!(value["place"]["span"]["text"], "Goma");
        assert!(value["time"].get("text").is_none() && value["section"].get("text").is_none());
    }

    #[test]
    fn a_span_is_of_the_report_named_nearest_around_it() {
        let mut value = json!({
            "accounts": [{"report": "a", "span": {"start": 0, "end": 4}}],
            "labels": [{"at": [{"report": "b", "span": {"start": 0, "end": 5}}]}],
            "place": {"span": null},
            "lost": {"report": "c", "span": {"start": 0, "end": 1}},
        });
        assert_eq!(cited_reports(&mut value), ["a", "b", "c"].map(str::to_owned).into());
        let texts = [("a", "Goma est calme."), ("b", "Beni aussi.")];
        with_cited_text(&mut value, &texts.map(|(id, text)| (id.to_owned(), text.to_owned())).into());
        assert_eq!(value["accounts"][0]["span"]["text"], "Goma");
        assert_eq!(value["labels"][0]["at"][0]["span"]["text"], "Beni ");
        assert!(value["lost"]["span"].get("text").is_none());
    }
}
