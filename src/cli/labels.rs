//! The phantom's truth in the shape of `frames.jsonl`.

use std::time::Duration;

use phantom::{Phantom, Shown, Truth};
use second_reader::{
    anatomy::Structure,
    detector::{Detection, Detections},
    exam::Observation,
    record::{FrameRecord, LabelRecord},
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
        };
        Self {
            fps: config.fps,
            about: about.rounded(),
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
            structures,
        };
        let mut record = FrameRecord::default();
        record.structures.reserve(Structure::COUNT);
        record.fill(&observation, truth.view, Some(truth.sector));
        for structure in &mut record.structures {
            structure.difficult = truth.difficult[structure.name];
        }
        record.picture = picture(truth.shown).into();
        record.label = Some(LabelRecord {
            view_clear: truth.view_clear,
            ..self.about.clone()
        });
        record
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

    use super::Labels;

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

        truth.shown = Shown::Frozen;
        let line = labels.line(3, &truth);
        assert_eq!(line.picture, "frozen");
        assert!(line.structures.is_empty() && !line.is_live());
    }
}
