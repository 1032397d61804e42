//! Inputs for the fuzz functions where there is no fuzzer: noise, and frames and messages with damage, seeded.

use wire::{FRAME_BYTES_MAX, Header, Payload, encode, messages::*, write};

/// Makes one input after the other; the same ones for the same seed.
pub struct Inputs {
    state: u64,
    bytes: Vec<u8>,
    seeds: Vec<(u16, Payload)>,
}

impl Inputs {
    pub fn new(seed: u64) -> Self {
        let mut snapshot = Snapshot {
            state: State::Running,
            measures_given: 3,
            ..Snapshot::default()
        };
        snapshot.set_stamp(Stamp {
            frame: 9,
            time_ms: 360,
            age_ms: 40,
            stale: false,
        });
        let _ = snapshot.structures.extend_from_slice(&[0xc0; 23]);
        let _ = snapshot.measures_milli.extend_from_slice(&[44_000, -5]);
        let mut event = Event {
            id: 3,
            item_state: ItemState::Seen,
            ..Event::default()
        };
        event.item_id = wire::cut("F5");
        let mut events = Events {
            newest: 9,
            ..Events::default()
        };
        let _ = events.events.push(event.clone());
        let hello = Hello {
            version_max: 1,
            vendor: wire::cut("fuzz"),
            ..Hello::default()
        };
        let seeds = vec![
            (49, write(&snapshot).unwrap_or_default()),
            (52, write(&event).unwrap_or_default()),
            (54, write(&events).unwrap_or_default()),
            (1, write(&hello).unwrap_or_default()),
            (
                24,
                write(&SetClock { unix_ms: u64::MAX }).unwrap_or_default(),
            ),
        ];
        Self {
            state: seed,
            bytes: Vec::with_capacity(2048),
            seeds,
        }
    }

    /// SplitMix64 (Steele et al. 2014).
    fn dice(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn next(&mut self) -> &[u8] {
        self.bytes.clear();
        let kind = self.dice() % 4;
        let which = (self.dice() % self.seeds.len() as u64) as usize;
        match kind {
            0 => self.noise(),
            1 => {
                let (id, payload) = &self.seeds[which];
                self.bytes.push(*id as u8);
                self.bytes.extend_from_slice(payload);
            }
            _ => {
                let count = 1 + self.dice() % 3;
                for _ in 0..count {
                    let seq = self.dice() as u16;
                    let (id, payload) = &self.seeds[which];
                    let mut out = [0; FRAME_BYTES_MAX];
                    let frame = encode(&Header::new(*id, seq, 0), payload, &mut out);
                    self.bytes.extend_from_slice(frame.unwrap_or_default());
                }
            }
        }
        let damages = self.dice() % 4;
        for _ in 0..damages {
            if self.bytes.is_empty() {
                break;
            }
            let at = (self.dice() % self.bytes.len() as u64) as usize;
            let byte = self.dice() as u8;
            match self.dice() % 3 {
                0 => self.bytes[at] = byte,
                1 => drop(self.bytes.remove(at)),
                _ => self.bytes.insert(at, byte & 0x81),
            }
        }
        &self.bytes
    }

    fn noise(&mut self) {
        // Mostly short: long ones cost the most and tell the least.
        let bytes = match self.dice() % 16 {
            0 => 1200,
            1..4 => 300,
            _ => 40,
        };
        let count = self.dice() % bytes;
        for _ in 0..count.div_ceil(8) {
            let eight = self.dice().to_le_bytes();
            self.bytes.extend_from_slice(&eight);
        }
    }
}
