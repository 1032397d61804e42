//! What is usual, and how signs are weighed. Written by `examples/fit_exam_score.rs`.

use super::{UsualMeasure, UsualShare, Weights};
use crate::anatomy::{Structure::*, View::*};

#[rustfmt::skip]
pub(super) static SHARES: &[UsualShare] = &[
    UsualShare { view: Abdomen, structure: Stomach, usual: 0.958, spread: 0.100 },
    UsualShare { view: Abdomen, structure: DescendingAorta, usual: 1.000, spread: 0.100 },
    UsualShare { view: Abdomen, structure: InferiorVenaCava, usual: 1.000, spread: 0.100 },
    UsualShare { view: Abdomen, structure: UmbilicalVein, usual: 0.874, spread: 0.100 },
    UsualShare { view: FourChamber, structure: Crux, usual: 0.971, spread: 0.100 },
    UsualShare { view: FourChamber, structure: VentricularSeptum, usual: 1.000, spread: 0.100 },
    UsualShare { view: FourChamber, structure: RightAtrium, usual: 1.000, spread: 0.100 },
    UsualShare { view: FourChamber, structure: LeftAtrium, usual: 1.000, spread: 0.100 },
    UsualShare { view: FourChamber, structure: RightVentricle, usual: 1.000, spread: 0.100 },
    UsualShare { view: FourChamber, structure: LeftVentricle, usual: 1.000, spread: 0.100 },
    UsualShare { view: FourChamber, structure: TricuspidValve, usual: 0.985, spread: 0.100 },
    UsualShare { view: FourChamber, structure: MitralValve, usual: 1.000, spread: 0.100 },
    UsualShare { view: FourChamber, structure: PulmonaryVein, usual: 0.970, spread: 0.100 },
    UsualShare { view: FourChamber, structure: CardiacApex, usual: 1.000, spread: 0.100 },
    UsualShare { view: Lvot, structure: AscendingAorta, usual: 1.000, spread: 0.100 },
    UsualShare { view: Rvot, structure: PulmonaryArtery, usual: 1.000, spread: 0.100 },
    UsualShare { view: Rvot, structure: AscendingAorta, usual: 1.000, spread: 0.100 },
    UsualShare { view: ThreeVessel, structure: PulmonaryArtery, usual: 1.000, spread: 0.100 },
    UsualShare { view: ThreeVessel, structure: AscendingAorta, usual: 1.000, spread: 0.100 },
    UsualShare { view: ThreeVessel, structure: SuperiorVenaCava, usual: 1.000, spread: 0.100 },
    UsualShare { view: ThreeVesselTrachea, structure: DuctusArteriosus, usual: 1.000, spread: 0.100 },
    UsualShare { view: ThreeVesselTrachea, structure: AorticArch, usual: 1.000, spread: 0.100 },
    UsualShare { view: ThreeVesselTrachea, structure: SuperiorVenaCava, usual: 1.000, spread: 0.100 },
    UsualShare { view: ThreeVesselTrachea, structure: Trachea, usual: 1.000, spread: 0.100 },
];

#[rustfmt::skip]
pub(super) static MEASURES: &[UsualMeasure] = &[
    UsualMeasure { name: "axis_degrees", usual: 44.661, spread: 9.969 },
    UsualMeasure { name: "heart_chest_diameter", usual: 0.495, spread: 0.058 },
    UsualMeasure { name: "heart_chest_area", usual: 0.322, spread: 0.057 },
    UsualMeasure { name: "heart_chest_circumference", usual: 0.572, spread: 0.055 },
    UsualMeasure { name: "rv_lv_width", usual: 1.052, spread: 0.084 },
    UsualMeasure { name: "ra_la_width", usual: 1.060, spread: 0.065 },
    UsualMeasure { name: "tricuspid_mitral_width", usual: 1.038, spread: 0.063 },
    UsualMeasure { name: "valve_offset", usual: 0.079, spread: 0.059 },
    UsualMeasure { name: "heart_left_of_midline", usual: 0.112, spread: 0.060 },
    UsualMeasure { name: "aorta_left_of_midline", usual: 0.202, spread: 0.056 },
    UsualMeasure { name: "aorta_before_spine", usual: 0.212, spread: 0.052 },
    UsualMeasure { name: "left_atrium_backmost", usual: 0.257, spread: 0.070 },
    UsualMeasure { name: "right_ventricle_foremost", usual: 0.258, spread: 0.054 },
    UsualMeasure { name: "stomach_left_of_midline", usual: 0.622, spread: 0.080 },
    UsualMeasure { name: "abdominal_aorta_left_of_midline", usual: 0.737, spread: 0.072 },
    UsualMeasure { name: "vena_cava_left_of_midline", usual: -0.220, spread: 0.078 },
    UsualMeasure { name: "vena_cava_before_aorta", usual: 0.649, spread: 0.059 },
    UsualMeasure { name: "pulmonary_aorta_width", usual: 1.320, spread: 0.106 },
    UsualMeasure { name: "aorta_vena_cava_width", usual: 1.066, spread: 0.068 },
    UsualMeasure { name: "pulmonary_left_of_aorta", usual: 0.590, spread: 0.071 },
    UsualMeasure { name: "aorta_left_of_vena_cava", usual: 0.400, spread: 0.064 },
    UsualMeasure { name: "pulmonary_before_vena_cava", usual: 0.125, spread: 0.080 },
    UsualMeasure { name: "aorta_off_line", usual: 0.083, spread: 0.054 },
    UsualMeasure { name: "vessels_before_spine", usual: 0.933, spread: 0.064 },
    UsualMeasure { name: "pulmonary_before_aorta", usual: 0.723, spread: 0.145 },
    UsualMeasure { name: "arch_left_of_trachea", usual: 0.322, spread: 0.110 },
    UsualMeasure { name: "duct_left_of_trachea", usual: 0.860, spread: 0.073 },
];

#[rustfmt::skip]
pub(super) static WEIGHTS: Weights = Weights { bias: -0.473, missing: 0.036, off: 0.206 };
