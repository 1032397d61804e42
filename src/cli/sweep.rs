//! A table of a sweep, read as an exam.

use std::time::Duration;

use second_reader::{
    anatomy::{Profile, Structure, StructureMap, View},
    detector::Detections,
    exam::{Exam, Observation},
    record::Sweep,
};

/// Frames a second of a table without times, where none are said.
pub const FPS: f64 = 30.0;

/// The confidence from which a structure counts as found for views and checklist. The makers of the
/// published detector count from 0.01 on, of 20 frames; at 0.2 each of five normal sweeps shows its four
/// chambers together, at 0.3 one does not.
const THRESHOLD: f32 = 0.2;

/// What an exam says of a sweep.
pub struct Reading {
    /// The exam, finished.
    pub exam: Exam,
    /// Time and view of each row.
    pub rows: Vec<(Duration, View)>,
}

/// Frames a second on the command line.
pub fn fps(text: &str) -> Result<f64, String> {
    let fps = text.parse().ok().filter(|fps| (1.0..=240.0).contains(fps));
    fps.ok_or_else(|| "1 to 240 frames a second".to_owned())
}

/// Reads the rows: by their times, and where they have none as `fps` frames a second.
pub fn read(sweep: &Sweep, profile: &Profile, fps: f64) -> Reading {
    let mut thresholds = StructureMap([THRESHOLD; Structure::COUNT]);
    for (structure, known) in sweep.known.iter() {
        // 1 says that the detector does not look for the structure.
        thresholds[structure] = if *known { THRESHOLD } else { 1.0 };
    }
    let mut exam = Exam::new(profile.clone(), thresholds);
    let first = sweep.rows.first().map_or(0, |row| row.frame);
    let mut rows = Vec::with_capacity(sweep.rows.len());
    for row in &sweep.rows {
        let mut structures = Detections::default();
        for (structure, confidence) in row.confidence.iter() {
            structures[structure].confidence = *confidence;
        }
        // At most ten million frames: exact, and no overflow.
        #[expect(clippy::cast_precision_loss, reason = "see above")]
        let seconds = (row.frame - first) as f64 / fps;
        let time = row.time.unwrap_or_else(|| Duration::from_secs_f64(seconds));
        exam.observe(&Observation {
            frame: row.frame,
            time,
            picture: row.picture,
            sharpness: 0.0,
            valve_lines: [None; 2],
            sector: None,
            structures,
        });
        rows.push((time, exam.view()));
    }
    exam.finish();
    Reading { exam, rows }
}
