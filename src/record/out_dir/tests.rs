use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    time::{Duration, SystemTime},
};

use super::OutDir;
use crate::record::RecordError;

/// Names and texts of all that lies in a folder, hidden files included.
fn listing(folder: &Path) -> BTreeMap<String, String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|e| {
            let name = e.file_name().into_string().unwrap();
            (
                name,
                fs::read_to_string(e.path()).unwrap_or_else(|_| "folder".to_owned()),
            )
        })
        .collect()
}

fn write(out: &mut OutDir, name: &str, text: &str) {
    let mut file = out.file(name).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.flush().unwrap();
}

fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(n, t)| ((*n).to_owned(), (*t).to_owned()))
        .collect()
}

#[test]
fn a_new_folder_appears_complete_with_its_parents() {
    let root = tempfile::tempdir().unwrap();
    let target = root.path().join("deep/er/out");
    let mut out = OutDir::create(&target).unwrap();
    write(&mut out, "a.json", "1");
    write(&mut out, "b.json", "2");
    assert!(!target.exists());
    out.commit().unwrap();
    assert_eq!(listing(&target), texts(&[("a.json", "1"), ("b.json", "2")]));
    assert_eq!(listing(root.path()), texts(&[("deep", "folder")]));
}

#[test]
fn an_existing_folder_keeps_its_other_files() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("a.json"), "old").unwrap();
    fs::write(root.path().join("notes.txt"), "mine").unwrap();
    let mut out = OutDir::create(root.path()).unwrap();
    write(&mut out, "a.json", "new");
    out.commit().unwrap();
    assert_eq!(
        listing(root.path()),
        texts(&[("a.json", "new"), ("notes.txt", "mine")])
    );
}

#[test]
fn giving_up_leaves_nothing() {
    let root = tempfile::tempdir().unwrap();
    let mut out = OutDir::create(&root.path().join("out")).unwrap();
    write(&mut out, "a.json", "half");
    drop(out);
    assert!(listing(root.path()).is_empty());
}

#[test]
fn a_failed_commit_loses_nothing() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("a.json"), "old").unwrap();
    fs::create_dir(root.path().join("b.json")).unwrap();
    let mut out = OutDir::create(root.path()).unwrap();
    write(&mut out, "a.json", "new");
    write(&mut out, "b.json", "new");
    assert!(matches!(out.commit(), Err(RecordError::Taken { .. })));
    assert_eq!(
        listing(root.path()),
        texts(&[("a.json", "old"), ("b.json", "folder")])
    );

    let mut out = OutDir::create(root.path()).unwrap();
    write(&mut out, "a.json", "new");
    let _ = out.path("never-written.json");
    assert!(matches!(out.commit(), Err(RecordError::Io { .. })));
    assert_eq!(
        listing(root.path()),
        texts(&[("a.json", "old"), ("b.json", "folder")])
    );
}

#[test]
fn a_rename_that_fails_half_way_is_undone() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("a.json"), "old").unwrap();
    let mut out = OutDir::create(root.path()).unwrap();
    for name in ["a.json", "b.json", "c.json"] {
        write(&mut out, name, "new");
    }
    let done: Vec<_> = ["a.json", "b.json"]
        .map(|n| (n.to_owned(), out.replace(n).unwrap()))
        .into();
    out.undo(&done.iter().map(|(n, kept)| (n, *kept)).collect::<Vec<_>>());
    drop(out);
    assert_eq!(listing(root.path()), texts(&[("a.json", "old")]));
}

/// Makes a folder look as if nothing had happened there for an hour.
fn age(folder: &Path) {
    let then = SystemTime::now() - Duration::from_secs(3600);
    fs::File::open(folder).unwrap().set_modified(then).unwrap();
}

#[test]
fn what_a_power_cut_left_is_removed_and_nothing_else() {
    let root = tempfile::tempdir().unwrap();
    let mut running = OutDir::create(&root.path().join("running")).unwrap();
    write(&mut running, "a.json", "1");
    age(running.staging.path());
    for (name, inside) in [
        (".second-reader-left", "new"),
        (".second-reader-aside", ".before-a.json"),
        (".second-reader-young", "new"),
        (".hidden", "new"),
    ] {
        fs::create_dir_all(root.path().join(name).join(inside)).unwrap();
        if name != ".second-reader-young" {
            age(&root.path().join(name));
        }
    }
    let mut out = OutDir::create(&root.path().join("out")).unwrap();
    write(&mut out, "b.json", "2");
    out.commit().unwrap();
    running.commit().unwrap();
    let names: Vec<_> = listing(root.path()).into_keys().collect();
    assert_eq!(
        names,
        [
            ".hidden",
            ".second-reader-aside",
            ".second-reader-young",
            "out",
            "running"
        ]
    );
}

#[test]
fn a_new_folder_has_the_rights_of_any() {
    let root = tempfile::tempdir().unwrap();
    let [target, any] = ["out", "any"].map(|name| root.path().join(name));
    let mut out = OutDir::create(&target).unwrap();
    write(&mut out, "a.json", "1");
    out.commit().unwrap();
    fs::create_dir(&any).unwrap();
    let rights = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(rights(&target), rights(&any));
}

#[test]
fn a_file_in_the_folders_place_is_told() {
    let root = tempfile::tempdir().unwrap();
    let target = root.path().join("out");
    fs::write(&target, "mine").unwrap();
    let error = OutDir::create(&target).unwrap_err();
    assert!(error.to_string().ends_with("a file is there, not a folder"));
    assert!(error.hint().is_some());
    assert!(OutDir::create(&target.join("below")).is_err());
    assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
}
