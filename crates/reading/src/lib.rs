//! The `reading` room.
