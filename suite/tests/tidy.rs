//! The house rules that a compiler cannot check. Each failure says the file and the mend.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Longest a Rust file may be before it is a drawer rather than a page.
const FILE_LINES: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Files below `folder` with one of the endings, git-ignored build folders left out.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            if path.is_dir() && !["target", "node_modules", ".git", "corpus"].contains(&name.as_str()) {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Rows of the rooms table in ARCHITECTURE.md: room -> what it may name.
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let map = text("ARCHITECTURE.md");
    let rooms =
        map.split("## Rooms").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a section Rooms");
    let rows = rooms.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let names = cells[2].split(',').map(str::trim).filter(|name| *name != "-");
        (cells[1].trim_matches('`').to_owned(), names.map(str::to_owned).collect())
    })
    .collect()
}

/// Each crate of the workspace with the workspace crates it names in `[dependencies]`.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let manifests: Vec<toml::Table> = files("crates", &["Cargo.toml"])
        .into_iter()
        .chain([root().join("suite/Cargo.toml")])
        .map(|path| fs::read_to_string(&path).expect("a manifest").parse().expect("TOML"))
        .collect();
    let name = |manifest: &toml::Table| manifest["package"]["name"].as_str().expect("a name").to_owned();
    let crates: BTreeSet<String> = manifests.iter().map(name).collect();
    let named = |manifest: &toml::Table| {
        let table = manifest.get("dependencies").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        table.keys().filter(|key| crates.contains(*key)).cloned().collect()
    };
    manifests.iter().map(|manifest| (name(manifest), named(manifest))).collect()
}

#[test]
fn every_arrow_between_crates_is_in_the_map() {
    let allowed = allowed();
    for (room, names) in arrows() {
        let may = allowed.get(&room).unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for `{room}`"));
        let extra: Vec<_> = names.difference(may).collect();
        assert!(
            extra.is_empty(),
            "`{room}` names {extra:?}, which its row in ARCHITECTURE.md does not allow"
        );
    }
}

#[test]
fn every_room_of_the_map_stands() {
    let crates = arrows();
    for room in allowed().keys() {
        assert!(
            crates.contains_key(room),
            "ARCHITECTURE.md has a row for `{room}`, but there is no such crate"
        );
    }
}

#[test]
fn every_path_the_documents_name_exists() {
    let mut missing = Vec::new();
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "DESIGN.md"] {
        let content = text(document);
        for name in content.split('`').skip(1).step_by(2) {
            let is_path =
                name.contains('/') && name.chars().all(|c| c.is_ascii_alphanumeric() || "._/-".contains(c));
            if is_path
                && !name.starts_with("./record")
                && !name.starts_with('/')
                && !root().join(name).exists()
            {
                missing.push(format!("{document}: `{name}`"));
            }
        }
    }
    assert!(missing.is_empty(), "named but not there: {missing:#?}");
}

#[test]
fn a_file_is_a_page_not_a_drawer() {
    let mut long = Vec::new();
    for path in files("crates", &[".rs"]).into_iter().chain(files("suite", &[".rs"])) {
        let lines = fs::read_to_string(&path).expect("source").lines().count();
        if lines > FILE_LINES {
            long.push(format!("{} has {lines} lines", path.display()));
        }
    }
    assert!(long.is_empty(), "split these (at most {FILE_LINES} lines a file): {long:#?}");
}

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<_> = files("crates", &[".rs"])
        .into_iter()
        .filter(|path| path.components().any(|part| part.as_os_str() == "src"))
        .filter(|path| !fs::read_to_string(path).expect("source").starts_with("//!"))
        .collect();
    assert!(silent.is_empty(), "these start without a `//!` sentence: {silent:#?}");
}

#[test]
fn both_languages_have_the_same_word_lists() {
    let lists = |language: &str| -> BTreeSet<String> {
        let folder = root().join("lexicons").join(language);
        let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    let (en, fr) = (lists("en"), lists("fr"));
    assert_eq!(en, fr, "lexicons/en and lexicons/fr hold different lists");
}

#[test]
fn every_internal_link_of_the_documents_leads_somewhere() {
    for path in files(".", &[".md"]) {
        let content = fs::read_to_string(&path).expect("a document");
        for target in content.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            let outside =
                file.is_empty() || file.contains("://") || file.starts_with("mailto:") || file.contains(' ');
            let there = outside || path.parent().is_some_and(|folder| folder.join(file).exists());
            assert!(there, "{}: the link to `{target}` leads nowhere", path.display());
        }
    }
}
