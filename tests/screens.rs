//! Every screen, state, language and size is drawn as it was when a person looked at it last: by the SHA-256 of its
//! pixels in `tests/snapshots/screens.txt`.
//!
//! `SECOND_READER_BLESS=1 cargo test --test screens` writes it anew; `cargo run --example screens -- all DIR` draws
//! the same pictures to look at before that is committed.
#![allow(clippy::unwrap_used)]

mod example;

use std::{
    collections::BTreeMap,
    fmt::Write,
    fs::{self, File},
    path::Path,
};

use example::{
    Example,
    gallery::{SHOTS, SIZES, draw, linked},
};
use second_reader::display::{Canvas, Language};
use sha2::{Digest, Sha256};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/screens.txt");

/// The first half of the hash of a picture's size and pixels.
fn hash(canvas: &Canvas) -> String {
    let mut hash = Sha256::new();
    hash.update(canvas.width().to_be_bytes());
    hash.update(canvas.as_bytes());
    let bytes = hash.finalize();
    bytes.iter().take(16).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[test]
fn every_screen_looks_as_it_did_when_a_person_looked_at_it() {
    let example = Example::new();
    let mut drawn = BTreeMap::new();
    let mut pictures = BTreeMap::new();
    for (width, height) in SIZES {
        for (name, _) in SHOTS {
            for code in Language::BUILTIN {
                let name = format!("{name}-{width}x{height}-{code}");
                let canvas = draw(&name, &example).unwrap();
                drawn.insert(name.clone(), hash(&canvas));
                pictures.insert(name, canvas);
            }
        }
    }
    if std::env::var_os("SECOND_READER_BLESS").is_some() {
        let lines = drawn.iter().map(|(name, hash)| format!("{hash} {name}\n"));
        fs::write(FILE, lines.collect::<String>()).unwrap();
    }
    let text = fs::read_to_string(FILE).unwrap();
    let expected: BTreeMap<_, _> = text
        .lines()
        .filter_map(|l| l.split_once(' '))
        .map(|(h, n)| (n, h))
        .collect();
    let names: Vec<_> = expected.keys().copied().collect();
    assert_eq!(names, drawn.keys().map(String::as_str).collect::<Vec<_>>());
    let other: Vec<_> = drawn
        .iter()
        .filter(|(n, hash)| expected[n.as_str()] != **hash)
        .collect();
    if other.is_empty() {
        return;
    }
    let folder = std::env::temp_dir().join("second-reader-screens");
    fs::create_dir_all(&folder).unwrap();
    for (name, _) in &other {
        write(&pictures[*name], &folder.join(format!("{name}.png")));
    }
    let names: Vec<_> = other.iter().map(|(name, _)| name.as_str()).collect();
    panic!(
        "{} screens look otherwise, see {}: {}",
        other.len(),
        folder.display(),
        names.join(" ")
    );
}

/// `cargo run --example screens -- docs` draws them anew.
#[test]
fn the_pictures_of_the_docs_are_what_is_drawn() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let example = Example::new();
    let names = linked(&fs::read_to_string(docs.join("screens.md")).unwrap());
    assert!(names.len() >= 10);
    for name in names {
        let file = docs.join("screens").join(format!("{name}.png"));
        let shown = image::open(&file).unwrap().into_rgb8();
        let drawn = draw(&name, &example).unwrap();
        assert!(
            shown.as_raw() == drawn.as_bytes(),
            "{name} is drawn otherwise"
        );
    }
}

fn write(canvas: &Canvas, file: &Path) {
    canvas.write_png(File::create(file).unwrap()).unwrap();
}
