//! The signs of the checklist: each is told from the others by its shape alone.
//!
//! A sign is a shape on 12 by 12 units; what it covers of a pixel is counted on four by four points, in whole
//! numbers, so that it is smooth at any size and the same on every machine.

use crate::exam::ItemState;

/// Units on a side.
const UNITS: i32 = 12;
/// Parts of a unit that points lie on.
const PARTS: i32 = 64;
/// Points of a pixel, each way.
const POINTS: i32 = 4;

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Seen.
    Tick,
    /// Seen, and what was measured lies in its range: the tick on a disc.
    Disc,
    /// Not seen yet.
    Ring,
    /// Cannot be assessed.
    Dash,
    /// To be looked at again.
    Alert,
}

/// A point in parts of units.
type Point = [i32; 2];

impl Sign {
    /// All of them.
    #[cfg(test)]
    pub const ALL: [Self; 5] = [Self::Tick, Self::Disc, Self::Ring, Self::Dash, Self::Alert];

    /// The sign of a state.
    #[must_use]
    pub const fn of(state: ItemState) -> Self {
        match state {
            ItemState::Seen => Self::Tick,
            ItemState::Meets => Self::Disc,
            ItemState::NotSeen => Self::Ring,
            ItemState::CannotAssess => Self::Dash,
            ItemState::Outside => Self::Alert,
        }
    }

    /// Fills `cover` with what a sign of `side` by `side` pixels covers of each: 0 none, 255 all.
    pub(super) fn rasterise(self, side: u16, cover: &mut Vec<u8>) {
        cover.clear();
        let side = i32::from(side);
        let at = |pixel: i32, point: i32| {
            ((pixel * POINTS + point) * 2 + 1) * UNITS * PARTS / (2 * POINTS * side)
        };
        for y in 0..side {
            for x in 0..side {
                let points = (0..POINTS).flat_map(|v| (0..POINTS).map(move |u| (u, v)));
                let inside = points.filter(|(u, v)| self.holds([at(x, *u), at(y, *v)]));
                cover.push((inside.count() as i32 * 255 / (POINTS * POINTS)) as u8);
            }
        }
    }

    fn holds(self, at: Point) -> bool {
        match self {
            Self::Tick => near(at, [2, 7], [5, 10], 13) || near(at, [5, 10], [11, 3], 13),
            Self::Disc => {
                let tick = near(at, [3, 6], [5, 8], 9) || near(at, [5, 8], [9, 4], 9);
                near(at, [6, 6], [6, 6], 60) && !tick
            }
            Self::Ring => near(at, [6, 6], [6, 6], 60) && !near(at, [6, 6], [6, 6], 40),
            Self::Dash => near(at, [2, 6], [10, 6], 13),
            Self::Alert => {
                let filled = inside([[6, 0], [12, 12], [0, 12]], at);
                let bar = near(at, [6, 5], [6, 8], 8) || near(at, [6, 10], [6, 10], 9);
                filled && !bar
            }
        }
    }
}

/// Whether a point lies within `reach` twelfths of ten parts of the line between two points, which are in units.
fn near(at: Point, from: Point, to: Point, reach: i32) -> bool {
    let reach = i64::from(reach * PARTS / 10);
    let [px, py] = [0, 1].map(|i| i64::from(at[i] - from[i] * PARTS));
    let [dx, dy] = [0, 1].map(|i| i64::from((to[i] - from[i]) * PARTS));
    let (length, along) = (dx * dx + dy * dy, px * dx + py * dy);
    if length == 0 || along <= 0 {
        return px * px + py * py <= reach * reach;
    }
    if along >= length {
        let (x, y) = (px - dx, py - dy);
        return x * x + y * y <= reach * reach;
    }
    let across = px * dy - py * dx;
    across * across <= reach * reach * length
}

/// Whether a point lies in a triangle whose corners are in units.
fn inside(corners: [Point; 3], at: Point) -> bool {
    (0..3).all(|i| {
        let [a, b] = [corners[i], corners[(i + 1) % 3]].map(|c| c.map(|v| v * PARTS));
        let cross = (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]);
        cross >= 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(sign: Sign) -> Vec<String> {
        let mut cover = Vec::new();
        sign.rasterise(12, &mut cover);
        let row = |row: &[u8]| {
            row.iter()
                .map(|c| if *c > 127 { '#' } else { '.' })
                .collect()
        };
        cover.chunks(12).map(row).collect()
    }

    #[test]
    fn signs_have_their_shapes() {
        let drawn = pattern(Sign::Ring);
        assert_eq!(drawn[0], "....####....");
        assert_eq!(drawn[6], "##........##");
        assert_eq!(
            pattern(Sign::Dash)
                .iter()
                .filter(|r| r.contains('#'))
                .count(),
            2
        );
        let alert = pattern(Sign::Alert);
        assert_eq!((&*alert[11], &*alert[6]), ("############", "...##..##..."));
        assert_eq!(pattern(Sign::Tick)[9].matches('#').count(), 4);
    }

    #[test]
    fn shapes_differ_in_an_eighth_of_their_pixels_at_every_size() {
        for side in [9, 13, 18, 32] {
            let covers = Sign::ALL.map(|sign| {
                let mut cover = Vec::new();
                sign.rasterise(side, &mut cover);
                cover
            });
            for (i, a) in covers.iter().enumerate() {
                for b in &covers[i + 1..] {
                    let differ = a
                        .iter()
                        .zip(b)
                        .filter(|(a, b)| a.abs_diff(**b) > 100)
                        .count();
                    assert!(differ * 8 > a.len(), "{side}: {differ}");
                }
            }
        }
    }
}
