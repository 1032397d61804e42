//! Sizes by gestational age, millimetres.
//!
//! Source: the curves of size against age after Hadlock et al. 1984 (Radiology 152:497,
//! doi 10.1148/radiology.152.2.6739822). Their coefficients are assumed, not checked against the
//! paper's table: they give a biparietal diameter of 46 mm at 20 weeks and 71 mm at 28, a femur of
//! 33 mm at 20 and 56 mm at 29.

/// Biparietal diameter at `weeks` (18 to 32).
pub fn biparietal_mm(weeks: f32) -> f32 {
    10.0 * (-3.08 + 0.41 * weeks - 0.000_061 * weeks * weeks * weeks)
}

/// Front-back diameter of the head: the mean cephalic index is 0.783 (Hadlock et al. 1981, 316
/// fetuses of 14 to 40 weeks).
pub fn occipitofrontal_mm(weeks: f32) -> f32 {
    biparietal_mm(weeks) / 0.783
}

/// Length of the femur's ossified shaft at `weeks` (18 to 32).
pub fn femur_mm(weeks: f32) -> f32 {
    10.0 * (-3.91 + 0.427 * weeks - 0.0034 * weeks * weeks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_that_the_source_gives() {
        for (weeks, head, femur) in [(20.0, 46.0, 33.0), (28.0, 71.0, 54.0), (32.0, 80.0, 62.0)] {
            assert!((biparietal_mm(weeks) - head).abs() < 1.5);
            assert!((femur_mm(weeks) - femur).abs() < 1.5);
        }
    }
}
