use std::{fs, sync::atomic::Ordering};

use super::{
    bench::{Bench, site_files},
    made::{CARD_MIB, IMAGE_MIB, MIB, SITE, frame, image, on_site},
};
use crate::{Fault, Stage};

#[test]
fn the_card_holds_the_image_and_the_sites_files_and_nothing_else_was_touched() {
    let (bench, whole) = (Bench::new(), image());
    let system = bench.on("sda");
    let mut measured = bench.check(&bench.signed("a.zst", &frame(&whole))).unwrap();
    let (mut stages, files) = (Vec::new(), site_files());
    bench
        .flash_watched(&mut measured, &files, |stage, done, _| {
            stages.push((stage, done))
        })
        .unwrap();
    let mut card = bench.on("sdb");
    assert_eq!(card.len(), CARD_MIB * MIB);
    let site = SITE;
    assert!(card[..site.start] == whole[..site.start]);
    assert!(card[site.end..whole.len()] == whole[site.end..]);
    for file in &files {
        assert_eq!(on_site(&mut card, &file.name), file.content);
    }
    // The old partition table at the end is gone, and what lies between was left alone.
    assert!(
        card[whole.len()..card.len() - MIB]
            .iter()
            .all(|b| *b == 0xa5)
    );
    assert!(card[card.len() - MIB..].iter().all(|b| *b == 0));
    assert!(bench.on("sda") == system);
    let last = |stage| stages.iter().rev().find(|(s, _)| *s == stage).unwrap().1;
    for stage in [Stage::Writing, Stage::Comparing, Stage::Finishing] {
        assert_eq!(last(stage), whole.len() as u64);
    }
    // Again, over what is there: the files are replaced.
    let mut measured = bench.check(&bench.path("a.zst")).unwrap();
    bench.flash(&mut measured, &files[..1]).unwrap();
    let mut again = bench.on("sdb");
    assert_eq!(on_site(&mut again, "board.toml"), files[0].content);
    assert!(again[..site.start] == whole[..site.start]);
}

#[test]
fn without_files_the_card_is_the_image_byte_for_byte() {
    let (bench, whole) = (Bench::new(), image());
    let mut measured = bench.check(&bench.signed("a.img", &whole)).unwrap();
    bench.flash(&mut measured, &[]).unwrap();
    assert!(bench.on("sdb")[..whole.len()] == whole);
}

#[test]
fn what_does_not_fit_is_refused_before_a_byte_is_written() {
    let bench = Bench::new();
    let mut measured = bench.check(&bench.signed("a.img", &image())).unwrap();
    let before = bench.on("sdb");
    let sectors = (IMAGE_MIB * MIB / 512 - 1).to_string();
    bench.put("sys/class/block/sdb/size", &sectors);
    let error = bench.flash(&mut measured, &[]).unwrap_err();
    assert_eq!(error.fault, Fault::Small);
    assert!(!error.left_half_written());
    assert!(bench.on("sdb") == before);
}

#[test]
fn an_image_that_changes_while_it_is_written_is_told_and_the_card_does_not_boot() {
    let (bench, whole) = (Bench::new(), image());
    let path = bench.signed("a.img", &whole);
    for other in [
        // Another byte, fewer bytes, more bytes.
        [&whole[..8 * MIB], &[1], &whole[8 * MIB + 1..]].concat(),
        whole[..8 * MIB].to_vec(),
        [&whole[..], b"more"].concat(),
    ] {
        fs::write(&path, &whole).unwrap();
        let mut measured = bench.check(&path).unwrap();
        fs::write(&path, &other).unwrap();
        let error = bench.flash(&mut measured, &[]).unwrap_err();
        assert_eq!(error.fault, Fault::ChangedLate, "{error}");
        assert!(error.left_half_written());
        assert!(bench.on("sdb")[..MIB].iter().all(|b| *b == 0));
    }
}

#[test]
fn a_card_that_does_not_keep_what_is_written_is_found_out() {
    let (bench, whole) = (Bench::new(), image());
    let mut measured = bench.check(&bench.signed("a.img", &whole)).unwrap();
    let card = bench.path("root/dev/sdb");
    let error = bench.flash_watched(&mut measured, &[], |stage, done, _| {
        // Once all is written, one bit of it turns.
        if stage == Stage::Writing && done == whole.len() as u64 {
            let mut bytes = fs::read(&card).unwrap();
            bytes[9 * MIB + 77] ^= 4;
            fs::write(&card, bytes).unwrap();
        }
    });
    let error = error.unwrap_err();
    assert_eq!(error.fault, Fault::ReadBack, "{error}");
    assert!(error.to_string().contains("at 8.4 MB"), "{error}");
    assert!(bench.on("sdb")[..MIB].iter().all(|b| *b == 0));
}

#[test]
fn a_site_partition_that_cannot_be_written_is_told() {
    let (bench, mut whole) = (Bench::new(), image());
    let start = SITE.start;
    // The label stays, and how large sectors and clusters are is gone.
    whole[start + 11..start + 36].fill(0);
    let mut measured = bench.check(&bench.signed("a.img", &whole)).unwrap();
    let error = bench.flash(&mut measured, &site_files()).unwrap_err();
    assert_eq!(error.fault, Fault::SiteBack, "{error}");
    assert!(error.left_half_written());
    assert!(bench.on("sdb")[..MIB].iter().all(|b| *b == 0));
}

/// Wherever it is broken off, the card has no partition table, neither the old nor the new, and it is told; and it
/// can be flashed again.
#[test]
fn broken_off_anywhere_nothing_looks_as_if_it_booted() {
    let bench = Bench::new();
    let path = bench.signed("a.img", &image());
    // Three chunks are written and three are read back; behind the last there is nothing to break off.
    for step in 0..5 {
        let mut measured = bench.check(&path).unwrap();
        let mut steps = 0;
        let result = bench.flash_watched(&mut measured, &[], |_, _, stop| {
            stop.store(steps >= step, Ordering::Relaxed);
            steps += 1;
        });
        // The file may be at its end: then reading it back is what is broken off.
        let error = result.unwrap_err();
        assert_eq!(error.fault, Fault::Stopped, "{step}");
        assert!(error.left_half_written());
        let card = bench.on("sdb");
        assert!(card[..MIB].iter().all(|b| *b == 0), "{step}");
        assert!(card[card.len() - MIB..].iter().all(|b| *b == 0));
    }
    let mut measured = bench.check(&path).unwrap();
    bench.flash(&mut measured, &site_files()).unwrap();
}
