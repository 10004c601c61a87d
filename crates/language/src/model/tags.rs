//! Name tags: the best sequence in which `I-X` follows only `B-X` or `I-X`.

use crate::analysis::NameKind;

/// `O`, `B-X` and `I-X`, in the order of their scores.
#[derive(Debug)]
pub(crate) struct NameTags {
    /// Whether it goes on with a name, and which kind; none outside.
    kinds: Vec<Option<(bool, NameKind)>>,
    /// For each tag those that may stand before it.
    before: Vec<Vec<usize>>,
}

impl NameTags {
    pub(crate) fn new(tags: &[String]) -> NameTags {
        let may_follow = |before: usize, after: usize| {
            !tags[after].starts_with("I-") || tags[before].get(2..) == tags[after].get(2..)
        };
        let kind = |tag: &String| tag.split_once('-').map(|(prefix, kind)| (prefix == "I", kind_of(kind)));
        NameTags {
            kinds: tags.iter().map(kind).collect(),
            before: (0..tags.len())
                .map(|after| (0..tags.len()).filter(|&before| may_follow(before, after)).collect())
                .collect(),
        }
    }

    /// Whether a tag goes on with a name, and the kind of name; none outside names.
    pub(crate) fn kind(&self, tag: usize) -> Option<(bool, NameKind)> {
        self.kinds[tag]
    }

    /// Best path through rows of scores.
    pub(crate) fn best(&self, scores: &[&[f32]]) -> Vec<usize> {
        let Some((first, rest)) = scores.split_first() else { return Vec::new() };
        let count = self.kinds.len();
        let inside = |tag: usize| self.kinds[tag].is_some_and(|(inside, _)| inside);
        let mut best: Vec<f32> =
            (0..count).map(|tag| if inside(tag) { f32::NEG_INFINITY } else { first[tag] }).collect();
        let mut back: Vec<usize> = Vec::with_capacity(rest.len() * count);
        let mut next = vec![0.0; count];
        for row in rest {
            for (after, allowed) in self.before.iter().enumerate() {
                let top = allowed.iter().copied().reduce(|top, b| if best[b] > best[top] { b } else { top });
                next[after] = top.map_or(f32::NEG_INFINITY, |top| best[top]) + row[after];
                back.push(top.unwrap_or(0));
            }
            std::mem::swap(&mut best, &mut next);
        }
        let mut at = (0..count).fold(0, |top, tag| if best[tag] > best[top] { tag } else { top });
        let mut path = vec![at];
        for pointers in back.chunks_exact(count).rev() {
            at = pointers[at];
            path.push(at);
        }
        path.reverse();
        path
    }
}

fn kind_of(kind: &str) -> NameKind {
    match kind {
        "PER" => NameKind::Per,
        "ORG" => NameKind::Org,
        "LOC" => NameKind::Loc,
        _ => NameKind::Misc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inner_tag_needs_its_beginning() {
        let tags = NameTags::new(&["O", "B-PER", "I-PER", "B-LOC", "I-LOC"].map(str::to_owned));
        let rows: [&[f32]; 2] = [&[0.0, 1.0, 9.0, 0.9, 0.0], &[0.0, 0.0, 1.0, 0.0, 1.5]];
        assert_eq!(tags.best(&rows), [3, 4]);
        let rows: [&[f32]; 2] = [&[0.0, 2.0, 9.0, 0.9, 0.0], &[0.0, 0.0, 1.0, 0.0, 1.5]];
        assert_eq!(tags.best(&rows), [1, 2]);
    }
}
