//! What the tests share: the case reader.
