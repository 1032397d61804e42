//! The files of an exam: frames.jsonl while it goes on, exam.json and screen.png at its end.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use second_reader::{
    capture::SourceInfo,
    detector::PackInfo,
    display::Screen,
    record::{ExamRecord, FrameWriter, ModelRecord, OutDir, SourceRecord},
    service::{About, Pipeline, Reading, Snapshot},
};

use super::{paths, problem::Problem};

/// What stands in the folder at the end.
const FILES: [&str; 3] = ["frames.jsonl", "exam.json", "screen.png"];

/// The files of one exam, invisible until [`Output::commit`].
pub struct Output {
    place: PathBuf,
    folder: OutDir,
    frames: FrameWriter<BufWriter<File>>,
}

impl Output {
    /// Files that will stand in the folder `place`, which is none of the inputs and holds none of
    /// them under the name of a result.
    pub fn create(place: &Path, inputs: &[PathBuf]) -> Result<Self, Problem> {
        let files = FILES.map(|name| place.join(name));
        let outputs: Vec<_> = files.iter().map(PathBuf::as_path).chain([place]).collect();
        paths::apart(&outputs, inputs)?;
        let mut folder = OutDir::create(place)?;
        let frames = FrameWriter::new(folder.file("frames.jsonl")?);
        Ok(Self {
            place: place.to_owned(),
            folder,
            frames,
        })
    }

    /// Writes what was found in a frame.
    pub fn frame(&mut self, reading: &Reading, pack: &PackInfo) -> Result<(), Problem> {
        let class = reading.class.map(|(n, p)| (class_name(pack, n), p));
        self.frames
            .write(&reading.observation, reading.view, reading.sector, class)
            .map_err(|e| Problem::file(&self.place, &e))
    }

    /// Writes the exam and the screen, and puts all files in their place.
    pub fn commit(
        mut self,
        record: &ExamRecord,
        screen: &Snapshot,
        about: &About,
    ) -> Result<(), Problem> {
        let place = self.place;
        let fail = |e: std::io::Error| Problem::file(&place, &e);
        self.frames.finish().map_err(fail)?;
        let mut exam = self.folder.file("exam.json")?;
        exam.write_all(&json(record)?)
            .and_then(|()| exam.flush())
            .map_err(fail)?;
        let (mut drawing, mut canvas) = (Screen::default(), Screen::canvas());
        drawing.draw(&mut canvas, &screen.model(about, None));
        let mut png = self.folder.file("screen.png")?;
        canvas.write_png(&mut png)?;
        png.flush().map_err(fail)?;
        Ok(self.folder.commit()?)
    }
}

/// The record of what a pipeline has read.
pub fn record(
    pipeline: &Pipeline,
    source: &SourceInfo,
    classes: BTreeMap<String, u64>,
) -> ExamRecord {
    let pack = pipeline.pack();
    let model = ModelRecord {
        name: pack.name.clone(),
        version: pack.version.clone(),
        kind: pack.kind.name().to_owned(),
        sha256: pack.sha256.clone(),
    };
    let source = SourceRecord {
        name: source.name.clone(),
        width: source.width,
        height: source.height,
        fps: source.fps,
    };
    ExamRecord::new(pipeline.exam(), model, source).with_classes(classes)
}

/// How many pictures were called by each name, from how many were of each class of the pack.
pub fn named(pack: &PackInfo, classes: &BTreeMap<usize, u64>) -> BTreeMap<String, u64> {
    let named = classes
        .iter()
        .map(|(n, count)| (class_name(pack, *n).to_owned(), *count));
    named.collect()
}

/// The bytes of a record.
pub fn json(record: &ExamRecord) -> Result<Vec<u8>, Problem> {
    record
        .to_json()
        .map_err(|e| Problem::failure(e, None::<String>))
}

fn class_name(pack: &PackInfo, class: usize) -> &str {
    pack.classes.get(class).map_or("", String::as_str)
}
