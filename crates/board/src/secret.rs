//! Keys and values that look like a secret. Board files are copied, mailed and printed into reports: no secret may
//! stand in one.

/// What the name of a key may not hold.
const NAMES: [&str; 11] = [
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "api_key",
    "apikey",
    "private_key",
    "credential",
    "psk",
    "bearer",
];

/// Whether a key's name promises a secret. A key that names the file of one is none.
pub(crate) fn is_key(name: &str) -> bool {
    let name = name.to_lowercase().replace('-', "_");
    !name.ends_with("_file") && NAMES.iter().any(|word| name.contains(word))
}

/// Whether a text holds a secret: a private key, or a name and password before the host of an address.
pub(crate) fn is_value(text: &str) -> bool {
    let in_address = text.split_once("://").is_some_and(|(_, rest)| {
        let host = rest.split('/').next().unwrap_or_default();
        host.split_once('@')
            .is_some_and(|(user, _)| user.contains(':'))
    });
    in_address || text.contains("PRIVATE KEY-----")
}
