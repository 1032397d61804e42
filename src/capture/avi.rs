//! AVI with MJPEG or uncompressed video, read forwards as a stream: the index is not needed, and
//! OpenDML files of many `AVIX` parts are read like short ones.

use std::io::Read;

use super::avi_header::{Encoding, Format, Raw, StreamHeader};
use super::limits::{COMPRESSED_BYTES_MAX, Rate, check_size};
use super::picture::{Decoder, Kind, PictureError};
use super::riff::{Next, Walk};
use super::{CaptureError, Frame, Source, SourceInfo, Step};

/// Whether a file with these first bytes (12 or more) is an AVI file.
pub(super) fn is_avi(start: &[u8]) -> bool {
    start.starts_with(b"RIFF") && start.get(8..12) == Some(b"AVI ")
}

/// Most bytes of a header chunk: a BITMAPINFOHEADER with a palette takes 1064.
const HEADER_BYTES_MAX: u32 = 64 << 10;

/// A clip that is read frame by frame, never held in memory.
pub struct AviSource<R> {
    parts: Parts<R>,
    info: SourceInfo,
    encoding: Encoding,
    rate: Rate,
    /// The first frame's chunk, found when the source was opened.
    pending: Option<u32>,
    number: u64,
    data: Vec<u8>,
    decoder: Decoder,
    over: bool,
}

impl<R: Read + Send> AviSource<R> {
    /// Reads the headers, up to the first frame. `path` is for messages, `name` for the source's
    /// info.
    ///
    /// # Errors
    /// What the headers say is damaged, not supported, too small or too large, or no frame
    /// follows them.
    pub fn new(reader: R, path: &str, name: &str) -> Result<Self, CaptureError> {
        let mut parts = Parts::new(reader, path);
        let first = parts.next_frame(0)?;
        let empty = || CaptureError::Empty {
            path: path.to_owned(),
        };
        let (stream, format) = parts.video.take().ok_or_else(empty)?;
        let encoding = format.encoding.map_err(|what| CaptureError::Unsupported {
            path: path.to_owned(),
            what,
        })?;
        check_size(path, format.width, format.height)?;
        let pending = Some(first.ok_or_else(empty)?);
        let info = SourceInfo {
            name: name.to_owned(),
            width: format.width,
            height: format.height,
            fps: stream.rate.map(Rate::fps),
            frames: parts.frames_stated,
        };
        Ok(Self {
            parts,
            info,
            encoding,
            rate: stream.rate.unwrap_or_default(),
            pending,
            number: 0,
            data: Vec::new(),
            decoder: Decoder::default(),
            over: false,
        })
    }

    fn damaged(&self, what: String) -> CaptureError {
        CaptureError::Damaged {
            path: self.parts.path.clone(),
            frame: self.number,
            what,
        }
    }

    /// Reads and decodes the content of a frame's chunk.
    fn decode(&mut self, bytes: u32, frame: &mut Frame) -> Result<(), CaptureError> {
        let bytes_max = match &self.encoding {
            Encoding::Jpeg => COMPRESSED_BYTES_MAX,
            Encoding::Raw(raw) => raw.bytes_max() as u64,
        };
        if u64::from(bytes) > bytes_max {
            return Err(self.damaged(format!("{bytes} bytes are too many for a frame")));
        }
        self.parts.content(bytes, &mut self.data, self.number)?;
        let done = match &self.encoding {
            Encoding::Jpeg => decode_jpeg(&mut self.decoder, &self.data, frame),
            Encoding::Raw(raw) => decode_raw(raw, &self.data, frame),
        };
        done.map_err(|what| self.damaged(what))?;
        if (frame.width, frame.height) != (self.info.width, self.info.height) {
            return Err(CaptureError::SizeChanged {
                path: self.parts.path.clone(),
                frame: self.number,
                width: frame.width,
                height: frame.height,
                expected_width: self.info.width,
                expected_height: self.info.height,
            });
        }
        Ok(())
    }
}

impl<R: Read + Send> Source for AviSource<R> {
    fn info(&self) -> &SourceInfo {
        &self.info
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        if self.over {
            return Ok(Step::End);
        }
        // Whatever ends the clip ends it for good: a caller that goes on gets `End`.
        self.over = true;
        loop {
            let chunk = match self.pending.take() {
                None => self.parts.next_frame(self.number)?,
                first => first,
            };
            match chunk {
                None => return Ok(Step::End),
                // An empty chunk stands for a frame that the recorder lost: a gap in the numbers.
                Some(0) => self.number += 1,
                Some(bytes) => {
                    self.decode(bytes, frame)?;
                    break;
                }
            }
        }
        frame.number = self.number;
        frame.time = self.rate.time(self.number);
        self.number += 1;
        self.over = false;
        Ok(Step::Frame)
    }
}

fn decode_jpeg(decoder: &mut Decoder, data: &[u8], frame: &mut Frame) -> Result<(), String> {
    decoder
        .decode(Kind::Jpeg, data, frame)
        .map_err(|error| match error {
            PictureError::TooLarge { width, height } => {
                format!("a JPEG of {width}x{height} pixels")
            }
            PictureError::Truncated => "the JPEG picture has no end".to_owned(),
            PictureError::Damaged(what) => what,
        })
}

fn decode_raw(raw: &Raw, data: &[u8], frame: &mut Frame) -> Result<(), String> {
    let layout = raw
        .layout(data.len())
        .map_err(|need| format!("{} bytes where a frame takes {need}", data.len()))?;
    layout
        .luma(data, &mut frame.luma)
        .map_err(|short| short.to_string())?;
    if let Some(palette) = &raw.palette {
        for value in &mut frame.luma {
            *value = palette[usize::from(*value)];
        }
    }
    layout.colour(data, &mut frame.colour);
    (frame.width, frame.height) = (layout.width, layout.height);
    Ok(())
}

/// The chunks of the file, with what the headers among them say.
struct Parts<R> {
    walk: Walk<R>,
    path: String,
    /// Where the current RIFF part ends, as far as its head says; 0 where it does not.
    part_end: u64,
    in_movi: bool,
    streams: u32,
    stream: Option<StreamHeader>,
    /// The first video stream.
    video: Option<(StreamHeader, Format)>,
    /// First two letters of its chunks.
    video_id: Option<[u8; 2]>,
    /// Frames in the clip, as far as the headers say.
    frames_stated: Option<u64>,
    data: Vec<u8>,
}

impl<R: Read> Parts<R> {
    fn new(reader: R, path: &str) -> Self {
        Self {
            walk: Walk::new(reader),
            path: path.to_owned(),
            part_end: 0,
            in_movi: false,
            streams: 0,
            stream: None,
            video: None,
            video_id: None,
            frames_stated: None,
            data: Vec::new(),
        }
    }

    /// Walks on to the next frame's chunk and returns its length; `None` at the end of the clip.
    fn next_frame(&mut self, number: u64) -> Result<Option<u32>, CaptureError> {
        loop {
            let (id, bytes) = match self.walk.next().map_err(|error| self.io(error))? {
                Next::Chunk { id, bytes } => (id, bytes),
                Next::Cut => return self.cut(number),
                // A missing padding byte at the very end is forgiven.
                Next::End if self.walk.position() + 1 < self.part_end => return self.cut(number),
                Next::End => return Ok(None),
            };
            let whole = match &id {
                b"RIFF" => self.enter_part(bytes),
                b"LIST" => self.enter_list(bytes),
                b"strh" | b"strf" if !self.in_movi => self.read_header(&id, bytes)?,
                [a, b, b'd', b'c' | b'b'] if self.in_movi && self.video_id == Some([*a, *b]) => {
                    return Ok(Some(bytes));
                }
                [a, b, b'p', b'c'] if self.in_movi && self.video_id == Some([*a, *b]) => {
                    let what = "a palette that changes within the clip".to_owned();
                    return Err(CaptureError::Unsupported {
                        path: self.path.clone(),
                        what,
                    });
                }
                _ => self.walk.skip(bytes),
            };
            if !whole.map_err(|error| self.io(error))? {
                return self.cut(number);
            }
        }
    }

    /// The content of the chunk that [`Parts::next_frame`] found.
    fn content(&mut self, bytes: u32, into: &mut Vec<u8>, number: u64) -> Result<(), CaptureError> {
        match self.walk.content(bytes, into) {
            Ok(true) => Ok(()),
            Ok(false) => Err(self.truncated(number)),
            Err(error) => Err(self.io(error)),
        }
    }

    fn enter_part(&mut self, bytes: u32) -> std::io::Result<bool> {
        // Recorders that were switched off leave 0 or the largest number here.
        let stated = bytes != 0 && bytes != u32::MAX;
        self.part_end = if stated {
            self.walk.position() + u64::from(bytes)
        } else {
            0
        };
        Ok(self.walk.list_type()?.is_some())
    }

    /// Steps into the lists that lead to headers and frames, passes over others.
    fn enter_list(&mut self, bytes: u32) -> std::io::Result<bool> {
        match self.walk.list_type()?.as_ref() {
            None => Ok(false),
            Some(b"movi") => {
                self.in_movi = true;
                Ok(true)
            }
            Some(b"hdrl" | b"strl" | b"rec ") => Ok(true),
            Some(_) => self.walk.skip(bytes.saturating_sub(4)),
        }
    }

    /// Reads `strh` or `strf`; the inner result is `false` where the file ends within.
    fn read_header(
        &mut self,
        id: &[u8; 4],
        bytes: u32,
    ) -> Result<std::io::Result<bool>, CaptureError> {
        let damaged = |what: &str| CaptureError::Damaged {
            path: self.path.clone(),
            frame: 0,
            what: what.to_owned(),
        };
        if bytes > HEADER_BYTES_MAX {
            return Err(damaged("a header that is too long"));
        }
        match self.walk.content(bytes, &mut self.data) {
            Ok(true) => {}
            other => return Ok(other),
        }
        if id == b"strh" {
            let header = StreamHeader::parse(&self.data);
            self.stream = Some(header.ok_or_else(|| damaged("a stream header that is too short"))?);
            self.streams += 1;
        } else if let (Some(stream), None) = (self.stream, &self.video_id)
            && stream.is_video
        {
            let format = Format::parse(&self.data);
            let format = format.ok_or_else(|| damaged("a video header that is too short"))?;
            // Two decimal digits; nobody writes a hundred streams.
            let number = (self.streams - 1) % 100;
            let digit = |value: u32| b'0' + value.to_le_bytes()[0];
            self.video_id = Some([digit(number / 10), digit(number % 10)]);
            // A recorder that never came back to fill in the length left no frame count either.
            let stated = stream.frames > 0 && self.part_end > 0;
            self.frames_stated = stated.then_some(u64::from(stream.frames));
            self.video = Some((stream, format));
        }
        Ok(Ok(true))
    }

    /// The file ends early. Where all frames that it states were read, only the index is lost.
    fn cut(&self, number: u64) -> Result<Option<u32>, CaptureError> {
        if self.frames_stated.is_some_and(|frames| number >= frames) {
            Ok(None)
        } else {
            Err(self.truncated(number))
        }
    }

    fn truncated(&self, number: u64) -> CaptureError {
        CaptureError::Truncated {
            path: self.path.clone(),
            frame: number,
        }
    }

    fn io(&self, source: std::io::Error) -> CaptureError {
        CaptureError::Io {
            path: self.path.clone(),
            source,
        }
    }
}

#[cfg(test)]
mod tests;
