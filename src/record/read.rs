use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use super::{FrameRecord, RecordError};

/// The longest line, bytes: a line with all structures takes about 3,000.
const LINE_BYTES_MAX: u64 = 64 * 1024;
/// The most frames in a file: nine hours at 30 frames a second.
const FRAMES_MAX: usize = 1 << 20;

/// Reads frame records line by line. Ends behind the first error.
#[derive(Debug)]
pub struct FrameReader<R> {
    input: R,
    file: String,
    line: u64,
    buffer: Vec<u8>,
    last_frame: Option<u64>,
    done: bool,
}

impl<R: BufRead> FrameReader<R> {
    /// A reader of `input`; `file` is the name for messages.
    pub fn new(input: R, file: impl Into<String>) -> Self {
        let (file, buffer) = (file.into(), Vec::new());
        Self {
            input,
            file,
            line: 0,
            buffer,
            last_frame: None,
            done: false,
        }
    }

    fn read(&mut self) -> Result<Option<FrameRecord>, RecordError> {
        loop {
            self.buffer.clear();
            self.line += 1;
            let read = (&mut self.input)
                .take(LINE_BYTES_MAX + 1)
                .read_until(b'\n', &mut self.buffer)
                .map_err(|source| RecordError::Io {
                    path: self.file.clone(),
                    source,
                })?;
            if read == 0 {
                return Ok(None);
            }
            if read as u64 > LINE_BYTES_MAX {
                return Err(self.error("the line is longer than 64 KiB"));
            }
            if !self.buffer.trim_ascii().is_empty() {
                return self.parse().map(Some);
            }
        }
    }

    fn parse(&mut self) -> Result<FrameRecord, RecordError> {
        let record: FrameRecord =
            serde_json::from_slice(&self.buffer).map_err(|e| self.error(&not_a_frame(&e)))?;
        if let Some(flaw) = record.flaw() {
            return Err(self.error(&flaw));
        }
        if self.last_frame.is_some_and(|last| record.frame <= last) {
            return Err(self.error("frame numbers do not rise"));
        }
        self.last_frame = Some(record.frame);
        Ok(record)
    }

    fn error(&self, message: &str) -> RecordError {
        RecordError::Line {
            file: self.file.clone(),
            line: self.line,
            message: message.to_owned(),
        }
    }
}

/// The parser's message without its own line number, which is always one.
fn not_a_frame(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    format!("not a frame record: {text} (column {})", error.column())
}

impl<R: BufRead> Iterator for FrameReader<R> {
    type Item = Result<FrameRecord, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let next = self.read().transpose();
        self.done = !matches!(next, Some(Ok(_)));
        next
    }
}

/// Reads a whole `frames.jsonl` or label file.
///
/// # Errors
/// Where the file cannot be read, holds no frames or more than a million, or has a wrong line.
pub fn read_frames(path: &Path) -> Result<Vec<FrameRecord>, RecordError> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|source| RecordError::Io {
        path: name.clone(),
        source,
    })?;
    let mut frames = Vec::new();
    for frame in FrameReader::new(BufReader::new(file), &name) {
        frames.push(frame?);
        if frames.len() > FRAMES_MAX {
            let message = "more than a million frames".to_owned();
            return Err(RecordError::Line {
                file: name,
                line: FRAMES_MAX as u64,
                message,
            });
        }
    }
    if frames.is_empty() {
        return Err(RecordError::Empty { file: name });
    }
    Ok(frames)
}

#[cfg(test)]
mod tests;
