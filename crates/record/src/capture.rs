//! Captures: bytes as they arrived. Write-once, content-addressed.

use crate::id::{CaptureId, sha256_hex};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What arrived, from where, when, untouched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// SHA-256 of `bytes`.
    pub id: CaptureId,
    /// The bytes as they arrived.
    pub bytes: Vec<u8>,
    /// Where they came from: a URL, or the file's name as given.
    pub origin: String,
    /// The URL it is known to have been published at, if the origin is one.
    pub url: Option<String>,
    /// Media type as declared by the server or the file's ending, if any.
    pub media_type: Option<String>,
    /// When it was captured, RFC 3339 in UTC; given by `app`, the only room with a clock.
    pub captured_at: String,
    /// What the input says the bytes are.
    pub form: Form,
}

/// What a capture's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// To be told from the bytes themselves.
    Unknown,
    /// An HTML page.
    Html,
    /// A page flattened to plain text, or plain text.
    Text,
    /// One line of a JSON Lines file of reports.
    JsonLine,
}

impl Capture {
    /// A capture of `bytes`, its id computed.
    pub fn new(bytes: Vec<u8>, origin: impl Into<String>, captured_at: impl Into<String>) -> Capture {
        let id = CaptureId(sha256_hex(&bytes));
        Capture {
            id,
            bytes,
            origin: origin.into(),
            url: None,
            media_type: None,
            captured_at: captured_at.into(),
            form: Form::Unknown,
        }
    }
}
