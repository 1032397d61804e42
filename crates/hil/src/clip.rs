//! Grey clips: Y4M, mono, full range. What the checks get back from the grabber.

use std::{
    fmt,
    io::{self, BufRead, Write},
};

/// Longest header line, and most pixels of a side: beyond, the file is no clip of ours.
const LINE_MAX: usize = 256;
const SIDE_MAX: usize = 4096;

/// A clip in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clip {
    /// Pixels.
    pub width: usize,
    /// Pixels.
    pub height: usize,
    /// Brightness 0 to 255, full range, `width * height` bytes a frame.
    pub frames: Vec<Vec<u8>>,
}

/// Why a file is no clip that can be read.
#[derive(Debug)]
pub enum ClipError {
    /// It cannot be read.
    Io(io::Error),
    /// It is something else.
    Form(String),
}

impl fmt::Display for ClipError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Form(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for ClipError {}

impl From<io::Error> for ClipError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Clip {
    /// Writes the frames several times as Y4M, five a second.
    pub fn write(&self, output: &mut impl Write, passes: usize) -> io::Result<()> {
        let (width, height) = (self.width, self.height);
        writeln!(
            output,
            "YUV4MPEG2 W{width} H{height} F5:1 Ip A1:1 Cmono XCOLORRANGE=FULL"
        )?;
        for frame in (0..passes).flat_map(|_| &self.frames) {
            output.write_all(b"FRAME\n")?;
            output.write_all(frame)?;
        }
        output.flush()
    }

    /// Reads Y4M; of 4:2:0 the brightness alone.
    ///
    /// # Errors
    /// Where it is cut off or of another form.
    pub fn read(input: &mut impl BufRead) -> Result<Self, ClipError> {
        let form = |what: String| Err(ClipError::Form(what));
        let header = line(input)?.unwrap_or_default();
        let Some(words) = header.strip_prefix("YUV4MPEG2 ") else {
            return form("not a Y4M clip".to_owned());
        };
        let (mut width, mut height, mut colour) = (0, 0, "420");
        for word in words.split(' ') {
            match word.split_at_checked(1) {
                Some(("W", value)) => width = value.parse().unwrap_or(0),
                Some(("H", value)) => height = value.parse().unwrap_or(0),
                Some(("C", value)) => colour = value,
                _ => {}
            }
        }
        let side = 1..=SIDE_MAX;
        if !side.contains(&width) || !side.contains(&height) {
            return form(format!("a clip of {width}x{height} pixels"));
        }
        let chroma = match colour {
            "mono" => 0,
            _ if colour.starts_with("420") => 2 * width.div_ceil(2) * height.div_ceil(2),
            other => return form(format!("a clip in C{other}; hint: write mono or 4:2:0")),
        };
        let mut clip = Self {
            width,
            height,
            frames: Vec::new(),
        };
        while let Some(mark) = line(input)? {
            if !mark.starts_with("FRAME") {
                return form(format!("frame {} has no mark", clip.frames.len()));
            }
            let mut frame = vec![0; width * height + chroma];
            input.read_exact(&mut frame)?;
            frame.truncate(width * height);
            clip.frames.push(frame);
        }
        Ok(clip)
    }
}

/// One line without its end; `None` at the end of the file.
fn line(input: &mut impl BufRead) -> Result<Option<String>, ClipError> {
    let mut bytes = Vec::new();
    io::Read::take(&mut *input, LINE_MAX as u64).read_until(b'\n', &mut bytes)?;
    match bytes.pop() {
        None => Ok(None),
        Some(b'\n') => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Some(_) => Err(ClipError::Form("a line without an end".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clip_is_read_and_one_that_is_cut_off_is_refused() {
        let bytes = b"YUV4MPEG2 W3 H1 F25:1 Cmono\nFRAME\n\x01\x02\x03FRAME\n\x04\x05\x06";
        let clip = Clip::read(&mut &bytes[..]).unwrap();
        assert_eq!((clip.width, clip.height), (3, 1));
        assert_eq!(clip.frames, [[1, 2, 3], [4, 5, 6]]);
        assert!(Clip::read(&mut &bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn what_is_written_is_read() {
        let clip = Clip {
            width: 2,
            height: 1,
            frames: vec![vec![1, 2], vec![3, 4]],
        };
        let mut bytes = Vec::new();
        clip.write(&mut bytes, 2).unwrap();
        let read = Clip::read(&mut &bytes[..]).unwrap();
        assert_eq!(read.frames, [[1, 2], [3, 4], [1, 2], [3, 4]]);
    }

    #[test]
    fn of_colour_the_brightness_is_read() {
        let bytes = b"YUV4MPEG2 W2 H2 F25:1 C420jpeg\nFRAME\n\x01\x02\x03\x04\x80\x80";
        let clip = Clip::read(&mut &bytes[..]).unwrap();
        assert_eq!(clip.frames, [[1, 2, 3, 4]]);
    }

    #[test]
    fn other_files_are_refused() {
        for bytes in [
            &b"RIFF"[..],
            b"YUV4MPEG2 W0 H2\n",
            b"YUV4MPEG2 W2 H2 C444\n",
            b"YUV4MPEG2 W2 H2\nFRAMES\n",
        ] {
            assert!(Clip::read(&mut &bytes[..]).is_err(), "{bytes:?}");
        }
    }
}
