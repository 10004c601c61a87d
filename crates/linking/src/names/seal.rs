//! Sealed storage: a file that only a passphrase opens. Argon2id makes the key, XChaCha20-Poly1305 keeps and guards the bytes.
//!
//! Salt and nonce come from the caller: rooms draw no random numbers.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

/// First bytes of a sealed file: a name and a version.
const MAGIC: &[u8; 16] = b"daftari sealed 1";
const SALT: usize = 16;
const NONCE: usize = 24;
/// 64 MiB and three passes: a second on a laptop, years for who guesses.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

/// Random bytes for one sealing, never used twice.
#[derive(Debug, Clone, Copy)]
pub struct Sealing {
    /// For the key.
    pub salt: [u8; SALT],
    /// For the cipher.
    pub nonce: [u8; NONCE],
}

/// Why something cannot be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealError {
    /// The passphrase is too short to protect anything.
    Short,
    /// The bytes are not a sealed file.
    NotSealed,
    /// Wrong passphrase, or the file was changed.
    Refused,
    /// The key could not be made: not enough memory.
    Key,
}

impl std::fmt::Display for SealError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            SealError::Short => "the passphrase is too short: take at least 12 characters",
            SealError::NotSealed => "this is not a sealed list",
            SealError::Refused => "wrong passphrase, or the file was changed",
            SealError::Key => "there is not enough memory to make the key (64 MiB)",
        })
    }
}

impl std::error::Error for SealError {}

/// Seal bytes.
pub fn seal(plain: &[u8], passphrase: &str, sealing: Sealing) -> Result<Vec<u8>, SealError> {
    if passphrase.chars().count() < 12 {
        return Err(SealError::Short);
    }
    let cipher = cipher(passphrase, &sealing.salt)?;
    let sealed = cipher
        .encrypt(XNonce::from_slice(&sealing.nonce), Payload { msg: plain, aad: MAGIC })
        .map_err(|_| SealError::Refused)?;
    Ok([MAGIC.as_slice(), &sealing.salt, &sealing.nonce, &sealed].concat())
}

/// Open sealed bytes.
pub fn open(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, SealError> {
    let rest = sealed.strip_prefix(MAGIC.as_slice()).ok_or(SealError::NotSealed)?;
    let (salt, rest) = rest.split_at_checked(SALT).ok_or(SealError::NotSealed)?;
    let (nonce, body) = rest.split_at_checked(NONCE).ok_or(SealError::NotSealed)?;
    let cipher = cipher(passphrase, salt)?;
    cipher
        .decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: MAGIC })
        .map_err(|_| SealError::Refused)
}

fn cipher(passphrase: &str, salt: &[u8]) -> Result<XChaCha20Poly1305, SealError> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).map_err(|_| SealError::Key)?;
    let mut key = [0u8; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut key)
        .map_err(|_| SealError::Key)?;
    XChaCha20Poly1305::new_from_slice(&key).map_err(|_| SealError::Key)
}
