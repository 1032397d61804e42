//! Tables of confidences: one row a frame, one column a structure, as the published system's data
//! (github.com/rafcc/2020-prenatal-sono) come. With a column `case` a table holds 20 frames of each of
//! many cases; without, one whole sweep.

mod columns;

use std::{fs::File, io::Read as _, ops::RangeInclusive, path::Path, time::Duration};

use csv::{ReaderBuilder, StringRecord, Trim};

use super::TableError;
use crate::{
    anatomy::{StructureMap, View},
    exam::score::FRAMES,
    sector::Picture,
};
use columns::Columns;

/// The largest file, bytes: a hundred thousand frames are 16 MiB.
const BYTES_MAX: u64 = 64 * 1024 * 1024;
/// The longest sweep, frames: nine minutes at 30 a second, what a timeline holds frame by frame.
const SWEEP_FRAMES_MAX: usize = 16_384;
/// The longest sweep that is drawn and not scored, frames: nine hours at 30 a second.
const DRAWN_FRAMES_MAX: usize = 1 << 20;

const HINT_ROWS: &str = "each case has 20 rows that follow one another, with rising frame numbers";
const HINT_FORM: &str = "a table is text: a line of column names, then a line for each frame, \
     separated by commas";

/// What was found in a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// Number of the frame.
    pub frame: u64,
    /// Time since the first frame; `None` where the table has no such column.
    pub time: Option<Duration>,
    /// What the picture was; live where the table has no such column.
    pub picture: Picture,
    /// The view; `None` where the table has no such column.
    pub view: Option<View>,
    /// Confidence of each structure, 0 to 1; 0 also where the table has no column for it.
    pub confidence: StructureMap<f32>,
}

/// The frames of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCase {
    /// Its name, which may be a number.
    pub case: String,
    /// What it is said to be, such as `normal`; `None` where the table has no such column.
    pub label: Option<String>,
    /// Its first line in the file, from 1.
    pub line: u64,
    /// Exactly 20 frames, by rising number.
    pub rows: Vec<TableRow>,
}

/// A whole sweep.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    /// Its frames, by rising number.
    pub rows: Vec<TableRow>,
    /// Which structures the table has a column for; of the others it says nothing.
    pub known: StructureMap<bool>,
}

/// A table of confidences.
#[derive(Clone, Debug, PartialEq)]
pub enum Table {
    /// Frames of many cases; at least one. No two have the same name and label.
    Cases(Vec<TableCase>),
    /// One sweep of 20 to 16384 frames.
    Sweep(Sweep),
}

/// Reads a table.
///
/// # Errors
/// [`TableError::Line`] with the line for a column that is missing or unknown, a confidence that is not a
/// number from 0 to 1, cases that do not have 20 frames, an empty file, or one that is not text.
pub fn read_table(path: &Path) -> Result<Table, TableError> {
    read(path, FRAMES..=SWEEP_FRAMES_MAX)
}

/// Reads a table of one sweep, of however few frames, and of 1048576 at most: for drawing, not for scores.
///
/// # Errors
/// As [`read_table`], and for a table of cases.
pub fn read_sweep(path: &Path) -> Result<Sweep, TableError> {
    match read(path, 1..=DRAWN_FRAMES_MAX)? {
        Table::Sweep(sweep) => Ok(sweep),
        Table::Cases(_) => Err(TableError::Line {
            file: path.display().to_string(),
            line: 1,
            message: "this is a table of cases (it has a column case), not a sweep".to_owned(),
            hint: "give the table of one sweep; `second-reader score` reads tables of cases",
        }),
    }
}

/// Reads a table whose sweep may have that many frames.
fn read(path: &Path, frames: RangeInclusive<usize>) -> Result<Table, TableError> {
    let file = path.display().to_string();
    let bytes = read_bytes(path).map_err(|source| TableError::Io {
        path: file.clone(),
        source,
    })?;
    parse(bytes, frames).map_err(|Flaw(line, message, hint)| TableError::Line {
        file,
        line,
        message,
        hint,
    })
}

fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(BYTES_MAX + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Line, what is wrong, what to do.
#[derive(Debug)]
struct Flaw(u64, String, &'static str);

fn parse(mut bytes: Vec<u8>, frames: RangeInclusive<usize>) -> Result<Table, Flaw> {
    if bytes.len() as u64 > BYTES_MAX {
        let message = "the file is larger than 64 MiB".to_owned();
        return Err(Flaw(1, message, "split it by cases"));
    }
    if let Err(line) = check_text(&bytes) {
        return Err(Flaw(line, "this is not text".to_owned(), HINT_FORM));
    }
    // So that the line behind a record is always the next one.
    if bytes.last() != Some(&b'\n') {
        bytes.push(b'\n');
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(&bytes[..]);
    let (mut record, mut columns) = (StringRecord::new(), None::<Columns>);
    let mut gather = Gather::new(frames);
    let mut line = 1;
    while reader
        .read_record(&mut record)
        .map_err(|e| Flaw(line, e.to_string(), HINT_FORM))?
    {
        line = reader.position().line() - 1;
        let Some(columns) = &columns else {
            let read = Columns::read(&record);
            let read = read.map_err(|(message, hint)| Flaw(line, message, hint))?;
            gather.known = read.known();
            columns = Some(read);
            continue;
        };
        gather.take(columns, &record, line)?;
    }
    gather.finish(line)
}

/// The first line that is not text.
fn check_text(bytes: &[u8]) -> Result<(), u64> {
    let text = std::str::from_utf8(bytes);
    let bad = text.as_ref().err().map(std::str::Utf8Error::valid_up_to);
    let nul = bytes.iter().position(|byte| *byte == 0);
    match bad.into_iter().chain(nul).min() {
        Some(at) => Err(1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64),
        None => Ok(()),
    }
}

/// Gathers the rows.
struct Gather {
    frames: RangeInclusive<usize>,
    known: StructureMap<bool>,
    by_case: bool,
    keys: std::collections::HashSet<(String, Option<String>)>,
    cases: Vec<TableCase>,
    sweep: Vec<TableRow>,
}

impl Gather {
    fn new(frames: RangeInclusive<usize>) -> Self {
        Self {
            frames,
            known: StructureMap::default(),
            by_case: false,
            keys: std::collections::HashSet::new(),
            cases: Vec::new(),
            sweep: Vec::new(),
        }
    }

    fn take(&mut self, columns: &Columns, record: &StringRecord, line: u64) -> Result<(), Flaw> {
        let flaw = |(message, hint)| Flaw(line, message, hint);
        let row = columns.row(record).map_err(flaw)?;
        let key = columns.key(record).map_err(flaw)?;
        let rows = if let Some((case, label)) = key {
            self.by_case = true;
            let last = self.cases.last();
            if last.is_none_or(|last| last.case != case || last.label != label) {
                self.begin(case, label, line)?;
            }
            self.cases.last_mut().map(|case| &mut case.rows)
        } else {
            Some(&mut self.sweep)
        };
        let Some(rows) = rows else { return Ok(()) };
        if let Some(last) = rows.last().filter(|last| last.frame >= row.frame) {
            let message = format!("frame {} comes behind frame {}", row.frame, last.frame);
            return Err(Flaw(line, message, "frame numbers have to rise"));
        }
        rows.push(row);
        if rows.len() > *self.frames.end() {
            let message = format!("more than {} frames in a row", self.frames.end());
            return Err(Flaw(line, message, "cut the sweep out of the recording"));
        }
        Ok(())
    }

    fn begin(&mut self, case: String, label: Option<String>, line: u64) -> Result<(), Flaw> {
        self.check_last()?;
        if !self.keys.insert((case.clone(), label.clone())) {
            let name = name(&case, label.as_deref());
            return Err(Flaw(line, format!("{name} comes a second time"), HINT_ROWS));
        }
        self.cases.push(TableCase {
            case,
            label,
            line,
            rows: Vec::with_capacity(FRAMES),
        });
        Ok(())
    }

    /// Whether the last case is whole.
    fn check_last(&self) -> Result<(), Flaw> {
        let Some(last) = self.cases.last().filter(|last| last.rows.len() != FRAMES) else {
            return Ok(());
        };
        let name = name(&last.case, last.label.as_deref());
        let message = format!(
            "{name} has {} frames from this line on; the scores are of {FRAMES}",
            last.rows.len()
        );
        Err(Flaw(last.line, message, HINT_ROWS))
    }

    fn finish(self, line: u64) -> Result<Table, Flaw> {
        self.check_last()?;
        if self.by_case {
            return Ok(Table::Cases(self.cases));
        }
        match self.sweep.len() {
            0 => Err(Flaw(
                line,
                "there are no frames in it".to_owned(),
                HINT_FORM,
            )),
            few if few < *self.frames.start() => {
                let message =
                    format!("the sweep ends after {few} frames; the scores are of {FRAMES}");
                Err(Flaw(line, message, "give a whole sweep"))
            }
            _ => Ok(Table::Sweep(Sweep {
                rows: self.sweep,
                known: self.known,
            })),
        }
    }
}

/// A case as messages call it.
fn name(case: &str, label: Option<&str>) -> String {
    label.map_or_else(
        || format!("case {case}"),
        |label| format!("case {case} ({label})"),
    )
}
