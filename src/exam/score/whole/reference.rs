//! What is usual, and how signs are weighed. Written by `examples/fit_exam_score.rs`.

use super::{UsualMeasure, UsualShare, Weights};
use crate::anatomy::{Structure::*, View::*};

#[rustfmt::skip]
pub(super) static SHARES: &[UsualShare] = &[
    UsualShare { view: FourChamber, structure: Crux, usual: 0.970, spread: 0.080 },
    UsualShare { view: FourChamber, structure: VentricularSeptum, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: RightAtrium, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: LeftAtrium, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: RightVentricle, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: LeftVentricle, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: TricuspidValve, usual: 0.985, spread: 0.080 },
    UsualShare { view: FourChamber, structure: MitralValve, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: PulmonaryVein, usual: 0.964, spread: 0.080 },
    UsualShare { view: FourChamber, structure: CardiacApex, usual: 1.000, spread: 0.080 },
    UsualShare { view: Lvot, structure: AscendingAorta, usual: 1.000, spread: 0.080 },
    UsualShare { view: Lvot, structure: VentricularSeptum, usual: 0.941, spread: 0.120 },
    UsualShare { view: Lvot, structure: LeftAtrium, usual: 0.941, spread: 0.115 },
    UsualShare { view: Lvot, structure: RightVentricle, usual: 1.000, spread: 0.142 },
    UsualShare { view: Rvot, structure: PulmonaryArtery, usual: 1.000, spread: 0.080 },
    UsualShare { view: Rvot, structure: AscendingAorta, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVessel, structure: PulmonaryArtery, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVessel, structure: AscendingAorta, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVessel, structure: SuperiorVenaCava, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: DuctusArteriosus, usual: 1.000, spread: 0.267 },
    UsualShare { view: ThreeVesselTrachea, structure: AorticArch, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: SuperiorVenaCava, usual: 1.000, spread: 0.084 },
    UsualShare { view: ThreeVesselTrachea, structure: Trachea, usual: 1.000, spread: 0.135 },
];

#[rustfmt::skip]
pub(super) static MEASURES: &[UsualMeasure] = &[
    UsualMeasure { name: "axis_degrees", usual: 43.771, spread: 8.781 },
    UsualMeasure { name: "heart_chest_diameter", usual: 0.488, spread: 0.044 },
    UsualMeasure { name: "heart_chest_area", usual: 0.311, spread: 0.045 },
    UsualMeasure { name: "heart_chest_circumference", usual: 0.562, spread: 0.044 },
    UsualMeasure { name: "rv_lv_width", usual: 1.040, spread: 0.074 },
    UsualMeasure { name: "ra_la_width", usual: 1.057, spread: 0.073 },
    UsualMeasure { name: "tricuspid_mitral_width", usual: 1.038, spread: 0.059 },
    UsualMeasure { name: "valve_offset", usual: 0.194, spread: 0.073 },
    UsualMeasure { name: "heart_left_of_midline", usual: 0.117, spread: 0.056 },
    UsualMeasure { name: "aorta_left_of_midline", usual: 0.202, spread: 0.048 },
    UsualMeasure { name: "aorta_before_spine", usual: 0.209, spread: 0.049 },
    UsualMeasure { name: "left_atrium_backmost", usual: 0.250, spread: 0.053 },
    UsualMeasure { name: "right_ventricle_foremost", usual: 0.255, spread: 0.063 },
    UsualMeasure { name: "stomach_left_of_midline", usual: 0.646, spread: 0.077 },
    UsualMeasure { name: "abdominal_aorta_left_of_midline", usual: 0.750, spread: 0.069 },
    UsualMeasure { name: "vena_cava_left_of_midline", usual: -0.231, spread: 0.071 },
    UsualMeasure { name: "vena_cava_before_aorta", usual: 0.657, spread: 0.056 },
    UsualMeasure { name: "pulmonary_aorta_width", usual: 1.167, spread: 0.124 },
    UsualMeasure { name: "aorta_vena_cava_width", usual: 1.082, spread: 0.076 },
    UsualMeasure { name: "pulmonary_left_of_aorta", usual: 0.584, spread: 0.066 },
    UsualMeasure { name: "aorta_left_of_vena_cava", usual: 0.403, spread: 0.063 },
    UsualMeasure { name: "pulmonary_before_vena_cava", usual: 0.123, spread: 0.078 },
    UsualMeasure { name: "aorta_off_line", usual: 0.083, spread: 0.049 },
    UsualMeasure { name: "vessels_before_spine", usual: 0.923, spread: 0.054 },
    UsualMeasure { name: "pulmonary_before_aorta", usual: 0.702, spread: 0.218 },
    UsualMeasure { name: "three_vessel_aorta_left_of_midline", usual: 0.679, spread: 0.068 },
    UsualMeasure { name: "trachea_view_aorta_left_of_midline", usual: 0.632, spread: 0.079 },
    UsualMeasure { name: "arch_left_of_trachea", usual: 0.305, spread: 0.122 },
    UsualMeasure { name: "duct_left_of_trachea", usual: 0.868, spread: 0.067 },
];

#[rustfmt::skip]
pub(super) static WEIGHTS: Weights = Weights { bias: -1.117, missing: 0.150, off: 0.532 };
