//! What the heartbeat says to the measurements and the checklist.

use std::time::Duration;

use super::{
    checklist::Rate,
    measure::Phase,
    rhythm::{Heartbeat, REGULAR_MIN, Withheld},
};

/// Numbers the beats.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beats {
    count: u64,
    at_end_diastole: bool,
}

impl Beats {
    /// Where in the beat a frame lies; `None` where no beat is known around it. A beat begins where its
    /// end-diastole does.
    pub(super) fn phase(&mut self, heartbeat: &Heartbeat, time: Duration) -> Option<Phase> {
        let near = heartbeat.near_end_diastole(time);
        let begins = near == Some(true) && !self.at_end_diastole;
        self.count += u64::from(begins);
        self.at_end_diastole = near == Some(true);
        near.map(|end_diastole| Phase {
            end_diastole,
            beat: self.count,
        })
    }
}

/// The surest heart rate of the exam, or why there is none.
#[expect(clippy::cast_possible_truncation, reason = "at most 240")]
pub(super) fn rate(heartbeat: &Heartbeat) -> Result<Rate, &'static str> {
    let rhythm = heartbeat.best();
    let why = rhythm.withheld.unwrap_or_default();
    let bpm = rhythm.bpm.ok_or_else(|| Withheld::words(why))?;
    Ok(Rate {
        bpm: [bpm as f32, rhythm.error_bpm as f32],
        is_regular: rhythm.regularity >= REGULAR_MIN,
    })
}
