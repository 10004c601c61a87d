//! `daftari why`.

use super::{Done, print_json};
use crate::args::WhyArguments;
use crate::outcome::Outcome;
use app::{AsOf, Record, What, Why};
use std::io::{self, Write};

pub(crate) fn run(asked: &WhyArguments) -> Done {
    let record = Record::open(&asked.file, AsOf::default())?;
    let why = app::why(&record, &asked.id)?;
    if asked.json {
        print_json(&why)?;
    } else {
        words(&why, &mut io::stdout().lock())?;
    }
    Ok(Outcome::Well)
}

fn words(why: &Why, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}  {}", why.id, what(&why.what))?;
    writeln!(out, "\n  {}\n", why.passage.replace('\n', "\n  "))?;
    for because in &why.because {
        match &because.words {
            Some(words) => writeln!(out, "  “{words}” {} [{}]", because.effect, because.rule)?,
            None => writeln!(out, "  {} [{}]", because.effect, because.rule)?,
        }
    }
    writeln!(out, "\n  report   {}  {}", why.report, why.headline.as_deref().unwrap_or("(no headline)"))?;
    writeln!(out, "  from     {}, read {}", why.origin, why.read_at)?;
    if let Some(capture) = &why.capture {
        writeln!(out, "  bytes    sha256:{capture}")?;
    }
    let made_by = &why.made_by;
    writeln!(out, "  made by  daftari {}, {}", made_by.daftari, why.made_at)?;
    for part in made_by.models.iter().chain(&made_by.packs) {
        writeln!(out, "           {part}")?;
    }
    Ok(())
}

fn what(what: &What) -> String {
    match what {
        What::Report => "a report".to_owned(),
        What::Statement(statement) => {
            format!("a statement, {} voice, {}", statement.source.voice, statement.firmness)
        }
        What::Claim { claim, said: None } => format!("a claim in the outlet's own voice, {}", claim.modality),
        What::Claim { claim, said: Some(said) } => {
            format!("a claim in statement {} ({} voice), {}", said.id, said.source.voice, claim.modality)
        }
    }
}
