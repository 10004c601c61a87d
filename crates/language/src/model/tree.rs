//! Maximum spanning tree with exactly one root (Chu and Liu, Edmonds).

use super::kernel::tops;

/// Scores of heads: `at(dependent, head)`, words from 1, the root is 0.
#[derive(Debug, Clone)]
pub(crate) struct Scores {
    size: usize,
    cells: Vec<f32>,
}

impl Scores {
    /// For `words` words; nothing scored yet.
    pub(crate) fn new(words: usize) -> Scores {
        let size = words + 1;
        Scores { size, cells: vec![f32::NEG_INFINITY; size * size] }
    }

    /// Score of `head` (0 is the root) for `dependent` (from 1). Self-loops stay impossible.
    pub(crate) fn set(&mut self, dependent: usize, head: usize, score: f32) {
        if dependent != head {
            self.cells[dependent * self.size + head] = score;
        }
    }

    fn at(&self, dependent: usize, head: usize) -> f32 {
        self.cells[dependent * self.size + head]
    }

    fn best_heads(&self) -> Vec<usize> {
        let mut heads = tops(&self.cells, self.size, self.size);
        heads[0] = 0;
        heads
    }

    /// Only `root` may hang on the root.
    fn rooted_at(&self, root: usize) -> Scores {
        let mut only = self.clone();
        for dependent in (1..self.size).filter(|&d| d != root) {
            only.cells[dependent * self.size] = f32::NEG_INFINITY;
        }
        only
    }
}

/// Number of words tried as the root where the greedy heads are no tree.
const ROOTS_TRIED: usize = 4;

/// Heads of words 1.. (0 is the root), index 0 unused: a tree with exactly one word on the root.
pub(crate) fn decode(scores: &Scores) -> Vec<usize> {
    let greedy = scores.best_heads();
    let rooted = greedy.iter().skip(1).filter(|&&h| h == 0).count() == 1;
    if scores.size < 2 || (rooted && cycle(&greedy).is_none()) {
        return greedy;
    }
    let mut roots: Vec<usize> = (1..scores.size).collect();
    roots.sort_by(|&a, &b| scores.at(b, 0).total_cmp(&scores.at(a, 0)));
    let mut best: Option<(f32, Vec<usize>)> = None;
    for root in roots.into_iter().take(ROOTS_TRIED) {
        let only = scores.rooted_at(root);
        let heads = edmonds(&only);
        let total: f32 = (1..only.size).map(|d| only.at(d, heads[d])).sum();
        if best.as_ref().is_none_or(|(top, _)| total > *top) {
            best = Some((total, heads));
        }
    }
    best.map_or_else(|| chain(scores.size), |(_, heads)| heads)
}

/// Each word on the one before: the tree of last resort.
fn chain(size: usize) -> Vec<usize> {
    (0..size).map(|d| d.saturating_sub(1)).collect()
}

/// The words of a cycle, if the heads hold one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let mut members = vec![at];
            let mut next = heads[at];
            while next != at {
                members.push(next);
                next = heads[next];
            }
            return Some(members);
        }
    }
    None
}

/// Best heads without cycles: a cycle becomes one node, the smaller problem is solved, the cycle opened again.
fn edmonds(scores: &Scores) -> Vec<usize> {
    let heads = scores.best_heads();
    let Some(members) = cycle(&heads) else { return heads };
    let outside: Vec<usize> = (0..scores.size).filter(|node| !members.contains(node)).collect();
    let node = outside.len();
    let mut small = Scores::new(node);
    let (mut enters, mut leaves) = (vec![0; node], vec![0; node]);
    for (i, &out) in outside.iter().enumerate() {
        for (j, &head) in outside.iter().enumerate() {
            small.set(i, j, scores.at(out, head));
        }
        enters[i] = best_of(&members, |m| scores.at(m, out) - scores.at(m, heads[m]));
        small.set(node, i, scores.at(enters[i], out) - scores.at(enters[i], heads[enters[i]]));
        leaves[i] = best_of(&members, |m| scores.at(out, m));
        if i > 0 {
            small.set(i, node, scores.at(out, leaves[i]));
        }
    }
    let found = edmonds(&small);
    let mut result = heads;
    for (i, &out) in outside.iter().enumerate().skip(1) {
        result[out] = if found[i] == node { leaves[i] } else { outside[found[i]] };
    }
    result[enters[found[node]]] = outside[found[node]];
    result
}

fn best_of(members: &[usize], score: impl Fn(usize) -> f32) -> usize {
    members.iter().copied().fold(members[0], |top, m| if score(m) > score(top) { m } else { top })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_tree(heads: &[usize]) -> bool {
        heads.iter().skip(1).filter(|&&h| h == 0).count() == 1 && cycle(heads).is_none()
    }

    #[test]
    fn a_loop_is_opened_where_it_costs_least() {
        let mut scores = Scores::new(3);
        for (dependent, head, score) in [
            (1, 0, 5.0),
            (1, 2, 1.0),
            (2, 3, 10.0),
            (2, 1, 8.0),
            (3, 2, 10.0),
            (3, 1, 1.0),
            (2, 0, 0.0),
            (3, 0, 0.0),
        ] {
            scores.set(dependent, head, score);
        }
        assert_eq!(decode(&scores), [0, 0, 1, 2]);
    }

    #[test]
    fn whatever_the_scores_the_result_is_a_tree_and_no_worse_than_by_trial() {
        let mut seed = 7_u32;
        for words in [1, 2, 3, 4, 5, 30] {
            for _ in 0..40 {
                let mut scores = Scores::new(words);
                for d in 1..=words {
                    for h in 0..=words {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        scores.set(d, h, (seed >> 16) as f32 / 6553.6);
                    }
                }
                let heads = decode(&scores);
                assert!(is_tree(&heads), "{heads:?}");
                if words <= 4 {
                    let total = |heads: &[usize]| (1..=words).map(|d| scores.at(d, heads[d])).sum::<f32>();
                    let best = all_trees(words).iter().map(|t| total(t)).fold(f32::MIN, f32::max);
                    assert!((total(&heads) - best).abs() < 1e-3, "{heads:?}");
                }
            }
        }
    }

    fn all_trees(words: usize) -> Vec<Vec<usize>> {
        let count = (words + 1).pow(words as u32);
        let heads = |code: usize| {
            let digits = (0..words).map(|i| code / (words + 1).pow(i as u32) % (words + 1));
            std::iter::once(0).chain(digits).collect::<Vec<_>>()
        };
        (0..count).map(heads).filter(|h| is_tree(h) && (1..=words).all(|d| h[d] != d)).collect()
    }
}
