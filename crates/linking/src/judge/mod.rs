//! Judging: whether two reports, or two claims, are about one happening.

pub mod report;
