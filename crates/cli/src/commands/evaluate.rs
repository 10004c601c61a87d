//! `daftari evaluate`.

use super::Done;
use crate::args::{EvaluateArguments, Measure};
use crate::outcome::Outcome;
use std::io::{self, Write};

pub(crate) fn run(asked: &EvaluateArguments) -> Done {
    let figures = match &asked.measure {
        Measure::Ud { gold, language, raw } => app::evaluate_ud(gold, language.as_deref(), *raw)?,
        Measure::Names { gold, reports, language } => {
            app::evaluate_names(gold, reports.as_deref(), language.as_deref())?
        }
        Measure::Links { gold, file, day, pack } => {
            app::evaluate_links(gold, file, *day, &app::known(pack)?)?
        }
        Measure::Pages { gold, folder } => app::evaluate_pages(gold, folder)?,
    };
    io::stdout().write_all(figures.as_bytes())?;
    Ok(Outcome::Well)
}
