//! A happening named again: "Cette attaque ...", "these clashes ..." without a word of who did it.
//!
//! Deaths and damage told right after an attack, in the passive and without a word of who did it, are laid to whoever the report
//! says attacked. A demonstrative before the noun of an event points back to an event of the same type told a few sentences before; a definite
//! article does where the word is the same. What the later mention leaves out it has from the earlier one.

use super::tree::Tree;
use language::{Relation, Upos};
use record::claim::{Claim, ClaimBody, EventClaim};
use record::plover::EventType;
use record::statement::Evidence;
use record::{Entity, Span};

/// How many sentences back the earlier mention may stand.
const SENTENCES: usize = 4;
/// The same for what is part of an attack.
const PART_SENTENCES: usize = 2;

/// How a mention points back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pointing {
    /// "this attack": to any word for an event of its type.
    Demonstrative,
    /// "the attack": to the same word.
    Definite,
    /// "five civilians were killed": to the attack just told.
    Part,
}

impl Pointing {
    fn why(self) -> &'static str {
        match self {
            Pointing::Part => "part of the attack told just before, by",
            Pointing::Demonstrative | Pointing::Definite => "the happening told before, by",
        }
    }
}

/// An event claim's word: sentence and place in it.
#[derive(Debug, Clone, Copy)]
struct Place {
    sentence: usize,
    at: usize,
}

/// Give events named again the parties, place and time of their earlier mention. Claims are in text order. "This attack" of which
/// no earlier mention gave a claim, and that says neither who nor where nor when, is let go: it repeats what is told elsewhere.
pub(crate) fn fill(trees: &[Option<Tree<'_>>], claims: &mut Vec<Claim>) {
    let mut repeats: Vec<usize> = Vec::new();
    let places: Vec<Option<Place>> = claims.iter().map(|claim| place(trees, claim.trigger)).collect();
    for n in 0..claims.len() {
        let Some(here) = places[n] else { continue };
        let Some(tree) = &trees[here.sentence] else { continue };
        let bare = event(&claims[n]).is_some_and(|event| event.actor.is_empty());
        let Some(pointing) = pointing(tree, here.at) else { continue };
        if !bare {
            back(trees, claims, &places, (n, here), pointing);
            continue;
        }
        let earlier = (0..n).rev().find(|&m| {
            places[m].is_some_and(|there| same(trees, (&claims[m], there), (&claims[n], here), pointing))
        });
        let Some(found) = earlier.and_then(|m| event(&claims[m]).cloned().map(|e| (claims[m].trigger, e)))
        else {
            if pointing == Pointing::Demonstrative && event(&claims[n]).is_some_and(says_nothing) {
                repeats.push(n);
            }
            continue;
        };
        take_over(&mut claims[n], pointing, found);
    }
    for n in repeats.into_iter().rev() {
        claims.remove(n);
    }
}

/// Whether an event says neither who takes part nor where, when or how many.
fn says_nothing(event: &EventClaim) -> bool {
    event.actor.is_empty()
        && event.recipient.is_empty()
        && event.mediator.is_empty()
        && event.place.is_none()
        && event.time.is_none()
        && event.figures.is_empty()
}

/// "An attack struck Oïcha. This attack, laid to the rebels, ...": the first telling has who did it from the second.
fn back(
    trees: &[Option<Tree<'_>>],
    claims: &mut [Claim],
    places: &[Option<Place>],
    (n, here): (usize, Place),
    pointing: Pointing,
) {
    if pointing != Pointing::Demonstrative {
        return;
    }
    let Some(later) = event(&claims[n]).cloned() else { return };
    let bare = |m: &usize| {
        let Some(there) = places[*m] else { return false };
        let near = (1..=SENTENCES).contains(&here.sentence.saturating_sub(there.sentence));
        near && claims[*m].modality == claims[n].modality
            && event(&claims[*m]).is_some_and(|first| first.event == later.event && first.actor.is_empty())
            && trees[there.sentence].as_ref().is_some_and(|tree| tree.word(there.at).upos == Upos::Noun)
    };
    let Some(first) = (0..n).rev().find(bare) else { return };
    let (trigger, names) = (claims[n].trigger, names(&later.actor));
    claims[first].why.push(Evidence {
        span: Some(trigger),
        rule: "named again".to_owned(),
        effect: format!("told again just after, by {names}"),
    });
    if let ClaimBody::Event(event) = &mut claims[first].body {
        event.actor = later.actor;
    }
}

fn names(entities: &[Entity]) -> String {
    entities.iter().map(|e| e.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn event(claim: &Claim) -> Option<&EventClaim> {
    match &claim.body {
        ClaimBody::Event(event) => Some(event),
        _ => None,
    }
}

/// The sentence that holds a span.
pub(super) fn sentence_of(trees: &[Option<Tree<'_>>], span: Span) -> Option<usize> {
    trees.iter().position(|tree| tree.as_ref().is_some_and(|tree| tree.sentence.span.contains(span)))
}

/// Where the word of a trigger stands: its last noun, else its last word.
fn place(trees: &[Option<Tree<'_>>], trigger: Span) -> Option<Place> {
    let sentence = sentence_of(trees, trigger)?;
    let tree = trees[sentence].as_ref()?;
    let inside = || (0..tree.len()).rev().filter(|&at| trigger.contains(tree.word(at).span));
    let noun = inside().find(|&at| tree.word(at).upos == Upos::Noun);
    noun.or_else(|| inside().next()).map(|at| Place { sentence, at })
}

fn pointing(tree: &Tree<'_>, at: usize) -> Option<Pointing> {
    if tree.word(at).upos != Upos::Noun {
        return tree.passive(at).then_some(Pointing::Part);
    }
    let before = || tree.by(at, Relation::Det).chain(tree.by(at, Relation::Amod)).filter(|&word| word < at);
    if before().any(|word| tree.is(word, "this")) {
        return Some(Pointing::Demonstrative);
    }
    before().any(|word| tree.is(word, "definite")).then_some(Pointing::Definite)
}

/// Whether the later claim names the event of the earlier one again.
fn same(
    trees: &[Option<Tree<'_>>],
    (earlier, there): (&Claim, Place),
    (later, here): (&Claim, Place),
    pointing: Pointing,
) -> bool {
    let (Some(a), Some(b)) = (event(earlier), event(later)) else { return false };
    let back = here.sentence.saturating_sub(there.sentence);
    let reach = if pointing == Pointing::Part { PART_SENTENCES } else { SENTENCES };
    let near = (1..=reach).contains(&back);
    let word = |place: Place| trees[place.sentence].as_ref().map(|tree| tree.lemmas[place.at].as_str());
    let apart = a.place.as_ref().zip(b.place.as_ref()).is_some_and(|(a, b)| a.id != b.id);
    near && a.event == b.event
        && earlier.modality == later.modality
        && !a.actor.is_empty()
        && match pointing {
            Pointing::Demonstrative => true,
            Pointing::Definite => word(there) == word(here),
            Pointing::Part => a.event == EventType::Assault && !apart,
        }
}

fn take_over(claim: &mut Claim, pointing: Pointing, (trigger, earlier): (Span, EventClaim)) {
    let ClaimBody::Event(event) = &mut claim.body else { return };
    let effect = format!("{} {}", pointing.why(), names(&earlier.actor));
    claim.why.push(Evidence { span: Some(trigger), rule: "named again".to_owned(), effect });
    event.actor = earlier.actor;
    if pointing == Pointing::Part {
        return;
    }
    if event.recipient.is_empty() {
        event.recipient = earlier.recipient;
    }
    event.place = event.place.take().or(earlier.place);
    event.time = event.time.take().or(earlier.time);
}
