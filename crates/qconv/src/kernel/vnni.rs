//! AVX-512 VNNI: `vpdpbusd` on 16 lanes, 64 multiply-accumulates an instruction.

use std::arch::x86_64::{
    __m128i, __m512, __m512i, __mmask16, _MM_FROUND_NO_EXC, _MM_FROUND_TO_NEAREST_INT,
    _mm_mask_storeu_epi8, _mm512_add_epi32, _mm512_cvt_roundps_epi32, _mm512_cvtepi32_epi8,
    _mm512_cvtepi32_ps, _mm512_dpbusd_epi32, _mm512_loadu_ps, _mm512_loadu_si512, _mm512_max_ps,
    _mm512_min_ps, _mm512_mul_ps, _mm512_set1_epi32, _mm512_set1_ps,
};

use super::{Kernel, Loops, PIXELS, Packing, Tile, Zero, depthwise};

pub(super) const LANES: usize = 16;

pub(super) const AVX512: Kernel = Kernel {
    name: "avx512-vnni",
    macs_per_cycle: 128,
    signed: false,
    depth: 4,
    lanes: LANES,
    packing: Packing::Bytes,
    weight_min: -128,
    loops: Loops::Tiles(&[tile::<1>, tile::<2>, tile::<3>]),
    narrow: None,
    depthwise: depthwise::avx512,
    available: || {
        is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512vnni")
    },
};

/// Groups between two steps of the eight pointers: each costs as much as a broadcast.
const UNROLL: usize = 4;

/// # Safety
/// `weights` can be read for N lines, each of `x` for 4 bytes from `at` on.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
unsafe fn group<const N: usize>(
    sums: &mut [[__m512i; N]; PIXELS],
    x: &[*const u8; PIXELS],
    at: usize,
    weights: *const u8,
) {
    // SAFETY: the contract.
    unsafe {
        let w: [__m512i; N] =
            std::array::from_fn(|n| _mm512_loadu_si512(weights.add(n * 64).cast()));
        for p in 0..PIXELS {
            let four = _mm512_set1_epi32(x[p].add(at).cast::<i32>().read_unaligned());
            for n in 0..N {
                sums[p][n] = _mm512_dpbusd_epi32(sums[p][n], four, w[n]);
            }
        }
    }
}

/// # Safety
/// The contract of [`Tile`] with N vectors.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
unsafe fn tile<const N: usize>(tile: &Tile<'_>) {
    // SAFETY: the contract: N * LANES parameters.
    let bias: [__m512i; N] = std::array::from_fn(|n| unsafe {
        _mm512_loadu_si512(tile.rows.bias.add(n * LANES).cast())
    });
    let mut sums = [bias; PIXELS];
    let mut weights = tile.rows.weights;
    let (fours, ones) = (tile.rows.groups / UNROLL, tile.rows.groups % UNROLL);
    for tap in tile.rows.taps {
        // SAFETY: the contract; a group has N * LANES * 4 bytes of weights and 4 of each pixel.
        unsafe {
            let mut x = tile.x.map(|x| x.add(*tap));
            for _ in 0..fours {
                for u in 0..UNROLL {
                    group(&mut sums, &x, u * 4, weights.add(u * N * 64));
                }
                x = x.map(|x| x.add(UNROLL * 4));
                weights = weights.add(UNROLL * N * 64);
            }
            for _ in 0..ones {
                group(&mut sums, &x, 0, weights);
                x = x.map(|x| x.add(4));
                weights = weights.add(N * 64);
            }
        }
    }
    let finish = Finish::new(tile.rows.zero);
    #[expect(clippy::needless_range_loop, reason = "sums are by pixel first")]
    for n in 0..N {
        let mask = mask(tile.rows.channels.saturating_sub(n * LANES));
        // SAFETY: the contract: N * LANES parameters; of each pixel only `channels` are stored.
        unsafe {
            let factor = _mm512_loadu_ps(tile.rows.factor.add(n * LANES));
            for p in 0..PIXELS {
                let bytes = finish.bytes(sums[p][n], factor);
                _mm_mask_storeu_epi8(tile.y[p].add(n * LANES).cast(), mask, bytes);
            }
        }
    }
}

/// A bit for each of the lanes that are stored where `channels` are left.
pub(super) fn mask(channels: usize) -> __mmask16 {
    if channels < LANES {
        (1 << channels) - 1
    } else {
        __mmask16::MAX
    }
}

/// Requantisation of the sums of 16 channels.
#[derive(Clone, Copy)]
pub(super) struct Finish {
    low: __m512,
    high: __m512,
    zero: __m512i,
}

impl Finish {
    #[inline]
    #[target_feature(enable = "avx512f")]
    pub fn new(zero: Zero) -> Self {
        let (low, high) = zero.bounds();
        Self {
            low: _mm512_set1_ps(low),
            high: _mm512_set1_ps(high),
            zero: _mm512_set1_epi32(zero.stored),
        }
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    pub fn bytes(self, sums: __m512i, factor: __m512) -> __m128i {
        let steps = _mm512_mul_ps(_mm512_cvtepi32_ps(sums), factor);
        let steps = _mm512_max_ps(_mm512_min_ps(steps, self.high), self.low);
        let whole =
            _mm512_cvt_roundps_epi32::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(steps);
        _mm512_cvtepi32_epi8(_mm512_add_epi32(whole, self.zero))
    }
}
