//! Single pictures and sequences of pictures (PNG, JPEG) as a clip.

use std::cmp::Ordering;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::limits::{COMPRESSED_BYTES_MAX, Rate, check_size};
use super::picture::{Decoder, Kind, PictureError};
use super::{CaptureError, Frame, Source, SourceInfo, Step};

/// Most pictures in one sequence: 11 hours at 25 frames a second.
const PICTURES_MAX: usize = 1_000_000;

/// Pictures of one size, in order, each one frame.
pub struct StillsSource {
    paths: Vec<PathBuf>,
    info: SourceInfo,
    rate: Rate,
    number: usize,
    data: Vec<u8>,
    decoder: Decoder,
    /// The first picture, decoded when the source was opened to know its size.
    first: Frame,
    over: bool,
}

impl StillsSource {
    /// Decodes the first of `paths`, which are read in the order given.
    pub(super) fn new(paths: Vec<PathBuf>, name: &str, rate: Rate) -> Result<Self, CaptureError> {
        let Some(path) = paths.first().cloned() else {
            return Err(CaptureError::NoInput);
        };
        let info = SourceInfo {
            name: name.to_owned(),
            width: 0,
            height: 0,
            // A picture by itself has no rate.
            fps: (paths.len() > 1).then(|| rate.fps()),
            frames: Some(paths.len() as u64),
        };
        let mut source = Self {
            paths,
            info,
            rate,
            number: 0,
            data: Vec::new(),
            decoder: Decoder::default(),
            first: Frame::default(),
            over: false,
        };
        let mut first = Frame::default();
        source.decode(&path, &mut first)?;
        check_size(&path.display().to_string(), first.width, first.height)?;
        (source.info.width, source.info.height) = (first.width, first.height);
        source.first = first;
        Ok(source)
    }

    /// Reads and decodes one file.
    fn decode(&mut self, path: &Path, frame: &mut Frame) -> Result<(), CaptureError> {
        let text = || path.display().to_string();
        let number = self.number as u64;
        let file = File::open(path).map_err(|error| CaptureError::io(path, error))?;
        self.data.clear();
        let read = file
            .take(COMPRESSED_BYTES_MAX + 1)
            .read_to_end(&mut self.data);
        if read.map_err(|error| CaptureError::io(path, error))? as u64 > COMPRESSED_BYTES_MAX {
            let what = format!("a picture of more than {COMPRESSED_BYTES_MAX} bytes");
            return Err(CaptureError::Unsupported { path: text(), what });
        }
        if self.data.is_empty() {
            return Err(CaptureError::Empty { path: text() });
        }
        let Some(kind) = Kind::of(&self.data) else {
            return Err(CaptureError::NotRecognised { path: text() });
        };
        self.decoder
            .decode(kind, &self.data, frame)
            .map_err(|error| match error {
                PictureError::TooLarge { width, height } => CaptureError::TooLarge {
                    path: text(),
                    width,
                    height,
                },
                PictureError::Truncated => CaptureError::Truncated {
                    path: text(),
                    frame: number,
                },
                PictureError::Damaged(what) => CaptureError::Damaged {
                    path: text(),
                    frame: number,
                    what,
                },
            })
    }

    fn fill(&mut self, path: &Path, frame: &mut Frame) -> Result<(), CaptureError> {
        if self.number == 0 {
            frame.clone_from(&self.first);
            (self.first.luma, self.first.colour) = (Vec::new(), Vec::new());
            return Ok(());
        }
        self.decode(path, frame)?;
        if (frame.width, frame.height) != (self.info.width, self.info.height) {
            return Err(CaptureError::SizeChanged {
                path: path.display().to_string(),
                frame: self.number as u64,
                width: frame.width,
                height: frame.height,
                expected_width: self.info.width,
                expected_height: self.info.height,
            });
        }
        Ok(())
    }
}

impl Source for StillsSource {
    fn info(&self) -> &SourceInfo {
        &self.info
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        let Some(path) = self.paths.get_mut(self.number).map(std::mem::take) else {
            return Ok(Step::End);
        };
        if self.over {
            return Ok(Step::End);
        }
        // An error ends the sequence for good: a caller that goes on gets `End`.
        self.over = true;
        self.fill(&path, frame)?;
        frame.number = self.number as u64;
        frame.time = self.rate.time(frame.number);
        self.number += 1;
        self.over = false;
        Ok(Step::Frame)
    }
}

/// The pictures in a folder, in natural order. A picture is what begins like one, or is named
/// `.png`, `.jpg` or `.jpeg`: such a file with another content is an error, not a gap. Hidden
/// files, folders and everything else are passed over.
pub(super) fn pictures_in(folder: &Path) -> Result<Vec<PathBuf>, CaptureError> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| CaptureError::io(folder, error))? {
        let entry = entry.map_err(|error| CaptureError::io(folder, error))?;
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") || !path.is_file() {
            continue;
        }
        if begins_as_picture(&path)? {
            paths.push(path);
        } else if is_named_as_picture(&path) {
            return Err(CaptureError::NotRecognised {
                path: path.display().to_string(),
            });
        }
        if paths.len() > PICTURES_MAX {
            let what = format!("a folder of more than {PICTURES_MAX} pictures");
            let path = folder.display().to_string();
            return Err(CaptureError::Unsupported { path, what });
        }
    }
    if paths.is_empty() {
        return Err(CaptureError::Empty {
            path: folder.display().to_string(),
        });
    }
    paths.sort_by(|a, b| natural(file_name(a), file_name(b)));
    Ok(paths)
}

fn file_name(path: &Path) -> &[u8] {
    path.file_name().map_or(&[], |name| name.as_encoded_bytes())
}

/// Whether the file's first bytes are a picture's.
pub(super) fn begins_as_picture(path: &Path) -> Result<bool, CaptureError> {
    let mut start = Vec::with_capacity(8);
    File::open(path)
        .and_then(|file| file.take(8).read_to_end(&mut start))
        .map_err(|error| CaptureError::io(path, error))?;
    Ok(Kind::of(&start).is_some())
}

fn is_named_as_picture(path: &Path) -> bool {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    ["png", "jpg", "jpeg"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// Compares names as people do: a run of digits counts as the number that it is, so that
/// `frame2` comes before `frame10`; equal numbers and all else go by the bytes.
fn natural(a: &[u8], b: &[u8]) -> Ordering {
    let (mut left, mut right) = (a, b);
    while let (Some(&x), Some(&y)) = (left.first(), right.first()) {
        let order = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (number_x, number_y) = (take_digits(&mut left), take_digits(&mut right));
            number_x
                .len()
                .cmp(&number_y.len())
                .then_with(|| number_x.cmp(number_y))
        } else {
            (left, right) = (&left[1..], &right[1..]);
            x.cmp(&y)
        };
        if order.is_ne() {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// Cuts the digits off the front and returns them without leading zeros.
fn take_digits<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    let end = text
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    *text = rest;
    let zeros = digits
        .iter()
        .position(|&digit| digit != b'0')
        .unwrap_or(digits.len());
    &digits[zeros..]
}

#[cfg(test)]
mod tests;
