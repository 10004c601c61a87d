//! Whether two reports are mainly about one happening, from their words alone.
//!
//! Many reports of shootings, accidents or attacks look alike: what parts them is who, where and when, so rare names,
//! ages and numbers count beside the likeness of the words. The weights were learned (logistic regression) on 2,721
//! reports of shootings in English, `examples/main_happening.rs` and `training/linking/` say how; features and weights
//! are fixed, so that a judgement depends on the two reports alone.

use crate::profile::{Profile, shared};
use crate::seen::Seen;

/// How two reports compare.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// The features, in the order of [`FEATURES`].
    pub values: Vec<f64>,
}

/// Names of the features, for the table of weights and the training tool.
pub const FEATURES: &[&str] = &[
    "days_log",
    "days_0_1",
    "days_0_4",
    "days_0_10",
    "days_over_60",
    "all",
    "lead",
    "title",
    "lead_all",
    "title_all",
    "names_share",
    "names_top3",
    "names_next5",
    "pairs",
    "pairs_top3",
    "ages",
    "ages_clash",
    "rare_top5",
    "numbers_top3",
    "shingles",
    "length",
    "names_sum",
    "same_outlet",
    "other_language",
];

/// Compare two reports.
pub fn compare(a: &Seen, b: &Seen) -> Likeness {
    let (p, q) = (&a.profile, &b.profile);
    let days = f64::from(crate::parts::days_apart((a.told.day, a.told.day), (b.told.day, b.told.day)));
    let flag = |is: bool| f64::from(u8::from(is));
    let names = weights(&p.names, &q.names);
    let pairs = weights(&p.pairs, &q.pairs);
    let names_sum: f64 = names.iter().sum();
    let least = total(&p.names).min(total(&q.names)).max(1.0);
    let ages = p.ages.intersection(&q.ages).count();
    let values = vec![
        (1.0 + days).ln(),
        flag(days <= 1.0),
        flag(days <= 4.0),
        flag(days <= 10.0),
        flag(days > 60.0),
        p.all.likeness(&q.all),
        p.lead.likeness(&q.lead),
        p.title.likeness(&q.title),
        p.lead.likeness(&q.all) + p.all.likeness(&q.lead),
        p.title.likeness(&q.all) + p.all.likeness(&q.title),
        names_sum / least,
        names.iter().take(3).sum(),
        names.iter().skip(3).take(5).sum(),
        (1.0 + pairs.len() as f64).ln(),
        pairs.iter().take(3).sum(),
        (ages.min(4)) as f64,
        flag(ages == 0 && !p.ages.is_empty() && !q.ages.is_empty()),
        weights(&p.rare, &q.rare).iter().take(5).sum(),
        weights(&p.numbers, &q.numbers).iter().take(3).sum(),
        containment(p, q),
        (1.0 + p.length.min(q.length) as f64).ln(),
        (1.0 + names_sum).ln(),
        flag(a.told.outlet == b.told.outlet),
        flag(a.told.language != b.told.language),
    ];
    Likeness { values }
}

/// Weights of shared terms, heaviest first.
fn weights(a: &[(u64, f32)], b: &[(u64, f32)]) -> Vec<f64> {
    let mut found: Vec<f64> = shared(a, b).map(|(_, weight, other)| f64::from(weight.min(other))).collect();
    found.sort_by(|x, y| y.total_cmp(x));
    found
}

fn total(terms: &[(u64, f32)]) -> f64 {
    terms.iter().map(|&(_, weight)| f64::from(weight)).sum()
}

/// The share of the shorter text's shingles that the other has.
pub fn containment(a: &Profile, b: &Profile) -> f64 {
    let least = a.shingles.len().min(b.shingles.len());
    if least == 0 {
        return 0.0;
    }
    let (short, long) = if a.shingles.len() <= b.shingles.len() {
        (&a.shingles, &b.shingles)
    } else {
        (&b.shingles, &a.shingles)
    };
    let mut rest = long.as_slice();
    let mut both = 0usize;
    for hash in short {
        rest = &rest[rest.partition_point(|other| other < hash)..];
        both += usize::from(rest.first() == Some(hash));
    }
    both as f64 / least as f64
}
