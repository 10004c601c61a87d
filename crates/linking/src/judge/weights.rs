//! Weights of the features of [`super::report::FEATURES`], learned by `training/linking/learn.py`. Not to be edited by hand.

use crate::linear::Linear;

pub(super) const LEARNED: Linear = Linear {
    base: -6.5383,
    weights: &[
        ("days_log", -0.7260),
        ("days_0_1", 0.3776),
        ("days_0_4", 0.7562),
        ("days_0_10", 0.7426),
        ("days_over_60", 0.4368),
        ("all", 4.0223),
        ("lead", 0.8906),
        ("title", 0.9976),
        ("lead_all", 2.6520),
        ("title_all", 7.6379),
        ("names_share", 1.7301),
        ("names_top3", 0.3947),
        ("names_next5", 0.1104),
        ("pairs", -0.6821),
        ("pairs_top3", 0.0491),
        ("ages", 0.1833),
        ("ages_clash", -1.3758),
        ("rare_top5", 0.0900),
        ("numbers_top3", -0.0565),
        ("runs_shared", -17.3420),
        ("runs_shared_in_outlet", -20.4407),
        ("length", -0.0884),
        ("names_sum", -1.1828),
        ("same_outlet", -1.4753),
        ("other_language", 0.0000),
    ],
};
