//! The schema of a pack's `manifest.toml`, and what makes one valid.
//!
//! Knows no files but the text it is given; hashes and pictures are the pack's business.

use serde::Deserialize;

use crate::anatomy::Structure;

/// Longest side of a model input, pixels.
const SIDE_MAX: u32 = 1024;
/// Furthest edge of a fixed screen crop, pixels.
const SCREEN_MAX: u32 = 8192;
/// Temperatures beyond these are no calibration but a mistake.
const TEMPERATURES: std::ops::RangeInclusive<f32> = 0.05..=20.0;
/// Nor are offsets: these alone would make a confidence of 0.0000454 or 0.9999546.
const OFFSETS: std::ops::RangeInclusive<f32> = -10.0..=10.0;
/// Most classes and most golden pairs of a pack.
const CLASSES_MAX: usize = 256;
const GOLDEN_MAX: usize = 16;

/// What a pack is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One best box and confidence for each structure.
    Detector,
    /// One probability for each class of view.
    Classifier,
}

impl Kind {
    /// Name as in manifests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Detector => "detector",
            Self::Classifier => "classifier",
        }
    }
}

/// The manifest of a pack, valid.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    #[serde(rename = "schema")]
    _schema: u32,
    pub name: String,
    pub version: String,
    pub kind: Kind,
    pub model: String,
    pub sha256: String,
    pub license: String,
    pub trained_by: String,
    pub classes: Vec<String>,
    #[serde(default)]
    pub thresholds: Vec<f32>,
    /// What the heat of each class is divided by before it becomes a confidence, which the
    /// thresholds are for; empty: 1 each.
    #[serde(default)]
    pub temperatures: Vec<f32>,
    /// What is added to the heat so divided; empty: 0 each.
    #[serde(default)]
    pub offsets: Vec<f32>,
    pub input: Input,
    pub output: Output,
    #[serde(default)]
    pub golden: Vec<Golden>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    pub name: String,
    pub width: u32,
    pub height: u32,
    pub crop: Crop,
    pub resize: Resize,
    pub normalise: Normalise,
}

/// Which part of the screen the model sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "toml::Value")]
pub(super) enum Crop {
    /// The ultrasound sector, wherever it is.
    Sector,
    /// Always these screen pixels: x, y, width, height.
    Fixed([u32; 4]),
}

impl TryFrom<toml::Value> for Crop {
    type Error = &'static str;

    fn try_from(value: toml::Value) -> Result<Self, Self::Error> {
        const WANTED: &str = "crop must be \"sector\" or [x, y, width, height] in pixels";
        if value.as_str() == Some("sector") {
            return Ok(Self::Sector);
        }
        value.try_into().map(Self::Fixed).map_err(|_| WANTED)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Resize {
    Letterbox,
    Bicubic,
}

/// How pixels become model input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Normalise {
    /// `x / 255`.
    Unit,
    /// `255 (x - mean) / std` over the picture (Baumgartner et al., IEEE TMI 2017).
    #[serde(rename = "standardise-255")]
    Standardise255,
}

/// How the outputs are read, with the names of the output tensors.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "decode", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Output {
    HeatmapBox {
        stride: u32,
        heat: String,
        size: String,
        offset: String,
    },
    Probabilities {
        probs: String,
    },
}

impl Output {
    /// Names of the output tensors in manifest order.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::HeatmapBox {
                heat, size, offset, ..
            } => vec![heat, size, offset],
            Self::Probabilities { probs } => vec![probs],
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Golden {
    pub input: String,
    pub output: String,
    pub sha256_input: String,
    pub sha256_output: String,
    pub tolerance: f32,
}

/// What is wrong with a manifest, and in which line where that is known.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    pub line: Option<usize>,
    pub message: String,
}

impl Manifest {
    /// Reads and checks the text of a manifest.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        #[derive(Deserialize)]
        struct Version {
            schema: u32,
        }
        let fault = |e: toml::de::Error| Fault {
            line: e.span().map(|s| 1 + newlines(text, s.start)),
            message: super::error::one_line(e.message()),
        };
        let Version { schema } = toml::from_str(text).map_err(fault)?;
        if schema != 1 {
            let message = format!("schema is {schema}, this program reads schema 1");
            return Err(Fault {
                line: line_of(text, "schema"),
                message,
            });
        }
        let manifest: Self = toml::from_str(text).map_err(fault)?;
        match manifest.check() {
            Ok(()) => Ok(manifest),
            Err((field, what)) => Err(Fault {
                line: line_of(text, field),
                message: format!("{field} {what}"),
            }),
        }
    }

    fn check(&self) -> Result<(), Wrong> {
        let name_ok = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        ensure(
            (1..=64).contains(&self.name.len()),
            "name",
            "must have 1 to 64 characters",
        )?;
        ensure(
            self.name.chars().all(name_ok),
            "name",
            "may hold only a-z, 0-9 and -",
        )?;
        let version = (1..=32).contains(&self.version.len());
        ensure(version, "version", "must have 1 to 32 characters")?;
        ensure(!self.license.is_empty(), "license", "must not be empty")?;
        ensure(
            !self.trained_by.is_empty(),
            "trained_by",
            "must not be empty",
        )?;
        ensure(is_plain(&self.model), "model", NOT_PLAIN)?;
        ensure(is_sha256(&self.sha256), "sha256", NOT_HASH)?;
        self.check_classes()?;
        self.input.check()?;
        match self.kind {
            Kind::Detector => self.check_detector()?,
            Kind::Classifier => self.check_classifier()?,
        }
        let golden = (1..=GOLDEN_MAX).contains(&self.golden.len());
        ensure(
            golden,
            "golden",
            "must be given 1 to 16 times: it is the self-test",
        )?;
        self.golden.iter().try_for_each(Golden::check)
    }

    fn check_classes(&self) -> Result<(), Wrong> {
        let count = (1..=CLASSES_MAX).contains(&self.classes.len());
        ensure(count, "classes", "must hold 1 to 256 names")?;
        for (i, class) in self.classes.iter().enumerate() {
            if self.classes[..i].contains(class) {
                return Err(("classes", format!("names {class:?} twice")));
            }
        }
        Ok(())
    }

    fn check_detector(&self) -> Result<(), Wrong> {
        for class in &self.classes {
            if Structure::from_name(class).is_none() {
                return Err(("classes", format!("names {class:?}, which is no structure")));
            }
        }
        let (is, needs) = (self.thresholds.len(), self.classes.len());
        if is != needs {
            return Err(("thresholds", format!("has {is} values for {needs} classes")));
        }
        let range = self.thresholds.iter().all(|t| (0.0..=1.0).contains(t));
        ensure(range, "thresholds", "must lie between 0 and 1")?;
        for (field, values, range, wanted) in [
            (
                "temperatures",
                &self.temperatures,
                TEMPERATURES,
                "must lie between 0.05 and 20",
            ),
            (
                "offsets",
                &self.offsets,
                OFFSETS,
                "must lie between -10 and 10",
            ),
        ] {
            let is = values.len();
            if is != 0 && is != needs {
                return Err((field, format!("has {is} values for {needs} classes")));
            }
            ensure(values.iter().all(|v| range.contains(v)), field, wanted)?;
        }
        ensure(
            self.input.crop == Crop::Sector,
            "crop",
            "of a detector must be \"sector\"",
        )?;
        let letterbox = self.input.resize == Resize::Letterbox;
        ensure(letterbox, "resize", "of a detector must be \"letterbox\"")?;
        let Output::HeatmapBox { stride, .. } = self.output else {
            return Err(("decode", "of a detector must be \"heatmap-box\"".into()));
        };
        let fits = (1..=64).contains(&stride)
            && self.input.width.is_multiple_of(stride)
            && self.input.height.is_multiple_of(stride);
        ensure(
            fits,
            "stride",
            "must be 1 to 64 and divide the input's width and height",
        )
    }

    fn check_classifier(&self) -> Result<(), Wrong> {
        for (field, values) in [
            ("thresholds", &self.thresholds),
            ("temperatures", &self.temperatures),
            ("offsets", &self.offsets),
        ] {
            ensure(values.is_empty(), field, "are only for detectors")?;
        }
        let fixed = matches!(self.input.crop, Crop::Fixed(_));
        ensure(
            fixed,
            "crop",
            "of a classifier must be [x, y, width, height]",
        )?;
        let bicubic = self.input.resize == Resize::Bicubic;
        ensure(bicubic, "resize", "of a classifier must be \"bicubic\"")?;
        let probabilities = matches!(self.output, Output::Probabilities { .. });
        ensure(
            probabilities,
            "decode",
            "of a classifier must be \"probabilities\"",
        )
    }
}

impl Input {
    fn check(&self) -> Result<(), Wrong> {
        let side = |n: u32| (8..=SIDE_MAX).contains(&n);
        ensure(side(self.width), "width", "must be 8 to 1024 pixels")?;
        ensure(side(self.height), "height", "must be 8 to 1024 pixels")?;
        let Crop::Fixed([x, y, w, h]) = self.crop else {
            return Ok(());
        };
        let inside = |at: u32, n: u32| n > 0 && at.checked_add(n).is_some_and(|e| e <= SCREEN_MAX);
        ensure(
            inside(x, w) && inside(y, h),
            "crop",
            "must not be empty nor end beyond pixel 8192",
        )
    }
}

impl Golden {
    fn check(&self) -> Result<(), Wrong> {
        ensure(is_plain(&self.input), "golden.input", NOT_PLAIN)?;
        ensure(is_plain(&self.output), "golden.output", NOT_PLAIN)?;
        ensure(is_sha256(&self.sha256_input), "sha256_input", NOT_HASH)?;
        ensure(is_sha256(&self.sha256_output), "sha256_output", NOT_HASH)?;
        let range = (0.0..=1.0).contains(&self.tolerance);
        ensure(range, "tolerance", "must lie between 0 and 1")
    }
}

/// Field and what is wrong with it.
type Wrong = (&'static str, String);

const NOT_PLAIN: &str = "must be a plain file name within the pack's folder";
const NOT_HASH: &str = "must be 64 lower-case hexadecimal digits";

fn ensure(holds: bool, field: &'static str, what: &str) -> Result<(), Wrong> {
    if holds {
        Ok(())
    } else {
        Err((field, what.into()))
    }
}

/// Letters, digits, `.`, `_`, `-`, not beginning with a dot: such a name cannot leave the folder.
fn is_plain(name: &str) -> bool {
    let ok = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    (1..=128).contains(&name.len()) && !name.starts_with('.') && name.chars().all(ok)
}

fn is_sha256(hex: &str) -> bool {
    hex.len() == 64 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Line ends before a byte of the text.
fn newlines(text: &str, before: usize) -> usize {
    text.bytes().take(before).filter(|b| *b == b'\n').count()
}

/// Line from 1 of the assignment to a key; none where the key stands more than once.
fn line_of(text: &str, field: &str) -> Option<usize> {
    let key = field.rsplit('.').next()?;
    let sets = |line: &str| {
        line.trim_start()
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let mut lines = text.lines().enumerate().filter(|(_, line)| sets(line));
    let (first, other) = (lines.next(), lines.next());
    if other.is_some() {
        None
    } else {
        first.map(|(i, _)| i + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Manifest;

    const TINY: &str = include_str!("../../tests/packs/tiny/manifest.toml");

    #[test]
    fn a_cut_manifest_is_a_fault_and_no_panic() {
        assert!(Manifest::parse(TINY).is_ok());
        let golden = TINY.find("[[golden]]").unwrap();
        for end in 0..golden {
            let fault = Manifest::parse(&TINY[..end]).unwrap_err();
            assert_eq!(fault.message.lines().count(), 1, "{fault:?}");
        }
    }

    #[test]
    fn temperatures_and_offsets_are_one_a_class_and_within_reason() {
        let plain = Manifest::parse(TINY).unwrap();
        assert_eq!((plain.temperatures.len(), plain.offsets.len()), (0, 0));
        for (key, least, most, wanted, wrong) in [
            (
                "temperatures",
                "0.05",
                "20.0",
                "must lie between 0.05 and 20",
                ["0.0", "-1.0", "0.04", "20.1", "nan", "inf"],
            ),
            (
                "offsets",
                "-10.0",
                "10.0",
                "must lie between -10 and 10",
                ["-10.1", "10.1", "1e30", "nan", "inf", "-inf"],
            ),
        ] {
            let with = |values: &str| {
                let line = format!("{key} = [{values}]\n\n[input]");
                Manifest::parse(&TINY.replacen("[input]", &line, 1))
            };
            let all = |value: &str| vec![value; 23].join(", ");
            for end in [least, most] {
                let manifest = with(&all(end)).unwrap();
                let values = match key {
                    "offsets" => manifest.offsets,
                    _ => manifest.temperatures,
                };
                assert_eq!(values, [end.parse::<f32>().unwrap(); 23]);
            }
            let fault = with("1.0, 1.0").unwrap_err();
            assert_eq!(fault.message, format!("{key} has 2 values for 23 classes"));
            assert!(fault.line.is_some());
            for value in wrong {
                let fault = with(&all(value)).unwrap_err();
                assert_eq!(fault.message, format!("{key} {wanted}"), "{value}");
            }
        }
    }

    #[test]
    fn lines_are_counted_in_text_beyond_ascii() {
        let text = "schema = 1\n# größer als µ\nname = «x»\n";
        assert_eq!(Manifest::parse(text).unwrap_err().line, Some(3));
    }
}
