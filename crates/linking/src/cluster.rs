//! Groups from scores: average-link clustering over the links there are, obeying what people decided.
//!
//! Not transitive closure: one doubtful link between two well-knit groups does not make them one. The result depends on
//! the set of scores alone, not on the order in which they came.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// The score a pair without a judgement counts as: what the blocks did not bring together is unlikely to be one.
pub const NOT_JUDGED: f64 = -3.0;
/// With so many things of another group a thing is at most compared: its list of nearest is no longer, so beyond that many
/// a missing score says nothing.
const COMPARED: usize = crate::nearest::NEAREST;
/// Two groups are joined while the mean of the scores between their members is above this.
pub const JOIN: f64 = -1.0;

/// Scores between things `0..n`, and what people decided about them.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// Log odds of two things being one; the lower index first, each pair once.
    pub links: BTreeMap<(usize, usize), f64>,
    /// Pairs that are one.
    pub same: Vec<(usize, usize)>,
    /// Pairs that are not.
    pub different: Vec<(usize, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Candidate {
    mean: f64,
    a: usize,
    b: usize,
    sizes: (usize, usize),
}

impl Eq for Candidate {}
impl Ord for Candidate {
    /// Highest mean first; of equal ones, the lowest indices.
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}
impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

struct Clusters {
    members: Vec<Vec<usize>>,
    /// By cluster: the clusters it has scores with, their sum and number.
    near: Vec<BTreeMap<usize, (f64, usize)>>,
    apart: Vec<BTreeSet<usize>>,
    heap: BinaryHeap<Candidate>,
}

/// The groups of `n` things, each sorted, in the order of their first members.
pub fn groups(n: usize, scores: &Scores) -> Vec<Vec<usize>> {
    let mut clusters = Clusters {
        members: (0..n).map(|one| vec![one]).collect(),
        near: vec![BTreeMap::new(); n],
        apart: vec![BTreeSet::new(); n],
        heap: BinaryHeap::new(),
    };
    for (&(a, b), &score) in &scores.links {
        clusters.near[a].insert(b, (score, 1));
        clusters.near[b].insert(a, (score, 1));
    }
    for &(a, b) in &scores.different {
        clusters.apart[a].insert(b);
        clusters.apart[b].insert(a);
    }
    let mut home: Vec<usize> = (0..n).collect();
    for &(a, b) in &scores.same {
        let (a, b) = (home_of(&home, a), home_of(&home, b));
        if a != b {
            clusters.merge(a.min(b), a.max(b));
            home[a.max(b)] = a.min(b);
        }
    }
    for a in 0..n {
        clusters.offer(a);
    }
    while let Some(next) = clusters.heap.pop() {
        let live = (clusters.members[next.a].len(), clusters.members[next.b].len()) == next.sizes
            && next.sizes.0 > 0
            && next.sizes.1 > 0;
        if live && !clusters.apart[next.a].contains(&next.b) {
            clusters.merge(next.a, next.b);
            clusters.offer(next.a);
        }
    }
    let mut groups: Vec<Vec<usize>> =
        clusters.members.into_iter().filter(|group| !group.is_empty()).collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort();
    groups
}

fn home_of(home: &[usize], mut n: usize) -> usize {
    while home[n] != n {
        n = home[n];
    }
    n
}

impl Clusters {
    /// Put every pair of `a` that may be joined on the heap.
    fn offer(&mut self, a: usize) {
        for (&b, &(sum, count)) in &self.near[a] {
            let sizes = (self.members[a].len(), self.members[b].len());
            let expected = (sizes.0 * sizes.1).min(COMPARED * sizes.0.min(sizes.1)).max(count);
            let mean = (sum + NOT_JUDGED * (expected - count) as f64) / expected as f64;
            if mean > JOIN && expected > 0 {
                let (a, b, sizes) = if a < b { (a, b, sizes) } else { (b, a, (sizes.1, sizes.0)) };
                self.heap.push(Candidate { mean, a, b, sizes });
            }
        }
    }

    /// Move all of `b` into `a`.
    fn merge(&mut self, a: usize, b: usize) {
        let moved = std::mem::take(&mut self.members[b]);
        self.members[a].extend(moved);
        self.near[a].remove(&b);
        for (other, (sum, count)) in std::mem::take(&mut self.near[b]) {
            self.near[other].remove(&b);
            if other == a {
                continue;
            }
            let into = self.near[a].entry(other).or_insert((0.0, 0));
            *into = (into.0 + sum, into.1 + count);
            let both = *into;
            self.near[other].insert(a, both);
        }
        for other in std::mem::take(&mut self.apart[b]) {
            self.apart[other].remove(&b);
            self.apart[other].insert(a);
            self.apart[a].insert(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(links: &[(usize, usize, f64)]) -> Scores {
        Scores { links: links.iter().map(|&(a, b, score)| ((a, b), score)).collect(), ..Scores::default() }
    }

    #[test]
    fn one_doubtful_link_does_not_join_two_groups() {
        let links = [(0, 1, 4.0), (1, 2, 4.0), (0, 2, 4.0), (3, 4, 4.0), (2, 3, 0.5)];
        assert_eq!(groups(5, &scores(&links)), [vec![0, 1, 2], vec![3, 4]]);
    }

    #[test]
    fn people_part_and_join_what_scores_say_otherwise() {
        let mut given = scores(&[(0, 1, 4.0), (2, 3, -8.0)]);
        given.different = vec![(0, 1)];
        given.same = vec![(2, 3)];
        assert_eq!(groups(4, &given), [vec![0], vec![1], vec![2, 3]]);
    }

    #[test]
    fn what_is_kept_apart_stays_apart_through_a_third() {
        let mut given = scores(&[(0, 1, 4.0), (1, 2, 3.0)]);
        given.different = vec![(0, 2)];
        assert_eq!(groups(3, &given), [vec![0, 1], vec![2]]);
    }
}
