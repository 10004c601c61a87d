//! How sure an event's type and its actor are together: a kept event is claimed where both are likely right.
//!
//! Two numbers decide: the log odds of `keep.tsv`, and by how much the actor (or nobody) outweighs the next noun in `who.tsv`.
//! Their weights are `lexicons/<language>/sure.tsv`, fitted by `training/claims/train.py` on cross-validated answers; where the
//! table is empty, every kept event is claimed.

use super::keep::{Weights, read};
use std::sync::LazyLock;

static ENGLISH: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../../../../lexicons/en/sure.tsv")));
static FRENCH: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../../../../lexicons/fr/sure.tsv")));

/// A lead beyond this says no more: `MOST_LEAD` of the training.
const MOST_LEAD: f32 = 4.0;

/// Whether an event with these log odds and this lead of its actor is claimed.
pub(crate) fn claims(language: &str, keep: f32, lead: f32) -> bool {
    let weights = if language == "fr" { &*FRENCH } else { &*ENGLISH };
    let weight = |name: &str| weights.get(name).copied().unwrap_or(0.0);
    weights.is_empty() || weight("bias") + weight("keep") * keep + weight("lead") * lead.min(MOST_LEAD) > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubtful_event_is_claimed_only_with_an_actor_that_leads() {
        assert!(claims("fr", 3.0, 4.0));
        assert!(!claims("fr", 0.1, 0.1));
        assert!(claims("fr", 1.0, 3.0));
        assert!(!claims("fr", 1.0, 0.0));
    }

    #[test]
    fn without_a_table_every_kept_event_is_claimed() {
        assert!(claims("en", 0.01, 0.0));
    }
}
