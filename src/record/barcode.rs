//! The barcode as numbers: a table with a row a frame, and the timeline that it draws.

use std::{
    fmt::Write as _,
    io::{self, Write},
    time::Duration,
};

use super::{FrameRecord, TableRow, round};
use crate::{
    anatomy::{Structure, StructureMap, View},
    exam::Column,
    sector::Picture,
};

/// A frame, as the barcode shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct BarcodeRow {
    /// Number of the frame.
    pub frame: u64,
    /// Time since the source's first frame, to the microsecond.
    pub time: Duration,
    /// What the picture was.
    pub picture: Picture,
    /// The view.
    pub view: View,
    /// Confidence of each structure, 0 to 1; as the detector said it.
    pub confidence: StructureMap<f32>,
}

impl BarcodeRow {
    /// A line of `frames.jsonl`. A picture of an unknown name was not analysed.
    #[must_use]
    pub fn of_record(record: &FrameRecord) -> Self {
        let mut confidence = StructureMap::default();
        for structure in &record.structures {
            confidence[structure.name] = structure.confidence;
        }
        Self {
            frame: record.frame,
            time: round::time(record.time_ms),
            picture: Picture::from_name(&record.picture).unwrap_or(Picture::NotUltrasound),
            view: record.view,
            confidence,
        }
    }

    /// A row of a table, with what the table may not say.
    #[must_use]
    pub fn of_table(row: &TableRow, time: Duration, view: View) -> Self {
        Self {
            frame: row.frame,
            time,
            picture: row.picture,
            view,
            confidence: row.confidence,
        }
    }

    /// Its column in a timeline; `None` where the last picture was shown again, which is nothing new.
    #[must_use]
    pub fn column(&self) -> Option<Column> {
        let live = self.picture == Picture::Live;
        let quantised = |c| if live { Column::quantised(c) } else { 0 };
        (self.picture != Picture::Repeated).then(|| Column {
            time: self.time,
            picture: self.picture,
            view: if live { self.view } else { View::None },
            confidence: StructureMap(self.confidence.0.map(quantised)),
        })
    }
}

/// Writes a barcode's table: a line with the names, then one a frame. [`super::read_sweep`] reads it. Give
/// it a buffered writer.
#[derive(Debug)]
pub struct BarcodeWriter<W: Write> {
    out: W,
    line: String,
    known: StructureMap<bool>,
}

impl<W: Write> BarcodeWriter<W> {
    /// A writer to `out`, which the names are written to. Structures that nobody looked for get no column: a
    /// 0 would say that they were not found.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn new(mut out: W, known: StructureMap<bool>) -> io::Result<Self> {
        let mut line = String::with_capacity(512);
        line.push_str("frame,time_ms,picture,view");
        for structure in Structure::ALL.into_iter().filter(|s| known[*s]) {
            line.push(',');
            line.push_str(structure.name());
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
        Ok(Self { out, line, known })
    }

    /// Writes a row. Allocates nothing.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn write(&mut self, row: &BarcodeRow) -> io::Result<()> {
        let time_ms = round::milliseconds(row.time);
        let (picture, view) = (row.picture.name(), row.view.name());
        self.line.clear();
        // Writing to a string does not fail.
        let _ = write!(self.line, "{},{time_ms},{picture},{view}", row.frame);
        for (_, confidence) in row.confidence.iter().filter(|(s, _)| self.known[*s]) {
            let _ = write!(self.line, ",{}", round::confidence(*confidence));
        }
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes())
    }

    /// Flushes and gives the writer back.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}
