use anatomy::{Rect, Structure, StructureMap, View};

use crate::{
    individual::Individual, plane::Plane, scan::ScanConverter, subject::Subject, sweep::Pose,
};

/// What kind of picture the screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// A live grey picture.
    #[default]
    Live,
    /// A picture that the scanner has frozen.
    Frozen,
    /// Colour Doppler.
    ColourDoppler,
    /// Two pictures side by side.
    Dual,
}

/// What a frame shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Truth {
    /// The view that the probe's plane lies in.
    pub view: View,
    /// False where the plane lies so near to the edge of a view's levels that two people could
    /// name it differently.
    pub view_clear: bool,
    /// What kind of picture it is. Only in a live one boxes mean anything.
    pub shown: Shown,
    /// Bounding box of the sector, whole pixels.
    pub sector: Rect,
    /// Box of each structure that can be seen, pixels, within the sector's box.
    pub boxes: StructureMap<Option<Rect>>,
    /// True where a structure is cut so little, or cut off so far, that one person would mark it and
    /// another would not; it then has a box if anything of it is cut at all.
    pub difficult: StructureMap<bool>,
    /// What lies before the probe.
    pub subject: Subject,
}

/// Margin that an annotator leaves around a small structure, image millimetres.
const MARGIN_MM: f32 = 0.5;

/// Share of a structure's cut that must lie in the sector to be called visible.
const VISIBLE_SHARE_MIN: f32 = 0.5;

impl Truth {
    pub(crate) fn read(
        plane: &Plane,
        pose: &Pose,
        individual: &Individual,
        converter: &ScanConverter,
        subject: Subject,
    ) -> Self {
        let [left, top, right, bottom] = converter.bounds().map(|px| px as f32);
        let sector = Rect::new(left, top, right - left, bottom - top);
        let mut boxes = StructureMap::default();
        for structure in Structure::ALL {
            let Some(extent) = plane.extents[structure] else {
                continue;
            };
            let least_mm2 = area_min_mm2(structure) * individual.scale * individual.scale;
            let enough = extent.area_mm2 >= least_mm2
                && extent.visible_mm2 >= VISIBLE_SHARE_MIN * extent.area_mm2;
            if !enough || !belongs(structure, pose) {
                continue;
            }
            let [x0, y0, x1, y1] = plane.to_mm(&extent);
            let [x0, y0] = converter
                .probe()
                .to_screen([x0 - MARGIN_MM, y0 - MARGIN_MM]);
            let [x1, y1] = converter
                .probe()
                .to_screen([x1 + MARGIN_MM, y1 + MARGIN_MM]);
            boxes[structure] = Some(Rect::new(x0, y0, x1 - x0, y1 - y0).intersection(&sector));
        }
        Self {
            view: match subject {
                Subject::Heart(_) => pose.view(),
                Subject::Other(_) => View::None,
            },
            sector,
            boxes,
            view_clear: true,
            shown: Shown::Live,
            difficult: StructureMap::default(),
            subject,
        }
    }
}

/// Smallest cut that a person would still point at, square reference millimetres.
const fn area_min_mm2(structure: Structure) -> f32 {
    match structure {
        Structure::Heart => 120.0,
        Structure::Thorax => 600.0,
        Structure::RightAtrium | Structure::LeftAtrium => 22.0,
        Structure::RightVentricle | Structure::LeftVentricle => 28.0,
        Structure::Stomach => 20.0,
        Structure::Spine => 30.0,
        Structure::VentricularSeptum => 8.0,
        Structure::Crux | Structure::CardiacApex => 6.0,
        Structure::PulmonaryArtery | Structure::AscendingAorta => 6.0,
        Structure::UmbilicalVein => 6.0,
        _ => 2.5,
    }
}

/// True where a person would give the structure that name at this level: the pieces of heart and
/// vessels that a plane between two views cuts have no name of their own.
fn belongs(structure: Structure, pose: &Pose) -> bool {
    let z = pose.z;
    match structure {
        Structure::TricuspidValve | Structure::MitralValve => (-3.6..3.8).contains(&z),
        Structure::PulmonaryVein => (-1.6..2.6).contains(&z),
        Structure::InferiorVenaCava => z < -8.0,
        Structure::SuperiorVenaCava => z > 7.0,
        Structure::Trachea => z > 13.5,
        Structure::AscendingAorta => z < 16.8,
        _ => true,
    }
}
