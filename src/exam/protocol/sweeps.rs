//! The sweeps of an exam.
//!
//! A sweep is a stretch of live pictures in which a view is told. The next one begins after a pause of three
//! seconds without a live picture, or where the upper abdomen is told for half a second after views of the
//! chest: an examiner who starts anew.

use std::time::Duration;

use super::Seen;
use crate::anatomy::View;

/// How many sweeps are kept apart; what comes behind them counts with the last.
const SWEEPS_MAX: usize = 32;
/// So long without a live picture parts two sweeps. It is a choice.
const PAUSE: Duration = Duration::from_secs(3);
/// After so long without a frame a view is not told without a break.
const GAP_MAX: Duration = Duration::from_secs(1);
/// For how long the abdomen has to be told after views of the chest: as long as a view has to be shown for
/// an item not to be seen in it.
const RETURN_HELD: Duration = Duration::from_millis(500);

/// A view in a sweep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SweepView {
    /// How many live frames showed it; the rest says something only where this is not zero.
    pub frames: u64,
    /// Time of the first of them.
    pub first: Duration,
    /// Time of the last.
    pub last: Duration,
    /// The longest time for which it was told without a break.
    pub longest: Duration,
}

/// One sweep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sweep {
    /// Number of its first live frame.
    pub first_frame: u64,
    /// Number of its last.
    pub last_frame: u64,
    /// Time of its first live frame.
    pub first: Duration,
    /// Time of its last.
    pub last: Duration,
    /// Its views, by their place in [`View::SWEEP`].
    pub views: [SweepView; 6],
}

impl Sweep {
    fn at(seen: &Seen) -> Self {
        Self {
            first_frame: seen.frame,
            first: seen.time,
            ..Self::default()
        }
    }

    /// Takes a frame in; `since` is when its view began.
    fn add(&mut self, seen: &Seen, since: Duration) {
        (self.last_frame, self.last) = (seen.frame, seen.time);
        if let Some(view) = place(seen.view).map(|at| &mut self.views[at]) {
            if view.frames == 0 {
                view.first = seen.time;
            }
            view.frames += 1;
            view.last = seen.time;
            view.longest = view.longest.max(seen.time.saturating_sub(since));
        }
    }

    fn join(&mut self, next: &Self) {
        (self.last_frame, self.last) = (next.last_frame, next.last);
        for (mine, theirs) in self.views.iter_mut().zip(&next.views) {
            if theirs.frames > 0 {
                if mine.frames == 0 {
                    mine.first = theirs.first;
                }
                mine.frames += theirs.frames;
                mine.last = theirs.last;
                mine.longest = mine.longest.max(theirs.longest);
            }
        }
    }

    /// Whether a view behind the abdomen was told.
    fn shows_chest(&self) -> bool {
        self.views[1..].iter().any(|view| view.frames > 0)
    }
}

/// Place of a view in [`View::SWEEP`].
fn place(view: View) -> Option<usize> {
    View::SWEEP.into_iter().position(|v| v == view)
}

/// The sweeps of an exam; 12 KiB at most.
#[derive(Clone, Debug, Default)]
pub struct Sweeps {
    /// Those that are over, then the one that goes on.
    all: Vec<Sweep>,
    /// A last one that goes on.
    open: bool,
    /// The abdomen after views of the chest, until it is told for long enough.
    again: Option<Sweep>,
    /// The last view and when it began to be told.
    view: (View, Duration),
}

impl Sweeps {
    /// Takes a live frame of a running exam in; true where another sweep than the first begins with it,
    /// or began with one before.
    pub fn add(&mut self, seen: &Seen) -> bool {
        let last = self
            .again
            .or(self.all.last().copied().filter(|_| self.open));
        let gap = last.map(|last| seen.time.checked_sub(last.last));
        let over = |limit| gap.is_some_and(|gap| gap.is_none_or(|gap| gap >= limit));
        if over(PAUSE) {
            self.settle();
        }
        if over(GAP_MAX) || self.view.0 != seen.view {
            self.view = (seen.view, seen.time);
        }
        let since = self.view.1;
        if !self.open {
            if seen.view == View::None {
                return false;
            }
            let mut sweep = Sweep::at(seen);
            sweep.add(seen, since);
            return self.start(sweep);
        }
        if let Some(again) = &mut self.again {
            again.add(seen, since);
            let held = again.views[0].longest >= RETURN_HELD;
            let whole = *again;
            if held {
                self.again = None;
                self.open = false;
                return self.start(whole);
            }
            if seen.view != View::Abdomen {
                self.again = None;
                self.join(&whole);
            }
            return false;
        }
        let Some(current) = self.all.last_mut() else {
            return false;
        };
        if seen.view == View::Abdomen && current.shows_chest() {
            let mut again = Sweep::at(seen);
            again.add(seen, since);
            self.again = Some(again);
        } else {
            current.add(seen, since);
        }
        false
    }

    /// A picture that is not live: the view is not told on.
    pub fn look_away(&mut self) {
        self.view = (View::None, Duration::ZERO);
    }

    /// Another sweep; where there is no room it goes on with the last.
    fn start(&mut self, sweep: Sweep) -> bool {
        self.open = true;
        if self.all.len() == SWEEPS_MAX {
            self.join(&sweep);
            return false;
        }
        self.all.push(sweep);
        self.all.len() > 1
    }

    fn join(&mut self, next: &Sweep) {
        if let Some(last) = self.all.last_mut() {
            last.join(next);
        }
    }

    /// Ends the sweep that goes on.
    pub fn settle(&mut self) {
        if let Some(again) = self.again.take() {
            self.join(&again);
        }
        self.open = false;
        self.look_away();
    }

    /// All sweeps, in the order of time.
    pub fn all(&self) -> &[Sweep] {
        &self.all
    }

    /// The sweep that shows a view longest without a break, the first of equals.
    pub fn best(&self, view: View) -> Option<usize> {
        let at = place(view)?;
        let shown = self.all.iter().map(|sweep| sweep.views[at]).enumerate();
        let shown = shown.filter(|(_, view)| view.frames > 0);
        let longer = |a: (usize, SweepView), b: (usize, SweepView)| {
            if b.1.longest > a.1.longest { b } else { a }
        };
        shown.reduce(longer).map(|(sweep, _)| sweep)
    }
}
