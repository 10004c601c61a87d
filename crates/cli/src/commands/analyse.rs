//! `daftari analyse`.

use super::{Done, print_json};
use crate::args::AnalyseArguments;
use crate::outcome::Outcome;
use app::Analyst;
use std::io::{self, Write};
use std::path::Path;

pub(crate) fn run(asked: &AnalyseArguments) -> Done {
    let path = Path::new(&asked.text);
    let texts = if path.is_file() { app::texts_of(path)? } else { vec![asked.text.clone()] };
    let analyst = Analyst::open()?;
    for text in &texts {
        let analysed = analyst.analyse(text);
        match (asked.json, asked.html) {
            (true, _) => print_json(&analysed.json())?,
            (false, true) => io::stdout().write_all(analysed.html().as_bytes())?,
            (false, false) => io::stdout().write_all(analysed.conllu().as_bytes())?,
        }
    }
    Ok(Outcome::Well)
}
