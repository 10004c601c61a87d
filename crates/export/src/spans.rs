//! Spans with the text they point at, after the W3C's text position and text quote selectors.

use record::Span;
use record::span::TextIndex;
use serde_json::Value;

/// Put `text` beside `start` and `end` wherever an object is a span: nothing but these two numbers.
pub(crate) fn with_text(value: &mut Value, index: &TextIndex<'_>) {
    match value {
        Value::Object(fields) => {
            let span = match (fields.len(), fields.get("start"), fields.get("end")) {
                (2, Some(start), Some(end)) => number(start).zip(number(end)),
                _ => None,
            };
            match span {
                Some((start, end)) => {
                    fields.insert("text".to_owned(), index.of(Span::new(start, end)).into());
                }
                None => fields.values_mut().for_each(|field| with_text(field, index)),
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| with_text(item, index)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
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
}
