//! Names of the packs in a text, and what a phrase that holds some of them means.

use crate::pack::{Candidate, How, Packs, Thing};
use jiff::civil::Date;
use record::Span;
use record::pack::{ActorEntry, ActorKind, PlaceEntry};
use record::plover::Sector;
use record::span::TextIndex;
use std::collections::BTreeMap;

/// A name of the packs in the text, with what it may mean.
#[derive(Debug)]
pub(crate) struct Known<'p> {
    pub(crate) span: Span,
    pub(crate) candidates: Vec<Candidate<'p>>,
}

/// What a phrase means.
#[derive(Debug, Clone)]
pub(crate) struct Meaning<'p> {
    pub(crate) actor: Option<&'p ActorEntry>,
    pub(crate) code: Option<String>,
    pub(crate) sector: Option<Sector>,
    /// How it was found: name, acronym, demonym...
    pub(crate) how: &'static str,
    /// The words that say so.
    pub(crate) span: Span,
    /// `file:line` of the pack entry.
    pub(crate) entry: Option<String>,
}

impl Known<'_> {
    /// Whether it may name an armed or political group.
    pub(crate) fn is_group(&self) -> bool {
        self.candidates.iter().any(|candidate| match candidate.thing {
            Thing::Actor(actor) => {
                matches!(actor.kind, Some(ActorKind::Group | ActorKind::Coalition))
                    && candidate.how != How::Issue
            }
            _ => false,
        })
    }

    /// Whether it can name a person by name.
    pub(crate) fn is_person(&self) -> bool {
        direct(self).is_some_and(|(actor, how)| actor.kind == Some(ActorKind::Person) && how == "name")
    }

    /// Whether it can name an actor by itself.
    pub(crate) fn is_actor(&self) -> bool {
        direct(self).is_some()
    }

    /// Whether it names a title, without whose it is.
    pub(crate) fn is_title(&self) -> bool {
        self.candidates.iter().any(|candidate| matches!(candidate.thing, Thing::Title(_)))
    }

    /// Whether it names an office.
    pub(crate) fn is_office(&self) -> bool {
        self.candidates.iter().any(|candidate| matches!(candidate.thing, Thing::Office(..)))
    }

    /// The process or agreement it names.
    pub(crate) fn process(&self) -> Option<String> {
        self.candidates.iter().find_map(|candidate| match (candidate.thing, candidate.how) {
            (Thing::Process(process), How::Name) => Some(process.id.clone()),
            (Thing::Agreement(agreement), _) => Some(agreement.id.clone()),
            _ => None,
        })
    }

    /// Whether it names a place of a theatre: the rows of its pack say where they are from, those of the world's gazetteer do not.
    pub(crate) fn is_place_of_theatre(&self) -> bool {
        self.places().any(|place| !place.source.is_empty())
    }

    /// The places it may mean.
    pub(crate) fn places(&self) -> impl Iterator<Item = &PlaceEntry> {
        self.candidates.iter().filter_map(|candidate| match candidate.thing {
            Thing::Place(place) => Some(place),
            _ => None,
        })
    }
}

impl Meaning<'_> {
    /// The neutral name.
    pub(crate) fn name(&self, language: &str) -> Option<String> {
        self.actor.and_then(|actor| actor.names.shown(language)).map(str::to_owned)
    }
}

/// The names of the packs in a report that its language and day allow.
pub(crate) fn find<'p>(
    packs: &'p Packs,
    index: &TextIndex<'_>,
    language: &str,
    day: Option<Date>,
) -> Vec<Known<'p>> {
    let fits = |candidate: &Candidate<'_>| {
        candidate.speaks(language) && day.is_none_or(|day| candidate.used_on(day))
    };
    packs
        .mentions(index.text())
        .into_iter()
        .map(|mention| Known {
            span: mention.span,
            candidates: mention.candidates.into_iter().filter(fits).collect(),
        })
        .filter(|known| !known.candidates.is_empty())
        .collect()
}

/// How often each country is named or acts.
pub(crate) fn countries(packs: &Packs, known: &[Known<'_>], day: Option<Date>) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for known in known {
        if let Some(code) =
            meaning(packs, &[known], known.span, day, &|_| true).and_then(|meaning| meaning.code)
        {
            *out.entry(code).or_default() += 1;
        }
    }
    out
}

/// What a phrase with these names means, its head standing at `head`; `beside` tells whether a name inside it stands beside
/// the head as another name for the same.
pub(crate) fn meaning<'p>(
    packs: &'p Packs,
    inside: &[&Known<'p>],
    head: Span,
    day: Option<Date>,
    beside: &dyn Fn(Span) -> bool,
) -> Option<Meaning<'p>> {
    let state =
        |known: &Known<'_>| direct(known).is_some_and(|(actor, _)| actor.kind == Some(ActorKind::State));
    let belongs = |known: &Known<'_>| !state(known) || beside(known.span);
    let covering = inside.iter().find(|known| known.span.overlaps(head));
    let actor = |known: &&&Known<'p>| direct(known).is_some();
    let person = |known: &&&Known<'p>| direct(known).is_some_and(|a| a.0.kind == Some(ActorKind::Person));
    if let Some(person) = inside.iter().filter(person).find(|known| beside(known.span)) {
        return of(packs, person);
    }
    if let Some(known) = covering {
        if direct(known).is_some_and(|(_, how)| how != "demonym") {
            return of(packs, known);
        }
        let state = state_in(inside);
        let group = inside.iter().find(|known| known.is_group()).filter(|_| state.is_none());
        if let Some(fighters) = group {
            return of(packs, fighters);
        }
        if let Some(meaning) = organ(packs, state, known, day) {
            return Some(meaning);
        }
        if direct(known).is_some() {
            return of(packs, known);
        }
    }
    let group = inside.iter().find(|known| known.is_group());
    group
        .or_else(|| {
            inside.iter().find(actor).filter(|known| {
                inside.iter().filter(actor).count() == 1 && covering.is_none() && belongs(known)
            })
        })
        .and_then(|k| of(packs, k))
}

/// The actor a name stands for by itself.
pub(super) fn direct<'p>(known: &Known<'p>) -> Option<(&'p ActorEntry, &'static str)> {
    known.candidates.iter().find_map(|candidate| match (candidate.thing, candidate.how) {
        (Thing::Actor(actor), How::Name) => Some((actor, "name")),
        (Thing::Actor(actor), How::Acronym) => Some((actor, "acronym")),
        (Thing::Actor(actor), How::Metonym) => Some((actor, "metonym")),
        (Thing::Actor(actor), How::Demonym) => Some((actor, "demonym")),
        (Thing::Actor(actor), How::Label) => Some((actor, "label")),
        (Thing::Office(actor, _), _) => Some((actor, "office")),
        _ => None,
    })
}

fn of<'p>(packs: &'p Packs, known: &Known<'p>) -> Option<Meaning<'p>> {
    let (actor, how) = direct(known)?;
    Some(Meaning {
        actor: Some(actor),
        code: actor.country.clone(),
        sector: actor.sector,
        how,
        span: known.span,
        entry: packs.actor_at(&actor.id).map(|at| format!("{}:{}", at.file, at.line)),
    })
}

/// The state that names of a phrase stand for.
fn state_in<'p>(inside: &[&Known<'p>]) -> Option<&'p ActorEntry> {
    inside.iter().find_map(|known| {
        direct(known).filter(|(actor, _)| actor.kind == Some(ActorKind::State)).map(|(actor, _)| actor)
    })
}

/// "Rwandan soldiers", "the Congolese government", "le président congolais": an organ or office of a state.
pub(super) fn organ<'p>(
    packs: &'p Packs,
    state: Option<&'p ActorEntry>,
    head: &Known<'p>,
    day: Option<Date>,
) -> Option<Meaning<'p>> {
    for candidate in &head.candidates {
        let (organ, sector, title) = match candidate.thing {
            Thing::Agent(agent) => (agent.organ.as_deref(), Some(agent.sector), None),
            Thing::Title(title) => (Some(title.organ.as_str()), None, Some(title.id.as_str())),
            _ => continue,
        };
        let code = state.and_then(|state| state.country.clone());
        let body = code.as_deref().zip(organ).and_then(|(code, organ)| packs.organ_of(code, organ));
        let holder = title.zip(day).and_then(|(title, day)| {
            body.into_iter().chain(state).find_map(|office| packs.holder(&office.id, title, day))
        });
        let actor = holder.or(body);
        return Some(Meaning {
            actor,
            code,
            sector: actor.and_then(|a| a.sector).or(sector),
            how: if holder.is_some() { "office holder of the day" } else { "agent of a state" },
            span: head.span,
            entry: packs.entry_of(candidate.thing).map(|at| format!("{}:{}", at.file, at.line)),
        });
    }
    None
}
