use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{Installed, Offer, Store, StoreError, Version};

/// A store, and a folder to make versions in.
struct Bench {
    folder: tempfile::TempDir,
    store: Store,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(&folder.path().join("store"));
    Bench { folder, store }
}

fn version(text: &str) -> Version {
    text.parse().unwrap()
}

impl Bench {
    fn files(&self, content: &str) -> Vec<PathBuf> {
        let folder = self.folder.path().join("source");
        fs::create_dir_all(&folder).unwrap();
        let files = ["manifest.toml", "model.onnx"].map(|name| folder.join(name));
        for file in &files {
            fs::write(file, content).unwrap();
        }
        files.to_vec()
    }

    fn offer(&self, of: &str, content: &str, downgrade: bool) -> Result<Installed, StoreError> {
        let files = self.files(content);
        let offer = Offer {
            name: "tiny",
            version: version(of),
            files: &files,
            downgrade,
        };
        self.store.install(&offer, |_| Ok(()))
    }

    fn install(&self, of: &str) {
        self.offer(of, of, false).unwrap();
    }

    fn active(&self) -> String {
        let link = self.store.folder().join("tiny/model.onnx");
        fs::read_to_string(link).unwrap()
    }

    fn rollback(&self) -> Result<Installed, StoreError> {
        self.store.rollback("tiny", |_| Ok(()))
    }
}

#[test]
fn versions_stand_side_by_side_and_the_newest_is_active() {
    let bench = bench();
    assert_eq!(bench.store.list().unwrap(), []);
    for of in ["0.9.0", "0.10.0", "0.10.1"] {
        bench.install(of);
        assert_eq!(bench.active(), of);
    }
    let list = bench.store.list().unwrap();
    let told: Vec<_> = list
        .iter()
        .map(|i| (i.version.to_string(), i.is_active))
        .collect();
    let told: Vec<_> = told.iter().map(|(v, a)| (v.as_str(), *a)).collect();
    assert_eq!(
        told,
        [("0.9.0", false), ("0.10.0", false), ("0.10.1", true)]
    );
}

#[test]
fn back_to_the_one_before_and_further_back_and_forward_again() {
    let bench = bench();
    for of in ["1.0.0", "2.0.0", "3.0.0"] {
        bench.install(of);
    }
    assert_eq!(bench.rollback().unwrap().version, version("2.0.0"));
    assert_eq!(bench.active(), "2.0.0");
    assert_eq!(bench.rollback().unwrap().version, version("1.0.0"));
    assert!(matches!(
        bench.rollback(),
        Err(StoreError::NothingBefore { .. })
    ));
    assert_eq!(bench.active(), "1.0.0");
    bench.install("3.0.0");
    assert_eq!(bench.active(), "3.0.0");
    // What was gone back from is not what was before.
    assert_eq!(bench.rollback().unwrap().version, version("1.0.0"));
}

#[test]
fn an_older_one_comes_in_only_where_that_is_said() {
    let bench = bench();
    bench.install("2.0.0");
    let refused = bench.offer("1.0.0", "1.0.0", false).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "tiny 2.0.0 is active, and 1.0.0 is older"
    );
    assert_eq!(bench.active(), "2.0.0");
    bench.offer("1.0.0", "1.0.0", true).unwrap();
    assert_eq!(bench.active(), "1.0.0");
}

#[test]
fn the_same_version_with_other_files_is_refused_and_with_the_same_ones_welcome() {
    let bench = bench();
    bench.install("1.0.0");
    bench.install("1.0.0");
    let refused = bench.offer("1.0.0", "other", false).unwrap_err();
    assert!(matches!(refused, StoreError::Differs { .. }), "{refused}");
    assert_eq!(bench.active(), "1.0.0");
}

#[test]
fn what_the_check_refuses_leaves_nothing_behind() {
    let bench = bench();
    bench.install("1.0.0");
    let before = names(bench.store.folder());
    let files = bench.files("2.0.0");
    let offer = Offer {
        name: "tiny",
        version: version("2.0.0"),
        files: &files,
        downgrade: false,
    };
    let mut seen = String::new();
    let refused = bench.store.install(&offer, |folder: &Path| {
        seen = fs::read_to_string(folder.join("model.onnx")).unwrap();
        Err(StoreError::Busy {
            path: folder.into(),
        })
    });
    assert!(refused.is_err());
    assert_eq!(seen, "2.0.0", "the copy is what is judged");
    assert_eq!(bench.active(), "1.0.0");
    assert_eq!(names(bench.store.folder()), before);
    let refused = bench.store.rollback("tiny", |folder: &Path| {
        Err(StoreError::Busy {
            path: folder.into(),
        })
    });
    assert!(refused.is_err());
    assert_eq!(bench.active(), "1.0.0");
}

/// The states of the disk between the steps of an installation: each is the old or the new one, and the next
/// installation and the way back go on from there.
#[test]
fn a_power_cut_between_two_steps_is_as_if_nothing_had_begun() {
    let bench = bench();
    for of in ["1.0.0", "2.0.0"] {
        bench.install(of);
    }
    let store = bench.store.folder().to_owned();
    // Copying.
    fs::create_dir(store.join(".staging-abc")).unwrap();
    fs::write(store.join(".staging-abc/model.onnx"), "half").unwrap();
    // A link that was made and not yet renamed.
    std::os::unix::fs::symlink("tiny@3.0.0", store.join(".staging-tiny")).unwrap();
    assert_eq!(bench.active(), "2.0.0");
    // The folder has its name, and the history is written, and the link is the old one.
    fs::create_dir(store.join("tiny@3.0.0")).unwrap();
    for file in bench.files("3.0.0") {
        fs::copy(
            &file,
            store.join("tiny@3.0.0").join(file.file_name().unwrap()),
        )
        .unwrap();
    }
    fs::write(store.join("tiny@history"), "1.0.0\n2.0.0\n3.0.0\n").unwrap();
    assert_eq!(bench.active(), "2.0.0");
    assert_eq!(bench.rollback().unwrap().version, version("1.0.0"));
    bench.install("3.0.0");
    assert_eq!(bench.active(), "3.0.0");
    let left = names(&store);
    assert!(!left.iter().any(|n| n.starts_with(".staging-")), "{left:?}");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
