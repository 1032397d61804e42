//! The latest screen, handed from the one who draws to those who watch.
//!
//! The one who draws never waits: a viewer takes a reference to the latest picture and is on its
//! own from there.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use axum::body::Bytes;
use tokio::{sync::watch, time};

use super::canvas::{Canvas, CanvasError};

/// Pictures are encoded while somebody asked for one within this time.
const WATCHED_MAX: Duration = Duration::from_secs(2);
/// How long a request waits for a new picture; no more than [`VALID_MS_MAX`], after which the page covers itself.
const WAIT_MAX: Duration = Duration::from_millis(900);

/// How long a viewer may take a picture without a result for the present one, milliseconds: one
/// comes at least five times a second.
const VALID_MS_MAX: u64 = 900;

/// A numbered picture.
#[derive(Clone, Debug, Default)]
pub struct Numbered {
    /// From 1; it rises with every published screen.
    pub number: u64,
    /// The picture as PNG.
    pub png: Bytes,
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
}

/// The latest screen, handed from the one who draws to those who watch.
#[derive(Clone, Debug)]
pub struct SharedScreen(Arc<Shared>);

impl Default for SharedScreen {
    fn default() -> Self {
        Self::new()
    }
}

impl SharedScreen {
    /// A place without a picture yet.
    #[must_use]
    pub fn new() -> Self {
        let latest = watch::Sender::new(Numbered::default());
        Self(Arc::new(Shared {
            latest,
            published: AtomicU64::new(0),
            watched: Mutex::new(None),
        }))
    }

    /// Publishes a canvas on which there is no result that could become too old; see
    /// [`SharedScreen::publish_until`].
    ///
    /// # Errors
    /// Where the encoder fails; the number counts all the same, so that viewers see that they lag.
    pub fn publish(&self, canvas: &Canvas) -> Result<u64, CanvasError> {
        self.publish_until(canvas, None)
    }

    /// Makes the canvas the latest screen and returns its number, from 1. Viewers cover it when the
    /// result on it `expires`. Encodes it only while somebody watches, and never waits for a viewer.
    ///
    /// # Errors
    /// Where the encoder fails; the number counts all the same, so that viewers see that they lag.
    pub fn publish_until(
        &self,
        canvas: &Canvas,
        expires: Option<Instant>,
    ) -> Result<u64, CanvasError> {
        let number = self.0.published.fetch_add(1, Ordering::AcqRel) + 1;
        if self.is_watched() {
            let mut png = Vec::with_capacity(canvas.as_bytes().len() / 4);
            canvas.write_png(&mut png)?;
            self.0.latest.send_replace(Numbered {
                number,
                png: png.into(),
                expires,
            });
        }
        Ok(number)
    }

    /// How many screens were published.
    pub(super) fn published(&self) -> u64 {
        self.0.published.load(Ordering::Acquire)
    }

    fn is_watched(&self) -> bool {
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
                expires,
                ..Numbered::default()
            };
            picture.valid_ms(now)
        };
        assert_eq!(valid_ms(None), 900);
        assert_eq!(valid_ms(Some(now + Duration::from_millis(180))), 180);
        assert_eq!(valid_ms(Some(now + Duration::from_secs(60))), 900);
        assert_eq!(valid_ms(Some(now)), 0);
    }

    #[test]
    fn nothing_is_encoded_while_nobody_watches() {
        let (screens, canvas) = (SharedScreen::new(), Canvas::new(4, 4));
        assert_eq!(screens.publish(&canvas).unwrap(), 1);
        assert!(screens.0.latest.borrow().png.is_empty());
        screens.watch();
        assert_eq!(screens.publish(&canvas).unwrap(), 2);
        assert!(!screens.0.latest.borrow().png.is_empty());
    }
}
