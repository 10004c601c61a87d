//! Any bytes as a page of a form that is to be told: `cargo +nightly fuzz run page`.
#![no_main]

mod check;

use libfuzzer_sys::fuzz_target;
use record::capture::Form;

fuzz_target!(|bytes: &[u8]| {
    check::read_as(bytes, Form::Unknown, None);
    check::read_as(bytes, Form::Html, None);
});
