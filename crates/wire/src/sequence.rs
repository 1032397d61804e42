use super::{
    frame::{Frame, Header},
    hash,
};

/// Numbers of frames: 1 to 65535, then 1 again. 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sequence(u16);

impl Sequence {
    /// The numbers that come behind `last`.
    #[must_use]
    pub const fn behind(last: u16) -> Self {
        Self(last)
    }

    /// The next number.
    pub const fn next(&mut self) -> u16 {
        self.0 = if self.0 == u16::MAX { 1 } else { self.0 + 1 };
        self.0
    }
}

/// What tells a request from another one: `seq`, `msg_id` and the CRC-32 of the payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(u16, u16, u32);

impl Key {
    /// That of a frame.
    #[must_use]
    pub fn of(frame: &Frame) -> Self {
        let Header { seq, msg_id, .. } = frame.header;
        Self(seq, msg_id, hash(frame.payload))
    }
}

/// Remembers the last `N` requests with what is kept of each, so that none is done twice.
#[derive(Clone, Debug)]
pub struct Repeats<T, const N: usize> {
    kept: heapless::Deque<(Key, T), N>,
}

impl<T, const N: usize> Default for Repeats<T, N> {
    fn default() -> Self {
        Self {
            kept: heapless::Deque::new(),
        }
    }
}

impl<T, const N: usize> Repeats<T, N> {
    /// What is kept of the same request.
    #[must_use]
    pub fn of(&self, key: &Key) -> Option<&T> {
        let same = self.kept.iter().find(|(of, _)| of == key);
        same.map(|(_, kept)| kept)
    }

    /// Keeps something of a request, in place of what was kept of it; the oldest makes room for a new one.
    pub fn keep(&mut self, key: Key, value: T) {
        if let Some((_, kept)) = self.kept.iter_mut().find(|(of, _)| *of == key) {
            *kept = value;
            return;
        }
        if self.kept.is_full() {
            let _ = self.kept.pop_front();
        }
        let _ = self.kept.push_back((key, value));
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_wrap_around_and_leave_0_out() {
        let mut sequence = Sequence::behind(u16::MAX - 1);
        assert_eq!(
            [sequence.next(), sequence.next(), sequence.next()],
            [u16::MAX, 1, 2]
        );
        assert_eq!(Sequence::default().next(), 1);
    }

    #[test]
    fn a_request_is_known_again_by_all_that_it_says_and_the_oldest_is_forgotten() {
        let key = |seq, payload| {
            Key::of(&Frame {
                header: Header::new(32, seq, 0),
                payload,
            })
        };
        let mut repeats = Repeats::<u8, 2>::default();
        repeats.keep(key(1, b"a"), 1);
        repeats.keep(key(2, b"a"), 2);
        assert_eq!(repeats.of(&key(1, b"a")), Some(&1));
        assert_eq!(
            (repeats.of(&key(1, b"b")), repeats.of(&key(3, b"a"))),
            (None, None)
        );
        repeats.keep(key(2, b"a"), 20);
        repeats.keep(key(3, b"a"), 3);
        assert_eq!(repeats.of(&key(1, b"a")), None);
        assert_eq!(
            (repeats.of(&key(2, b"a")), repeats.of(&key(3, b"a"))),
            (Some(&20), Some(&3))
        );
        repeats.clear();
        assert_eq!(repeats.of(&key(3, b"a")), None);
    }
}
