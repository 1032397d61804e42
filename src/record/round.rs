//! Numbers as they stand in records: rounded, so that the bytes are stable, and always finite.

use std::time::Duration;

/// To four decimals.
pub(super) fn confidence(value: f32) -> f32 {
    decimals(value, 1e4)
}

/// To three decimals: the line across a valve.
pub(super) fn line(value: f32) -> f32 {
    decimals(value, 1e3)
}

/// To two decimals: hundredths of a pixel.
pub(super) fn pixels(value: f32) -> f32 {
    decimals(value, 1e2)
}

/// To two decimals: of a week, of a beat a minute, of a degree.
pub(super) fn hundredths(value: f32) -> f32 {
    decimals(value, 1e2)
}

#[allow(clippy::cast_possible_truncation)]
fn decimals(value: f32, scale: f64) -> f32 {
    long_decimals(f64::from(value), scale) as f32
}

fn long_decimals(value: f64, scale: f64) -> f64 {
    // Adding zero turns a negative zero into a plain one.
    if value.is_finite() {
        (value * scale).round() / scale + 0.0
    } else {
        0.0
    }
}

/// To whole microseconds.
pub(super) fn microseconds(time: Duration) -> Duration {
    let microseconds = (time.as_nanos() + 500) / 1000;
    u64::try_from(microseconds).map_or(Duration::MAX, Duration::from_micros)
}

/// To a tenth.
pub(super) fn tenths(value: f64) -> f64 {
    long_decimals(value, 1e1)
}

/// To a thousandth.
pub(super) fn thousandths(value: f64) -> f64 {
    long_decimals(value, 1e3)
}

/// Milliseconds, to whole microseconds.
#[allow(clippy::cast_precision_loss)]
#[must_use]
pub fn milliseconds(time: Duration) -> f64 {
    microseconds(time).as_micros() as f64 / 1000.0
}

/// The time of so many milliseconds, to whole microseconds; zero where they are none.
pub(super) fn time(milliseconds: f64) -> Duration {
    // Casting saturates, and makes zero of what is no number.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Duration::from_micros((milliseconds * 1000.0).round() as u64)
}

#[cfg(test)]
mod tests {
    use super::{Duration, confidence, milliseconds, pixels};

    #[test]
    fn numbers_print_short_and_finite() {
        assert_eq!(
            serde_json::to_string(&confidence(0.930_04)).unwrap(),
            "0.93"
        );
        assert_eq!(serde_json::to_string(&pixels(8191.987)).unwrap(), "8191.99");
        assert_eq!(serde_json::to_string(&pixels(-0.001)).unwrap(), "0.0");
        assert_eq!(confidence(f32::NAN), 0.0);
        let third = Duration::from_secs(1) / 30;
        assert_eq!(
            serde_json::to_string(&milliseconds(third)).unwrap(),
            "33.333"
        );
    }
}
