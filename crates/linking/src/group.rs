//! Groups: which claims and reports are one happening, from all judgements.

use crate::cluster::{self, Scores};
use crate::node::{Node, Nodes};
use crate::people::{Decided, SetAside, decided};
use crate::seen::main_claim;
use crate::told::{Sentences, Told};
use record::claim::ClaimBody;
use record::event::Link;
use record::id::{ReportId, content_id};
use record::judgement::{Judge, Judgement, Matter};
use std::collections::{BTreeMap, BTreeSet};

/// Claims and reports that are one happening or undertaking.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The name of the group, from what was read first in it; a change of the group's later members leaves it.
    pub id: String,
    /// Its claims and reports.
    pub nodes: Vec<Node>,
    /// Why these are one: the strongest links that hold it together.
    pub links: Vec<Link>,
}

/// All groups, with what people decided on the way.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grouping {
    /// The groups, in the order of their ids.
    pub groups: Vec<Group>,
    /// What people decided.
    pub decided: Decided,
}

impl Grouping {
    /// Judgements of people that were not obeyed, with the reason.
    pub fn set_aside(&self) -> &[SetAside] {
        &self.decided.set_aside
    }
}

/// Put everything that some reports claim into groups.
pub fn grouping(told: &[&Told], judgements: &[Judgement]) -> Grouping {
    let nodes = Nodes::of(told.iter().copied());
    let decided = decided(judgements, &nodes);
    let owners = owners(told, &decided);
    let (order, at) = units(told, &owners, &decided);
    let mut scores = Scores::default();
    let mut rows: Vec<(usize, usize, &Judgement)> = Vec::new();
    for judgement in judgements.iter().filter(|row| !row.by.is_person() && row.matter == Matter::Happening) {
        let found = |things: &[record::judgement::Thing]| {
            things.first().and_then(|thing| nodes.find(thing)).and_then(|node| at.get(&node).copied())
        };
        let (Some(a), Some(b), Some(score)) = (found(&judgement.a), found(&judgement.b), judgement.score)
        else {
            continue;
        };
        if a != b {
            // Two reports and what they lead with: the stronger of the two judgements about them.
            let best = scores.links.entry((a.min(b), a.max(b))).or_insert(score);
            *best = best.max(score);
            rows.push((a.min(b), a.max(b), judgement));
        }
    }
    let pair = |(a, b, _): &(Node, Node, _)| Some((*at.get(a)?, *at.get(b)?));
    scores.same = decided.same.iter().filter_map(pair).collect();
    scores.different = decided.different.iter().filter_map(pair).collect();
    scores.same.extend(wholes_first(&order, &scores));
    let groups = cluster::groups(order.len(), &scores);
    let mut home = vec![0; order.len()];
    for (n, group) in groups.iter().enumerate() {
        group.iter().for_each(|&member| home[member] = n);
    }
    let mut links = links(&groups, &home, rows, &order, &owners);
    for (a, b, judgement) in &decided.same {
        if let (Some(&x), true) = (at.get(a), at.contains_key(b)) {
            links[home[x]].extend(by_person(judgements, judgement, &owners[a].report, &owners[b].report));
        }
    }
    let named = groups.iter().zip(links).map(|(group, links)| {
        let nodes: Vec<Node> = group.iter().flat_map(|&n| order[n].clone()).collect();
        Group { id: name(&nodes, &owners), nodes, links }
    });
    let mut groups: Vec<Group> = named.collect();
    groups.sort_by(|a, b| a.id.cmp(&b.id));
    Grouping { groups, decided }
}

/// Every node with the report it stands in; what people rejected is not among them.
fn owners<'r>(told: &[&'r Told], decided: &Decided) -> BTreeMap<Node, &'r Told> {
    let mut owners = BTreeMap::new();
    for told in told {
        owners.insert(Node::Report(told.report.clone()), *told);
        for claim in &told.reading.claims {
            let grouped = matches!(claim.body, ClaimBody::Event(_) | ClaimBody::Commitment(_));
            if grouped && !decided.rejected.contains(&claim.id) {
                owners.insert(Node::Claim(claim.id.clone()), *told);
            }
        }
    }
    owners
}

/// What is grouped as one from the start: a report as a whole and the claim it leads with, unless a person parts them; every
/// other claim alone.
fn units(
    told: &[&Told],
    owners: &BTreeMap<Node, &Told>,
    decided: &Decided,
) -> (Vec<Vec<Node>>, BTreeMap<Node, usize>) {
    let parted =
        |a: &Node, b: &Node| decided.different.iter().any(|(x, y, _)| (x, y) == (a, b) || (x, y) == (b, a));
    let mut leads: BTreeMap<Node, Node> = BTreeMap::new();
    for told in told {
        let Some(main) = main_claim(told, &Sentences::of(&told.text)) else { continue };
        let claim = Node::Claim(told.reading.claims[main].id.clone());
        let report = Node::Report(told.report.clone());
        if owners.contains_key(&claim) && !parted(&claim, &report) {
            leads.insert(claim, report);
        }
    }
    let mut of: BTreeMap<&Node, Vec<Node>> = BTreeMap::new();
    for node in owners.keys() {
        of.entry(leads.get(node).unwrap_or(node)).or_default().push(node.clone());
    }
    let order: Vec<Vec<Node>> = of.into_values().collect();
    let each = |(n, unit): (usize, &Vec<Node>)| unit.iter().map(|node| (node.clone(), n)).collect::<Vec<_>>();
    let at = order.iter().enumerate().flat_map(each).collect();
    (order, at)
}

/// Reports as wholes are grouped before their other claims, so that a claim told in passing does not part what the
/// reports are mainly about: the pairs this puts together.
fn wholes_first(order: &[Vec<Node>], scores: &Scores) -> Vec<(usize, usize)> {
    let whole = |n: usize| order[n].iter().any(|node| matches!(node, Node::Report(_)));
    let both = |pair: &(usize, usize)| whole(pair.0) && whole(pair.1);
    let wholes = Scores {
        links: scores
            .links
            .iter()
            .filter(|(pair, _)| both(pair))
            .map(|(pair, score)| (*pair, *score))
            .collect(),
        same: scores.same.iter().copied().filter(both).collect(),
        different: scores.different.iter().copied().filter(both).collect(),
    };
    let groups = cluster::groups(order.len(), &wholes);
    groups.iter().flat_map(|group| group.windows(2).map(|two| (two[0], two[1]))).collect()
}

/// For each group the strongest rows that hold it together: a spanning tree, so that no link is redundant.
fn links(
    groups: &[Vec<usize>],
    home: &[usize],
    mut rows: Vec<(usize, usize, &Judgement)>,
    order: &[Vec<Node>],
    owners: &BTreeMap<Node, &Told>,
) -> Vec<Vec<Link>> {
    let score = |row: &(usize, usize, &Judgement)| row.2.score.unwrap_or_default();
    rows.sort_by(|x, y| score(y).total_cmp(&score(x)).then((x.0, x.1, &x.2.id).cmp(&(y.0, y.1, &y.2.id))));
    let mut links = vec![Vec::new(); groups.len()];
    // Reports, not claims, are what a reader wants linked: one row for each report that joins.
    let mut joined: Vec<BTreeMap<&ReportId, usize>> = vec![BTreeMap::new(); groups.len()];
    for (a, b, judgement) in rows.into_iter().filter(|&(a, b, _)| home[a] == home[b]) {
        let (x, y) = (&owners[&order[a][0]].report, &owners[&order[b][0]].report);
        let joined = &mut joined[home[a]];
        let next = joined.len();
        let root_x = *joined.entry(x).or_insert(next);
        let next = joined.len();
        let root_y = *joined.entry(y).or_insert(next);
        if x == y || root_x == root_y {
            continue;
        }
        joined.values_mut().filter(|root| **root == root_y).for_each(|root| *root = root_x);
        links[home[a]].push(Link {
            judgement: judgement.id.clone(),
            a: x.clone(),
            b: y.clone(),
            why: judgement.why.clone(),
            by: None,
        });
    }
    links
}

fn by_person(judgements: &[Judgement], id: &record::JudgementId, a: &ReportId, b: &ReportId) -> Option<Link> {
    let judgement = judgements.iter().find(|judgement| judgement.id == *id)?;
    let Judge::Person { name } = &judgement.by else { return None };
    Some(Link {
        judgement: id.clone(),
        a: a.clone(),
        b: b.clone(),
        why: judgement.why.clone(),
        by: Some(name.clone()),
    })
}

/// The name of a group: of its first report's whole where it is mainly about it, else of its first claim. First is what
/// was read into the record first, so the name stays when reports come later, whatever days they bear.
fn name(nodes: &[Node], owners: &BTreeMap<Node, &Told>) -> String {
    let first = nodes.iter().min_by_key(|node| {
        let told = owners[*node];
        let place = told.reading.claims.iter().position(|claim| Node::Claim(claim.id.clone()) == **node);
        (told.seq, &told.report, matches!(node, Node::Claim(_)), place)
    });
    match first {
        Some(Node::Report(report)) => content_id("e", &["report", &report.0]),
        Some(Node::Claim(claim)) => content_id("e", &["claim", &claim.0]),
        None => String::new(),
    }
}

/// Every id under which a group may have been known: of each of its members.
pub fn names_of(group: &Group) -> BTreeSet<String> {
    let of = |node: &Node| match node {
        Node::Report(report) => content_id("e", &["report", &report.0]),
        Node::Claim(claim) => content_id("e", &["claim", &claim.0]),
    };
    group.nodes.iter().map(of).collect()
}
