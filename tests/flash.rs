//! `flash` as a clinical engineer runs it, on a made-up machine whose disks are files, and on a loop device where there
//! is one.
#![allow(clippy::unwrap_used)]

#[path = "../crates/flash/src/tests/made.rs"]
mod made;
mod program;
mod signed;

use std::{
    fs,
    os::unix::fs::FileTypeExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use made::{MIB, Machine, SITE, frame, image, on_site};
use program::{program, text};
use signed::Bench;
use trust::Purpose;

/// A made-up machine, an image that a trusted key has signed, and a site's file.
struct Desk {
    bench: Bench,
    machine: Machine,
    image: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let bench = Bench::new();
        let image_file = bench.path("second-reader.img.zst");
        fs::write(&image_file, frame(&image())).unwrap();
        let key = bench.trusted_key("ours");
        key.sign(&image_file, &Purpose::Image, 1).unwrap();
        fs::write(bench.path("clinic.toml"), "[site]\nname = \"Clinic\"\n").unwrap();
        Self {
            machine: Machine::new(&bench.path("root")),
            image: image_file,
            bench,
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.env_remove("SECOND_READER_ALLOW_UNSIGNED");
        for locale in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(locale);
        }
        command.arg("flash").arg(&self.image);
        command
            .args(["--keys", &self.bench.text("keys")])
            .args(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn flash(&self, arguments: &[&str]) -> Output {
        let root = self.bench.text("root");
        let mut command = self.command(&["--root", &root]);
        command.args(arguments).output().unwrap()
    }

    #[track_caller]
    fn refuse(&self, arguments: &[&str], what: &str) -> String {
        let before = ["sda", "sdb"].map(|disk| self.machine.on(disk));
        let output = self.flash(arguments);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(
            stderr.contains(what) && stderr.contains("hint: "),
            "{stderr}"
        );
        assert!(
            before == ["sda", "sdb"].map(|disk| self.machine.on(disk)),
            "a disk was written"
        );
        stderr
    }
}

#[test]
fn a_card_is_written_for_a_board_at_a_site() {
    let desk = Desk::new();
    let site = desk.bench.text("clinic.toml");
    let arguments = [
        "--device",
        "/dev/sdb",
        "--board",
        "qemu-virt",
        "--site",
        &site,
    ];
    let before = desk.machine.on("sdb");
    let dry = desk.flash(&[&arguments[..], &["--dry-run"]].concat());
    assert!(dry.status.success(), "{}", text(&dry.stderr));
    let told = text(&dry.stdout);
    for words in [
        "signed by key ",
        "/dev/sdb, 16.8 MB, Card Reader",
        "sdb1",
        "board.toml site.toml",
        "nothing was written",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(desk.machine.on("sdb") == before);
    // Nobody is there to be asked.
    desk.refuse(&arguments, "not confirmed");
    let done = desk.flash(&[&arguments[..], &["--yes"]].concat());
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(
        text(&done.stdout).contains("read back and found right"),
        "{}",
        text(&done.stdout)
    );
    let (mut card, whole) = (desk.machine.on("sdb"), image());
    assert!(card[..SITE.start] == whole[..SITE.start]);
    assert!(card[SITE.end..whole.len()] == whole[SITE.end..]);
    let board = "extends = \"qemu-virt\"\nwith_site = \"./site.toml\"\n";
    assert_eq!(text(&on_site(&mut card, "board.toml")), board);
    assert_eq!(on_site(&mut card, "site.toml"), fs::read(&site).unwrap());
    // A board that is a file goes along.
    let file = desk.bench.text("ours.toml");
    fs::write(&file, "[source]\nkind = \"phantom\"\n").unwrap();
    let done = desk.flash(&["--device", "/dev/sdb", "--board", &file, "--yes"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let mut card = desk.machine.on("sdb");
    assert_eq!(
        text(&on_site(&mut card, "board.toml")),
        "extends = \"./base.toml\"\n"
    );
    assert_eq!(on_site(&mut card, "base.toml"), fs::read(&file).unwrap());
}

#[test]
fn what_must_not_be_written_is_refused_in_both_languages() {
    let desk = Desk::new();
    let all = ["--yes", "--fixed", "--large", "--allow-unsigned"];
    let on = |device: &'static str| [&["--device", device][..], &all].concat();
    desk.refuse(&on("/dev/sda"), "this machine runs from it (/)");
    desk.refuse(&on("/dev/sdb1"), "a part of the disk /dev/sdb");
    desk.refuse(&on("/dev/sdc"), "no such device");
    let ja = desk.refuse(
        &[&on("/dev/sda")[..], &["--lang", "ja"]].concat(),
        "このコンピューターが使っている",
    );
    assert!(ja.contains("決して書き込みません"), "{ja}");
    let mut by_locale = desk.command(&["--device", "/dev/null"]);
    let by_locale = by_locale.env("LANG", "ja_JP.UTF-8").output().unwrap();
    assert!(
        text(&by_locale.stderr).contains("ディスクではありません"),
        "{}",
        text(&by_locale.stderr)
    );
    // Changed after it was signed: never; then not signed, which the switch lets through.
    let whole = fs::read(&desk.image).unwrap();
    let mut changed = whole.clone();
    changed[3_000_000] ^= 1;
    fs::write(&desk.image, changed).unwrap();
    desk.refuse(&on("/dev/sdb"), "changed after it was signed");
    fs::write(&desk.image, whole).unwrap();
    fs::remove_file(desk.bench.path("second-reader.img.zst.minisig")).unwrap();
    desk.refuse(&["--device", "/dev/sdb", "--yes"], "is not signed");
    let told = desk.flash(&[&on("/dev/sdb")[..], &["--dry-run"]].concat());
    assert!(
        text(&told.stdout).contains("NOT VERIFIED: not signed"),
        "{}",
        text(&told.stdout)
    );
    desk.refuse(
        &["--device", "/dev/sdb", "--yes", "--board", "no/such.toml"],
        "no/such.toml",
    );
    let broken = desk.bench.text("broken.toml");
    for (text, what) in [
        ("[source", "broken.toml"),
        ("[source]\nkind = \"v4l3\"\n", "broken.toml"),
        ("extends = \"./clinic.toml\"\n", "clinic.toml"),
    ] {
        fs::write(&broken, text).unwrap();
        desk.refuse(&["--device", "/dev/sdb", "--yes", "--board", &broken], what);
    }
    fs::write(&broken, "[source]\nkind = \"phantom\"\n").unwrap();
    let linked = desk.bench.text("linked.toml");
    fs::write(&linked, "extends = \"./broken.toml\"\n").unwrap();
    let arguments = ["--device", "/dev/sdb", "--yes", "--board", &linked];
    desk.refuse(&arguments, "does not go onto the card");
}

/// A signal in the midst of it is answered with what that means, and the card does not look as if it booted.
#[test]
fn a_signal_breaks_off_and_is_told() {
    let desk = Desk::new();
    let root = desk.bench.text("root");
    let mut command = desk.command(&["--root", &root]);
    let mut child = command
        .args(["--device", "/dev/sdb", "--yes"])
        .spawn()
        .unwrap();
    let card = desk.machine.path("dev/sdb");
    // The beginning is blank from the first moment of writing on.
    let begun = || fs::read(&card).unwrap()[..MIB].iter().all(|b| *b == 0);
    while !begun() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let id = child.id().to_string();
    // It may be done already: then nobody takes the signal.
    let _ = Command::new("kill").args(["-INT", &id]).status();
    let output = child.wait_with_output().unwrap();
    let stderr = text(&output.stderr);
    match output.status.code() {
        Some(130) => {
            assert!(
                stderr.contains("broken off after") && stderr.contains("boots now"),
                "{stderr}"
            );
            assert!(begun());
        }
        // It was done before the signal came.
        code => assert_eq!(code, Some(0), "{stderr}"),
    }
}

/// A loop device, which is what a real disk looks like to the program; gone when this is dropped.
struct Loop(String);

impl Loop {
    fn over(file: &Path) -> Result<Self, String> {
        let made = Command::new("losetup")
            .args(["--find", "--show"])
            .arg(file)
            .output();
        let made = made.map_err(|e| format!("losetup: {e}"))?;
        let name = text(&made.stdout).trim().to_owned();
        let is_block = fs::metadata(&name).is_ok_and(|there| there.file_type().is_block_device());
        match made.status.success() && is_block {
            true => Ok(Self(name)),
            false => Err(format!("losetup: {}{name}", text(&made.stderr).trim())),
        }
    }
}

impl Drop for Loop {
    fn drop(&mut self) {
        let _ = Command::new("losetup").args(["--detach", &self.0]).status();
    }
}

#[test]
fn a_real_block_device_is_written() {
    let desk = Desk::new();
    let backing = desk.bench.path("backing");
    fs::write(&backing, vec![0xa5; 16 * MIB]).unwrap();
    let device = match Loop::over(&backing) {
        Ok(device) => device,
        Err(why) => {
            eprintln!("not run, as there are no loop devices here: {why}");
            return;
        }
    };
    // Built in, as far as the kernel knows.
    let refused = desk
        .command(&["--device", &device.0, "--yes"])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stderr));
    let mut flash = desk.command(&["--device", &device.0, "--yes", "--fixed", "--board", "demo"]);
    let done = flash.output().unwrap();
    assert!(done.status.success(), "{}", text(&done.stderr));
    let (mut card, whole) = (fs::read(&backing).unwrap(), image());
    assert!(card[SITE.end..whole.len()] == whole[SITE.end..]);
    assert_eq!(
        text(&on_site(&mut card, "board.toml")),
        "extends = \"demo\"\n"
    );
}
