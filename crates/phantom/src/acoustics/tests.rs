use super::Cut;
use crate::{
    Config, Phantom,
    plane::{Cell, Plane, Tissue},
    pose::Pose,
    scan::Grid,
    shape::Shape,
};

/// A phantom whose cut the tests paint themselves.
struct Bench {
    phantom: Phantom,
    pose: Pose,
    grid: Grid,
}

impl Bench {
    fn new(seed: u64) -> Self {
        let config = Config {
            seed,
            width: 256,
            height: 256,
            ..Config::default()
        };
        let mut phantom = Phantom::new(config).unwrap();
        let pose = phantom.listen(0);
        let grid = phantom.converter.grid().clone();
        Self {
            phantom,
            pose,
            grid,
        }
    }

    /// Mean level of each row of the fan's middle quarter, after `paint` upon even tissue.
    fn rows(&mut self, power: f32, paint: impl Fn(&mut Plane, &Pose)) -> Vec<f32> {
        let tissue = Tissue::new(power, 0.0, 0.08);
        self.phantom.plane.clear();
        for cell in &mut self.phantom.plane.cells {
            *cell = Cell {
                tissue,
                specular: 0.0,
            };
        }
        paint(&mut self.phantom.plane, &self.pose);
        let Phantom {
            plane,
            acoustics,
            scatterers,
            ..
        } = &mut self.phantom;
        let cut = Cut {
            plane,
            pose: &self.pose,
            chest: None,
        };
        acoustics.listen(&cut, scatterers, 0);
        let lines = self.grid.lines;
        let middle = lines * 3 / 8..lines * 5 / 8;
        acoustics.levels[0]
            .chunks_exact(lines)
            .map(|row| row[middle.clone()].iter().sum::<f32>() / middle.len() as f32)
            .collect()
    }

    /// Mean of rows between two depths, image millimetres.
    fn mean(&self, rows: &[f32], [from, to]: [f32; 2]) -> f32 {
        let row = |mm: f32| ((mm / self.grid.step_mm) as usize).min(rows.len());
        let part = &rows[row(from)..row(to)];
        part.iter().sum::<f32>() / part.len() as f32
    }
}

/// A tube between two image points (lateral, depth).
fn tube(pose: &Pose, from: [f32; 2], to: [f32; 2], radius: f32) -> Shape {
    let at = |[x, y]: [f32; 2]| (pose.to_body(x, y), radius / pose.scale);
    Shape::Tube(vec![at(from), at(to)])
}

#[test]
fn bone_casts_a_shadow_and_fluid_enhances_what_lies_behind() {
    for seed in 0..5 {
        let mut bench = Bench::new(seed);
        let across = |tissue: Tissue| {
            move |plane: &mut Plane, pose: &Pose| {
                let bar = tube(pose, [-60.0, 35.0], [60.0, 35.0], 4.0);
                plane.solid(pose, &bar, tissue, 0.0, None);
            }
        };
        let even = bench.rows(0.02, |_, _| ());
        let bone = bench.rows(0.02, across(Tissue::new(1.4, 0.0, 4.0)));
        let fluid = bench.rows(0.02, across(Tissue::new(1e-4, 0.0, 0.0)));
        let behind = [44.0, 58.0];
        let even = bench.mean(&even, behind);
        let (bone, fluid) = (bench.mean(&bone, behind), bench.mean(&fluid, behind));
        assert!(bone < even - 0.1, "seed {seed}: {bone} behind bone, {even}");
        assert!(
            fluid > even + 0.004,
            "seed {seed}: {fluid} behind fluid, {even}"
        );
    }
}

#[test]
fn grain_is_wider_than_deep() {
    for seed in 0..10 {
        let mut bench = Bench::new(seed);
        bench.rows(0.05, |_, _| ());
        let grid = &bench.grid;
        let levels = &bench.phantom.acoustics.levels[0];
        // Depths at which the chest mostly lies.
        let rows = grid.samples * 2 / 5..grid.samples * 3 / 5;
        let middle = grid.lines / 4..grid.lines * 3 / 4;
        // What a line or a row has in common is gain or shadow, not grain.
        let mean_of = |along: Vec<f32>| along.iter().sum::<f32>() / along.len() as f32;
        let at = |row: usize, line: usize| levels[row * grid.lines + line];
        let of_row: Vec<f32> = (0..grid.samples)
            .map(|row| mean_of(middle.clone().map(|line| at(row, line)).collect()))
            .collect();
        let of_line: Vec<f32> = (0..grid.lines)
            .map(|line| mean_of(rows.clone().map(|row| at(row, line)).collect()))
            .collect();
        let mean = mean_of(of_row[rows.clone()].to_vec());
        let grain = |row: usize, line: usize| at(row, line) - of_row[row] - of_line[line] + mean;
        let alike = |by: [usize; 2]| {
            let (mut same, mut all) = (0.0, 0.0);
            for row in rows.start..rows.end - by[1] {
                for line in middle.start..middle.end - by[0] {
                    let here = grain(row, line);
                    same += here * grain(row + by[1], line + by[0]);
                    all += here * here;
                }
            }
            same / all
        };
        // How far one must go until two places have little in common.
        let reach = |step: [usize; 2], mm: f32| {
            let far = (1..20).find(|k| alike([step[0] * k, step[1] * k]) < 0.4);
            far.unwrap_or(20) as f32 * mm
        };
        let line_mm = (grid.face_mm + 0.5 * grid.samples as f32 * grid.step_mm) * grid.line_angle;
        let (across, down) = (reach([1, 0], line_mm), reach([0, 1], grid.step_mm));
        assert!(
            (1.2..8.0).contains(&(across / down)),
            "seed {seed}: {across} mm across, {down} mm down"
        );
    }
}

#[test]
fn a_picture_that_stands_is_made_once() {
    let mut phantom = Phantom::new(Config {
        seed: 3,
        interruption: Some(crate::Interruption::Freeze),
        width: 200,
        height: 160,
        ..Config::default()
    })
    .unwrap();
    let (mut first, mut later) = (Vec::new(), Vec::new());
    let third = phantom.frames() / 3;
    phantom.frame(third + 5, &mut first);
    let heard = phantom.acoustics.levels.clone();
    // What would be heard now is another picture; it is not listened to.
    phantom.plane.cells.fill(Cell::default());
    let truth = phantom.frame(third + 9, &mut later);
    assert_eq!(truth.shown, crate::Shown::Frozen);
    assert!(phantom.acoustics.levels == heard);
    phantom.frame(0, &mut later);
    assert!(phantom.acoustics.levels != heard);
}

#[test]
fn a_wall_along_the_beam_is_fainter_than_one_across() {
    for seed in 0..5 {
        let mut bench = Bench::new(seed);
        let wall = |from: [f32; 2], to: [f32; 2]| {
            move |plane: &mut Plane, pose: &Pose| {
                let fluid = Tissue::new(1e-4, 0.0, 0.08);
                plane.solid(pose, &tube(pose, from, to, 0.5), fluid, 0.5, None);
            }
        };
        let echo = |bench: &mut Bench, from, to| {
            bench.rows(1e-4, wall(from, to));
            let at = 40.0 / bench.grid.step_mm;
            let lines = bench.grid.lines;
            let rows = bench.phantom.acoustics.levels[0].chunks_exact(lines);
            let near = rows.skip(at as usize - 6).take(12).flatten();
            near.fold(0.0f32, |strongest, level| strongest.max(*level))
        };
        let across = echo(&mut bench, [-20.0, 40.0], [20.0, 40.0]);
        let along = echo(&mut bench, [0.0, 20.0], [0.0, 60.0]);
        assert!(
            along < across - 0.1,
            "seed {seed}: {along} along, {across} across"
        );
    }
}

#[test]
fn frames_are_the_same_in_any_order_where_they_are_averaged() {
    let mut averaging = 0;
    for seed in 0..6 {
        let config = Config {
            seed,
            width: 200,
            height: 160,
            ..Config::default()
        };
        let fresh = |number: u64| {
            let mut luma = Vec::new();
            let mut phantom = Phantom::new(config.clone()).unwrap();
            phantom.frame(number, &mut luma);
            luma
        };
        let mut phantom = Phantom::new(config.clone()).unwrap();
        averaging += u32::from(phantom.acoustics.settings.persistence > 0.0);
        let sweep = phantom.frames();
        for number in [3, 4, 4, 3, 20, 5, 0, sweep - 1, sweep, sweep + 1] {
            let mut luma = Vec::new();
            phantom.frame(number, &mut luma);
            assert!(luma == fresh(number), "seed {seed}, frame {number}");
        }
    }
    assert!((1..6).contains(&averaging), "{averaging} of 6 average");
}
