//! What the kernels of aarch64 share: from sums to bytes.

use std::arch::aarch64::{
    float32x4_t, int16x8_t, int32x4_t, vcombine_s16, vcvtnq_s32_f32, vcvtq_f32_s32, vdupq_n_s16,
    vget_lane_u64, vmulq_f32, vqaddq_s16, vqmovn_s16, vqmovn_s32, vreinterpret_u64_s8,
};

use super::Zero;

/// Requantisation to signed bytes. They are a byte's whole range, so that the instructions that make
/// less of a number saturate where the standard does: nothing is held within bounds besides.
#[derive(Clone, Copy)]
pub(super) struct Finish {
    zero: int16x8_t,
}

impl Finish {
    #[inline]
    #[target_feature(enable = "neon")]
    pub fn new(zero: Zero) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "-128 to 127")]
        let zero = zero.stored as i16;
        Self {
            zero: vdupq_n_s16(zero),
        }
    }

    /// The bytes of twice four sums, biases included.
    #[inline]
    #[target_feature(enable = "neon")]
    pub fn bytes(self, sums: [int32x4_t; 2], factors: [float32x4_t; 2]) -> [u8; 8] {
        let half = |n: usize| {
            let steps = vmulq_f32(vcvtq_f32_s32(sums[n]), factors[n]);
            vqmovn_s32(vcvtnq_s32_f32(steps))
        };
        let stored = vqaddq_s16(vcombine_s16(half(0), half(1)), self.zero);
        vget_lane_u64::<0>(vreinterpret_u64_s8(vqmovn_s16(stored))).to_le_bytes()
    }
}

/// Stores the first bytes, at once where all are wanted.
///
/// # Safety
/// `y` can be written for the first `count` of the bytes.
#[inline(always)]
pub(super) unsafe fn store<const L: usize>(bytes: [u8; L], y: *mut u8, count: usize) {
    // SAFETY: the contract.
    unsafe {
        if count >= L {
            y.cast::<[u8; L]>().write_unaligned(bytes);
        } else {
            for (lane, byte) in bytes.into_iter().enumerate().take(count) {
                *y.add(lane) = byte;
            }
        }
    }
}

/// Stores the first bytes of each half.
///
/// # Safety
/// As [`store`], for each half.
#[inline(always)]
pub(super) unsafe fn store_halves(bytes: [u8; 8], y: [*mut u8; 2], count: usize) {
    let [a, b, c, d, e, f, g, h] = bytes;
    // SAFETY: the contract.
    unsafe {
        store([a, b, c, d], y[0], count);
        store([e, f, g, h], y[1], count);
    }
}
