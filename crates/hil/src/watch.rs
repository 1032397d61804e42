//! Watches the side display from outside of the machine, while everything else goes on.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};

use crate::{
    guest::{Monitor, until},
    picture::Picture,
    states::WITHOUT_FRAMES,
};

/// Where the display shows the scanner's picture, or what is wrong: left, top, width, height.
const PART: [u32; 4] = [16, 92, 765, 374];
/// Holds `state_NAME.png`, that part of the display, for each of [`WITHOUT_FRAMES`].
const SNAPSHOTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/snapshots");
/// Rest between two looks: the machine stands still while its picture is taken.
const REST: Duration = Duration::from_millis(30);

/// What the display showed at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// When the look began.
    pub at: Instant,
    /// The state whose snapshot it was, pixel by pixel; `None` for any other picture.
    pub state: Option<&'static str>,
}

/// What was seen, and what ended it.
#[derive(Default)]
struct Seen {
    sights: Vec<Sight>,
    ended: Option<String>,
}

/// A look at the display several times a second, until it is dropped.
pub struct Watch {
    seen: Arc<Mutex<Seen>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watch {
    /// Begins to look. The first sight of each state is kept in `folder`.
    ///
    /// # Errors
    /// Where a snapshot is missing or the monitor does not answer.
    pub fn start(mut monitor: Monitor, folder: &Path) -> anyhow::Result<Self> {
        let snapshots = WITHOUT_FRAMES.map(|state| {
            let file = format!("{SNAPSHOTS}/state_{state}.png");
            Picture::load(file.as_ref()).map(|picture| (state, picture))
        });
        let snapshots = snapshots.into_iter().collect::<Result<Vec<_>, _>>()?;
        let (seen, stop) = (Arc::<Mutex<Seen>>::default(), Arc::<AtomicBool>::default());
        let (told, stopped, folder) = (seen.clone(), stop.clone(), folder.to_owned());
        let thread = thread::spawn(move || {
            let mut eye = Eye::new(snapshots, folder);
            while !stopped.load(Ordering::Acquire) {
                match eye.look(&mut monitor) {
                    Ok(sight) => lock(&told).sights.push(sight),
                    Err(error) => {
                        lock(&told).ended = Some(format!("{error:#}"));
                        return;
                    }
                }
                thread::sleep(REST);
            }
        });
        Ok(Self {
            seen,
            stop,
            thread: Some(thread),
        })
    }

    /// What was seen from a moment on.
    pub fn since(&self, begin: Instant) -> Vec<Sight> {
        let seen = lock(&self.seen);
        let sights = seen.sights.iter().filter(|sight| sight.at >= begin);
        sights.copied().collect()
    }

    /// Waits until one of these states is seen that was not before `begin`, and says when.
    ///
    /// # Errors
    /// Where none is within the limit, or nothing can be seen any more.
    pub fn wait(
        &self,
        begin: Instant,
        limit: Duration,
        states: &[&str],
    ) -> anyhow::Result<Instant> {
        let wanted = |sight: &Sight| sight.state.is_some_and(|state| states.contains(&state));
        let found = self.find(begin, limit, |sights| {
            sights
                .iter()
                .find(|sight| wanted(sight))
                .map(|sight| sight.at)
        })?;
        found.with_context(|| {
            let mut shown: Vec<_> = self.since(begin).iter().map(|sight| sight.state).collect();
            let looks = shown.len();
            shown.dedup();
            let shown: Vec<_> = shown.iter().map(|s| s.unwrap_or("no fault")).collect();
            let (limit, states) = (limit.as_secs_f64(), states.join(" or "));
            format!(
                "{states} is not on the display within {limit:.1} s; {looks} looks: {}",
                shown.join(", ")
            )
        })
    }

    /// Waits until the display has shown none of the states for a while: one that passed quickly may
    /// come to the display after pictures are back.
    ///
    /// # Errors
    /// Where it does not within the limit, or nothing can be seen any more.
    pub fn wait_clear(&self, during: Duration, limit: Duration) -> anyhow::Result<()> {
        let clear = self.find(Instant::now(), limit, |sights| {
            let clear = sights
                .iter()
                .rev()
                .take_while(|sight| sight.state.is_none());
            clear
                .last()
                .filter(|first| first.at.elapsed() >= during)
                .map(|_| ())
        })?;
        clear.context("the display goes on showing a fault")
    }

    /// Asks about the sights from `begin` on until there is an answer; `None` when the limit is over.
    fn find<T>(
        &self,
        begin: Instant,
        limit: Duration,
        answer: impl Fn(&[Sight]) -> Option<T>,
    ) -> anyhow::Result<Option<T>> {
        until(limit, || {
            if let Some(why) = &lock(&self.seen).ended {
                bail!("the display cannot be seen any more: {why}");
            }
            Ok(answer(&self.since(begin)))
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Compares the display with the snapshots.
struct Eye {
    snapshots: Vec<(&'static str, Picture)>,
    kept: Vec<&'static str>,
    folder: PathBuf,
}

impl Eye {
    fn new(snapshots: Vec<(&'static str, Picture)>, folder: PathBuf) -> Self {
        Self {
            snapshots,
            kept: Vec::new(),
            folder,
        }
    }

    fn look(&mut self, monitor: &mut Monitor) -> anyhow::Result<Sight> {
        let at = Instant::now();
        let screen = monitor.screendump(&self.folder.join("watch.ppm"))?;
        let part = screen.part(PART).context("the display is too small")?;
        let state = self.snapshots.iter().find(|(_, known)| *known == part);
        let state = state.map(|(state, _)| *state);
        if let Some(state) = state.filter(|state| !self.kept.contains(state)) {
            screen.save(&self.folder.join(format!("screen-{state}.png")))?;
            self.kept.push(state);
        }
        Ok(Sight { at, state })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_has_a_snapshot_of_its_own() {
        let mut pictures: Vec<Picture> = Vec::new();
        for state in WITHOUT_FRAMES {
            let file = format!("{SNAPSHOTS}/state_{state}.png");
            let picture = Picture::load(file.as_ref()).unwrap();
            assert_eq!([picture.width, picture.height], [PART[2], PART[3]]);
            assert!(!pictures.contains(&picture), "{state}");
            pictures.push(picture);
        }
    }
}
