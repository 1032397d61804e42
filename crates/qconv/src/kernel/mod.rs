//! The inner loops, one file an instruction set, and which of them this machine runs.
//!
//! A kernel computes a *tile*: [`PIXELS`] output pixels by one block of output channels, from the
//! first tap to the requantised bytes. `unsafe` in this crate stands in these files and in `team`.

use std::ops::Range;

use crate::conv::Packed;
use crate::grid::requantise;
use crate::place::Place;

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avxvnni;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod clock;
mod depthwise;
#[cfg(target_arch = "aarch64")]
mod dot;
#[cfg(target_arch = "aarch64")]
mod matrix;
#[cfg(target_arch = "aarch64")]
mod mull;
#[cfg(target_arch = "aarch64")]
mod neon;
mod portable;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
mod vnni;

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub use clock::cycles_per_second;
pub(crate) use depthwise::Depthwise;

/// Output pixels of a tile.
pub(crate) const PIXELS: usize = 8;

/// 64 bytes at an address that is a multiple of 64.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(crate) struct Line(pub [u8; 64]);

/// Parameters of one output channel's requantisation and its sum's start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Channels {
    pub bias: Vec<i32>,
    pub factor: Vec<f32>,
}

/// Bounds of the output in steps from the zero point, and the zero point as stored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range8 {
    pub low: f32,
    pub high: f32,
    pub zero: i32,
}

/// What one call of a kernel computes.
///
/// # Safety
/// Contract of every kernel, whoever makes a tile keeps it: for each tap `t` and each of the
/// [`PIXELS`] pointers of `x`, `x + t` can be read for `groups * depth` bytes; `weights` for
/// `taps * groups * N * lanes * depth` weights in the kernel's packing, `bias` and `factor` for
/// `N * lanes` values; each of the [`PIXELS`] pointers of `y` can be written for `channels` bytes,
/// which no one else reads or writes meanwhile and which `x` does not reach. Two pixels with one
/// pointer in `y` have one in `x`, too. `channels` is 1 to `N * lanes`. The machine has the
/// kernel's instructions.
pub(crate) struct Tile<'a> {
    pub x: [*const u8; PIXELS],
    pub taps: &'a [usize],
    pub groups: usize,
    pub weights: *const u8,
    pub bias: *const i32,
    pub factor: *const f32,
    pub range: Range8,
    pub y: [*mut u8; PIXELS],
    pub channels: usize,
}

pub(crate) type TileFn = unsafe fn(&Tile<'_>);

/// How weights lie in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// `[tap][group][vector][lane][depth]` bytes.
    Bytes,
    #[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "for AVX2"))]
    /// The same in 16 bits, the even and then the odd ones of each group of four.
    EvenOdd,
}

impl Packing {
    /// Bytes of a weight.
    pub fn size(self) -> usize {
        match self {
            Self::Bytes => 1,
            Self::EvenOdd => 2,
        }
    }
}

/// An implementation of the inner loops.
///
/// Every kernel gives the same bytes; they differ in speed and in what machines run them.
#[derive(Clone, Copy)]
pub struct Kernel {
    /// Name, as [`Kernel::named`] takes it.
    pub name: &'static str,
    /// The most multiply-accumulates that a core of the machines it is meant for starts in a cycle.
    pub macs_per_cycle: u32,
    /// Whether bytes are stored signed.
    pub(crate) signed: bool,
    /// Input bytes that meet in one lane.
    pub(crate) depth: usize,
    /// Output channels of a vector.
    pub(crate) lanes: usize,
    pub(crate) packing: Packing,
    /// Least weight; more negative ones are split.
    pub(crate) weight_min: i16,
    /// For blocks of one vector, of two, and so on.
    pub(crate) tiles: &'static [TileFn],
    pub(crate) depthwise: depthwise::RowFn,
    available: fn() -> bool,
}

impl std::fmt::Debug for Kernel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kernel({})", self.name)
    }
}

/// All kernels of this architecture, the fastest first.
const ALL: &[Kernel] = &[
    #[cfg(target_arch = "x86_64")]
    vnni::AVX512,
    #[cfg(target_arch = "x86_64")]
    avxvnni::AVX,
    #[cfg(target_arch = "x86_64")]
    avxvnni::HALF,
    #[cfg(target_arch = "x86_64")]
    avx2::AVX2,
    #[cfg(target_arch = "aarch64")]
    matrix::I8MM,
    #[cfg(target_arch = "aarch64")]
    dot::SDOT,
    #[cfg(target_arch = "aarch64")]
    mull::SMLAL,
    portable::PORTABLE,
];

impl Kernel {
    /// The fastest that this machine runs.
    #[must_use]
    pub fn best() -> Self {
        Self::all().next().unwrap_or(portable::PORTABLE)
    }

    /// All that this machine runs, the fastest first.
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.iter().copied().filter(|kernel| (kernel.available)())
    }

    /// The kernel of that name, where this machine runs it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|kernel| kernel.name == name)
    }

    /// What turns a logical byte into a stored one, by exclusive or.
    pub(crate) fn flip(self) -> u8 {
        if self.signed { 0x80 } else { 0 }
    }
}

/// Runs a convolution for some output rows. `x` is the input's buffer, `y` the output's from the
/// start of the first of these rows (its border included).
///
/// # Panics
/// Where a buffer is shorter than the convolution was packed for: a fault of this crate.
pub(crate) fn convolve(packed: &Packed, x: &[u8], y: &mut [u8], rows: Range<usize>) {
    let (input, output): (&Place, &Place) = (&packed.input, &packed.output);
    let [_, height, width] = output.shape;
    assert!(rows.end <= height && packed.read_end <= x.len());
    let count = rows.len() * width;
    if count == 0 {
        return;
    }
    // Bytes from the first row's start to the first channel of its first pixel.
    let start = output.offset % output.row;
    let [stride_y, stride_x] = packed.strides;
    for block in &packed.blocks {
        let first = start + block.output;
        let last = first + (rows.len() - 1) * output.row + (width - 1) * output.pixel;
        assert!(last + block.channels <= y.len() && block.channels > 0);
        let tile_fn = packed.kernel.tiles[block.vectors - 1];
        let (mut row, mut column) = (0, 0);
        for done in (0..count).step_by(PIXELS) {
            let pixels = PIXELS.min(count - done);
            let (mut from, mut to) = ([0; PIXELS], [0; PIXELS]);
            for p in 0..PIXELS {
                if p < pixels {
                    from[p] = packed.origin
                        + block.input
                        + (rows.start + row) * stride_y * input.row
                        + column * stride_x * input.pixel;
                    to[p] = first + row * output.row + column * output.pixel;
                    column += 1;
                    if column == width {
                        (row, column) = (row + 1, 0);
                    }
                } else {
                    (from[p], to[p]) = (from[0], to[0]);
                }
            }
            let (base, target) = (x.as_ptr(), y.as_mut_ptr());
            // SAFETY: `Packed::new` has computed `read_end` as the largest origin of a pixel of this
            // output plus the largest tap and the length of a run, for all blocks, and made weights
            // and parameters of the lengths that the contract names. The assertions above hold for
            // the largest addresses; `x` and `y` are borrowed apart. `Kernel::all` gave the kernel
            // because the machine has its instructions.
            unsafe {
                tile_fn(&Tile {
                    x: from.map(|offset| base.add(offset)),
                    taps: &packed.taps,
                    groups: packed.groups,
                    weights: packed.weights.as_ptr().cast::<u8>().add(block.weights),
                    bias: packed.channels.bias.as_ptr().add(block.parameters),
                    factor: packed.channels.factor.as_ptr().add(block.parameters),
                    range: packed.range,
                    y: to.map(|offset| target.add(offset)),
                    channels: block.channels,
                });
            }
        }
    }
}

/// Requantises and stores a tile whose sums lie in memory, `[pixel][channel]`.
///
/// # Safety
/// As [`Tile`], with `sums` of `PIXELS * stride` values and `channels <= stride`.
#[inline(always)]
unsafe fn store(tile: &Tile<'_>, sums: &[i32], stride: usize) {
    let zero = -tile.range.low;
    for p in 0..PIXELS {
        for c in 0..tile.channels {
            // SAFETY: the contract of `Tile`.
            unsafe {
                let sum = sums[p * stride + c].wrapping_add(*tile.bias.add(c));
                #[expect(clippy::cast_possible_truncation, reason = "0 to 255")]
                let logical = requantise(sum, *tile.factor.add(c), zero as i32);
                #[expect(
                    clippy::cast_sign_loss,
                    clippy::cast_possible_truncation,
                    reason = "bits"
                )]
                let flip = (tile.range.zero - zero as i32) as u8;
                *tile.y[p].add(c) = logical.wrapping_add(flip);
            }
        }
    }
}

impl Kernel {
    /// Runs a depthwise convolution for some output rows; `y` as for [`convolve`].
    pub(crate) fn depthwise(self, layer: &Depthwise, x: &[u8], y: &mut [u8], rows: Range<usize>) {
        // SAFETY: the machine has the kernel's instructions, as `Kernel::all` has asked it; every
        // access is checked.
        unsafe { (self.depthwise)(layer, x, y, rows) }
    }
}
