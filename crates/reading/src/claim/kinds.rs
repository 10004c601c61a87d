//! Relations and figures of one sentence, in word indices.

use super::path::end_of;
use super::standing::mood;
use super::table::{FIGURES, RELATIONS};
use super::tree::Tree;
use super::trigger::operator;
use crate::numbers::{self, Number};
use language::{Relation, Upos};
use record::claim::{FigureKind, Modality, RelationKind};

/// A word and the table row that read it.
#[derive(Debug, Clone)]
pub(crate) struct Cause {
    pub(crate) at: usize,
    pub(crate) rule: String,
    pub(crate) effect: String,
}

/// A relation between two actors.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) at: usize,
    pub(crate) kind: RelationKind,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) role: Option<String>,
    pub(crate) modality: Modality,
    pub(crate) why: Vec<Cause>,
}

/// A number of people.
#[derive(Debug)]
pub(crate) struct Figure {
    pub(crate) at: usize,
    pub(crate) what: FigureKind,
    pub(crate) of: usize,
    pub(crate) number: Number,
    pub(crate) first: usize,
    pub(crate) why: Vec<Cause>,
}

/// The number in the words just before a noun, in word indices.
pub(crate) fn quantity(tree: &Tree<'_>, noun: usize) -> Option<Number> {
    let counts = |c: usize| {
        matches!(
            tree.relation(c),
            Relation::Nummod | Relation::Det | Relation::Nmod | Relation::Advmod | Relation::Amod
        )
    };
    let first = tree.children(noun).iter().copied().filter(|&c| c < noun && counts(c)).min();
    let mut start = first.unwrap_or(noun).saturating_sub(4);
    if let Some(collective) = collective(tree, noun) {
        start = collective.saturating_sub(3);
    }
    // "une dizaine de": the preposition after a collective noun is part of its number
    let last = if tree.lemmas.get(noun + 1).is_some_and(|next| matches!(next.as_str(), "de" | "of")) {
        noun + 1
    } else {
        noun
    };
    let tokens: Vec<String> =
        (start..=last).map(|i| tree.word(i).form.to_lowercase().replace('\u{2019}', "'")).collect();
    let mut from = 0;
    while let Some(number) = numbers::read(&tokens[from..], tree.lexicon.code) {
        let (begin, end) = (start + from + number.start, start + from + number.end);
        let linked = (begin..end)
            .any(|i| tree.head(i) == Some(noun) || i == noun || collective(tree, noun) == Some(i));
        let article = end == begin + 1 && tree.word(begin).upos == Upos::Det;
        if linked && !article && end <= last + 1 {
            return Some(Number { start: begin, end, ..number });
        }
        from += number.end.max(1);
        if from >= tokens.len() {
            break;
        }
    }
    None
}

/// "une dizaine de civils", "dozens of people": the collective noun that heads the phrase.
fn collective(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let head = tree.head(noun)?;
    let close = noun > head && noun - head <= 3;
    let reads = numbers::read(&[tree.word(head).form.to_lowercase(), "de".to_owned()], "fr").is_some()
        || numbers::read(&[tree.word(head).form.to_lowercase()], tree.lexicon.code).is_some()
        || matches!(
            tree.lemmas[head].as_str(),
            "dizaine"
                | "vingtaine"
                | "trentaine"
                | "centaine"
                | "quinzaine"
                | "millier"
                | "douzaine"
                | "cinquantaine"
                | "quarantaine"
                | "soixantaine"
        );
    (close && reads && tree.relation(noun) == Relation::Nmod).then_some(head)
}

/// Who backs, leads, speaks for or belongs to whom.
pub(crate) fn relations(tree: &Tree<'_>) -> Vec<Link> {
    let mut out: Vec<Link> = (0..tree.len()).filter_map(|at| link(tree, at)).collect();
    out.extend((0..tree.len()).filter_map(|at| compound_backing(tree, at)));
    out
}

fn link(tree: &Tree<'_>, at: usize) -> Option<Link> {
    let row = RELATIONS.at(tree, at)?;
    let kind = RelationKind::from_word(row.cells[0])?;
    let [_, from, to, ..] = row.cells[..] else { return None };
    let from = end_of(tree, at, from)?;
    let to = end_of(tree, at, to)?;
    // a thing can be backed too; a relation holds between actors
    let actors = [from, to]
        .iter()
        .all(|&end| tree.is_party(end) && !tree.is_time(end) && tree.word(end).upos != Upos::Pron);
    let named = [from, to]
        .iter()
        .all(|&end| tree.name(end).is_some() || tree.is(end, "group_word") || tree.is(end, "armed"));
    if from == to || !actors || !named || mood(tree, at).is_some() {
        return None;
    }
    let modality = if denied(tree, at) { Modality::NotHappened } else { Modality::Ongoing };
    let role = (tree.word(at).upos == Upos::Noun).then(|| tree.lemmas[at].clone());
    let why = vec![Cause { at, rule: RELATIONS.source(tree, row), effect: format!("relation: {kind}") }];
    Some(Link { at, kind, from, to, role, modality, why })
}

/// "denied arming the rebels", "nie soutenir le M23".
fn denied(tree: &Tree<'_>, at: usize) -> bool {
    let complement = matches!(tree.relation(at), Relation::Xcomp | Relation::Ccomp | Relation::Advcl);
    let head = tree.head(at).filter(|_| complement);
    head.and_then(|head| operator(tree, head)).is_some_and(|row| row.class == "deny")
}

/// "Rwanda-backed rebels": a name, a hyphen and a participle before a noun.
fn compound_backing(tree: &Tree<'_>, at: usize) -> Option<Link> {
    let row = RELATIONS.at(tree, at).filter(|row| row.cells[0] == "backs")?;
    let from =
        tree.children(at).iter().copied().find(|&c| {
            c < at && at - c <= 2 && (tree.name(c).is_some() || tree.word(c).upos == Upos::Propn)
        })?;
    let to = tree.head(at).filter(|&h| h > at && tree.relation(at) == Relation::Amod)?;
    let why = vec![Cause { at, rule: RELATIONS.source(tree, row), effect: "relation: backs".to_owned() }];
    Some(Link { at, kind: RelationKind::Backs, from, to, role: None, modality: Modality::Ongoing, why })
}

/// Numbers of people, with what happened to them.
pub(crate) fn figures(tree: &Tree<'_>) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    for at in 0..tree.len() {
        let Some(row) = FIGURES.at(tree, at) else { continue };
        let Some(what) = FigureKind::from_word(row.cells[0]) else { continue };
        let counted = if tree.is_verb(at) { counted_of_verb(tree, at) } else { vec![at] };
        for of in counted.into_iter().flat_map(|c| tree.conjuncts(c)) {
            let Some(number) = quantity(tree, of) else { continue };
            if out.iter().any(|figure| figure.first == number.start) {
                continue;
            }
            let why = vec![Cause { at, rule: FIGURES.source(tree, row), effect: format!("figure: {what}") }];
            out.push(Figure { at, what, of, number, first: number.start, why });
        }
    }
    out
}

/// Whom a verb counts: what it is done to, or who does it where nobody else is affected ("12 people died").
fn counted_of_verb(tree: &Tree<'_>, at: usize) -> Vec<usize> {
    let object = tree.object(at);
    object.or_else(|| tree.subject(at)).into_iter().collect()
}
