//! Boxes smoothed over time, structure by structure.
//!
//! Each edge of a detector's box trembles from frame to frame, boxes are missed for a frame or two, and
//! now and then one jumps to another place. A Kalman filter for each structure knows how far a detector
//! scatters (`scatter`), and by that tells trembling from motion.
//!
//! - The *centre* moves at a constant velocity that changes at random: a probe or a fetus glides, and
//!   through a gap the box goes on with it.
//! - The *logarithms of width and height* walk at random: a chamber grows and shrinks with the beat, and
//!   nothing says that it goes on growing. A share rather than pixels, because that is how boxes scatter.
//!
//! All noise is per time, and a share of the box's own size: 8 and 60 frames a second behave alike, and
//! so do screens of 640x480 and 1920x1080.
//!
//! Sizes that beat pass: at 3 beats a second and 25 frames a second at least nine tenths of the
//! oscillation of a chamber are left (a test holds it). The heart rate reads raw boxes all the same.

mod body;
mod scatter;

use std::time::Duration;

use crate::{
    anatomy::{Rect, Structure, StructureMap},
    detector::{Detection, Detections},
};
use body::{Body, Seen};

/// How long a structure that is not found is carried on.
pub const BRIDGED_MAX: Duration = Duration::from_millis(200);
/// How long a structure has to stay at a new place to be taken over there: less than
/// [`BRIDGED_MAX`], so that the box never vanishes meanwhile. At least two frames.
pub const TAKEN_OVER_AFTER: Duration = Duration::from_millis(100);

/// Where a structure is, after smoothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Track {
    /// Its box in source pixels: all numbers finite, width and height above zero.
    pub rect: Rect,
    /// Confidence, 0 to 1: the detector's where it was measured; through a gap that of the last
    /// measured frame, which falls to 0 within [`BRIDGED_MAX`].
    pub confidence: f32,
    /// Whether this frame's detection went into it. False through a gap, and where the detection is
    /// somewhere else.
    pub measured: bool,
}

/// The structures that are followed; `None` where one was not found for [`BRIDGED_MAX`].
pub type Tracks = StructureMap<Option<Track>>;

/// Follows the structures of a picture. Of fixed size, below 10 kB; allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Follower {
    last: Option<Duration>,
    followed: StructureMap<Followed>,
    tracks: Tracks,
}

impl Follower {
    /// Takes the detections of a live frame in. `thresholds` are the confidences from which a structure
    /// counts as found; 1 says that nobody looks for it. Boxes with a broken number, or with a side
    /// below a pixel, are not found. A time before the last one starts all anew.
    pub fn update(
        &mut self,
        time: Duration,
        found: &Detections,
        thresholds: &StructureMap<f32>,
    ) -> &Tracks {
        if self.last.is_some_and(|last| time < last) {
            self.reset();
        }
        self.last = Some(time);
        for (structure, detection) in found.iter() {
            let seen = seen(detection, thresholds[structure]);
            self.tracks[structure] = self.followed[structure].update(structure, time, seen);
        }
        &self.tracks
    }

    /// Forgets everything: the picture was not live.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The tracks after the last frame.
    #[must_use]
    pub fn tracks(&self) -> &Tracks {
        &self.tracks
    }
}

/// The detection where it counts as found.
fn seen(detection: &Detection, threshold: f32) -> Option<Seen> {
    let Detection { confidence, rect } = detection;
    let found = *confidence > 0.0 && *confidence >= threshold && threshold < 1.0;
    found.then(|| Seen::new(rect, *confidence)).flatten()
}

/// One structure.
#[derive(Clone, Copy, Debug, Default)]
struct Followed {
    body: Option<Body>,
    /// Another place where it was found since, and since when.
    elsewhere: Option<(Body, Duration)>,
}

impl Followed {
    fn update(&mut self, of: Structure, time: Duration, seen: Option<Seen>) -> Option<Track> {
        self.body = self.body.filter(|body| body.age(time) <= BRIDGED_MAX);
        self.elsewhere = self
            .elsewhere
            .filter(|(body, _)| body.age(time) <= BRIDGED_MAX);
        let noise = scatter::of(of);
        let mut measured = false;
        if let Some(seen) = seen {
            measured = match &mut self.body {
                Some(body) => body.follow(time, &seen, &noise),
                None => false,
            };
            if measured {
                self.elsewhere = None;
            } else if self.body.is_none() {
                // Nothing is lost by believing the first one.
                let known = self.elsewhere.take().map(|(body, _)| body);
                let mut body = known.unwrap_or_else(|| Body::new(time, &seen, &noise));
                if !body.follow(time, &seen, &noise) {
                    body = Body::new(time, &seen, &noise);
                }
                self.body = Some(body);
                measured = true;
            } else {
                measured = self.seen_elsewhere(time, &seen, &noise);
            }
        }
        self.body.map(|body| body.track(time, measured))
    }

    /// A detection that does not fit: whether the structure is taken over there.
    fn seen_elsewhere(&mut self, time: Duration, seen: &Seen, noise: &scatter::Scatter) -> bool {
        if let Some((body, since)) = &mut self.elsewhere
            && body.follow(time, seen, noise)
        {
            let stays = time.saturating_sub(*since) >= TAKEN_OVER_AFTER;
            if stays {
                self.body = Some(*body);
                self.elsewhere = None;
            }
            return stays;
        }
        self.elsewhere = Some((Body::new(time, seen, noise), time));
        false
    }
}

#[cfg(test)]
mod tests;
