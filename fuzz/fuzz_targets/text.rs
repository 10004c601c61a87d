//! Any bytes as a page flattened to text: `cargo +nightly fuzz run text`.
#![no_main]

mod check;

use libfuzzer_sys::fuzz_target;
use record::capture::Form;

fuzz_target!(|bytes: &[u8]| check::read_as(bytes, Form::Text, None));
