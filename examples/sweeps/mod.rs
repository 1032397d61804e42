//! Sweeps of which readings are kept, read as exams again: `NAME.jsonl` (labels) beside `NAME/frames.jsonl`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use second_reader::{
    anatomy::{Profile, StructureMap},
    detector::Pack,
    evaluate::exams::{SweepKind, SweepTruth},
    exam::Exam,
    record::read_frames,
};

/// A sweep as an exam, and what is true of it.
pub struct Sweep {
    #[allow(dead_code)] // not every example names sweeps
    /// SEED-CASE.
    pub name: String,
    /// What its labels say.
    pub truth: SweepTruth,
    /// The exam over it; side and age were entered as they are.
    pub exam: Exam,
}

/// The usual sweeps of a folder, by name; those of other kinds are left out.
pub fn load(folder: &Path) -> Result<Vec<Sweep>> {
    let pack = Pack::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("models/standard"))?;
    let thresholds = pack.info().thresholds;
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut names: Vec<PathBuf> = entries.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    names.retain(|path| path.join("frames.jsonl").exists());
    names.retain(|path| path.with_extension("jsonl").exists());
    names.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        SweepKind::SPECIAL
            .iter()
            .all(|kind| !name.ends_with(kind.name()))
    });
    names.sort();
    if names.is_empty() {
        bail!("{}: no sweeps", folder.display());
    }
    let profile = Profile::builtin("isuog-2023")?;
    names
        .iter()
        .map(|path| sweep(path, &profile, &thresholds))
        .collect()
}

fn sweep(path: &Path, profile: &Profile, thresholds: &StructureMap<f32>) -> Result<Sweep> {
    let truth = SweepTruth::read(&read_frames(&path.with_extension("jsonl"))?);
    let mut exam = Exam::new(profile.clone(), *thresholds);
    exam.enter(truth.entered());
    for frame in read_frames(&path.join("frames.jsonl"))? {
        let observation = frame.observation().context("an unknown picture")?;
        exam.observe(&observation);
    }
    exam.finish();
    let name = path.file_name().unwrap_or_default();
    Ok(Sweep {
        name: name.to_string_lossy().into_owned(),
        truth,
        exam,
    })
}
