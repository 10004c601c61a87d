//! The `page` room.
