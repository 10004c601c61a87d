//! Weights of the features of [`super::FEATURES`], learned by `training/linking/passages.py`. Not to be edited by hand.

use crate::linear::Linear;

pub(super) const LEARNED: Linear = Linear {
    base: -3.1986,
    weights: &[
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
    ],
};
