//! Commitments: undertakings across reports, with what each side says of their keeping.

use crate::account::{Account, Independence};
use crate::claim::CommitmentKind;
use crate::date::{DatePrecision, Time};
use crate::entity::{Entity, Place};
use crate::event::Link;
use crate::id::{ClaimId, CommitmentId, EventId, ReportId};
use crate::plover::words;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Claims judged to be about one undertaking, and its state as each side tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Commitment {
    /// See [`CommitmentId`].
    pub id: CommitmentId,
    /// What is undertaken.
    pub commitment_kind: CommitmentKind,
    /// Who is to do it.
    pub obligor: Vec<Entity>,
    /// To whom, or who demanded it.
    pub obligee: Vec<Entity>,
    /// The words of its terms, in the fullest account.
    pub terms: Option<String>,
    /// Its condition, in words.
    pub condition: Option<String>,
    /// Where it applies.
    pub place: Option<Place>,
    /// When it was made, where said.
    pub made: Option<Time>,
    /// When it is due, where said.
    pub due: Option<Time>,
    /// The process it falls under.
    pub process: Option<String>,
    /// The agreement it falls under.
    pub agreement: Option<String>,
    /// Its claims, those of performance and breach included.
    pub claims: Vec<ClaimId>,
    /// The reports that speak of it, earliest first.
    pub reports: Vec<ReportId>,
    /// Their outlets.
    pub outlets: Vec<String>,
    /// How many accounts are independent.
    pub independent: Independence,
    /// The state line of each side: the parties first, then everybody else.
    pub sides: Vec<SideLine>,
    /// Where it stands, worded by the rule: never "kept" or "broken" alone.
    pub state: String,
    /// The numbers of it, added up.
    pub tally: Option<Tally>,
    /// Why its claims are linked.
    pub links: Vec<Link>,
}

/// What one side tells of an undertaking, in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SideLine {
    /// The party's actor id; none for everybody else.
    pub side: Option<String>,
    /// Its name; `others` for everybody else.
    pub name: String,
    /// The marks, earliest first; empty: no report from this side.
    pub marks: Vec<Mark>,
    /// Where it stands by this side's telling, in words.
    pub state: String,
}

words! {
    /// What a mark of the state line says.
    MarkKind "snake" {
        Demanded "demanded" "Somebody wants it.",
        Offered "offered" "Somebody would do it.",
        Promised "promised" "Somebody undertakes it.",
        Agreed "agreed" "Two or more agree on it.",
        Signed "signed" "It is signed.",
        Refused "refused" "Somebody refuses it.",
        Due "due" "The day by which it is to be done.",
        Kept "reported_kept" "Somebody reports it kept.",
        Partly "reported_partly" "Somebody reports it kept in part.",
        Broken "reported_broken" "Somebody reports it broken.",
        DeniesBroken "denies_broken" "Somebody denies that it was broken.",
        DeniesKept "denies_kept" "Somebody denies that it was kept.",
        CandidateKept "candidate_kept" "A deed that would keep it; nobody says so yet.",
        CandidateBroken "candidate_broken" "A deed that would break it; nobody says so yet.",
        Extended "extended" "Its term is lengthened.",
        Suspended "suspended" "It is put on hold.",
        Ended "ended" "It is over.",
    }
}

/// One mark of a state line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mark {
    /// What it says.
    pub kind: MarkKind,
    /// When that was or is to be.
    #[schemars(with = "String")]
    pub day: Date,
    /// How precise that is.
    pub date_prec: DatePrecision,
    /// Who is said to have kept or broken it; none where that is not said.
    pub whom: Option<Entity>,
    /// The event of the deed, for candidates.
    pub event: Option<EventId>,
    /// Numbers: people freed, handed over, demanded.
    pub number: Option<u32>,
    /// Who tells; none for a day taken from a pack's agreement.
    pub account: Option<Account>,
    /// Why the mark stands here, in words.
    pub why: String,
}

/// The numbers of an undertaking, added up: 700 demanded, 5 released, 0 of them on the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tally {
    /// What is counted.
    pub unit: String,
    /// How many are wanted or promised: the latest figure.
    pub wanted: Option<Counted>,
    /// How many are reported done, each act once.
    pub done: Vec<Counted>,
    /// Sum of the acts' best figures.
    pub sum: u32,
    /// Wanted less done; none where either is missing.
    pub outstanding: Option<u32>,
    /// Worded, with who says each number.
    pub words: String,
}

/// A number and who says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counted {
    /// The number.
    pub number: u32,
    /// What it counts, in words: `demanded`, `released`, `released and on the list`.
    pub what: String,
    /// Who says it.
    pub by: Vec<Account>,
}
