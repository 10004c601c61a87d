//! Judgements: decisions about two things or about one, by a rule or a person, with their reason. Rows, never overwrites.

use crate::claim::{Claim, ClaimBody};
use crate::id::{ClaimId, JudgementId, ReportId, content_id};
use crate::plover::words;
use crate::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One decision.
///
/// With things on both sides it says whether they are one: `same` puts all of `a` and `b` together, `different`
/// keeps each of `a` from each of `b`. With nothing in `b` it is about each thing of `a` alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Judgement {
    /// See [`JudgementId`].
    pub id: JudgementId,
    /// What is judged.
    pub a: Vec<Thing>,
    /// What it is held against; empty where `a` is judged alone.
    #[serde(default)]
    pub b: Vec<Thing>,
    /// In what respect two things are judged.
    pub matter: Matter,
    /// The decision.
    pub verdict: Verdict,
    /// For `correct`: the field and its new value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// Who decided.
    pub by: Judge,
    /// For a rule: the log odds it gives to `same`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// The reason, in words.
    pub why: String,
    /// When, RFC 3339; none for a rule, whose judgement does not depend on when it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

/// A thing that can be judged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "thing", rename_all = "snake_case")]
pub enum Thing {
    /// A claim, with what finds it again after its report was read anew.
    Claim(Anchor),
    /// A report: what it is mainly about, or its text.
    Report {
        /// The report.
        report: ReportId,
    },
    /// An earlier judgement, to take it back.
    Judgement {
        /// The judgement.
        judgement: JudgementId,
    },
}

/// A claim, with what finds it again where a later reading cut it otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Anchor {
    /// The claim as it was when it was judged.
    pub claim: ClaimId,
    /// Its report.
    pub report: ReportId,
    /// Its kind's name: `event`, `commitment`, `control`, `relation`, `figure`.
    pub claim_kind: String,
    /// Where its trigger stood.
    pub trigger: Span,
    /// The words of its trigger.
    pub words: String,
}

impl Anchor {
    /// The anchor of a claim whose trigger reads `words`.
    pub fn of(claim: &Claim, words: &str) -> Anchor {
        Anchor {
            claim: claim.id.clone(),
            report: claim.report.clone(),
            claim_kind: claim.body.kind_name().to_owned(),
            trigger: claim.trigger,
            words: words.to_owned(),
        }
    }
}

impl ClaimBody {
    /// The name of the kind, as `claim_kind` has it.
    pub fn kind_name(&self) -> &'static str {
        match self {
            ClaimBody::Event(_) => "event",
            ClaimBody::Commitment(_) => "commitment",
            ClaimBody::Control(_) => "control",
            ClaimBody::Relation(_) => "relation",
            ClaimBody::Figure(_) => "figure",
        }
    }
}

words! {
    /// In what respect things are judged.
    Matter "snake" {
        Happening "happening" "Whether they are about one happening or one undertaking.",
        Text "text" "Whether one text was made from the other, or both from a third.",
        Itself "itself" "One thing alone.",
    }
}

words! {
    /// What was decided.
    Verdict "snake" {
        Same "same" "They are one.",
        Different "different" "They are not one.",
        Unsure "unsure" "Looked at, and not decided.",
        Keep "keep" "It is read right.",
        Reject "reject" "It is not in the text.",
        Correct "correct" "It is in the text, but a field was read wrong.",
        Withdraw "withdraw" "The earlier judgement is taken back.",
    }
}

/// A field of a claim and what it should be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Correction {
    /// The field's name in the machine contract: `event`, `place`, `time`, `obligor`...
    pub field: String,
    /// Its right value.
    pub value: serde_json::Value,
}

/// Who decided.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Judge {
    /// A rule of Daftari.
    Rule {
        /// Its name and version, such as `happening/1`.
        rule: String,
    },
    /// A person, by the name they gave.
    Person {
        /// The name.
        name: String,
    },
}

impl Judge {
    /// Whether a person decided; people overrule rules.
    pub fn is_person(&self) -> bool {
        matches!(self, Judge::Person { .. })
    }
}

impl Judgement {
    /// Give the judgement the id of its content.
    #[must_use]
    pub fn identified(mut self) -> Judgement {
        let side = |things: &[Thing]| serde_json::to_string(things).unwrap_or_default();
        let (a, b) = (side(&self.a), side(&self.b));
        let by = serde_json::to_string(&self.by).unwrap_or_default();
        let correction = serde_json::to_string(&self.correction).unwrap_or_default();
        let at = self.at.clone().unwrap_or_default();
        let parts =
            [&a, &b, self.matter.word(), self.verdict.word(), &correction, &by, self.why.as_str(), &at];
        self.id = JudgementId(content_id("j", &parts.map(|part: &str| part)));
        self
    }

    /// Every thing on either side.
    pub fn things(&self) -> impl Iterator<Item = &Thing> {
        self.a.iter().chain(&self.b)
    }
}
