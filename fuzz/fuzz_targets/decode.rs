//! Any bytes under a declared encoding, the first byte choosing it: `cargo +nightly fuzz run decode`.
#![no_main]

mod check;

use libfuzzer_sys::fuzz_target;
use record::capture::Form;

const DECLARED: [&str; 8] = [
    "text/html; charset=utf-8",
    "text/html; charset=windows-1252",
    "text/html; charset=utf-16le",
    "text/plain; charset=gb18030",
    "text/plain; charset=iso-2022-jp",
    "text/plain; charset=shift_jis",
    "text/html; charset=",
    "text/plain; charset=no-such-encoding",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let declared = DECLARED[usize::from(*first) % DECLARED.len()];
    check::read_as(rest, Form::Unknown, Some(declared));
    check::read_as(rest, Form::Text, Some(declared));
});
