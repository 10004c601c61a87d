//! The packs that come with Daftari are right as far as a check can tell, and a check tells what is wrong.
#![allow(clippy::disallowed_methods, reason = "a test may open the repository's files")]

use reading::pack::{Packs, Problem, builtin_files, check};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a folder, by their path from the root of the repository.
fn folder(name: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(root().join(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml" || ending == "tsv"))
        .map(|path| {
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            (format!("{name}/{file}"), std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn the_builtin_packs_are_clean() {
    assert_eq!(told(&check(&builtin_files(), &[])), "");
    assert!(Packs::builtin().notes.is_empty());
}

#[test]
fn every_file_of_the_packs_folder_is_built_in() {
    let built: BTreeSet<String> = builtin_files().into_iter().map(|(path, _)| path).collect();
    let packs = std::fs::read_dir(root().join("packs")).unwrap();
    let there: BTreeSet<String> = packs
        .map(|pack| format!("packs/{}", pack.unwrap().file_name().to_string_lossy()))
        .flat_map(|pack| folder(&pack))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(built, there);
}

#[test]
fn five_planted_mistakes_are_found_with_their_lines_and_the_nearest_right_thing() {
    let problems = check(&folder("cases/packs/five-mistakes"), &builtin_files());
    insta::assert_snapshot!(told(&problems));
}
