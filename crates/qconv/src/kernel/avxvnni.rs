//! `vpdpbusd` on 8 lanes, 32 multiply-accumulates an instruction, in the two ways in which processors
//! have it: AVX-VNNI (no AVX-512: Alder Lake and its heirs), and AVX-512 VNNI on half vectors. The
//! loop is one, so that a machine with either runs it.

use std::arch::x86_64::{
    __m256i, _mm256_dpbusd_avx_epi32, _mm256_dpbusd_epi32, _mm256_loadu_si256, _mm256_set1_epi32,
};

use super::avx2::{LANES, PASS, store};
use super::{Kernel, Loops, PIXELS, Packing, Tile, depthwise};

macro_rules! kernel {
    ($module:ident, $name:literal, $features:literal, $dot:ident, $available:expr) => {
        mod $module {
            use super::*;

            pub const KERNEL: Kernel = Kernel {
                name: $name,
                macs_per_cycle: 64,
                signed: false,
                depth: 4,
                lanes: LANES,
                packing: Packing::Bytes,
                weight_min: -128,
                loops: Loops::Tiles(&[tile::<1>, tile::<2>, tile::<3>]),
                narrow: None,
                depthwise: depthwise::avx2,
                available: $available,
            };

            /// # Safety
            /// The contract of [`Tile`] with N vectors.
            #[target_feature(enable = $features)]
            unsafe fn tile<const N: usize>(tile: &Tile<'_>) {
                for from in (0..PIXELS).step_by(PASS) {
                    // SAFETY: the contract is handed on.
                    unsafe { pass::<N>(tile, from) }
                }
            }

            /// # Safety
            /// The contract of [`Tile`] with N vectors; `from` is 0 or [`PASS`].
            #[inline]
            #[target_feature(enable = $features)]
            unsafe fn pass<const N: usize>(tile: &Tile<'_>, from: usize) {
                // SAFETY: the contract: N * LANES parameters.
                let bias: [__m256i; N] = std::array::from_fn(|n| unsafe {
                    _mm256_loadu_si256(tile.rows.bias.add(n * LANES).cast())
                });
                let mut sums = [bias; PASS];
                let mut weights = tile.rows.weights;
                for tap in tile.rows.taps {
                    // SAFETY: the contract; a group has N vectors of weights and 4 bytes of each pixel.
                    unsafe {
                        let mut x: [*const u8; PASS] =
                            std::array::from_fn(|p| tile.x[from + p].add(*tap));
                        for _ in 0..tile.rows.groups {
                            let w: [__m256i; N] = std::array::from_fn(|n| {
                                _mm256_loadu_si256(weights.add(n * VECTOR).cast())
                            });
                            weights = weights.add(N * VECTOR);
                            for p in 0..PASS {
                                let four = x[p].cast::<i32>().read_unaligned();
                                let four = _mm256_set1_epi32(four);
                                x[p] = x[p].add(4);
                                for n in 0..N {
                                    sums[p][n] = $dot(sums[p][n], four, w[n]);
                                }
                            }
                        }
                    }
                }
                // SAFETY: the contract is handed on.
                unsafe { store(tile, from, &sums) }
            }
        }
    };
}

/// Bytes of a vector of weights.
const VECTOR: usize = 32;

kernel!(
    vex,
    "avx-vnni",
    "avx2,avxvnni",
    _mm256_dpbusd_avx_epi32,
    || is_x86_feature_detected!("avx2") && is_x86_feature_detected!("avxvnni")
);
kernel!(
    half,
    "avx512-vnni-half",
    "avx2,avx512f,avx512vl,avx512vnni",
    _mm256_dpbusd_epi32,
    || {
        is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512vnni")
    }
);

pub(super) const AVX: Kernel = vex::KERNEL;
pub(super) const HALF: Kernel = half::KERNEL;
