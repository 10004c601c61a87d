//! The nearest reports of each report: the few it is compared with, however many share a name with it.
//!
//! Who is near whom depends on the set of reports alone. A newcomer may push others out of a list that is full; a pair
//! counts as long as one of the two has the other in its list.

use crate::blocks::{ENOUGH, Keys, counts};
use record::ReportId;
use std::collections::{BTreeSet, HashMap};

/// Length of each report's list: how many it is compared with at its own asking.
pub const NEAREST: usize = 20;

/// One entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Near {
    likeness: u32,
    apart: u32,
    who: u32,
}

/// One place where a report stands under a hash, and the one posted there before it.
#[derive(Debug, Clone, Copy)]
struct Post {
    who: u32,
    before: u32,
    weight: u16,
}

/// Two reports by their numbers, the lower first.
pub type Two = (u32, u32);

const NOBODY: u32 = u32::MAX;

/// Reports by their keys, each with its list.
#[derive(Default)]
pub struct Nearest {
    ids: Vec<ReportId>,
    keys: Vec<Keys>,
    lists: Vec<Vec<Near>>,
    last: HashMap<u64, u32>,
    posts: Vec<Post>,
    /// Lists that changed, and pairs that lost a place in one, since they were last asked for.
    touched: BTreeSet<u32>,
    pushed_out: BTreeSet<(u32, u32)>,
}

impl Nearest {
    /// How many reports there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Put a report among the others; its number, counted from 0 in the order of coming. Ids must differ.
    pub fn add(&mut self, id: ReportId, keys: Keys) -> usize {
        let n = u32::try_from(self.ids.len()).unwrap_or(NOBODY);
        let mut beside = self.beside(&keys);
        self.ids.push(id);
        for one in &beside {
            let back = Near { who: n, ..*one };
            self.insert(one.who, back);
        }
        let first = NEAREST.min(beside.len());
        if beside.len() > NEAREST {
            beside.select_nth_unstable_by(NEAREST - 1, |a, b| self.order(*a, *b));
            beside.truncate(first);
        }
        beside.sort_unstable_by(|a, b| self.order(*a, *b));
        self.lists.push(beside);
        self.touched.insert(n);
        for (hash, weight) in keys.posted() {
            let at = u32::try_from(self.posts.len()).unwrap_or(NOBODY);
            let before = self.last.insert(hash, at).unwrap_or(NOBODY);
            self.posts.push(Post { who: n, before, weight });
        }
        self.keys.push(keys);
        n as usize
    }

    /// Every report that shares enough with some keys, in no order.
    fn beside(&self, keys: &Keys) -> Vec<Near> {
        let mut met: HashMap<u32, (u32, u32)> = HashMap::new();
        for (hash, weight, is_two) in keys.looked_up() {
            let mut at = self.last.get(&hash).copied().unwrap_or(NOBODY);
            while let Some(post) = self.posts.get(at as usize) {
                let apart = keys.day.abs_diff(self.keys[post.who as usize].day);
                let worth = counts(weight.min(post.weight), apart, is_two);
                let entry = met.entry(post.who).or_insert((0, apart));
                entry.0 += worth;
                at = post.before;
            }
        }
        #[allow(clippy::iter_over_hash_type, reason = "put in order by whoever asks")]
        let near = met.into_iter().filter(|(_, (likeness, _))| *likeness >= ENOUGH);
        near.map(|(who, (likeness, apart))| Near { likeness, apart, who }).collect()
    }

    /// Nearest first; ids decide between equals, so that the order of coming does not.
    fn order(&self, a: Near, b: Near) -> std::cmp::Ordering {
        b.likeness
            .cmp(&a.likeness)
            .then(a.apart.cmp(&b.apart))
            .then_with(|| self.ids[a.who as usize].cmp(&self.ids[b.who as usize]))
    }

    /// Put one into the list of another, if it is near enough; the last of a full list is pushed out.
    fn insert(&mut self, of: u32, one: Near) {
        let list = &self.lists[of as usize];
        let at = list.partition_point(|other| self.order(*other, one).is_lt());
        if at >= NEAREST {
            return;
        }
        self.touched.insert(of);
        let list = &mut self.lists[of as usize];
        list.insert(at, one);
        if list.len() > NEAREST
            && let Some(out) = list.pop()
        {
            self.pushed_out.insert((of.min(out.who), of.max(out.who)));
        }
    }

    /// Pairs that may have become near since this was last asked, and pairs that are no longer; the lower number first.
    pub fn changes(&mut self) -> (BTreeSet<Two>, Vec<Two>) {
        let touched = std::mem::take(&mut self.touched);
        let pairs = touched.iter().flat_map(|&n| self.of_list(n).collect::<Vec<_>>()).collect();
        let out = std::mem::take(&mut self.pushed_out);
        let holds = |a: u32, b: u32| self.lists[a as usize].iter().any(|near| near.who == b);
        let lost = out.into_iter().filter(|&(a, b)| !holds(a, b) && !holds(b, a)).collect();
        (pairs, lost)
    }

    fn of_list(&self, n: u32) -> impl Iterator<Item = (u32, u32)> {
        self.lists[n as usize].iter().map(move |near| (n.min(near.who), n.max(near.who)))
    }

    /// Every pair of which one has the other in its list, the lower number first.
    pub fn pairs(&self) -> BTreeSet<Two> {
        (0u32..).take(self.lists.len()).flat_map(|n| self.of_list(n).collect::<Vec<_>>()).collect()
    }
}
