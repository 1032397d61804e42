//! How often the scanner makes a new picture, however often the grabber shows it.

use std::time::Duration;

use crate::sector::Picture;

/// Less live time than this says nothing.
const LIVE_MIN: Duration = Duration::from_secs(1);

/// Counts new pictures and the time that they took.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Refresh {
    /// New pictures behind another one, and the time between each and the one before.
    pictures: u32,
    live: Duration,
    /// Time of the last new picture, while it or its repetitions are shown.
    last: Option<Duration>,
}

impl Refresh {
    /// Takes the next frame in.
    pub fn observe(&mut self, time: Duration, picture: Picture) {
        match picture {
            Picture::Live => {
                if let Some(step) = self.last.and_then(|last| time.checked_sub(last)) {
                    self.pictures = self.pictures.saturating_add(1);
                    self.live += step;
                }
                self.last = Some(time);
            }
            Picture::Repeated => {}
            // Repetitions that led to a freeze are not the scanner's rhythm.
            _ => self.last = None,
        }
    }

    /// New pictures a second, to a hundredth.
    pub fn hz(&self) -> Option<f64> {
        let enough = self.live >= LIVE_MIN;
        let hz = f64::from(self.pictures) / self.live.as_secs_f64().max(1e-9);
        enough.then(|| (hz * 100.0).round() / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_scanner_shown_fast_is_slow_and_a_freeze_says_nothing() {
        let mut refresh = Refresh::default();
        for frame in 0..600_u64 {
            let picture = match frame {
                // Eight pictures a second at sixty frames, then a freeze.
                0..480 if frame * 8 % 60 < 8 => Picture::Live,
                0..500 => Picture::Repeated,
                _ => Picture::Frozen,
            };
            refresh.observe(Duration::from_micros(frame * 1_000_000 / 60), picture);
        }
        let hz = refresh.hz().unwrap();
        assert!((7.5..8.5).contains(&hz), "{hz}");
        assert_eq!(Refresh::default().hz(), None);
    }
}
