//! `daftari verify`.

use super::{Done, print_json};
use crate::args::VerifyArguments;
use crate::outcome::Outcome;
use crate::plain::{counted, grouped};
use app::{AsOf, Record, Verified};
use std::io::{self, Write};

pub(crate) fn run(asked: &VerifyArguments) -> Done {
    let verified = Record::open(&asked.file, AsOf::default())?.verify(&app::known(&asked.pack)?)?;
    if asked.json {
        print_json(&verified)?;
    } else {
        words(&verified, &mut io::stdout().lock())?;
    }
    Ok(if verified.faults.is_empty() { Outcome::Well } else { Outcome::Found })
}

fn words(verified: &Verified, out: &mut dyn Write) -> io::Result<()> {
    for fault in &verified.faults {
        writeln!(out, "{} {}: {}", fault.check, fault.at, fault.message)?;
    }
    if verified.derived_earlier {
        writeln!(
            out,
            "What linking derived is of an earlier state of the record, or of other rules or packs: it was not checked, and is \
             derived anew at the next look (`daftari events FILE`)."
        )?;
    }
    let spans = u32::try_from(verified.spans).unwrap_or(u32::MAX);
    writeln!(
        out,
        "Checked {}, {}, {} spans, {}, {}: {}.",
        counted(verified.captures, "capture"),
        counted(verified.reports, "report version"),
        grouped(spans),
        counted(verified.judgements, "judgement"),
        counted(verified.derived, "derived row"),
        match verified.faults.len() {
            0 => "nothing wrong".to_owned(),
            n => counted(u32::try_from(n).unwrap_or(u32::MAX), "fault"),
        }
    )
}
