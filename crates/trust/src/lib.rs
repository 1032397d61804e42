//! Who vouches for a file: minisign signatures, the public keys that are trusted, and a store of versions
//! side by side.
//!
//! A signature of `FILE` stands beside it as `FILE.minisig`; the trusted public keys are the `*.pub` files
//! of one folder. No key is built in. Knows files and keys; must not know what a model or an image is.
//!
//! [`Keys::check`] answers with a [`Standing`]: signed by a trusted key, by a stranger, or not at all. What
//! to do about the last two is the caller's to decide. A signature that a trusted key *contradicts* is never an
//! answer but an error: the file was changed after it was signed.

mod error;
mod keys;
mod line;
mod signing;
mod standing;
mod store;

pub use error::TrustError;
pub use keys::{Key, Keys};
pub use signing::{Password, SigningKey, make_keys};
pub use standing::{Purpose, Signature, Standing, signature_place};
pub use store::{Installed, Offer, Store, StoreError, Version};

/// Where a board keeps the public keys that it trusts, unless it is told otherwise.
pub const KEYS_FOLDER: &str = "/etc/second-reader/keys";
/// Where a board keeps installed model packs, unless it is told otherwise.
pub const STORE_FOLDER: &str = "/var/lib/second-reader/models";

#[cfg(test)]
mod tests;
