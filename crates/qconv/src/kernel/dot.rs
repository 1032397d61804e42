//! NEON with dot products (Cortex-A55, A76, A78): `sdot` by element, 16 multiply-accumulates an
//! instruction. Written as assembly because the toolchain's own function is not stable yet.

use std::arch::aarch64::{
    int8x16_t, int32x4_t, vld1q_dup_s32, vld1q_f32, vld1q_s8, vld1q_s32, vreinterpretq_s8_s32,
};
use std::arch::asm;

use super::{Kernel, Loops, PIXELS, Packing, Tile, depthwise, neon};

const LANES: usize = 4;
/// Bytes of a vector of weights.
const VECTOR: usize = 16;

pub(super) const SDOT: Kernel = Kernel {
    name: "sdot",
    macs_per_cycle: 32,
    signed: true,
    depth: 4,
    lanes: LANES,
    packing: Packing::Bytes,
    weight_min: -128,
    loops: Loops::Tiles(&[tile::<1>, tile::<2>]),
    narrow: None,
    depthwise: depthwise::portable,
    available: || std::arch::is_aarch64_feature_detected!("dotprod"),
};

/// Adds to each lane the products of its four weights and of four bytes of `x`: those at `4 * AT`.
#[inline]
#[target_feature(enable = "neon,dotprod")]
fn sdot<const AT: u8>(sums: int32x4_t, weights: int8x16_t, x: int8x16_t) -> int32x4_t {
    let mut sums = sums;
    // SAFETY: one instruction on registers, which the feature above stands for.
    unsafe {
        asm!(
            "sdot {sums:v}.4s, {weights:v}.16b, {x:v}.4b[{at}]",
            sums = inout(vreg) sums,
            weights = in(vreg) weights,
            x = in(vreg) x,
            at = const AT,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    sums
}

type Sums = [int32x4_t; PIXELS];

/// The sums of one vector of channels with one group added; by value, so that they stay in
/// registers.
#[inline]
#[target_feature(enable = "neon,dotprod")]
fn vector<const AT: u8>(sums: Sums, w: int8x16_t, x: [int8x16_t; PIXELS]) -> Sums {
    let [a, b, c, d, e, f, g, h] = sums;
    [
        sdot::<AT>(a, w, x[0]),
        sdot::<AT>(b, w, x[1]),
        sdot::<AT>(c, w, x[2]),
        sdot::<AT>(d, w, x[3]),
        sdot::<AT>(e, w, x[4]),
        sdot::<AT>(f, w, x[5]),
        sdot::<AT>(g, w, x[6]),
        sdot::<AT>(h, w, x[7]),
    ]
}

/// Both vectors of a block with one group added; the second is left alone where N is 1.
///
/// # Safety
/// `weights` can be read for N vectors.
#[inline]
#[target_feature(enable = "neon,dotprod")]
unsafe fn group<const N: usize, const AT: u8>(
    (first, second): (Sums, Sums),
    x: [int8x16_t; PIXELS],
    weights: *const i8,
) -> (Sums, Sums) {
    // SAFETY: the contract.
    unsafe {
        let first = vector::<AT>(first, vld1q_s8(weights), x);
        if N == 1 {
            return (first, second);
        }
        (
            first,
            vector::<AT>(second, vld1q_s8(weights.add(VECTOR)), x),
        )
    }
}

/// # Safety
/// The contract of [`Tile`] with N vectors, 1 or 2.
#[target_feature(enable = "neon,dotprod")]
unsafe fn tile<const N: usize>(tile: &Tile<'_>) {
    const { assert!(N == 1 || N == 2) };
    // SAFETY: the contract: N * LANES parameters.
    let bias = |n: usize| [unsafe { vld1q_s32(tile.rows.bias.add(n * LANES)) }; PIXELS];
    let mut sums = (bias(0), bias(N - 1));
    let mut weights = tile.rows.weights.cast::<i8>();
    let (fours, ones) = (tile.rows.groups / 4, tile.rows.groups % 4);
    for tap in tile.rows.taps {
        // SAFETY: the contract; a group has N vectors of weights and 4 bytes of each pixel.
        unsafe {
            let mut from: [*const i8; PIXELS] = tile.x.map(|x| x.add(*tap).cast());
            for _ in 0..fours {
                let x = from.map(|from| vld1q_s8(from));
                from = from.map(|from| from.add(16));
                sums = group::<N, 0>(sums, x, weights);
                sums = group::<N, 1>(sums, x, weights.add(N * VECTOR));
                sums = group::<N, 2>(sums, x, weights.add(2 * N * VECTOR));
                sums = group::<N, 3>(sums, x, weights.add(3 * N * VECTOR));
                weights = weights.add(4 * N * VECTOR);
            }
            for _ in 0..ones {
                let x = from.map(|from| {
                    let word = from.cast::<i32>().read_unaligned();
                    vreinterpretq_s8_s32(vld1q_dup_s32(&raw const word))
                });
                from = from.map(|from| from.add(4));
                sums = group::<N, 0>(sums, x, weights);
                weights = weights.add(N * VECTOR);
            }
        }
    }
    let finish = neon::Finish::new(tile.rows.zero);
    // SAFETY: the contract: N * LANES parameters.
    let factor = |n: usize| unsafe { vld1q_f32(tile.rows.factor.add(n * LANES)) };
    let factors = [factor(0), factor(N - 1)];
    let bytes: [_; PIXELS] = std::array::from_fn(|p| finish.bytes([sums.0[p], sums.1[p]], factors));
    let channels = tile.rows.channels.min(N * LANES);
    for (bytes, y) in bytes.into_iter().zip(tile.y) {
        let [a, b, c, d, ..] = bytes;
        // SAFETY: the contract; only `channels` bytes are stored.
        unsafe {
            if N == 1 {
                neon::store([a, b, c, d], y, channels);
            } else {
                neon::store(bytes, y, channels);
            }
        }
    }
}
