//! A linear model that says how an event stands to the world, where words beyond the operators' rows tell it.
//!
//! The rules climb from an event through what governs it (`operators.tsv`, `reductions.tsv`); the model weighs what they
//! found with tense, mood, prepositions and the words above, and answers with a modality. Weights are a table a language
//! (`lexicons/<language>/how.tsv`: feature, then a weight for each of [`ANSWERS`]), learned by `training/claims/train.py`.

use super::event::Draft;
use super::standing::Reason;
use super::tree::Tree;
use language::{Relation, Upos};
use record::claim::Modality;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the model tells apart, in the order of the table's columns.
const ANSWERS: [Modality; 6] = [
    Modality::Happened,
    Modality::Planned,
    Modality::Demanded,
    Modality::Threatened,
    Modality::Hypothetical,
    Modality::NotHappened,
];

type Weights = BTreeMap<&'static str, [f32; ANSWERS.len()]>;

static ENGLISH: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../../../../lexicons/en/how.tsv")));
static FRENCH: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../../../../lexicons/fr/how.tsv")));

fn read(text: &'static str) -> Weights {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let feature = cells.next()?;
        let weights: Vec<f32> = cells.map(str::parse).collect::<Result<_, _>>().ok()?;
        Some((feature, weights.try_into().ok()?))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}

/// Set how events stand that the rules take for plain happenings.
pub(crate) fn settle(tree: &Tree<'_>, drafts: &mut [Draft]) {
    let weights = if tree.lexicon.code == "fr" { &*FRENCH } else { &*ENGLISH };
    // where a row of the operators spoke, it knows better
    let plain = |draft: &&mut Draft| !draft.derived && draft.modality == Modality::Happened;
    for draft in drafts.iter_mut().filter(plain) {
        let Some(answer) = weigh(weights, &features(tree, draft)) else { continue };
        if answer != Modality::Happened {
            draft.why.push(Reason {
                at: draft.at,
                rule: format!("{}/how.tsv", tree.lexicon.code),
                effect: format!("{answer}, against {}", draft.modality),
            });
            draft.modality = answer;
        }
    }
}

/// The answer that weighs most; none without weights.
fn weigh(weights: &Weights, features: &[String]) -> Option<Modality> {
    if weights.is_empty() {
        return None;
    }
    let mut sums = [0.0f32; ANSWERS.len()];
    for row in features.iter().filter_map(|feature| weights.get(feature.as_str())) {
        sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
    }
    let best = (0..ANSWERS.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b]))?;
    Some(ANSWERS[best])
}

/// What the model looks at.
pub(crate) fn features(tree: &Tree<'_>, draft: &Draft) -> Vec<String> {
    let (at, event, ruled) = (draft.at, draft.event.word(), draft.modality);
    let word = tree.word(at);
    let mut out = vec![
        "bias".to_owned(),
        format!("ruled={ruled}"),
        format!("ruled={ruled} {event}"),
        format!("ruled={ruled} {:?}", word.upos),
        format!("type={event} {:?}", word.upos),
        format!("lemma={}", tree.lemmas[at]),
        format!("governor={}", draft.governor_type.map_or("none", |t| t.word())),
        format!("asks={}", (0..tree.len()).any(|i| tree.word(i).form == "?")),
    ];
    out.extend(form(tree, at, "own"));
    beside(tree, at, "own", &mut out);
    if word.upos == Upos::Noun {
        let number = word.feats.get("Number").unwrap_or("-");
        let article = tree.by(at, Relation::Det).next().map_or("-", |det| tree.lemmas[det].as_str());
        out.push(format!("article={article} {number}"));
    }
    above(tree, at, &mut out);
    out
}

/// The words that govern it, two steps up, and the verb of its clause.
fn above(tree: &Tree<'_>, at: usize, out: &mut Vec<String>) {
    let mut below = at;
    for step in 1..=2 {
        let Some(head) = tree.head(below) else { break };
        let relation = tree.relation(below);
        out.push(format!("above{step}={} {relation}", tree.lemmas[head]));
        out.push(format!("above{step}={:?} {relation}", tree.word(head).upos));
        beside(tree, head, if step == 1 { "above" } else { "higher" }, out);
        below = head;
    }
    let up = std::iter::successors(tree.head(at), |&i| tree.head(i)).take(6);
    let ruling = up.clone().find(|&i| tree.word(i).feats.has("VerbForm", "Fin") || tree.is_verb(i));
    if let Some(verb) = ruling {
        out.extend(form(tree, verb, "clause"));
        out.push(format!("clause={}", tree.lemmas[verb]));
    }
    let relations: Vec<String> = up.take(3).map(|i| tree.relation(i).to_string()).collect();
    out.push(format!("chain={} {}", tree.relation(at), relations.join(" ")));
}

/// Tense, mood and form of a word with its auxiliaries.
fn form(tree: &Tree<'_>, at: usize, place: &str) -> Vec<String> {
    let feats = &tree.word(at).feats;
    let get = |name: &str| feats.get(name).unwrap_or("-");
    let mut out = vec![format!("{place} form={} {} {}", get("VerbForm"), get("Tense"), get("Mood"))];
    for aux in tree.by(at, Relation::Aux).chain(tree.by(at, Relation::Cop)) {
        let feats = &tree.word(aux).feats;
        out.push(format!("{place} aux={}", tree.lemmas[aux]));
        out.push(format!(
            "{place} aux={} {} {}",
            tree.lemmas[aux],
            feats.get("Tense").unwrap_or("-"),
            feats.get("Mood").unwrap_or("-")
        ));
    }
    out
}

/// Small words that hang on a word: negations, conjunctions, prepositions, adverbs.
fn beside(tree: &Tree<'_>, at: usize, place: &str, out: &mut Vec<String>) {
    for &child in tree.children(at) {
        let relation = tree.relation(child);
        if matches!(relation, Relation::Mark | Relation::Case | Relation::Advmod | Relation::Amod) {
            out.push(format!("{place} {relation}={}", tree.lemmas[child]));
        }
        if tree.is(child, "neg") {
            out.push(format!("{place} negated"));
        }
    }
}
