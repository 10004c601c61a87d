//! Weights of the features of [`super::report::FEATURES`], learned by `training/linking/learn.py`. Not to be edited by hand.

/// The log odds before any feature.
const BASE: f64 = -5.9235;

/// By feature: its weight.
const WEIGHTS: &[(&str, f64)] = &[
    ("days_log", -0.6673),
    ("days_0_1", 0.4453),
    ("days_0_4", 0.6842),
    ("days_0_10", 0.8377),
    ("days_over_60", 0.5164),
    ("all", 6.0077),
    ("lead", 0.7696),
    ("title", 0.8919),
    ("lead_all", 3.3100),
    ("title_all", 6.5080),
    ("names_share", 1.8048),
    ("names_top3", 0.4096),
    ("names_next5", 0.1568),
    ("pairs", -0.3160),
    ("pairs_top3", 0.0152),
    ("ages", 0.1096),
    ("ages_clash", -1.2069),
    ("rare_top5", 0.0798),
    ("numbers_top3", -0.0736),
    ("runs_shared", 0.0000),
    ("runs_shared_in_outlet", -13.5299),
    ("length", 0.2835),
    ("names_sum", -2.3294),
    ("same_outlet", -1.7443),
    ("other_language", 0.0000),
];

/// The log odds that two reports with these features are mainly about one happening.
pub(super) fn score(values: &[f64]) -> f64 {
    BASE + WEIGHTS.iter().zip(values).map(|((_, weight), value)| weight * value).sum::<f64>()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_feature_has_its_weight() {
        let named: Vec<&str> = super::WEIGHTS.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, super::super::report::FEATURES);
    }
}
