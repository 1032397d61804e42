//! What is true of a frame. It is read from the cut and the screen's geometry, never from the picture.

use anatomy::{Rect, Structure, StructureMap, View};

use crate::{
    body::ChestWall,
    ideal::HeartTruth,
    individual::Individual,
    legible::{self, Sight},
    plane::Plane,
    pose::Pose,
    scan::ScanConverter,
    subject::Subject,
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
    /// name it differently. True wherever there is no heart: nobody names a view there.
    pub view_clear: bool,
    /// What kind of picture it is. Only in a live one boxes mean anything.
    pub shown: Shown,
    /// Bounding box of the sector, whole pixels.
    pub sector: Rect,
    /// Box of each structure that can be seen, pixels, within the sector's box.
    pub boxes: StructureMap<Option<Rect>>,
    /// True where a structure is cut so little, or cut off so far, that one person would mark it and
    /// another would not; it has a box then.
    pub difficult: StructureMap<bool>,
    /// What lies before the probe.
    pub subject: Subject,
    /// What an ideal observer would measure; `None` where there is no heart before the probe, and in
    /// pictures that are not live.
    pub heart: Option<HeartTruth>,
}

/// Margin that an annotator leaves around a structure, reference millimetres.
const MARGIN_MM: f32 = 0.35;

/// Smallest side of a box that a person draws, reference millimetres.
const SIDE_MIN_MM: f32 = 4.0;

/// Nearer than this to a level at which a view begins or ends, two people name the plane differently;
/// reference millimetres.
const VIEW_EDGE_MM: f32 = 0.6;

impl Truth {
    pub(crate) fn read(
        plane: &Plane,
        pose: &Pose,
        individual: &Individual,
        converter: &ScanConverter,
        subject: Subject,
        chest: &ChestWall,
    ) -> Self {
        let [left, top, right, bottom] = converter.bounds().map(|px| px as f32);
        let sector = Rect::new(left, top, right - left, bottom - top);
        let mut boxes = StructureMap::default();
        let mut difficult = StructureMap::default();
        for structure in Structure::ALL {
            let Some(extent) = plane.extents[structure] else {
                continue;
            };
            let sight = legible::judge(structure, &extent, plane.cell_mm, pose, individual);
            if sight == Sight::No {
                continue;
            }
            let [x0, y0, x1, y1] = padded(plane.to_mm(&extent), individual.scale);
            let [x0, y0] = converter.probe().to_screen([x0, y0]);
            let [x1, y1] = converter.probe().to_screen([x1, y1]);
            let rect = Rect::new(x0, y0, x1 - x0, y1 - y0).intersection(&sector);
            if rect.area() > 0.0 {
                boxes[structure] = Some(rect);
                difficult[structure] = sight == Sight::Difficult;
            }
        }
        Self {
            view: match subject {
                Subject::Heart(_) => pose.view(),
                Subject::Other(_) => View::None,
            },
            sector,
            boxes,
            view_clear: match subject {
                Subject::Heart(_) => pose.view_edge_distance() >= VIEW_EDGE_MM,
                Subject::Other(_) => true,
            },
            shown: Shown::Live,
            difficult,
            subject,
            heart: subject
                .case()
                .map(|_| HeartTruth::read(pose, individual, chest)),
        }
    }
}

/// The box that an annotator draws around something with these edges (left, top, right, bottom), image
/// millimetres.
fn padded([x0, y0, x1, y1]: [f32; 4], scale: f32) -> [f32; 4] {
    let margin = |side: f32| (MARGIN_MM * scale).max((SIDE_MIN_MM * scale - side) / 2.0);
    let (across, along) = (margin(x1 - x0), margin(y1 - y0));
    [x0 - across, y0 - along, x1 + across, y1 + along]
}
