//! What is measured in one cut.

use anatomy::Structure;

use crate::{
    body::ChestWall,
    great_vessels,
    heart::{self, Beat},
    individual::Individual,
    pose::Pose,
    shape::{Point, Shape, between},
};

use super::{
    Ratios,
    lines::{Outline, Row, stretches},
};

/// Step along a line through a chamber or a vessel, and along one to an outline, reference millimetres.
const FINE_MM: f32 = 0.4;
const COARSE_MM: f32 = 1.0;

/// Further from its middle neither a heart nor a chest reaches, reference millimetres.
const HEART_REACH_MM: f32 = 26.0;
const CHEST_REACH_MM: f32 = 40.0;

/// From the septum's far face to beyond a chamber's free wall, in the heart's own millimetres.
const ACROSS: [f32; 2] = [-2.0, 16.0];

/// Levels (towards the apex) at which a ventricle's inlet half and an atrium are broadest, in the
/// heart's own millimetres: first, last, step.
const VENTRICLE: [f32; 3] = [1.0, 10.0, 1.0];
const ATRIUM: [f32; 3] = [-10.0, -1.0, 1.0];

/// Where a left ventricle's length is sought across it, and how far towards the apex.
const LENGTH: [f32; 3] = [1.0, 9.0, 1.0];
const TIP: f32 = 22.0;

/// No vessel reaches further from its middle line, reference millimetres.
const VESSEL_REACH_MM: f32 = 8.0;

/// A chamber that is nowhere broader is a slit that nobody measures, reference millimetres (assumed).
const SLIT_MM: f32 = 1.0;

/// One moment of one heart, cut by the plane.
pub struct Cut<'a> {
    pub pose: &'a Pose,
    pub individual: &'a Individual,
    pub beat: &'a Beat,
}

impl Cut<'_> {
    /// What a four-chamber view shows.
    pub fn four_chambers(&self, chest: &ChestWall) -> Ratios {
        let heart = self.heart_outline();
        let [ribs, skin] = [chest.ribs_mm, 0.0].map(|depth| self.chest_outline(chest, depth));
        let [_, across, _] = self.individual.heart_axes();
        let breadth = heart.breadth([across[0], across[1]]);
        let area = |chest: &Outline| ratio(heart.area(), chest.area());
        let diameter = |chest: &Outline| ratio(breadth, chest.breadth([1.0, 0.0]));
        Ratios {
            heart_chest_area: area(&skin),
            heart_chest_diameter: diameter(&skin),
            heart_chest_circumference: ratio(heart.circumference(), skin.circumference()),
            heart_ribs_area: area(&ribs),
            heart_ribs_diameter: diameter(&ribs),
            rv_lv_width: self.widths(
                [Structure::RightVentricle, Structure::LeftVentricle],
                VENTRICLE,
            ),
            ra_la_width: self.widths([Structure::RightAtrium, Structure::LeftAtrium], ATRIUM),
            valve_offset: self.valve_offset(),
            tricuspid_mitral: self.rings(),
            pa_aorta: None,
        }
    }

    /// What a three-vessel view shows.
    pub fn vessels(&self) -> Ratios {
        let breadth = |structure| self.vessel_breadth(structure);
        let both = breadth(Structure::PulmonaryArtery).zip(breadth(Structure::AscendingAorta));
        Ratios {
            pa_aorta: both.and_then(|(trunk, aorta)| ratio(trunk, aorta)),
            ..Ratios::default()
        }
    }

    /// The plane's point above or below a place in the body.
    fn on_plane(&self, [x, y, _]: Point) -> Point {
        [x, y, self.pose.level_at(x, y)]
    }

    /// The plane's point at a place of the heart's own frame.
    fn in_heart(&self, u: f32, v: f32) -> Point {
        self.on_plane(self.individual.heart_point([u, v, 0.0]))
    }

    /// The outer edge of the heart's muscle.
    fn heart_outline(&self) -> Outline {
        let shapes = heart::muscle_shapes(self.individual, self.beat);
        let middle = self.individual.heart_point(heart::MUSCLE[0]);
        self.outline(middle, HEART_REACH_MM, |row| row.distances(&shapes))
    }

    /// What lies that deep below the chest's skin.
    fn chest_outline(&self, chest: &ChestWall, depth_mm: f32) -> Outline {
        let skin = [Shape::Trunk(chest.outline)];
        self.outline([0.0; 3], CHEST_REACH_MM, |row| {
            let mut distances = row.distances(&skin);
            distances.iter_mut().for_each(|d| *d += depth_mm);
            distances
        })
    }

    /// The outline of something around a middle, as seen along z; in each direction its outermost edge
    /// counts.
    fn outline(
        &self,
        middle: Point,
        reach_mm: f32,
        distances: impl Fn(&Row) -> Vec<f32>,
    ) -> Outline {
        Outline::of(|[c, s]| {
            let far = [middle[0] + reach_mm * c, middle[1] + reach_mm * s, 0.0];
            let row = Row::between(self.on_plane(middle), self.on_plane(far), COARSE_MM);
            let last = stretches(&distances(&row)).last();
            last.map_or(0.0, |stretch| stretch.to * row.step_mm)
        })
    }

    /// Breadth of the first chamber over that of the second.
    fn widths(&self, chambers: [Structure; 2], levels: [f32; 3]) -> Option<f32> {
        let [a, b] = chambers.map(|chamber| self.width(chamber, levels));
        ratio(a?, b?)
    }

    /// Breadth of a chamber within its walls and the septum, at the level where it is broadest.
    fn width(&self, chamber: Structure, levels: [f32; 3]) -> Option<f32> {
        let cavities = heart::cavities(self.individual, self.beat, chamber);
        let walls = heart::septa_shapes(self.individual, self.beat);
        let side = match chamber {
            Structure::RightVentricle | Structure::RightAtrium => -1.0,
            _ => 1.0,
        };
        let broadest = steps(levels).map(|u| {
            let [from, to] = ACROSS.map(|v| self.in_heart(u, side * v));
            let row = Row::between(from, to, FINE_MM);
            let mut inside = row.distances(&cavities);
            for (d, wall) in inside.iter_mut().zip(row.distances(&walls)) {
                *d = d.max(-wall);
            }
            // What a chamber shows beyond the septum is not of its breadth.
            let longest = stretches(&inside).map(|s| s.length()).fold(0.0, f32::max);
            longest * row.step_mm
        });
        Some(broadest.fold(0.0, f32::max)).filter(|mm| *mm > SLIT_MM)
    }

    fn valve_offset(&self) -> Option<f32> {
        let [tricuspid, mitral] = self.hinges()?;
        let ring = f32::midpoint(mitral[0][0], mitral[1][0]) + self.beat.descent();
        let cavities = heart::cavities(self.individual, self.beat, Structure::LeftVentricle);
        let tip = steps(LENGTH).map(|v| {
            let row = Row::between(self.in_heart(ring, v), self.in_heart(TIP, v), FINE_MM);
            let end = stretches(&row.distances(&cavities)).last();
            end.map_or(0.0, |stretch| stretch.to * row.step_mm)
        });
        let length = tip.fold(0.0, f32::max);
        ratio(
            (tricuspid[0][0] - mitral[0][0]) * self.individual.heart,
            length,
        )
    }

    /// Breadth of the right inlet's ring over that of the left one.
    fn rings(&self) -> Option<f32> {
        let [tricuspid, mitral] = self.hinges()?.map(|[a, b]| {
            let (u, v) = (b[0] - a[0], b[1] - a[1]);
            (u * u + v * v).sqrt()
        });
        ratio(tricuspid, mitral)
    }

    /// Hinges (towards apex, towards the left heart; the one at the septum first) of the tricuspid and
    /// the mitral valve, where there are both.
    fn hinges(&self) -> Option<[[[f32; 2]; 2]; 2]> {
        let of = |valve| {
            let mut inlets = self.individual.inlets();
            inlets.find(|inlet| inlet.label == Some(valve) && inlet.opens)
        };
        let (right, left) = (of(Structure::TricuspidValve)?, of(Structure::MitralValve)?);
        Some([right.hinges, left.hinges])
    }

    /// Inner breadth of a vessel at a right angle to its course where the plane crosses it; the widest
    /// where it does so several times.
    fn vessel_breadth(&self, structure: Structure) -> Option<f32> {
        let knots = great_vessels::lumen(self.individual, self.beat, structure)?;
        let crossings = knots.windows(2).filter_map(|pair| {
            let [a, b] = [pair[0].0, pair[1].0];
            let (over, under) = (self.pose.above(a), self.pose.above(b));
            let crosses = (over > 0.0) != (under > 0.0);
            crosses.then(|| {
                (
                    between(a, b, over / (over - under)),
                    [b[0] - a[0], b[1] - a[1]],
                )
            })
        });
        let tube = [Shape::Tube(knots.clone())];
        let breadths = crossings.filter_map(|(at, [dx, dy])| {
            let length = (dx * dx + dy * dy).sqrt();
            // A course straight through the plane is as broad in every direction.
            let [x, y] = if length < 1e-3 {
                [1.0, 0.0]
            } else {
                [-dy / length, dx / length]
            };
            let end = |reach: f32| self.on_plane([at[0] + reach * x, at[1] + reach * y, 0.0]);
            let row = Row::between(end(-VESSEL_REACH_MM), end(VESSEL_REACH_MM), FINE_MM);
            let middle = (row.count - 1) as f32 / 2.0;
            let distances = row.distances(&tube);
            let through = stretches(&distances).find(|s| s.from <= middle && middle <= s.to);
            through.map(|stretch| stretch.length() * row.step_mm)
        });
        breadths.reduce(f32::max)
    }
}

/// From the first to the last, both included.
fn steps([first, last, step]: [f32; 3]) -> impl Iterator<Item = f32> {
    let count = ((last - first) / step).round() as usize;
    (0..=count).map(move |k| first + k as f32 * step)
}

/// `None` where there is nothing to divide by.
fn ratio(a: f32, b: f32) -> Option<f32> {
    (b > 0.0).then(|| a / b)
}
