use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::Path,
};

use serde::{Deserialize, Serialize, Serializer, ser::SerializeSeq};

use crate::{
    anatomy::{Rect, Structure, View},
    detector::{Detection, Detections},
    sector::Picture,
};

/// Structures below this confidence are not listed.
pub const CONFIDENCE_MIN: f32 = 0.01;

/// A line is about 3 kB with all structures; anything far longer is some other file.
const LINE_BYTES_MAX: usize = 64 * 1024;
/// The most lines of one file: a day at 60 frames a second.
const LINES_MAX: usize = 6_000_000;

/// What was found in one frame, or what is true of it: one line of `frames.jsonl` and of the
/// phantom's labels.
///
/// Numbers are rounded when written: times to microseconds, boxes to hundredths of a pixel,
/// confidences to ten-thousandths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrameLine {
    /// Number of the frame.
    pub frame: u64,
    /// Time since the source's first frame, milliseconds.
    pub time_ms: f64,
    /// What the picture was.
    pub picture: Picture,
    /// Bounding box of the sector in source pixels, where there is one.
    pub sector: Option<Rect>,
    /// The view.
    pub view: View,
    /// What a model of kind `classifier` calls the picture, and how sure it is, 0 to 1.
    pub class: Option<(String, f32)>,
    /// The structures; those below [`CONFIDENCE_MIN`] are not written and read back as not found.
    pub structures: Detections,
}

/// Why a line is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct LineError(String);

/// Why a file of lines cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LinesError {
    /// It cannot be read.
    #[error("{file}: {source}")]
    Io {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// A line is wrong.
    #[error("{file}:{line}: {source}")]
    Line {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong with it.
        source: LineError,
    },
    /// The file has no lines.
    #[error("{file}: there is no frame in it")]
    Empty {
        /// The file.
        file: String,
    },
}

impl LinesError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(
            match self {
                Self::Io { .. } => "check the path",
                _ => {
                    "one JSON object a line, as `second-reader read` and `second-reader phantom \
                     --labels` write them"
                }
            }
            .to_owned(),
        )
    }
}

#[derive(Serialize)]
struct Written<'a> {
    frame: u64,
    time_ms: f64,
    picture: &'static str,
    sector: Option<[f32; 4]>,
    view: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<WrittenClass<'a>>,
    structures: Listed<'a>,
}

#[derive(Serialize)]
struct WrittenClass<'a> {
    name: &'a str,
    confidence: f32,
}

#[derive(Serialize)]
struct WrittenStructure {
    name: &'static str,
    confidence: f32,
    r#box: [f32; 4],
}

struct Listed<'a>(&'a Detections);

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for (structure, found) in self
            .0
            .iter()
            .filter(|(_, d)| d.confidence >= CONFIDENCE_MIN)
        {
            list.serialize_element(&WrittenStructure {
                name: structure.name(),
                confidence: (found.confidence * 10_000.0).round() / 10_000.0,
                r#box: corners(&found.rect),
            })?;
        }
        list.end()
    }
}

fn corners(rect: &Rect) -> [f32; 4] {
    [rect.x, rect.y, rect.w, rect.h].map(|v| (v * 100.0).round() / 100.0)
}

#[derive(Deserialize)]
struct Read {
    frame: u64,
    time_ms: f64,
    picture: String,
    sector: Option<[f32; 4]>,
    view: String,
    class: Option<ReadClass>,
    structures: Vec<ReadStructure>,
}

#[derive(Deserialize)]
struct ReadClass {
    name: String,
    confidence: f32,
}

#[derive(Deserialize)]
struct ReadStructure {
    name: String,
    confidence: f32,
    r#box: [f32; 4],
}

impl FrameLine {
    /// Writes the line with its end. Allocates nothing.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn write(&self, writer: &mut impl Write) -> io::Result<()> {
        let line = Written {
            frame: self.frame,
            time_ms: (self.time_ms * 1000.0).round() / 1000.0,
            picture: self.picture.name(),
            sector: self.sector.as_ref().map(corners),
            view: self.view.name(),
            class: self.class.as_ref().map(|(name, confidence)| WrittenClass {
                name,
                confidence: *confidence,
            }),
            structures: Listed(&self.structures),
        };
        serde_json::to_writer(&mut *writer, &line)?;
        writer.write_all(b"\n")
    }

    /// Reads a line.
    ///
    /// # Errors
    /// Where it is no JSON of this shape, names something unknown, or holds a number that makes no
    /// sense.
    pub fn parse(text: &str) -> Result<Self, LineError> {
        let read: Read = serde_json::from_str(text).map_err(|e| {
            // The place within the line is the column; the file's reader knows the line.
            let message = e.to_string();
            LineError(message.replace(" at line 1 column ", " at column "))
        })?;
        let mut structures = Detections::default();
        for found in read.structures {
            let structure = Structure::from_name(&found.name)
                .ok_or_else(|| LineError(format!("unknown structure `{}`", found.name)))?;
            if !(0.0..=1.0).contains(&found.confidence) {
                return Err(LineError(format!(
                    "{structure}: confidence is not within 0 to 1"
                )));
            }
            let rect = rect(found.r#box)
                .ok_or_else(|| LineError(format!("{structure}: the box is no box")))?;
            structures[structure] = Detection {
                confidence: found.confidence,
                rect,
            };
        }
        let sector = match read.sector {
            None => None,
            Some(corners) => {
                Some(rect(corners).ok_or_else(|| LineError("the sector is no box".to_owned()))?)
            }
        };
        Ok(Self {
            frame: read.frame,
            time_ms: read.time_ms,
            picture: [Picture::Live, Picture::NotUltrasound, Picture::NoSignal]
                .into_iter()
                .find(|p| p.name() == read.picture)
                .ok_or_else(|| LineError(format!("unknown picture `{}`", read.picture)))?,
            sector,
            view: View::from_name(&read.view)
                .ok_or_else(|| LineError(format!("unknown view `{}`", read.view)))?,
            class: read.class.map(|c| (c.name, c.confidence)),
            structures,
        })
    }
}

fn rect([x, y, w, h]: [f32; 4]) -> Option<Rect> {
    let sound = [x, y, w, h].iter().all(|v| v.is_finite()) && w >= 0.0 && h >= 0.0;
    sound.then_some(Rect::new(x, y, w, h))
}

/// Reads a whole file of lines; empty lines are left out.
///
/// # Errors
/// Where the file cannot be read, is empty, or a line is wrong: with its number.
pub fn read_lines(path: &Path) -> Result<Vec<FrameLine>, LinesError> {
    let file = path.display().to_string();
    let io = |source| LinesError::Io {
        file: file.clone(),
        source,
    };
    let mut reader = BufReader::new(File::open(path).map_err(io)?);
    let (mut lines, mut bytes) = (Vec::new(), Vec::new());
    for number in 1.. {
        bytes.clear();
        let limited = &mut io::Read::take(&mut reader, LINE_BYTES_MAX as u64);
        if limited.read_until(b'\n', &mut bytes).map_err(io)? == 0 {
            break;
        }
        let wrong = |source| LinesError::Line {
            file: file.clone(),
            line: number,
            source,
        };
        if bytes.len() == LINE_BYTES_MAX || number > LINES_MAX {
            return Err(wrong(LineError(
                "too long for a record of frames".to_owned(),
            )));
        }
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| wrong(LineError("this is no text".to_owned())))?;
        if !text.trim().is_empty() {
            lines.push(FrameLine::parse(text).map_err(wrong)?);
        }
    }
    if lines.is_empty() {
        Err(LinesError::Empty { file })
    } else {
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::{FrameLine, read_lines};
    use crate::{
        anatomy::{Rect, Structure, View},
        detector::Detection,
        sector::Picture,
    };

    const CONTRACT: &str = r#"{"frame":0,"time_ms":0.0,"picture":"live","sector":[10.0,20.0,300.0,200.0],"view":"four_chamber","structures":[{"name":"crux","confidence":0.93,"box":[1.0,2.5,3.25,4.0]}]}"#;

    fn example() -> FrameLine {
        let mut line = FrameLine {
            picture: Picture::Live,
            sector: Some(Rect::new(10.0, 20.0, 300.0, 200.0)),
            view: View::FourChamber,
            ..FrameLine::default()
        };
        line.structures[Structure::Crux] = Detection {
            confidence: 0.93,
            rect: Rect::new(1.0, 2.5, 3.251, 4.0),
        };
        line.structures[Structure::Heart].confidence = 0.009;
        line
    }

    #[test]
    fn the_line_is_that_of_the_contract() {
        let mut bytes = Vec::new();
        example().write(&mut bytes).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), format!("{CONTRACT}\n"));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let line = FrameLine {
            class: Some(("4CH".to_owned(), 0.5)),
            ..FrameLine::parse(CONTRACT).unwrap()
        };
        let mut bytes = Vec::new();
        line.write(&mut bytes).unwrap();
        assert_eq!(
            FrameLine::parse(std::str::from_utf8(&bytes).unwrap()).unwrap(),
            line
        );
    }

    #[test]
    fn no_sector_is_null() {
        let mut bytes = Vec::new();
        FrameLine::default().write(&mut bytes).unwrap();
        assert_eq!(
            std::str::from_utf8(&bytes).unwrap(),
            "{\"frame\":0,\"time_ms\":0.0,\"picture\":\"not_ultrasound\",\"sector\":null,\
             \"view\":\"none\",\"structures\":[]}\n"
        );
    }

    #[test]
    fn nonsense_is_refused_with_its_place() {
        for (from, to, says) in [
            ("crux", "liver", "unknown structure `liver`"),
            ("four_chamber", "5ch", "unknown view `5ch`"),
            ("live", "dead", "unknown picture `dead`"),
            ("0.93", "1.5", "crux: confidence is not within 0 to 1"),
            ("3.25", "-3.25", "crux: the box is no box"),
            ("300.0", "1e39", "the sector is no box"),
            ("\"view\"", "\"viev\"", "missing field `view` at column"),
        ] {
            let error = FrameLine::parse(&CONTRACT.replacen(from, to, 1)).unwrap_err();
            assert!(error.to_string().starts_with(says), "{error}");
        }
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), format!("{CONTRACT}\n\n{{\n")).unwrap();
        let error = read_lines(file.path()).unwrap_err();
        assert!(error.to_string().contains(":3: "), "{error}");
        assert!(!error.to_string().contains('\n') && error.hint().is_some());
    }
}
