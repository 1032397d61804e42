//! Where the service and the sessions meet: the newest facts, the events, and what vendors ask of the exam.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use wire::{
    cut,
    messages::{Command, Feature, Opinion, Side, View},
};

use super::{
    answer::{Answer, Ask},
    facts::{About, ExamFacts, Facts},
    journal::{Entry, Journal, What},
    meddle::Meddle,
};

/// Lines of the log that are kept.
pub const LINES_KEPT: usize = 256;

/// A panel's backlight.
pub trait Backlight: Send + Sync {
    /// Sets it to so many per cent, 0 to 100, and says what it is then.
    ///
    /// # Errors
    /// Where it cannot be set.
    fn set(&self, percent: u32) -> std::io::Result<u32>;
}

/// Hands a question to the service; gives it back where too many wait already.
pub type Asker = Box<dyn Fn(Ask) -> Result<(), Ask> + Send + Sync>;

/// Makes a small JPEG of a sector's picture: brightness, width and height, pixels.
pub type Shrink = fn(&Picture) -> Option<Shrunk>;

/// Pixels of a sector.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// Brightness, row by row.
    pub luma: Vec<u8>,
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Number of its frame.
    pub frame: u32,
    /// Time of its frame, milliseconds.
    pub time_ms: u32,
}

/// A small picture.
#[derive(Clone, Debug, Default)]
pub struct Shrunk {
    /// A JPEG file.
    pub jpeg: Vec<u8>,
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

/// What an examiner says by way of a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// One of the commands that are a word alone.
    Command(Command),
    /// The examiner's own judgement.
    Judge {
        /// Of the heart.
        heart: Opinion,
        /// Of the vessels.
        vessels: Opinion,
    },
    /// What no picture tells; 0 and unspecified: as it was.
    Enter {
        /// Gestational age, days.
        age_days: u32,
        /// Where left lies.
        left: Side,
        /// Which fetus.
        fetus: u32,
    },
    /// The best picture of a view.
    KeyImage(View),
}

/// Where the service and the sessions meet.
pub struct Hub {
    about: About,
    log_id: u32,
    start: Instant,
    facts: Mutex<Facts>,
    journal: Mutex<Journal>,
    lines: Mutex<Lines>,
    /// The time of day as a vendor told it, and when.
    clock: Mutex<Option<(u64, Instant)>>,
    exam_id: Mutex<Vec<u8>>,
    ask: Asker,
    shrink: Shrink,
    backlight: Option<Box<dyn Backlight>>,
    meddle: Meddle,
}

impl fmt::Debug for Hub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hub")
            .field("log_id", &self.log_id)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Default)]
struct Lines {
    kept: VecDeque<String>,
    newest: u32,
}

/// A lock whose holder died holds what stood there: facts and events are whole at any time.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hub {
    /// A hub with no events. `log_id` tells this run from the ones before: not 0.
    #[must_use]
    pub fn new(about: About, log_id: u32, ask: Asker, shrink: Shrink) -> Self {
        Self {
            about,
            log_id,
            start: Instant::now(),
            facts: Mutex::default(),
            journal: Mutex::default(),
            lines: Mutex::default(),
            clock: Mutex::default(),
            exam_id: Mutex::default(),
            ask,
            shrink,
            backlight: None,
            meddle: Meddle::default(),
        }
    }

    /// The same with a backlight.
    #[must_use]
    pub fn with_backlight(mut self, backlight: Option<Box<dyn Backlight>>) -> Self {
        self.backlight = backlight;
        self
    }

    /// A number that tells this run from others.
    #[must_use]
    pub fn fresh_log_id() -> u32 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let since = since.unwrap_or_default();
        // The low bits of microseconds: two runs in a row differ in them.
        #[expect(clippy::cast_possible_truncation, reason = "the low bits are wanted")]
        let low = (since.as_micros() as u32) ^ std::process::id().rotate_left(16);
        low.max(1)
    }

    /// Takes newer facts in place of the old ones, which are given back to be filled anew; `false` where a session
    /// reads at this moment: try again with the next frame. Never waits.
    pub fn publish(&self, facts: &mut Facts) -> bool {
        match self.facts.try_lock() {
            Ok(mut old) => {
                std::mem::swap(&mut *old, facts);
                true
            }
            Err(_) => false,
        }
    }

    /// Takes an event in. For the thread that takes the events of the service, not for the one that reads frames.
    pub fn tell(&self, frame: u32, time_ms: u32, what: What) {
        let captured = {
            let facts = self.facts();
            facts.captured.filter(|_| facts.frame == frame)
        };
        let at = captured.unwrap_or_else(Instant::now);
        lock(&self.journal).add(Entry {
            frame,
            time_ms,
            at,
            what,
        });
    }

    /// Adds a line to the log that vendors can read: no paths, no names of people.
    pub fn note(&self, words: &str) {
        let time = match *lock(&self.clock) {
            Some((unix_ms, then)) => {
                let seconds = (unix_ms + then.elapsed().as_millis() as u64) / 1000;
                let (h, m, s) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
                format!("{h:02}:{m:02}:{s:02}")
            }
            None => format!("+{:.1}", self.start.elapsed().as_secs_f64()),
        };
        let line = cut::<96>(&format!("{time} {words}"));
        let mut lines = lock(&self.lines);
        if lines.kept.len() == LINES_KEPT {
            lines.kept.pop_front();
        }
        lines.kept.push_back(line.as_str().to_owned());
        lines.newest = lines.newest.saturating_add(1);
    }

    /// What stays the same.
    #[must_use]
    pub const fn about(&self) -> &About {
        &self.about
    }

    /// Bits of `Feature` that this device has.
    #[must_use]
    pub fn features(&self) -> u32 {
        let has = |there: bool, feature: Feature| if there { feature.0.cast_unsigned() } else { 0 };
        has(true, Feature::Snapshots)
            | has(true, Feature::Events)
            | has(true, Feature::Results)
            | has(self.about.findings, Feature::Findings)
            | has(true, Feature::KeyImages)
            | has(true, Feature::Exam)
            | has(true, Feature::Clock)
            | has(self.backlight.is_some(), Feature::Brightness)
            | has(true, Feature::Log)
    }

    pub(crate) const fn log_id(&self) -> u32 {
        self.log_id
    }

    pub(crate) fn uptime_ms(&self, now: Instant) -> u32 {
        let since = now.saturating_duration_since(self.start).as_millis();
        #[expect(clippy::cast_possible_truncation, reason = "modulo 2^32")]
        let low = since as u32;
        low
    }

    /// The newest facts. Held for as short as can be: whoever reads frames does not wait for it, and tells nothing
    /// meanwhile.
    pub fn facts(&self) -> MutexGuard<'_, Facts> {
        lock(&self.facts)
    }

    /// The events so far.
    pub fn journal(&self) -> MutexGuard<'_, Journal> {
        lock(&self.journal)
    }

    /// Calls `each` with the lines of the log from a number on, until it says that it has enough; returns the numbers
    /// of the oldest and the newest one.
    pub(crate) fn lines(&self, first: u32, mut each: impl FnMut(u32, &str) -> bool) -> (u32, u32) {
        let lines = lock(&self.lines);
        let kept = u32::try_from(lines.kept.len()).unwrap_or(u32::MAX);
        let oldest = lines.newest + 1 - kept;
        for (number, line) in (oldest..).zip(&lines.kept) {
            if number >= first && !each(number, line) {
                break;
            }
        }
        (oldest, lines.newest)
    }

    pub(crate) fn set_clock(&self, unix_ms: u64) {
        *lock(&self.clock) = Some((unix_ms, Instant::now()));
    }

    /// The time of day: as it was told, else as the system has it.
    pub(crate) fn clock(&self) -> u64 {
        let ms = |since: std::time::Duration| u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
        match *lock(&self.clock) {
            Some((unix_ms, then)) => unix_ms.saturating_add(ms(then.elapsed())),
            None => ms(SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default()),
        }
    }

    pub(crate) fn exam_id(&self) -> Vec<u8> {
        lock(&self.exam_id).clone()
    }

    /// The vendor's id of an exam that has just begun.
    pub(crate) fn set_exam_id(&self, id: &[u8]) {
        id.clone_into(&mut lock(&self.exam_id));
    }

    /// What a simulator does to the line.
    #[must_use]
    pub const fn meddle(&self) -> &Meddle {
        &self.meddle
    }

    pub(crate) fn backlight(&self) -> Option<&dyn Backlight> {
        self.backlight.as_deref()
    }

    pub(crate) fn shrink(&self, picture: &Picture) -> Option<Shrunk> {
        (self.shrink)(picture)
    }

    /// Asks the service; `None` where too many wait already.
    pub(crate) fn ask(&self, request: Request) -> Option<std::sync::mpsc::Receiver<Answer>> {
        let (ask, answer) = Ask::new(request);
        (self.ask)(ask).is_ok().then_some(answer)
    }

    pub(crate) fn exam(&self) -> ExamFacts {
        self.facts().exam
    }

    /// The answer to an exam's command is newer than the facts of the last frame.
    pub(crate) fn update_exam(&self, exam: ExamFacts) {
        self.facts().exam = exam;
    }
}
