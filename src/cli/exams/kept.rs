//! Readings that were kept: labels in DIR/NAME.jsonl, what was found in DIR/NAME/frames.jsonl.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use second_reader::{
    evaluate::exams::SweepKind,
    record::{FrameRecord, OutDir, RecordError, read_frames, write_frame},
};

use super::{super::problem::Problem, plan::Sweep};

/// A folder with readings, which need not exist yet.
pub struct Kept {
    folder: PathBuf,
}

impl Kept {
    /// The readings in that folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn labels(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.jsonl"))
    }

    fn frames(&self, name: &str) -> PathBuf {
        self.folder.join(name).join("frames.jsonl")
    }

    /// Whether the readings of a sweep are there.
    pub fn holds(&self, name: &str) -> bool {
        self.labels(name).is_file() && self.frames(name).is_file()
    }

    /// Labels and readings of a sweep, where both are there.
    pub fn load(&self, name: &str) -> Result<Option<[Vec<FrameRecord>; 2]>, Problem> {
        if !self.holds(name) {
            return Ok(None);
        }
        Ok(Some([
            read_frames(&self.labels(name))?,
            read_frames(&self.frames(name))?,
        ]))
    }

    /// Keeps them; the labels come last, so that what is there is whole.
    pub fn save(
        &self,
        name: &str,
        labels: &[FrameRecord],
        frames: &[FrameRecord],
    ) -> Result<(), Problem> {
        write(&self.folder.join(name), "frames.jsonl", frames)?;
        write(&self.folder, &format!("{name}.jsonl"), labels)
    }

    /// The sweeps whose readings are there, of some seeds or of all, by seed.
    pub fn sweeps(&self, seeds: Option<&[u64]>) -> Result<Vec<Sweep>, Problem> {
        let unreadable = |e| Problem::file(&self.folder, &e);
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(unreadable)? {
            let file = entry.map_err(unreadable)?.file_name();
            let name = file.to_str().and_then(|file| file.strip_suffix(".jsonl"));
            let Some((name, seed)) = name.and_then(|name| Some((name, seed_of(name)?))) else {
                continue;
            };
            if self.holds(name) && seeds.is_none_or(|some| some.contains(&seed)) {
                found.push((seed, name.to_owned()));
            }
        }
        if found.is_empty() {
            let message = format!("{}: no readings of these seeds", self.folder.display());
            let hint = "without --kept-only the sweeps are drawn and read, and kept there";
            return Err(Problem::bad_input(message, Some(hint)));
        }
        found.sort_unstable();
        let sweep = |(_, name): (u64, String)| Sweep {
            kind: kind_of(&name),
            name,
            config: None,
        };
        Ok(found.into_iter().map(sweep).collect())
    }
}

/// The seed that a sweep's name begins with.
fn seed_of(name: &str) -> Option<u64> {
    name.split_once('-')?.0.parse().ok()
}

/// The kind that it ends with.
fn kind_of(name: &str) -> SweepKind {
    let last = name.rsplit('-').next().unwrap_or_default();
    let kind = SweepKind::SPECIAL.into_iter().find(|k| k.name() == last);
    kind.unwrap_or_default()
}

fn write(folder: &Path, name: &str, records: &[FrameRecord]) -> Result<(), Problem> {
    let mut out = OutDir::create(folder)?;
    let mut file = out.file(name)?;
    let written = records
        .iter()
        .try_for_each(|record| write_frame(&mut file, record))
        .and_then(|()| file.flush());
    written.map_err(|source| RecordError::Io {
        path: folder.join(name).display().to_string(),
        source,
    })?;
    Ok(out.commit()?)
}

#[cfg(test)]
mod tests {
    use super::{FrameRecord, Kept, SweepKind};

    #[test]
    fn what_was_kept_is_found_again_by_seed_and_kind() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::new(folder.path().join("kept"));
        assert!(kept.sweeps(None).is_err());
        let frame = |frame| FrameRecord {
            frame,
            picture: "live".into(),
            ..FrameRecord::default()
        };
        let (labels, frames) = (vec![frame(0), frame(1)], vec![frame(0)]);
        for name in ["7-normal", "10-normal-hasty", "9-hlhs"] {
            assert_eq!(kept.load(name).unwrap(), None);
            kept.save(name, &labels, &frames).unwrap();
            assert_eq!(
                kept.load(name).unwrap(),
                Some([labels.clone(), frames.clone()])
            );
        }
        std::fs::write(folder.path().join("kept/notes.jsonl"), "").unwrap();
        let names = |seeds: Option<&[u64]>| -> Vec<_> {
            let sweeps = kept.sweeps(seeds).unwrap();
            sweeps.into_iter().map(|s| (s.name, s.kind)).collect()
        };
        assert_eq!(
            names(None),
            [
                ("7-normal".to_owned(), SweepKind::Usual),
                ("9-hlhs".to_owned(), SweepKind::Usual),
                ("10-normal-hasty".to_owned(), SweepKind::Hasty),
            ]
        );
        assert_eq!(names(Some(&[9])).len(), 1);
        assert!(kept.sweeps(Some(&[1])).unwrap_err().hint().is_some());
    }
}
