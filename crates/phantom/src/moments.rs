//! Which picture of the scanner a frame of the clip shows, and of which time.

use crate::{operator::Interruption, truth::Shown};

/// How the scanner's pictures meet the clip's frames.
pub struct Moments {
    /// Frames of the clip a second.
    pub clip_hz: f64,
    /// Pictures of the scanner a second; `None`: one for each frame.
    pub scanner_hz: Option<f64>,
    /// Duration of one sweep.
    pub seconds: f64,
    pub interruption: Option<Interruption>,
}

/// What a frame shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Number of the scanner's picture.
    pub picture: u64,
    /// Time of that picture since the clip's begin.
    pub time_s: f64,
    pub shown: Shown,
    /// First picture of the interruption that this one belongs to; else its own number.
    pub since: u64,
}

impl Moments {
    /// The moment of a frame of the clip.
    pub fn of(&self, frame: u64) -> Moment {
        let picture = self.scanner_hz.map_or(frame, |hz| {
            (frame as f64 / self.clip_hz * hz + 1e-6).floor() as u64
        });
        let time_s = self.time_s(picture);
        let sweep = (time_s / self.seconds).floor();
        let third = self.seconds / 3.0;
        let start = sweep * self.seconds + third;
        let within = time_s >= start && time_s < start + third;
        let Some(interruption) = self.interruption.filter(|_| within) else {
            return Moment {
                picture,
                time_s,
                shown: Shown::Live,
                since: picture,
            };
        };
        let first = (start * self.rate_hz()).ceil().max(0.0) as u64;
        let since = first.min(picture);
        let (picture, shown) = match interruption {
            Interruption::Freeze => (since, Shown::Frozen),
            Interruption::ColourDoppler => (picture, Shown::ColourDoppler),
            Interruption::Dual => (picture, Shown::Dual),
        };
        Moment {
            picture,
            time_s: self.time_s(picture),
            shown,
            since,
        }
    }

    /// Time of a picture of the scanner.
    pub fn time_s(&self, picture: u64) -> f64 {
        picture as f64 / self.rate_hz()
    }

    /// Pictures of the scanner a second.
    pub fn rate_hz(&self) -> f64 {
        self.scanner_hz.unwrap_or(self.clip_hz)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(interruption: Option<Interruption>, scanner_hz: Option<f64>) -> Moments {
        Moments {
            clip_hz: 25.0,
            scanner_hz,
            seconds: 15.0,
            interruption,
        }
    }

    #[test]
    fn a_freeze_holds_its_first_picture_over_the_middle_third() {
        for hz in [None, Some(20.0), Some(43.7)] {
            let moments = moments(Some(Interruption::Freeze), hz);
            for sweep in 0..3 {
                let frozen: Vec<_> = (sweep * 375..(sweep + 1) * 375)
                    .map(|n| moments.of(n))
                    .filter(|m| m.shown == Shown::Frozen)
                    .collect();
                assert!((124..=126).contains(&frozen.len()), "{}", frozen.len());
                assert!(frozen.iter().all(|m| *m == frozen[0]));
            }
        }
    }

    #[test]
    fn a_slow_scanner_repeats_its_pictures() {
        let moments = moments(None, Some(20.0));
        let pictures: Vec<_> = (0..6).map(|n| moments.of(n).picture).collect();
        assert_eq!(pictures, [0, 0, 1, 2, 3, 4]);
    }
}
