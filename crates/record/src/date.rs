//! Dates with their precision: no date is better than a silent publication date.

use crate::span::Span;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How precisely a time is known, after UCDP GED's `date_prec` (1 exact day ... 5 more than a month).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DatePrecision {
    /// The exact day (GED 1).
    Day,
    /// Two to six days (GED 2), such as a weekend or "18 to 20 August".
    Days,
    /// A week (GED 3).
    Week,
    /// A month (GED 4).
    Month,
    /// A quarter or a season (GED 5).
    Season,
    /// A year or longer (GED 5).
    Year,
}

/// What a time was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateFrom {
    /// The words say the whole date.
    Text,
    /// The words are relative ("on Monday", "two days ago") and were anchored to the date of publication.
    Published,
    /// The words count from a date said before them in the text ("two days later", "the next day").
    Mentioned,
}

/// When something is said to have happened or to be due: a closed range of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// The words that say so.
    pub span: Option<Span>,
    /// First day, if bounded ("before October" is not).
    #[schemars(with = "Option<String>")]
    pub start: Option<Date>,
    /// Last day, if bounded ("since April" is not).
    #[schemars(with = "Option<String>")]
    pub end: Option<Date>,
    /// How precise the words are.
    pub date_prec: DatePrecision,
    /// What it was anchored to.
    pub from: DateFrom,
}

/// When a report was published, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// The calendar day as written, in the outlet's own time zone.
    #[schemars(with = "String")]
    pub date: Date,
    /// How precise it is (`day`, or coarser where only a month was given).
    pub precision: DatePrecision,
    /// Where it was found: `json-ld`, `meta`, `time`, `visible`, `url`, `input`.
    pub basis: String,
}
