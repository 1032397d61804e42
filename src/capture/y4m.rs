//! Y4M (YUV4MPEG2): reads clips as a stream, and writes those that the phantom makes.
//!
//! Format: the line `YUV4MPEG2 ` with parameters, then for each frame the line `FRAME`, with
//! parameters that are passed over, and the planes without padding (yuv4mpeg(5) of mjpegtools).

use std::io::{self, BufRead, Read, Write};

use super::formats::{Layout, PixelFormat, Range};
use super::limits::{Rate, check_size};
use super::{CaptureError, Frame, Source, SourceInfo, Step};

/// First bytes of every file.
pub(super) const MAGIC: &[u8] = b"YUV4MPEG2";
/// Longest header line, bytes.
const LINE_BYTES_MAX: u64 = 1024;

/// A clip that is read frame by frame, never held in memory.
pub struct Y4mSource<R> {
    reader: R,
    path: String,
    info: SourceInfo,
    layout: Layout,
    rate: Rate,
    number: u64,
    line: Vec<u8>,
    data: Vec<u8>,
    over: bool,
}

impl<R: BufRead + Send> Y4mSource<R> {
    /// Reads the header. `path` is for messages, `name` for the source's info; `bytes` is the
    /// file's length where it is known.
    ///
    /// # Errors
    /// What the header says is damaged, not supported, too small or too large, or no frame
    /// follows it.
    pub fn new(
        mut reader: R,
        path: &str,
        name: &str,
        bytes: Option<u64>,
    ) -> Result<Self, CaptureError> {
        let mut line = Vec::new();
        read_line(&mut reader, &mut line).map_err(|error| io_error(path, error))?;
        let Some(text) = line.strip_suffix(b"\n") else {
            return Err(cut_header(path, line.len()));
        };
        let header = Header::parse(text, path)?;
        check_size(path, header.layout.width, header.layout.height)?;
        if reader
            .fill_buf()
            .map_err(|error| io_error(path, error))?
            .is_empty()
        {
            return Err(CaptureError::Empty {
                path: path.to_owned(),
            });
        }
        let frame_bytes = header.layout.bytes() as u64 + b"FRAME\n".len() as u64;
        let rest = bytes.and_then(|bytes| bytes.checked_sub(line.len() as u64));
        let info = SourceInfo {
            name: name.to_owned(),
            width: header.layout.width,
            height: header.layout.height,
            fps: header.rate.map(Rate::fps),
            frames: rest
                .filter(|rest| rest % frame_bytes == 0)
                .map(|rest| rest / frame_bytes),
        };
        Ok(Self {
            reader,
            path: path.to_owned(),
            info,
            layout: header.layout,
            rate: header.rate.unwrap_or_default(),
            number: 0,
            line,
            data: Vec::new(),
            over: false,
        })
    }

    /// Reads one frame into `self.data`; `false` at the end of the clip.
    fn read_frame(&mut self) -> Result<bool, CaptureError> {
        let truncated = |path: &str, frame| CaptureError::Truncated {
            path: path.to_owned(),
            frame,
        };
        read_line(&mut self.reader, &mut self.line).map_err(|error| io_error(&self.path, error))?;
        if self.line.is_empty() {
            return Ok(false);
        }
        let complete = self.line.ends_with(b"\n");
        let known = self.line.starts_with(b"FRAME\n") || self.line.starts_with(b"FRAME ");
        if !complete && (known || b"FRAME".starts_with(&self.line)) {
            return Err(truncated(&self.path, self.number));
        }
        if !known || !complete {
            return Err(CaptureError::Damaged {
                path: self.path.clone(),
                frame: self.number,
                what: "the word FRAME is missing".to_owned(),
            });
        }
        let need = self.layout.bytes();
        self.data.clear();
        let have = (&mut self.reader)
            .take(need as u64)
            .read_to_end(&mut self.data);
        if have.map_err(|error| io_error(&self.path, error))? < need {
            return Err(truncated(&self.path, self.number));
        }
        Ok(true)
    }
}

impl<R: BufRead + Send> Source for Y4mSource<R> {
    fn info(&self) -> &SourceInfo {
        &self.info
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        if self.over {
            return Ok(Step::End);
        }
        // Whatever ends the clip ends it for good: a caller that goes on gets `End`.
        self.over = true;
        if !self.read_frame()? {
            return Ok(Step::End);
        }
        let short = self.layout.luma(&self.data, &mut frame.luma);
        short.map_err(|short| CaptureError::Damaged {
            path: self.path.clone(),
            frame: self.number,
            what: short.to_string(),
        })?;
        self.layout.colour(&self.data, &mut frame.colour);
        (frame.width, frame.height) = (self.layout.width, self.layout.height);
        frame.number = self.number;
        frame.time = self.rate.time(self.number);
        self.number += 1;
        self.over = false;
        Ok(Step::Frame)
    }
}

/// One line with its `\n`, or less at the end of the file or of the limit.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<()> {
    line.clear();
    reader
        .take(LINE_BYTES_MAX)
        .read_until(b'\n', line)
        .map(drop)
}

fn io_error(path: &str, source: io::Error) -> CaptureError {
    CaptureError::Io {
        path: path.to_owned(),
        source,
    }
}

/// The header has no end: the file does, or the header is longer than any.
fn cut_header(path: &str, bytes: usize) -> CaptureError {
    let path = path.to_owned();
    if (bytes as u64) < LINE_BYTES_MAX {
        CaptureError::Truncated { path, frame: 0 }
    } else {
        CaptureError::Damaged {
            path,
            frame: 0,
            what: "the header line has no end".to_owned(),
        }
    }
}

/// The first line of a file.
struct Header {
    layout: Layout,
    rate: Option<Rate>,
}

impl Header {
    fn parse(line: &[u8], path: &str) -> Result<Self, CaptureError> {
        let damaged = |what: &str| CaptureError::Damaged {
            path: path.to_owned(),
            frame: 0,
            what: what.to_owned(),
        };
        let line = std::str::from_utf8(line).map_err(|_| damaged("the header is not text"))?;
        let (mut width, mut height, mut rate) = (None, None, None);
        let (mut format, mut range) = (PixelFormat::YUV420, Range::Limited);
        for word in line.split(' ').skip(1).filter(|word| !word.is_empty()) {
            let (key, value) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            match key {
                "W" => width = value.parse::<u32>().ok(),
                "H" => height = value.parse::<u32>().ok(),
                "F" => rate = parse_rate(value),
                "C" => {
                    format = parse_format(value).ok_or_else(|| CaptureError::Unsupported {
                        path: path.to_owned(),
                        what: format!("Y4M colour space {value:?}"),
                    })?;
                }
                "X" if value == "COLORRANGE=FULL" => range = Range::Full,
                "X" if value == "COLORRANGE=LIMITED" => range = Range::Limited,
                // Interlacing, aspect ratio, comments: no matter here.
                _ => {}
            }
        }
        let (Some(width), Some(height)) = (width, height) else {
            return Err(damaged("the header states no width or height"));
        };
        // Sizes go through u32 and are checked by the caller, so that products fit into usize.
        let layout = Layout::packed(format, width as usize, height as usize, range);
        Ok(Self { layout, rate })
    }
}

fn parse_rate(value: &str) -> Option<Rate> {
    let (frames, seconds) = value.split_once(':')?;
    Rate::new(frames.parse().ok()?, seconds.parse().ok()?)
}

fn parse_format(value: &str) -> Option<PixelFormat> {
    match value {
        "mono" => Some(PixelFormat::GREY),
        "420" | "420jpeg" | "420mpeg2" | "420paldv" => Some(PixelFormat::YUV420),
        "422" => Some(PixelFormat::YUV422),
        "444" => Some(PixelFormat::YUV444),
        "411" => Some(PixelFormat::YUV411),
        _ => None,
    }
}

/// Writes a clip of full range: grey (`Cmono`), or with colour (`C420jpeg`).
pub struct Y4mWriter<W: Write> {
    writer: W,
    width: usize,
    height: usize,
    colour: bool,
    planes: Vec<u8>,
}

impl<W: Write> Y4mWriter<W> {
    /// Writes the header for grey frames of `width` x `height` pixels at `fps` frames a second, 0.1
    /// to 1000, kept to a thousandth.
    ///
    /// # Errors
    /// `InvalidInput` for another rate, or what `writer` says.
    pub fn new(writer: W, width: usize, height: usize, fps: f64) -> io::Result<Self> {
        Self::start(writer, width, height, fps, false)
    }

    /// The same for frames whose colour is kept for two by two pixels, between them.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn in_colour(writer: W, width: usize, height: usize, fps: f64) -> io::Result<Self> {
        Self::start(writer, width, height, fps, true)
    }

    fn start(
        mut writer: W,
        width: usize,
        height: usize,
        fps: f64,
        colour: bool,
    ) -> io::Result<Self> {
        let Some(rate) = Rate::from_fps(fps) else {
            let text = format!("{fps} is no frame rate between 0.1 and 1000");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, text));
        };
        let format = if colour { "420jpeg" } else { "mono" };
        writeln!(
            writer,
            "YUV4MPEG2 W{width} H{height} F{rate} Ip A1:1 C{format} XCOLORRANGE=FULL"
        )?;
        Ok(Self {
            writer,
            width,
            height,
            colour,
            planes: Vec::new(),
        })
    }

    /// Writes one frame: `width * height` bytes of full-range luma. It is grey in a clip with
    /// colour, too.
    ///
    /// # Errors
    /// `InvalidInput` for another number of bytes, or what the writer says.
    pub fn write(&mut self, luma: &[u8]) -> io::Result<()> {
        self.expect(luma.len(), 1)?;
        self.writer.write_all(b"FRAME\n")?;
        self.writer.write_all(luma)?;
        if !self.colour {
            return Ok(());
        }
        self.planes.clear();
        let count = 2 * self.width.div_ceil(2) * self.height.div_ceil(2);
        self.planes.resize(count, 128);
        self.writer.write_all(&self.planes)
    }

    /// Writes one frame: `3 * width * height` bytes of full-range RGB. In a grey clip only its luma
    /// (BT.601) is kept.
    ///
    /// # Errors
    /// `InvalidInput` for another number of bytes, or what the writer says.
    pub fn write_rgb(&mut self, rgb: &[u8]) -> io::Result<()> {
        self.expect(rgb.len(), 3)?;
        self.planes.clear();
        let pixels = rgb.chunks_exact(3);
        self.planes.extend(pixels.map(|p| luma([p[0], p[1], p[2]])));
        if self.colour {
            for weights in CHROMA {
                subsample(rgb, self.width, self.height, weights, &mut self.planes);
            }
        }
        self.writer.write_all(b"FRAME\n")?;
        self.writer.write_all(&self.planes)
    }

    fn expect(&self, bytes: usize, depth: usize) -> io::Result<()> {
        let need = self.width * self.height * depth;
        if bytes == need {
            return Ok(());
        }
        let text = format!("a frame of {bytes} bytes where {need} are due");
        Err(io::Error::new(io::ErrorKind::InvalidInput, text))
    }

    /// Flushes and hands the writer back.
    ///
    /// # Errors
    /// What the writer says.
    pub fn finish(mut self) -> io::Result<W> {
        self.writer.flush()?;
        Ok(self.writer)
    }
}

/// Weights of red, green and blue in the blue and the red difference, of 65536: BT.601, full range.
const CHROMA: [[i32; 3]; 2] = [[-11_059, -21_709, 32_768], [32_768, -27_439, -5_329]];

/// BT.601, full range.
pub(super) fn luma([r, g, b]: [u8; 3]) -> u8 {
    let sum = 19_595 * u32::from(r) + 38_470 * u32::from(g) + 7_471 * u32::from(b);
    ((sum + 32_768) >> 16) as u8
}

/// Appends one plane of a colour difference, the mean of two by two pixels (fewer at the edges of
/// odd sizes).
fn subsample(rgb: &[u8], width: usize, height: usize, weights: [i32; 3], plane: &mut Vec<u8>) {
    for top in (0..height).step_by(2) {
        for left in (0..width).step_by(2) {
            let (mut sum, mut count) = (0, 0);
            for y in top..(top + 2).min(height) {
                let row = &rgb[3 * (y * width + left)..3 * (y * width + (left + 2).min(width))];
                for pixel in row.chunks_exact(3) {
                    let parts = pixel.iter().zip(weights);
                    sum += parts
                        .map(|(part, weight)| i32::from(*part) * weight)
                        .sum::<i32>();
                    count += 1;
                }
            }
            let mean = (sum / count + 32_768).div_euclid(65_536) + 128;
            plane.push(mean.clamp(0, 255) as u8);
        }
    }
}

#[cfg(test)]
mod tests;
