//! The smallest fan, cut by a box, that holds the points of an outline.
//!
//! Given an apex, the leftmost and rightmost beam, the radii and the box are the extremes of the
//! points, so that only the apex has to be sought: it is the one with the smallest area. A sector's
//! corner in dark fluid is filled so where anything else of the same side or arc is seen.
//!
//! Knows points; must not know pixels. Only + - * / and square roots of floats in a fixed order, so
//! results repeat on every machine.

use super::Sector;
use super::outline::Extent;

/// Points of the outline that are looked at, at most.
const POINTS_MAX: usize = 400;
/// Share of the points that may lie outside, of each side, in thousandths: what compression and
/// letters leave at the border.
const OUTSIDE_PER_MILLE: usize = 4;
/// Rows at which the area is measured.
const ROWS: usize = 96;
/// The sides of a fan lean by this much together, tangents: 10 degrees.
const OPENING_MIN: f64 = 0.175;
/// Rounds of the search, each with half of the step.
const ROUNDS: usize = 9;
/// An arc is seen where this share of the points lies on it, percent.
const ARC_PERCENT: usize = 40;

/// Least number of points that tell an arc.
const TOPS_MIN: usize = 8;

/// A part of a ring about an apex, cut by a box; without an apex the box itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fan {
    /// Column and row, pixels; `None`: the beams are parallel.
    pub apex: Option<[f64; 2]>,
    /// Tangents of the leftmost and the rightmost beam.
    pub leans: [f64; 2],
    /// Radii, pixels.
    pub near: f64,
    pub far: f64,
    /// Left, top, behind right, behind bottom; pixels.
    pub clip: [f64; 4],
}

/// Points on the outline and the box around them.
struct Outline {
    left: Vec<[f64; 2]>,
    right: Vec<[f64; 2]>,
    clip: [f64; 4],
}

impl Fan {
    /// The fan of a sector's outline.
    pub fn of(sector: &Sector) -> Option<Self> {
        let top = sector.pixels()[1];
        let rows: Vec<Extent> = (top..top + sector.spans.len())
            .filter_map(|y| sector.span(y).map(|(from, to)| (y, from, to)))
            .collect();
        Self::around(&rows)
    }

    /// The smallest fan around rows of pixels; a box where nothing smaller is found. `None` for
    /// less than eight rows.
    pub fn around(rows: &[Extent]) -> Option<Self> {
        let outline = Outline::of(rows)?;
        let plain = outline.upright();
        let fan = outline.search();
        let smaller = fan.filter(|fan| fan.area() < 0.985 * plain.area());
        Some(smaller.unwrap_or(plain))
    }

    /// The columns of a row of pixels.
    pub fn row(&self, row: usize) -> Option<(usize, usize)> {
        let (from, to) = self.across(row as f64 + 0.5)?;
        let (from, to) = ((from - 0.5).ceil().max(0.0), (to - 0.5).ceil().max(0.0));
        (from < to).then_some((from as usize, to as usize))
    }

    /// The columns of a row that the probe's face bites out of its middle.
    pub fn bite(&self, row: usize) -> Option<(usize, usize)> {
        let [x, y] = self.apex?;
        let down = row as f64 + 0.5 - y;
        let half = (self.near * self.near - down * down).max(0.0).sqrt();
        let (from, to) = ((x - half).ceil().max(0.0), (x + half).floor().max(0.0));
        (down >= 0.0 && from < to).then_some((from as usize, to as usize))
    }

    fn across(&self, row: f64) -> Option<(f64, f64)> {
        let [left, top, right, bottom] = self.clip;
        if row < top || row >= bottom {
            return None;
        }
        let Some([x, y]) = self.apex else {
            return Some((left, right));
        };
        let down = row - y;
        let reach = self.far * self.far - down * down;
        if down <= 0.0 || reach <= 0.0 {
            return None;
        }
        let reach = reach.sqrt();
        let from = (x + self.leans[0] * down).max(x - reach).max(left);
        let to = (x + self.leans[1] * down).min(x + reach).min(right);
        (from < to).then_some((from, to))
    }

    /// All pixels of it, the bite filled.
    pub fn sector(&self) -> Sector {
        let [_, top, _, bottom] = self.clip;
        let rows: Vec<Extent> = (top.max(0.0) as usize..bottom.max(0.0).ceil() as usize)
            .filter_map(|y| self.row(y).map(|(from, to)| (y, from, to)))
            .collect();
        Sector::from_rows(&rows)
    }

    fn area(&self) -> f64 {
        let [_, top, _, bottom] = self.clip;
        let step = (bottom - top) / ROWS as f64;
        (0..ROWS)
            .filter_map(|i| self.across(top + (i as f64 + 0.5) * step))
            .map(|(from, to)| (to - from) * step)
            .sum()
    }

    /// The same fan with the radius of the probe's face from points on the upper border of the
    /// picture; `None` where they do not lie on an arc.
    pub fn face(mut self, tops: &[[f64; 2]], tolerance: f64) -> Option<Self> {
        let [x, y] = self.apex?;
        let inside = |p: &&[f64; 2]| {
            let lean = (p[0] - x) / (p[1] - y).max(1.0);
            lean > 0.8 * self.leans[0] && lean < 0.8 * self.leans[1]
        };
        let radius = |p: &[f64; 2]| length(p[0] - x, p[1] - y);
        let mut radii: Vec<f64> = tops.iter().filter(inside).map(radius).collect();
        if radii.len() < TOPS_MIN {
            return None;
        }
        radii.sort_unstable_by(f64::total_cmp);
        // The radius that most points lie close behind: text in front of the face lies before it.
        let on = |radius: f64| {
            radii.partition_point(|r| *r <= radius + tolerance)
                - radii.partition_point(|r| *r < radius)
        };
        let (mut most, mut near) = (0, 0.0);
        for &radius in &radii {
            if on(radius) > most {
                (most, near) = (on(radius), radius);
            }
        }
        self.near = near;
        (most * 100 >= radii.len() * ARC_PERCENT).then_some(self)
    }

    /// With the face of another fit of the same sector.
    pub fn with_face(mut self, other: &Self) -> Self {
        if let (Some([_, y]), Some([_, other_y])) = (self.apex, other.apex) {
            self.near = (other.near + other_y - y).max(0.0);
        }
        self
    }

    /// Whether a row's pixels `from..to` all lie before the probe's face.
    pub fn is_before_face(&self, row: usize, from: usize, to: usize, slack: f64) -> bool {
        let Some([x, y]) = self.apex else {
            return false;
        };
        let down = row as f64 + 0.5 - y;
        let reach = |column: usize| length(column as f64 - x, down);
        down < self.near && reach(from) < self.near - slack && reach(to) < self.near - slack
    }
}

impl Outline {
    fn of(rows: &[Extent]) -> Option<Self> {
        if rows.len() < 8 {
            return None;
        }
        let step = rows.len().div_ceil(POINTS_MAX / 2).max(1);
        let last = rows.len() - 1;
        let picked = || (0..rows.len()).filter(move |i| i % step == 0 || *i == last);
        let left: Vec<_> = picked()
            .map(|i| [rows[i].1 as f64, rows[i].0 as f64 + 0.5])
            .collect();
        let right: Vec<_> = picked()
            .map(|i| [rows[i].2 as f64, rows[i].0 as f64 + 0.5])
            .collect();
        let least = extreme(left.iter().map(|p| -p[0]), left.len());
        let most = extreme(right.iter().map(|p| p[0]), right.len());
        let clip = [-least, rows[0].0 as f64, most, rows[last].0 as f64 + 1.0];
        Some(Self { left, right, clip })
    }

    fn upright(&self) -> Fan {
        Fan {
            apex: None,
            leans: [0.0; 2],
            near: 0.0,
            far: 0.0,
            clip: self.clip,
        }
    }

    /// The smallest fan about this apex.
    fn about(&self, apex: [f64; 2]) -> Option<Fan> {
        let [x, y] = apex;
        let lean = |p: &[f64; 2]| (p[0] - x) / (p[1] - y).max(0.5);
        let from = -extreme(self.left.iter().map(|p| -lean(p)), self.left.len());
        let to = extreme(self.right.iter().map(lean), self.right.len());
        let all = self.left.iter().chain(&self.right);
        let count = self.left.len() + self.right.len();
        let far = extreme(all.map(|p| length(p[0] - x, p[1] - y)), count);
        let top = [self.left.first(), self.right.first()];
        let near = top
            .into_iter()
            .flatten()
            .map(|p| length(p[0] - x, p[1] - y))
            .fold(f64::MAX, f64::min);
        (from < to && to - from >= OPENING_MIN && from <= 0.05 && to >= -0.05).then_some(Fan {
            apex: Some(apex),
            leans: [from, to],
            near,
            far,
            clip: self.clip,
        })
    }

    fn search(&self) -> Option<Fan> {
        let [left, top, right, bottom] = self.clip;
        let (w, h) = (right - left, bottom - top);
        let mut best: Option<(f64, Fan)> = None;
        let look = |apex: [f64; 2], best: &mut Option<(f64, Fan)>| {
            if apex[1] > top + 0.02 * h {
                return;
            }
            if let Some(fan) = self.about(apex) {
                let area = fan.area();
                if best.is_none_or(|(least, _)| area < least) {
                    *best = Some((area, fan));
                }
            }
        };
        for up in [0.0, 0.03, 0.08, 0.15, 0.25, 0.4, 0.6, 0.9, 1.4] {
            for across in [0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7] {
                look([left + across * w, top - up * h], &mut best);
            }
        }
        let mut step = [0.05 * w, 0.1 * h];
        for _ in 0..ROUNDS {
            for _ in 0..4 {
                let [x, y] = best?.1.apex?;
                let before = best?.0;
                for [dx, dy] in [
                    [1.0, 0.0],
                    [-1.0, 0.0],
                    [0.0, 1.0],
                    [0.0, -1.0],
                    [1.0, 1.0],
                    [-1.0, 1.0],
                ] {
                    look([x + dx * step[0], y + dy * step[1]], &mut best);
                }
                if best?.0 >= before {
                    break;
                }
            }
            step = step.map(|s| s / 2.0);
        }
        best.map(|(_, fan)| fan)
    }
}

fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// The largest value but for the few that may lie outside.
fn extreme(values: impl Iterator<Item = f64>, count: usize) -> f64 {
    let keep = (count * OUTSIDE_PER_MILLE / 1000).min(3);
    let mut largest = [f64::MIN; 4];
    for value in values {
        let mut value = value;
        for slot in largest.iter_mut().take(keep + 1) {
            if value > *slot {
                std::mem::swap(slot, &mut value);
            }
        }
    }
    largest[keep]
}
