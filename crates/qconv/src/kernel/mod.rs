//! The inner loops, one file an instruction set, and which of them this machine runs.
//!
//! A kernel computes the rows of one block of output channels, or of these a *tile*, [`PIXELS`] output
//! pixels, from the first tap to the requantised bytes. `unsafe` in this crate stands in these files and in `team`.

use std::ops::Range;

use crate::conv::Packed;
use crate::grid::requantise;
use crate::place::Place;

#[cfg(target_arch = "x86_64")]
mod amx;
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

/// The output's zero point, as a logical byte and as it is stored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Zero {
    pub logical: i32,
    pub stored: i32,
}

impl Zero {
    /// The least and the largest byte, in steps from the zero point.
    #[cfg(target_arch = "x86_64")]
    #[expect(clippy::cast_precision_loss, reason = "below 256")]
    fn bounds(self) -> (f32, f32) {
        (-self.logical as f32, (255 - self.logical) as f32)
    }
}

/// Output rows of one block of channels, and what they are computed from.
///
/// # Safety
/// Contract of every kernel, whoever makes one keeps it: `height` and `width` are at least 1. Pixel
/// `c` of row `r` has its input at `x + r * x_row + c * x_pixel`, which can be read, for each tap
/// `t`, from `t` on for `groups * depth` bytes; and its output at `y + r * y_row + c * y_pixel`,
/// which can be written for `channels` bytes, which no one else reads or writes meanwhile and which
/// `x` does not reach. `weights` can be read for `taps * groups * N * lanes * depth` weights in the
/// kernel's packing, `bias` and `factor` for `N * lanes` values, where N is the vectors of the
/// function. `channels` is 1 to `N * lanes`, `taps` and `groups` are not empty. The machine has the
/// kernel's instructions.
pub(crate) struct Rows<'a> {
    pub height: usize,
    pub width: usize,
    pub x: *const u8,
    pub x_row: usize,
    pub x_pixel: usize,
    pub y: *mut u8,
    pub y_row: usize,
    pub y_pixel: usize,
    pub taps: &'a [usize],
    pub groups: usize,
    pub weights: *const u8,
    pub bias: *const i32,
    pub factor: *const f32,
    pub zero: Zero,
    pub channels: usize,
}

impl Rows<'_> {
    /// Where a pixel's input and output start.
    #[inline(always)]
    pub fn pixel(&self, row: usize, column: usize) -> (*const u8, *mut u8) {
        let (x, y) = (self.x_row * row, self.y_row * row);
        (
            self.x.wrapping_add(x + column * self.x_pixel),
            self.y.wrapping_add(y + column * self.y_pixel),
        )
    }
}

/// Some pixels of [`Rows`].
///
/// # Safety
/// The contract of [`Rows`], with each of the pointers of `x` and `y` that of a pixel. Two pixels
/// with one pointer in `y` have one in `x`, too.
pub(crate) struct Tile<'a> {
    pub x: [*const u8; PIXELS],
    pub y: [*mut u8; PIXELS],
    pub rows: &'a Rows<'a>,
}

/// The functions of a kernel, for blocks of one vector, of two, and so on.
#[derive(Clone, Copy)]
pub(crate) enum Loops {
    /// [`PIXELS`] pixels at a time.
    Tiles(&'static [unsafe fn(&Tile<'_>)]),
    #[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "for AMX"))]
    /// All of a block's rows.
    Rows(&'static [unsafe fn(&Rows<'_>)]),
}

impl Loops {
    /// Vectors of the widest block.
    pub fn widest(self) -> usize {
        match self {
            Self::Tiles(tiles) => tiles.len(),
            Self::Rows(rows) => rows.len(),
        }
    }
}

/// How weights lie in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// `[tap][group][vector][lane][depth]` bytes.
    Bytes,
    #[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "for AVX2"))]
    /// The same in 16 bits, the even and then the odd ones of each group of four.
    EvenOdd,
    #[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "for AMX"))]
    /// `[tap][group][vector][depth / 4][lane][4]` bytes.
    Fours,
}

impl Packing {
    /// Bytes of a weight.
    pub fn size(self) -> usize {
        match self {
            Self::Bytes | Self::Fours => 1,
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
    pub(crate) loops: Loops,
    /// Who computes layers whose runs of input are short beside the depth; of the same signs.
    pub(crate) narrow: Option<&'static Kernel>,
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
    amx::AMX,
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

    /// The kernel for runs of so many bytes of input.
    pub(crate) fn for_runs(self, length: usize) -> Self {
        match self.narrow {
            Some(narrow) if 2 * length < self.depth => {
                assert!(narrow.signed == self.signed, "both read one buffer");
                *narrow
            }
            _ => self,
        }
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
    if rows.is_empty() || width == 0 {
        return;
    }
    // Bytes from the first row's start to the first channel of its first pixel.
    let start = output.offset % output.row;
    let [stride_y, stride_x] = packed.strides;
    for block in &packed.blocks {
        let first = start + block.output;
        let last = first + (rows.len() - 1) * output.row + (width - 1) * output.pixel;
        assert!(last + block.channels <= y.len() && block.channels > 0);
        let from = packed.origin + block.input + rows.start * stride_y * input.row;
        // SAFETY: `Packed::new` has computed `read_end` as the largest origin of a pixel of this
        // output plus the largest tap and the length of a run, for all blocks, and made weights
        // and parameters of the lengths that the contract names. The assertions above hold for
        // the largest addresses; `x` and `y` are borrowed apart. `Kernel::all` gave the kernel
        // because the machine has its instructions.
        unsafe {
            let rows = Rows {
                height: rows.len(),
                width,
                x: x.as_ptr().add(from),
                x_row: stride_y * input.row,
                x_pixel: stride_x * input.pixel,
                y: y.as_mut_ptr().add(first),
                y_row: output.row,
                y_pixel: output.pixel,
                taps: &packed.taps,
                groups: packed.groups,
                weights: packed.weights.as_ptr().cast::<u8>().add(block.weights),
                bias: packed.channels.bias.as_ptr().add(block.parameters),
                factor: packed.channels.factor.as_ptr().add(block.parameters),
                zero: packed.zero,
                channels: block.channels,
            };
            match packed.kernel.loops {
                Loops::Tiles(tiles) => by_tiles(&rows, tiles[block.vectors - 1]),
                Loops::Rows(functions) => functions[block.vectors - 1](&rows),
            }
        }
    }
}

/// Runs a kernel's function on all pixels of some rows, [`PIXELS`] at a time; where fewer are left,
/// the first of them stands in for the others.
///
/// # Safety
/// The contract of [`Rows`].
unsafe fn by_tiles(rows: &Rows<'_>, tile_fn: unsafe fn(&Tile<'_>)) {
    let count = rows.height * rows.width;
    let (mut row, mut column) = (0, 0);
    for done in (0..count).step_by(PIXELS) {
        let (x, y) = rows.pixel(row, column);
        let mut tile = Tile {
            x: std::array::from_fn(|p| x.wrapping_add(p * rows.x_pixel)),
            y: std::array::from_fn(|p| y.wrapping_add(p * rows.y_pixel)),
            rows,
        };
        if column + PIXELS <= rows.width {
            column += PIXELS;
        } else {
            for p in 0..PIXELS {
                if done + p == count {
                    tile.x[p..].fill(x);
                    tile.y[p..].fill(y);
                    break;
                }
                if column == rows.width {
                    (row, column) = (row + 1, 0);
                }
                (tile.x[p], tile.y[p]) = rows.pixel(row, column);
                column += 1;
            }
        }
        if column == rows.width {
            (row, column) = (row + 1, 0);
        }
        // SAFETY: the contract: these are pixels of the rows.
        unsafe { tile_fn(&tile) }
    }
}

/// Requantises and stores a tile whose sums lie in memory, `[pixel][channel]`.
///
/// # Safety
/// As [`Tile`], with `sums` of `PIXELS * stride` values and `channels <= stride`.
#[inline(always)]
unsafe fn store(tile: &Tile<'_>, sums: &[i32], stride: usize) {
    let Zero { logical, stored } = tile.rows.zero;
    #[expect(
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation,
        reason = "bits"
    )]
    let flip = (stored - logical) as u8;
    for p in 0..PIXELS {
        for c in 0..tile.rows.channels {
            // SAFETY: the contract of `Tile`.
            unsafe {
                let sum = sums[p * stride + c].wrapping_add(*tile.rows.bias.add(c));
                let byte = requantise(sum, *tile.rows.factor.add(c), logical);
                *tile.y[p].add(c) = byte.wrapping_add(flip);
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
