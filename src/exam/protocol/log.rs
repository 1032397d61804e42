//! What was done in an exam, by whom, and when.

use std::time::Duration;

use super::Judgement;

/// How many entries a log holds: an exam has a handful.
const ENTRIES_MAX: usize = 128;
/// Entries that are kept free for what happens by itself, and for the end.
const RESERVED: usize = 4;

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The examiner.
    Command,
    /// The exam, by its rules.
    Itself,
    /// The source: its first or last frame.
    Source,
}

impl By {
    /// Name in `snake_case`, as in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Itself => "itself",
            Self::Source => "source",
        }
    }
}

/// What the exam would tell at a moment, shown or not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Told {
    /// How many items are not seen, seen, met, outside, and cannot be assessed.
    pub items: [u16; 5],
    /// The score of the exam, where there is one.
    pub score: Option<f64>,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// It began.
    Began(By),
    /// It ended.
    Ended(By),
    /// It went on after an end.
    Resumed,
    /// The examiner marked a frame; the time of the entry is that of the frame.
    Marked {
        /// Its number.
        frame: u64,
    },
    /// The examiner judged.
    Judged {
        /// What the examiner said.
        judgement: Judgement,
        /// The exam had shown nothing that it found by then.
        unaided: bool,
        /// What the exam had to tell.
        told: Told,
    },
    /// It was closed; what the exam had to tell.
    Closed(Told),
    /// It was closed without a judgement; what the exam had to tell.
    Abandoned(Told),
}

impl Event {
    /// Name in `snake_case`, as in records.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Began(_) => "began",
            Self::Ended(_) => "ended",
            Self::Resumed => "resumed",
            Self::Marked { .. } => "marked",
            Self::Judged { .. } => "judged",
            Self::Closed(_) => "closed",
            Self::Abandoned(_) => "abandoned",
        }
    }
}

/// A line of the log.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// When, on the clock of the frames.
    pub time: Duration,
    /// What.
    pub event: Event,
}

/// The log of an exam.
#[derive(Clone, Debug, Default)]
pub struct Log(Vec<Entry>);

impl Log {
    /// Whether there is no room for another command.
    pub fn is_full(&self) -> bool {
        self.0.len() >= ENTRIES_MAX - RESERVED
    }

    /// Adds a line. What would come behind the last line that there is room for replaces it: the end of an
    /// exam is never lost.
    pub fn add(&mut self, time: Duration, event: Event) {
        if self.0.len() >= ENTRIES_MAX {
            self.0.pop();
        }
        self.0.push(Entry { time, event });
    }

    /// Whether the examiner has judged.
    pub fn has_judgement(&self) -> bool {
        let mut events = self.0.iter().map(|entry| entry.event);
        events.any(|event| matches!(event, Event::Judged { .. }))
    }

    /// All lines, in the order in which they came.
    pub fn all(&self) -> &[Entry] {
        &self.0
    }
}
