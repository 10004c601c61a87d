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

/// The score that ties a report as a whole to the claim it leads with: firm, but a person may part them.
const LEADS_WITH: f64 = 8.0;

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
    let order: Vec<&Node> = owners.keys().collect();
    let at: BTreeMap<&Node, usize> = order.iter().enumerate().map(|(n, node)| (*node, n)).collect();
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
            scores.links.insert((a.min(b), a.max(b)), score);
            rows.push((a.min(b), a.max(b), judgement));
        }
    }
    tie_reports_to_claims(told, &at, &mut scores);
    let pair = |(a, b, _): &(Node, Node, _)| Some((*at.get(a)?, *at.get(b)?));
    scores.same = decided.same.iter().filter_map(pair).collect();
    scores.different = decided.different.iter().filter_map(pair).collect();
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
        let nodes: Vec<Node> = group.iter().map(|&n| order[n].clone()).collect();
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

/// A report's main happening is the claim it leads with.
fn tie_reports_to_claims(told: &[&Told], at: &BTreeMap<&Node, usize>, scores: &mut Scores) {
    for told in told {
        let Some(main) = main_claim(told, &Sentences::of(&told.text)) else { continue };
        let report = at.get(&Node::Report(told.report.clone()));
        let claim = at.get(&Node::Claim(told.reading.claims[main].id.clone()));
        if let (Some(&a), Some(&b)) = (report, claim) {
            scores.links.insert((a.min(b), a.max(b)), LEADS_WITH);
        }
    }
}

/// For each group the strongest rows that hold it together: a spanning tree, so that no link is redundant.
fn links(
    groups: &[Vec<usize>],
    home: &[usize],
    mut rows: Vec<(usize, usize, &Judgement)>,
    order: &[&Node],
    owners: &BTreeMap<Node, &Told>,
) -> Vec<Vec<Link>> {
    rows.sort_by(|x, y| {
        let score = |row: &(usize, usize, &Judgement)| row.2.score.unwrap_or_default();
        score(y).total_cmp(&score(x)).then((x.0, x.1).cmp(&(y.0, y.1)))
    });
    let mut links = vec![Vec::new(); groups.len()];
    // Reports, not claims, are what a reader wants linked: one row for each report that joins.
    let mut joined: BTreeMap<(usize, &ReportId), usize> = BTreeMap::new();
    for (a, b, judgement) in rows.into_iter().filter(|&(a, b, _)| home[a] == home[b]) {
        let (x, y) = (&owners[order[a]].report, &owners[order[b]].report);
        let group = home[a];
        let next = joined.len();
        let root_x = *joined.entry((group, x)).or_insert(next);
        let next = joined.len();
        let root_y = *joined.entry((group, y)).or_insert(next);
        if x == y || root_x == root_y {
            continue;
        }
        joined
            .iter_mut()
            .filter(|((of, _), root)| *of == group && **root == root_y)
            .for_each(|(_, root)| *root = root_x);
        links[group].push(Link {
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
