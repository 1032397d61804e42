//! The last frames before an exam begins by itself: they are evidence, too.

use std::{collections::VecDeque, time::Duration};

use super::{super::Observation, Begin};

/// How many frames are kept: two seconds at 60 a second, 60 KiB.
const FRAMES: usize = 128;

/// The last frames of an exam that has not begun.
#[derive(Clone, Debug)]
pub struct RunUp(VecDeque<Observation>);

impl RunUp {
    /// Room for the frames, where an exam may begin by itself.
    pub fn new(begin: Begin) -> Self {
        let room = if begin == Begin::WhenSeen { FRAMES } else { 0 };
        Self(VecDeque::with_capacity(room))
    }

    /// Takes a frame in, and drops the oldest where there is no room. Allocates nothing.
    pub fn push(&mut self, observation: &Observation) {
        if self.0.len() == FRAMES {
            self.0.pop_front();
        }
        self.0.push_back(*observation);
    }

    /// The frames from a time on, in the order in which they came; none is left behind.
    pub fn take_since(&mut self, since: Duration) -> Vec<Observation> {
        let first = self.0.iter().position(|o| o.time >= since);
        let frames = first.map_or_else(Vec::new, |at| self.0.iter().skip(at).copied().collect());
        self.0.clear();
        frames
    }
}
