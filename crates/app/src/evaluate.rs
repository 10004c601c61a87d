//! Figures against gold annotations, each printed as the measuring rooms print it.

use crate::engine::models;
use crate::error::{Error, Result};
use flate2::read::GzDecoder;
use language::Language;
use language::evaluate::{names, ud};
use page::Prediction;
use record::Capture;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

pub(crate) mod links;

/// Trees and tags against a CoNLL-U treebank: on its own words, or (`raw`) on its text alone.
pub fn evaluate_ud(gold: &Path, language: Option<&str>, raw: bool) -> Result<String> {
    let (models, source) = (models()?, text(gold)?);
    let language = language_of(language, &models, &source)?;
    let scores =
        ud::evaluate(&models, &source, language, raw).map_err(|error| malformed(gold, &error.to_string()))?;
    Ok(scores.to_string())
}

/// Names against an IOB2 file, or against sentences marked by offsets in reports that are given beside it.
pub fn evaluate_names(gold: &Path, reports: Option<&Path>, language: Option<&str>) -> Result<String> {
    let (models, source) = (models()?, text(gold)?);
    let Some(reports) = reports else {
        let language = language_of(language, &models, &source)?;
        return Ok(names::on_iob2(&models, &source, language).to_string());
    };
    let texts = texts(reports)?;
    let language = language_of(language, &models, texts.values().next().map_or("", String::as_str))?;
    let marked = lines::<names::MarkedSentence>(&source, gold)?;
    let scores = names::on_offsets(&models, &marked, &texts, language);
    scores.map(|scores| scores.to_string()).map_err(|error| malformed(gold, &error.to_string()))
}

/// Body, headline and date against a benchmark's gold: a JSON object by page id, beside a folder of `ID.html`.
pub fn evaluate_pages(gold: &Path, folder: &Path) -> Result<String> {
    let gold: BTreeMap<String, Prediction> =
        serde_json::from_str(&text(gold)?).map_err(|error| malformed(gold, &error.to_string()))?;
    let mut found = BTreeMap::new();
    for id in gold.keys() {
        let capture = Capture::new(page_bytes(folder, id)?, id.as_str(), crate::clock::now());
        found.insert(id.clone(), page::body_of(&page::read(&capture).value));
    }
    let score = page::score(&gold, &found);
    let share =
        |tally: &page::Tally| format!("{} of {} right, {} given", tally.right, tally.gold, tally.given);
    Ok(format!(
        "pages\t{}\nbody\tP {:.4}\tR {:.4}\tF1 {:.4}\ntitle\t{}\ndate\t{}\n",
        score.pages,
        score.precision,
        score.recall,
        score.f1,
        share(&score.title),
        share(&score.date)
    ))
}

/// A page of the benchmark, as it is or gzipped.
fn page_bytes(folder: &Path, id: &str) -> Result<Vec<u8>> {
    let zipped = folder.join(format!("{id}.html.gz"));
    if !zipped.exists() {
        return bytes(&folder.join(format!("{id}.html")));
    }
    let mut page = Vec::new();
    GzDecoder::new(bytes(&zipped)?.as_slice()).read_to_end(&mut page).map_err(|source| Error::Io {
        doing: "unpack",
        path: zipped,
        source,
    })?;
    Ok(page)
}

/// The language named, else the one the gold text is in.
fn language_of(named: Option<&str>, models: &language::Models, text: &str) -> Result<Language> {
    match named {
        None => Ok(models.identify(text, None)),
        Some(code) => code.parse().map_err(|_| Error::Usage {
            message: format!("there are no models for the language {code}"),
            help: "the languages read are en and fr".to_owned(),
        }),
    }
}

/// Texts of reports in JSON Lines, by id.
fn texts(path: &Path) -> Result<BTreeMap<String, String>> {
    #[derive(serde::Deserialize)]
    struct Row {
        id: String,
        text: String,
    }
    let rows: Vec<Row> = lines(&text(path)?, path)?;
    Ok(rows.into_iter().map(|row| (row.id, row.text)).collect())
}

pub(crate) fn lines<T: serde::de::DeserializeOwned>(source: &str, path: &Path) -> Result<Vec<T>> {
    let full = source.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    full.map(|(at, line)| {
        serde_json::from_str(line).map_err(|error| malformed(path, &format!("line {}: {error}", at + 1)))
    })
    .collect()
}

pub(crate) fn malformed(path: &Path, why: &str) -> Error {
    Error::Usage {
        message: format!("{} is not in the expected form: {why}", path.display()),
        help: "`daftari evaluate --help` says which form each measure takes".to_owned(),
    }
}

pub(crate) fn text(path: &Path) -> Result<String> {
    String::from_utf8(bytes(path)?).map_err(|_| malformed(path, "it is not UTF-8 text"))
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let failed = |source| Error::Io { doing: "read", path: path.to_owned(), source };
    let mut bytes = Vec::new();
    File::open(path).map_err(failed)?.read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
