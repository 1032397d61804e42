//! How a fetus grows, from published curves: chest, heart, vessels, head, thigh.
//!
//! Ages are in completed and broken weeks of gestation (18 to 32 here); sizes in millimetres.

/// Circumference of the chest at the four-chamber level, millimetres: the straight line through the
/// medians of Chitkara et al., Am J Obstet Gynecol 1987;156:1069-74 (91 mm at 16 weeks, 146 at 22,
/// 237 at 32; 16 to 40 weeks, growth linear).
pub fn thoracic_circumference_mm(weeks: f32) -> f32 {
    9.077_7 * weeks - 53.775
}

/// Breadth of the heart against that of the chest: .365 + .004 weeks (Sirilert et al. 2019, z score
/// reference ranges of the cardiothoracic diameter ratio, 683 fetuses of 14 to 40 weeks).
pub fn cardiothoracic_ratio(weeks: f32) -> f32 {
    0.365 + 0.004 * weeks
}

/// Diameter of the pulmonary artery against that of the aorta: 1.13 at 15 weeks to 1.31 at 40
/// (Choi et al. 1992, J Korean Pediatr Soc 35(11), "Quantitative assessment of the diameters of tricuspid
/// valve, mitral valve and great arteries in the normal human fetus", 181 examinations); straight in
/// between.
pub fn pulmonary_to_aorta(weeks: f32) -> f32 {
    1.13 + (1.31 - 1.13) * (weeks - 15.0) / 25.0
}

/// Breadth of the right ventricle against that of the left: about the same, the right one a little
/// broader late in pregnancy (assumed).
pub fn right_to_left_ventricle(weeks: f32) -> f32 {
    if weeks < 33.5 { 1.03 } else { 1.06 }
}

/// Usual heart rate, beats a minute: 140 at 20 weeks, 130 at term (PeerJ 1:e82; Heart
/// 2007;93:1294); straight in between. 95 % lie within 20 of it.
pub fn heart_rate_bpm(weeks: f32) -> f32 {
    140.0 - 0.5 * (weeks - 20.0)
}

/// Biparietal diameter, millimetres.
///
/// This and [`femur_mm`] follow the curves of size against age of Hadlock et al. 1984 (Radiology
/// 152:497, doi 10.1148/radiology.152.2.6739822). Their coefficients are assumed, not checked against
/// the paper's table: they give a biparietal diameter of 46 mm at 20 weeks and 71 mm at 28, a femur
/// of 33 mm at 20 and 54 mm at 28.
pub fn biparietal_mm(weeks: f32) -> f32 {
    10.0 * (-3.08 + 0.41 * weeks - 0.000_061 * weeks * weeks * weeks)
}

/// Front-back diameter of the head, millimetres: the mean cephalic index is 0.783 (Hadlock et al.
/// 1981, 316 fetuses of 14 to 40 weeks).
pub fn occipitofrontal_mm(weeks: f32) -> f32 {
    biparietal_mm(weeks) / 0.783
}

/// Length of the femur's ossified shaft, millimetres.
pub fn femur_mm(weeks: f32) -> f32 {
    10.0 * (-3.91 + 0.427 * weeks - 0.0034 * weeks * weeks)
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

    #[test]
    fn heads_and_thighs_are_those_that_the_coefficients_stand_for() {
        for (weeks, head, femur) in [(20.0, 46.0, 33.0), (28.0, 71.0, 54.0), (32.0, 80.0, 62.0)] {
            assert!((biparietal_mm(weeks) - head).abs() < 1.5);
            assert!((femur_mm(weeks) - femur).abs() < 1.5);
        }
    }
}
