//! Events: claims judged to be about one happening. Derived from judgements when asked for, never stored as truth.

use crate::account::{Account, Independence};
use crate::claim::FigureKind;
use crate::date::Time;
use crate::entity::{Entity, Place};
use crate::id::{ClaimId, EventId, JudgementId, ReportId};
use crate::plover::{EventType, words};
use crate::span::Span;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Claims judged to be about one happening, and how the accounts of it agree and differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// See [`EventId`].
    pub id: EventId,
    /// PLOVER type most accounts give; none where reports were linked by what they are mainly about, and no claim was read.
    pub event: Option<EventType>,
    /// PLOVER mode most accounts of this type give.
    pub mode: Option<String>,
    /// PLOVER contexts of any account.
    pub context: Vec<String>,
    /// Who does it, by any account.
    pub actor: Vec<Entity>,
    /// Who has it done to them, by any account.
    pub recipient: Vec<Entity>,
    /// Where: the most precise place that no account contradicts, else the one most accounts give.
    pub place: Option<Place>,
    /// When: the narrowest days that most accounts allow.
    pub time: Option<Time>,
    /// The headline of its first report, to show it by.
    pub headline: Option<String>,
    /// Whether it is what its reports are mainly about.
    pub main: bool,
    /// The reports that are mainly about it, each with its headline, else its first sentence; also those in which no claim of it
    /// was read.
    #[serde(default)]
    pub about: Vec<Cited>,
    /// Its claims.
    pub claims: Vec<ClaimId>,
    /// The reports that speak of it, earliest first.
    pub reports: Vec<ReportId>,
    /// Their outlets.
    pub outlets: Vec<String>,
    /// Every account, earliest first.
    pub accounts: Vec<Account>,
    /// How many are independent.
    pub independent: Independence,
    /// Who denies it, and how many of these are independent; none where nobody does.
    pub disputed: Option<Dispute>,
    /// In what the accounts differ.
    pub differences: Vec<Difference>,
    /// Numbers of people, each with who gives it.
    pub figures: Vec<FigureRange>,
    /// What each outlet calls each party.
    pub labels: Vec<LabelUse>,
    /// Why its reports are linked: one line for each link that holds it together.
    pub links: Vec<Link>,
    /// Passages of further reports that tell it by their words, where no claim of it was read; looked up when asked for, left out
    /// of lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told_too: Vec<ToldToo>,
}

/// A passage that tells what an account of an event tells, in a report where no claim of it was read. No account, and no source: it
/// is found by its words alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToldToo {
    /// The passage.
    pub at: Cited,
    /// Its words.
    pub words: String,
    /// The outlet: a pack's id, the name as printed, or the report's id.
    pub outlet: String,
    /// The outlet's name, to show; "an outlet not known" where the report names none.
    pub outlet_name: String,
    /// The day of the report.
    #[schemars(with = "String")]
    pub day: Date,
    /// What of the event's own reports it is like.
    pub like: Cited,
    /// Log odds of the two telling the same, in thousandths.
    pub score: i32,
    /// Whether these are high enough to say so outright.
    pub sure: bool,
    /// Why, in words.
    pub why: String,
}

/// A passage of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cited {
    /// The report.
    pub report: ReportId,
    /// Where in its text.
    pub span: Span,
}

/// A denial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dispute {
    /// Who denies it: names, earliest first.
    pub by: Vec<String>,
    /// Their accounts.
    pub accounts: Vec<Account>,
    /// How many are independent.
    pub independent: Independence,
}

words! {
    /// In what accounts differ.
    Aspect "snake" {
        Actor "actor" "Who did it.",
        Recipient "recipient" "To whom.",
        Place "place" "Where.",
        Date "date" "When.",
        Figure "figure" "How many.",
        Mode "mode" "By what means.",
        Cause "cause" "Why, as each says.",
    }
}

/// One aspect in which accounts differ, with each version of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// In what.
    pub aspect: Aspect,
    /// The versions, best supported first.
    pub versions: Vec<Version>,
}

/// One version of an aspect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Version {
    /// What is said.
    pub says: String,
    /// Who says so.
    pub by: Vec<String>,
    /// The claims.
    pub claims: Vec<ClaimId>,
    /// How many are independent.
    pub independent: u32,
}

/// A number of people by all accounts: lowest, best and highest, each with who gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FigureRange {
    /// What happened to them.
    pub what: FigureKind,
    /// What is counted.
    pub unit: String,
    /// The lowest.
    pub low: Option<FigureBound>,
    /// The one most independent accounts give; the later one where that is even.
    pub best: Option<FigureBound>,
    /// The highest.
    pub high: Option<FigureBound>,
    /// Every figure given, earliest first.
    pub all: Vec<FigureBound>,
}

/// A number and who gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FigureBound {
    /// The number.
    pub number: u32,
    /// Who gives it.
    pub account: Account,
}

/// What one outlet calls one party, in its own voice or a source's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LabelUse {
    /// The outlet.
    pub outlet: String,
    /// The party's actor id.
    pub actor: String,
    /// The party's neutral name.
    pub name: String,
    /// The words used.
    pub words: String,
    /// Where, in text order.
    pub at: Vec<Cited>,
}

/// Why two claims or reports of an event are linked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The judgement.
    pub judgement: JudgementId,
    /// One report.
    pub a: ReportId,
    /// The other.
    pub b: ReportId,
    /// The reason, in words.
    pub why: String,
    /// The person who decided, where one did.
    pub by: Option<String>,
}
