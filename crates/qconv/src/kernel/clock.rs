//! How fast this core runs now, for shares of its peak.

use std::arch::asm;
use std::time::Instant;

const ADDITIONS: u32 = 8;

/// Cycles a second of the core that this runs on, from a chain of additions that take one cycle
/// each; the fastest of some tries. Wide vector instructions may run slower than this.
#[must_use]
pub fn cycles_per_second() -> f64 {
    const ROUNDS: u32 = 20_000;
    let try_once = || {
        let (mut value, start) = (1_u64, Instant::now());
        for _ in 0..ROUNDS {
            value = chain(value);
        }
        std::hint::black_box(value);
        f64::from(ROUNDS * ADDITIONS) / start.elapsed().as_secs_f64()
    };
    (0..200).map(|_| try_once()).fold(0.0, f64::max)
}

#[inline(always)]
fn chain(mut value: u64) -> u64 {
    // SAFETY: additions within one register.
    unsafe {
        #[cfg(target_arch = "x86_64")]
        asm!(
            ".rept 8", "add {v}, {v}", ".endr",
            v = inout(reg) value, options(pure, nomem, nostack)
        );
        #[cfg(target_arch = "aarch64")]
        asm!(
            ".rept 8", "add {v}, {v}, {v}", ".endr",
            v = inout(reg) value, options(pure, nomem, nostack)
        );
    }
    value
}
