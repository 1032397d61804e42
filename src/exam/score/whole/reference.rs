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
    UsualShare { view: FourChamber, structure: PulmonaryVein, usual: 0.991, spread: 0.080 },
    UsualShare { view: Lvot, structure: AscendingAorta, usual: 1.000, spread: 0.080 },
    UsualShare { view: Lvot, structure: RightVentricle, usual: 1.000, spread: 0.080 },
    UsualShare { view: Rvot, structure: PulmonaryArtery, usual: 1.000, spread: 0.080 },
    UsualShare { view: Rvot, structure: AscendingAorta, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVessel, structure: PulmonaryArtery, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVessel, structure: AscendingAorta, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: DuctusArteriosus, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: AorticArch, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: SuperiorVenaCava, usual: 1.000, spread: 0.080 },
    UsualShare { view: ThreeVesselTrachea, structure: Trachea, usual: 1.000, spread: 0.080 },
];

#[rustfmt::skip]
pub(super) static MEASURES: &[UsualMeasure] = &[
    UsualMeasure { name: "axis_degrees", usual: 42.900, spread: 9.558 },
    UsualMeasure { name: "heart_chest_diameter", usual: 0.494, spread: 0.038 },
    UsualMeasure { name: "heart_chest_area", usual: 0.317, spread: 0.044 },
    UsualMeasure { name: "heart_chest_circumference", usual: 0.567, spread: 0.040 },
    UsualMeasure { name: "rv_lv_width", usual: 1.058, spread: 0.047 },
    UsualMeasure { name: "ra_la_width", usual: 1.073, spread: 0.049 },
    UsualMeasure { name: "tricuspid_mitral_width", usual: 1.043, spread: 0.052 },
    UsualMeasure { name: "valve_offset", usual: 0.192, spread: 0.068 },
    UsualMeasure { name: "heart_left_of_midline", usual: 0.109, spread: 0.043 },
    UsualMeasure { name: "aorta_left_of_midline", usual: 0.194, spread: 0.036 },
    UsualMeasure { name: "aorta_before_spine", usual: 0.211, spread: 0.036 },
    UsualMeasure { name: "left_atrium_backmost", usual: 0.248, spread: 0.053 },
    UsualMeasure { name: "right_ventricle_foremost", usual: 0.250, spread: 0.051 },
    UsualMeasure { name: "stomach_left_of_midline", usual: 0.684, spread: 0.073 },
    UsualMeasure { name: "abdominal_aorta_left_of_midline", usual: 0.774, spread: 0.059 },
    UsualMeasure { name: "vena_cava_left_of_midline", usual: -0.195, spread: 0.061 },
    UsualMeasure { name: "vena_cava_before_aorta", usual: 0.675, spread: 0.052 },
    UsualMeasure { name: "pulmonary_aorta_width", usual: 1.147, spread: 0.037 },
    UsualMeasure { name: "aorta_vena_cava_width", usual: 1.088, spread: 0.059 },
    UsualMeasure { name: "pulmonary_left_of_aorta", usual: 0.577, spread: 0.042 },
    UsualMeasure { name: "aorta_left_of_vena_cava", usual: 0.408, spread: 0.040 },
    UsualMeasure { name: "pulmonary_before_vena_cava", usual: 0.162, spread: 0.069 },
    UsualMeasure { name: "aorta_off_line", usual: 0.066, spread: 0.040 },
    UsualMeasure { name: "vessels_before_spine", usual: 0.917, spread: 0.044 },
    UsualMeasure { name: "pulmonary_before_aorta", usual: 0.623, spread: 0.103 },
    UsualMeasure { name: "three_vessel_aorta_left_of_midline", usual: 0.675, spread: 0.056 },
    UsualMeasure { name: "trachea_view_aorta_left_of_midline", usual: 0.647, spread: 0.066 },
    UsualMeasure { name: "arch_left_of_trachea", usual: 0.392, spread: 0.102 },
    UsualMeasure { name: "duct_left_of_trachea", usual: 0.876, spread: 0.054 },
    UsualMeasure { name: "right_ventricle_to_heart", usual: 0.539, spread: 0.047 },
    UsualMeasure { name: "left_ventricle_to_heart", usual: 0.533, spread: 0.052 },
    UsualMeasure { name: "right_atrium_to_heart", usual: 0.401, spread: 0.042 },
    UsualMeasure { name: "left_atrium_to_heart", usual: 0.384, spread: 0.036 },
    UsualMeasure { name: "septum_to_heart", usual: 0.396, spread: 0.033 },
    UsualMeasure { name: "pulmonary_artery_to_chest", usual: 0.207, spread: 0.034 },
    UsualMeasure { name: "ascending_aorta_to_chest", usual: 0.143, spread: 0.031 },
    UsualMeasure { name: "vena_cava_to_chest", usual: 0.132, spread: 0.030 },
];

#[rustfmt::skip]
pub(super) static WEIGHTS: Weights = Weights { bias: -1.541, sign: 0.275 };
