//! A linear model that tells an event worth a claim from a word that only looks like one.
//!
//! The rules find every word that can carry an event; the model weighs where it stands (its relation, what
//! governs it, whether the roles are filled) and drops the unlikely. Weights are a table
//! (`lexicons/<language>/keep.tsv`), trained on the PLOVER sentences named in docs/claims.md; those for French
//! name no words, only where a word stands, and were trained on the same English sentences.

use super::event::Draft;
use super::tree::Tree;
use language::Relation;
use record::claim::Modality;
use std::collections::BTreeMap;
use std::sync::LazyLock;

type Weights = BTreeMap<&'static str, f32>;

static ENGLISH: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../../../../lexicons/en/keep.tsv")));
static FRENCH: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../../../../lexicons/fr/keep.tsv")));

fn read(text: &'static str) -> Weights {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(feature, weight)| Some((feature, weight.parse().ok()?)))
        .collect()
}

/// The score of a draft: above zero it is kept.
pub(crate) fn score(tree: &Tree<'_>, draft: &Draft, all: &[Draft]) -> f32 {
    let weights = if tree.lexicon.code == "fr" { &FRENCH } else { &ENGLISH };
    let bias = weights.get("bias").copied().unwrap_or(0.0);
    bias + features(tree, draft, all).iter().filter_map(|feature| weights.get(feature.as_str())).sum::<f32>()
}

/// Whether the model judges a draft at all: what did not happen is no event to count.
pub(crate) fn judged(draft: &Draft) -> bool {
    matches!(draft.modality, Modality::Happened | Modality::Ongoing | Modality::Attempted)
}

/// What the model looks at.
pub(crate) fn features(tree: &Tree<'_>, draft: &Draft, all: &[Draft]) -> Vec<String> {
    let mut out = Vec::new();
    let event = draft.event.word();
    let at = draft.at;
    let relation = tree.word(at).deprel.to_string();
    let mut push = |feature: String| out.push(feature);
    push(format!("type={event}"));
    push(format!("rel={relation}"));
    push(format!("type-rel={event} {}", tree.relation(at)));
    push(format!("pos={:?}", tree.word(at).upos));
    push(format!("modality={}", draft.modality));
    push(format!("derived={}", draft.derived));
    push(format!(
        "actor={} recipient={}",
        draft.roles.actor.len().min(1),
        draft.roles.recipient.len().min(1)
    ));
    let party =
        |heads: &[usize]| heads.first().map_or("none", |&h| if tree.is_party(h) { "party" } else { "thing" });
    push(format!("roles={} {}", party(&draft.roles.actor), party(&draft.roles.recipient)));
    push(format!(
        "pos-roles={:?} {} {}",
        tree.word(at).upos,
        party(&draft.roles.actor),
        party(&draft.roles.recipient)
    ));
    push(format!("governor={}", draft.governor_type.map_or("none", |t| t.word())));
    standing(tree, at, &mut out);
    competition(tree, draft, all, &mut out);
    own_words(tree, draft, &mut out);
    out
}

/// Where in the sentence's tree the draft stands.
fn standing(tree: &Tree<'_>, at: usize, out: &mut Vec<String>) {
    let chain: Vec<String> = std::iter::successors(Some(at), |&i| tree.head(i))
        .take(3)
        .map(|i| tree.relation(i).to_string())
        .collect();
    out.push(format!("chain={}", chain.join(" ")));
    let depth = std::iter::successors(tree.head(at), |&h| tree.head(h)).take(9).count();
    out.push(format!("depth={depth}"));
    let clause =
        std::iter::successors(Some(at), |&i| tree.head(i)).take(12).find_map(|i| match tree.relation(i) {
            Relation::Acl => Some("acl"),
            Relation::Advcl => Some("advcl"),
            Relation::Ccomp => Some("ccomp"),
            Relation::Parataxis => Some("parataxis"),
            _ => None,
        });
    out.push(format!("clause={}", clause.unwrap_or("main")));
    if let Some(case) = tree.case(at) {
        out.push(format!("case={}", tree.lemmas[case]));
    }
    if let Some(mark) = tree.by(at, Relation::Mark).next() {
        out.push(format!("mark={}", tree.lemmas[mark]));
    }
}

/// Which other drafts of the sentence it stands beside, after and under.
fn competition(tree: &Tree<'_>, draft: &Draft, all: &[Draft], out: &mut Vec<String>) {
    let (event, at) = (draft.event.word(), draft.at);
    let rivals: Vec<&Draft> = all.iter().filter(|other| other.at != at && judged(other)).collect();
    out.push(format!("rivals={}", rivals.len().min(4)));
    out.push(format!("before={}", rivals.iter().filter(|other| other.at < at).count().min(3)));
    let above = rivals.iter().find(|other| {
        std::iter::successors(tree.head(at), |&h| tree.head(h)).take(12).any(|h| h == other.at)
    });
    out.push(format!("under={}", above.map_or("none", |other| other.event.word())));
    out.push(format!("type-under={event} {}", above.map_or("none", |other| other.event.word())));
}

/// The words themselves, in the language the model learned words of.
fn own_words(tree: &Tree<'_>, draft: &Draft, out: &mut Vec<String>) {
    let (event, at) = (draft.event.word(), draft.at);
    if tree.lexicon.code == "en" {
        out.push(format!("lemma={} {event}", tree.lemmas[at]));
        if let Some(thing) = draft.thing.or_else(|| tree.object(at)) {
            out.push(format!("thing={} {event}", tree.lemmas[thing]));
        }
        if let Some(head) = tree.head(at) {
            out.push(format!("head={} {}", tree.lemmas[head], tree.relation(at)));
        }
    }
}
