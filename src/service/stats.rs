//! How long things take: histograms of a fixed size, so that an exam of any length costs the same.

use std::time::{Duration, Instant};

use super::memory::allocations;

/// Buckets per doubling: a value is known to 1 part in 32.
const STEPS: usize = 32;
/// Doublings above the linear part: up to 2^36 microseconds, about 19 hours.
const DOUBLINGS: usize = 32;
const BUCKETS: usize = STEPS * (DOUBLINGS + 1);

/// A histogram of durations with a relative error of at most 1/32 (1 microsecond below 32).
#[derive(Clone, Debug)]
pub struct Histogram {
    buckets: Box<[u64; BUCKETS]>,
    count: u64,
    max_us: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            buckets: Box::new([0; BUCKETS]),
            count: 0,
            max_us: 0,
        }
    }
}

impl Histogram {
    /// Counts one duration.
    pub fn record(&mut self, duration: Duration) {
        let us = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        self.buckets[bucket_of(us)] += 1;
        self.count += 1;
        self.max_us = self.max_us.max(us);
    }

    /// How many durations were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The middle duration in milliseconds; 0 where nothing was counted.
    #[must_use]
    pub fn median_ms(&self) -> f64 {
        self.quantile_ms(50)
    }

    /// The duration in milliseconds that 99 of 100 do not exceed; 0 where nothing was counted.
    #[must_use]
    pub fn p99_ms(&self) -> f64 {
        self.quantile_ms(99)
    }

    /// The longest duration, milliseconds.
    #[must_use]
    pub fn max_ms(&self) -> f64 {
        ms(self.max_us)
    }

    fn quantile_ms(&self, percent: u64) -> f64 {
        let rank = (self.count * percent).div_ceil(100);
        let mut seen = 0;
        for (index, n) in self.buckets.iter().enumerate() {
            seen += n;
            if seen >= rank && seen > 0 {
                return ms(top_of(index).min(self.max_us));
            }
        }
        0.0
    }
}

/// What a stage costs: its times, and its allocations where the counting allocator is installed
/// and no other thread allocates.
#[derive(Clone, Debug, Default)]
pub struct Meter {
    /// Times.
    pub times: Histogram,
    /// Allocations of all calls together.
    pub allocations: u64,
    /// When the last call was over.
    pub over: Option<Instant>,
}

impl Meter {
    /// Does the work and counts what it costs.
    pub fn measure<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (start, before) = (Instant::now(), allocations());
        let result = work();
        let over = Instant::now();
        self.times.record(over - start);
        self.over = Some(over);
        self.allocations += allocations() - before;
        result
    }
}

/// Linear below `STEPS`, then `STEPS` buckets for each doubling.
fn bucket_of(us: u64) -> usize {
    let doubling = (us / STEPS as u64)
        .checked_ilog2()
        .map_or(0, |d| d as usize);
    if us < STEPS as u64 {
        return us as usize;
    }
    let step = (us >> doubling) as usize - STEPS;
    (STEPS * (doubling + 1) + step).min(BUCKETS - 1)
}

/// The largest value that falls into a bucket.
fn top_of(index: usize) -> u64 {
    if index < STEPS {
        return index as u64;
    }
    let (doubling, step) = (index / STEPS - 1, index % STEPS);
    ((STEPS + step + 1) as u64 * (1 << doubling)) - 1
}

fn ms(us: u64) -> f64 {
    us as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Histogram, bucket_of, top_of};

    #[test]
    fn every_value_lies_within_its_bucket_to_one_part_in_32() {
        for us in (0..5_000).chain((1..2_000).map(|n| n * 7_919)) {
            let top = top_of(bucket_of(us));
            assert!(top >= us && (top - us) * 32 <= us, "{us} is shown as {top}");
        }
    }

    #[test]
    fn median_and_p99_of_a_hundred() {
        let mut h = Histogram::default();
        (1..=100).for_each(|n| h.record(Duration::from_millis(n)));
        assert_eq!(h.count(), 100);
        assert!(
            (h.median_ms() - 50.0).abs() < 50.0 / 32.0,
            "{}",
            h.median_ms()
        );
        assert!((h.p99_ms() - 99.0).abs() < 99.0 / 32.0, "{}", h.p99_ms());
        assert_eq!(h.max_ms(), 100.0);
    }

    #[test]
    fn empty_and_endless_are_harmless() {
        let mut h = Histogram::default();
        assert_eq!((h.median_ms(), h.p99_ms(), h.max_ms()), (0.0, 0.0, 0.0));
        h.record(Duration::MAX);
        assert!(h.p99_ms() > 0.0);
    }
}
