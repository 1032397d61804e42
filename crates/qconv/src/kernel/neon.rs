//! What the kernels of aarch64 share: from sums to bytes.

use std::arch::aarch64::{
    int32x4_t, vaddq_s32, vcombine_s16, vcvtnq_s32_f32, vcvtq_f32_s32, vdupq_n_f32, vdupq_n_s32,
    vget_lane_u32, vld1q_f32, vmaxq_f32, vminq_f32, vmovn_s16, vmovn_s32, vmulq_f32,
    vreinterpret_u32_s8,
};

use super::Range8;

/// Requantises four sums, biases included, and stores the bytes of the first `count` of them, four at
/// most: four at once where all are wanted.
///
/// # Safety
/// `factor` can be read for four values, `y` written for the first `count` of four.
#[inline]
#[target_feature(enable = "neon")]
pub(super) unsafe fn store(
    sums: int32x4_t,
    factor: *const f32,
    range: Range8,
    y: *mut u8,
    count: usize,
) {
    // SAFETY: the contract.
    unsafe {
        let steps = vmulq_f32(vcvtq_f32_s32(sums), vld1q_f32(factor));
        let steps = vmaxq_f32(
            vminq_f32(steps, vdupq_n_f32(range.high)),
            vdupq_n_f32(range.low),
        );
        let stored = vaddq_s32(vcvtnq_s32_f32(steps), vdupq_n_s32(range.zero));
        // All four fit into a byte: the lowest of each is what is left of it.
        let half = vmovn_s32(stored);
        let bytes = vreinterpret_u32_s8(vmovn_s16(vcombine_s16(half, half)));
        let word = vget_lane_u32::<0>(bytes);
        if count >= 4 {
            y.cast::<u32>().write_unaligned(word);
        } else {
            for (lane, byte) in word.to_le_bytes().into_iter().enumerate().take(count) {
                *y.add(lane) = byte;
            }
        }
    }
}
