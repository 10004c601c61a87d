//! A folder: its pages and JSON Lines files, below it at any depth, by name.

use super::{ending, problem};
use std::path::{Path, PathBuf};
use store::Problem;
use walkdir::{DirEntry, WalkDir};

/// Endings of files a folder is read for; files without an ending are read too.
const READ: &[&str] = &["html", "htm", "xhtml", "shtml", "txt", "text", "jsonl", "ndjson", ""];

/// The files to read, each folder in the order of its names; a link that leads back up is a problem, not a loop.
pub(super) fn files(folder: &Path) -> impl Iterator<Item = Result<PathBuf, Problem>> + Send + use<> {
    let root = folder.to_path_buf();
    WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
        .filter_map(move |entry| match entry {
            Err(error) => Some(Err(not_walked(&root, &error))),
            Ok(entry) if entry.file_type().is_file() && is_read(entry.path()) => Some(Ok(entry.into_path())),
            Ok(_) => None,
        })
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
}

fn is_read(path: &Path) -> bool {
    READ.contains(&ending(path).as_str())
}

fn not_walked(root: &Path, error: &walkdir::Error) -> Problem {
    let at = error.path().unwrap_or(root).display().to_string();
    match error.loop_ancestor() {
        Some(above) => {
            problem(&at, "folder-loop", format!("It leads back to {}, which holds it.", above.display()))
        }
        None => problem(&at, "unreadable", format!("It could not be opened: {error}.")),
    }
}
