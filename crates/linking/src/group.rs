//! Groups: which claims and reports are one happening, from all that was judged.

use crate::cluster::{self, Scores};
use crate::judge::{Found, Pair};
use crate::node::Node;
use crate::outline::{At, Outline};
use crate::people::Decided;
use record::id::ReportId;
use std::collections::{BTreeMap, BTreeSet};

/// Claims and reports that are one happening or undertaking.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The name of the group, from what was read first in it; a change of the group's later members leaves it.
    pub id: String,
    /// Its claims and reports.
    pub members: Vec<At>,
    /// The strongest rows that hold it together, by their tags.
    pub held: Vec<u32>,
    /// Judgements of people that hold it together, by their place in [`Decided::same`].
    pub by_people: Vec<usize>,
}

/// What a rule found about two things, made small; `tag` leads back to the whole of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// The one.
    pub a: At,
    /// The other.
    pub b: At,
    /// Log odds in thousandths.
    pub score: i32,
    /// Whatever the asker finds the row by.
    pub tag: u32,
}

/// Outlines in the order of their ids: the order that decides between equals.
#[derive(Debug, Clone, Default)]
pub struct Outlines {
    all: Vec<Outline>,
    /// The flat number of each report's whole; its lines follow.
    base: Vec<u32>,
}

impl Outlines {
    /// Put outlines in order.
    pub fn new(mut all: Vec<Outline>) -> Outlines {
        all.sort_by(|a, b| a.report.cmp(&b.report));
        all.dedup_by(|a, b| a.report == b.report);
        let mut next = 0u32;
        let mut base = Vec::with_capacity(all.len() + 1);
        for outline in &all {
            base.push(next);
            next += 1 + u32::try_from(outline.lines.len()).unwrap_or(0);
        }
        base.push(next);
        Outlines { all, base }
    }

    /// All of them.
    pub fn all(&self) -> &[Outline] {
        &self.all
    }

    /// The place of a report.
    pub fn find(&self, report: &ReportId) -> Option<u32> {
        let at = self.all.binary_search_by(|outline| outline.report.cmp(report)).ok()?;
        u32::try_from(at).ok()
    }

    /// The outline that holds something.
    pub fn of(&self, at: At) -> &Outline {
        &self.all[at.report as usize]
    }

    /// What a pair of reports says, made small; tags count up from `tag`.
    pub fn scored(&self, pair: &Pair, tag: u32) -> Vec<Scored> {
        match (self.find(&pair.a), self.find(&pair.b)) {
            (Some(a), Some(b)) => self.scored_at((a, b), &pair.found, tag),
            _ => Vec::new(),
        }
    }

    /// The same, for reports by their places.
    pub fn scored_at(&self, (a, b): (u32, u32), found: &[Found], tag: u32) -> Vec<Scored> {
        let at = |report: u32, claim: Option<u32>| match claim {
            None => Some(At { report, line: None }),
            Some(claim) => {
                self.all[report as usize].line_at(claim).map(|line| At { report, line: Some(line) })
            }
        };
        let rows = (tag..).zip(found);
        rows.filter_map(|(tag, found)| {
            Some(Scored { a: at(a, found.x)?, b: at(b, found.y)?, score: found.score, tag })
        })
        .collect()
    }

    fn flat(&self, at: At) -> usize {
        (self.base[at.report as usize] + at.line.map_or(0, |line| line + 1)) as usize
    }

    /// The nodes that people's judgements are about, found again.
    fn nodes<'n>(&self, wanted: impl Iterator<Item = &'n Node>) -> BTreeMap<Node, At> {
        let wanted: BTreeSet<&Node> = wanted.collect();
        let mut found = BTreeMap::new();
        if wanted.is_empty() {
            return found;
        }
        for (report, outline) in (0u32..).zip(&self.all) {
            let whole = Node::Report(outline.report.clone());
            if wanted.contains(&whole) {
                found.insert(whole, At { report, line: None });
            }
            for (line, one) in (0u32..).zip(&outline.lines) {
                let claim = Node::Claim(one.id.clone());
                if wanted.contains(&claim) {
                    found.insert(claim, At { report, line: Some(line) });
                }
            }
        }
        found
    }
}

/// What is grouped as one from the start, each with a number: a report as a whole and the claim it leads with, unless a
/// person parts them; every other claim alone.
struct Units {
    /// By flat number: the unit; none where people rejected the claim.
    of: Vec<Option<u32>>,
    members: Vec<Vec<At>>,
}

impl Units {
    fn of(outlines: &Outlines, decided: &Decided, nodes: &BTreeMap<Node, At>) -> Units {
        let find = |node: &Node| nodes.get(node).copied();
        let parted: BTreeSet<(At, At)> = decided
            .different
            .iter()
            .filter_map(|(a, b, _)| Some((find(a)?, find(b)?)))
            .flat_map(|(a, b)| [(a, b), (b, a)])
            .collect();
        let mut units = Units { of: Vec::new(), members: Vec::new() };
        for (report, outline) in (0u32..).zip(outlines.all()) {
            let whole = At { report, line: None };
            let unit = units.open(whole);
            for (n, line) in (0u32..).zip(&outline.lines) {
                let at = At { report, line: Some(n) };
                if !decided.rejected.is_empty() && decided.rejected.contains(&line.id) {
                    units.of.push(None);
                } else if outline.main == Some(n) && !parted.contains(&(whole, at)) {
                    units.of.push(Some(unit));
                    units.members[unit as usize].push(at);
                } else {
                    units.open(at);
                }
            }
        }
        units
    }

    fn open(&mut self, at: At) -> u32 {
        let unit = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        self.members.push(vec![at]);
        self.of.push(Some(unit));
        unit
    }

    fn get(&self, outlines: &Outlines, at: At) -> Option<usize> {
        self.of.get(outlines.flat(at)).copied().flatten().map(|unit| unit as usize)
    }

    fn is_whole(&self, unit: usize) -> bool {
        self.members[unit].iter().any(|at| at.line.is_none())
    }
}

/// Put everything that some reports claim into groups, in the order of their names.
pub fn grouping(outlines: &Outlines, rows: &[Scored], decided: &Decided) -> Vec<Group> {
    let about = decided.same.iter().chain(&decided.different).flat_map(|(a, b, _)| [a, b]);
    let nodes = outlines.nodes(about);
    let units = Units::of(outlines, decided, &nodes);
    let unit = |at: At| units.get(outlines, at);
    let mut scores = Scores::default();
    for row in rows {
        if let (Some(a), Some(b)) = (unit(row.a), unit(row.b))
            && a != b
        {
            let score = f64::from(row.score) / 1000.0;
            // Two reports and what they lead with: the stronger of the two judgements about them.
            let best = scores.links.entry((a.min(b), a.max(b))).or_insert(score);
            *best = best.max(score);
        }
    }
    let pair = |(a, b, _): &(Node, Node, _)| Some((unit(*nodes.get(a)?)?, unit(*nodes.get(b)?)?));
    scores.same = decided.same.iter().filter_map(pair).collect();
    scores.different = decided.different.iter().filter_map(pair).collect();
    scores.same.extend(wholes_first(&units, &scores));
    let clusters = cluster::groups(units.members.len(), &scores);
    let mut home = vec![0u32; units.members.len()];
    for (n, cluster) in (0u32..).zip(&clusters) {
        cluster.iter().for_each(|&member| home[member] = n);
    }
    let home_of = |at: At| unit(at).map(|unit| home[unit]);
    let mut held = spanning(rows, clusters.len(), &home_of);
    let mut by_people: Vec<Vec<usize>> = vec![Vec::new(); clusters.len()];
    for (n, (a, b, _)) in decided.same.iter().enumerate() {
        let homes = (nodes.get(a).and_then(|at| home_of(*at)), nodes.get(b).and_then(|at| home_of(*at)));
        if let (Some(x), Some(y)) = homes
            && x == y
        {
            by_people[x as usize].push(n);
        }
    }
    let named = clusters.into_iter().enumerate().map(|(n, cluster)| {
        let members: Vec<At> = cluster.iter().flat_map(|&unit| units.members[unit].clone()).collect();
        let (held, by_people) = (std::mem::take(&mut held[n]), std::mem::take(&mut by_people[n]));
        Group { id: name(outlines, &members), members, held, by_people }
    });
    let mut groups: Vec<Group> = named.collect();
    groups.sort_by(|a, b| a.id.cmp(&b.id));
    groups
}

/// Reports as wholes are grouped before their other claims, so that a claim told in passing does not part what the
/// reports are mainly about: the pairs this puts together.
fn wholes_first(units: &Units, scores: &Scores) -> Vec<(usize, usize)> {
    let both = |pair: &(usize, usize)| units.is_whole(pair.0) && units.is_whole(pair.1);
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
    let groups = cluster::groups(units.members.len(), &wholes);
    groups.iter().flat_map(|group| group.windows(2).map(|two| (two[0], two[1]))).collect()
}

/// For each group the strongest rows that hold its reports together: a spanning tree, so that no row is redundant.
fn spanning(rows: &[Scored], groups: usize, home_of: &impl Fn(At) -> Option<u32>) -> Vec<Vec<u32>> {
    let mut inside: Vec<(u32, &Scored)> = Vec::new();
    for row in rows.iter().filter(|row| row.a.report != row.b.report) {
        if let (Some(x), Some(y)) = (home_of(row.a), home_of(row.b))
            && x == y
        {
            inside.push((x, row));
        }
    }
    inside.sort_unstable_by(|(_, x), (_, y)| {
        y.score.cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))).then(x.tag.cmp(&y.tag))
    });
    // Reports, not claims, are what a reader wants linked: one row for each report that joins.
    let mut joined: Vec<BTreeMap<u32, u32>> = vec![BTreeMap::new(); groups];
    let mut held = vec![Vec::new(); groups];
    for (group, row) in inside {
        let joined = &mut joined[group as usize];
        let root_x = *joined.entry(row.a.report).or_insert(row.a.report);
        let root_y = *joined.entry(row.b.report).or_insert(row.b.report);
        if root_x == root_y {
            continue;
        }
        joined.values_mut().filter(|root| **root == root_y).for_each(|root| *root = root_x);
        held[group as usize].push(row.tag);
    }
    held
}

/// The name of a group: of its first report's whole where it is mainly about it, else of its first claim. First is what
/// was read into the record first, so the name stays when reports come later, whatever days they bear.
fn name(outlines: &Outlines, members: &[At]) -> String {
    let first = members.iter().min_by_key(|at| {
        let outline = outlines.of(**at);
        (outline.seq, &outline.report, at.line)
    });
    first.map_or_else(String::new, |at| outlines.of(*at).name(at.line))
}

/// Every id under which a group may have been known: of each of its members.
pub fn names_of(outlines: &Outlines, group: &Group) -> BTreeSet<String> {
    group.members.iter().map(|at| outlines.of(*at).name(at.line)).collect()
}
