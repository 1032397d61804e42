//! `model`: packs are signed, installed, gone back from and compared, as those do it who release and who fit them.
#![allow(clippy::unwrap_used)]

mod program;
mod signed;

use std::{fs, process::Output};

use program::{program, text, tiny_pack};
use second_reader::detector::{Model, Pack};
use serde_json::Value;
use signed::{Bench, edit};

/// Runs the program without the switch that the other tests set.
fn run(arguments: &[&str]) -> Output {
    let mut command = program();
    command.env_remove("SECOND_READER_ALLOW_UNSIGNED");
    command.args(arguments).output().unwrap()
}

/// A board with keys and a store.
struct Board(Bench);

impl Board {
    fn model(&self, arguments: &[&str]) -> Output {
        let (keys, store) = (self.0.text("keys"), self.0.text("store"));
        run(&[&["model"], arguments, &["--keys", &keys, "--store", &store]].concat())
    }

    #[track_caller]
    fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.model(arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    #[track_caller]
    fn refuse(&self, arguments: &[&str], what: &str) {
        let output = self.model(arguments);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(
            stderr.contains(what) && stderr.contains("hint: "),
            "{stderr}"
        );
    }

    /// The active version, as the list tells it.
    fn active(&self) -> String {
        let list: Value = serde_json::from_str(&self.succeed(&["list", "--json"])).unwrap();
        let mut active = list
            .as_array()
            .unwrap()
            .iter()
            .filter(|p| p["active"] == true);
        let version = active.next().unwrap()["version"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(active.next().is_none());
        version
    }
}

#[test]
fn releases_come_in_the_newest_is_active_and_the_one_before_comes_back() {
    let board = Board(Bench::new());
    let key = board.0.trusted_key("ours");
    assert!(board.succeed(&["list"]).contains("nothing is installed"));
    let of = |version: &str| {
        let pack = board.0.signed(version, version, &key);
        pack.to_str().unwrap().to_owned()
    };
    let (one, two) = (of("1.0.0"), of("1.10.0"));
    board.succeed(&["install", &one]);
    let told = board.succeed(&["install", &two]);
    assert!(told.contains("before it 1.0.0 was active"), "{told}");
    assert_eq!(board.active(), "1.10.0");
    board.refuse(&["install", &one], "1.10.0 is active, and 1.0.0 is older");
    assert_eq!(board.active(), "1.10.0");
    assert_eq!(
        board.succeed(&["rollback", "tiny"]),
        "tiny 1.0.0 is active again\n"
    );
    assert_eq!(board.active(), "1.0.0");
    board.refuse(&["rollback", "tiny"], "no version of tiny before");
    board.succeed(&["install", &two]);
    board.succeed(&["install", &one, "--downgrade"]);
    assert_eq!(board.active(), "1.0.0");
    let list = board.succeed(&["list"]);
    assert_eq!(list.lines().count(), 2, "{list}");
    assert!(
        list.starts_with("* tiny 1.0.0 (") && list.contains("\n  tiny 1.10.0 ("),
        "{list}"
    );
    // Its name is what the service asks for.
    let told = board.succeed(&["verify", "tiny"]);
    assert!(
        told.starts_with("tiny 1.0.0 (") && told.contains("signed by key"),
        "{told}"
    );
    let told = board.succeed(&["verify", "tiny@1.10.0"]);
    assert!(told.starts_with("tiny 1.10.0 ("), "{told}");
}

#[test]
fn what_cannot_be_trusted_is_not_installed() {
    let board = Board(Bench::new());
    let (ours, theirs) = (board.0.trusted_key("ours"), board.0.strange_key("theirs"));
    let good = board.0.signed("good", "1.0.0", &ours);
    board.succeed(&["install", good.to_str().unwrap()]);
    let strange = board.0.signed("strange", "2.0.0", &theirs);
    board.refuse(&["install", strange.to_str().unwrap()], "not trusted here");
    let unsigned = board.0.pack("unsigned", "2.0.0");
    board.refuse(&["install", unsigned.to_str().unwrap()], "is not signed");
    let changed = board.0.signed("changed", "2.0.0", &ours);
    edit(&changed.join("manifest.toml"), |t| t + "# \n");
    for more in [&[][..], &["--allow-unsigned"]] {
        let arguments = [&["install", changed.to_str().unwrap()], more].concat();
        board.refuse(&arguments, "changed after it was signed");
    }
    // Signed, and its self-test fails here: found on the copy, which then goes.
    let wrong = board.0.pack("wrong", "2.0.0");
    wrong_golden(&wrong);
    signed::sign(&wrong, "2.0.0", &ours);
    board.refuse(&["install", wrong.to_str().unwrap()], "self-test");
    // Where the switch is given, an unsigned one comes in, and is told as what it is.
    board.succeed(&["install", unsigned.to_str().unwrap(), "--allow-unsigned"]);
    let list = board.succeed(&["list"]);
    assert!(
        list.contains("* tiny 2.0.0 (") && list.contains("), not signed"),
        "{list}"
    );
    board.refuse(&["verify", "tiny"], "is not signed");
    // One that was damaged after it was installed is not gone back to.
    let place = board.0.path("store/tiny@1.0.0/model.onnx");
    let mut bytes = fs::read(&place).unwrap();
    bytes[100] ^= 1;
    fs::write(&place, bytes).unwrap();
    board.refuse(&["rollback", "tiny"], "SHA-256 is");
    assert_eq!(board.active(), "2.0.0");
}

/// Other golden outputs, with the hash that fits them.
fn wrong_golden(pack: &std::path::Path) {
    use sha2::{Digest, Sha256};
    let text = fs::read_to_string(pack.join("manifest.toml")).unwrap();
    let manifest: toml::Table = text.parse().unwrap();
    let golden = &manifest["golden"][0];
    let file = pack.join(golden["output"].as_str().unwrap());
    let mut bytes = fs::read(&file).unwrap();
    bytes[..4].copy_from_slice(&7.0_f32.to_le_bytes());
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    fs::write(&file, bytes).unwrap();
    let old = golden["sha256_output"].as_str().unwrap();
    edit(&pack.join("manifest.toml"), |t| t.replace(old, &hash));
}

#[test]
fn a_release_is_signed_with_the_tool_and_trusted_by_who_has_its_public_key() {
    let board = Board(Bench::new());
    let (key, public) = (
        board.0.text("release.key"),
        board.0.text("keys/release.pub"),
    );
    let keygen = [
        "model",
        "keygen",
        "--key",
        &key,
        "--public",
        &public,
        "--no-password",
    ];
    assert!(run(&keygen).status.success());
    let again = run(&keygen);
    assert!(
        text(&again.stderr).contains("is not replaced"),
        "{}",
        text(&again.stderr)
    );
    let pack = board.0.pack("pack", "3.1.4");
    let folder = pack.to_str().unwrap();
    let signed = run(&["model", "sign", folder, "--key", &key]);
    assert!(signed.status.success(), "{}", text(&signed.stderr));
    assert!(text(&signed.stdout).contains("second-reader pack tiny 3.1.4"));
    board.succeed(&["verify", folder]);
    // What no board could tell newer from older is not signed, nor what does not pass its own self-test.
    let odd = board.0.pack("odd", "spring");
    let refused = run(&["model", "sign", odd.to_str().unwrap(), "--key", &key]);
    assert!(text(&refused.stderr).contains("not MAJOR.MINOR.PATCH"));
    wrong_golden(&pack);
    fs::remove_file(pack.join("manifest.toml.minisig")).unwrap();
    let refused = run(&["model", "sign", folder, "--key", &key]);
    assert!(
        text(&refused.stderr).contains("self-test"),
        "{}",
        text(&refused.stderr)
    );
    assert!(!pack.join("manifest.toml.minisig").exists());
    let stray = run(&[
        "model",
        "keygen",
        "--key",
        &key,
        "--public",
        "key.txt",
        "--no-password",
    ]);
    assert_eq!(stray.status.code(), Some(2));
}

#[test]
fn two_packs_on_the_same_frames_tell_what_differs_and_one_against_itself_nothing() {
    let board = Board(Bench::new());
    let (tiny, other) = (tiny_pack(), board.0.pack("other", "2.0.0"));
    // The same model, from other thresholds on.
    edit(&other.join("manifest.toml"), |text| {
        let line = text.lines().find(|l| l.starts_with("thresholds")).unwrap();
        let none = format!("thresholds = [{}]", vec!["0.99"; 23].join(", "));
        text.replace(line, &none)
    });
    let (other, clip) = (other.to_str().unwrap(), board.0.text("clip.y4m"));
    program::succeed(&[
        "phantom",
        "--seed",
        "7",
        "--seconds",
        "0.4",
        "--size",
        "480x360",
        "--out",
        &clip,
    ]);
    let of = |b: &str| -> Value {
        let told = board.succeed(&["compare", &tiny, b, "--clip", &clip, "--json"]);
        serde_json::from_str(&told).unwrap()
    };
    let same = of(&tiny);
    assert!(same["compared"].as_u64().unwrap() > 0);
    assert_eq!(same["compared"], same["same_view"]);
    assert_eq!(same["items"], Value::Array(vec![]));
    for structure in same["structures"].as_array().unwrap() {
        assert_eq!(structure["agreement"], 1.0, "{structure}");
        assert!(structure["iou_least"].is_null() || structure["iou_least"] == 1.0);
    }
    let differs = of(other);
    assert_eq!(
        [&differs["a"]["version"], &differs["b"]["version"]],
        ["0.1.0", "2.0.0"]
    );
    let structures = differs["structures"].as_array().unwrap();
    assert!(structures.iter().any(|s| s["only_a"].as_u64().unwrap() > 0));
    assert!(structures.iter().all(|s| s["only_b"] == 0));
    assert!(differs["ms_ratio"].as_f64().unwrap() > 0.0);
    let told = board.succeed(&["compare", &tiny, other, "--seconds", "0.1"]);
    assert!(
        told.contains("structure ") && told.contains("B/A"),
        "{told}"
    );
}

#[test]
fn a_pack_passes_its_self_test_to_the_bit_with_any_number_of_threads() {
    for threads in 1..=4 {
        let folder = std::path::Path::new("models/small");
        let pack = Pack::open(folder).unwrap().with_threads(threads);
        let model = Model::of(pack, &mut |_| {});
        assert_eq!(model.unwrap().info().name, "small");
    }
}
