use std::fs;

use super::bench::Bench;
use crate::{Allow, Fault};

/// What is refused, and nothing on any disk is another byte then.
#[track_caller]
fn refused(bench: &Bench, device: &str, fault: Fault, words: &str) {
    let all = Allow {
        fixed: true,
        large: true,
    };
    for allow in [Allow::default(), all] {
        let error = bench.look(device, allow).unwrap_err();
        assert_eq!(error.fault, fault, "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn a_card_that_nobody_uses_may_be_overwritten() {
    let card = Bench::new().card();
    assert_eq!((&card.name[..], card.bytes), ("sdb", 16 << 20));
    assert_eq!(
        (&card.model[..], &card.parts[..]),
        ("Card Reader", &["sdb1".to_owned()][..])
    );
}

#[test]
fn what_this_machine_uses_is_never_overwritten_whatever_is_allowed() {
    let bench = Bench::new();
    refused(
        &bench,
        "/dev/sda",
        Fault::System,
        "this machine runs from it (/)",
    );
    refused(
        &bench,
        "/dev/sdb1",
        Fault::Partition,
        "a part of the disk /dev/sdb",
    );
    refused(&bench, "/dev/sdz", Fault::NoDevice, "no such device");
    refused(&bench, "/dev", Fault::NotBlock, "is no disk");
    let mountinfo = bench.path("root/proc/self/mountinfo");
    let before = fs::read_to_string(&mountinfo).unwrap();
    for (line, fault, words) in [
        (
            "40 22 8:17 / /media/My\\040Card rw - vfat /dev/sdb1 rw",
            Fault::Mounted,
            "/media/My Card",
        ),
        (
            "40 22 8:16 / /mnt rw master:1 - vfat /dev/sdb rw",
            Fault::Mounted,
            "/mnt",
        ),
        // File systems of several disks have a number of their own.
        (
            "40 22 0:45 /@ /mnt rw - btrfs /dev/sdb1 rw",
            Fault::Mounted,
            "/mnt",
        ),
        (
            "40 22 8:17 / /boot/efi rw - vfat /dev/sdb1 rw",
            Fault::System,
            "/boot/efi",
        ),
        (
            "40 22 8:17 / /usr rw - erofs /dev/sdb1 rw",
            Fault::System,
            "/usr",
        ),
    ] {
        fs::write(&mountinfo, format!("{before}{line}\n")).unwrap();
        refused(&bench, "/dev/sdb", fault, words);
    }
    fs::write(&mountinfo, before).unwrap();
    bench.put(
        "proc/swaps",
        "Filename Type Size Used Priority\n/dev/sdb1 partition 1 0 -2\n",
    );
    refused(&bench, "/dev/sdb", Fault::Swap, "sdb1 is swap space");
    bench.put("proc/swaps", "Filename Type Size Used Priority\n");
    for part in ["sdb", "sdb1"] {
        let holder = format!("sys/class/block/{part}/holders/dm-0");
        bench.put(&holder, "");
        refused(&bench, "/dev/sdb", Fault::Held, "in use by dm-0");
        fs::remove_file(bench.path(&format!("root/{holder}"))).unwrap();
    }
    bench.put("sys/class/block/sdb/slaves/sdc", "");
    refused(
        &bench,
        "/dev/sdb",
        Fault::Stacked,
        "made of other disks (sdc)",
    );
    fs::remove_file(bench.path("root/sys/class/block/sdb/slaves/sdc")).unwrap();
    bench.card();
}

#[test]
fn what_cannot_be_written_is_told_before() {
    let bench = Bench::new();
    for (file, text, fault) in [
        ("ro", "1", Fault::ReadOnly),
        ("size", "0", Fault::NoMedium),
        ("size", "many", Fault::Unreadable),
        ("queue/logical_block_size", "4096", Fault::Sectors),
    ] {
        let path = format!("sys/class/block/sdb/{file}");
        let before = fs::read_to_string(bench.path(&format!("root/{path}"))).unwrap();
        bench.put(&path, text);
        refused(&bench, "/dev/sdb", fault, "/sdb");
        bench.put(&path, &before);
    }
    fs::remove_file(bench.path("root/proc/swaps")).unwrap();
    refused(&bench, "/dev/sdb", Fault::Unreadable, "swaps");
}

#[test]
fn built_in_and_very_large_disks_need_a_word() {
    let bench = Bench::new();
    // Not the system's any more, but still built in.
    bench.put("proc/self/mountinfo", "");
    bench.put("proc/swaps", "");
    let word = |fixed, large| Allow { fixed, large };
    let error = bench.look("/dev/sda", word(false, true)).unwrap_err();
    assert_eq!(error.fault, Fault::Fixed);
    bench.look("/dev/sda", word(true, false)).unwrap();
    // What the kernel calls removable, and SD cards, are cards wherever they hang.
    bench.put("sys/class/block/sda/removable", "1\n");
    bench.look("/dev/sda", word(false, false)).unwrap();
    bench.put("sys/class/block/sda/removable", "0\n");
    bench.put("sys/class/block/sda/device/type", "SD\n");
    bench.look("/dev/sda", word(false, false)).unwrap();
    bench.put("sys/class/block/sda/device/type", "MMC\n");
    bench.look("/dev/sda", word(false, false)).unwrap_err();
    let limit = (256_u64 << 30) / 512;
    bench.put("sys/class/block/sdb/size", &limit.to_string());
    bench.look("/dev/sdb", word(false, false)).unwrap();
    bench.put("sys/class/block/sdb/size", &(limit + 1).to_string());
    let error = bench.look("/dev/sdb", word(true, false)).unwrap_err();
    assert_eq!(error.fault, Fault::Large);
    bench.look("/dev/sdb", word(false, true)).unwrap();
}
