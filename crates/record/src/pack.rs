//! Packs: what is known of a theatre before any report is read. Plain nouns; how they are read from files and
//! looked up is the `reading` room's business.

mod names;

pub use names::{Name, Names, PartialDate};

use crate::claim::CommitmentKind;
use crate::plover::{Sector, words};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a pack says of itself (`[pack]` in `pack.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackInfo {
    /// Short id, such as `drc-east`.
    pub id: String,
    /// What it is called.
    pub names: Names,
    /// Raised by its editor when its facts change.
    pub version: String,
    /// One paragraph: what it covers and what it leaves out.
    pub about: String,
    /// Whose boundaries its places follow, shown on every map.
    #[serde(default)]
    pub boundaries: Option<String>,
    /// ISO 639-1 codes it has names in.
    pub languages: Vec<String>,
    /// First day it claims to cover.
    #[serde(default)]
    pub from: Option<PartialDate>,
    /// Last day it claims to cover.
    #[serde(default)]
    pub to: Option<PartialDate>,
    /// Words that do not belong in a neutral name, whoever uses them.
    #[serde(default)]
    pub not_neutral: Names,
}

words! {
    /// What kind of publisher an outlet is.
    OutletKind "snake" {
        Agency "agency" "A news agency whose copy others print.",
        Broadcaster "broadcaster" "Radio or television.",
        Paper "paper" "A newspaper or magazine.",
        Site "site" "A news site.",
        Official "official" "The channel of a party, state or armed group.",
        Organisation "organisation" "The channel of an international or civil society organisation.",
    }
}

/// Who publishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// Id, such as `radio-okapi`.
    pub id: String,
    /// What it is called.
    pub names: Names,
    /// What kind of publisher.
    pub kind: OutletKind,
    /// Host names it publishes under, without `www.`.
    #[serde(default)]
    pub domains: Vec<String>,
    /// ISO 3166-1 alpha-3 of the country it works from.
    #[serde(default)]
    pub country: Option<String>,
    /// Who owns it, in words.
    #[serde(default)]
    pub owner: Option<String>,
    /// Outlets with the same group are never independent of each other.
    #[serde(default)]
    pub group: Option<String>,
    /// The actor whose side it takes by its own or its owner's public word.
    #[serde(default)]
    pub side: Option<String>,
    /// What that rests on: "state broadcaster", "the movement's own site".
    #[serde(default)]
    pub side_basis: Option<String>,
    /// ISO 639-1 codes it publishes in.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Agencies (outlet ids) whose copy it is known to carry.
    #[serde(default)]
    pub wires: Vec<String>,
}

words! {
    /// What kind of thing an actor is.
    ActorKind "snake" {
        State "state" "A state.",
        Organ "organ" "An organ of a state: its government, its parliament.",
        Force "force" "An army, police or other service of a state.",
        Group "group" "A non-state armed group.",
        Coalition "coalition" "An umbrella of groups or parties.",
        Mission "mission" "A peacekeeping or regional force, or a monitoring mission.",
        Organisation "organisation" "An international, regional or civil society organisation.",
        Party "party" "A political party.",
        Company "company" "A company.",
        Community "community" "A community of people.",
        Person "person" "A person.",
    }
}

/// An actor: a state, a force, a group, an organisation or a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorEntry {
    /// Id, such as `cod-m23`.
    pub id: String,
    /// Neutral names; the first of a language is the one shown. May be left out where a later pack adds to
    /// an actor of an earlier one.
    #[serde(default)]
    pub names: Names,
    /// Acronyms: matched letter for letter, so that "UN" is not the French article.
    #[serde(default)]
    pub acronyms: Names,
    /// Adjectives and words for its people ("Rwandan", "rwandaise").
    #[serde(default)]
    pub demonyms: Names,
    /// Names of places said in its stead ("Kigali").
    #[serde(default)]
    pub metonyms: Names,
    /// What kind of actor; none only where a later pack adds to an actor of an earlier one.
    #[serde(default)]
    pub kind: Option<ActorKind>,
    /// PLOVER sector.
    #[serde(default)]
    pub sector: Option<Sector>,
    /// ISO 3166-1 alpha-3 of the country it belongs to.
    #[serde(default)]
    pub country: Option<String>,
    /// For what a state has one of: which of its organs this is (`government`, `army`, `police`...).
    #[serde(default)]
    pub organ: Option<String>,
    /// Place id of its seat or, for a state, its capital.
    #[serde(default)]
    pub seat: Option<String>,
    /// Wikidata item.
    #[serde(default)]
    pub wikidata: Option<String>,
    /// Since when it has existed, or for a person: nothing.
    #[serde(default)]
    pub from: Option<PartialDate>,
    /// Until when it existed.
    #[serde(default)]
    pub to: Option<PartialDate>,
    /// What it is or was part of.
    #[serde(default)]
    pub part_of: Vec<Membership>,
    /// Actors it carries on from (ids).
    #[serde(default)]
    pub follows: Vec<String>,
    /// Its offices and who held them.
    #[serde(default)]
    pub offices: Vec<Office>,
    /// Words others use for it, with who uses them and the neutral wording.
    #[serde(default)]
    pub labels: Vec<Label>,
}

/// That an actor is part of another, for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The whole (actor id).
    pub id: String,
    /// First day.
    #[serde(default)]
    pub from: Option<PartialDate>,
    /// Last day.
    #[serde(default)]
    pub to: Option<PartialDate>,
}

/// An office of an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Id of a [`TitleEntry`], for offices that many actors have.
    #[serde(default)]
    pub title: Option<String>,
    /// What this office is called beside the title's own names.
    #[serde(default)]
    pub names: Names,
    /// Who held it, earliest first.
    #[serde(default)]
    pub holders: Vec<Holder>,
    /// Whether several may hold it at once.
    #[serde(default)]
    pub shared: bool,
}

/// That a person held an office for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// The person (actor id).
    pub who: String,
    /// First day.
    #[serde(default)]
    pub from: Option<PartialDate>,
    /// Last day.
    #[serde(default)]
    pub to: Option<PartialDate>,
}

/// A word others use for an actor, with who uses it and what a neutral text would say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The words.
    pub words: Names,
    /// Who uses them.
    pub used_by: String,
    /// The neutral wording.
    pub neutral: Names,
}

/// A title that many actors have an office for: president, foreign minister, army spokesperson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleEntry {
    /// Id, such as `foreign-minister`.
    pub id: String,
    /// How it is said, women's forms included.
    pub names: Names,
    /// Which organ of a state its holder speaks or acts for.
    pub organ: String,
    /// Whether several may hold it at once.
    #[serde(default)]
    pub shared: bool,
}

/// A generic agent: soldiers, rebels, officials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentEntry {
    /// Id, such as `soldiers`.
    pub id: String,
    /// How it is said, singular and plural, women's forms included.
    pub names: Names,
    /// PLOVER sector.
    pub sector: Sector,
    /// Which organ of a state such agents of a known state belong to: "Rwandan soldiers" is its army.
    #[serde(default)]
    pub organ: Option<String>,
}

words! {
    /// What kind of place; decides how precise an event "at" it is.
    PlaceKind "snake" {
        Country "country" "A state's territory.",
        Province "province" "A first-order area.",
        Territory "territory" "A second-order area.",
        Chiefdom "chiefdom" "A third-order area: chiefdom, sector.",
        Groupement "groupement" "A fourth-order area.",
        Region "region" "An area without sharp bounds.",
        City "city" "A city.",
        Town "town" "A town.",
        Village "village" "A village or hamlet.",
        Quarter "quarter" "A quarter or commune of a city.",
        Camp "camp" "A camp of displaced people or refugees.",
        Mine "mine" "A mine or mining site.",
        Park "park" "A national park or reserve.",
        Lake "lake" "A lake.",
        River "river" "A river.",
        Mountain "mountain" "A mountain, hill or volcano.",
        Island "island" "An island.",
        Road "road" "A road or axis.",
        Border "border" "A border crossing.",
        Site "site" "Another point: airport, base, bridge.",
    }
}

impl PlaceKind {
    /// UCDP GED `where_prec` of an event said to be at such a place.
    pub fn where_prec(self) -> u8 {
        match self {
            PlaceKind::City
            | PlaceKind::Town
            | PlaceKind::Village
            | PlaceKind::Quarter
            | PlaceKind::Camp
            | PlaceKind::Mine
            | PlaceKind::Mountain
            | PlaceKind::Border
            | PlaceKind::Site => 1,
            PlaceKind::Territory | PlaceKind::Chiefdom | PlaceKind::Groupement | PlaceKind::Island => 3,
            PlaceKind::Province => 4,
            PlaceKind::Region | PlaceKind::Park | PlaceKind::Lake | PlaceKind::River | PlaceKind::Road => 5,
            PlaceKind::Country => 6,
        }
    }
}

/// A place of a gazetteer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceEntry {
    /// Id: `gn-` and the GeoNames number where it has one.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// Other names and spellings.
    pub also: Vec<String>,
    /// Degrees north, WGS 84.
    pub lat: f64,
    /// Degrees east, WGS 84.
    pub lon: f64,
    /// What kind of place.
    pub kind: PlaceKind,
    /// Enclosing areas from the country inwards: ISO alpha-3, province, territory, chiefdom.
    pub admin: Vec<String>,
    /// UCDP GED `where_prec` of an event said to be there.
    pub where_prec: u8,
    /// People living there, where known.
    pub population: Option<u64>,
    /// South, west, north, east: the box of an area.
    pub bounds: Option<[f64; 4]>,
    /// Where the row comes from.
    pub source: String,
}

/// A series of talks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessEntry {
    /// Id, such as `doha`.
    pub id: String,
    /// What it is called.
    pub names: Names,
    /// Who talks (actor ids).
    pub parties: Vec<String>,
    /// Who mediates or facilitates (actor ids).
    #[serde(default)]
    pub mediators: Vec<String>,
    /// Where (place ids).
    #[serde(default)]
    pub venues: Vec<String>,
    /// First day.
    #[serde(default)]
    pub from: Option<PartialDate>,
    /// Last day.
    #[serde(default)]
    pub to: Option<PartialDate>,
    /// Words that point to it when they stand near a party or venue.
    #[serde(default)]
    pub issues: Names,
    /// Wikidata item.
    #[serde(default)]
    pub wikidata: Option<String>,
}

/// A signed or declared agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementEntry {
    /// Id, such as `doha-declaration-of-principles-2025`.
    pub id: String,
    /// What it is called.
    pub names: Names,
    /// When it was signed or declared.
    pub date: PartialDate,
    /// Who signed or declared (actor ids).
    pub parties: Vec<String>,
    /// The process it came out of.
    #[serde(default)]
    pub process: Option<String>,
    /// What it commits whom to.
    #[serde(default)]
    pub commitments: Vec<Undertaking>,
    /// PA-X agreement number.
    #[serde(default)]
    pub pax: Option<u32>,
    /// Wikidata item.
    #[serde(default)]
    pub wikidata: Option<String>,
}

/// One undertaking of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undertaking {
    /// What is undertaken.
    pub kind: CommitmentKind,
    /// Who is to do it (actor ids).
    pub obligor: Vec<String>,
    /// To whom (actor ids).
    #[serde(default)]
    pub obligee: Vec<String>,
    /// In a few neutral words.
    pub what: Names,
    /// When it is due.
    #[serde(default)]
    pub due: Option<PartialDate>,
}

/// Whether a period, open where a bound is missing, holds a day.
pub fn holds(from: Option<PartialDate>, to: Option<PartialDate>, day: Date) -> bool {
    from.is_none_or(|from| from.first() <= day) && to.is_none_or(|to| day <= to.last())
}
