//! Statements: who says what, how firmly.

use crate::id::{ReportId, StatementId};
use crate::plover::words;
use crate::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A source, a cue and a content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// See [`StatementId`].
    pub id: StatementId,
    /// The report it stands in.
    pub report: ReportId,
    /// Who it is attributed to.
    pub source: Source,
    /// Sources that passed it on, nearest to the outlet first ("AFP, citing an army spokesman": AFP).
    pub relay: Vec<Source>,
    /// The words that make it a statement ("said", "according to").
    pub cue: Option<Span>,
    /// What is said, in one or more pieces.
    pub content: Vec<Span>,
    /// Direct, indirect, mixed or none.
    pub quotation: Quotation,
    /// What the source does in saying it.
    pub attitude: Attitude,
    /// How firmly the source puts it.
    pub firmness: Firmness,
    /// The words that decided attitude and firmness, beside the cue.
    pub evidence: Vec<Evidence>,
    /// The statement whose content this one stands in.
    pub within: Option<StatementId>,
}

/// Who a statement is attributed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The words that name it; none where it is carried over or missing.
    pub span: Option<Span>,
    /// The actor, resolved through the report's own mentions and the packs.
    pub actor: Option<String>,
    /// Its neutral name.
    pub name: Option<String>,
    /// Whether somebody could be asked.
    pub voice: Voice,
}

/// Words that decided something, and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The words; none where the evidence is an absence.
    pub span: Option<Span>,
    /// The rule, model or lexicon entry (`file:line`) that read them.
    pub rule: String,
    /// What they decided, in words.
    pub effect: String,
}

words! {
    /// Who speaks, as far as a reader could ask them.
    Voice "snake" {
        Outlet "outlet" "The outlet itself: nobody else is named.",
        Named "named" "A person, office or organisation that could be asked.",
        Unnamed "unnamed" "Somebody the outlet does not name: insiders, one officer.",
        Collective "collective" "A vague group: many observers, residents.",
    }
}

words! {
    /// How the content is quoted.
    Quotation "snake" {
        Direct "direct" "In quotation marks, wholly.",
        Indirect "indirect" "Reported in the outlet's words.",
        Mixed "mixed" "Partly in quotation marks.",
        None "none" "Not a quotation: an attitude or a belief.",
    }
}

words! {
    /// How firmly the source puts it.
    Firmness "snake" {
        Asserted "asserted" "Put as fact.",
        Probable "probable" "Put as likely.",
        Possible "possible" "Put as possible.",
        Doubted "doubted" "Put in doubt.",
        Denied "denied" "Denied.",
    }
}

words! {
    /// What the source does in saying it.
    Attitude "snake" {
        Asserts "asserts" "Says it is so.",
        Believes "believes" "Thinks it is so.",
        Alleges "alleges" "Lays it to somebody, without proof given.",
        Accuses "accuses" "Blames or condemns somebody for it.",
        Denies "denies" "Says it is not so.",
        Confirms "confirms" "Says that what others said is so.",
        Demands "demands" "Wants somebody to do it.",
        Promises "promises" "Undertakes to do it.",
        Threatens "threatens" "Warns of doing it.",
        Asks "asks" "Puts it as a question.",
        Predicts "predicts" "Says it will be so.",
    }
}
