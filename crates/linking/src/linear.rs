//! A learned linear model: a base and a weight by named feature.

/// Log odds from features; the tables are written by `training/linking/`.
#[derive(Debug)]
pub(crate) struct Linear {
    /// The log odds before any feature.
    pub(crate) base: f64,
    /// By feature, in the order in which features are given: its name and its weight.
    pub(crate) weights: &'static [(&'static str, f64)],
}

impl Linear {
    /// The log odds of something with these features.
    pub(crate) fn score(&self, values: &[f64]) -> f64 {
        self.base + self.weights.iter().zip(values).map(|((_, weight), value)| weight * value).sum::<f64>()
    }

    /// The names of the features, to hold against those that are given.
    #[cfg(test)]
    pub(crate) fn features(&self) -> Vec<&'static str> {
        self.weights.iter().map(|(name, _)| *name).collect()
    }
}
