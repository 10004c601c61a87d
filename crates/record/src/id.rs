//! Ids made from content: the same content always has the same id, and no two contents share one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// `prefix-` and the first 80 bits of the SHA-256 of the parts, each preceded by its length, in base 32.
///
/// The lengths keep `("ab", "c")` and `("a", "bc")` apart.
pub fn content_id(prefix: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    format!("{prefix}-{}", base32(&hash.finalize()[..10]))
}

/// SHA-256 of some bytes, in lower case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Crockford's alphabet, lower case: no letter that is read as a digit.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut out = String::new();
    let (mut buffer, mut bits) = (0u32, 0u32);
    for &byte in bytes {
        buffer = (buffer << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(ALPHABET[((buffer >> bits) & 31) as usize]));
        }
    }
    out
}

macro_rules! id {
    ($name:ident, $doc:literal) => {
        #[doc = $doc]
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }
    };
}

id!(CaptureId, "SHA-256 of the captured bytes, hexadecimal.");
id!(ReportId, "Id of a report: as given in JSON Lines input, else `r-` and a hash of capture and text.");
id!(StatementId, "Id of a statement: `s-` and a hash of report, source, cue and content.");
id!(ClaimId, "Id of a claim: `c-` and a hash of report, trigger and kind.");
id!(JudgementId, "Id of a judgement: `j-` and a hash of its parts.");
id!(EventId, "Id of an event: `e-` and a hash of its first claim; stable as reports come.");
id!(CommitmentId, "Id of a commitment: `k-` and a hash of its first claim.");
id!(ProcessId, "Id of a process, as in the pack.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_run_into_each_other() {
        assert_ne!(content_id("s", &["ab", "c"]), content_id("s", &["a", "bc"]));
    }

    #[test]
    fn the_same_content_has_the_same_id() {
        assert_eq!(content_id("s", &["a"]), content_id("s", &["a"]));
        assert_eq!(content_id("s", &["a"]).len(), 18);
    }
}
