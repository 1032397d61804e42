//! The line across an inlet valve: its leaves where they meet, while it is shut.
//!
//! A shut valve is a bright line from wall to wall between the blood of atrium and ventricle; an open one leaves dark
//! blood in its middle. Its box hardly tells the two apart, the picture in it does. Whether the line comes and goes
//! with the beat is for others to say.

use crate::anatomy::{Rect, Structure};

use super::Detections;

use Structure::{
    LeftAtrium, LeftVentricle, MitralValve, RightAtrium, RightVentricle, TricuspidValve,
};

/// The inlet valves, in the order of [`ValveLines`].
pub const INLET_VALVES: [Structure; 2] = [TricuspidValve, MitralValve];

/// By valve of [`INLET_VALVES`]: how much brighter the brightest line across its middle is than the blood to either
/// side, natural logarithm; `None` where the valve or one of its chambers was not found.
pub type ValveLines = [Option<f32>; 2];

/// Atrium and ventricle that each valve lies between.
const CHAMBERS: [[Structure; 2]; 2] = [[RightAtrium, RightVentricle], [LeftAtrium, LeftVentricle]];
/// Least confidence of a box that is looked into; whether it counts as found is for others to say.
const CONFIDENCE_MIN: f32 = 0.1;
/// Nearer to each other than this, pixels, two chambers do not say which way blood flows.
const CHAMBERS_APART_MIN: f32 = 2.0;
/// How thick a valve's box is from atrium to ventricle, where the valve lies straight in the picture: a share of its
/// breadth (the phantom's, as its labels have it).
const THICKNESS: f32 = 0.35;
/// How far from the valve the picture is read towards atrium and ventricle, and how many lines across: shares of the
/// valve's breadth.
const REACH: f32 = 0.7;
const LINES: usize = 29;
/// From atrium to ventricle, lines this near to the box's middle are the valve's, those further away the blood's.
const VALVE_REACH: f32 = 0.36;
/// How far a line reaches to either side of the middle, where leaves meet, and how many points it has.
const HALF_LINE: f32 = 0.15;
const POINTS: usize = 7;
/// Grey levels that are added to either side: black is black at any gain.
const BLACK: f32 = 4.0;

/// Reads the lines across both inlet valves, in a picture of `width` pixels a row with boxes in its pixels.
#[must_use]
pub fn valve_lines(luma: &[u8], width: usize, found: &Detections) -> ValveLines {
    std::array::from_fn(|k| {
        let [atrium, ventricle] = CHAMBERS[k];
        let structures = [INLET_VALVES[k], atrium, ventricle];
        let sure = |s: Structure| found[s].confidence >= CONFIDENCE_MIN;
        if !structures.into_iter().all(sure) {
            return None;
        }
        let [valve, atrium, ventricle] = structures.map(|s| found[s].rect);
        let line = contrast(&profile(luma, width, valve, [atrium, ventricle])?);
        line.is_finite().then_some(line)
    })
}

/// How bright the picture is, line by line from the atrium to the ventricle. `None` where a line leaves the picture.
fn profile(luma: &[u8], width: usize, valve: Rect, chambers: [Rect; 2]) -> Option<[f32; LINES]> {
    let middle = |rect: Rect| [rect.x + rect.w / 2.0, rect.y + rect.h / 2.0];
    let [from, to] = chambers.map(middle);
    let flow = [to[0] - from[0], to[1] - from[1]];
    let long = (flow[0] * flow[0] + flow[1] * flow[1]).sqrt();
    if !(long >= CHAMBERS_APART_MIN && long.is_finite()) {
        return None;
    }
    let flow = flow.map(|part| part / long);
    let across = [-flow[1], flow[0]];
    let breadth = breadth(valve, flow);
    let at = middle(valve);
    let grey = |along: f32, aside: f32| {
        let [x, y] = [0, 1].map(|k| at[k] + breadth * (along * flow[k] + aside * across[k]));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let inside = (x >= 0.0 && y >= 0.0 && x < width as f32).then_some([x as usize, y as usize]);
        let at = inside.and_then(|[x, y]| y.checked_mul(width)?.checked_add(x));
        at.and_then(|at| luma.get(at)).copied().map(f32::from)
    };
    let mut lines = [0.0; LINES];
    for (k, line) in lines.iter_mut().enumerate() {
        for point in 0..POINTS {
            *line += grey(REACH * step(k, LINES), HALF_LINE * step(point, POINTS))?;
        }
        *line /= POINTS as f32;
    }
    Some(lines)
}

/// -1 to 1, evenly.
fn step(k: usize, of: usize) -> f32 {
    2.0 * k as f32 / (of - 1) as f32 - 1.0
}

/// How broad a valve is, from wall to wall, whose box stands askew to the flow of blood.
fn breadth(valve: Rect, flow: [f32; 2]) -> f32 {
    let [x, y] = flow.map(f32::abs);
    let by_width = valve.w / (y + THICKNESS * x);
    let by_height = valve.h / (x + THICKNESS * y);
    // Each side of the box tells by how much of the breadth lies along it.
    by_width * y * y + by_height * x * x
}

/// The brightest line of the valve against the blood, natural logarithm.
fn contrast(lines: &[f32; LINES]) -> f32 {
    let (mut brightest, mut blood, mut count) = (0.0_f32, 0.0, 0.0);
    for (k, line) in lines.iter().enumerate() {
        if REACH * step(k, LINES).abs() <= VALVE_REACH {
            brightest = brightest.max(*line);
        } else {
            blood += line;
            count += 1.0;
        }
    }
    libm::logf((brightest + BLACK) / (blood / count + BLACK))
}

#[cfg(test)]
mod tests {
    use super::{super::Detection, *};

    const WIDTH: usize = 120;
    const HEIGHT: usize = 100;

    fn found(confidence: f32) -> Detections {
        let mut found = Detections::default();
        let mut put = |structure: Structure, [x, y, w, h]: [f32; 4]| {
            found[structure] = Detection {
                confidence,
                rect: Rect::new(x, y, w, h),
            };
        };
        put(MitralValve, [40.0, 43.0, 40.0, 14.0]);
        put(LeftAtrium, [40.0, 60.0, 40.0, 40.0]);
        put(LeftVentricle, [40.0, 0.0, 40.0, 40.0]);
        found
    }

    /// Blood of one grey; a line across the valve where it is shut, along its walls where it is open.
    fn picture(blood: u8, leaf: u8, shut: bool) -> Vec<u8> {
        let at = |i: usize| {
            let (x, y) = (i % WIDTH, i / WIDTH);
            let across = (40..80).contains(&x) && y == 50;
            let along = (x == 43 || x == 77) && (35..50).contains(&y);
            if (shut && across) || (!shut && along) {
                leaf
            } else {
                blood
            }
        };
        (0..WIDTH * HEIGHT).map(at).collect()
    }

    fn line(luma: &[u8]) -> Option<f32> {
        valve_lines(luma, WIDTH, &found(0.9))[1]
    }

    #[test]
    fn a_shut_valve_has_a_line_and_an_open_one_has_none() {
        let [shut, open] = [true, false].map(|shut| line(&picture(20, 90, shut)).unwrap());
        assert!(shut > 1.0 && open.abs() < 0.05, "{shut} {open}");
    }

    #[test]
    fn gain_says_little() {
        let [dim, bright] = [1, 2].map(|gain| line(&picture(30 * gain, 90 * gain, true)).unwrap());
        assert!((dim - bright).abs() < 0.1, "{dim} {bright}");
    }

    #[test]
    fn a_heart_that_lies_across_is_read_across() {
        let mut turned = found(0.9);
        for structure in [MitralValve, LeftAtrium, LeftVentricle] {
            let Rect { x, y, w, h } = turned[structure].rect;
            turned[structure].rect = Rect::new(y, x, h, w);
        }
        let shut = picture(20, 90, true);
        let at = |i: usize| {
            let (x, y) = (i % WIDTH, i / WIDTH);
            if x < HEIGHT { shut[x * WIDTH + y] } else { 20 }
        };
        let luma: Vec<u8> = (0..WIDTH * HEIGHT).map(at).collect();
        let [upright, across] = [line(&shut), valve_lines(&luma, WIDTH, &turned)[1]];
        assert!((upright.unwrap() - across.unwrap()).abs() < 0.05);
    }

    #[test]
    fn what_was_not_found_or_lies_outside_is_not_read() {
        let shut = picture(20, 90, true);
        assert_eq!(valve_lines(&shut, WIDTH, &found(0.05)), [None; 2]);
        assert_eq!(valve_lines(&shut, WIDTH, &found(0.9))[0], None);
        assert_eq!(line(&shut[..40 * WIDTH]), None);
        let mut one = found(0.9);
        one[LeftAtrium].rect = one[LeftVentricle].rect;
        assert_eq!(valve_lines(&shut, WIDTH, &one)[1], None);
        for broken in [f32::NAN, f32::INFINITY, -1e30, 1e30] {
            for structure in [MitralValve, LeftAtrium] {
                let mut wild = found(0.9);
                wild[structure].rect = Rect::new(broken, broken, broken, broken);
                assert_eq!(
                    valve_lines(&shut, WIDTH, &wild)[1],
                    None,
                    "{structure:?} {broken}"
                );
            }
        }
    }
}
