//! AVX2: `vpmaddwd` on bytes widened to 16 bits, which cannot saturate as `vpmaddubsw` does;
//! 16 multiply-accumulates an instruction.

use std::arch::x86_64::{
    __m256i, _MM_FROUND_NO_EXC, _MM_FROUND_TO_NEAREST_INT, _mm_cvtsi128_si64, _mm_packus_epi16,
    _mm256_add_epi32, _mm256_and_si256, _mm256_castsi256_si128, _mm256_cvtepi32_ps,
    _mm256_cvttps_epi32, _mm256_extracti128_si256, _mm256_loadu_ps, _mm256_loadu_si256,
    _mm256_madd_epi16, _mm256_max_ps, _mm256_min_ps, _mm256_mul_ps, _mm256_packs_epi32,
    _mm256_round_ps, _mm256_set1_epi32, _mm256_set1_ps, _mm256_srli_epi16,
};

use super::{Kernel, Loops, PIXELS, Packing, Tile, depthwise};

pub(super) const LANES: usize = 8;
/// Pixels at a time: their sums, with two vectors of weights, fit the 16 registers.
pub(super) const PASS: usize = 4;

pub(super) const AVX2: Kernel = Kernel {
    name: "avx2",
    macs_per_cycle: 32,
    signed: false,
    depth: 4,
    lanes: LANES,
    packing: Packing::EvenOdd,
    weight_min: -255,
    loops: Loops::Tiles(&[tile::<1>, tile::<2>]),
    narrow: None,
    depthwise: depthwise::avx2,
    available: || is_x86_feature_detected!("avx2"),
};

/// # Safety
/// The contract of [`Tile`] with N vectors.
#[target_feature(enable = "avx2")]
unsafe fn tile<const N: usize>(tile: &Tile<'_>) {
    for from in (0..PIXELS).step_by(PASS) {
        // SAFETY: the contract is handed on.
        unsafe { pass::<N>(tile, from) }
    }
}

/// # Safety
/// The contract of [`Tile`] with N vectors; `from` is 0 or [`PASS`].
#[target_feature(enable = "avx2")]
unsafe fn pass<const N: usize>(tile: &Tile<'_>, from: usize) {
    // SAFETY: the contract: N * LANES parameters.
    let bias: [__m256i; N] = std::array::from_fn(|n| unsafe {
        _mm256_loadu_si256(tile.rows.bias.add(n * LANES).cast())
    });
    let mut sums = [bias; PASS];
    let mut weights = tile.rows.weights;
    let low_bytes = _mm256_set1_epi32(0x00ff_00ff);
    for tap in tile.rows.taps {
        // SAFETY: the contract; a group has N * LANES * 8 bytes of weights and 4 of each pixel.
        unsafe {
            let mut x: [*const u8; PASS] = std::array::from_fn(|p| tile.x[from + p].add(*tap));
            for _ in 0..tile.rows.groups {
                let load = |at: usize| _mm256_loadu_si256(weights.add(at * 32).cast());
                let even: [__m256i; N] = std::array::from_fn(|n| load(2 * n));
                let odd: [__m256i; N] = std::array::from_fn(|n| load(2 * n + 1));
                weights = weights.add(N * 64);
                for p in 0..PASS {
                    let four = _mm256_set1_epi32(x[p].cast::<i32>().read_unaligned());
                    x[p] = x[p].add(4);
                    let (first, second) = (
                        _mm256_and_si256(four, low_bytes),
                        _mm256_srli_epi16::<8>(four),
                    );
                    for n in 0..N {
                        let products = _mm256_madd_epi16(first, even[n]);
                        sums[p][n] = _mm256_add_epi32(sums[p][n], products);
                        let products = _mm256_madd_epi16(second, odd[n]);
                        sums[p][n] = _mm256_add_epi32(sums[p][n], products);
                    }
                }
            }
        }
    }
    // SAFETY: the contract is handed on.
    unsafe { store(tile, from, &sums) }
}

/// Requantises and stores the sums of [`PASS`] pixels, biases included.
///
/// # Safety
/// The contract of [`Tile`] with N vectors of [`LANES`]; `from` is 0 or [`PASS`].
#[inline]
#[target_feature(enable = "avx2")]
pub(super) unsafe fn store<const N: usize>(
    tile: &Tile<'_>,
    from: usize,
    sums: &[[__m256i; N]; PASS],
) {
    let (low, high) = tile.rows.zero.bounds();
    let (low, high) = (_mm256_set1_ps(low), _mm256_set1_ps(high));
    let zero = _mm256_set1_epi32(tile.rows.zero.stored);
    #[expect(clippy::needless_range_loop, reason = "sums are by pixel first")]
    for n in 0..N {
        let lanes = tile.rows.channels.saturating_sub(n * LANES).min(LANES);
        // SAFETY: the contract: N * LANES parameters; of each pixel only `channels` are stored.
        unsafe {
            let factor = _mm256_loadu_ps(tile.rows.factor.add(n * LANES));
            for p in 0..PASS {
                let sum = _mm256_cvtepi32_ps(sums[p][n]);
                let steps = _mm256_mul_ps(sum, factor);
                let steps = _mm256_max_ps(_mm256_min_ps(steps, high), low);
                let steps =
                    _mm256_round_ps::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(steps);
                let whole = _mm256_add_epi32(_mm256_cvttps_epi32(steps), zero);
                let words = _mm256_packs_epi32(whole, whole);
                let (a, b) = (
                    _mm256_castsi256_si128(words),
                    _mm256_extracti128_si256::<1>(words),
                );
                let a = _mm_cvtsi128_si64(_mm_packus_epi16(a, a)).to_le_bytes();
                let b = _mm_cvtsi128_si64(_mm_packus_epi16(b, b)).to_le_bytes();
                let bytes = [a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3]];
                let target = tile.y[from + p].add(n * LANES);
                std::ptr::copy_nonoverlapping(bytes.as_ptr(), target, lanes);
            }
        }
    }
}

const _: () = assert!(PIXELS == 2 * PASS);
