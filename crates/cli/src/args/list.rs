//! The lists and what narrows them.

use app::{AsOf, Filter};
use clap::Args;
use std::path::PathBuf;

/// A list of a record.
#[derive(Debug, Args)]
pub(crate) struct ListArguments {
    /// The record
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) as_of: AsOfArguments,
    #[command(flatten)]
    pub(crate) narrow: Narrow,
    #[command(flatten)]
    pub(crate) format: FormatArguments,
}

/// A list that nothing narrows but the day.
#[derive(Debug, Args)]
pub(crate) struct PlainListArguments {
    /// The record
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) as_of: AsOfArguments,
    #[command(flatten)]
    pub(crate) format: FormatArguments,
}

/// As of when the record is looked at.
#[derive(Debug, Args)]
pub(crate) struct AsOfArguments {
    /// Only what was published by this day (a report without a date counts by the day it was read)
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<String>,
    /// Only what had been read by the end of this day, in the readings of that day
    #[arg(long, value_name = "DATE", value_parser = date)]
    known_on: Option<String>,
}

/// Which form a list takes.
#[derive(Debug, Args)]
pub(crate) struct FormatArguments {
    /// Write JSON Lines
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Write CSV
    #[arg(long)]
    csv: bool,
}

impl FormatArguments {
    /// The form for programs, where one is asked for.
    pub(crate) fn format(&self) -> Option<app::Format> {
        match (self.json, self.csv) {
            (true, _) => Some(app::Format::Json),
            (false, true) => Some(app::Format::Csv),
            (false, false) => None,
        }
    }
}

/// What narrows a list.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Narrow {
    /// Of this report
    #[arg(long, value_name = "ID")]
    report: Option<String>,
    /// Of this outlet, by id or name
    #[arg(long, value_name = "OUTLET")]
    outlet: Option<String>,
    /// In this language (en, fr)
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Filed under this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// Of reports of this day or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<String>,
    /// Of reports of this day or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<String>,
    /// In this voice (outlet, named, unnamed, collective)
    #[arg(long, value_name = "VOICE")]
    voice: Option<String>,
    /// Put this firmly (asserted, probable, possible, doubted, denied)
    #[arg(long, value_name = "FIRMNESS")]
    firmness: Option<String>,
    /// Said by, or about, this actor (id)
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// Claims of this kind (event, commitment, control, relation, figure)
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Claims of this type: a PLOVER event (ASSAULT), a kind of commitment (ceasefire), taken, backs, killed...
    #[arg(long = "type", value_name = "TYPE")]
    word: Option<String>,
    /// Claims in this modality (happened, planned, promised, demanded...)
    #[arg(long, value_name = "MODALITY")]
    modality: Option<String>,
    /// Claims at this place (id)
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// Leaving out so many first
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: u32,
}

impl Narrow {
    /// As the record takes it.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            id: None,
            report: self.report.clone(),
            outlet: self.outlet.clone(),
            language: self.language.clone(),
            topic: self.topic.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            voice: self.voice.clone(),
            firmness: self.firmness.clone(),
            actor: self.actor.clone(),
            kind: self.kind.clone(),
            word: self.word.clone(),
            modality: self.modality.clone(),
            place: self.place.clone(),
            limit: self.limit,
            offset: self.offset,
        }
    }
}

impl AsOfArguments {
    /// As the record takes it.
    pub(crate) fn as_of(&self) -> AsOf {
        let day = |day: &Option<String>| day.as_ref().and_then(|day| day.parse().ok());
        AsOf { published: day(&self.as_of), read: day(&self.known_on) }
    }
}

/// A calendar day as YYYY-MM-DD, given back as written.
fn date(text: &str) -> Result<String, String> {
    match text.parse::<jiff::civil::Date>() {
        Ok(day) => Ok(day.to_string()),
        Err(_) => Err("a date is written YYYY-MM-DD, such as 2031-05-04".to_owned()),
    }
}
