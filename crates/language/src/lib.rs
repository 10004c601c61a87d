//! The `language` room.
