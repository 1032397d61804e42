//! The sizes and rates that this room accepts, and the arithmetic of frame rates.

use std::{fmt, time::Duration};

use super::CaptureError;

/// Shortest side of a picture that is worth reading, pixels: below it no scanner screen is legible.
pub const SIDE_MIN: usize = 64;
/// Longest side of a picture, pixels: bounds the memory of one frame to 64 MiB of luma.
pub const SIDE_MAX: usize = 8192;
/// Frame rate of picture sequences, and of clips that state none, frames a second.
pub const FPS_DEFAULT: f64 = 25.0;
/// Most bytes of one compressed picture.
pub(super) const COMPRESSED_BYTES_MAX: u64 = 64 << 20;

/// Checks a picture's size against [`SIDE_MIN`] and [`SIDE_MAX`].
pub(super) fn check_size(path: &str, width: usize, height: usize) -> Result<(), CaptureError> {
    let path = || path.to_owned();
    if width.max(height) > SIDE_MAX {
        return Err(CaptureError::TooLarge {
            path: path(),
            width,
            height,
        });
    }
    if width.min(height) < SIDE_MIN {
        return Err(CaptureError::TooSmall {
            path: path(),
            width,
            height,
        });
    }
    Ok(())
}

/// Frames a second as a fraction, so that the time of a late frame carries no rounding error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rate {
    frames: u32,
    seconds: u32,
}

impl Rate {
    /// `None` outside 0.1 to 1000 frames a second: such a header states no rate at all.
    pub(super) fn new(frames: u32, seconds: u32) -> Option<Self> {
        let (n, d) = (u64::from(frames), u64::from(seconds));
        (d > 0 && n * 10 >= d && n <= d * 1000).then_some(Self { frames, seconds })
    }

    /// As [`Rate::new`], from a decimal number, kept to a thousandth.
    pub(super) fn from_fps(fps: f64) -> Option<Self> {
        // A float-to-integer cast saturates, and NaN becomes 0: both are refused by `new`.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let frames = (fps * 1000.0).round() as u32;
        Self::new(frames, 1000)
    }

    /// Frames a second.
    pub(super) fn fps(self) -> f64 {
        f64::from(self.frames) / f64::from(self.seconds)
    }

    /// When frame `number` is due, since frame 0; whole nanoseconds, rounded down.
    pub(super) fn time(self, number: u64) -> Duration {
        const NANOS: u128 = 1_000_000_000;
        let nanos = u128::from(number) * u128::from(self.seconds) * NANOS / u128::from(self.frames);
        let seconds = u64::try_from(nanos / NANOS).unwrap_or(u64::MAX);
        let rest = u32::try_from(nanos % NANOS).unwrap_or(0);
        Duration::new(seconds, rest)
    }
}

/// In lowest terms: `25:1`, `2997:100`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut divisor, mut rest) = (self.frames, self.seconds);
        while rest > 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        write!(f, "{}:{}", self.frames / divisor, self.seconds / divisor)
    }
}

/// Of [`FPS_DEFAULT`].
impl Default for Rate {
    fn default() -> Self {
        Self {
            frames: 25,
            seconds: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_out_of_reason_state_nothing() {
        for (frames, seconds) in [(0, 0), (0, 1), (1, 0), (1, 11), (1001, 1), (u32::MAX, 1)] {
            assert_eq!(Rate::new(frames, seconds), None, "{frames}:{seconds}");
        }
        for fps in [f64::NAN, -25.0, 0.0, 0.05, 1000.5, f64::INFINITY] {
            assert_eq!(Rate::from_fps(fps), None, "{fps}");
        }
        assert_eq!(
            Rate::from_fps(FPS_DEFAULT).map(Rate::fps),
            Some(Rate::default().fps())
        );
    }

    #[test]
    fn rates_are_written_in_lowest_terms() {
        for (fps, written) in [(25.0, "25:1"), (29.97, "2997:100"), (0.1, "1:10")] {
            assert_eq!(Rate::from_fps(fps).unwrap().to_string(), written);
        }
    }

    #[test]
    fn time_does_not_drift() {
        let ntsc = Rate::new(30_000, 1001).unwrap();
        assert_eq!(ntsc.time(30_000), Duration::from_secs(1001));
        assert_eq!(ntsc.time(1), Duration::from_nanos(33_366_666));
        // Far beyond any clip: no overflow.
        let _ = Rate::new(1, 10).unwrap().time(u64::MAX);
    }

    #[test]
    fn sizes_have_two_ends() {
        assert!(check_size("a", 64, 8192).is_ok());
        assert!(matches!(
            check_size("a", 63, 64),
            Err(CaptureError::TooSmall { .. })
        ));
        assert!(matches!(
            check_size("a", 8193, 1),
            Err(CaptureError::TooLarge { .. })
        ));
    }
}
