//! People's judgements: found again after a report was read anew, latest first, what contradicts set aside by name.

use crate::node::{Node, Nodes};
use record::claim::Claim;
use record::id::{ClaimId, JudgementId};
use record::judgement::{Correction, Judgement, Matter, Thing, Verdict};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What people decided, ready to be obeyed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decided {
    /// Nodes that are one, with the judgement that says so.
    pub same: Vec<(Node, Node, JudgementId)>,
    /// Nodes that are not, with the judgement that says so.
    pub different: Vec<(Node, Node, JudgementId)>,
    /// Claims that are not in their text.
    pub rejected: BTreeSet<ClaimId>,
    /// Fields that were read wrong.
    pub corrected: BTreeMap<ClaimId, Vec<Correction>>,
    /// Judgements that were not obeyed, and why.
    pub set_aside: Vec<SetAside>,
}

/// A judgement that was not obeyed: kept in the log, named here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// The judgement.
    pub judgement: JudgementId,
    /// The later judgement it contradicts, where that is why.
    pub contradicts: Option<JudgementId>,
    /// Why, in one sentence.
    pub why: String,
}

/// Sort out what people decided, given the claims there are.
pub fn decided(judgements: &[Judgement], nodes: &Nodes) -> Decided {
    let mut people: Vec<&Judgement> =
        judgements.iter().filter(|judgement| judgement.by.is_person()).collect();
    people.sort_by(|a, b| (&b.at, &b.id).cmp(&(&a.at, &a.id)));
    people.dedup_by(|a, b| a.id == b.id);
    let withdrawn = withdrawn(&people);
    let mut decided = Decided::default();
    let mut links = Links::default();
    let mut alone: BTreeMap<(ClaimId, Option<String>), JudgementId> = BTreeMap::new();
    for judgement in people {
        if withdrawn.contains(&judgement.id) || judgement.verdict == Verdict::Withdraw {
            continue;
        }
        match judgement.matter {
            Matter::Happening => decided.together(judgement, nodes, &mut links),
            Matter::Itself => decided.alone(judgement, nodes, &mut alone),
            Matter::Text => {}
        }
    }
    (decided.same, decided.different) = (links.same, links.different);
    decided
}

/// The judgements that were taken back, by whoever was not taken back in turn.
fn withdrawn(latest_first: &[&Judgement]) -> BTreeSet<JudgementId> {
    let mut gone = BTreeSet::new();
    for judgement in latest_first.iter().filter(|judgement| judgement.verdict == Verdict::Withdraw) {
        if gone.contains(&judgement.id) {
            continue;
        }
        for thing in judgement.things() {
            if let Thing::Judgement { judgement } = thing {
                gone.insert(judgement.clone());
            }
        }
    }
    gone
}

impl Decided {
    fn set_aside(&mut self, judgement: &Judgement, contradicts: Option<JudgementId>, why: String) {
        self.set_aside.push(SetAside { judgement: judgement.id.clone(), contradicts, why });
    }

    /// A judgement about two or more things.
    fn together(&mut self, judgement: &Judgement, nodes: &Nodes, links: &mut Links) {
        let found = |things: &[Thing]| -> (Vec<Node>, usize) {
            let known: Vec<Node> = things.iter().filter_map(|thing| nodes.find(thing)).collect();
            let lost = things.len() - known.len();
            (known, lost)
        };
        let ((a, lost_a), (b, lost_b)) = (found(&judgement.a), found(&judgement.b));
        if lost_a + lost_b > 0 {
            let lost = lost_a + lost_b;
            self.set_aside(judgement, None, format!("{lost} of what it judges is not in the record now"));
        }
        let clash = match judgement.verdict {
            Verdict::Same => links.put_together(&[a, b].concat(), &judgement.id),
            Verdict::Different => links.keep_apart(&a, &b, &judgement.id),
            _ => None,
        };
        if let Some(later) = clash {
            let why = format!("a later judgement, {later}, says otherwise");
            self.set_aside(judgement, Some(later), why);
        }
    }

    /// A judgement about one claim: the latest on a claim, or on a field of it, counts.
    fn alone(
        &mut self,
        judgement: &Judgement,
        nodes: &Nodes,
        latest: &mut BTreeMap<(ClaimId, Option<String>), JudgementId>,
    ) {
        for thing in &judgement.a {
            let Some(Node::Claim(claim)) = nodes.find(thing) else {
                self.set_aside(judgement, None, "what it judges is not in the record now".to_owned());
                continue;
            };
            let field = judgement.correction.as_ref().map(|correction| correction.field.clone());
            if let Some(later) = latest.get(&(claim.clone(), field.clone())).cloned() {
                let why = format!("a later judgement, {later}, is about the same");
                self.set_aside(judgement, Some(later), why);
                continue;
            }
            latest.insert((claim.clone(), field), judgement.id.clone());
            match (judgement.verdict, &judgement.correction) {
                (Verdict::Reject, _) => {
                    self.rejected.insert(claim);
                }
                (Verdict::Correct, Some(correction)) => {
                    self.corrected.entry(claim).or_default().push(correction.clone());
                }
                _ => {}
            }
        }
    }
}

/// Accepted links, and what they imply.
#[derive(Default)]
struct Links {
    same: Vec<(Node, Node, JudgementId)>,
    different: Vec<(Node, Node, JudgementId)>,
    root: BTreeMap<Node, Node>,
}

impl Links {
    fn find(&self, node: &Node) -> Node {
        let mut at = node;
        while let Some(next) = self.root.get(at).filter(|next| *next != at) {
            at = next;
        }
        at.clone()
    }

    /// Put nodes together; the judgement that forbids it, if one does.
    fn put_together(&mut self, all: &[Node], id: &JudgementId) -> Option<JudgementId> {
        let roots: BTreeSet<Node> = all.iter().map(|node| self.find(node)).collect();
        let clash = self
            .different
            .iter()
            .find(|(a, b, _)| roots.contains(&self.find(a)) && roots.contains(&self.find(b)))
            .map(|(_, _, judgement)| judgement.clone());
        if clash.is_some() {
            return clash;
        }
        for two in all.windows(2) {
            let (a, b) = (self.find(&two[0]), self.find(&two[1]));
            if a != b {
                self.root.insert(a.clone().max(b.clone()), a.min(b));
            }
            self.same.push((two[0].clone(), two[1].clone(), id.clone()));
        }
        None
    }

    /// Keep each of `a` from each of `b`; the judgement that put some of them together, if one did.
    fn keep_apart(&mut self, a: &[Node], b: &[Node], id: &JudgementId) -> Option<JudgementId> {
        let roots: BTreeSet<Node> = a.iter().map(|node| self.find(node)).collect();
        if let Some(both) = b.iter().map(|node| self.find(node)).find(|root| roots.contains(root)) {
            let by = self.same.iter().find(|(x, _, _)| self.find(x) == both);
            return by.map(|(_, _, judgement)| judgement.clone());
        }
        for x in a {
            for y in b {
                self.different.push((x.clone(), y.clone(), id.clone()));
            }
        }
        None
    }
}

/// A claim with its corrected fields; `Err` says which field does not take its new value.
pub fn corrected(claim: &Claim, corrections: &[Correction]) -> Result<Claim, String> {
    let mut value = serde_json::to_value(claim).map_err(|error| error.to_string())?;
    for correction in corrections {
        let fields = value.as_object_mut().ok_or("a claim is not an object")?;
        if !fields.contains_key(&correction.field) {
            let known: Vec<&str> = fields.keys().map(String::as_str).collect();
            return Err(format!(
                "a claim of this kind has no field `{}`; it has {}",
                correction.field,
                known.join(", ")
            ));
        }
        if matches!(
            correction.field.as_str(),
            "id" | "report" | "statement" | "trigger" | "claim_kind" | "why"
        ) {
            return Err(format!(
                "`{}` says where the claim stands and cannot be corrected",
                correction.field
            ));
        }
        fields.insert(correction.field.clone(), correction.value.clone());
    }
    let fields: Vec<&str> = corrections.iter().map(|correction| correction.field.as_str()).collect();
    serde_json::from_value(value).map_err(|error| format!("{} cannot be that: {error}", fields.join(", ")))
}
