//! Puts the checksum of the word lists into the binary, so that a record knows which lists made a reading.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo so")]

mod checksum;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folders = ["../../lexicons", "../language/lexicon", "../page/src/html"].map(Path::new);
    for folder in folders {
        println!("cargo:rerun-if-changed={}", folder.display());
    }
    println!("cargo:rustc-env=DAFTARI_WORD_LISTS={}", checksum::of(&folders)?);
    Ok(())
}
