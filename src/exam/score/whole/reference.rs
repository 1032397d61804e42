//! What is usual, and how signs are weighed. Written by `examples/fit_exam_score.rs`.

use super::{UsualMeasure, UsualShare, Weights};
use crate::anatomy::{Structure::*, View::*};

#[rustfmt::skip]
pub(super) static SHARES: &[UsualShare] = &[
    UsualShare { view: FourChamber, structure: Crux, usual: 0.981, spread: 0.080 },
    UsualShare { view: FourChamber, structure: VentricularSeptum, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: RightAtrium, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: LeftAtrium, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: RightVentricle, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: LeftVentricle, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: TricuspidValve, usual: 0.981, spread: 0.080 },
    UsualShare { view: FourChamber, structure: MitralValve, usual: 1.000, spread: 0.080 },
    UsualShare { view: FourChamber, structure: PulmonaryVein, usual: 0.981, spread: 0.094 },
    UsualShare { view: Lvot, structure: AscendingAorta, usual: 1.000, spread: 0.080 },
    UsualShare { view: Lvot, structure: VentricularSeptum, usual: 0.981, spread: 0.080 },
    UsualShare { view: Lvot, structure: RightVentricle, usual: 1.000, spread: 0.080 },
    UsualShare { view: Rvot, structure: PulmonaryArtery, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVessel, structure: PulmonaryArtery, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVessel, structure: AscendingAorta, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVessel, structure: SuperiorVenaCava, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: DuctusArteriosus, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: AorticArch, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: SuperiorVenaCava, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: Trachea, usual: 1.000, spread: 0.080 },
];

#[rustfmt::skip]
pub(super) static MEASURES: &[UsualMeasure] = &[
    UsualMeasure { name: "axis_degrees", usual: 41.100, spread: 9.484 },
    UsualMeasure { name: "heart_chest_diameter", usual: 0.490, spread: 0.064 },
    UsualMeasure { name: "heart_chest_area", usual: 0.313, spread: 0.064 },
    UsualMeasure { name: "heart_chest_circumference", usual: 0.563, spread: 0.063 },
    UsualMeasure { name: "rv_lv_width", usual: 1.048, spread: 0.063 },
    UsualMeasure { name: "ra_la_width", usual: 1.055, spread: 0.075 },
    UsualMeasure { name: "tricuspid_mitral_width", usual: 1.038, spread: 0.072 },
    UsualMeasure { name: "valve_offset", usual: 0.178, spread: 0.090 },
    UsualMeasure { name: "heart_left_of_midline", usual: 0.113, spread: 0.065 },
    UsualMeasure { name: "aorta_left_of_midline", usual: 0.196, spread: 0.064 },
    UsualMeasure { name: "aorta_before_spine", usual: 0.205, spread: 0.062 },
    UsualMeasure { name: "left_atrium_backmost", usual: 0.246, spread: 0.071 },
    UsualMeasure { name: "right_ventricle_foremost", usual: 0.245, spread: 0.073 },
    UsualMeasure { name: "stomach_left_of_midline", usual: 0.693, spread: 0.091 },
    UsualMeasure { name: "abdominal_aorta_left_of_midline", usual: 0.775, spread: 0.073 },
    UsualMeasure { name: "vena_cava_left_of_midline", usual: -0.188, spread: 0.082 },
    UsualMeasure { name: "vena_cava_before_aorta", usual: 0.679, spread: 0.069 },
    UsualMeasure { name: "pulmonary_aorta_width", usual: 1.148, spread: 0.063 },
    UsualMeasure { name: "aorta_vena_cava_width", usual: 1.070, spread: 0.070 },
    UsualMeasure { name: "pulmonary_left_of_aorta", usual: 0.585, spread: 0.067 },
    UsualMeasure { name: "aorta_left_of_vena_cava", usual: 0.402, spread: 0.066 },
    UsualMeasure { name: "pulmonary_before_vena_cava", usual: 0.167, spread: 0.102 },
    UsualMeasure { name: "aorta_off_line", usual: 0.072, spread: 0.067 },
    UsualMeasure { name: "vessels_before_spine", usual: 0.925, spread: 0.068 },
    UsualMeasure { name: "pulmonary_before_aorta", usual: 0.653, spread: 0.122 },
    UsualMeasure { name: "three_vessel_aorta_left_of_midline", usual: 0.682, spread: 0.084 },
    UsualMeasure { name: "trachea_view_aorta_left_of_midline", usual: 0.640, spread: 0.095 },
    UsualMeasure { name: "arch_left_of_trachea", usual: 0.410, spread: 0.123 },
    UsualMeasure { name: "duct_left_of_trachea", usual: 0.866, spread: 0.077 },
];

#[rustfmt::skip]
pub(super) static WEIGHTS: Weights = Weights { bias: -1.146, sign: 0.289 };
