//! Convolutions in which every channel sees itself alone: one loop, compiled for each instruction
//! set.

use std::ops::Range;

use super::{Channels, Zero};
use crate::grid::requantise;
use crate::place::Place;

/// Channels at a time.
const LANES: usize = 32;

/// A depthwise convolution.
#[derive(Clone, Debug)]
pub(crate) struct Depthwise {
    pub input: Place,
    pub output: Place,
    pub strides: [usize; 2],
    /// From the input's first byte to the first tap of the first pixel.
    pub origin: usize,
    pub taps: Vec<usize>,
    /// `[tap][channel]`.
    pub weights: Vec<i16>,
    pub channels: Channels,
    pub zero: Zero,
    /// What makes a stored byte logical.
    pub flip: u8,
}

/// One run: rows of the output, from the start of the first one on.
pub(crate) type RowFn = unsafe fn(&Depthwise, &[u8], &mut [u8], Range<usize>);

/// Any machine.
pub(super) fn portable(layer: &Depthwise, x: &[u8], y: &mut [u8], rows: Range<usize>) {
    body(layer, x, y, rows);
}

/// # Safety
/// The machine has AVX2.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
pub(super) unsafe fn avx2(layer: &Depthwise, x: &[u8], y: &mut [u8], rows: Range<usize>) {
    body(layer, x, y, rows);
}

/// # Safety
/// The machine has AVX-512 F, BW and VL.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
pub(super) unsafe fn avx512(layer: &Depthwise, x: &[u8], y: &mut [u8], rows: Range<usize>) {
    body(layer, x, y, rows);
}

#[inline(always)]
fn body(layer: &Depthwise, x: &[u8], y: &mut [u8], rows: Range<usize>) {
    let (input, output) = (&layer.input, &layer.output);
    let [channels, _, width] = output.shape;
    let start = output.offset % output.row;
    for row in rows.clone() {
        for column in 0..width {
            let from = layer.origin
                + row * layer.strides[0] * input.row
                + column * layer.strides[1] * input.pixel;
            let to = start + (row - rows.start) * output.row + column * output.pixel;
            let mut channel = 0;
            while channel + LANES <= channels {
                lanes::<LANES>(layer, x, from, y, to, channel);
                channel += LANES;
            }
            while channel < channels {
                lanes::<1>(layer, x, from, y, to, channel);
                channel += 1;
            }
        }
    }
}

#[inline(always)]
fn lanes<const N: usize>(
    layer: &Depthwise,
    x: &[u8],
    from: usize,
    y: &mut [u8],
    to: usize,
    channel: usize,
) {
    let channels = layer.output.shape[0];
    let mut sums = [0_i32; N];
    sums.copy_from_slice(&layer.channels.bias[channel..channel + N]);
    for (tap, offset) in layer.taps.iter().enumerate() {
        let x = &x[from + offset + channel..][..N];
        let w = &layer.weights[tap * channels + channel..][..N];
        for c in 0..N {
            sums[c] = sums[c].wrapping_add(i32::from(x[c] ^ layer.flip) * i32::from(w[c]));
        }
    }
    let factors = &layer.channels.factor[channel..][..N];
    let y = &mut y[to + channel..][..N];
    for c in 0..N {
        y[c] = requantise(sums[c], factors[c], layer.zero.logical) ^ layer.flip;
    }
}
