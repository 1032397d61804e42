use std::io::{self, Write};

use serde::Serialize;

use super::FrameRecord;
use crate::{anatomy::View, exam::Observation};

/// The bytes of a record that is one object: indented, with a line's end.
pub(super) fn json(record: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(record)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Writes one line.
///
/// # Errors
/// Where writing fails.
pub fn write_frame(out: &mut impl Write, record: &FrameRecord) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

/// Writes `frames.jsonl`, one line a frame, reusing its buffers. Give it a buffered writer.
#[derive(Debug)]
pub struct FrameWriter<W: Write> {
    out: W,
    record: FrameRecord,
}

impl<W: Write> FrameWriter<W> {
    /// A writer to `out`.
    pub fn new(out: W) -> Self {
        let mut record = FrameRecord::default();
        record.structures.reserve(crate::anatomy::Structure::COUNT);
        Self { out, record }
    }

    /// Writes the line of a frame, and gives it back; `class` is what a classifier calls it.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn write(
        &mut self,
        observation: &Observation,
        view: View,
        class: Option<(&str, f32)>,
    ) -> io::Result<&FrameRecord> {
        self.record.fill(observation, view);
        self.record.fill_class(class);
        write_frame(&mut self.out, &self.record)?;
        Ok(&self.record)
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
