//! The outline of a sector: straight sides found among outliers, and the convex hull that fills
//! dark chambers and the bite of a curved probe.
//!
//! Knows points; must not know pixels. Floats are used in a fixed order, so results repeat.

/// Lines are tried through pairs of so many points at most.
const ANCHORS_MAX: usize = 64;

/// A straight part above or below another one has so many points, and this share of them lies on it.
const PART_POINTS_MIN: usize = 6;
const PART_SUPPORT_MIN: f64 = 0.5;

/// First and last picture pixel of a row: row, first column, column behind the last.
pub(super) type Extent = (usize, usize, usize);

/// A straight side: column = `at + slope * row`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Side {
    pub at: f64,
    pub slope: f64,
    /// Share of the rows that lie on it.
    pub support: f64,
}

impl Side {
    pub fn column(&self, row: f64) -> f64 {
        self.at + self.slope * row
    }
}

/// The straight side that most points lie on, among those that have few points outside of them.
/// `outward` is -1 for the left side and 1 for the right. A side of a sector widens downwards or
/// is upright. `None` where less than a sixth of the points agree.
pub(super) fn side(points: &[(f64, f64)], outward: f64, tolerance: f64) -> Option<Side> {
    let steepest = 3.0;
    let apart = (points.len() / 12).max(2);
    let step = points.len().div_ceil(ANCHORS_MAX).max(1);
    let mut best: Option<(i64, Side)> = None;
    for (i, &(y0, x0)) in points.iter().enumerate().step_by(step) {
        for &(y1, x1) in points.iter().skip(i + apart).step_by(step) {
            let slope = (x1 - x0) / (y1 - y0);
            if slope * outward < -0.03 || slope.abs() > steepest {
                continue;
            }
            let at = x0 - slope * y0;
            let (mut on, mut beyond) = (0_i64, 0_i64);
            for &(y, x) in points {
                let off = (x - at - slope * y) * outward;
                on += i64::from(off.abs() <= tolerance);
                beyond += i64::from(off > 2.0 * tolerance);
            }
            let score = on - 2 * beyond;
            if best.is_none_or(|(top, _)| score > top) {
                let support = on as f64 / points.len() as f64;
                best = Some((score, Side { at, slope, support }));
            }
        }
    }
    best.map(|(_, side)| side)
        .filter(|side| side.support * 6.0 >= 1.0)
}

/// The straight parts of one side of a convex outline: the one that most points lie on, a more
/// slanted one above it and a more upright one below it where a box cuts the sector (the edge of
/// the screen). Each is drawn through its own points; text beside it has no part in it.
pub(super) fn parts(points: &[(f64, f64)], outward: f64, tolerance: f64) -> [Option<Side>; 3] {
    let Some(main) = side(points, outward, tolerance) else {
        return [None; 3];
    };
    let on = |&(y, x): &(f64, f64)| (x - main.column(y)).abs() <= tolerance;
    // Two points in a row: a letter may lie on the line's continuation.
    let mut pairs = points.windows(2).map(|pair| pair.iter().all(on));
    let begin = pairs.clone().position(|on| on).unwrap_or(0);
    let end = pairs.rposition(|on| on).map_or(points.len(), |i| i + 2);
    let part = |points: &[(f64, f64)]| {
        let enough = points.len() >= PART_POINTS_MIN;
        let part = enough.then(|| side(points, outward, tolerance)).flatten()?;
        (part.support >= PART_SUPPORT_MIN).then(|| refined(points, part, tolerance))
    };
    let slope = main.slope.abs();
    // An upright part begins where the main one ends; else it is the side of a notch.
    let meets = |part: &Side, point: Option<&(f64, f64)>| {
        point.is_some_and(|&(y, _)| (part.column(y) - main.column(y)).abs() <= 3.0 * tolerance)
    };
    let (above, below) = (&points[..begin], &points[end..]);
    [
        Some(refined(points, main, tolerance)),
        part(above).filter(|upper| upper.slope.abs() > slope),
        part(below).filter(|lower| lower.slope.abs() < slope && meets(lower, below.first())),
    ]
}

/// The line of least squares through the points that lie on `side`, twice as close each time.
fn refined(points: &[(f64, f64)], side: Side, tolerance: f64) -> Side {
    let mut fine = side;
    for tolerance in [tolerance, tolerance / 2.0] {
        let on = |&&(y, x): &&(f64, f64)| (x - fine.column(y)).abs() <= tolerance;
        let count = points.iter().filter(on).count() as f64;
        if count < 2.0 {
            return fine;
        }
        let sums = points
            .iter()
            .filter(on)
            .fold((0.0, 0.0), |sum, &(y, x)| (sum.0 + y, sum.1 + x));
        let (row, column) = (sums.0 / count, sums.1 / count);
        let (mut spread, mut lean) = (0.0, 0.0);
        for &(y, x) in points.iter().filter(on) {
            spread += (y - row) * (y - row);
            lean += (y - row) * (x - column);
        }
        if spread > 0.0 {
            fine.slope = lean / spread;
            fine.at = column - fine.slope * row;
        }
    }
    fine
}

/// The convex hull of row extents, as one extent for each row from the first to the last.
/// Extents come in rising order of rows.
pub(super) fn hull(extents: &[Extent]) -> Vec<Extent> {
    let (Some(first), Some(last)) = (extents.first(), extents.last()) else {
        return Vec::new();
    };
    let left = chain(extents.iter().map(|&(y, x, _)| (y as i64, x as i64)));
    let right = chain(extents.iter().map(|&(y, _, x)| (y as i64, -(x as i64))));
    let (mut l, mut r) = (0, 0);
    (first.0..=last.0)
        .map(|y| {
            let from = along(&left, &mut l, y as i64);
            let to = -along(&right, &mut r, y as i64);
            (y, from.max(0) as usize, to.max(0) as usize)
        })
        .collect()
}

/// The lower convex chain of points (row, column) in rising order of rows.
fn chain(points: impl Iterator<Item = (i64, i64)>) -> Vec<(i64, i64)> {
    let mut chain: Vec<(i64, i64)> = Vec::new();
    for p in points {
        while let [.., a, b] = chain[..] {
            if (b.1 - a.1) * (p.0 - a.0) < (p.1 - a.1) * (b.0 - a.0) {
                break;
            }
            chain.pop();
        }
        chain.push(p);
    }
    chain
}

/// Column of the chain at a row, rounded down; `at` moves along with rising rows.
fn along(chain: &[(i64, i64)], at: &mut usize, row: i64) -> i64 {
    while *at + 1 < chain.len() && chain[*at + 1].0 <= row {
        *at += 1;
    }
    let a = chain[*at];
    match chain.get(*at + 1) {
        Some(b) if row > a.0 => a.1 + ((b.1 - a.1) * (row - a.0)).div_euclid(b.0 - a.0),
        _ => a.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hull_fills_a_dark_notch_and_keeps_corners() {
        let rows = [
            (0, 10, 20),
            (1, 12, 18),
            (2, 13, 17),
            (3, 4, 26),
            (4, 10, 20),
        ];
        let hull = hull(&rows);
        assert_eq!(
            hull,
            [(0, 10, 20), (1, 8, 22), (2, 6, 24), (3, 4, 26), (4, 10, 20)]
        );
    }

    #[test]
    fn side_is_found_among_outliers() {
        let mut points: Vec<_> = (0..40)
            .map(|i| (f64::from(i), 200.0 - f64::from(i)))
            .collect();
        for i in [3, 17, 18, 30] {
            points[i].1 += 50.0;
        }
        let side = side(&points, -1.0, 0.5).unwrap();
        assert!((side.slope + 1.0).abs() < 1e-9 && (side.column(10.0) - 190.0).abs() < 1e-9);
    }

    #[test]
    fn few_points_give_no_side() {
        assert_eq!(side(&[], -1.0, 1.0), None);
        assert_eq!(side(&[(0.0, 0.0), (1.0, 1.0)], -1.0, 1.0), None);
        assert_eq!(hull(&[]), []);
    }
}
