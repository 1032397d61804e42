//! What the kernels of aarch64 share: from sums to bytes.

use std::arch::aarch64::{
    int32x4_t, vaddq_s32, vcvtnq_s32_f32, vcvtq_f32_s32, vdupq_n_f32, vdupq_n_s32, vld1q_f32,
    vmaxq_f32, vminq_f32, vmulq_f32, vst1q_s32,
};

use super::Range8;

/// Requantises four sums, biases included, and gives their stored bytes.
///
/// # Safety
/// `factor` can be read for four values.
#[inline]
#[target_feature(enable = "neon")]
pub(super) unsafe fn bytes(sums: int32x4_t, factor: *const f32, range: Range8) -> [u8; 4] {
    let mut whole = [0_i32; 4];
    // SAFETY: the contract; `whole` has four values.
    unsafe {
        let steps = vmulq_f32(vcvtq_f32_s32(sums), vld1q_f32(factor));
        let steps = vmaxq_f32(
            vminq_f32(steps, vdupq_n_f32(range.high)),
            vdupq_n_f32(range.low),
        );
        let stored = vaddq_s32(vcvtnq_s32_f32(steps), vdupq_n_s32(range.zero));
        vst1q_s32(whole.as_mut_ptr(), stored);
    }
    whole.map(|v| v.to_le_bytes()[0])
}
