//! Hands frames from one thread to the next: the latest wins, old ones are dropped and counted.
//!
//! Buffers go round in a ring (writer, slot, reader, writer), so steady state allocates nothing.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TryRecvError, TrySendError, bounded};

/// Buffers that can wait to be filled: one that was read and one that was dropped.
const SPARES_MAX: usize = 2;

/// Makes an empty slot.
#[must_use]
pub fn slot<T: Default + Send>() -> (Writer<T>, Reader<T>) {
    slot_with(|_, _| {}, |_| {})
}

/// Makes an empty slot. A value that replaces one that nobody took may `inherit` something of it: the new
/// one comes first. Values are wiped as soon as they are used or dropped, before they wait to be filled
/// again.
#[must_use]
pub fn slot_with<T: Default + Send>(
    inherit: fn(&mut T, &T),
    wipe: fn(&mut T),
) -> (Writer<T>, Reader<T>) {
    let (full, latest) = bounded(1);
    let (used, spare) = bounded(SPARES_MAX);
    let dropped = Arc::new(AtomicU64::new(0));
    let writer = Writer {
        full,
        stale: latest.clone(),
        spare,
        used: used.clone(),
        dropped: dropped.clone(),
        inherit,
        wipe,
    };
    (
        writer,
        Reader {
            latest,
            used,
            dropped,
            wipe,
        },
    )
}

/// The end that fills the slot. Dropping it closes the slot behind its last value.
#[derive(Debug)]
pub struct Writer<T> {
    full: Sender<T>,
    stale: Receiver<T>,
    spare: Receiver<T>,
    used: Sender<T>,
    dropped: Arc<AtomicU64>,
    inherit: fn(&mut T, &T),
    wipe: fn(&mut T),
}

impl<T: Default + Send> Writer<T> {
    /// A buffer to fill: one that came back, or a new one while the ring fills up.
    #[must_use]
    pub fn buffer(&self) -> T {
        self.spare.try_recv().unwrap_or_default()
    }

    /// Puts a value into the slot and drops (and counts) the one that nobody took.
    pub fn publish(&self, mut value: T) {
        // Nobody else fills the slot, so it is empty after one try_recv and the second try ends this.
        while let Err(TrySendError::Full(back)) = self.full.try_send(value) {
            value = back;
            if let Ok(mut old) = self.stale.try_recv() {
                (self.inherit)(&mut value, &old);
                (self.wipe)(&mut old);
                self.dropped.fetch_add(1, Ordering::Relaxed);
                let _ = self.used.try_send(old);
            }
        }
    }

    /// Whether a value waits that nobody took yet.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.full.is_full()
    }
}

/// Why [`Reader::take`] has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// Nothing came within the time.
    Yet,
    /// Nothing will come any more.
    Closed,
}

/// The end that takes from the slot.
#[derive(Debug)]
pub struct Reader<T> {
    latest: Receiver<T>,
    used: Sender<T>,
    dropped: Arc<AtomicU64>,
    wipe: fn(&mut T),
}

impl<T> Reader<T> {
    /// Waits for the latest value.
    ///
    /// # Errors
    /// [`Empty`] where none came.
    pub fn take(&self, patience: Duration) -> Result<T, Empty> {
        self.latest.recv_timeout(patience).map_err(|e| match e {
            RecvTimeoutError::Timeout => Empty::Yet,
            RecvTimeoutError::Disconnected => Empty::Closed,
        })
    }

    /// Takes the latest value if one is there.
    ///
    /// # Errors
    /// [`Empty`] where none is there.
    pub fn try_take(&self) -> Result<T, Empty> {
        self.latest.try_recv().map_err(|e| match e {
            TryRecvError::Empty => Empty::Yet,
            TryRecvError::Disconnected => Empty::Closed,
        })
    }

    /// Gives a buffer back to the writer.
    pub fn give_back(&self, mut value: T) {
        (self.wipe)(&mut value);
        let _ = self.used.try_send(value);
    }

    /// How many values nobody took so far.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use std::{thread, time::Duration};

    use super::{Empty, slot, slot_with};

    #[test]
    fn the_latest_wins_and_the_rest_is_counted() {
        let (writer, reader) = slot::<Vec<u8>>();
        for n in 0..5 {
            let mut buffer = writer.buffer();
            buffer.clear();
            buffer.push(n);
            writer.publish(buffer);
        }
        assert!(writer.is_full());
        assert_eq!(reader.try_take(), Ok(vec![4]));
        assert_eq!(reader.try_take(), Err(Empty::Yet));
        assert_eq!(reader.dropped(), 4);
    }

    #[test]
    fn a_closed_slot_still_hands_out_its_last_value() {
        let (writer, reader) = slot::<u32>();
        writer.publish(7);
        drop(writer);
        assert_eq!(reader.take(Duration::from_millis(1)), Ok(7));
        assert_eq!(reader.take(Duration::from_millis(1)), Err(Empty::Closed));
    }

    #[test]
    fn buffers_come_back_to_the_writer() {
        let (writer, reader) = slot::<Vec<u8>>();
        let mut buffer = writer.buffer();
        buffer.resize(4096, 1);
        let address = buffer.as_ptr();
        writer.publish(buffer);
        reader.give_back(reader.try_take().unwrap());
        let again = writer.buffer();
        assert_eq!(again.as_ptr(), address);
    }

    #[test]
    fn what_was_used_or_dropped_is_wiped_before_it_comes_back() {
        let (writer, reader) = slot_with::<Vec<u8>>(|_, _| {}, |value| value.fill(0));
        writer.publish(vec![7; 3]);
        writer.publish(vec![8; 2]);
        assert_eq!(writer.buffer(), [0; 3]);
        reader.give_back(reader.try_take().unwrap());
        assert_eq!(writer.buffer(), [0; 2]);
    }

    #[test]
    fn what_replaces_another_value_inherits_from_it() {
        let (writer, reader) = slot_with::<(u32, u32)>(|new, old| new.1 += old.0 + old.1, |_| {});
        writer.publish((1, 0));
        writer.publish((2, 0));
        writer.publish((3, 0));
        assert_eq!(reader.try_take(), Ok((3, 3)));
        writer.publish((4, 0));
        assert_eq!(reader.try_take(), Ok((4, 0)));
    }

    #[test]
    fn across_threads_values_arrive_in_order_and_the_last_one_always_arrives() {
        let (writer, reader) = slot::<u64>();
        let thread = thread::spawn(move || (1..=10_000).for_each(|n| writer.publish(n)));
        let (mut last, mut taken) = (0, 0);
        loop {
            match reader.take(Duration::from_secs(5)) {
                Ok(n) => {
                    assert!(n > last, "{n} came after {last}");
                    (last, taken) = (n, taken + 1);
                }
                Err(Empty::Closed) => break,
                Err(Empty::Yet) => panic!("the writer hangs"),
            }
        }
        thread.join().unwrap();
        assert_eq!(last, 10_000);
        assert_eq!(taken + reader.dropped(), 10_000);
    }
}
