//! One signal over some seconds: trend and wild values off, and waves of a given rate fitted to it.

use super::solve::{Fitted, Normal};

/// Functions of the trend: a parabola over the window takes off how the plane moves, and no beat.
pub(super) const TREND: usize = 3;
/// Values farther from the median than this many spreads are brought to there.
const WILD: f64 = 3.0;
/// Median absolute deviation to standard deviation.
const SPREAD_OF_MAD: f64 = 1.4826;

/// The trend's functions at a time from -1 (the window's begin) to 1 (its end).
pub(super) fn trend(u: f64) -> [f64; TREND] {
    [1.0, u, u * u]
}

/// Takes the trend off, and brings wild values near; broken numbers stay. `scratch` needs room for
/// as many values. False where there are too few values to tell a trend.
pub(super) fn settle(u: &[f64], values: &mut [f64], scratch: &mut Vec<f64>) -> bool {
    let mut normal = Normal::<TREND>::new();
    for (u, value) in u.iter().zip(values.iter()).filter(|(_, v)| !v.is_nan()) {
        normal.add(&trend(*u), *value);
    }
    let Some(fitted) = normal.fit() else {
        return false;
    };
    for (u, value) in u.iter().zip(values.iter_mut()) {
        let along = trend(*u);
        for (coefficient, function) in fitted.coefficients.iter().zip(along) {
            *value -= coefficient * function;
        }
    }
    let middle = median(values.iter().copied(), scratch);
    let spread = median(values.iter().map(|v| (v - middle).abs()), scratch);
    // Where most values are the same, there is no telling which ones are wild.
    let far = match WILD * SPREAD_OF_MAD * spread {
        far if far > 0.0 => far,
        _ => f64::INFINITY,
    };
    for value in values.iter_mut().filter(|v| !v.is_nan()) {
        *value = value.clamp(middle - far, middle + far);
    }
    true
}

/// The middle one of the values that are not broken; 0 without any.
fn median(values: impl Iterator<Item = f64>, scratch: &mut Vec<f64>) -> f64 {
    scratch.clear();
    scratch.extend(values.filter(|v| !v.is_nan()));
    let middle = scratch.len() / 2;
    if scratch.is_empty() {
        return 0.0;
    }
    *scratch.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// Cosine and sine of a wave, and of twice its rate.
pub(super) fn waves(hz: f64, time: f64) -> [f64; 4] {
    let turns = hz * time;
    let angle = core::f64::consts::TAU * (turns - turns.floor());
    let (s, c) = (libm::sin(angle), libm::cos(angle));
    [c, s, c * c - s * s, 2.0 * s * c]
}

/// Trend, beat and twice the beat, fitted to a signal.
pub(super) type Beat = Fitted<7>;

/// Fits trend, beat and twice the beat.
pub(super) fn beat(hz: f64, times: &[f64], u: &[f64], values: &[f64]) -> Option<Beat> {
    let mut normal = Normal::<7>::new();
    for ((time, u), value) in times.iter().zip(u).zip(values) {
        if !value.is_nan() {
            let ([one, two, three], [c1, s1, c2, s2]) = (trend(*u), waves(hz, *time));
            normal.add(&[one, two, three, c1, s1, c2, s2], *value);
        }
    }
    normal.fit()
}
