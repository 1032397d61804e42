//! What was found in frames: `frames.jsonl`, and how two readings of one picture are compared.

use std::{fs, path::Path};

use anyhow::{Context as _, bail};
use serde_json::Value;

/// A structure that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Which.
    pub name: String,
    /// Confidence, 0 to 1.
    pub confidence: f64,
    /// Left, top, right, bottom, pixels.
    pub corners: [f64; 4],
}

/// What was found in a frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Number of the frame.
    pub frame: u64,
    /// What the picture was.
    pub picture: String,
    /// The sector's left, top, width, height, pixels.
    pub sector: Option<[f64; 4]>,
    /// The structures.
    pub found: Vec<Found>,
}

impl Reading {
    /// Whether the picture was read.
    pub fn is_live(&self) -> bool {
        self.picture == "live"
    }

    /// The structure; one that is not listed has no confidence.
    pub fn of(&self, name: &str) -> Option<&Found> {
        self.found.iter().find(|found| found.name == name)
    }

    /// The largest difference of a structure's confidence between two readings, 0 to 1.
    pub fn apart(&self, other: &Self) -> f64 {
        let far = |a: &Self, b: &Self| {
            let differences = a.found.iter().map(|found| {
                let there = b.of(&found.name).map_or(0.0, |found| found.confidence);
                (found.confidence - there).abs()
            });
            differences.fold(0.0, f64::max)
        };
        far(self, other).max(far(other, self))
    }

    /// How far apart the corners of each structure are that is surely there in both readings, pixels.
    pub fn corners_apart(&self, other: &Self, sure: f64) -> Vec<f64> {
        let pairs = self.found.iter().filter_map(|ours| {
            let theirs = other.of(&ours.name)?;
            (ours.confidence >= sure && theirs.confidence >= sure).then_some((ours, theirs))
        });
        let far = |(a, b): (&Found, &Found)| {
            let sides = a.corners.iter().zip(&b.corners);
            sides.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
        };
        pairs.map(far).collect()
    }
}

/// Reads the record of a run, line by line.
///
/// # Errors
/// Where it cannot be read or a line is of another form.
pub fn load(folder: &Path) -> anyhow::Result<Vec<Reading>> {
    let file = folder.join("frames.jsonl");
    let text = fs::read_to_string(&file).with_context(|| format!("{}", file.display()))?;
    let lines = text.lines().enumerate().map(|(number, line)| {
        let what = || format!("{}, line {}", file.display(), number + 1);
        serde_json::from_str(line)
            .map_err(Into::into)
            .and_then(|line| reading(&line))
            .with_context(what)
    });
    lines.collect()
}

fn reading(line: &Value) -> anyhow::Result<Reading> {
    let four = |value: &Value| -> Option<[f64; 4]> {
        let numbers: Option<Vec<_>> = value.as_array()?.iter().map(Value::as_f64).collect();
        numbers?.try_into().ok()
    };
    let found = |value: &Value| {
        let [left, top, width, height] = four(value.get("box")?)?;
        Some(Found {
            name: value.get("name")?.as_str()?.to_owned(),
            confidence: value.get("confidence")?.as_f64()?,
            corners: [left, top, left + width, top + height],
        })
    };
    let whole = || {
        let structures = line.get("structures")?.as_array()?;
        Some(Reading {
            frame: line.get("frame")?.as_u64()?,
            picture: line.get("picture")?.as_str()?.to_owned(),
            sector: line.get("sector").and_then(four),
            found: structures.iter().map(found).collect::<Option<_>>()?,
        })
    };
    match whole() {
        Some(reading) => Ok(reading),
        None => bail!("not a frame's record: {line}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(confidence: f64, left: f64) -> Reading {
        let line = serde_json::json!({"frame": 3, "time_ms": 1.5, "picture": "live",
            "sector": [1.0, 2.0, 3.0, 4.0], "view": "none", "structures":
            [{"name": "heart", "confidence": confidence, "box": [left, 2.0, 10.0, 20.0]}]});
        reading(&line).unwrap()
    }

    #[test]
    fn a_line_is_read_and_another_refused() {
        let read = read(0.9, 5.0);
        assert!(read.is_live() && read.frame == 3);
        assert_eq!(read.sector, Some([1.0, 2.0, 3.0, 4.0]));
        assert_eq!(read.of("heart").unwrap().corners, [5.0, 2.0, 15.0, 22.0]);
        assert!(reading(&serde_json::json!({"frame": 3})).is_err());
    }

    #[test]
    fn readings_differ_by_confidence_and_by_corners() {
        let (a, b) = (read(0.9, 5.0), read(0.7, 8.0));
        assert!((a.apart(&b) - 0.2).abs() < 1e-9);
        assert!((a.apart(&Reading::default()) - 0.9).abs() < 1e-9);
        assert!((Reading::default().apart(&a) - 0.9).abs() < 1e-9);
        assert_eq!(a.corners_apart(&b, 0.5), [3.0]);
        assert!(a.corners_apart(&b, 0.8).is_empty());
    }
}
