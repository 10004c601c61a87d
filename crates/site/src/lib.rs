//! The `site` room.
