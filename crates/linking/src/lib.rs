//! The `linking` room.
