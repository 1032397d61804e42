//! The sector's shape and the way back to beams, on screens whose geometry is known.

#![allow(clippy::unwrap_used)]

use phantom::{Config, Look, Phantom};
use second_reader::{
    anatomy::Rect,
    capture::Frame,
    sector::{Geometry, Polar, Sector, SectorShape},
};

const WIDTH: usize = 800;
const HEIGHT: usize = 600;
/// Rings and rays of the drawn fan.
const RINGS: usize = 12;
const RAYS: usize = 16;

const FAN: SectorShape = SectorShape::Fan {
    apex: [400.0, -60.0],
    angle_from: -0.6,
    angle_to: 0.6,
    radius_near: 120.0,
    radius_far: 600.0,
    clip: Rect::new(0.0, 0.0, WIDTH as f32, HEIGHT as f32),
};

/// Share of a pixel's angle and radius within the fan, where it lies in it.
fn within(x: usize, y: usize) -> Option<[f32; 2]> {
    let (dx, dy) = (x as f32 + 0.5 - 400.0, y as f32 + 0.5 + 60.0);
    let across = (dx.atan2(dy) + 0.6) / 1.2;
    let depth = (dx.hypot(dy) - 120.0) / 480.0;
    let inside = (0.0..1.0).contains(&across) && (0.0..1.0).contains(&depth);
    inside.then_some([across, depth])
}

fn drawn(value: impl Fn([f32; 2]) -> u8) -> Frame {
    let mut luma = vec![0; WIDTH * HEIGHT];
    for (i, pixel) in luma.iter_mut().enumerate() {
        *pixel = within(i % WIDTH, i / WIDTH).map_or(0, &value);
    }
    Frame {
        width: WIDTH,
        height: HEIGHT,
        luma,
        ..Frame::default()
    }
}

#[test]
fn rings_become_rows_and_rays_become_columns() {
    let (lines, samples) = (RAYS * 8, RINGS * 12);
    let ring = |depth: f32| (depth * RINGS as f32) as usize;
    let ray = |across: f32| (across * RAYS as f32) as usize;
    let frame = drawn(|[across, depth]| (40 + 13 * ring(depth) + 4 * ray(across)) as u8);
    let mut polar = Polar::new(FAN, lines, samples);
    let beams = polar.scan(&frame);
    let mut seen = 0;
    for sample in 0..samples {
        for line in 0..lines {
            let (across, depth) = (
                line as f32 / (lines - 1) as f32,
                sample as f32 / (samples - 1) as f32,
            );
            // Between two rings or rays pixels mix.
            let clear = |share: f32, parts: usize| {
                let part = share * parts as f32;
                (0.2..0.8).contains(&part.fract()) && part < parts as f32
            };
            if clear(across, RAYS) && clear(depth, RINGS) {
                seen += 1;
                let expected = 40 + 13 * ring(depth) + 4 * ray(across);
                assert_eq!(
                    usize::from(beams[sample * lines + line]),
                    expected,
                    "line {line}, sample {sample}"
                );
            }
        }
    }
    assert!(seen > lines * samples / 4, "{seen} clear places");
}

#[test]
fn a_frame_of_another_size_and_a_short_one_do_no_harm() {
    let mut polar = Polar::new(FAN, 32, 48);
    assert!(polar.scan(&drawn(|_| 90)).contains(&90));
    let short = Frame {
        width: WIDTH,
        height: HEIGHT,
        ..Frame::default()
    };
    assert!(polar.scan(&short).iter().all(|&v| v == 0));
    for (width, height) in [(0, 0), (1, 1), (64, 64), (3000, 2)] {
        let frame = Frame {
            width,
            height,
            luma: vec![7; width * height],
            ..Frame::default()
        };
        assert_eq!(polar.scan(&frame).len(), 32 * 48);
    }
}

/// The outline of the drawn fan, its bite filled, as a sector has it.
fn outline(shape: impl Fn(usize, usize) -> bool) -> Sector {
    let rows: Vec<_> = (0..HEIGHT)
        .filter_map(|y| {
            let first = (0..WIDTH).find(|&x| shape(x, y))?;
            let last = (0..WIDTH).rev().find(|&x| shape(x, y))?;
            Some((y, first as u16, last as u16 + 1))
        })
        .collect();
    let top = rows[0].0;
    let left = rows.iter().map(|r| r.1).min().unwrap();
    let right = rows.iter().map(|r| r.2).max().unwrap();
    let mut sector = Sector::rectangle(left, top as u16, right - left, rows.len() as u16);
    sector.spans = rows.iter().map(|r| (r.1, r.2)).collect();
    sector
}

#[test]
fn a_fan_is_told_with_its_apex_angles_and_radii() {
    let geometry = Geometry::of(&outline(|x, y| within(x, y).is_some())).unwrap();
    assert!(geometry.iou > 0.98, "{geometry:?}");
    let SectorShape::Fan {
        apex,
        angle_from,
        angle_to,
        radius_near,
        radius_far,
        ..
    } = geometry.shape
    else {
        panic!("{geometry:?}");
    };
    assert!(
        (apex[0] - 400.0).abs() < 6.0 && (apex[1] + 60.0).abs() < 12.0,
        "{apex:?}"
    );
    assert!((angle_from + 0.6).abs() < 0.02 && (angle_to - 0.6).abs() < 0.02);
    assert!((radius_near - 120.0).abs() < 12.0 && (radius_far - 600.0).abs() < 12.0);
}

#[test]
fn a_linear_probe_gives_a_rectangle_a_virtual_convex_one_a_trapezoid_and_a_blot_nothing() {
    let rectangle = Geometry::of(&Sector::rectangle(100, 50, 400, 450)).unwrap();
    assert!(
        matches!(rectangle.shape, SectorShape::Rectangle(rect) if rect.iou(&Rect::new(100.0, 50.0, 400.0, 450.0)) > 0.99)
    );
    let trapezoid = outline(|x, y| {
        let spread = 0.35 * (y as f32 - 60.0);
        (60..520).contains(&y) && (x as f32 - 400.0).abs() < 120.0 + spread
    });
    let trapezoid = Geometry::of(&trapezoid).unwrap();
    assert!(
        matches!(trapezoid.shape, SectorShape::Trapezoid { left, right, .. }
            if (left[0] - 280.0).abs() < 8.0 && (right[1] - 681.0).abs() < 8.0),
        "{trapezoid:?}"
    );
    let blot = outline(|x, y| {
        let (x, y) = (x as f32 - 400.0, y as f32 - 300.0);
        y.abs() < 200.0 && x.abs() < 20.0 + 260.0 * (y / 200.0).abs().powi(3)
    });
    assert_eq!(Geometry::of(&blot), None);
}

#[test]
fn the_shape_of_every_look_is_told() {
    for (seed, look) in (400..).zip(Look::ALL) {
        let config = Config {
            seed,
            look: Some(look),
            width: 640,
            height: 480,
            ..Config::default()
        };
        let mut phantom = Phantom::new(config).unwrap();
        let rect = phantom.frame(0, &mut Vec::new()).sector;
        let [x, y, w, h] = [rect.x, rect.y, rect.w, rect.h].map(|v| v as u16);
        let mut sector = Sector::rectangle(x, y, w, h);
        sector.spans = phantom.sector_spans().to_vec();
        let geometry = Geometry::of(&sector).unwrap();
        assert!(geometry.iou >= 0.97, "{look:?}: {geometry:?}");
    }
}
