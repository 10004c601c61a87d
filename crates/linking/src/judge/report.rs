//! Whether two reports are mainly about one happening, from their words alone.
//!
//! Many reports of shootings, accidents or attacks look alike: what parts them is who, where and when, so rare names,
//! ages and numbers count beside the likeness of the words. The weights were learned (logistic regression) on 2,721
//! reports of shootings in English, `examples/main_happening.rs` and `training/linking/` say how; features and weights
//! are fixed, so that a judgement depends on the two reports alone.

use crate::judge::weigh::Weigh;
use crate::judge::weights;
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
    "runs_shared",
    "runs_shared_in_outlet",
    "length",
    "names_sum",
    "same_outlet",
    "other_language",
];

/// Log odds beyond which words alone are not to be trusted: what the claims say can still turn it.
const MOST: f64 = 6.0;
/// Share of runs of words from which on two reports are one text, and so about one happening; two of one site more, for
/// they share its furniture.
const ONE_TEXT: f64 = 0.5;
const ONE_TEXT_IN_OUTLET: f64 = 0.75;

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
    let same_outlet = a.told.outlet == b.told.outlet;
    let shared_runs = containment(p, q);
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
        if same_outlet { 0.0 } else { shared_runs.min(0.5) },
        if same_outlet { shared_runs.min(0.5) } else { 0.0 },
        (1.0 + p.length.min(q.length) as f64).ln(),
        (1.0 + names_sum).ln(),
        flag(same_outlet),
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

/// Weigh two reports: the log odds that they are mainly about one happening, with the reasons in words.
pub fn weigh(a: &Seen, b: &Seen) -> Weigh {
    let likeness = compare(a, b);
    let verbatim = containment(&a.profile, &b.profile);
    let one_text = if a.told.outlet == b.told.outlet { ONE_TEXT_IN_OUTLET } else { ONE_TEXT };
    let copy = if verbatim >= one_text { 10.0 } else { 0.0 };
    let mut weigh = Weigh::from((weights::LEARNED.score(&likeness.values) + copy).clamp(-MOST, MOST));
    let days = crate::parts::days_apart((a.told.day, a.told.day), (b.told.day, b.told.day));
    match days {
        0 => weigh.explain(1.0, format!("both of {}", a.told.day)),
        1..=10 => weigh.explain(0.6, format!("{days} days apart")),
        _ => weigh.explain(-1.0, format!("{days} days apart")),
    }
    let names = shared_names(&a.profile, &b.profile);
    if names.is_empty() {
        weigh.explain(-0.8, "no rare name in common");
    } else {
        weigh.explain(2.0, format!("both name {}", names.join(", ")));
    }
    let ages: Vec<String> = a.profile.ages.intersection(&b.profile.ages).map(u8::to_string).collect();
    if !ages.is_empty() {
        weigh.explain(0.8, format!("both give the age {}", ages.join(", ")));
    }
    if verbatim >= 0.1 {
        weigh.explain(1.5, format!("{:.0} % of the shorter text stands in the other", verbatim * 100.0));
    }
    let like = a.profile.lead.likeness(&b.profile.lead);
    match like {
        0.4.. => weigh.explain(1.2, "they open in like words"),
        ..0.1 => weigh.explain(-0.6, "they open in other words"),
        _ => {}
    }
    weigh
}

/// The rarest names both have, as written, pairs of words before single ones they contain.
fn shared_names(a: &Profile, b: &Profile) -> Vec<String> {
    let pairs = shared(&a.pairs, &b.pairs);
    let mut found: Vec<(f32, &String)> = pairs
        .chain(shared(&a.names, &b.names))
        .filter_map(|(term, weight, _)| a.shown.get(&term).map(|name| (weight, name)))
        .collect();
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(y.1)));
    let mut names: Vec<String> = Vec::new();
    for (_, name) in found {
        if !names.iter().any(|longer| longer.contains(name.as_str())) {
            names.push(name.clone());
        }
        if names.len() == 3 {
            break;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_feature_has_its_weight() {
        assert_eq!(super::weights::LEARNED.features(), super::FEATURES);
    }
}
