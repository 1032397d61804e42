//! What the cut of a heart shows: which blood is one, whatever the scanner makes of it.

#![allow(clippy::unwrap_used, reason = "tests may fail")]

use anatomy::{Structure, View};

use crate::{
    Case, Config, Phantom, Subject, growth, individual::Individual, pose::Pose, shape::Point,
};

/// Echo amplitude up to which a cell is fluid.
const FLUID: f32 = 0.09;

fn phantom(seed: u64, case: Case) -> Phantom {
    Phantom::new(Config {
        seed,
        subject: Subject::Heart(case),
        artefacts: false,
        width: 320,
        height: 240,
        fps: 10.0,
        seconds: 12.0,
        ..Config::default()
    })
    .unwrap()
}

/// Column and row of the cell that shows a point of the body.
fn cell(phantom: &Phantom, pose: &Pose, p: Point) -> Option<usize> {
    let plane = &phantom.plane;
    let [x, y] = pose.to_image(p);
    let [left, top] = plane.origin;
    let (column, row) = ((x - left) / plane.cell_mm, (y - top) / plane.cell_mm);
    let inside = column >= 0.0
        && row >= 0.0
        && (column as usize) < plane.columns
        && (row as usize) < plane.rows;
    inside.then(|| row as usize * plane.columns + column as usize)
}

/// Whether fluid leads from one point to another within the cut's heart; `None` where a point is out of
/// the cut or in a wall.
fn joined(phantom: &Phantom, pose: &Pose, [from, to]: [Point; 2]) -> Option<bool> {
    let plane = &phantom.plane;
    let fluid = |i: usize| plane.cells[i].tissue.amplitude < FLUID;
    let [from, to] = [cell(phantom, pose, from)?, cell(phantom, pose, to)?];
    if !fluid(from) || !fluid(to) {
        return None;
    }
    let mut seen = vec![false; plane.cells.len()];
    let mut next = vec![from];
    seen[from] = true;
    while let Some(i) = next.pop() {
        let (column, row) = (i % plane.columns, i / plane.columns);
        let around = [
            (column > 0).then(|| i - 1),
            (column + 1 < plane.columns).then_some(i + 1),
            (row > 0).then(|| i - plane.columns),
            (row + 1 < plane.rows).then_some(i + plane.columns),
        ];
        for neighbour in around.into_iter().flatten() {
            if !seen[neighbour] && fluid(neighbour) {
                seen[neighbour] = true;
                next.push(neighbour);
            }
        }
    }
    Some(seen[to])
}

/// In how many of the frames of a view, over many fetuses, two points lie in the same blood.
fn count(
    case: Case,
    view: View,
    frames: [u64; 3],
    points: impl Fn(&Individual) -> [Point; 2],
) -> (usize, usize) {
    let (mut one, mut all) = (0, 0);
    for seed in 0..24 {
        let mut phantom = phantom(seed, case);
        for number in frames {
            let pose = phantom.listen(number);
            if pose.view() != view {
                continue;
            }
            let points = points(&phantom.individual);
            if let Some(same) = joined(&phantom, &pose, points) {
                all += 1;
                one += usize::from(same);
            }
        }
    }
    (one, all)
}

const FOUR_CHAMBER: [u64; 3] = [34, 41, 49];

#[test]
fn the_blood_of_both_atria_is_one_in_most_hearts() {
    let atria = |individual: &Individual| {
        [[-5.4, 4.5, 0.0], [-5.2, -4.5, 0.0]].map(|p| individual.heart_point(p))
    };
    let (one, all) = count(Case::Normal, View::FourChamber, FOUR_CHAMBER, atria);
    assert!(all > 40 && one * 10 > all * 7, "{one} of {all}");
}

#[test]
fn the_ventricles_are_apart_but_where_the_septum_is_missing() {
    // Down to the tips; valves may join each with its atrium, and so both.
    let across = |individual: &Individual| {
        let [left, right] = [[9.0, 3.4, 0.0], [9.0, -3.4, 0.0]].map(|p| individual.heart_point(p));
        [left, right]
    };
    let walled = |case| {
        let (mut walled, mut all) = (0, 0);
        for seed in 0..12 {
            let mut phantom = phantom(seed, case);
            let pose = phantom.listen(41);
            let [left, right] = across(&phantom.individual);
            let steps = (0..=20).filter_map(|k| {
                let p = crate::shape::between(left, right, k as f32 / 20.0);
                cell(&phantom, &pose, p)
            });
            let wall = steps
                .map(|i| phantom.plane.cells[i].tissue.amplitude)
                .fold(0.0f32, f32::max);
            all += 1;
            walled += usize::from(wall > FLUID);
        }
        (walled, all)
    };
    let (normal, all) = walled(Case::Normal);
    assert!(normal * 10 > all * 9, "{normal} of {all}");
    let (single, all) = walled(Case::SingleVentricle);
    assert!(single * 10 < all * 3, "{single} of {all}");
}

#[test]
fn the_left_ventricle_leads_into_an_aorta_on_the_right() {
    let channel = |individual: &Individual| {
        let left_ventricle = individual.heart_point([7.0, 4.6, 4.0]);
        // Right of the midline, on the way to the right shoulder.
        [
            left_ventricle,
            individual.vessel_point([-0.8, -2.5, 6.1], 1.0),
        ]
    };
    let (one, all) = count(Case::Normal, View::Lvot, [61, 66, 71], channel);
    assert!(all > 40 && one * 10 > all * 9, "{one} of {all}");
}

#[test]
fn the_pulmonary_trunk_is_long_where_it_crosses_the_aorta() {
    let (mut longer, mut all) = (0, 0);
    for seed in 0..24 {
        let mut phantom = phantom(seed, Case::Normal);
        let pose = phantom.listen(82);
        let extents = &phantom.plane.extents;
        let [trunk, aorta] =
            [Structure::PulmonaryArtery, Structure::AscendingAorta].map(|s| extents[s]);
        let (Some(trunk), Some(aorta)) = (trunk, aorta) else {
            continue;
        };
        if pose.view() == View::Rvot {
            all += 1;
            longer += usize::from(trunk.area_mm2 > 1.3 * aorta.area_mm2);
        }
    }
    assert!(all > 15 && longer * 10 > all * 8, "{longer} of {all}");
}

#[test]
fn the_tricuspid_valve_stands_as_far_before_the_mitral_one_as_published() {
    for seed in 0..60 {
        let individual = phantom(seed, Case::Normal).individual;
        let hinge = |label| {
            let inlet = individual
                .inlets()
                .find(|inlet| inlet.label == Some(label))
                .unwrap();
            inlet.hinges[0][0]
        };
        let offset = hinge(Structure::TricuspidValve) - hinge(Structure::MitralValve);
        let mm = offset * individual.heart * individual.scale;
        // Vettraino et al. 2002: 1.2 to 5.0 mm in the second trimester, 2.2 to 6.9 in the third.
        let range = if individual.age_weeks < 28.0 {
            1.2..5.0
        } else {
            2.2..6.9
        };
        assert!(
            range.contains(&mm),
            "{mm} mm at {} weeks",
            individual.age_weeks
        );
    }
    assert!(growth::thoracic_circumference_mm(23.0) > 150.0);
}

#[test]
fn what_two_solids_of_one_name_share_counts_once() {
    let mut phantom = phantom(1, Case::Normal);
    let pose = phantom.listen(41);
    let heart = phantom.plane.extents[Structure::Heart].unwrap();
    super::paint(&mut phantom.plane, &phantom.individual, &pose);
    let again = phantom.plane.extents[Structure::Heart].unwrap();
    assert!((again.area_mm2 - heart.area_mm2).abs() < 1e-3);
}

#[test]
fn a_septum_that_a_gap_parts_bears_its_name_on_its_longest_part() {
    let mut compared = 0;
    for seed in 0..6 {
        let reach = |case| {
            let mut phantom = phantom(seed, case);
            phantom.listen(41);
            phantom.plane.extents[Structure::VentricularSeptum].map(|extent| extent.area_mm2)
        };
        let Some((whole, parted)) = reach(Case::Normal).zip(reach(Case::VentricularSeptalDefect))
        else {
            continue;
        };
        assert!(parted < 0.75 * whole, "{seed}: {parted} of {whole} mm2");
        compared += 1;
    }
    assert!(compared >= 3, "{compared}");
}
