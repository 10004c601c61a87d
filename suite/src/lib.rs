//! What the tests share: the case reader.

pub mod cases;
