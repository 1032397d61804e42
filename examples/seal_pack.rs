//! Seals int8 detector packs: checks that the service's engine agrees with the golden outputs that
//! the training's engine left (within their tolerance), then stores the service's own outputs with
//! a tolerance of zero. From then on the self-test is exact on every machine.
//!
//! `cargo run --example seal_pack -- PACK...`

#![allow(clippy::print_stdout)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use second_reader::detector::Detector;
use sha2::{Digest, Sha256};

fn main() -> Result<()> {
    let folders: Vec<_> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    ensure!(!folders.is_empty(), "which pack? usage: seal_pack PACK...");
    folders.iter().try_for_each(|folder| seal(folder))
}

fn seal(folder: &Path) -> Result<()> {
    let path = folder.join("manifest.toml");
    let mut manifest = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    for (name, values) in Detector::golden_outputs(folder)? {
        let output = folder.join(&name);
        let bytes: Vec<u8> = values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect();
        let old = fs::read(&output).with_context(|| output.display().to_string())?;
        manifest = manifest.replace(&sha256(&old), &sha256(&bytes));
        replace(&output, &bytes)?;
    }
    let exact = manifest.lines().map(|line| {
        if line.starts_with("tolerance") {
            "tolerance = 0.0\n".to_owned()
        } else {
            format!("{line}\n")
        }
    });
    replace(&path, exact.collect::<String>().as_bytes())?;
    Detector::load(folder)?;
    println!("{}: sealed", folder.display());
    Ok(())
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = path.with_extension("part");
    fs::write(&part, bytes)?;
    fs::rename(&part, path).with_context(|| path.display().to_string())
}
