//! PLOVER 2.0: event types, modes, contexts, sectors.
//!
//! Source: the Open Event Data Alliance's draft ontology of 2024; digest and boundaries in docs/codebook.md.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$meta:meta])* $name:ident $style:literal { $($variant:ident $word:literal $doc:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $(#[doc = $doc] #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every one, in the ontology's order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word of the ontology, as written in files and on pages.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// One sentence of the codebook.
            pub fn meaning(self) -> &'static str {
                match self { $($name::$variant => $doc),+ }
            }

            /// The one called `word`, if there is one.
            pub fn from_word(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.word() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// The event types.
    EventType "upper" {
        Agree "AGREE" "Agree, offer, promise or show willingness to cooperate; future meetings, aid, cooperation, signing.",
        Consult "CONSULT" "Meet, visit, host, talk, negotiate, phone: when it takes place.",
        Support "SUPPORT" "Back, praise, recognise, open or improve relations, sign or ratify an agreement.",
        Concede "CONCEDE" "Concessions in words: declaring a ceasefire or withdrawal, easing restrictions, amnesty, pardon, apology.",
        Cooperate "COOPERATE" "Mutual material exchange: trade, joint exercises or operations, shared intelligence, extradition.",
        Aid "AID" "Material help that benefits mainly the recipient, including rescuing hostages.",
        Retreat "RETREAT" "Yielding in deed: leaving territory, freeing captives, disarming, observing a ceasefire, letting observers or aid in, resigning.",
        Request "REQUEST" "Ask, demand, order or call on someone else to act.",
        Accuse "ACCUSE" "Condemn, criticise, accuse, sue, charge, investigate.",
        Reject "REJECT" "Refuse, reject, cancel or walk out of a meeting, veto, bar from entering.",
        Threaten "THREATEN" "Threaten or warn of force or sanction; arrest warrants in absence.",
        Protest "PROTEST" "Civilians rally, strike, riot, block.",
        Sanction "SANCTION" "Reduce or break relations, withdraw aid, staff or observers, expel, convict; drive people out.",
        Mobilize "MOBILIZE" "Armed posture short of force: deploy, mass, patrol, arm, alert.",
        Coerce "COERCE" "Repress without violence: arrest, seize, search, restrict movement, censor, withhold supplies.",
        Assault "ASSAULT" "Deliberate use of force that can harm people or destroy: attacks, clashes, killings, abductions, taking towns by force.",
    }
}

words! {
    /// The four quads an event type falls into.
    Quad "kebab" {
        VerbalCooperation "verbal cooperation" "Cooperation in words.",
        MaterialCooperation "material cooperation" "Cooperation in deeds.",
        VerbalConflict "verbal conflict" "Conflict in words.",
        MaterialConflict "material conflict" "Conflict in deeds.",
    }
}

impl EventType {
    /// The quad of this type.
    pub fn quad(self) -> Quad {
        match self {
            EventType::Agree | EventType::Consult | EventType::Support | EventType::Concede => {
                Quad::VerbalCooperation
            }
            EventType::Cooperate | EventType::Aid | EventType::Retreat => Quad::MaterialCooperation,
            EventType::Request | EventType::Accuse | EventType::Reject | EventType::Threaten => {
                Quad::VerbalConflict
            }
            EventType::Protest
            | EventType::Sanction
            | EventType::Mobilize
            | EventType::Coerce
            | EventType::Assault => Quad::MaterialConflict,
        }
    }

    /// The modes this type may take, as PLOVER writes them.
    pub fn modes(self) -> &'static [&'static str] {
        match self {
            EventType::Consult => &["visit", "third-party", "multilateral", "phone"],
            EventType::Retreat => &["withdraw", "release", "disarm", "ceasefire", "access", "resign"],
            EventType::Request | EventType::Reject => &["assist", "change", "yield", "meet"],
            EventType::Accuse => &["disapprove", "allege", "investigate"],
            EventType::Threaten => &["restrict", "arrest", "relations", "expel", "territory", "violence"],
            EventType::Protest => &["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"],
            EventType::Sanction => &["convict", "expel", "withdraw", "discontinue"],
            EventType::Mobilize => &["troops", "weapons", "police", "militia"],
            EventType::Coerce => &[
                "seize",
                "restrict",
                "censor",
                "curfew",
                "martial-law",
                "arrest",
                "deport",
                "withhold",
                "misinformation",
                "cyber",
            ],
            EventType::Assault => &[
                "abduct",
                "beat",
                "torture",
                "sexual",
                "targeted",
                "destroy",
                "primitive",
                "firearms",
                "explosives",
                "suicide-attack",
                "aerial",
                "drone",
                "heavy-weapons",
                "crowd-control",
                "unconventional",
            ],
            EventType::Agree
            | EventType::Support
            | EventType::Concede
            | EventType::Cooperate
            | EventType::Aid => &[],
        }
    }
}

words! {
    /// Sectors of actors (PLOVER), the kind of agent an actor is.
    Sector "upper" {
        Gov "GOV" "Government.", Mil "MIL" "Military.", Reb "REB" "Rebels.", Spy "SPY" "Intelligence.", Cop "COP" "Police.",
        Jud "JUD" "Judiciary.", Leg "LEG" "Legislature.", Exe "EXE" "Executive.", Pty "PTY" "Political party.",
        Uaf "UAF" "Unaligned armed force or militia.", Prm "PRM" "Paramilitary.", Cvl "CVL" "Civilians.", Crm "CRM" "Criminals.",
        Bus "BUS" "Business.", Agr "AGR" "Agriculture.", Edu "EDU" "Education.", Eli "ELI" "Elites.", Jrn "JRN" "Journalists.",
        Lab "LAB" "Labour.", Med "MED" "Medical.", Ref "REF" "Refugees and displaced.", Opp "OPP" "Opposition.",
        Pre "PRE" "Press offices.", Rel "REL" "Religious.", Soc "SOC" "Civil society.", Igo "IGO" "Intergovernmental organisation.",
        Ngo "NGO" "Non-governmental organisation.", Unk "UNK" "Unknown.",
    }
}

/// Context words PLOVER lists; a claim's `context` holds some of these.
pub const CONTEXTS: &[&str] = &[
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
];
