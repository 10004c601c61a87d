//! One checksum over all word lists: what they are called and what is in them.

use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Endings of word lists.
const ENDINGS: &[&str] = &["tsv", "txt"];

/// SHA-256 over the lists in and below some folders, as hexadecimal digits; the order of the file system does not show.
pub(crate) fn of(folders: &[&Path]) -> io::Result<String> {
    let mut digest = Sha256::new();
    for folder in folders {
        for path in lists(folder)? {
            let mut bytes = Vec::new();
            File::open(&path)?.read_to_end(&mut bytes)?;
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            digest.update(format!("{name}\n{}\n", bytes.len()));
            digest.update(&bytes);
        }
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn lists(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if path.is_dir() {
            found.extend(lists(&path)?);
        } else if ENDINGS.contains(&ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
