//! The networks: weights, kernels, word features, trees.

pub(crate) mod features;
pub(crate) mod file;
pub mod kernel;
pub(crate) mod lemma;
pub mod lstm;
pub(crate) mod network;
pub(crate) mod tags;
pub(crate) mod tree;
pub(crate) mod types;
pub(crate) mod vectors;
