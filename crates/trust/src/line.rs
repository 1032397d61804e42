//! The second line of key and signature files: two bytes of algorithm, eight of key id, and the rest.

use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The id of the key in a key or signature file, as minisign prints it: 16 upper-case digits.
pub fn key_id(text: &str) -> Option<String> {
    let line = text.lines().nth(1)?.trim_end();
    let bytes = STANDARD.decode(line).ok()?;
    let id: [u8; 8] = bytes.get(2..10)?.try_into().ok()?;
    Some(format!("{:016X}", u64::from_le_bytes(id)))
}
