//! Weights of the features of [`super::FEATURES`], learned by `training/linking/passages.py`. Not to be edited by hand.

/// The log odds before any feature.
const BASE: f64 = -3.199;

/// By feature: its weight.
const WEIGHTS: &[(&str, f64)] = &[
    ("alike", 4.0735),
    ("alike_of_shorter", 0.8508),
    ("shared_log", 0.5120),
    ("closest_one_way", -0.0204),
    ("closest_both_ways", 0.4042),
    ("names_log", -0.1321),
    ("names_clash", 0.2364),
    ("numbers_shared", 0.0437),
    ("numbers_clash", -1.0443),
    ("reports_alike", 3.7937),
    ("same_outlet", -0.9412),
];

/// The log odds that two passages with these features tell the same.
pub(super) fn score(values: &[f64]) -> f64 {
    BASE + WEIGHTS.iter().zip(values).map(|((_, weight), value)| weight * value).sum::<f64>()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_feature_has_its_weight() {
        let named: Vec<&str> = super::WEIGHTS.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, super::super::FEATURES);
    }
}
