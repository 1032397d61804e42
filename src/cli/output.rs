//! The files of an exam: frames.jsonl and barcode.csv while it goes on, the others at its end.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use second_reader::{
    anatomy::StructureMap,
    capture::SourceInfo,
    detector::PackInfo,
    display::{BarcodePicture, KeySheet, Screen},
    record::{
        BarcodeRow, BarcodeWriter, ExamRecord, FrameWriter, ModelRecord, OutDir, SourceRecord,
        WithheldRecord,
    },
    service::{About, Pipeline, Reading, Snapshot},
};

use super::{barcode::Drawing, paths, problem::Problem};

/// What stands in the folder at the end.
pub const FILES: [&str; 6] = [
    "screen.png",
    "barcode.png",
    "barcode.csv",
    "key_images.png",
    "exam.json",
    "frames.jsonl",
];

/// The files of one exam, invisible until [`Output::commit`].
pub struct Output {
    place: PathBuf,
    folder: OutDir,
    frames: FrameWriter<BufWriter<File>>,
    table: BarcodeWriter<BufWriter<File>>,
    drawing: Drawing,
}

impl Output {
    /// Files that will stand in the folder `place`, which is none of the inputs and holds none of
    /// them under the name of a result.
    pub fn create(place: &Path, inputs: &[PathBuf], pack: &PackInfo) -> Result<Self, Problem> {
        let files = FILES.map(|name| place.join(name));
        let outputs: Vec<_> = files.iter().map(PathBuf::as_path).chain([place]).collect();
        paths::apart(&outputs, inputs)?;
        let mut folder = OutDir::create(place)?;
        let frames = FrameWriter::new(folder.file("frames.jsonl")?);
        // A threshold of 1 says that the model does not look for the structure.
        let known = StructureMap(pack.thresholds.0.map(|threshold| threshold < 1.0));
        let table = BarcodeWriter::new(folder.file("barcode.csv")?, known);
        Ok(Self {
            table: table.map_err(|e| Problem::file(place, &e))?,
            place: place.to_owned(),
            folder,
            frames,
            drawing: Drawing::new(known),
        })
    }

    /// Writes what was found in a frame.
    pub fn frame(&mut self, reading: &Reading, pack: &PackInfo) -> Result<(), Problem> {
        let class = reading.class.map(|(n, p)| (class_name(pack, n), p));
        let written = self
            .frames
            .write(&reading.observation, reading.view, class)
            .map(BarcodeRow::of_record)
            .and_then(|row| {
                self.drawing.add(&row);
                self.table.write(&row)
            });
        written.map_err(|e| Problem::file(&self.place, &e))
    }

    /// Writes the exam, the screen, the barcode and the key images, and puts all files in their place.
    pub fn commit(
        mut self,
        record: &ExamRecord,
        screen: &Snapshot,
        about: &About,
        pipeline: &Pipeline,
    ) -> Result<(), Problem> {
        let place = self.place;
        let fail = |e: std::io::Error| Problem::file(&place, &e);
        self.frames.finish().map_err(fail)?;
        self.table.finish().map_err(fail)?;
        let mut exam = self.folder.file("exam.json")?;
        exam.write_all(&json(record)?)
            .and_then(|()| exam.flush())
            .map_err(fail)?;
        let (mut drawing, mut canvas) = (Screen::default(), Screen::canvas());
        drawing.draw(&mut canvas, &screen.model(about, None));
        let pack = &about.pack;
        let made_by = format!(
            "{} {} {} {}, {}",
            pack.name,
            pack.version,
            pack.short_hash(),
            pack.standing.name(),
            about.profile
        );
        let width = BarcodePicture::WIDTH_DEFAULT;
        let barcode = self
            .drawing
            .canvas(&about.source, Some(&made_by), width, &about.language);
        let keys = KeySheet {
            title: &about.source,
            made_by: &made_by,
            images: pipeline.key_images().of(pipeline.exam()),
            language: &about.language,
        };
        for (name, picture) in [
            ("screen.png", canvas),
            ("barcode.png", barcode),
            ("key_images.png", keys.draw()),
        ] {
            let mut png = self.folder.file(name)?;
            picture.write_png(&mut png)?;
            png.flush().map_err(fail)?;
        }
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
    let source = SourceRecord {
        name: source.name.clone(),
        width: source.width,
        height: source.height,
        fps: source.fps,
    };
    ExamRecord::new(pipeline.exam(), ModelRecord::of(pack), source).with_classes(classes)
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

/// The bytes that stand for a record whose results may not be shown yet.
pub fn withheld(pipeline: &Pipeline) -> Result<Vec<u8>, Problem> {
    WithheldRecord::new(pipeline.exam())
        .to_json()
        .map_err(|e| Problem::failure(e, None::<String>))
}

fn class_name(pack: &PackInfo, class: usize) -> &str {
    pack.classes.get(class).map_or("", String::as_str)
}
