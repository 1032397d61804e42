//! What the tests of the phantom share: short sweeps on a small screen, and frames of them.

#![allow(clippy::unwrap_used, reason = "tests may fail")]

use phantom::{Config, Phantom, Truth};

/// Size of the screens, pixels.
pub const WIDTH: usize = 320;
pub const HEIGHT: usize = 240;

/// A sweep of 120 frames, 10 a second.
pub fn config(seed: u64) -> Config {
    Config {
        seed,
        width: WIDTH,
        height: HEIGHT,
        fps: 10.0,
        seconds: 12.0,
        ..Config::default()
    }
}

pub fn phantom(config: Config) -> Phantom {
    Phantom::new(config).unwrap()
}

/// Grey values and truth of a frame.
pub fn frame(phantom: &mut Phantom, number: u64) -> (Vec<u8>, Truth) {
    let mut luma = Vec::new();
    let truth = phantom.frame(number, &mut luma);
    (luma, truth)
}
