//! Name tags: the best sequence in which `I-X` follows only `B-X` or `I-X`.

/// Best path through rows of scores; `tags` are `O`, `B-X` and `I-X` in the order of the scores.
pub(crate) fn viterbi(scores: &[&[f32]], tags: &[String]) -> Vec<usize> {
    let Some((first, rest)) = scores.split_first() else { return Vec::new() };
    let may_follow = |before: usize, after: usize| {
        !tags[after].starts_with("I-") || tags[before].get(2..) == tags[after].get(2..)
    };
    let mut best: Vec<f32> = (0..tags.len())
        .map(|t| if tags[t].starts_with("I-") { f32::NEG_INFINITY } else { first[t] })
        .collect();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(rest.len());
    for row in rest {
        let mut next = Vec::with_capacity(tags.len());
        let mut pointers = Vec::with_capacity(tags.len());
        for after in 0..tags.len() {
            let before = (0..tags.len())
                .filter(|&b| may_follow(b, after))
                .fold(None, |top: Option<usize>, b| Some(top.filter(|&t| best[t] >= best[b]).unwrap_or(b)));
            pointers.push(before.unwrap_or(0));
            next.push(before.map_or(f32::NEG_INFINITY, |b| best[b]) + row[after]);
        }
        back.push(pointers);
        best = next;
    }
    let mut at = (0..best.len()).fold(0, |top, t| if best[t] > best[top] { t } else { top });
    let mut path = vec![at];
    for pointers in back.iter().rev() {
        at = pointers[at];
        path.push(at);
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inner_tag_needs_its_beginning() {
        let tags: Vec<String> = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"].map(str::to_owned).into();
        let rows: [&[f32]; 2] = [&[0.0, 1.0, 9.0, 0.9, 0.0], &[0.0, 0.0, 1.0, 0.0, 1.5]];
        assert_eq!(viterbi(&rows, &tags), [3, 4]);
        let rows: [&[f32]; 2] = [&[0.0, 2.0, 9.0, 0.9, 0.0], &[0.0, 0.0, 1.0, 0.0, 1.5]];
        assert_eq!(viterbi(&rows, &tags), [1, 2]);
    }
}
