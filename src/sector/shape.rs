//! The geometry of a sector: what the probe's field of view is, told from its outline.
//!
//! Knows outlines; must not know pictures.

use super::Sector;
use super::fan::Fan;
use crate::anatomy::Rect;

/// The shape that a sector was fitted with. Positions are screen pixels (column, row), radii are
/// pixels, angles are radians from straight down, positive to the right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SectorShape {
    /// A curved or a phased-array probe: a ring's part about an apex, which may lie above the
    /// screen, cut by a box. A zoomed picture is a fan that its box cuts on every side.
    Fan {
        /// Where the beams meet.
        apex: [f32; 2],
        /// Leftmost and rightmost beam.
        angle_from: f32,
        /// See `angle_from`.
        angle_to: f32,
        /// Radius of the probe's face; near 0 for a phased array.
        radius_near: f32,
        /// Radius of the greatest depth, or of the farthest pixel where the box cuts it off.
        radius_far: f32,
        /// The box that cuts the fan.
        clip: Rect,
    },
    /// A linear probe with beams that spread (virtual convex): straight leaning sides between a
    /// flat top and a flat bottom.
    Trapezoid {
        /// Column of the left side at the top and at the bottom.
        left: [f32; 2],
        /// Column of the right side at the top and at the bottom.
        right: [f32; 2],
        /// First row.
        top: f32,
        /// The row behind the last.
        bottom: f32,
    },
    /// A linear probe: parallel beams.
    Rectangle(Rect),
}

/// A shape, and how well it stands for the sector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    /// The shape.
    pub shape: SectorShape,
    /// Intersection over union of the shape's pixels and the sector's, 0 to 1.
    pub iou: f32,
}

/// Below this overlap no shape is told: the outline is none of those that a probe makes.
const IOU_MIN: f32 = 0.9;
/// A fan whose far arc lies behind its lower corners, or before them by less than this share of its
/// height, has a flat bottom; with a flat top it is a trapezoid.
const BEND_MIN: f64 = 0.02;

impl Geometry {
    /// Fits a shape to the sector's outline; `None` where none overlaps it by 0.9.
    ///
    /// The outline has no bite at its top. Where the sector's black marks tell none either, the radius of
    /// the probe's face is that of the upper corners.
    #[must_use]
    pub fn of(sector: &Sector) -> Option<Self> {
        let mut fan = Fan::of(sector)?;
        let iou = fan.sector().overlap(sector);
        let bite = sector.marks.iter().filter(|mark| mark.black);
        let deepest = bite
            .map(|mark| f64::from(mark.row) + 1.0)
            .fold(None, |_, row| Some(row));
        if let (Some([_, y]), Some(row)) = (fan.apex, deepest) {
            fan.near = (row - y).max(0.0);
        }
        (iou >= IOU_MIN).then(|| Self {
            shape: SectorShape::new(&fan, deepest.is_some()),
            iou,
        })
    }
}

impl SectorShape {
    /// From a fan; `bitten`: the probe's face was seen to be curved.
    fn new(fan: &Fan, bitten: bool) -> Self {
        let [left, top, right, bottom] = fan.clip;
        let clip = Rect::new(
            left as f32,
            top as f32,
            (right - left) as f32,
            (bottom - top) as f32,
        );
        let Some([x, y]) = fan.apex else {
            return Self::Rectangle(clip);
        };
        let at = |lean: f64, row: f64| (x + lean * (row - y)).clamp(left, right);
        let high = BEND_MIN * (bottom - top);
        let corner = |lean: f64| (bottom - y) * (1.0 + lean * lean).sqrt();
        let flat_bottom = fan.far >= corner(fan.leans[0]).min(corner(fan.leans[1])) - high;
        // Beams that meet in the picture are no linear probe's.
        if !bitten && flat_bottom && top - y > high {
            return Self::Trapezoid {
                left: [at(fan.leans[0], top), at(fan.leans[0], bottom)].map(|v| v as f32),
                right: [at(fan.leans[1], top), at(fan.leans[1], bottom)].map(|v| v as f32),
                top: top as f32,
                bottom: bottom as f32,
            };
        }
        Self::Fan {
            apex: [x as f32, y as f32],
            angle_from: fan.leans[0].atan() as f32,
            angle_to: fan.leans[1].atan() as f32,
            radius_near: fan.near as f32,
            radius_far: fan.far as f32,
            clip,
        }
    }
}
