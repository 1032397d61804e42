//! A convolution made ready for one kernel: weights packed, taps as distances, channels in blocks.
//!
//! Nothing is gathered. Input pixels lie as rows of channels with a border, so the taps of one
//! kernel row are one run of bytes, `kernel width * channels` long, and a run starts at a fixed
//! distance from the output pixel's first byte. Runs are made a multiple of the kernel's depth by
//! weights of zero: what is read behind them does not count.

use crate::kernel::{Channels, Depthwise, Kernel, Line, Packing, Zero};
use crate::net::Conv;
use crate::place::{Buffer, Place};

/// Output channels that a kernel computes at once.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Vectors of the kernel's lanes.
    pub vectors: usize,
    /// First output channel, from the output's first.
    pub output: usize,
    pub channels: usize,
    /// First input channel, from the input's first.
    pub input: usize,
    /// Where its weights start, bytes.
    pub weights: usize,
    /// Where its parameters start.
    pub parameters: usize,
}

/// A convolution ready to run.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub kernel: Kernel,
    pub input: Place,
    pub output: Place,
    pub strides: [usize; 2],
    /// From the buffer's first byte to the first tap of the first output pixel.
    pub origin: usize,
    pub taps: Vec<usize>,
    /// Groups of the kernel's depth in a run.
    pub groups: usize,
    pub weights: Vec<Line>,
    pub channels: Channels,
    pub zero: Zero,
    pub blocks: Vec<Block>,
    /// The first byte of the input's buffer that is never read.
    pub read_end: usize,
}

/// A run: its distance, and for each of its bytes the tap and channel of the weight.
struct Run {
    offset: usize,
    weights: Vec<usize>,
}

/// Bytes behind a buffer that a kernel may read: the largest depth, as a run is read to the next
/// multiple of it.
pub(crate) const SLACK: usize = 64;

impl Packed {
    pub fn new(
        conv: &Conv,
        kernel: Kernel,
        (input, buffer): (Place, &Buffer),
        output: Place,
    ) -> Self {
        let within = input.shape[0] / conv.groups;
        let runs = runs(conv, input, within);
        let length = runs.iter().map(|run| run.weights.len()).max().unwrap_or(0);
        let kernel = kernel.for_runs(length);
        let parts = parts(conv, kernel);
        let groups = length.div_ceil(kernel.depth);
        let taps = parts.iter().flat_map(|_| runs.iter().map(|run| run.offset));
        let mut packed = Self {
            kernel,
            input,
            output,
            strides: conv.window.strides,
            origin: origin(conv, input),
            taps: taps.collect(),
            groups,
            weights: Vec::new(),
            channels: Channels::default(),
            zero: output_zero(conv, kernel),
            blocks: Vec::new(),
            read_end: 0,
        };
        let mut bytes = Vec::new();
        let per_group = conv.channels / conv.groups;
        for group in 0..conv.groups {
            for (first, channels) in blocks(per_group, kernel) {
                let first = group * per_group + first;
                packed.blocks.push(Block {
                    vectors: channels.div_ceil(kernel.lanes),
                    output: first,
                    channels,
                    input: group * within,
                    weights: bytes.len(),
                    parameters: packed.channels.bias.len(),
                });
                packed.parameters(conv, first, channels);
                packed.pack(&mut bytes, (&parts, &runs), first, channels);
            }
        }
        packed.weights = lines(&bytes);
        packed.read_end = packed.read_end();
        assert!(packed.read_end <= buffer.len() + SLACK);
        packed
    }

    fn parameters(&mut self, conv: &Conv, first: usize, channels: usize) {
        let stored = if self.kernel.signed { 128 } else { 0 };
        let zero = conv.x.logical_zero() - stored;
        let padding = channels.next_multiple_of(self.kernel.lanes) - channels;
        for channel in first..first + channels {
            self.channels.bias.push(bias(conv, channel, zero));
            self.channels.factor.push(conv.factor(channel));
        }
        self.channels.bias.extend(vec![0; padding]);
        self.channels.factor.extend(vec![0.0; padding]);
    }

    fn pack(
        &self,
        bytes: &mut Vec<u8>,
        (parts, runs): (&[Vec<i16>], &[Run]),
        first: usize,
        channels: usize,
    ) {
        let Kernel {
            lanes,
            depth,
            packing,
            ..
        } = self.kernel;
        let vectors = channels.div_ceil(lanes);
        let each = parts[0].len() / self.output.shape[0];
        let size = packing.size();
        let all = parts
            .iter()
            .flat_map(|part| runs.iter().map(move |run| (part, run)));
        for (part, run) in all {
            let start = bytes.len();
            bytes.resize(start + self.groups * vectors * lanes * depth * size, 0);
            let line = &mut bytes[start..];
            for channel in 0..channels {
                let (vector, lane) = (channel / lanes, channel % lanes);
                let weights = &part[(first + channel) * each..][..each];
                for (at, place) in run.weights.iter().enumerate() {
                    let (group, d) = (at / depth, at % depth);
                    let within = match packing {
                        Packing::Bytes => lane * depth + d,
                        Packing::EvenOdd => (d % 2 * lanes + lane) * 2 + d / 2,
                        Packing::Fours => (d / 4 * lanes + lane) * 4 + d % 4,
                    };
                    let target = ((group * vectors + vector) * lanes * depth + within) * size;
                    let weight = weights[*place].to_le_bytes();
                    line[target..target + size].copy_from_slice(&weight[..size]);
                }
            }
        }
    }

    fn read_end(&self) -> usize {
        let [_, height, width] = self.output.shape;
        let last = self.origin
            + (height - 1) * self.strides[0] * self.input.row
            + (width - 1) * self.strides[1] * self.input.pixel;
        let tap = self.taps.iter().max().copied().unwrap_or(0);
        let channel = self.blocks.iter().map(|b| b.input).max().unwrap_or(0);
        last + tap + channel + self.groups * self.kernel.depth
    }
}

/// Whether every channel sees itself alone.
pub(crate) fn is_depthwise(conv: &Conv, input: Place) -> bool {
    conv.groups > 1 && conv.groups == conv.channels && conv.groups == input.shape[0]
}

/// Makes a depthwise convolution ready.
pub(crate) fn depthwise(conv: &Conv, kernel: Kernel, input: Place, output: Place) -> Depthwise {
    let taps = taps(conv, input);
    let mut weights = Vec::with_capacity(conv.weights.len());
    for tap in 0..taps.len() {
        weights.extend((0..conv.channels).map(|c| conv.weights[c * taps.len() + tap]));
    }
    let zero = conv.x.logical_zero();
    let all = 0..conv.channels;
    Depthwise {
        input,
        output,
        strides: conv.window.strides,
        origin: origin(conv, input),
        taps,
        weights,
        channels: Channels {
            bias: all.clone().map(|c| bias(conv, c, zero)).collect(),
            factor: all.map(|c| conv.factor(c)).collect(),
        },
        zero: output_zero(conv, kernel),
        flip: kernel.flip(),
    }
}

/// Bias of a channel, less what its weights make of a zero point, modulo 2^32.
fn bias(conv: &Conv, channel: usize, zero: i32) -> i32 {
    let each = conv.weights.len() / conv.channels;
    let weights = &conv.weights[channel * each..(channel + 1) * each];
    let sum = weights
        .iter()
        .fold(0_i32, |sum, w| sum.wrapping_add(i32::from(*w)));
    let bias = conv.bias.get(channel).copied().unwrap_or(0);
    bias.wrapping_sub(sum.wrapping_mul(zero))
}

fn output_zero(conv: &Conv, kernel: Kernel) -> Zero {
    let logical = conv.y.logical_zero();
    let stored = if kernel.signed {
        logical - 128
    } else {
        logical
    };
    Zero { logical, stored }
}

fn origin(conv: &Conv, input: Place) -> usize {
    let [top, left, ..] = conv.window.pads;
    input.offset - top * input.row - left * input.pixel
}

/// Distances of all taps, row by row.
fn taps(conv: &Conv, input: Place) -> Vec<usize> {
    let ([height, width], [down, across]) = (conv.window.kernel, conv.window.dilations);
    let rows = (0..height).map(move |row| row * down * input.row);
    rows.flat_map(|row| (0..width).map(move |column| row + column * across * input.pixel))
        .collect()
}

/// The runs of a group's input, with each byte's place among the weights of an output channel.
fn runs(conv: &Conv, input: Place, within: usize) -> Vec<Run> {
    let taps = taps(conv, input);
    let count = taps.len();
    // ONNX's weights have the channel before the tap.
    let bytes = |tap: usize| (0..within).map(move |channel| channel * count + tap);
    let whole = conv.window.dilations[1] == 1 && within == input.pixel;
    let width = if whole { conv.window.kernel[1] } else { 1 };
    let starts = (0..count).step_by(width);
    let run = |first: usize| Run {
        offset: taps[first],
        weights: (first..first + width).flat_map(bytes).collect(),
    };
    starts.map(run).collect()
}

/// The weights as a sum of parts that the kernel can hold; one where they fit.
fn parts(conv: &Conv, kernel: Kernel) -> Vec<Vec<i16>> {
    let (least, most) = match kernel.packing {
        Packing::Bytes | Packing::Fours => (kernel.weight_min, 127),
        Packing::EvenOdd => (-255, 255),
    };
    let mut left = conv.weights.clone();
    let mut parts = Vec::new();
    loop {
        let part: Vec<i16> = left.iter().map(|w| (*w).clamp(least, most)).collect();
        left.iter_mut()
            .zip(&part)
            .for_each(|(left, part)| *left -= part);
        parts.push(part);
        if left.iter().all(|w| *w == 0) {
            return parts;
        }
    }
}

/// First channel and count of blocks that are as equal as can be.
fn blocks(channels: usize, kernel: Kernel) -> Vec<(usize, usize)> {
    let vectors = channels.div_ceil(kernel.lanes);
    let count = vectors.div_ceil(kernel.loops.widest());
    let mut blocks = Vec::new();
    let mut first = 0;
    for block in 0..count {
        let wide = vectors / count + usize::from(block < vectors % count);
        let end = channels.min(first + wide * kernel.lanes);
        blocks.push((first, end - first));
        first = end;
    }
    blocks
}

fn lines(bytes: &[u8]) -> Vec<Line> {
    let line = |chunk: &[u8]| {
        let mut line = Line([0; 64]);
        line.0[..chunk.len()].copy_from_slice(chunk);
        line
    };
    bytes.chunks(64).map(line).collect()
}

/// Multiply-accumulates of a convolution.
pub(crate) fn macs(conv: &Conv, output: [usize; 3]) -> u64 {
    let pixels = (output[1] * output[2]) as u64;
    pixels * conv.weights.len() as u64
}
