//! Opens what a person names: recognises files by their content, never by their name.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::avi::{AviSource, is_avi};
use super::limits::{FPS_DEFAULT, Rate};
use super::picture::Kind;
use super::pipe::Pipe;
use super::stills::{StillsSource, begins_as_picture, pictures_in};
use super::y4m::{self, Y4mSource};
use super::{CaptureError, Source};

/// How to read files.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenOptions {
    /// Frame rate of pictures, which state none, frames a second: 0.1 to 1000.
    pub stills_fps: f64,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self {
            stills_fps: FPS_DEFAULT,
        }
    }
}

/// Opens one video, one folder of pictures (in natural order: `frame2` before `frame10`), or one
/// or more pictures (in the order given) as one clip, which comes as fast as it can be read.
///
/// # Errors
/// A [`CaptureError`] that names the path; nothing is read beyond the first frame.
pub fn open(paths: &[PathBuf], options: OpenOptions) -> Result<Box<dyn Source>, CaptureError> {
    open_until(paths, options, Arc::default())
}

/// As [`open`], and a wait for a pipe whose writer pauses ends with an error when `stop` is raised.
///
/// # Errors
/// As [`open`].
pub fn open_until(
    paths: &[PathBuf],
    options: OpenOptions,
    stop: Arc<AtomicBool>,
) -> Result<Box<dyn Source>, CaptureError> {
    let fps = options.stills_fps;
    let rate = Rate::from_fps(fps).ok_or(CaptureError::BadRate { fps })?;
    match paths {
        [] => Err(CaptureError::NoInput),
        [path] => open_one(path, rate, stop),
        [first, rest @ ..] => {
            for path in paths {
                let text = || path.display().to_string();
                let kind =
                    std::fs::metadata(path).map_err(|error| CaptureError::io(path, error))?;
                if kind.is_dir() || !begins_as_picture(path)? {
                    return Err(CaptureError::NotAPicture { path: text() });
                }
            }
            let name = format!("{} and {} more", name(first), rest.len());
            Ok(Box::new(StillsSource::new(paths.to_vec(), &name, rate)?))
        }
    }
}

fn open_one(
    path: &Path,
    rate: Rate,
    stop: Arc<AtomicBool>,
) -> Result<Box<dyn Source>, CaptureError> {
    let io = |error| CaptureError::io(path, error);
    let metadata = std::fs::metadata(path).map_err(io)?;
    if metadata.is_dir() {
        return Ok(Box::new(StillsSource::new(
            pictures_in(path)?,
            &name(path),
            rate,
        )?));
    }
    let mut file: Box<dyn Read + Send> = if metadata.is_file() {
        Box::new(File::open(path).map_err(io)?)
    } else {
        Box::new(Pipe::open(path, stop).map_err(io)?)
    };
    let mut start = Vec::new();
    (&mut file).take(12).read_to_end(&mut start).map_err(io)?;
    let text = path.display().to_string();
    if start.is_empty() {
        return Err(CaptureError::Empty { path: text });
    }
    if Kind::of(&start).is_some() {
        return Ok(Box::new(StillsSource::new(
            vec![path.to_owned()],
            &name(path),
            rate,
        )?));
    }
    let (is_y4m, is_avi) = (start.starts_with(y4m::MAGIC), is_avi(&start));
    // The first bytes are put back rather than sought, so that a pipe can be read too.
    let reader: Box<dyn BufRead + Send> = Box::new(Cursor::new(start).chain(BufReader::new(file)));
    if is_y4m {
        let bytes = metadata.is_file().then_some(metadata.len());
        Ok(Box::new(Y4mSource::new(reader, &text, &name(path), bytes)?))
    } else if is_avi {
        Ok(Box::new(AviSource::new(reader, &text, &name(path))?))
    } else {
        Err(CaptureError::NotRecognised { path: text })
    }
}

/// The last part of a path, for people.
fn name(path: &Path) -> String {
    let last = path.file_name().unwrap_or(path.as_os_str());
    last.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
