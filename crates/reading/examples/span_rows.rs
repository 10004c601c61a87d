//! Writes what the trainer of the span model reads.
//!
//!     cargo run -p reading --example span_rows -- OUT < reports.jsonl
//!     cargo run -p reading --example span_rows -- --rows LANGUAGE < words.txt
//!
//! One report a line: `{"text", "language", "attributions": [{"source": [[s, e]...], "cue": ..., "content": ...}]}`. With
//! `--rows`, the row of each word in the model's word table.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measuring program of our own, not a room"
)]

use language::{Language, Models, Tagger};
use reading::statement::training::{Marked, row_of, write};
use record::Span;
use serde_json::Value;
use std::error::Error;
use std::io::BufRead;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [flag, language] if flag == "--rows" => rows(language),
        [out] => reports(out),
        _ => Err("OUT, or --rows LANGUAGE".into()),
    }
}

#[allow(clippy::print_stdout)] // its output
fn rows(language: &str) -> Result<(), Box<dyn Error>> {
    for line in std::io::stdin().lock().lines() {
        println!("{}", row_of(language, &line?));
    }
    Ok(())
}

fn reports(path: &str) -> Result<(), Box<dyn Error>> {
    let models = Models::built_in()?;
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    for line in std::io::stdin().lock().lines() {
        let report: Value = serde_json::from_str(&line?)?;
        let text = report["text"].as_str().ok_or("no text")?;
        let language: Language =
            report["language"].as_str().and_then(|code| code.parse().ok()).ok_or("no language")?;
        let analysis = models.analyse(text, Some(language));
        let lexicon = reading::lexicon::built_in(analysis.language).as_ref()?;
        let gold: Vec<Marked> = report["attributions"].as_array().into_iter().flatten().map(marked).collect();
        write(&mut out, text, &analysis, lexicon, &gold)?;
    }
    Ok(())
}

fn marked(attribution: &Value) -> Marked {
    Marked {
        source: spans(&attribution["source"]),
        cue: spans(&attribution["cue"]),
        content: spans(&attribution["content"]),
    }
}

fn spans(pairs: &Value) -> Vec<Span> {
    let number = |value: &Value| value.as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    pairs.as_array().into_iter().flatten().map(|pair| Span::new(number(&pair[0]), number(&pair[1]))).collect()
}
