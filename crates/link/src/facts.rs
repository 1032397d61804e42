//! What the link tells of a moment, in the words of the contract: filled by the service, read by sessions.

use std::time::Instant;

use wire::messages::{ExamState, ItemState, Measure, Reveal, Side, State, View, Withheld};

/// A moment. Whoever fills it leaves out what may not be shown: see [`ExamFacts::withheld`].
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Number of the last frame.
    pub frame: u32,
    /// Its time, milliseconds on the clock of the exam.
    pub time_ms: u32,
    /// When it came; `None` where nothing is live.
    pub captured: Option<Instant>,
    /// What the service does.
    pub state: State,
    /// The name of that.
    pub state_name: &'static str,
    /// What is wrong, for people; empty where nothing is.
    pub fault: String,
    /// How the exam goes.
    pub exam: ExamFacts,
    /// The view.
    pub view: View,
    /// A byte for each structure, as in `Snapshot.structures`; empty where nothing is analysed.
    pub structures: Vec<u8>,
    /// The checklist; empty where it may not be shown.
    pub items: Vec<ItemFacts>,
    /// The measurements, in the order of their numbers; empty where they may not be shown.
    pub measures: Vec<MeasureFacts>,
    /// The heart rate.
    pub heart_rate: RateFacts,
    /// Findings; `None` where the site wants none, or they may not be shown.
    pub findings: Option<FindingsFacts>,
    /// How the service does.
    pub health: HealthFacts,
}

/// How an exam goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExamFacts {
    /// Where it stands.
    pub state: ExamState,
    /// When results are shown.
    pub reveal: Reveal,
    /// Results may not be shown now.
    pub withheld: bool,
    /// Gestational age, days; 0: not entered.
    pub age_days: u32,
    /// Where the left of the fetus lies.
    pub left: Side,
    /// Which fetus; 0: not entered.
    pub fetus: u32,
    /// Moments that were marked.
    pub marks: u32,
    /// The examiner judged since it last ended.
    pub judged: bool,
}

/// An item of the checklist.
#[derive(Debug, Default)]
pub struct ItemFacts {
    /// What can be said.
    pub state: ItemState,
    /// Best confidence of the weakest structure, per cent.
    pub confidence_percent: u32,
    /// Number and time, milliseconds, of the frame behind the state.
    pub frame: Option<(u32, u32)>,
    /// Why, for people.
    pub reason: String,
}

impl Clone for ItemFacts {
    fn clone(&self) -> Self {
        let mut item = Self::default();
        item.clone_from(self);
        item
    }

    /// Keeps the buffer.
    fn clone_from(&mut self, other: &Self) {
        (self.state, self.confidence_percent) = (other.state, other.confidence_percent);
        self.frame = other.frame;
        self.reason.clone_from(&other.reason);
    }
}

/// A measurement, or why there is none.
#[derive(Clone, Copy, Debug, Default)]
pub struct MeasureFacts {
    /// What is measured.
    pub measure: Measure,
    /// Why there is none; unspecified where there is one.
    pub withheld: Withheld,
    /// Median, thousandths.
    pub value_milli: i32,
    /// Spread, thousandths.
    pub spread_milli: u32,
    /// How sure, per cent.
    pub confidence_percent: u32,
    /// How many frames.
    pub frames: u32,
    /// Numbers of the first, last and best frame.
    pub of: [u32; 3],
    /// Standard deviations from the mean, thousandths.
    pub z_score_milli: Option<i32>,
}

/// The heart rate, tenths of a beat a minute.
#[derive(Clone, Copy, Debug, Default)]
pub struct RateFacts {
    /// The rate; 0: withheld.
    pub deci: u32,
    /// Its standard error.
    pub error_deci: u32,
    /// Why there is none.
    pub withheld: Withheld,
}

/// What to look at again.
#[derive(Clone, Debug, Default)]
pub struct FindingsFacts {
    /// Score, thousandths.
    pub score_milli: Option<u32>,
    /// Why there is no score.
    pub withheld: String,
    /// For people, what adds most first.
    pub look_again: Vec<String>,
}

/// How the service does, since its start.
#[derive(Clone, Copy, Debug, Default)]
pub struct HealthFacts {
    /// Pictures a second, thousandths; 0: not known.
    pub fps_milli: u32,
    /// The middle run of the model, microseconds.
    pub inference_median_us: u32,
    /// What 99 of 100 did not exceed, microseconds.
    pub inference_p99_us: u32,
    /// Frames read.
    pub frames_read: u32,
    /// Frames dropped.
    pub frames_dropped: u32,
}

/// What stays the same while the service runs.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Serial number.
    pub serial: String,
    /// Version of the software.
    pub firmware: String,
    /// Name of the model.
    pub model: String,
    /// Its version.
    pub model_version: String,
    /// First bytes of the SHA-256 of its weights.
    pub model_hash: [u8; 8],
    /// Whether the model gave, when it was loaded, the outputs that its pack says, bit by bit.
    pub model_golden: bool,
    /// Name of the checklist.
    pub profile: String,
    /// Its version.
    pub profile_version: String,
    /// The items of the checklist.
    pub items: Vec<ItemAbout>,
    /// Whether the site has findings switched on.
    pub findings: bool,
    /// The configuration as it may be told: no paths, no names of people.
    pub config: Vec<(String, String)>,
    /// First bytes of the SHA-256 of that.
    pub config_hash: [u8; 8],
}

/// What stays the same of an item.
#[derive(Clone, Debug, Default)]
pub struct ItemAbout {
    /// Identifier, such as `F5`.
    pub id: String,
    /// For people.
    pub label: String,
    /// The view that it belongs to.
    pub view: View,
}
