use trust::Keys;

/// Whose packs may be loaded. None are by default: no key is trusted, and unsigned packs are refused.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// The keys that are trusted.
    pub keys: Keys,
    /// A pack that nobody trusted vouches for may be loaded all the same. One that was changed after a trusted
    /// key signed it never is.
    pub allow_unsigned: bool,
}

impl Trust {
    /// Any pack, and no key is known: for measuring packs, not for reading patients.
    #[must_use]
    pub fn anyone() -> Self {
        Self {
            keys: Keys::default(),
            allow_unsigned: true,
        }
    }
}
