//! The values that an 8-bit tensor stands for, and the exact arithmetic between grids.
//!
//! Inside of a net every byte is *logical*: u8 as it is, s8 plus 128 (its sign bit turned over), so
//! that one code serves both. Kernels that want signed bytes store the logical byte with the sign
//! bit turned over again.

/// Type of the bytes of a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ByteType {
    /// 0 to 255.
    U8,
    /// -128 to 127.
    S8,
}

impl ByteType {
    /// What makes a byte of this type logical, by exclusive or.
    pub(crate) fn flip(self) -> u8 {
        match self {
            Self::U8 => 0,
            Self::S8 => 0x80,
        }
    }

    /// How far the least byte lies below 0.
    fn below(self) -> f32 {
        match self {
            Self::U8 => 0.0,
            Self::S8 => 128.0,
        }
    }
}

/// Scale, zero point and type: the byte q stands for `scale * (q - zero)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// One step; finite and above 0.
    pub scale: f32,
    /// The byte that stands for 0, in the range of the type.
    pub zero: i32,
    /// Type of the bytes.
    pub kind: ByteType,
}

impl Grid {
    /// A grid of u8.
    #[must_use]
    pub fn u8(scale: f32, zero: u8) -> Self {
        Self {
            scale,
            zero: i32::from(zero),
            kind: ByteType::U8,
        }
    }

    /// A grid of s8.
    #[must_use]
    pub fn s8(scale: f32, zero: i8) -> Self {
        Self {
            scale,
            zero: i32::from(zero),
            kind: ByteType::S8,
        }
    }

    /// What is wrong with it, if anything is.
    pub(crate) fn fault(self) -> Option<String> {
        let range = match self.kind {
            ByteType::U8 => 0..=255,
            ByteType::S8 => -128..=127,
        };
        if !(self.scale.is_finite() && self.scale > 0.0) {
            Some(format!("scale {} is not a positive number", self.scale))
        } else if !range.contains(&self.zero) {
            Some(format!("zero point {} is out of range", self.zero))
        } else {
            None
        }
    }

    /// The zero point as a logical byte, 0 to 255.
    pub(crate) fn logical_zero(self) -> i32 {
        match self.kind {
            ByteType::U8 => self.zero,
            ByteType::S8 => self.zero + 128,
        }
    }

    /// Real value of a logical byte: `(q - zero) * scale` in f32, as DequantizeLinear has it.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "below 2^24")]
    pub(crate) fn real(self, logical: u8) -> f32 {
        (i32::from(logical) - self.logical_zero()) as f32 * self.scale
    }

    /// The bits of the byte of a real value: as QuantizeLinear has it, in the type's own form.
    #[must_use]
    pub fn bits(self, real: f32) -> u8 {
        self.byte(real) ^ self.kind.flip()
    }

    /// Logical byte of a real value, as QuantizeLinear has it: divided by the scale in f32, rounded
    /// half to even, the zero point added, saturated. What is not a number becomes the zero point.
    #[inline]
    pub(crate) fn byte(self, real: f32) -> u8 {
        saturate(real / self.scale, self.logical_zero())
    }
}

impl Grid {
    /// A table by the logical byte of a function of the byte in the type's own form.
    pub(crate) fn table(self, function: impl Fn(f32) -> f32) -> [f32; 256] {
        let below = self.kind.below();
        #[expect(clippy::cast_precision_loss, reason = "below 256")]
        std::array::from_fn(|logical| function(logical as f32 - below))
    }

    /// Logical byte of steps that hold the zero point already: rounded half to even, saturated.
    #[inline(always)]
    pub(crate) fn nearest(self, steps: f32) -> u8 {
        let below = self.kind.below();
        let held = steps.clamp(-below, 255.0 - below);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 255 by the clamp"
        )]
        let logical = ((held + ROUND) - ROUND + below) as u8;
        logical
    }
}

/// Adding and taking away 1.5 * 2^23 leaves no room for a fraction: it rounds half to even.
const ROUND: f32 = 12_582_912.0;

/// Factor of a convolution's sums, in f32: `(x_scale * w_scale) / y_scale`.
pub(crate) fn factor(x: f32, w: f32, y: f32) -> f32 {
    x * w / y
}

/// The requantisation of every kernel: the i32 sum (modulo 2^32) as the nearest f32, times the
/// factor in f32, rounded half to even, the zero point added, saturated.
#[inline(always)]
pub(crate) fn requantise(sum: i32, factor: f32, logical_zero: i32) -> u8 {
    #[expect(clippy::cast_precision_loss, reason = "rounding to nearest is meant")]
    saturate(sum as f32 * factor, logical_zero)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "the lowest bits are meant, and the zero point is below 256"
)]
#[inline(always)]
fn saturate(steps: f32, logical_zero: i32) -> u8 {
    let (low, high) = (-logical_zero as f32, (255 - logical_zero) as f32);
    let steps = if steps.is_nan() { 0.0 } else { steps };
    // Whole steps stand in the lowest bits of the sum, in two's complement: no conversion is needed,
    // and a row of values is quantised several at a time.
    let steps = (steps.clamp(low, high) + ROUND).to_bits() as u8;
    steps.wrapping_add(logical_zero as u8)
}
