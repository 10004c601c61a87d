//! Undertakings of one sentence: a word that names one, under a word that puts it at a stage of its life.

use super::event::Draft;
use super::kinds::{Cause, quantity};
use super::roles::expand;
use super::standing::mood;
use super::table::{COMMITMENTS, STAGES};
use super::tree::Tree;
use super::trigger::operator;
use crate::numbers::Number;
use language::{NameKind, Relation};
use record::claim::{CommitmentKind, Modality, Stage};
use record::plover::EventType;

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
    let (stage, stage_at, owes) = match staged(tree, at, &mut why).or_else(|| said_of(tree, at, &mut why)) {
        Some(found) => found,
        None => future(tree, drafts, at)?,
    };
    let stage = if owes == "told" { stage } else { reached(tree, stage_at, stage)? };
    let own = drafts.iter().find(|draft| draft.at == at);
    // "pulled out of the talks" leaves no territory
    if kind == CommitmentKind::Withdrawal && own.is_some_and(|draft| draft.event == EventType::Reject) {
        return None;
    }
    let doer = own.and_then(|draft| draft.roles.actor.first().copied());
    let Parties { obligor, obligee, anybody } = parties(tree, at, stage_at, owes, doer);
    if !(anybody || goes_alone(stage) || owes == "-") {
        return None;
    }
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

/// Who is to do it and to whom it is owed.
struct Parties {
    obligor: Vec<usize>,
    obligee: Vec<usize>,
    /// Whether the word of the stage says of anybody who undertakes or wants it.
    anybody: bool,
}

/// The parties around the word of a stage, as the row's last cell says: `subj`, `told`, `obj`; `-` for nobody.
fn parties(tree: &Tree<'_>, at: usize, stage_at: usize, owes: &str, doer: Option<usize>) -> Parties {
    // who brokers a truce owes nothing by it, nor is it owed to anybody by that word
    if owes == "-" {
        return Parties { obligor: Vec::new(), obligee: Vec::new(), anybody: false };
    }
    let subject = tree.subject(stage_at).or_else(|| tree.by(stage_at, Relation::Nsubj).next());
    let subject = subject.or_else(|| tree.possessor(stage_at)).filter(|&s| tree.is_party(s));
    let object = tree.object(stage_at).filter(|&o| o != at && tree.is_party(o));
    let asked = object.filter(|&o| !tree.is_time(o)).or_else(|| {
        tree.by(stage_at, Relation::Obl).chain(tree.by(stage_at, Relation::Iobj)).find(|&o| {
            tree.is_party(o) && !tree.is_time(o) && !somewhere(tree, o) && !tree.is(o, "pronoun.place")
        })
    });
    let (obligor, obligee) = match (owes, object) {
        ("obj", Some(bound)) => (Some(bound), subject.filter(|&s| s != bound)),
        ("told", _) => (asked.or(doer), subject),
        _ => (subject.or(doer), asked),
    };
    let obligor = expand(tree, obligor.into_iter().collect());
    let anybody = !obligor.is_empty() || subject.is_some();
    let obligee = expand(tree, obligee.into_iter().filter(|o| !obligor.contains(o)).collect());
    Parties { obligor, obligee, anybody }
}

/// The word above (at most four steps) that puts an undertaking at a stage.
fn staged(tree: &Tree<'_>, at: usize, why: &mut Vec<Cause>) -> Option<(Stage, usize, &'static str)> {
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
            || (tree.relation(below) == Relation::Nsubj
                && (tree.passive(head) || goes(tree, head) || binds(tree, head)));
        if !open {
            return None;
        }
        if let Some(row) = STAGES.at(tree, head).filter(|row| !wanted(tree, head, row.cells[0])) {
            let stage = Stage::from_word(row.cells[0])?;
            why.push(Cause { at: head, rule: STAGES.source(tree, row), effect: format!("stage: {stage}") });
            return Some((stage, head, row.cells.get(1).copied().unwrap_or("subj")));
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
    let made = Stage::from_word(stage).is_some_and(is_made);
    let above = tree.head(at).filter(|_| open && made);
    above.is_some_and(|head| STAGES.at(tree, head).is_some())
}

/// "The truce commits the parties to ...".
fn binds(tree: &Tree<'_>, head: usize) -> bool {
    STAGES.at(tree, head).is_some_and(|row| row.cells.get(1) == Some(&"obj")) && tree.object(head).is_some()
}

/// Stages that an undertaking is at by something done.
fn is_made(stage: Stage) -> bool {
    matches!(stage, Stage::Agreed | Stage::Signed | Stage::Extended | Stage::ReportedKept)
}

/// The stage as it stands: "did not sign", "failed to agree" leave it unreached, "must sign" demands it, "will sign" promises it.
fn reached(tree: &Tree<'_>, at: usize, stage: Stage) -> Option<Stage> {
    let open = matches!(tree.relation(at), Relation::Xcomp | Relation::Ccomp);
    let above = tree.head(at).filter(|_| open).and_then(|head| operator(tree, head));
    if above.is_some_and(|row| matches!(row.class, "fail" | "prevent")) {
        return None;
    }
    let made = is_made(stage);
    // "steps to reach a truce": an infinitive under no word that carries it
    let infinitive = tree.word(at).feats.has("VerbForm", "Inf")
        && tree.by(at, Relation::Aux).next().is_none()
        && matches!(tree.relation(at), Relation::Acl | Relation::Advcl | Relation::Xcomp | Relation::Ccomp);
    let carried = || above.is_some_and(|row| matches!(row.class, "light" | "start" | "continue"));
    if made && infinitive && !carried() {
        return None;
    }
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
    matches!(
        stage,
        Stage::Ended | Stage::Signed | Stage::Extended | Stage::ReportedKept | Stage::ReportedBroken
    )
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

/// "the ceasefire committed to by the parties", "la trêve signée par": a participle of a stage on the undertaking itself.
fn said_of(tree: &Tree<'_>, at: usize, why: &mut Vec<Cause>) -> Option<(Stage, usize, &'static str)> {
    let participle = |&child: &usize| {
        matches!(tree.relation(child), Relation::Acl | Relation::Amod)
            && !tree.word(child).deprel.is_sub(Relation::Acl, "relcl")
            && tree.word(child).feats.has("VerbForm", "Part")
            && tree.passive(child)
    };
    let (verb, row) =
        tree.children(at).iter().copied().filter(participle).find_map(|c| Some((c, STAGES.at(tree, c)?)))?;
    let stage = Stage::from_word(row.cells[0])?;
    why.push(Cause { at: verb, rule: STAGES.source(tree, row), effect: format!("stage: {stage}") });
    Some((stage, verb, row.cells.get(1).copied().unwrap_or("subj")))
}

/// A ceasefire that collapses or ends is its own subject.
pub(crate) fn ends(tree: &Tree<'_>, head: usize) -> bool {
    STAGES.at(tree, head).is_some_and(|row| row.cells[0] == "ended")
}

/// "will withdraw": promised by its subject.
fn future(tree: &Tree<'_>, drafts: &[Draft], at: usize) -> Option<(Stage, usize, &'static str)> {
    let planned =
        drafts.iter().any(|draft| draft.at == at && draft.modality == Modality::Planned && !draft.derived);
    let said = drafts.iter().any(|draft| draft.at == at && draft.derived && draft.event == EventType::Agree);
    (planned && said && tree.is_verb(at)).then_some((Stage::Promised, at, "subj"))
}

/// The number that counts a noun, or the object of a verb.
fn counted_below(tree: &Tree<'_>, at: usize) -> Option<(usize, Number)> {
    let mut heads = vec![at];
    heads.extend(tree.object(at));
    heads.extend(tree.by(at, Relation::Nmod));
    heads.into_iter().find_map(|head| quantity(tree, head).map(|number| (head, number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_says_whose_undertaking_it_is() {
        for row in STAGES.rows() {
            let owes = row.cells.get(1).copied();
            assert!(Stage::from_word(row.cells[0]).is_some(), "stages.tsv:{}: {}", row.line, row.cells[0]);
            let known = owes.is_some_and(|owes| ["subj", "told", "obj", "-"].contains(&owes));
            assert!(known, "stages.tsv:{}: obligor {owes:?}", row.line);
        }
    }
}
