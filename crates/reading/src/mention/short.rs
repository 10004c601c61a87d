//! Short names: "the Front" for the Northern Accord Front, "l'Alliance" for the Alliance Fleuve Congo, where the report
//! names one actor whose name has these words and no other.

use super::known::{Known, Meaning, direct};
use crate::pack::{Packs, fold};
use record::Span;
use record::pack::{ActorEntry, ActorKind};
use record::span::TextIndex;

/// The most words a short name has.
const MOST: usize = 2;

/// Actors of a report, with the folded words of each of their names.
#[derive(Debug)]
pub(super) struct Short<'p> {
    named: Vec<Named<'p>>,
    /// The folded words of the report.
    text: Vec<String>,
}

/// An actor that a part of its name may stand for.
#[derive(Debug)]
struct Named<'p> {
    actor: &'p ActorEntry,
    /// The folded words of its names: of every name of a group; of a body, the names it was called by in full.
    names: Vec<Vec<String>>,
    /// Where it is first named.
    from: u32,
}

impl<'p> Short<'p> {
    /// The actors that a part of their name may stand for: groups and bodies, never people or states.
    pub(super) fn new(known: &[Known<'p>], index: &TextIndex<'_>) -> Short<'p> {
        let mut found: Vec<Named<'_>> = Vec::new();
        for one in known {
            let Some((actor, how)) = direct(one) else { continue };
            let kind = !matches!(actor.kind, Some(ActorKind::Person | ActorKind::State) | None);
            if !kind || !matches!(how, "name" | "acronym" | "label") {
                continue;
            }
            let group = matches!(actor.kind, Some(ActorKind::Group | ActorKind::Coalition));
            let names: Vec<Vec<String>> = if group {
                actor.names.iter().map(|name| words(&name.words)).collect()
            } else {
                vec![words(index.of(one.span))]
            };
            let from = one.span.start;
            let already = found.iter().any(|n| n.actor.id == actor.id && n.names == names);
            if !already && names.iter().any(|words| words.len() > 1) {
                found.push(Named { actor, names, from: if group { 0 } else { from } });
            }
        }
        Short { named: found, text: words(&index.text().replace(['\u{2019}', '\''], "' ")) }
    }

    /// Whether the report has a longer name of another body with the same first word: "le Conseil" may be the Conseil des ministres
    /// where the Conseil de sécurité is named too.
    fn also_another(&self, one: &Named<'_>, wanted: &[String]) -> bool {
        const JOINS: [&str; 5] = ["of", "de", "des", "du", "d'"];
        let joined = |at: usize| self.text.get(at).is_some_and(|word| JOINS.contains(&word.as_str()));
        let mut places = (0..self.text.len()).filter(|&at| self.text[at..].starts_with(wanted));
        places.any(|at| {
            let own = one.names.iter().any(|name| self.text[at..].starts_with(name));
            joined(at + wanted.len()) && !own
        })
    }

    /// Who a phrase of capitalised words stands for; `bare` is the phrase without its article.
    pub(super) fn meaning(&self, packs: &'p Packs, bare: &str, phrase: Span) -> Option<Meaning<'p>> {
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let shouted = bare.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if shouted || !bare.split_whitespace().all(capital) {
            return None;
        }
        let wanted = words(bare);
        if wanted.is_empty() || wanted.len() > MOST {
            return None;
        }
        let has = |names: &Vec<Vec<String>>| {
            names.iter().any(|name| {
                let end = name.first() == wanted.first() || name.last() == wanted.last();
                end && name.len() > wanted.len() && name.windows(wanted.len()).any(|part| part == wanted)
            })
        };
        let mut fitting = self.named.iter().filter(|one| one.from <= phrase.start && has(&one.names));
        let first = fitting.next()?;
        let actor = first.actor;
        if fitting.any(|other| other.actor.id != actor.id) || self.also_another(first, &wanted) {
            return None;
        }
        Some(Meaning {
            actor: Some(actor),
            code: actor.country.clone(),
            sector: actor.sector,
            how: "part of its name",
            span: phrase,
            entry: packs.actor_at(&actor.id).map(|at| format!("{}:{}", at.file, at.line)),
        })
    }
}

fn words(name: &str) -> Vec<String> {
    fold(name).split_whitespace().map(str::to_owned).collect()
}
