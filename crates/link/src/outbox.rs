//! What waits for a line to take it.

use std::collections::VecDeque;

use wire::{FRAME_BYTES_MAX, Header, Payload, REQUESTS_MAX, Sequence};

/// Frames that can wait: the answers to all requests, a few refusals, and a notice or two.
const FRAMES_MAX: usize = 2 * REQUESTS_MAX + 4;

/// What waits for a line, of a fixed size.
#[derive(Debug)]
pub(crate) struct Outbox {
    bytes: VecDeque<u8>,
    /// Of each frame, in order: how many of its bytes wait, and whether it answers a request.
    frames: VecDeque<(usize, bool)>,
    sequence: Sequence,
    sent: u32,
}

impl Default for Outbox {
    fn default() -> Self {
        Self {
            bytes: VecDeque::with_capacity((FRAMES_MAX + 1) * FRAME_BYTES_MAX),
            frames: VecDeque::with_capacity(FRAMES_MAX + 1),
            sequence: Sequence::default(),
            sent: 0,
        }
    }
}

impl Outbox {
    /// Adds a frame; `false` where there is no room.
    pub fn push(&mut self, msg_id: u16, reply_to: u16, payload: &Payload, answers: bool) -> bool {
        if self.frames.len() >= FRAMES_MAX {
            return false;
        }
        let mut buffer = [0; FRAME_BYTES_MAX];
        let header = Header::new(msg_id, self.sequence.next(), reply_to);
        let Ok(frame) = wire::encode(&header, payload, &mut buffer) else {
            return false;
        };
        self.bytes.extend(frame);
        self.frames.push_back((frame.len(), answers));
        self.sent = self.sent.saturating_add(1);
        true
    }

    /// Forgets what waits. A frame of which a part is on the line already is ended by a delimiter.
    pub fn clear(&mut self) {
        let cut = !self.bytes.is_empty();
        self.bytes.clear();
        self.frames.clear();
        if cut {
            self.bytes.push_back(0);
            self.frames.push_back((1, false));
        }
    }

    /// The bytes that come next; empty where nothing waits.
    pub fn pending(&self) -> &[u8] {
        self.bytes.as_slices().0
    }

    /// The line took so many of them.
    pub fn took(&mut self, count: usize) {
        self.bytes.drain(..count.min(self.bytes.len()));
        let mut left = count;
        while let Some((bytes, _)) = self.frames.front_mut() {
            if *bytes > left {
                *bytes -= left;
                return;
            }
            left -= *bytes;
            self.frames.pop_front();
        }
    }

    /// How many answers wait.
    pub fn answers(&self) -> usize {
        self.frames.iter().filter(|(_, answers)| *answers).count()
    }

    /// Nothing waits.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// There is no room for what a frame that comes now may ask for.
    pub fn is_full(&self) -> bool {
        self.frames.len() + 2 >= FRAMES_MAX
    }

    /// Frames that were added so far.
    pub const fn sent(&self) -> u32 {
        self.sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_grows_and_counts_the_answers_until_they_are_gone() {
        let mut outbox = Outbox::default();
        let room = outbox.bytes.capacity();
        let longest = Payload::from_slice(&[1; 512]).unwrap();
        let pushed = (0..100)
            .filter(|_| outbox.push(1, 1, &longest, true))
            .count();
        assert_eq!((pushed, outbox.answers()), (FRAMES_MAX, FRAMES_MAX));
        assert!(outbox.is_full() && outbox.bytes.capacity() == room);
        outbox.took(527);
        assert_eq!(outbox.answers(), FRAMES_MAX);
        outbox.took(1);
        assert_eq!(outbox.answers(), FRAMES_MAX - 1);
        while !outbox.is_empty() {
            outbox.took(outbox.pending().len());
        }
        assert_eq!(outbox.answers(), 0);
    }

    #[test]
    fn what_is_cut_off_is_ended() {
        let mut outbox = Outbox::default();
        outbox.clear();
        assert!(outbox.is_empty());
        outbox.push(1, 0, &Payload::new(), false);
        outbox.took(3);
        outbox.clear();
        assert_eq!(outbox.pending(), [0]);
    }
}
