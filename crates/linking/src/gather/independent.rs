//! Counting independent origins: forty sites that repeat one spokesman are one.
//!
//! A report's origins are the named sources it gives the claim to; where it names none, the report itself. Two origins
//! are one when they are the same speaker, or stand in reports one of which depends on the other.

use record::account::{Account, Basis, Independence, Origin, Tie};
use record::statement::Voice;
use std::collections::{BTreeMap, BTreeSet};

/// One origin before origins are joined: a report and, where it names one, the speaker.
type Node = (String, Option<String>);

/// Count the independent origins of some accounts, given the ties between their reports.
pub fn independence(accounts: &[Account], ties: &[Tie]) -> Independence {
    let nodes = nodes(accounts);
    let mut joined = Joined::new(nodes.keys().cloned().collect());
    let mut used: Vec<Tie> = Vec::new();
    for (a, b, tie) in joins(&nodes, ties) {
        joined.join(a, b, tie.basis);
        used.push(tie);
    }
    used.sort();
    used.dedup();
    let origins = joined
        .groups()
        .into_iter()
        .map(|(members, basis)| origin(&members, basis, &nodes))
        .collect::<Vec<_>>();
    Independence { count: u32::try_from(origins.len()).unwrap_or(u32::MAX), origins, ties: used }
}

/// The origins each report gives, with a name to show.
fn nodes(accounts: &[Account]) -> BTreeMap<Node, String> {
    let speaks = |account: &&Account| account.voice == Voice::Named;
    let with_speaker: BTreeSet<&str> =
        accounts.iter().filter(speaks).map(|account| account.report.0.as_str()).collect();
    let mut nodes = BTreeMap::new();
    for account in accounts {
        let report = account.report.0.clone();
        if speaks(&account) {
            let speaker = speaker_key(account);
            nodes.entry((report, Some(speaker))).or_insert_with(|| account.teller().to_owned());
        } else if !with_speaker.contains(report.as_str()) {
            nodes.entry((report, None)).or_insert_with(|| account.outlet.clone());
        }
    }
    nodes
}

/// What makes two speakers the same: actor id, else folded name.
pub fn speaker_key(account: &Account) -> String {
    account.actor.clone().unwrap_or_else(|| crate::words::fold(account.teller()))
}

/// Two origins that are one, and why.
type Join<'n> = (&'n Node, &'n Node, Tie);

/// Which origins are one, and why.
fn joins<'n>(nodes: &'n BTreeMap<Node, String>, ties: &[Tie]) -> Vec<Join<'n>> {
    let mut found: Vec<Join<'n>> = Vec::new();
    let mut by_speaker: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
    let mut by_report: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
    for node in nodes.keys() {
        by_report.entry(&node.0).or_default().push(node);
        if let Some(speaker) = &node.1 {
            by_speaker.entry(speaker).or_default().push(node);
        }
    }
    for same in by_speaker.values() {
        for two in same.windows(2) {
            let tie = Tie {
                a: two[0].0.as_str().into(),
                b: two[1].0.as_str().into(),
                basis: Basis::SameSpeaker,
                why: format!("both rest on the words of {}", nodes[two[0]]),
            };
            found.push((two[0], two[1], tie));
        }
    }
    for tie in ties {
        let of = |report: &str| by_report.get(report).cloned().unwrap_or_default();
        for (a, b) in matching(&of(&tie.a.0), &of(&tie.b.0), tie.basis) {
            found.push((a, b, tie.clone()));
        }
    }
    found
}

/// The origins of two dependent reports that are one: outlets with outlets, and where a text was copied or taken from the
/// other, an outlet's own voice with whatever the other rests on. Two different speakers stay two, and so do two reports of
/// one outlet that each name their own speaker.
fn matching<'n>(a: &[&'n Node], b: &[&'n Node], basis: Basis) -> Vec<(&'n Node, &'n Node)> {
    let taken = matches!(basis, Basis::TextCopy | Basis::QuotesOther | Basis::SameWire);
    let mut pairs = Vec::new();
    for x in a {
        for y in b {
            let voices = (x.1.is_some(), y.1.is_some());
            match voices {
                (false, false) => pairs.push((*x, *y)),
                (true, false) if taken && x == &a[0] => pairs.push((*x, *y)),
                (false, true) if taken && y == &b[0] => pairs.push((*x, *y)),
                _ => {}
            }
        }
    }
    pairs
}

fn origin(members: &[Node], basis: BTreeSet<Basis>, nodes: &BTreeMap<Node, String>) -> Origin {
    let speaker = members.iter().find(|node| node.1.is_some()).or(members.first());
    let reports: BTreeSet<&str> = members.iter().map(|node| node.0.as_str()).collect();
    Origin {
        name: speaker.and_then(|node| nodes.get(node)).cloned().unwrap_or_default(),
        reports: reports.into_iter().map(Into::into).collect(),
        basis: if basis.is_empty() { vec![Basis::NoneFound] } else { basis.into_iter().collect() },
    }
}

/// Nodes joined into groups, with the reasons of each group.
struct Joined {
    nodes: Vec<Node>,
    root: Vec<usize>,
    basis: Vec<BTreeSet<Basis>>,
}

impl Joined {
    fn new(nodes: Vec<Node>) -> Joined {
        let n = nodes.len();
        Joined { nodes, root: (0..n).collect(), basis: vec![BTreeSet::new(); n] }
    }

    fn find(&self, mut n: usize) -> usize {
        while self.root[n] != n {
            n = self.root[n];
        }
        n
    }

    fn join(&mut self, a: &Node, b: &Node, basis: Basis) {
        let at = |node: &Node| self.nodes.binary_search(node).ok();
        let (Some(a), Some(b)) = (at(a), at(b)) else { return };
        let (a, b) = (self.find(a), self.find(b));
        let (low, high) = (a.min(b), a.max(b));
        self.basis[low].insert(basis);
        if low != high {
            let moved = std::mem::take(&mut self.basis[high]);
            self.basis[low].extend(moved);
            self.root[high] = low;
        }
    }

    fn groups(&self) -> Vec<(Vec<Node>, BTreeSet<Basis>)> {
        let mut groups: BTreeMap<usize, Vec<Node>> = BTreeMap::new();
        for (n, node) in self.nodes.iter().enumerate() {
            groups.entry(self.find(n)).or_default().push(node.clone());
        }
        groups.into_iter().map(|(root, members)| (members, self.basis[root].clone())).collect()
    }
}
