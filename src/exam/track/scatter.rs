//! How far a detector's boxes scatter, and how fast what is in them moves.
//!
//! Measured against the phantom's labels in sweeps of the seeds 1000 to 1099 at 25 frames a second,
//! pack `standard` 0.3.0.

use crate::anatomy::Structure;

/// Scatter and motion of one structure, in shares of its box's size (the geometric mean of its sides).
#[derive(Clone, Copy, Debug)]
pub(super) struct Scatter {
    /// Standard deviation of a centre's coordinate.
    pub centre: f64,
    /// Standard deviation of the logarithm of a side.
    pub size: f64,
    /// Density of the centre's white acceleration, a cubic second.
    pub push: f64,
    /// Growth of the variance of a side's logarithm, a second.
    pub swing: f64,
}

/// Boxes scatter with long tails. The table has the bulk (1.48 median absolute deviations of what
/// changes from frame to frame); with these the gate of 99.99 % lets 99.1 % of all found boxes of the
/// phantom pass, of which few lie elsewhere.
const CENTRE_TAIL: f64 = 4.0;
const SIZE_TAIL: f64 = 2.5;
/// Motion against the variance of the scatter, a cubic second. One for all structures: in the picture
/// they scatter about alike (0.002 to 0.005 of the sector's side), and the hand moves them alike. With
/// less the boxes are calmer and stay behind in quick sweeps: from 20,000 on they lie as well on the
/// truth as those of the detector.
const PUSH: f64 = 20_000.0;
/// Change of size against the variance of the scatter, a second: at 25 frames a second the filter
/// follows four fifths of each change, and 3 beats a second keep nine tenths of their range.
const SWING: f64 = 75.0;

/// The scatter of a structure.
pub(super) fn of(structure: Structure) -> Scatter {
    use Structure::*;
    let (centre, size) = match structure {
        Crux => (0.027, 0.015),
        VentricularSeptum => (0.019, 0.037),
        RightAtrium => (0.016, 0.026),
        TricuspidValve => (0.040, 0.041),
        RightVentricle => (0.016, 0.039),
        LeftAtrium => (0.018, 0.026),
        MitralValve => (0.032, 0.032),
        LeftVentricle => (0.014, 0.028),
        PulmonaryArtery => (0.016, 0.030),
        AscendingAorta => (0.021, 0.023),
        SuperiorVenaCava => (0.015, 0.016),
        DescendingAorta => (0.017, 0.016),
        Stomach => (0.009, 0.031),
        Spine => (0.015, 0.016),
        UmbilicalVein => (0.017, 0.042),
        InferiorVenaCava => (0.014, 0.016),
        PulmonaryVein => (0.027, 0.023),
        DuctusArteriosus => (0.018, 0.022),
        Heart => (0.006, 0.015),
        Thorax => (0.004, 0.015),
        CardiacApex => (0.028, 0.016),
        AorticArch => (0.011, 0.022),
        Trachea => (0.019, 0.015),
    };
    let (centre, size) = (CENTRE_TAIL * centre, SIZE_TAIL * size);
    Scatter {
        centre,
        size,
        push: PUSH * centre * centre,
        swing: SWING * size * size,
    }
}
