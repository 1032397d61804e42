//! Which board is for a machine, by made-up files of /proc and /sys.

use super::Files;
use std::path::{Path, PathBuf};

use crate::{Machine, Resolved, Wanted, boards_in};

fn pi(extra: &[(&str, &str)]) -> Files {
    let mut files = vec![
        ("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0"),
        (
            "proc/device-tree/compatible",
            "raspberrypi,5-model-b\0brcm,bcm2712\0",
        ),
        ("proc/device-tree/serial-number", "10000000abcdef01\0"),
        ("proc/sys/kernel/arch", "aarch64\n"),
        ("sys/bus/usb/devices/usb1/idVendor", "1d6b\n"),
        ("sys/bus/usb/devices/usb1/idProduct", "0002\n"),
        ("sys/bus/usb/devices/1-1:1.0/bInterfaceClass", "0e\n"),
    ];
    files.extend(extra);
    Files::new(&files)
}

fn look(files: &Files) -> Machine {
    Machine::look(files.path("").as_ref())
}

fn fits(probe: &str, machine: &Machine) -> bool {
    let files = Files::new(&[("b.toml", &format!("[probe]\n{probe}\n"))]);
    files.load("b.toml").unwrap().board.probe.fits(machine)
}

#[test]
fn a_machine_is_read_from_its_files() {
    let machine = look(&pi(&[
        ("sys/bus/usb/devices/1-1/idVendor", "534d\n"),
        ("sys/bus/usb/devices/1-1/idProduct", "2109\n"),
        (
            "sys/class/video4linux/video0/name",
            "USB Video: USB Video\n",
        ),
    ]));
    assert_eq!(machine.model, "Raspberry Pi 5 Model B Rev 1.0");
    assert_eq!(
        machine.compatible,
        ["raspberrypi,5-model-b", "brcm,bcm2712"]
    );
    assert_eq!(
        (&machine.serial[..], &machine.arch[..]),
        ("10000000abcdef01", "aarch64")
    );
    assert_eq!(machine.usb, ["1d6b:0002", "534d:2109"]);
    assert_eq!(machine.video, ["USB Video: USB Video"]);
    let nothing = look(&Files::new(&[]));
    assert_eq!(nothing, Machine::default());
}

#[test]
fn all_keys_have_to_fit_and_of_each_one_entry() {
    let machine = look(&pi(&[
        ("sys/bus/usb/devices/1-1/idVendor", "534d\n"),
        ("sys/bus/usb/devices/1-1/idProduct", "2109\n"),
    ]));
    assert!(fits(
        "model = [\"Raspberry Pi 4\", \"Raspberry Pi 5\"]",
        &machine
    ));
    assert!(fits(
        "model = [\"Raspberry Pi 5\"]\nusb = [\"345f:2130\", \"534D:2109\"]",
        &machine
    ));
    assert!(!fits(
        "model = [\"Raspberry Pi 5\"]\nusb = [\"345f:2130\"]",
        &machine
    ));
    assert!(fits(
        "compatible = [\"brcm,bcm2712\"]\narch = [\"aarch64\"]",
        &machine
    ));
    assert!(!fits("compatible = [\"brcm,bcm27\"]", &machine));
    assert!(!fits("video = [\"tc358743\"]", &machine));
    assert!(!fits("", &machine));
}

#[test]
fn a_pc_is_told_by_dmi_and_a_bridge_by_its_name() {
    let files = Files::new(&[
        ("sys/class/dmi/id/sys_vendor", "Example GmbH\n"),
        ("sys/class/dmi/id/product_name", "Box 3\n"),
        (
            "sys/class/video4linux/v4l-subdev2/name",
            "tc358743 10-000f\n",
        ),
        ("sys/firmware/devicetree/base/model", "a board\0"),
    ]);
    let machine = look(&files);
    assert!(fits(
        "dmi = [\"Example GmbH Box\"]\nvideo = [\"tc358743\"]",
        &machine
    ));
    assert_eq!(machine.model, "a board");
}

/// The folder of the boards that we ship.
fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../board-configs")
}

fn board(name: &str, site: Option<&str>, scanner: Option<&str>) -> Resolved {
    let found = Resolved::load(&Wanted {
        board: name,
        site,
        scanner,
        folders: &[shipped()],
    });
    found.unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn the_boards_that_we_ship_are_sound_and_take_the_overlays_that_we_ship() {
    let names = boards_in(&shipped());
    assert_eq!(
        names,
        [
            "demo",
            "generic-x86",
            "jetson-orin-nano-usb-grabber",
            "qemu-virt",
            "raspberry-pi-4-usb-grabber",
            "raspberry-pi-5-tc358743",
            "raspberry-pi-5-usb-grabber"
        ]
    );
    for name in &names {
        assert!(board(name, None, None).board.board.title.is_some());
        for site in boards_in(&shipped().join("site")) {
            let whole = board(name, Some(&site), None);
            assert!(whole.board.site.name.is_some());
        }
    }
    let live = names.iter().filter(|name| *name != "demo");
    for name in live {
        for scanner in boards_in(&shipped().join("scanner")) {
            let whole = board(name, Some("example"), Some(&scanner));
            assert_eq!(whole.board.sector.len(), 1);
        }
    }
}

#[test]
fn each_machine_that_we_know_fits_one_board_that_we_ship() {
    let grabber = [
        ("sys/bus/usb/devices/1-1/idVendor", "345f\n"),
        ("sys/bus/usb/devices/1-1/idProduct", "2130\n"),
    ];
    let bridge = [(
        "sys/class/video4linux/v4l-subdev2/name",
        "tc358743 11-000f\n",
    )];
    let arm = ("proc/sys/kernel/arch", "aarch64\n");
    let tree = |model: &'static str| vec![("proc/device-tree/model", model), arm];
    let compatible = |names: &'static str| vec![("proc/device-tree/compatible", names), arm];
    let (pi4, pi5) = (
        "Raspberry Pi 4 Model B Rev 1.4\0",
        "Raspberry Pi 5 Model B Rev 1.0\0",
    );
    let jetson = "nvidia,p3768-0000+p3767-0005\0nvidia,p3767-0005\0nvidia,tegra234\0";
    let machines: [(Vec<_>, &[_], &[&str]); 8] = [
        (tree(pi4), &grabber, &["raspberry-pi-4-usb-grabber"]),
        (tree(pi5), &grabber, &["raspberry-pi-5-usb-grabber"]),
        (tree(pi5), &bridge, &["raspberry-pi-5-tc358743"]),
        (
            compatible(jetson),
            &grabber,
            &["jetson-orin-nano-usb-grabber"],
        ),
        (compatible("linux,dummy-virt\0"), &[], &["qemu-virt"]),
        (
            vec![("proc/sys/kernel/arch", "x86_64\n")],
            &[],
            &["generic-x86"],
        ),
        (tree(pi5), &[], &[]),
        (vec![arm], &grabber, &[]),
    ];
    for (files, extra, wanted) in machines {
        let files: Vec<_> = files.into_iter().chain(extra.iter().copied()).collect();
        let machine = look(&Files::new(&files));
        let names = boards_in(&shipped());
        let fitting: Vec<_> = names
            .iter()
            .filter(|name| board(name, None, None).board.probe.fits(&machine))
            .collect();
        assert_eq!(fitting, wanted, "{machine:?}");
    }
}
