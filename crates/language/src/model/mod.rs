//! The networks: weights, kernels, word features, trees.

pub mod coded;
pub(crate) mod features;
pub(crate) mod file;
pub(crate) mod gates;
pub mod kernel;
pub(crate) mod known;
pub(crate) mod lemma;
pub mod lstm;
pub(crate) mod network;
pub(crate) mod simd;
pub(crate) mod tags;
pub(crate) mod tree;
pub(crate) mod types;
pub(crate) mod vectors;
