//! `daftari doctor`.

use super::{Done, print_json};
use crate::args::DoctorArguments;
use crate::outcome::Outcome;
use crate::plain::counted;
use app::Health;
use std::io::{self, Write};

pub(crate) fn run(asked: &DoctorArguments) -> Done {
    let health = app::doctor(&asked.packs.folders, asked.file.as_deref())?;
    if asked.json {
        print_json(&health)?;
    } else {
        words(&health, &mut io::stdout().lock())?;
    }
    Ok(Outcome::Well)
}

fn words(health: &Health, out: &mut dyn Write) -> io::Result<()> {
    let made_by = &health.made_by;
    writeln!(out, "daftari   {}", made_by.daftari)?;
    writeln!(out, "contract  {}", health.contract)?;
    writeln!(out, "schema    {}", health.schema)?;
    writeln!(out, "threads   {}", health.threads)?;
    for model in &made_by.models {
        writeln!(out, "model     {model}")?;
    }
    for pack in &made_by.packs {
        writeln!(out, "pack      {pack}")?;
    }
    if let Some(record) = &health.record {
        let counts = record.counts;
        let parts = [
            counted(counts.reports, "report"),
            counted(counts.statements, "statement"),
            counted(counts.claims, "claim"),
            counted(counts.judgements, "judgement"),
            counted(counts.problems, "problem"),
        ];
        writeln!(out, "record    {}: {}", record.path.display(), parts.join(", "))?;
    }
    Ok(())
}
