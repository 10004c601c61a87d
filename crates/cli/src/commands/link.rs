//! `daftari commitments|processes|judge`, and what these share with `events`.

use super::{Done, event};
use crate::args::{DerivedArguments, JudgeArguments};
use crate::outcome::Outcome;
use crate::plain::{counted, one_line};
use app::{Decision, Derived, Known, Record};
use record::judgement::Correction;
use record::{Commitment, PlaceControl, Process};
use std::io::{self, BufWriter, Write};

/// Longest a line of a list for people is.
const LINE: usize = 110;

pub(crate) fn run(asked: &DerivedArguments, what: Derived) -> Done {
    with(asked, &mut |record, known, out| {
        if asked.json { app::derived(record, known, what, out) } else { plain(record, known, what, out) }
    })
}

/// What a command of this family writes, from a record with what is known to packs.
type Writes<'w> = dyn FnMut(&Record, &Known, &mut dyn Write) -> app::Result<()> + 'w;

/// Open the record, write, and say which judgements are not obeyed.
pub(super) fn with(asked: &DerivedArguments, write: &mut Writes<'_>) -> Done {
    let record = Record::open(&asked.file, asked.as_of.as_of())?;
    let known = app::known(&asked.packs.folders)?;
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&record, &known, &mut out)?;
    out.flush()?;
    let mut talk = io::stderr().lock();
    let set_aside = record.set_aside(&known)?;
    for row in &set_aside {
        writeln!(talk, "judgement {} is not obeyed: {}", row.judgement, row.why)?;
    }
    Ok(if set_aside.is_empty() { Outcome::Well } else { Outcome::Found })
}

fn plain(record: &Record, known: &Known, what: Derived, out: &mut dyn Write) -> app::Result<()> {
    match what {
        Derived::Events => record.each_event(known, &mut |one| written(event::head(one, out))),
        Derived::Commitments => record.each_commitment(known, &mut |one| written(commitment(one, out))),
        Derived::Processes => {
            record.processes(known)?.iter().try_for_each(|one| written(process(one, out)))?;
            record.control(known)?.iter().try_for_each(|one| written(control(one, out)))
        }
    }
}

pub(super) fn written(done: io::Result<()>) -> app::Result<()> {
    done.map_err(app::Error::Output)
}

/// Names joined for a line; none where there are none.
pub(super) fn names(all: &[record::Entity]) -> Option<String> {
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(" + "))
}

fn commitment(commitment: &Commitment, out: &mut dyn Write) -> io::Result<()> {
    let by = names(&commitment.obligor).unwrap_or_else(|| "whom not said".to_owned());
    let to = names(&commitment.obligee).map(|to| format!(", to {to}")).unwrap_or_default();
    let kind = commitment.commitment_kind.word().replace('_', " ");
    writeln!(out, "{}  {kind} by {by}{to}", commitment.id)?;
    writeln!(out, "    {}", commitment.state)?;
    for side in commitment.sides.iter().filter(|side| !side.marks.is_empty()) {
        writeln!(out, "    {}: {}", side.name, one_line(&side.state, LINE))?;
    }
    commitment.tally.iter().try_for_each(|tally| writeln!(out, "    {}", tally.words))
}

fn process(process: &Process, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}  {}", process.id, process.name)?;
    for step in &process.steps {
        let who = step.who.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(" + ");
        writeln!(
            out,
            "    {}  {} {who} ({})",
            step.day,
            step.kind,
            counted(step.independent, "independent source")
        )?;
    }
    Ok(())
}

fn control(control: &PlaceControl, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}  {}", control.place.name, one_line(&control.state, LINE))
}

pub(crate) fn judge(asked: &JudgeArguments) -> Done {
    let correction = match (&asked.field, &asked.value) {
        (Some(field), Some(value)) => Some(Correction { field: field.clone(), value: json(value) }),
        _ => None,
    };
    let decision = Decision {
        verdict: asked.verdict.verdict(),
        a: asked.a.clone(),
        b: asked.b.clone(),
        correction,
        by: asked.by.clone(),
        why: asked.why.clone(),
    };
    let id = app::decide(&asked.file, &app::known(&asked.packs.folders)?, &decision)?;
    writeln!(io::stdout().lock(), "{id}")?;
    Ok(Outcome::Well)
}

/// A value given as JSON; a bare word is taken as a string.
fn json(value: &str) -> serde_json::Value {
    serde_json::from_str(value).unwrap_or_else(|_| serde_json::Value::String(value.to_owned()))
}
