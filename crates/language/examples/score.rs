//! `score ud|raw|names FILE en|fr`, `score offsets MARKED.jsonl REPORTS.jsonl fr`, `score conllu FILE en|fr`,
//! `score count TEXTS.jsonl en|fr` (words read, for `training/speed.py`): figures of the built-in weights.
#![allow(clippy::disallowed_methods, clippy::print_stdout, missing_docs)]

use language::evaluate::{names, ud};
use language::{Language, Models, Tagger, conllu};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::read_to_string;

fn main() -> Result<(), Box<dyn Error>> {
    let models = Models::built_in()?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [kind @ ("ud" | "raw"), file, code] => {
            print!("{}", ud::evaluate(&models, &read_to_string(file)?, code.parse()?, kind == "raw")?);
        }
        ["names", file, code] => print!("{}", names::on_iob2(&models, &read_to_string(file)?, code.parse()?)),
        ["offsets", marked, reports, code] => {
            print!(
                "{}",
                names::on_offsets(&models, &marked_of(marked)?, &texts_of(reports)?, code.parse()?)?
            );
        }
        ["count", file, code] => {
            let hint: Language = code.parse()?;
            let rows = lines_of(file)?;
            let words = rows.iter().filter_map(|row| row["text"].as_str()).map(|text| {
                models.analyse(text, Some(hint)).sentences.iter().map(|s| s.words.len()).sum::<usize>()
            });
            println!("{} words", words.sum::<usize>());
        }
        ["conllu", file, code] => {
            let text = read_to_string(file)?;
            let hint: Language = code.parse()?;
            print!("{}", conllu::write(&models.analyse(&text, Some(hint)), &text));
        }
        _ => {
            return Err(
                "usage: score ud|raw|names|conllu|count FILE en|fr, score offsets MARKED REPORTS fr".into()
            );
        }
    }
    Ok(())
}

fn marked_of(path: &str) -> Result<Vec<names::MarkedSentence>, Box<dyn Error>> {
    Ok(read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn lines_of(path: &str) -> Result<Vec<serde_json::Value>, Box<dyn Error>> {
    Ok(read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn texts_of(path: &str) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let pair =
        |row: serde_json::Value| Some((row["id"].as_str()?.to_owned(), row["text"].as_str()?.to_owned()));
    Ok(lines_of(path)?.into_iter().filter_map(pair).collect())
}
