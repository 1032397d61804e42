use std::{
    fs,
    sync::atomic::{AtomicBool, Ordering},
};

use super::{
    bench::Bench,
    made::{frame, image, image_with},
};
use crate::{Fault, Image};

#[test]
fn plain_and_packed_images_are_the_same_once_unpacked() {
    let (bench, whole) = (Bench::new(), image());
    let plain = bench.check(&bench.signed("a.img", &whole)).unwrap();
    assert_eq!(plain.bytes, whole.len() as u64);
    assert!(plain.standing.is_verified());
    plain.needs_site_place().unwrap();
    // One frame, and several behind each other as parallel packers make them.
    let (front, back) = whole.split_at(1_234_567);
    for (name, packed) in [
        ("one.zst", frame(&whole)),
        ("two.zst", [frame(front), frame(back)].concat()),
    ] {
        let measured = bench.check(&bench.signed(name, &packed)).unwrap();
        assert_eq!(measured.bytes, plain.bytes, "{name}");
        assert_eq!(measured.hash, plain.hash, "{name}");
    }
}

#[test]
fn an_image_that_nobody_vouches_for_is_refused() {
    let (bench, whole) = (Bench::new(), image());
    let path = bench.signed("a.img", &whole);
    let check = |allow| {
        let image = Image::open(&path).unwrap();
        image.check(&bench.keys(), allow, &AtomicBool::new(false), |_, _| {})
    };
    // Changed after it was signed: never.
    let mut changed = whole.clone();
    changed[7_000_000] ^= 1;
    fs::write(&path, &changed).unwrap();
    for allow in [false, true] {
        let error = check(allow).unwrap_err();
        assert_eq!(error.fault, Fault::Signature, "{error}");
        assert!(
            error.to_string().contains("changed after it was signed"),
            "{error}"
        );
    }
    fs::write(&path, &whole).unwrap();
    check(false).unwrap();
    fs::remove_file(bench.path("keys/ours.pub")).unwrap();
    assert_eq!(check(false).unwrap_err().fault, Fault::Stranger);
    assert!(!check(true).unwrap().standing.is_verified());
    fs::remove_file(bench.path("a.img.minisig")).unwrap();
    assert_eq!(check(false).unwrap_err().fault, Fault::Unsigned);
    assert!(!check(true).unwrap().standing.is_verified());
}

#[test]
fn what_is_no_whole_disk_image_is_refused() {
    let (bench, whole) = (Bench::new(), image());
    let packed = frame(&whole);
    for (name, bytes, fault) in [
        ("none", &b""[..], Fault::NoTable),
        ("text", b"not an image", Fault::NoTable),
        ("short.img", &whole[..6 << 20], Fault::NoTable),
        ("short.zst", &packed[..packed.len() - 10], Fault::Unpack),
        (
            "tail.zst",
            &[&packed[..], b"rubbish"].concat(),
            Fault::Unpack,
        ),
        ("xz", b"\xfd7zXZ\0rest", Fault::NoTable),
    ] {
        let error = bench.check(&bench.signed(name, bytes)).unwrap_err();
        assert_eq!(error.fault, fault, "{name}: {error}");
    }
    let error = Image::open(&bench.path("keys")).unwrap_err();
    assert_eq!(error.fault, Fault::NoImage);
    assert_eq!(
        Image::open(&bench.path("gone")).unwrap_err().fault,
        Fault::NoImage
    );
    let other = bench
        .check(&bench.signed("other", &image_with(b"SR-BOOTED  ")))
        .unwrap();
    assert_eq!(
        other.needs_site_place().unwrap_err().fault,
        Fault::NoSitePlace
    );
}

#[test]
fn checking_can_be_broken_off() {
    let bench = Bench::new();
    let path = bench.signed("a.zst", &frame(&image()));
    for at in [false, true] {
        let stop = AtomicBool::new(false);
        let image = Image::open(&path).unwrap();
        let error = image.check(&bench.keys(), false, &stop, |unpacking, _| {
            stop.store(unpacking == at, Ordering::Relaxed);
        });
        assert_eq!(error.unwrap_err().fault, Fault::Interrupted);
    }
}
