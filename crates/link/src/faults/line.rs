//! The line between both ends, and what is done to it.

use std::{
    collections::VecDeque,
    io::{ErrorKind, Read, Write},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use wire::{Decoder, Key};

use super::{Plan, played::Heard};
use crate::{port::Pty, vendor::Vendor};

/// Frames of a side that are remembered: some seconds.
const SENT_KEPT: usize = 4096;

/// Numbers that are the same for the same seed (SplitMix64, Steele et al. 2014).
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub const fn one_of(&mut self, million: u32) -> bool {
        self.next() % 1_000_000 < million as u64
    }
}

/// One way of the line.
pub struct Way {
    pub dice: Dice,
    /// Reads what is sent, before anything is done to it.
    pub clean: Decoder,
    /// Reads what comes through.
    pub dirty: Decoder,
    pub sent: VecDeque<(Key, u16)>,
    pub frames: u32,
    pub wrong: u32,
    pub lost: [u32; 2],
}

impl Way {
    pub fn new(seed: u64) -> Self {
        Self {
            dice: Dice(seed),
            clean: Decoder::new(),
            dirty: Decoder::new(),
            sent: VecDeque::with_capacity(SENT_KEPT),
            frames: 0,
            wrong: 0,
            lost: [0; 2],
        }
    }

    /// Sends bytes through; what comes out at the other end.
    pub fn through(&mut self, bytes: &[u8], plan: &Plan, faults: bool) -> Vec<u8> {
        let mut rest = bytes;
        while let Some(outcome) = self.clean.next(&mut rest) {
            if let Ok(frame) = outcome {
                if self.sent.len() == SENT_KEPT {
                    self.sent.pop_front();
                }
                self.sent
                    .push_back((Key::of(&frame), frame.header.reply_to));
            }
        }
        let mut out = Vec::with_capacity(bytes.len());
        for byte in bytes {
            if faults && self.dice.one_of(plan.drops_ppm) {
                continue;
            }
            let flipped = faults && self.dice.one_of(plan.flips_ppm);
            let by = if flipped {
                (self.dice.next() % 255) as u8 + 1
            } else {
                0
            };
            out.push(byte ^ by);
        }
        let mut rest = &out[..];
        while let Some(outcome) = self.dirty.next(&mut rest) {
            if let Ok(frame) = outcome {
                self.frames += 1;
                let same = (Key::of(&frame), frame.header.reply_to);
                if !self.sent.contains(&same) {
                    self.wrong += 1;
                }
            }
        }
        let counts = self.dirty.counts();
        self.lost = [counts.bad_crc, counts.bad_cobs + counts.too_large];
        out
    }

    pub const fn cut(&mut self) {
        self.clean.reset();
        self.dirty.reset();
    }
}

/// The line, with a device's end at a pseudo terminal and the vendor's end in this thread.
pub struct Line<'a> {
    pub plan: &'a Plan,
    pub link: &'a Path,
    /// `None` while it is cut.
    pub pty: Option<Pty>,
    pub to_vendor: Way,
    pub to_device: Way,
    pub stalled_until: Instant,
    /// What the device's end has not taken yet.
    pub unsent: VecDeque<u8>,
}

impl Line<'_> {
    /// Moves what can be moved.
    pub fn step(&mut self, vendor: &mut Vendor, heard: &mut Heard, faults: bool) {
        let now = Instant::now();
        vendor.poll(now, &mut |told| heard.take(told));
        let pty = self.pty.as_mut().filter(|_| now >= self.stalled_until);
        let Some(pty) = pty else {
            thread::sleep(TICK);
            return;
        };
        while !vendor.pending().is_empty() {
            let bytes = vendor.pending();
            self.unsent
                .extend(self.to_device.through(bytes, self.plan, faults));
            vendor.took(bytes.len());
        }
        let port = pty.port();
        while !self.unsent.is_empty() {
            match port.write(self.unsent.as_slices().0) {
                Ok(count) => drop(self.unsent.drain(..count)),
                Err(_) => break,
            }
        }
        let mut buffer = [0; 4096];
        // Nobody may have the other end open.
        let gone = port.wait(false, TICK).is_ok_and(|ready| ready.gone);
        match port.read(&mut buffer) {
            Ok(count) => {
                let bytes = self.to_vendor.through(&buffer[..count], self.plan, faults);
                vendor.receive(&bytes, Instant::now(), &mut |told| heard.take(told));
            }
            Err(error) if gone || error.kind() != ErrorKind::WouldBlock => thread::sleep(TICK),
            Err(_) => {}
        }
    }

    pub fn cut(&mut self, vendor: &mut Vendor) {
        self.pty = None;
        self.unsent.clear();
        self.to_vendor.cut();
        self.to_device.cut();
        vendor.replugged();
    }
}

/// How long to wait for bytes.
const TICK: Duration = Duration::from_millis(2);
