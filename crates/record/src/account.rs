//! Accounts: one claim as one source tells it in one report; and how many of several accounts are independent.

use crate::claim::Modality;
use crate::id::{ClaimId, ReportId, StatementId};
use crate::plover::words;
use crate::span::Span;
use crate::statement::{Firmness, Voice};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One claim as one source tells it in one report: what a mark, a cell or a footnote leads back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// The claim.
    pub claim: ClaimId,
    /// The statement it stands in; none: the outlet's own voice.
    pub statement: Option<StatementId>,
    /// The report.
    pub report: ReportId,
    /// The outlet's id in a pack, else its name, else the report's id.
    pub outlet: String,
    /// The outlet's name, to show; "an outlet not known" where the report names none.
    pub outlet_name: String,
    /// The day of the report.
    #[schemars(with = "String")]
    pub day: Date,
    /// Who says it, as printed or by neutral name; none: the outlet.
    pub source: Option<String>,
    /// The source's actor id, where known.
    pub actor: Option<String>,
    /// Whether somebody could be asked.
    pub voice: Voice,
    /// How firmly it is put.
    pub firmness: Firmness,
    /// How its happening relates to the world.
    pub modality: Modality,
    /// Where the words stand: the claim's trigger.
    pub span: Span,
    /// The sentence around them, cut at the sentence's bounds.
    pub words: String,
}

impl Account {
    /// Whether it says that it did not happen.
    pub fn denies(&self) -> bool {
        self.firmness == Firmness::Denied || self.modality == Modality::NotHappened
    }

    /// The source's name, else the outlet's, to show.
    pub fn teller(&self) -> &str {
        self.source.as_deref().unwrap_or(&self.outlet_name)
    }
}

/// Accounts to show: one where one source says several claims of a happening in one sentence.
pub fn once<'a>(accounts: impl IntoIterator<Item = &'a Account>) -> Vec<&'a Account> {
    let mut rows: Vec<&Account> = Vec::new();
    for account in accounts {
        let same = |row: &&Account| {
            (&row.report, &row.source, &row.words) == (&account.report, &account.source, &account.words)
                && (row.modality, row.firmness) == (account.modality, account.firmness)
        };
        if !rows.iter().any(same) {
            rows.push(account);
        }
    }
    rows
}

words! {
    /// Why two reports do not count as independent of each other.
    Basis "snake" {
        SameOutlet "same_outlet" "One outlet published both.",
        SameOwner "same_owner" "One owner or group publishes both.",
        SameWire "same_wire" "Both carry one agency's copy.",
        SameSpeaker "same_speaker" "Both rest on one source's words.",
        QuotesOther "quotes_other" "One names the other as its source.",
        TextCopy "text_copy" "One text was made from the other, or both from a third.",
        NoneFound "none_found" "No dependence was found.",
    }
}

/// How many of an event's accounts are independent, and why not more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Independence {
    /// Number of independent origins.
    pub count: u32,
    /// The origins, each with the reports that rest on it.
    pub origins: Vec<Origin>,
    /// Why reports were counted as one.
    pub ties: Vec<Tie>,
}

/// One origin of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Who, in words: a speaker, an agency, an outlet.
    pub name: String,
    /// The reports that rest on it.
    pub reports: Vec<ReportId>,
    /// Why these are one; `none_found` where the origin stands alone.
    pub basis: Vec<Basis>,
}

/// Why two reports are not independent of each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Tie {
    /// The earlier report.
    pub a: ReportId,
    /// The later report.
    pub b: ReportId,
    /// Of what kind.
    pub basis: Basis,
    /// In words.
    pub why: String,
}
