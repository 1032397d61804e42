//! How warm the board is, for the setup page.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

/// Where Linux tells the temperatures of a board, thousandths of a degree Celsius in each `temp`.
const ZONES: &str = "/sys/class/thermal";
/// It is looked at no more often.
const PERIOD: Duration = Duration::from_secs(1);

/// The warmest part of the board, looked at once a second.
#[derive(Debug, Default)]
pub(super) struct Temperature {
    looked: Option<Instant>,
    celsius: Option<f32>,
}

impl Temperature {
    /// The temperature at a moment, degrees Celsius; `None` where the board does not tell it.
    pub fn at(&mut self, now: Instant) -> Option<f32> {
        if self
            .looked
            .is_none_or(|looked| now.saturating_duration_since(looked) >= PERIOD)
        {
            self.looked = Some(now);
            self.celsius = warmest(Path::new(ZONES));
        }
        self.celsius
    }
}

/// The warmest of the zones in a folder. What is no number, or no temperature of a running board, is left out.
fn warmest(zones: &Path) -> Option<f32> {
    let temperature = |zone: fs::DirEntry| {
        let text = fs::read_to_string(zone.path().join("temp")).ok()?;
        let celsius = text.trim().parse::<f32>().ok()? / 1000.0;
        (-50.0..=200.0).contains(&celsius).then_some(celsius)
    };
    let zones = fs::read_dir(zones).ok()?.filter_map(Result::ok);
    zones.filter_map(temperature).reduce(f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_warmest_zone_that_makes_sense_is_told() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(warmest(folder.path()), None);
        for (zone, text) in [
            ("zone0", "41250\n"),
            ("zone1", "52600"),
            ("zone2", "oops"),
            ("zone3", "999999"),
        ] {
            fs::create_dir(folder.path().join(zone)).unwrap();
            fs::write(folder.path().join(zone).join("temp"), text).unwrap();
        }
        fs::create_dir(folder.path().join("cooling_device0")).unwrap();
        assert_eq!(warmest(folder.path()), Some(52.6));
        assert_eq!(warmest(&folder.path().join("missing")), None);
    }
}
