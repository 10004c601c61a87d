//! Commitments, relations and figures of one sentence, in word indices.

use super::event::Draft;
use super::path::end_of;
use super::roles::expand;
use super::standing::mood;
use super::table::{COMMITMENTS, FIGURES, RELATIONS, STAGES};
use super::tree::Tree;
use super::trigger::operator;
use crate::numbers::{self, Number};
use language::{NameKind, Relation, Upos};
use record::claim::{CommitmentKind, FigureKind, Modality, RelationKind, Stage};
use record::plover::EventType;

/// A word and the table row that read it.
#[derive(Debug, Clone)]
pub(crate) struct Cause {
    pub(crate) at: usize,
    pub(crate) rule: String,
    pub(crate) effect: String,
}

/// An undertaking.
#[derive(Debug)]
pub(crate) struct Commitment {
    pub(crate) at: usize,
    pub(crate) kind: CommitmentKind,
    pub(crate) stage: Stage,
    pub(crate) obligor: Vec<usize>,
    pub(crate) obligee: Vec<usize>,
    /// The word that puts it at its stage.
    pub(crate) stage_at: usize,
    pub(crate) counted: Option<(usize, Number)>,
    pub(crate) condition: Option<usize>,
    pub(crate) why: Vec<Cause>,
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

/// Undertakings: a word that names one, under a word that puts it at a stage.
pub(crate) fn commitments(tree: &Tree<'_>, drafts: &[Draft]) -> Vec<Commitment> {
    let mut out: Vec<Commitment> = (0..tree.len()).filter_map(|at| commitment(tree, drafts, at)).collect();
    let told = |out: &[Commitment], draft: &Draft| {
        out.iter()
            .any(|one| one.kind == CommitmentKind::Talks && (one.at == draft.at || one.stage_at == draft.at))
    };
    // "resume talks" and its "talks" are one
    let all: Vec<(usize, CommitmentKind, usize)> =
        out.iter().map(|one| (one.at, one.kind, one.stage_at)).collect();
    out.retain(|one| {
        !all.iter().any(|&(at, kind, stage)| {
            tree.head(one.at) == Some(at) && (kind, stage) == (one.kind, one.stage_at)
        })
    });
    for draft in drafts {
        if !told(&out, draft) {
            out.extend(stays_away(tree, draft));
        }
    }
    out
}

/// "will not attend the talks", "ne participera pas au dialogue": talks are refused, whatever word says so.
fn stays_away(tree: &Tree<'_>, draft: &Draft) -> Option<Commitment> {
    let refuses = draft.derived
        && draft.event == EventType::Reject
        && draft.mode == Some("meet")
        && draft.modality == Modality::Happened
        && matches!(mood(tree, draft.at), Some(("future_not", _)));
    if !refuses || draft.roles.actor.is_empty() {
        return None;
    }
    let effect = format!("stage: {}", Stage::Refused);
    Some(Commitment {
        at: draft.at,
        kind: CommitmentKind::Talks,
        stage: Stage::Refused,
        obligor: draft.roles.actor.clone(),
        obligee: Vec::new(),
        stage_at: draft.at,
        counted: None,
        condition: tree
            .by(draft.at, Relation::Advcl)
            .find(|&c| tree.by(c, Relation::Mark).any(|m| tree.is(m, "condition_mark"))),
        why: vec![Cause { at: draft.at, rule: "talks: stays away".to_owned(), effect }],
    })
}

fn commitment(tree: &Tree<'_>, drafts: &[Draft], at: usize) -> Option<Commitment> {
    let row = COMMITMENTS.at(tree, at).or_else(|| COMMITMENTS.naming(tree, at))?;
    let kind = CommitmentKind::from_word(row.cells[0])?;
    // "boulevard de la Libération" and the fronts that are called so
    if tree.name(at).is_some() {
        return None;
    }
    let mut why =
        vec![Cause { at, rule: COMMITMENTS.source(tree, row), effect: format!("undertaking: {kind}") }];
    let (stage, stage_at, told) = match staged(tree, at, &mut why) {
        Some(found) => found,
        None => future(tree, drafts, at)?,
    };
    let stage = if told { stage } else { reached(tree, stage_at, stage)? };
    let own = drafts.iter().find(|draft| draft.at == at);
    // "pulled out of the talks" leaves no territory
    if kind == CommitmentKind::Withdrawal && own.is_some_and(|draft| draft.event == EventType::Reject) {
        return None;
    }
    let subject = tree.subject(stage_at).or_else(|| tree.by(stage_at, Relation::Nsubj).next());
    let subject = subject.or_else(|| tree.possessor(stage_at)).filter(|&s| tree.is_party(s));
    let asked = tree.object(stage_at).filter(|&o| o != at && tree.is_party(o) && !tree.is_time(o));
    let asked = asked.or_else(|| {
        tree.by(stage_at, Relation::Obl)
            .chain(tree.by(stage_at, Relation::Iobj))
            .find(|&o| tree.is_party(o) && !tree.is_time(o) && !somewhere(tree, o))
    });
    let doer = own.and_then(|draft| draft.roles.actor.first().copied());
    let (obligor, obligee) = if told { (asked.or(doer), subject) } else { (subject.or(doer), asked) };
    let obligor: Vec<usize> = expand(tree, obligor.into_iter().collect());
    if obligor.is_empty() && subject.is_none() && !goes_alone(stage) {
        return None;
    }
    let obligee = expand(tree, obligee.into_iter().filter(|o| !obligor.contains(o)).collect());
    let condition = [at, stage_at].iter().find_map(|&verb| {
        tree.by(verb, Relation::Advcl)
            .find(|&c| tree.by(c, Relation::Mark).any(|m| tree.is(m, "condition_mark")))
    });
    Some(Commitment {
        at,
        kind,
        stage,
        obligor,
        obligee,
        stage_at,
        counted: counted_below(tree, at),
        condition,
        why,
    })
}

/// The word above (at most four steps) that puts an undertaking at a stage.
fn staged(tree: &Tree<'_>, at: usize, why: &mut Vec<Cause>) -> Option<(Stage, usize, bool)> {
    let mut below = at;
    for _ in 0..4 {
        let head = tree.head(below)?;
        let open = matches!(
            tree.relation(below),
            Relation::Obj
                | Relation::Obl
                | Relation::Xcomp
                | Relation::Ccomp
                | Relation::Nmod
                | Relation::Acl
                | Relation::Conj
                | Relation::Compound
                | Relation::Advcl
        ) && !told_apart(tree, below)
            || (tree.relation(below) == Relation::Nsubj && (tree.passive(head) || goes(tree, head)));
        if !open {
            return None;
        }
        if let Some(row) = STAGES.at(tree, head).filter(|row| !wanted(tree, head, row.cells[0])) {
            let stage = Stage::from_word(row.cells[0])?;
            why.push(Cause { at: head, rule: STAGES.source(tree, row), effect: format!("stage: {stage}") });
            return Some((stage, head, row.cells.get(1) == Some(&"told")));
        }
        below = head;
    }
    None
}

/// "agreed to resume talks", "ready to respect the truce": what would keep it is only wanted or undertaken, as the word above says.
fn wanted(tree: &Tree<'_>, at: usize, stage: &str) -> bool {
    let open =
        matches!(tree.relation(at), Relation::Xcomp | Relation::Ccomp | Relation::Acl | Relation::Advcl)
            && (tree.word(at).feats.has("VerbForm", "Inf") || tree.word(at).feats.has("VerbForm", "Ger"));
    let above = tree.head(at).filter(|_| open && stage == Stage::ReportedKept.word());
    above.is_some_and(|head| STAGES.at(tree, head).is_some())
}

/// The stage as it stands: "did not sign", "failed to agree" leave it unreached, "must sign" demands it, "will sign" promises it.
fn reached(tree: &Tree<'_>, at: usize, stage: Stage) -> Option<Stage> {
    let open = matches!(tree.relation(at), Relation::Xcomp | Relation::Ccomp);
    let above = tree.head(at).filter(|_| open).and_then(|head| operator(tree, head));
    if above.is_some_and(|row| matches!(row.class, "fail" | "prevent")) {
        return None;
    }
    let made = matches!(stage, Stage::Agreed | Stage::Signed | Stage::Extended | Stage::ReportedKept);
    match mood(tree, at).filter(|_| tree.is_verb(at)) {
        Some(("past_not", _)) if stage == Stage::ReportedKept => Some(Stage::ReportedBroken),
        Some(("past_not" | "future_not", _)) => None,
        Some(("must", _)) if made => Some(Stage::Demanded),
        Some(("future", _)) if made => Some(Stage::Promised),
        Some(("may" | "purpose", _)) if made => None,
        _ => Some(stage),
    }
}

/// "resumed in Doha": where it is done is nobody.
fn somewhere(tree: &Tree<'_>, at: usize) -> bool {
    tree.name(at) == Some(NameKind::Loc) && tree.case(at).is_some_and(|case| tree.is(case, "prep.in"))
}

/// What may be said of an undertaking without a word of whose it is.
fn goes_alone(stage: Stage) -> bool {
    matches!(stage, Stage::Ended | Stage::Signed | Stage::ReportedKept)
}

/// A ceasefire that ends or holds, and talks that resume, are their own subject.
fn goes(tree: &Tree<'_>, head: usize) -> bool {
    let kept = || STAGES.at(tree, head).is_some_and(|row| row.cells[0] == Stage::ReportedKept.word());
    ends(tree, head) || kept() && tree.object(head).is_none()
}

/// "promised to free 700 but has released five": a finite verb beside another tells its own.
fn told_apart(tree: &Tree<'_>, verb: usize) -> bool {
    let finite = |at: usize| tree.word(at).feats.has("VerbForm", "Fin");
    tree.relation(verb) == Relation::Conj
        && tree.is_verb(verb)
        && (finite(verb) || tree.by(verb, Relation::Aux).any(finite))
}

/// A ceasefire that collapses or ends is its own subject.
pub(crate) fn ends(tree: &Tree<'_>, head: usize) -> bool {
    STAGES.at(tree, head).is_some_and(|row| row.cells[0] == "ended")
}

/// "will withdraw": promised by its subject.
fn future(tree: &Tree<'_>, drafts: &[Draft], at: usize) -> Option<(Stage, usize, bool)> {
    let planned =
        drafts.iter().any(|draft| draft.at == at && draft.modality == Modality::Planned && !draft.derived);
    let said = drafts.iter().any(|draft| draft.at == at && draft.derived && draft.event == EventType::Agree);
    (planned && said && tree.is_verb(at)).then_some((Stage::Promised, at, false))
}

/// The number that counts a noun, or the object of a verb.
fn counted_below(tree: &Tree<'_>, at: usize) -> Option<(usize, Number)> {
    let mut heads = vec![at];
    heads.extend(tree.object(at));
    heads.extend(tree.by(at, Relation::Nmod));
    heads.into_iter().find_map(|head| quantity(tree, head).map(|number| (head, number)))
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
