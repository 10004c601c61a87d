//! `daftari profile`.

use super::Done;
use crate::args::ProfileArguments;
use crate::interrupt;
use crate::outcome::Outcome;
use crate::plain::counted;
use app::{Engine, Input, Kept, Listener, Problem, Profile, Understood, profile};
use serde_json::json;
use std::io::{self, Write};

pub(crate) fn run(asked: &ProfileArguments) -> Done {
    let inputs: Vec<Input> = asked.inputs.iter().map(|argument| Input::named(argument)).collect();
    let engine = Engine::open(&asked.packs.folders)?;
    let mut show = Show { json: asked.json };
    let summary = app::read(&inputs, &engine, None, &mut show, &interrupt::flag())?;
    Ok(match (summary.interrupted, summary.problem_count) {
        (true, _) => Outcome::Interrupted,
        (false, 0) => Outcome::Well,
        (false, _) => Outcome::Found,
    })
}

struct Show {
    json: bool,
}

impl Listener for Show {
    fn report(&mut self, understood: &Understood, _: Option<Kept>) -> app::Result<()> {
        let profile = profile(&understood.report, &understood.reading);
        let report = &understood.report;
        let shown = if self.json {
            let one = json!({"report": report.id, "headline": report.headline, "outlet": report.outlet, "profile": profile});
            serde_json::to_writer(io::stdout(), &one)
                .map_err(io::Error::from)
                .and_then(|()| writeln!(io::stdout()))
        } else {
            words(report.headline.as_deref().unwrap_or("(no headline)"), &profile, &mut io::stdout().lock())
        };
        shown.map_err(app::Error::Output)
    }

    fn problem(&mut self, problem: &Problem) -> app::Result<()> {
        writeln!(io::stderr(), "{}: {} [{}]", problem.origin, problem.message, problem.code)
            .map_err(app::Error::Output)
    }
}

fn words(headline: &str, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{headline}\n  {}", profile.sentence)?;
    if !profile.sources.is_empty() {
        writeln!(out, "  Who is quoted")?;
    }
    for source in &profile.sources {
        let party = if source.party { ", a party" } else { "" };
        let name = if source.name.is_empty() { "nobody named" } else { &source.name };
        writeln!(
            out,
            "    {name} [{}{party}]: {}, {}",
            source.voice,
            counted(source.statements, "statement"),
            counted(source.claims, "claim")
        )?;
    }
    if !profile.not_quoted.is_empty() {
        let row = |party: &app::NotQuoted| format!("{} ({})", party.name, counted(party.claims, "claim"));
        let rows: Vec<String> = profile.not_quoted.iter().map(row).collect();
        writeln!(out, "  Parties not quoted: {}", rows.join(", "))?;
    }
    if !profile.unasked.is_empty() {
        let mut who: Vec<&str> = profile.unasked.iter().map(|one| one.source.as_str()).collect();
        who.retain(|words| !words.is_empty());
        let n = u32::try_from(profile.unasked.len()).unwrap_or(u32::MAX);
        writeln!(out, "  Nobody to ask for {}: {}", counted(n, "statement"), who.join("; "))?;
    }
    if !profile.loaded.is_empty() {
        writeln!(out, "  Loaded words in its own voice")?;
    }
    for loaded in &profile.loaded {
        let often = if loaded.at.len() > 1 { format!(", {} times", loaded.at.len()) } else { String::new() };
        writeln!(
            out,
            "    {}{often} (neutral: {}; used by {})",
            loaded.forms.join(", "),
            loaded.neutral,
            loaded.used_by
        )?;
    }
    writeln!(out)
}
