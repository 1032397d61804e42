//! NEON with products of 8-bit matrices (Cortex-A510, A710, X2, Neoverse N2 and later): `smmla` makes
//! two pixels by two channels of eight bytes each, 32 multiply-accumulates an instruction. Written as
//! assembly because the toolchain's own function is not stable yet.

use std::arch::aarch64::{
    int8x16_t, int32x4_t, vaddq_s32, vcombine_s8, vdupq_n_s32, vld1_s8, vld1q_f32, vld1q_s8,
    vld1q_s32, vreinterpretq_s8_s64, vreinterpretq_s32_s64, vreinterpretq_s64_s8,
    vreinterpretq_s64_s32, vzip1q_s64, vzip2q_s64,
};
use std::arch::asm;

use super::{Kernel, Loops, PIXELS, Packing, Tile, depthwise, neon};

const DEPTH: usize = 8;
const LANES: usize = 2;
/// Bytes of a vector of weights.
const VECTOR: usize = 16;
const PAIRS: usize = PIXELS / 2;
/// Vectors of the widest block.
const WIDE: usize = 4;

pub(super) const I8MM: Kernel = Kernel {
    name: "i8mm",
    macs_per_cycle: 64,
    signed: true,
    depth: DEPTH,
    lanes: LANES,
    packing: Packing::Bytes,
    weight_min: -128,
    loops: Loops::Tiles(&[tile::<1>, tile::<2>, tile::<3>, tile::<WIDE>]),
    narrow: None,
    depthwise: depthwise::portable,
    available: || std::arch::is_aarch64_feature_detected!("i8mm"),
};

/// Adds to `[p0c0, p0c1, p1c0, p1c1]` the products of two pixels' and two channels' eight bytes.
#[inline]
#[target_feature(enable = "neon,i8mm")]
fn smmla(sums: int32x4_t, x: int8x16_t, weights: int8x16_t) -> int32x4_t {
    let mut sums = sums;
    // SAFETY: one instruction on registers, which the feature above stands for.
    unsafe {
        asm!(
            "smmla {sums:v}.4s, {x:v}.16b, {weights:v}.16b",
            sums = inout(vreg) sums,
            x = in(vreg) x,
            weights = in(vreg) weights,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    sums
}

type Sums<const N: usize> = [[int32x4_t; N]; PAIRS];

/// # Safety
/// `weights` can be read for N vectors.
#[inline]
#[target_feature(enable = "neon,i8mm")]
unsafe fn group<const N: usize>(
    mut sums: Sums<N>,
    x: [int8x16_t; PAIRS],
    weights: *const i8,
) -> Sums<N> {
    for n in 0..N {
        // SAFETY: the contract.
        let w = unsafe { vld1q_s8(weights.add(n * VECTOR)) };
        for (sums, x) in sums.iter_mut().zip(x) {
            sums[n] = smmla(sums[n], x, w);
        }
    }
    sums
}

/// # Safety
/// The contract of [`Tile`] with N vectors.
#[target_feature(enable = "neon,i8mm")]
unsafe fn tile<const N: usize>(tile: &Tile<'_>) {
    let mut sums: Sums<N> = [[vdupq_n_s32(0); N]; PAIRS];
    let mut weights = tile.rows.weights.cast::<i8>();
    for tap in tile.rows.taps {
        // SAFETY: the contract; a group has N vectors of weights and DEPTH bytes of each pixel.
        unsafe {
            let mut from: [*const i8; PIXELS] = tile.x.map(|x| x.add(*tap).cast());
            for _ in 0..tile.rows.groups / 2 {
                let x = from.map(|from| vreinterpretq_s64_s8(vld1q_s8(from)));
                from = from.map(|from| from.add(2 * DEPTH));
                let pair = |p: usize| (x[2 * p], x[2 * p + 1]);
                let low = std::array::from_fn(|p| vzip1q_s64(pair(p).0, pair(p).1));
                let high = std::array::from_fn(|p| vzip2q_s64(pair(p).0, pair(p).1));
                sums = group(sums, low.map(|x| vreinterpretq_s8_s64(x)), weights);
                weights = weights.add(N * VECTOR);
                sums = group(sums, high.map(|x| vreinterpretq_s8_s64(x)), weights);
                weights = weights.add(N * VECTOR);
            }
            if tile.rows.groups % 2 == 1 {
                let x = std::array::from_fn(|p| {
                    vcombine_s8(vld1_s8(from[2 * p]), vld1_s8(from[2 * p + 1]))
                });
                sums = group(sums, x, weights);
                weights = weights.add(N * VECTOR);
            }
        }
    }
    let (mut bias, mut factor) = ([0_i32; WIDE * LANES], [0.0_f32; WIDE * LANES]);
    // SAFETY: the contract: N * LANES parameters, and N is WIDE at most.
    unsafe {
        std::ptr::copy_nonoverlapping(tile.rows.bias, bias.as_mut_ptr(), N * LANES);
        std::ptr::copy_nonoverlapping(tile.rows.factor, factor.as_mut_ptr(), N * LANES);
    }
    let finish = neon::Finish::new(tile.rows.zero);
    for (sums, y) in sums.iter().zip(tile.y.as_chunks::<2>().0) {
        for n in (0..N).step_by(2) {
            let channel = n * LANES;
            let count = tile.rows.channels.saturating_sub(channel).min(2 * LANES);
            let two =
                |n: usize| vreinterpretq_s64_s32(if n < N { sums[n] } else { vdupq_n_s32(0) });
            let four = [
                vzip1q_s64(two(n), two(n + 1)),
                vzip2q_s64(two(n), two(n + 1)),
            ];
            // SAFETY: the arrays have four values from `channel` on; of each pixel only `channels`
            // bytes are stored.
            unsafe {
                let start = vld1q_s32(bias.as_ptr().add(channel));
                let four = four.map(|four| vaddq_s32(vreinterpretq_s32_s64(four), start));
                let factor = vld1q_f32(factor.as_ptr().add(channel));
                let y = y.map(|y| y.wrapping_add(channel));
                neon::store_halves(finish.bytes(four, [factor; 2]), y, count);
            }
        }
    }
}
