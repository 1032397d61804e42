//! The phantom's truth in the shape of `frames.jsonl`.

use std::time::Duration;

use phantom::{FetusTruth, Phantom, PictureEdge, Shown, Truth};
use second_reader::{
    anatomy::Structure,
    detector::{Detection, Detections},
    exam::{Observation, PictureSide},
    record::{BodySide, Chirality, FrameRecord, LabelRecord, Ratios, Sides},
    sector::Picture,
};

/// Makes the label lines of a phantom's frames.
pub struct Labels {
    fps: f64,
    about: LabelRecord,
}

impl Labels {
    /// Of this phantom.
    pub fn of(phantom: &Phantom) -> Self {
        let config = phantom.config();
        let (absent, displaced) = config
            .subject
            .case()
            .map_or((&[][..], &[][..]), |case| (case.absent(), case.displaced()));
        let about = LabelRecord {
            view_clear: true,
            case: Some(config.subject.name().to_owned()),
            look: Some(phantom.look().name().to_owned()),
            age_weeks: Some(phantom.gestational_age_weeks()),
            skipped: phantom.skipped(),
            absent: absent.to_vec(),
            displaced: displaced.to_vec(),
            ..phantom.fetus().map(of_fetus).unwrap_or_default()
        };
        Self {
            fps: config.fps,
            about,
        }
    }

    /// The line of a frame. What is there is there with confidence 1; in a picture that is not live
    /// boxes mean nothing, and none are listed.
    pub fn line(&self, frame: u64, truth: &Truth) -> FrameRecord {
        let mut structures = Detections::default();
        if truth.shown == Shown::Live {
            for (structure, rect) in truth.boxes.iter() {
                if let Some(rect) = *rect {
                    let confidence = 1.0;
                    structures[structure] = Detection { confidence, rect };
                }
            }
        }
        let observation = Observation {
            frame,
            time: Duration::from_secs_f64(frame as f64 / self.fps),
            picture: Picture::Live,
            sharpness: 0.0,
            valve_lines: [None; 2],
            sector: Some(truth.sector),
            structures,
        };
        let mut record = FrameRecord::default();
        record.structures.reserve(Structure::COUNT);
        record.fill(&observation, truth.view);
        for structure in &mut record.structures {
            structure.difficult = truth.difficult[structure.name];
        }
        record.picture = picture(truth.shown).into();
        let mut label = self.about.clone();
        label.view_clear = truth.view_clear;
        if let Some(heart) = truth.heart {
            label.left = Some(side(heart.left));
            label.phase = Some(heart.phase);
            label.ratios = ratios(heart.ratios);
        }
        record.label = Some(label.rounded());
        record
    }
}

/// What labels say of a fetus in all frames.
fn of_fetus(fetus: FetusTruth) -> LabelRecord {
    let body = |side| match side {
        phantom::BodySide::Left => BodySide::Left,
        phantom::BodySide::Right => BodySide::Right,
    };
    LabelRecord {
        heart_rate_bpm: Some(fetus.heart_rate_bpm),
        axis_degrees: Some(fetus.axis_degrees),
        chirality: Some(match fetus.chirality {
            phantom::Chirality::Clockwise => Chirality::Clockwise,
            phantom::Chirality::Anticlockwise => Chirality::Anticlockwise,
        }),
        sides: Some(Sides {
            stomach: body(fetus.sides.stomach),
            aorta: body(fetus.sides.aorta),
            cava: body(fetus.sides.cava),
            heart: body(fetus.sides.heart),
        }),
        ..LabelRecord::default()
    }
}

/// The side of the picture, as an examiner enters it.
pub const fn side(edge: PictureEdge) -> PictureSide {
    match edge {
        PictureEdge::Left => PictureSide::Left,
        PictureEdge::Right => PictureSide::Right,
        PictureEdge::Up => PictureSide::Up,
        PictureEdge::Down => PictureSide::Down,
    }
}

const fn ratios(of: phantom::Ratios) -> Ratios {
    Ratios {
        heart_chest_area: of.heart_chest_area,
        heart_chest_diameter: of.heart_chest_diameter,
        heart_chest_circumference: of.heart_chest_circumference,
        heart_ribs_area: of.heart_ribs_area,
        heart_ribs_diameter: of.heart_ribs_diameter,
        rv_lv_width: of.rv_lv_width,
        ra_la_width: of.ra_la_width,
        valve_offset: of.valve_offset,
        tricuspid_mitral: of.tricuspid_mitral,
        pa_aorta: of.pa_aorta,
    }
}

/// What records call it.
const fn picture(shown: Shown) -> &'static str {
    match shown {
        Shown::Live => Picture::Live.name(),
        Shown::Frozen => Picture::Frozen.name(),
        Shown::ColourDoppler => Picture::ColourDoppler.name(),
        Shown::Dual => Picture::Dual.name(),
    }
}

#[cfg(test)]
mod tests {
    use phantom::{Config, Look, Phantom, Shown, Subject};
    use second_reader::anatomy::Structure;

    use super::{BodySide, FrameRecord, Labels};

    #[test]
    fn a_line_says_what_the_truth_says() {
        let config = Config {
            seed: 4,
            subject: Subject::from_name("hlhs").unwrap(),
            look: Some(Look::Slate),
            width: 160,
            height: 120,
            fps: 2.0,
            seconds: 4.0,
            ..Config::default()
        };
        let mut phantom = Phantom::new(config).unwrap();
        let mut truth = phantom.frame(3, &mut Vec::new());
        let labels = Labels::of(&phantom);
        truth.difficult.0 = [true; Structure::COUNT];
        truth.view_clear = false;
        let line = labels.line(3, &truth);
        let label = line.label.as_ref().unwrap();
        assert!(!label.view_clear);
        assert_eq!(label.case.as_deref(), Some("hlhs"));
        assert_eq!(label.look.as_deref(), Some("slate"));
        let age = phantom.gestational_age_weeks();
        assert!((label.age_weeks.unwrap() - age).abs() < 0.01);
        assert_eq!((line.frame, line.time_ms), (3, 1500.0));
        assert!(line.is_live() && !line.structures.is_empty());
        assert!(line.structures.iter().all(|s| s.difficult));
        let (heart, fetus) = (truth.heart.unwrap(), phantom.fetus().unwrap());
        assert!((label.axis_degrees.unwrap() - fetus.axis_degrees).abs() < 0.01);
        assert!((label.heart_rate_bpm.unwrap() - fetus.heart_rate_bpm).abs() < 0.01);
        assert!((label.phase.unwrap() - heart.phase).abs() < 1e-3);
        assert_eq!(label.left.unwrap().name(), heart.left.name());
        assert_eq!(label.sides.unwrap().heart, BodySide::Left);
        let written = serde_json::to_string(&line).unwrap();
        let chirality = format!("\"chirality\":\"{}\"", fetus.chirality.name());
        assert!(written.contains(&chirality), "{written}");
        assert_eq!(serde_json::from_str::<FrameRecord>(&written).unwrap(), line);

        truth.shown = Shown::Frozen;
        let line = labels.line(3, &truth);
        assert_eq!(line.picture, "frozen");
        assert!(line.structures.is_empty() && !line.is_live());
    }
}
