//! The latest screen, handed from the one who draws to those who watch.
//!
//! The one who draws never waits and packs nothing: it copies its canvas where somebody watches, and a
//! viewer takes a reference to the latest one and is on its own from there.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{sync::watch, time};

use super::canvas::Canvas;

/// Screens are kept while somebody asked for one within this time.
const WATCHED_MAX: Duration = Duration::from_secs(2);
/// How long a request waits for a new picture; no more than [`VALID_MS_MAX`], after which the page covers itself.
const WAIT_MAX: Duration = Duration::from_millis(900);
/// Viewers that are served at a time.
const VIEWERS_MAX: usize = 8;
/// Canvases that are kept for the next screens: each viewer may hold the one it saw last, and another
/// one is the latest.
const SPARE_MAX: usize = VIEWERS_MAX + 2;

/// How long a viewer may take a picture without a result for the present one, milliseconds: one
/// comes at least five times a second.
const VALID_MS_MAX: u64 = 900;

/// A numbered screen.
#[derive(Clone, Debug)]
pub struct Numbered {
    /// From 1; it rises with every published screen.
    pub number: u64,
    /// The screen.
    pub canvas: Arc<Canvas>,
    /// When the result on it is too old; `None` where it shows none.
    pub expires: Option<Instant>,
}

impl Numbered {
    /// How long a viewer may take the picture for the present one, milliseconds from `now`.
    pub(super) fn valid_ms(&self, now: Instant) -> u64 {
        let left = self.expires.map(|at| at.saturating_duration_since(now));
        left.map_or(VALID_MS_MAX, |left| {
            u64::try_from(left.as_millis()).map_or(VALID_MS_MAX, |ms| ms.min(VALID_MS_MAX))
        })
    }
}

#[derive(Debug)]
struct Shared {
    latest: watch::Sender<Numbered>,
    published: AtomicU64,
    watched: Mutex<Option<Instant>>,
    viewers: AtomicUsize,
    spare: Mutex<Vec<Arc<Canvas>>>,
}

/// The latest screen, handed from the one who draws to those who watch.
#[derive(Clone, Debug)]
pub struct SharedScreen(Arc<Shared>);

/// A place among the viewers, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Viewer(Arc<Shared>);

impl Drop for Viewer {
    fn drop(&mut self) {
        self.0.viewers.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Default for SharedScreen {
    fn default() -> Self {
        Self::new()
    }
}

impl SharedScreen {
    /// A place without a picture yet.
    #[must_use]
    pub fn new() -> Self {
        let latest = watch::Sender::new(Numbered {
            number: 0,
            canvas: Arc::new(Canvas::new(0, 0)),
            expires: None,
        });
        Self(Arc::new(Shared {
            latest,
            published: AtomicU64::new(0),
            watched: Mutex::new(None),
            viewers: AtomicUsize::new(0),
            spare: Mutex::new(Vec::with_capacity(SPARE_MAX)),
        }))
    }

    /// Publishes a canvas on which there is no result that could become too old; see
    /// [`SharedScreen::publish_until`].
    pub fn publish(&self, canvas: &Canvas) -> u64 {
        self.publish_until(canvas, None)
    }

    /// Makes the canvas the latest screen and returns its number, from 1. Viewers cover it when the
    /// result on it `expires`. Copies it only while somebody watches, and never waits for a viewer.
    pub fn publish_until(&self, canvas: &Canvas, expires: Option<Instant>) -> u64 {
        let number = self.0.published.fetch_add(1, Ordering::AcqRel) + 1;
        if self.is_watched() {
            let canvas = self.copy(canvas);
            self.0.latest.send_replace(Numbered {
                number,
                canvas,
                expires,
            });
        }
        number
    }

    /// A copy of the canvas, in the place of one that nobody looks at any more.
    fn copy(&self, canvas: &Canvas) -> Arc<Canvas> {
        let mut spare = self.0.spare.lock().unwrap_or_else(PoisonError::into_inner);
        for free in spare.iter_mut() {
            if let Some(own) = Arc::get_mut(free) {
                own.copy_from(canvas);
                return free.clone();
            }
        }
        let new = Arc::new(canvas.clone());
        if spare.len() < SPARE_MAX {
            spare.push(new.clone());
        }
        new
    }

    /// How many screens were published.
    pub(crate) fn published(&self) -> u64 {
        self.0.published.load(Ordering::Acquire)
    }

    fn is_watched(&self) -> bool {
        if self.0.viewers.load(Ordering::Acquire) > 0 {
            return true;
        }
        let watched = *self
            .0
            .watched
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        watched.is_some_and(|last| last.elapsed() <= WATCHED_MAX)
    }

    fn watch(&self) {
        *self
            .0
            .watched
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// A place among the viewers; `None` where all are taken.
    pub(super) fn viewer(&self) -> Option<Viewer> {
        let more = |count: usize| (count < VIEWERS_MAX).then_some(count + 1);
        let taken = (self.0.viewers).fetch_update(Ordering::AcqRel, Ordering::Acquire, more);
        taken.ok().map(|_| Viewer(self.0.clone()))
    }

    /// The screens from the next one on.
    pub(super) fn follow(&self, _: &Viewer) -> watch::Receiver<Numbered> {
        self.0.latest.subscribe()
    }

    /// The first picture that is neither `after` nor older than this call; `None` when none came
    /// in time.
    pub(super) async fn newer_than(&self, after: Option<u64>) -> Option<Numbered> {
        self.watch();
        let oldest = self.published().max(1);
        let mut latest = self.0.latest.subscribe();
        let wanted = |p: &Numbered| p.number >= oldest && Some(p.number) != after;
        let found = time::timeout(WAIT_MAX, latest.wait_for(wanted)).await;
        found.ok()?.ok().map(|picture| picture.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_valid_until_its_result_expires() {
        let now = Instant::now();
        let valid_ms = |expires| {
            let picture = Numbered {
                number: 1,
                canvas: Arc::new(Canvas::new(1, 1)),
                expires,
            };
            picture.valid_ms(now)
        };
        assert_eq!(valid_ms(None), 900);
        assert_eq!(valid_ms(Some(now + Duration::from_millis(180))), 180);
        assert_eq!(valid_ms(Some(now + Duration::from_secs(60))), 900);
        assert_eq!(valid_ms(Some(now)), 0);
    }

    #[test]
    fn nothing_is_kept_while_nobody_watches() {
        let (screens, canvas) = (SharedScreen::new(), Canvas::new(4, 4));
        let kept = || screens.0.latest.borrow().number;
        assert_eq!((screens.publish(&canvas), kept()), (1, 0));
        let viewer = screens.viewer().unwrap();
        assert_eq!((screens.publish(&canvas), kept()), (2, 2));
        drop(viewer);
        assert_eq!((screens.publish(&canvas), kept()), (3, 2));
        screens.watch();
        assert_eq!((screens.publish(&canvas), kept()), (4, 4));
    }

    #[test]
    fn places_are_given_back_and_no_more_are_given_than_there_are() {
        let screens = SharedScreen::new();
        let mut all: Vec<_> = (0..VIEWERS_MAX).filter_map(|_| screens.viewer()).collect();
        assert_eq!(all.len(), VIEWERS_MAX);
        assert!(screens.viewer().is_none());
        all.pop();
        assert!(screens.viewer().is_some());
    }

    #[test]
    fn a_screen_that_somebody_holds_stays_as_it_is_and_others_are_used_again() {
        let (screens, mut canvas) = (SharedScreen::new(), Canvas::new(4, 4));
        let viewer = screens.viewer().unwrap();
        let followed = screens.follow(&viewer);
        screens.publish(&canvas);
        let held = followed.borrow().canvas.clone();
        for grey in 1..100 {
            canvas.set_greys(0, 0, &[grey], 255);
            screens.publish(&canvas);
            assert_eq!(*followed.borrow().canvas, canvas);
        }
        assert_eq!(*held, Canvas::new(4, 4));
        assert_eq!(screens.0.spare.lock().unwrap().len(), 3);
    }
}
