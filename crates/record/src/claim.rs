//! Claims: one proposition each, with its span and its statement.

use crate::date::Time;
use crate::entity::{Entity, Place};
use crate::id::{ClaimId, ReportId, StatementId};
use crate::plover::{EventType, words};
use crate::span::Span;
use crate::statement::{Evidence, Firmness};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One proposition a report makes, in the outlet's own voice or in a statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// See [`ClaimId`].
    pub id: ClaimId,
    /// The report it stands in.
    pub report: ReportId,
    /// The innermost statement whose content it stands in; none: the outlet's own voice.
    pub statement: Option<StatementId>,
    /// The words that carry it.
    pub trigger: Span,
    /// How its happening relates to the world.
    pub modality: Modality,
    /// How firmly it is put.
    pub firmness: Firmness,
    /// What kind of claim, and its parts.
    #[serde(flatten)]
    pub body: ClaimBody,
    /// Why: the words, rules, models and pack entries behind it.
    pub why: Vec<Evidence>,
}

/// What kind of claim, and its parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "claim_kind", rename_all = "snake_case")]
pub enum ClaimBody {
    /// Something happened, is happening or is said about.
    Event(EventClaim),
    /// An undertaking.
    Commitment(CommitmentClaim),
    /// Who controls a place.
    Control(ControlClaim),
    /// How two actors stand to each other.
    Relation(RelationClaim),
    /// A number of people.
    Figure(FigureClaim),
}

/// A PLOVER event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventClaim {
    /// PLOVER type.
    pub event: EventType,
    /// PLOVER mode, one of [`EventType::modes`].
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub context: Vec<String>,
    /// Who does it; all parties where nobody hosts or starts.
    pub actor: Vec<Entity>,
    /// Who has it done to them.
    pub recipient: Vec<Entity>,
    /// Who mediates.
    pub mediator: Vec<Entity>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub time: Option<Time>,
    /// The words that say why, from the one that marks the cause ("in retaliation for the raid").
    #[serde(default)]
    pub cause: Option<Span>,
    /// Ids of the figure claims of the same happening.
    pub figures: Vec<ClaimId>,
}

/// An undertaking, at one stage of its life.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CommitmentClaim {
    /// What is undertaken.
    pub commitment_kind: CommitmentKind,
    /// At which stage this claim puts it.
    pub stage: Stage,
    /// Who is to do it.
    pub obligor: Vec<Entity>,
    /// To whom it is owed or who demanded it.
    pub obligee: Vec<Entity>,
    /// Who is said to break it, where a side lays the breach to somebody without saying whose undertaking it is.
    #[serde(default)]
    pub broken_by: Vec<Entity>,
    /// The words of the terms.
    pub terms: Option<Span>,
    /// Where it applies.
    pub place: Option<Place>,
    /// How many people, fighters, areas.
    pub quantity: Option<Quantity>,
    /// The words of its condition.
    pub condition: Option<Span>,
    /// When it was made.
    pub made: Option<Time>,
    /// When it is due.
    pub due: Option<Time>,
    /// The process or agreement it falls under: a pack's id, else none.
    pub process: Option<String>,
}

words! {
    /// What is undertaken (ETH/PRIO CF and PA-X/PAM terms, widened).
    CommitmentKind "snake" {
        Ceasefire "ceasefire" "To stop fighting.",
        Truce "truce" "To stop fighting for a time or a purpose.",
        Withdrawal "withdrawal" "To leave territory.",
        Release "release" "To free prisoners or hostages.",
        Disarmament "disarmament" "To disarm, canton, demobilise.",
        Access "access" "To let aid or observers in.",
        Talks "talks" "To talk, or to resume talks.",
        Mechanism "mechanism" "To set up verification or joint oversight.",
        NonSupport "non_support" "To stop backing somebody.",
        StateAuthority "state_authority" "To restore the state's authority.",
        Return "return" "To let the displaced return.",
        Other "other" "Another undertaking.",
    }
}

words! {
    /// The stage of an undertaking that a claim reports.
    Stage "snake" {
        Demanded "demanded" "Somebody wants it.",
        Offered "offered" "Somebody would do it.",
        Promised "promised" "Somebody undertakes it.",
        Agreed "agreed" "Two or more agree on it.",
        Signed "signed" "It is signed.",
        Extended "extended" "Its term is lengthened.",
        Suspended "suspended" "It is put on hold.",
        Ended "ended" "It is over.",
        ReportedKept "reported_kept" "Somebody reports it kept.",
        ReportedPartly "reported_partly" "Somebody reports it kept in part.",
        ReportedBroken "reported_broken" "Somebody reports it broken.",
        Refused "refused" "Somebody refuses it.",
    }
}

/// A number with its bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// The words.
    pub span: Span,
    /// Lower bound.
    pub low: Option<u32>,
    /// Best reading.
    pub best: Option<u32>,
    /// Upper bound.
    pub high: Option<u32>,
    /// What is counted.
    pub unit: String,
}

/// Who controls a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ControlClaim {
    /// Who.
    pub holder: Entity,
    /// From whom, where said.
    pub from: Option<Entity>,
    /// What place.
    pub place: Place,
    /// What changed.
    pub change: ControlChange,
    /// When.
    pub time: Option<Time>,
}

words! {
    /// What is said of a place's control.
    ControlChange "snake" {
        Taken "taken" "Came under the holder's control.",
        Lost "lost" "Left the holder's control.",
        Held "held" "Is under the holder's control.",
        Contested "contested" "Is fought over.",
        Withdrew "withdrew" "The holder left it.",
    }
}

/// How two actors stand to each other; always somebody's claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RelationClaim {
    /// Which relation.
    pub relation: RelationKind,
    /// From.
    pub from: Entity,
    /// To.
    pub to: Entity,
    /// The office or role, where said.
    pub role: Option<String>,
}

words! {
    /// Relations between actors.
    RelationKind "snake" {
        Backs "backs" "Supports materially or politically.",
        MemberOf "member_of" "Is part of.",
        Leads "leads" "Leads or commands.",
        SpeaksFor "speaks_for" "Speaks for.",
        Allied "allied" "Fights or acts beside.",
        AliasOf "alias_of" "Is another name of.",
    }
}

/// A number of people, with what happened to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FigureClaim {
    /// What happened to them.
    pub what: FigureKind,
    /// Lower bound.
    pub low: Option<u32>,
    /// Best reading.
    pub best: Option<u32>,
    /// Upper bound.
    pub high: Option<u32>,
    /// What is counted: `persons`, `households`, ...
    pub unit: String,
    /// Who they are.
    pub of: Option<Entity>,
    /// The words of the number.
    pub words: Span,
}

words! {
    /// What happened to the counted people.
    FigureKind "snake" {
        Killed "killed" "Dead.",
        Injured "injured" "Wounded.",
        Missing "missing" "Missing.",
        Abducted "abducted" "Taken hostage or abducted.",
        Detained "detained" "Detained or captured.",
        Released "released" "Freed.",
        Displaced "displaced" "Driven from home.",
        Demanded "demanded" "Demanded to be freed or handed over.",
        Surrendered "surrendered" "Gave themselves up.",
    }
}

words! {
    /// How a claim's happening relates to the world, as the words put it.
    Modality "snake" {
        Happened "happened" "It happened.",
        Ongoing "ongoing" "It is going on.",
        Attempted "attempted" "It was tried.",
        Planned "planned" "It is planned or announced.",
        Promised "promised" "It is promised.",
        Demanded "demanded" "It is demanded.",
        Threatened "threatened" "It is threatened.",
        Hypothetical "hypothetical" "It may or might happen, or would if.",
        NotHappened "not_happened" "It did not happen.",
    }
}
