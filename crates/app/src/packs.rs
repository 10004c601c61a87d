//! Packs: the built-in ones, and an analyst's own from folders.

use crate::error::{Error, Result};
use reading::pack::{Packs, PlacesFormat, check, import_places};
use record::noted::Level;
use record::{Note, Noted};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

pub use reading::pack::Problem as PackProblem;

/// Files of a pack have one of these endings.
const ENDINGS: &[&str] = &["toml", "tsv"];

/// The built-in packs with those of some folders after them; a pack that is wrong stops the run.
pub(crate) fn load(folders: &[PathBuf]) -> Result<Packs> {
    if folders.is_empty() {
        return Ok(Packs::builtin().value);
    }
    let Noted { value, notes } = Packs::builtin_and(files(folders)?);
    match notes.iter().find(|note| note.level == Level::Problem) {
        None => Ok(value),
        Some(note) => Err(Error::Usage {
            message: note.message.clone(),
            help: "`daftari pack check DIR` lists everything that is wrong with a pack".to_owned(),
        }),
    }
}

/// Everything wrong with the packs in some folders, by file and line.
pub fn check_packs(folders: &[PathBuf]) -> Result<Vec<PackProblem>> {
    Ok(check(&files(folders)?, &reading::pack::builtin_files()))
}

/// A gazetteer's file (GeoNames, Who's On First) as a pack's table of places, with what was left out.
pub fn places_table(gazetteer: &Path) -> Result<(String, Vec<Note>)> {
    let bytes = bytes(gazetteer)?;
    let Noted { value, notes } = import_places(&bytes, PlacesFormat::guess(&bytes));
    Ok((value, notes))
}

/// The files of some pack folders, by path, each folder in the order of its names.
fn files(folders: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for folder in folders {
        let before = files.len();
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
            let entry = entry.map_err(|error| Error::Io {
                doing: "open the pack",
                path: folder.clone(),
                source: error.into(),
            })?;
            let ending = entry.path().extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if entry.file_type().is_file() && ENDINGS.contains(&ending) {
                files.push((entry.path().display().to_string(), bytes(entry.path())?));
            }
        }
        if files.len() == before {
            return Err(Error::Usage {
                message: format!("{} holds no pack: no .toml file is in it", folder.display()),
                help: "a pack is a folder with a pack.toml; CONTRIBUTING.md shows one".to_owned(),
            });
        }
    }
    Ok(files)
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let failed = |source| Error::Io { doing: "read", path: path.to_owned(), source };
    let mut bytes = Vec::new();
    File::open(path).map_err(failed)?.read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
