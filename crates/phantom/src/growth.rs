//! How chest, heart and vessels grow, from published curves over 16 to 36 weeks.
//!
//! Ages are in completed and broken weeks of gestation; sizes in millimetres.

/// Circumference of the chest at the four-chamber level, millimetres: the straight line through the
/// medians of Chitkara et al., Am J Obstet Gynecol 1987;156:1069-74 (91 mm at 16 weeks, 146 at 22,
/// 237 at 32; 16 to 40 weeks, growth linear).
pub fn thoracic_circumference_mm(weeks: f32) -> f32 {
    9.077_7 * weeks - 53.775
}

/// Breadth of the heart against that of the chest: .365 + .004 weeks (Sirilert).
pub fn cardiothoracic_ratio(weeks: f32) -> f32 {
    0.365 + 0.004 * weeks
}

/// Diameter of the pulmonary artery against that of the aorta: 1.13 at 15 weeks to 1.31 at 40
/// (Choi); straight in between.
pub fn pulmonary_to_aorta(weeks: f32) -> f32 {
    1.13 + (1.31 - 1.13) * (weeks - 15.0) / 25.0
}

/// Breadth of the right ventricle against that of the left: 1.03 up to 33 weeks, 1.06 after
/// (Gabbay-Benziv 2015; 95 % lie within .86 to 1.23).
pub fn right_to_left_ventricle(weeks: f32) -> f32 {
    if weeks < 33.5 { 1.03 } else { 1.06 }
}

/// Usual heart rate, beats a minute: 140 at 20 weeks, 130 at term (PeerJ 1:e82; Heart
/// 2007;93:1294); straight in between. 95 % lie within 20 of it.
pub fn heart_rate_bpm(weeks: f32) -> f32 {
    140.0 - 0.5 * (weeks - 20.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chests_are_those_of_the_published_table() {
        for (weeks, median_mm) in [(16.0, 91.0), (22.0, 146.0), (28.0, 200.0), (36.0, 273.0)] {
            let mm = thoracic_circumference_mm(weeks);
            assert!((mm - median_mm).abs() < 1.5, "{weeks} weeks: {mm} mm");
        }
    }

    #[test]
    fn ratios_stay_within_what_is_called_normal() {
        for weeks in 16..=36 {
            let weeks = weeks as f32;
            assert!((0.4..0.52).contains(&cardiothoracic_ratio(weeks)));
            assert!((1.12..1.31).contains(&pulmonary_to_aorta(weeks)));
            assert!((0.86..1.23).contains(&right_to_left_ventricle(weeks)));
            assert!((110.0..160.0).contains(&heart_rate_bpm(weeks)));
        }
    }
}
