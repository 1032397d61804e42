//! The whole table of a model's figures: usual hearts, defects, a scanner that no training saw, no
//! heart at all, and the same model in another number format.

use std::fmt;

use serde::Serialize;

use super::{
    AlarmScore, Evaluation, FalseAlarms, Goal, Report, goals,
    report_text::{Goals, Share},
};

/// The clips of a suite, read by one model.
#[derive(Clone, Debug)]
pub struct Suite {
    /// Normal hearts on mixed screens.
    pub normal: Evaluation,
    /// The same clips, read by the model that this one is held against.
    pub against: Option<Evaluation>,
    /// Hearts with a defect, a few clips each.
    pub defects: Evaluation,
    /// Normal hearts on a scanner that no training saw.
    pub held_out: Evaluation,
    /// Other parts of the body.
    pub counter_examples: FalseAlarms,
}

/// Which model pack was measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PackName {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the model file, hexadecimal.
    pub sha256: String,
}

/// What was measured, and how: enough to do it again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Setting {
    /// The model.
    pub model: PackName,
    /// The one that it was held against.
    pub against: Option<PackName>,
    /// The phantoms' seeds, as they were given.
    pub seeds: String,
    /// Length of a sweep, seconds.
    pub seconds: f64,
    /// Frames a second.
    pub fps: f64,
}

/// The figures of a suite.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SuiteReport {
    /// Version of this shape.
    pub schema: u32,
    /// What was measured, and how.
    #[serde(flatten)]
    pub setting: Setting,
    /// Each figure beside its goal.
    pub goals: Vec<Goal>,
    /// Normal hearts on mixed screens.
    pub normal: Report,
    /// Hearts with a defect; by case in its groups.
    pub defects: Report,
    /// Normal hearts on a scanner that no training saw.
    pub held_out: Report,
    /// Other parts of the body, all of them.
    pub counter_examples: AlarmScore,
    /// Each of them.
    pub counter_examples_by_part: Vec<AlarmScore>,
}

impl Suite {
    /// The figures over all clips.
    #[must_use]
    pub fn finish(self, setting: Setting) -> SuiteReport {
        let difference = self
            .against
            .as_ref()
            .map(|other| self.normal.mean_ap50_less(other));
        let (alarms, by_part) = self.counter_examples.finish();
        let (normal, held_out) = (self.normal.finish(), self.held_out.finish());
        let defects = self.defects.finish();
        let mut table = normal.goals.clone();
        table.push(Goal::new(
            "mean AP50, screen held out of training",
            held_out.mean_ap50,
            Some(goals::HELD_OUT),
        ));
        if let Some((difference, other)) = difference.zip(setting.against.as_ref()) {
            let figure = format!("mean AP50 less that of {}", other.name);
            table.push(Goal::new(figure, difference, Some(goals::LIKENESS)));
        }
        table.push(Goal::new("mean AP50, defects", defects.mean_ap50, None));
        table.push(Goal::new(
            "frames without a heart in which some of it is found",
            alarms.any,
            None,
        ));
        SuiteReport {
            schema: 1,
            setting,
            goals: table,
            normal,
            defects,
            held_out,
            counter_examples: alarms,
            counter_examples_by_part: by_part,
        }
    }
}

impl fmt::Display for SuiteReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Setting {
            model,
            against,
            seeds,
            seconds,
            fps,
        } = &self.setting;
        writeln!(f, "{} {}, seeds {seeds}", model.name, model.version)?;
        write!(f, "phantom sweeps of {seconds} s at {fps} frames a second")?;
        if let Some(other) = against {
            write!(f, ", held against {} {}", other.name, other.version)?;
        }
        writeln!(
            f,
            "\n\n{}\nnormal hearts, {} clips, {} frames\n",
            Goals(&self.goals),
            self.normal.clips,
            self.normal.frames
        )?;
        self.normal.write_body(f)?;
        for (title, report) in [("defects", &self.defects), ("held out", &self.held_out)] {
            writeln!(
                f,
                "\n{title}: {} clips, {} frames",
                report.clips, report.frames
            )?;
            report.write_groups(f)?;
            report.write_remarks(f)?;
        }
        self.write_alarms(f)
    }
}

impl SuiteReport {
    fn write_alarms(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{:20} {:>6} {:>8}  {:20}  structures of it a frame",
            "no heart", "frames", "not live", "some of it is found"
        )?;
        let all = [&self.counter_examples];
        for alarm in self.counter_examples_by_part.iter().chain(all) {
            let per_frame = Share(alarm.per_frame.value);
            writeln!(
                f,
                "{:20} {:>6} {:>8}  {:20}  {per_frame}",
                alarm.name, alarm.frames, alarm.frames_not_live, alarm.any
            )?;
        }
        Ok(())
    }
}
