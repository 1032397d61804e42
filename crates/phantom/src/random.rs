//! Seeded random numbers: the only source of chance in the phantom.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

pub struct Random(ChaCha8Rng);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Chance of its own, set apart by a number: drawing from it leaves what is drawn here as it was.
    pub fn apart(&self, stream: u64) -> Self {
        let mut other = self.0.clone();
        other.set_stream(stream);
        Self(other)
    }

    /// Uniform in 0..1.
    pub fn unit(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 / (1u32 << 24) as f32
    }

    /// Uniform from `low` to `high`.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// True with the given probability.
    pub fn chance(&mut self, probability: f32) -> bool {
        self.unit() < probability
    }

    /// 1 or -1, equally likely.
    pub fn side(&mut self) -> f32 {
        if self.chance(0.5) { 1.0 } else { -1.0 }
    }

    /// Bell-shaped around 0 with standard deviation 1, within +-3.5 (sum of four uniforms, so that
    /// no logarithm is needed).
    pub fn bell(&mut self) -> f32 {
        let sum: f32 = (0..4).map(|_| self.unit()).sum();
        (sum - 2.0) * 1.732_050_8
    }

    /// Uniform in `0..count`, for counts up to 16 million.
    pub fn below(&mut self, count: usize) -> usize {
        (self.unit() * count as f32) as usize
    }
}
