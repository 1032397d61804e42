use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use proptest::prelude::*;

use super::{key, keys};
use crate::{
    Keys, Password, Purpose, Signature, SigningKey, Standing, TrustError, make_keys,
    signature_place,
};

/// A key and a signature of the original tool (`minisign` 0.12), of the text "test".
const OTHER_PUBLIC: &str = "untrusted comment: minisign public key E7620F1842B4E81F
RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
const OTHER_SIGNATURE: &str = "untrusted comment: signature from minisign secret key
RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=
trusted comment: timestamp:1556193335\tfile:test
y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==";
/// The same, not hashed before it was signed, as tools before 2022 did.
const OLD_SIGNATURE: &str = "untrusted comment: signature from minisign secret key
RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=
trusted comment: timestamp:1555779966\tfile:test
QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==";

fn pack() -> Purpose {
    Purpose::Pack {
        name: "tiny".to_owned(),
        version: "1.0.0".to_owned(),
    }
}

/// A folder with the key `ours`, and `file` signed with it as [`pack`].
fn signed(content: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, content).unwrap();
    let ours = key(folder.path(), "ours");
    ours.sign(&file, &pack(), 1_700_000_000).unwrap();
    (folder, file)
}

fn check(folder: &Path, file: &Path, purpose: &Purpose) -> Result<Standing, TrustError> {
    let signature = Signature::beside(file)?;
    let content = fs::read(file).unwrap();
    keys(folder).check(file, &content, signature.as_ref(), purpose)
}

#[test]
fn signed_by_a_trusted_key_by_a_stranger_and_not_at_all() {
    let (folder, file) = signed(b"what was released");
    let standing = check(folder.path(), &file, &pack()).unwrap();
    let key_id = keys(folder.path()).iter().next().unwrap().id().to_owned();
    assert_eq!(key_id.len(), 16);
    assert_eq!(
        standing,
        Standing::Signed {
            key_id: key_id.clone(),
            comment: "second-reader pack tiny 1.0.0\ttimestamp:1700000000".to_owned(),
        }
    );
    assert!(standing.is_verified());
    fs::remove_file(folder.path().join("keys/ours.pub")).unwrap();
    let stranger = check(folder.path(), &file, &pack()).unwrap();
    assert_eq!(stranger, Standing::Stranger { key_id });
    assert!(!stranger.is_verified());
    fs::remove_file(signature_place(&file)).unwrap();
    let unsigned = check(folder.path(), &file, &pack()).unwrap();
    assert_eq!(unsigned, Standing::Unsigned);
    assert!(!unsigned.is_verified());
}

#[test]
fn what_the_original_tool_signs_is_known_and_what_it_signed_without_hashing_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test");
    fs::write(&file, "test").unwrap();
    fs::create_dir(folder.path().join("keys")).unwrap();
    fs::write(folder.path().join("keys/other.pub"), OTHER_PUBLIC).unwrap();
    fs::write(signature_place(&file), OTHER_SIGNATURE).unwrap();
    let standing = check(folder.path(), &file, &Purpose::Image).unwrap();
    assert_eq!(standing.key_id(), Some("E7620F1842B4E81F"));
    assert!(standing.is_verified());
    fs::write(signature_place(&file), OLD_SIGNATURE).unwrap();
    let refused = check(folder.path(), &file, &Purpose::Image).unwrap_err();
    assert!(refused.to_string().contains("sign it again"), "{refused}");
}

#[test]
fn a_signature_of_one_thing_is_none_of_another() {
    let (folder, file) = signed(b"x");
    for other in [
        Purpose::Image,
        Purpose::Pack {
            name: "tiny".to_owned(),
            version: "1.0.00".to_owned(),
        },
        Purpose::Pack {
            name: "tiny".to_owned(),
            version: "1.0".to_owned(),
        },
    ] {
        let refused = check(folder.path(), &file, &other).unwrap_err();
        assert!(
            matches!(refused, TrustError::OtherPurpose { .. }),
            "{other:?}: {refused}"
        );
    }
}

#[test]
fn a_trusted_comment_that_was_changed_is_told() {
    let (folder, file) = signed(b"x");
    let place = signature_place(&file);
    let text = fs::read_to_string(&place).unwrap();
    fs::write(&place, text.replace("tiny 1.0.0", "tiny 9.0.0")).unwrap();
    let refused = check(folder.path(), &file, &pack()).unwrap_err();
    assert!(matches!(refused, TrustError::Tampered { .. }), "{refused}");
}

#[test]
fn a_key_that_is_none_or_there_twice_is_an_error_and_no_key_less() {
    let folder = tempfile::tempdir().unwrap();
    let _ = key(folder.path(), "ours");
    let (ours, copy) = (
        folder.path().join("keys/ours.pub"),
        folder.path().join("keys/copy.pub"),
    );
    fs::write(folder.path().join("keys/README"), "not a key").unwrap();
    assert_eq!(keys(folder.path()).iter().count(), 1);
    fs::copy(&ours, &copy).unwrap();
    let twice = Keys::load(&folder.path().join("keys")).unwrap_err();
    assert!(matches!(twice, TrustError::SameId { .. }), "{twice}");
    for broken in [
        "",
        "one line",
        "two\nlines",
        "untrusted comment: \nRWQf6LRC",
    ] {
        fs::write(&copy, broken).unwrap();
        let refused = Keys::load(&folder.path().join("keys")).unwrap_err();
        assert!(matches!(refused, TrustError::BadKey { .. }), "{refused}");
        assert!(refused.to_string().contains("copy.pub"));
    }
    assert!(Keys::load(&folder.path().join("none")).unwrap().is_empty());
}

#[test]
fn keys_are_never_replaced_and_the_secret_half_is_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (secret, public) = (folder.path().join("a.key"), folder.path().join("a.pub"));
    make_keys(&secret, &public, Password::None).unwrap();
    let mode = fs::metadata(&secret).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let before = fs::read(&secret).unwrap();
    let again = make_keys(&secret, &public, Password::None).unwrap_err();
    assert!(matches!(again, TrustError::KeyExists { .. }), "{again}");
    assert_eq!(fs::read(&secret).unwrap(), before);
}

#[test]
fn a_key_with_a_password_signs_with_it_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (secret, keys) = (folder.path().join("a.key"), folder.path().join("keys"));
    fs::create_dir(&keys).unwrap();
    let word = |word: &str| Password::Is(word.to_owned());
    let empty = make_keys(&secret, &keys.join("a.pub"), word("")).unwrap_err();
    assert!(matches!(empty, TrustError::EmptyPassword));
    make_keys(&secret, &keys.join("a.pub"), word("right")).unwrap();
    for wrong in [word("wrong"), word(""), Password::None] {
        assert!(SigningKey::load(&secret, wrong).is_err());
    }
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let ours = SigningKey::load(&secret, word("right")).unwrap();
    ours.sign(&file, &pack(), 1).unwrap();
    assert!(check(folder.path(), &file, &pack()).unwrap().is_verified());
}

#[test]
fn a_name_that_breaks_the_line_is_not_signed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let purpose = Purpose::Pack {
        name: "a".to_owned(),
        version: "1\nRWQ".to_owned(),
    };
    let refused = key(folder.path(), "ours").sign(&file, &purpose, 1);
    assert!(matches!(refused, Err(TrustError::BadPurpose { .. })));
    assert!(!signature_place(&file).exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever one byte of the file or of its signature becomes, it is never as good as it was, but for the
    /// first line of the signature, which nobody vouches for, and the line's end.
    #[test]
    fn one_changed_byte_is_never_verified(at in any::<prop::sample::Index>(), byte in any::<u8>(), of_file: bool) {
        let (folder, file) = signed(b"a manifest of some length, so that there is something to change");
        let place = if of_file { file.clone() } else { signature_place(&file) };
        let mut bytes = fs::read(&place).unwrap();
        let first = if of_file { 0 } else { bytes.iter().position(|b| *b == b'\n').unwrap() + 1 };
        let at = first + at.index(bytes.len() - 1 - first);
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        fs::write(&place, &bytes).unwrap();
        let standing = check(folder.path(), &file, &pack());
        prop_assert!(!matches!(standing, Ok(ref standing) if standing.is_verified()), "{standing:?}");
    }

    /// Nothing that stands in a signature file makes the reader panic.
    #[test]
    fn any_text_is_a_signature_or_an_error(text in "\\PC{0,40}(\n\\PC{0,120}){0,5}") {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("x.minisig");
        fs::write(&place, text).unwrap();
        prop_assert!(Signature::load(&place).is_err());
    }
}
