//! Languages as a person meets them: printed, checked, chosen, and wrong.
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    process::{Command, Output},
};

use second_reader::anatomy::Structure;
use tempfile::TempDir;

fn second_reader(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_second-reader"));
    command
        .env("SECOND_READER_ALLOW_UNSIGNED", "1")
        .args(arguments)
        .output()
        .unwrap()
}

fn text(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).unwrap()
}

/// A file of that text, and its name.
fn file(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A sweep of two frames, in the form of the published system's tables.
fn table() -> String {
    let names: Vec<_> = Structure::ALL[..18].iter().map(|s| s.name()).collect();
    let row = |frame: u32| format!("{frame}{}\n", ",0.5".repeat(18));
    format!("frame,{}\n{}{}", names.join(","), row(0), row(1))
}

#[test]
fn what_is_printed_is_a_complete_message_file() {
    let folder = TempDir::new().unwrap();
    let printed = second_reader(&["language"]);
    assert!(printed.status.success());
    let english = file(&folder, "de.toml", &text(&printed.stdout));
    let checked = second_reader(&["language", &english]);
    assert!(checked.status.success(), "{}", text(&checked.stderr));
    assert!(text(&checked.stdout).ends_with("de.toml: complete\n"));
}

#[test]
fn a_missing_key_is_named_and_the_file_can_be_used_all_the_same() {
    let folder = TempDir::new().unwrap();
    let english = text(&second_reader(&["language"]).stdout);
    let less = file(
        &folder,
        "fr.toml",
        &english.replace("not_analysed = \"not analysed\"\n", ""),
    );
    let checked = second_reader(&["language", &less]);
    assert_eq!(checked.status.code(), Some(2));
    assert!(text(&checked.stdout).contains("screen.not_analysed: missing"));
    assert!(text(&checked.stderr).contains("hint: "));
    let table = file(&folder, "sweep.csv", &table());
    let place = folder.path().join("barcode.png");
    let drawn = second_reader(&[
        "barcode",
        &table,
        "--out",
        place.to_str().unwrap(),
        "--language",
        &less,
    ]);
    assert!(drawn.status.success(), "{}", text(&drawn.stderr));
    assert!(text(&drawn.stderr).contains("screen.not_analysed: missing; shown in English"));
}

#[test]
fn a_language_changes_the_picture_and_one_that_is_none_is_refused() {
    let folder = TempDir::new().unwrap();
    let columns = "frame,crux,ventricular_septum,right_atrium,tricuspid_valve,right_ventricle,left_atrium,\
        mitral_valve,left_ventricle,pulmonary_artery,ascending_aorta,superior_vena_cava,descending_aorta,\
        stomach,spine,umbilical_vein,inferior_vena_cava,pulmonary_vein,ductus_arteriosus";
    let row = ",0.9".repeat(18);
    let table = file(
        &folder,
        "sweep.csv",
        &format!("{columns}\n0{row}\n1{row}\n"),
    );
    let place = folder.path().join("barcode.png");
    let place = place.to_str().unwrap();
    let drawn = |language: &str| {
        let output = second_reader(&["barcode", &table, "--out", place, "--language", language]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        fs::read(place).unwrap()
    };
    assert_ne!(drawn("en"), drawn("ja"));
    let refused = second_reader(&["barcode", &table, "--out", place, "--language", "klingon"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = text(&refused.stderr);
    assert!(
        said.contains("language klingon") && said.contains("hint: say en, ja"),
        "{said}"
    );
}
