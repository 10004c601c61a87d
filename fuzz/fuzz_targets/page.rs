//! Reads any bytes as each form of page: `cargo +nightly fuzz run page`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use record::Capture;
use record::capture::Form;

fuzz_target!(|bytes: &[u8]| {
    for form in [Form::Unknown, Form::Html, Form::Text, Form::JsonLine] {
        let mut capture = Capture::new(bytes.to_vec(), "fuzz", "2031-04-01T00:00:00Z");
        capture.form = form;
        for one in page::split(capture) {
            let report = page::read(&one).value;
            let length = report.text.chars().count();
            assert!(report.blocks.iter().all(|block| block.span.end as usize <= length));
        }
    }
});
