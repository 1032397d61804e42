//! How an exam goes: idle, running, review, closed. Begun and ended by command or by itself; several
//! sweeps in one exam; what may be shown, and when. The table of states stands in `docs/exam.md`.
//!
//! Knows the times of frames, what their pictures were and the view; must not know structures, measures
//! or clocks. Its size is bounded: at most 32 sweeps and 128 entries of the log, 12 KiB.

mod command;
mod judgement;
mod log;
mod next;
mod run_up;
mod settings;
mod shown;
mod sweeps;

use std::time::Duration;

pub use command::{Command, Refusal};
pub use judgement::{Judgement, JudgementError, Opinion};
pub use log::{By, Entry, Event, Told};
pub use next::Next;
pub use settings::{Begin, Reveal, Settings};
pub use shown::{Results, Shown};
pub use sweeps::{Sweep, SweepView};

pub(super) use {next::words, run_up::RunUp};

use crate::{anatomy::View, sector::Picture};
use log::Log;
use sweeps::Sweeps;

/// For how long views of a sweep have to be told, one after the other, for an exam to begin by itself.
/// It is a choice: long enough that a plane passed by chance begins none.
const BEGIN_HELD: Duration = Duration::from_secs(1);
/// For how long none may be told in between.
const BEGIN_BREAK_MAX: Duration = Duration::from_millis(300);
/// An exam ends by itself where no picture was live for so long. It is a choice: examiners freeze the
/// picture to measure, and that takes less.
const END_WITHOUT_PICTURE: Duration = Duration::from_secs(120);
/// It ends where no view of a sweep was told for so long, too: another part of the body is examined.
const END_WITHOUT_VIEW: Duration = Duration::from_secs(300);

/// Where an exam stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Not begun: frames are looked at, and are no evidence.
    #[default]
    Idle,
    /// Frames are evidence.
    Running,
    /// Ended: nothing changes but by the examiner's commands.
    Review,
    /// Over for good.
    Closed,
}

impl State {
    /// Name in `snake_case`, as in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Running => "running",
            Self::Review => "review",
            Self::Closed => "closed",
        }
    }

    /// What the exam does, for people: "the exam is running".
    #[must_use]
    pub const fn standing(self) -> &'static str {
        match self {
            Self::Idle => "has not begun",
            Self::Running => "is running",
            Self::Review => "has ended and is in review",
            Self::Closed => "is closed",
        }
    }
}

/// What a frame says of how the exam goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Number of the frame.
    pub frame: u64,
    /// Its time.
    pub time: Duration,
    /// What the picture was.
    pub picture: Picture,
    /// The view; [`View::None`] where the picture is not live.
    pub view: View,
}

/// What follows from a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The exam began by itself: the frames from that time on are evidence, this one with them. They
    /// have to be given to [`Protocol::observe`] once more.
    Began {
        /// When the views began that it was begun for.
        since: Duration,
    },
    /// A sweep began with this frame, or with one shortly before; not told of the first.
    Sweep,
    /// The exam ended by itself: this frame is no evidence any more.
    Ended,
}

/// How an exam goes.
#[derive(Clone, Debug)]
pub struct Protocol {
    settings: Settings,
    state: State,
    /// While idle: when views of a sweep began to be told, and when one was told last.
    views: Option<(Duration, Duration)>,
    /// While running: when a picture was live, and when a view of a sweep was told last.
    live: Duration,
    view: Duration,
    sweeps: Sweeps,
    /// The examiner judged since the exam last ended.
    judged: bool,
    log: Log,
}

impl Protocol {
    /// An exam that has not begun.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            state: State::Idle,
            views: None,
            live: Duration::ZERO,
            view: Duration::ZERO,
            sweeps: Sweeps::default(),
            judged: false,
            log: Log::default(),
        }
    }

    /// Takes a frame in, and says what follows from it. Allocates nothing. Times may be equal or go back.
    pub fn observe(&mut self, seen: &Seen) -> Option<Change> {
        match self.state {
            State::Idle => match self.settings.begin {
                Begin::WithSource => {
                    self.begin(seen.time, By::Source);
                    self.run(seen)
                }
                Begin::WhenSeen => self.wait(seen),
                Begin::OnCommand => None,
            },
            State::Running => self.run(seen),
            State::Review | State::Closed => None,
        }
    }

    /// Idle: has a sweep begun?
    fn wait(&mut self, seen: &Seen) -> Option<Change> {
        if seen.picture == Picture::Repeated {
            return None;
        }
        let going = self.views.filter(|(since, last)| {
            *since <= *last && *last <= seen.time && seen.time - *last <= BEGIN_BREAK_MAX
        });
        self.views = if seen.view == View::None {
            going.filter(|_| seen.picture == Picture::Live)
        } else {
            Some((going.map_or(seen.time, |(since, _)| since), seen.time))
        };
        let (since, last) = self.views?;
        (last - since >= BEGIN_HELD).then(|| {
            self.begin(since, By::Itself);
            Change::Began { since }
        })
    }

    fn begin(&mut self, time: Duration, by: By) {
        self.state = State::Running;
        (self.live, self.view) = (time, time);
        self.log.add(time, Event::Began(by));
    }

    /// Running: has it ended? Has another sweep begun?
    fn run(&mut self, seen: &Seen) -> Option<Change> {
        let (time, live) = (seen.time, seen.picture == Picture::Live);
        if seen.picture == Picture::Repeated {
            return None;
        }
        // Where time went back nobody knows how long it took.
        (self.live, self.view) = (self.live.min(time), self.view.min(time));
        if live {
            self.live = time;
        }
        if live && seen.view != View::None {
            self.view = time;
        }
        let over = time - self.live >= END_WITHOUT_PICTURE || time - self.view >= END_WITHOUT_VIEW;
        if over && self.settings.end_by_itself {
            self.end(time, By::Itself);
            return Some(Change::Ended);
        }
        if !live {
            self.sweeps.look_away();
            return None;
        }
        self.sweeps.add(seen).then_some(Change::Sweep)
    }

    fn end(&mut self, time: Duration, by: By) {
        self.state = State::Review;
        self.judged = false;
        self.sweeps.settle();
        self.log.add(time, Event::Ended(by));
    }

    /// The source has ended, and a running exam with it.
    pub fn finish(&mut self, time: Duration) {
        if self.state == State::Running {
            self.end(time, By::Source);
        }
    }

    /// Does what the examiner says, at a time on the clock of the frames; `told` is what the exam would
    /// tell at this moment, for the log.
    ///
    /// # Errors
    /// Where the command does not fit the state; nothing has changed then.
    pub fn command(
        &mut self,
        time: Duration,
        command: Command,
        told: Told,
    ) -> Result<State, Refusal> {
        let refuse = || Refusal::NotNow {
            command,
            state: self.state,
        };
        if self.log.is_full() && !matches!(command, Command::Close | Command::Abandon) {
            return Err(Refusal::TooMany);
        }
        match (self.state, command) {
            (State::Idle, Command::Begin) => self.begin(time, By::Command),
            (State::Running, Command::End) => self.end(time, By::Command),
            (State::Review, Command::Judge(judgement)) => {
                let unaided =
                    self.settings.reveal == Reveal::AfterJudgement && !self.log.has_judgement();
                self.judged = true;
                self.log.add(
                    time,
                    Event::Judged {
                        judgement,
                        unaided,
                        told,
                    },
                );
            }
            (State::Review, Command::Resume) => {
                self.state = State::Running;
                (self.live, self.view) = (time, time);
                self.log.add(time, Event::Resumed);
            }
            (State::Review, Command::Close) => {
                if self.settings.reveal == Reveal::AfterJudgement && !self.judged {
                    return Err(Refusal::NotJudged);
                }
                self.state = State::Closed;
                self.log.add(time, Event::Closed(told));
            }
            (State::Running | State::Review, Command::Abandon) => {
                self.state = State::Closed;
                self.sweeps.settle();
                self.log.add(time, Event::Abandoned(told));
            }
            _ => return Err(refuse()),
        }
        Ok(self.state)
    }

    /// Marks a frame of the evidence; for a running exam.
    ///
    /// # Errors
    /// Where the log has no room for it.
    pub(super) fn mark(&mut self, time: Duration, frame: u64) -> Result<State, Refusal> {
        if self.log.is_full() {
            return Err(Refusal::TooMany);
        }
        self.log.add(time, Event::Marked { frame });
        Ok(self.state)
    }

    /// Where the exam stands.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// How it was set up.
    #[must_use]
    pub const fn settings(&self) -> Settings {
        self.settings
    }

    /// Whether anything that the exam found may be shown: the examiner has judged since it last ended,
    /// where the site wants that to come first.
    #[must_use]
    pub fn reveals(&self) -> bool {
        self.settings.reveal == Reveal::Live || self.judged && self.state != State::Running
    }

    /// The sweeps, in the order of time.
    #[must_use]
    pub fn sweeps(&self) -> &[Sweep] {
        self.sweeps.all()
    }

    /// The sweep that shows a view best, by its position: the one that shows it longest without a break, the first of
    /// equals; `None` where none shows it.
    #[must_use]
    pub fn best_sweep(&self, view: View) -> Option<usize> {
        self.sweeps.best(view)
    }

    /// What was done, by whom, and when.
    #[must_use]
    pub fn log(&self) -> &[Entry] {
        self.log.all()
    }
}

#[cfg(test)]
mod tests;
