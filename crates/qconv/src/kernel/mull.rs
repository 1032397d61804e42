//! NEON without dot products (Cortex-A53, A57, A72): `smull` and `smlal2` make 16-bit sums of two
//! products, `sadalp` adds them in pairs to 32-bit ones: 16 multiply-accumulates in three
//! instructions. Weights are -127 at least, so that two products fit 16 bits.

use std::arch::aarch64::{
    int8x16_t, vaddq_s32, vdupq_n_s32, vget_low_s8, vld1q_f32, vld1q_s8, vld1q_s32, vmlal_high_s8,
    vmull_s8, vpadalq_s16, vpaddq_s32,
};

use super::{Kernel, Loops, PIXELS, Packing, Tile, depthwise, neon};

const DEPTH: usize = 16;
/// Output channels of the widest block.
const WIDE: usize = 4;
/// Pixels at a time: their sums, with weights and inputs, fit the 32 registers.
const PASS: usize = 4;

pub(super) const SMLAL: Kernel = Kernel {
    name: "smlal",
    macs_per_cycle: 8,
    signed: true,
    depth: DEPTH,
    lanes: 1,
    packing: Packing::Bytes,
    weight_min: -127,
    loops: Loops::Tiles(&[tile::<1>, tile::<2>, tile::<3>, tile::<WIDE>]),
    narrow: None,
    depthwise: depthwise::portable,
    available: || std::arch::is_aarch64_feature_detected!("neon"),
};

/// # Safety
/// The contract of [`Tile`] with N vectors.
#[target_feature(enable = "neon")]
unsafe fn tile<const N: usize>(tile: &Tile<'_>) {
    for from in (0..PIXELS).step_by(PASS) {
        // SAFETY: the contract is handed on.
        unsafe { pass::<N>(tile, from) }
    }
}

/// # Safety
/// The contract of [`Tile`] with N vectors; `from` is 0 or [`PASS`].
#[target_feature(enable = "neon")]
unsafe fn pass<const N: usize>(tile: &Tile<'_>, from: usize) {
    let mut sums = [[vdupq_n_s32(0); N]; PASS];
    let mut weights = tile.rows.weights.cast::<i8>();
    for tap in tile.rows.taps {
        // SAFETY: the contract; a group has N * DEPTH bytes of weights and DEPTH of each pixel.
        unsafe {
            let mut x: [*const i8; PASS] =
                std::array::from_fn(|p| tile.x[from + p].add(*tap).cast());
            for _ in 0..tile.rows.groups {
                let w: [int8x16_t; N] = std::array::from_fn(|n| vld1q_s8(weights.add(n * DEPTH)));
                weights = weights.add(N * DEPTH);
                for p in 0..PASS {
                    let bytes = vld1q_s8(x[p]);
                    x[p] = x[p].add(DEPTH);
                    for n in 0..N {
                        let low = vmull_s8(vget_low_s8(bytes), vget_low_s8(w[n]));
                        let both = vmlal_high_s8(low, bytes, w[n]);
                        sums[p][n] = vpadalq_s16(sums[p][n], both);
                    }
                }
            }
        }
    }
    let (mut bias, mut factor) = ([0_i32; WIDE], [0.0_f32; WIDE]);
    for n in 0..N {
        // SAFETY: the contract: N parameters.
        unsafe {
            bias[n] = *tile.rows.bias.add(n);
            factor[n] = *tile.rows.factor.add(n);
        }
    }
    // SAFETY: four parameters are there.
    let (bias, factor) = unsafe { (vld1q_s32(bias.as_ptr()), vld1q_f32(factor.as_ptr())) };
    let finish = neon::Finish::new(tile.rows.zero);
    let all = |p: usize| {
        let of = |n: usize| if n < N { sums[p][n] } else { vdupq_n_s32(0) };
        let all = vpaddq_s32(vpaddq_s32(of(0), of(1)), vpaddq_s32(of(2), of(3)));
        vaddq_s32(all, bias)
    };
    let count = tile.rows.channels.min(N);
    for p in (0..PASS).step_by(2) {
        let y = [tile.y[from + p], tile.y[from + p + 1]];
        let bytes = finish.bytes([all(p), all(p + 1)], [factor; 2]);
        // SAFETY: the contract: of each pixel only `channels`, N at most, are stored.
        unsafe { neon::store_halves(bytes, y, count) }
    }
}

const _: () = assert!(PIXELS == 2 * PASS);
