//! Elementary functions in plain additions and multiplications: the same bits on every machine, and
//! loops of them become vector instructions. For what is computed for every sample; what is computed
//! once takes `libm`.

/// Adding it leaves a number's nearest integer in the lowest bits of the mantissa.
const MAGIC: f32 = 12_582_912.0;

/// The nearest integer of a number within +-4 million.
pub fn round(x: f32) -> f32 {
    (x + MAGIC) - MAGIC
}

/// The nearest integer of a number within +-4 million, wrapped to 32 bits.
pub fn round_bits(x: f32) -> u32 {
    (x + MAGIC).to_bits().wrapping_sub(MAGIC.to_bits())
}

/// A value between `a` (at 0) and `b` (at 1).
pub fn mix(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

/// Two to the power of `x` (-100 to 100), to about 1e-4.
pub fn exp2(x: f32) -> f32 {
    let f = x - round(x);
    let scale = f32::from_bits(round_bits(x).wrapping_add(127) << 23);
    scale
        * (1.0 + f * (core::f32::consts::LN_2 + f * (0.240_227 + f * (0.055_504 + f * 0.009_618))))
}

/// Binary logarithm of a positive number, to about 1e-3: exponent bits and a cubic in the mantissa.
pub fn log2(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23) as i32 as f32 - 127.0;
    let m = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    exponent + (-2.153_62 + m * (3.047_88 + m * (-1.051_87 + m * 0.158_248)))
}

/// Amplitude of a level in decibels, -240 to 240.
pub fn db_to_amplitude(db: f32) -> f32 {
    exp2(db * 0.166_096_4)
}

/// Sine of an angle in turns, to about 1e-3.
pub fn sine_of_turns(turns: f32) -> f32 {
    let t = turns - round(turns);
    let arch = t * (8.0 - 16.0 * t.abs());
    arch + 0.225 * (arch * arch.abs() - arch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_near_the_exact_ones() {
        for k in 1..400 {
            let x = k as f32 * 0.013;
            assert!((log2(x) - x.log2()).abs() < 2e-3, "log2({x}) = {}", log2(x));
            assert!((exp2(x - 2.6) / (x - 2.6).exp2() - 1.0).abs() < 2e-4);
            let exact = (x * core::f32::consts::TAU).sin();
            assert!((sine_of_turns(x) - exact).abs() < 2e-3, "sine at {x}");
        }
        assert!((db_to_amplitude(-20.0) - 0.1).abs() < 1e-4);
        assert_eq!(round_bits(-3.2), (-3i32) as u32);
    }
}
