//! Whether a person would mark a structure where the plane cuts it.
//!
//! All limits are assumed: how much of a structure a careful annotator wants to see.

use anatomy::Structure;

use crate::{heart, individual::Individual, plane::Extent, pose::Pose};

/// What people make of a structure in one picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Nobody marks it.
    No,
    /// Some do.
    Difficult,
    /// All do.
    Clear,
}

/// Share of a structure's cut that lies in the sector: below the first nobody marks it, from the
/// second on all do.
const VISIBLE: [f32; 2] = [0.35, 0.65];

/// The same for the thorax: it is told apart by its ring even where the picture's edges cut most of it.
const VISIBLE_THORAX: [f32; 2] = [0.15, 0.35];

/// The same for a cut's area against [`area_mm2`].
const AREA: [f32; 2] = [0.35, 1.0];

/// The same for the breadth of a long vessel's cut, reference millimetres.
const BREADTH_MM: [f32; 2] = [1.4, 2.3];

/// A plane that passes a small structure within this distance of its upper or lower end grazes it,
/// reference millimetres.
const GRAZED_MM: f32 = 0.8;

pub fn judge(
    structure: Structure,
    extent: &Extent,
    cell_mm: f32,
    pose: &Pose,
    individual: &Individual,
) -> Sight {
    let reference = 1.0 / (individual.scale * individual.scale);
    let area = extent.area_mm2 * reference / area_mm2(structure);
    let visible = extent.visible_mm2 / extent.area_mm2.max(1e-6);
    let wanted = match structure {
        Structure::Thorax => VISIBLE_THORAX,
        _ => VISIBLE,
    };
    let mut sight = step(area, AREA).min(step(visible, wanted));
    if matches!(
        structure,
        Structure::AorticArch | Structure::DuctusArteriosus
    ) {
        let breadth = extent.breadth_mm(cell_mm) / individual.scale;
        sight = sight.min(step(breadth, BREADTH_MM));
    }
    let height = heart::height_of(structure, individual);
    if height.is_some_and(|(at, half)| pose.above(at).abs() > half - GRAZED_MM) {
        sight = sight.min(Sight::Difficult);
    }
    sight
}

fn step(value: f32, [some, all]: [f32; 2]) -> Sight {
    if value < some {
        Sight::No
    } else if value < all {
        Sight::Difficult
    } else {
        Sight::Clear
    }
}

/// Cut (with the wall, for vessels) from which on everybody marks a structure, square reference
/// millimetres.
const fn area_mm2(structure: Structure) -> f32 {
    match structure {
        Structure::Heart => 160.0,
        Structure::Thorax => 600.0,
        Structure::RightAtrium | Structure::LeftAtrium => 26.0,
        Structure::RightVentricle | Structure::LeftVentricle => 28.0,
        Structure::Stomach => 24.0,
        Structure::Spine => 30.0,
        Structure::VentricularSeptum
        | Structure::PulmonaryArtery
        | Structure::AscendingAorta
        | Structure::AorticArch
        | Structure::CardiacApex => 10.0,
        Structure::Crux
        | Structure::TricuspidValve
        | Structure::MitralValve
        | Structure::PulmonaryVein
        | Structure::DuctusArteriosus => 8.0,
        _ => 6.0,
    }
}
