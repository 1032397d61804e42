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
    UsualShare { view: Lvot, structure: AscendingAorta, usual: 1.000, spread: 0.080 },
    UsualShare { view: Rvot, structure: PulmonaryArtery, usual: 1.000, spread: 0.080 },
    UsualShare { view: Rvot, structure: AscendingAorta, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVessel, structure: PulmonaryArtery, usual: 1.000, spread: 0.099 },
    UsualShare { view: ThreeVessel, structure: AscendingAorta, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVessel, structure: SuperiorVenaCava, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: AorticArch, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: SuperiorVenaCava, usual: 1.000, spread: 0.084 },
];

#[rustfmt::skip]
pub(super) static MEASURES: &[UsualMeasure] = &[
    UsualMeasure { name: "axis_degrees", usual: 43.831, spread: 8.621 },
    UsualMeasure { name: "heart_chest_diameter", usual: 0.491, spread: 0.063 },
    UsualMeasure { name: "heart_chest_area", usual: 0.314, spread: 0.064 },
    UsualMeasure { name: "heart_chest_circumference", usual: 0.565, spread: 0.063 },
    UsualMeasure { name: "rv_lv_width", usual: 1.047, spread: 0.061 },
    UsualMeasure { name: "ra_la_width", usual: 1.086, spread: 0.066 },
    UsualMeasure { name: "tricuspid_mitral_width", usual: 1.042, spread: 0.071 },
    UsualMeasure { name: "valve_offset", usual: 0.195, spread: 0.085 },
    UsualMeasure { name: "heart_left_of_midline", usual: 0.111, spread: 0.074 },
    UsualMeasure { name: "aorta_left_of_midline", usual: 0.205, spread: 0.067 },
    UsualMeasure { name: "aorta_before_spine", usual: 0.210, spread: 0.065 },
    UsualMeasure { name: "left_atrium_backmost", usual: 0.249, spread: 0.072 },
    UsualMeasure { name: "right_ventricle_foremost", usual: 0.254, spread: 0.079 },
    UsualMeasure { name: "stomach_left_of_midline", usual: 0.656, spread: 0.090 },
    UsualMeasure { name: "abdominal_aorta_left_of_midline", usual: 0.748, spread: 0.081 },
    UsualMeasure { name: "vena_cava_left_of_midline", usual: -0.229, spread: 0.085 },
    UsualMeasure { name: "vena_cava_before_aorta", usual: 0.660, spread: 0.072 },
    UsualMeasure { name: "pulmonary_aorta_width", usual: 1.156, spread: 0.061 },
    UsualMeasure { name: "aorta_vena_cava_width", usual: 1.070, spread: 0.075 },
    UsualMeasure { name: "pulmonary_left_of_aorta", usual: 0.583, spread: 0.080 },
    UsualMeasure { name: "aorta_left_of_vena_cava", usual: 0.395, spread: 0.075 },
    UsualMeasure { name: "pulmonary_before_vena_cava", usual: 0.122, spread: 0.106 },
    UsualMeasure { name: "aorta_off_line", usual: 0.083, spread: 0.068 },
    UsualMeasure { name: "vessels_before_spine", usual: 0.924, spread: 0.072 },
    UsualMeasure { name: "pulmonary_before_aorta", usual: 0.702, spread: 0.219 },
    UsualMeasure { name: "three_vessel_aorta_left_of_midline", usual: 0.679, spread: 0.093 },
    UsualMeasure { name: "trachea_view_aorta_left_of_midline", usual: 0.637, spread: 0.108 },
    UsualMeasure { name: "arch_left_of_trachea", usual: 0.308, spread: 0.141 },
    UsualMeasure { name: "duct_left_of_trachea", usual: 0.873, spread: 0.091 },
];

#[rustfmt::skip]
pub(super) static WEIGHTS: Weights = Weights { bias: -1.748, sign: 0.537 };
