//! Any bytes as one report in JSON, and as a file of many: `cargo +nightly fuzz run json`.
#![no_main]

mod check;

use libfuzzer_sys::fuzz_target;
use record::capture::Form;

fuzz_target!(|bytes: &[u8]| {
    check::read_as(bytes, Form::JsonLine, None);
    check::read_as(bytes, Form::Unknown, Some("application/jsonl"));
    if let Ok(text) = std::str::from_utf8(bytes) {
        let line = format!("{{\"id\":\"a\",\"text\":{},\"language\":\"en\"}}", quoted(text));
        check::read_as(line.as_bytes(), Form::JsonLine, None);
    }
});

/// Words as a JSON string.
fn quoted(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}
