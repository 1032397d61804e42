//! What lies around the fetus: the mother's wall in its layers, the womb, placenta, fluid, and what
//! is behind. It stands still before the probe while the fetus stirs, and changes as the probe
//! slides.

use crate::{
    individual::{CHEST, Individual},
    noise,
    plane::{Cell, Plane, Tissue},
    pose::Pose,
    probe::Probe,
    random::Random,
    sweep::Sweep,
};

use super::{facing, patches::Patches, placenta::Placenta};

/// How far the probe slides before the surroundings are cut anew, reference millimetres.
const STEP_MM: f32 = 3.0;

/// Farther than this inside the womb no flakes are drawn: mostly the fetus lies there.
const CLEAR_MM: f32 = 12.0;

/// The surroundings of one fetus, image millimetres.
pub struct Surroundings {
    /// Curvature radius of the layers below the probe.
    face_mm: f32,
    /// Sine of half of the fan's angle, with a margin for slides: beside it nothing is heard.
    fan: f32,
    /// Thickness of skin, fat and muscle.
    layers: [f32; 3],
    /// Middle of the fluid, and how far it reaches up, right, down, left.
    centre: [f32; 2],
    reach: [f32; 4],
    sway: [f32; 4],
    uterus_mm: f32,
    placenta: Option<Placenta>,
    /// Echo of the tissue behind, and of floating flakes.
    behind: f32,
    flakes: f32,
    patches: Patches,
    cut: Vec<Cell>,
    cut_at: Option<i32>,
}

/// What is the same all over one cut.
struct Slice {
    z: f32,
    /// Bend of the mother's layers by column.
    bend: Vec<f32>,
    /// Strengths of three harmonics of the womb's outline, millimetres.
    waves: [f32; 6],
}

impl Slice {
    fn wave(&self, c: f32, s: f32) -> f32 {
        let (c2, s2) = (c * c - s * s, 2.0 * c * s);
        let w = &self.waves;
        w[0] * c2
            + w[1] * s2
            + w[2] * (c * c2 - s * s2)
            + w[3] * (s * c2 + c * s2)
            + w[4] * (c2 * c2 - s2 * s2)
            + w[5] * 2.0 * c2 * s2
    }
}

/// How far the fetus lies beside the fan's middle, image millimetres.
pub fn slide_mm(pose: &Pose) -> f32 {
    pose.to_image([0.0; 3])[0]
}

/// The fall of a sheet's shine beside it, 1 to 0.
fn fall(t: f32) -> f32 {
    1.0 / ((1.0 + t * t) * (1.0 + t * t))
}

/// Amniotic fluid without flakes.
fn clear() -> Tissue {
    Tissue::new(0.000_08, 0.0, 0.0)
}

impl Surroundings {
    pub fn draw(
        random: &mut Random,
        individual: &Individual,
        sweep: &Sweep,
        probe: &Probe,
    ) -> Self {
        let trunk = CHEST[0] * individual.scale;
        let room = (sweep.chest_depth() - trunk).max(10.0);
        // From nearly no fluid to plenty of it.
        let fluid = random.unit();
        let scanty = fluid < 0.15;
        let gap_front = if scanty {
            random.between(-1.5, 1.5)
        } else {
            random.between(-1.0, 1.5) + random.unit() * fluid * 0.45 * room
        };
        let placenta = random.chance(0.5).then(|| {
            let room = (room - gap_front - 9.0).max(2.0);
            Placenta::draw(random, individual.age_weeks, room)
        });
        let mut gap = || {
            if scanty {
                random.between(-3.5, 2.5)
            } else {
                // Somewhere the fetus mostly leans against the wall.
                let free = (1.5 * random.unit() - 0.5).max(0.0);
                random.between(-2.0, 2.5) + free * fluid * 36.0
            }
        };
        let gaps = [gap_front, gap(), 0.6 * gap(), gap()];
        let uterus_mm = random.between(2.5, 5.5);
        let in_front = placenta.as_ref().map_or(0.0, |p| p.thickness(0.0, -1.0));
        let wall = (room - gap_front - uterus_mm - in_front).max(5.0);
        let (skin, fat) = (random.between(1.4, 2.4), random.between(0.25, 0.6));
        Self {
            face_mm: if probe.face_mm > 20.0 {
                probe.face_mm
            } else {
                400.0
            },
            fan: 1.3 * libm::sinf(probe.half_angle),
            layers: [skin, fat * (wall - skin), (0.9 - fat) * (wall - skin)],
            centre: [0.0, sweep.chest_depth()],
            reach: gaps.map(|gap| trunk + gap),
            sway: core::array::from_fn(|_| random.bell()),
            uterus_mm,
            placenta,
            behind: random.between(0.025, 0.08),
            flakes: random.unit() * ((individual.age_weeks - 20.0) / 10.0).clamp(0.1, 1.0),
            patches: Patches::draw(random),
            cut: Vec::new(),
            cut_at: None,
        }
    }

    /// How far the fluid reaches from its middle: up, right, down, left, image millimetres.
    pub fn reach(&self) -> [f32; 4] {
        self.reach
    }

    /// Sets every cell of the plane.
    pub fn paint(&mut self, plane: &mut Plane, pose: &Pose) {
        let step = (pose.z / STEP_MM).floor() as i32;
        if self.cut_at != Some(step) || self.cut.len() != plane.cells.len() {
            self.cut_at = Some(step);
            let mut cut = core::mem::take(&mut self.cut);
            cut.clear();
            let slice = self.slice(step as f32 * STEP_MM, plane);
            cut.extend((0..plane.cells.len()).map(|i| {
                let (column, row) = (i % plane.columns, i / plane.columns);
                if plane.beam[i][0].abs() > self.fan {
                    return Cell::default();
                }
                self.cell(&slice, plane.place(column, row), plane.beam[i], column)
            }));
            self.cut = cut;
        }
        // The fluid goes with the fetus: it is the probe that slides, mostly.
        let columns = plane.columns;
        let cell_mm = plane.place(1, 0)[0] - plane.place(0, 0)[0];
        let slide = (slide_mm(pose) / cell_mm).round() as isize;
        let (from, to) = (self.cut.chunks_exact(columns), &mut plane.cells);
        for (from, to) in from.zip(to.chunks_exact_mut(columns)) {
            for (column, cell) in to.iter_mut().enumerate() {
                let source = (column as isize - slide).clamp(0, columns as isize - 1);
                *cell = from[source as usize];
            }
        }
    }

    fn slice(&self, z: f32, plane: &Plane) -> Slice {
        let [a, b, c, d] = self.sway;
        let bend = |column: usize| {
            let [x, _] = plane.place(column, 0);
            0.8 * noise::slow(x * 0.04 + 0.02 * z, b) + 0.4 * noise::slow(x * 0.13, c)
        };
        let strengths = [1.5, 1.5, 1.4, 1.4, 0.9, 0.9];
        Slice {
            z,
            bend: (0..plane.columns).map(bend).collect(),
            waves: core::array::from_fn(|k| {
                strengths[k] * noise::slow(0.025 * z + 1.9 * k as f32 + a, d)
            }),
        }
    }

    fn cell(&self, slice: &Slice, [x, y]: [f32; 2], beam: [f32; 2], column: usize) -> Cell {
        let z = slice.z;
        let (dx, dy) = (x - self.centre[0], y - self.centre[1]);
        let r = (dx * dx + dy * dy).sqrt().max(1e-3);
        let (c, s) = (dx / r, dy / r);
        let [up, right, down, left] = self.reach;
        let reach =
            s * s * if s < 0.0 { up } else { down } + c * c * if c < 0.0 { left } else { right };
        let away = r - reach - slice.wave(c, s) * if s < -0.7 { 0.35 } else { 1.0 };
        let thick = self.placenta.as_ref().map_or(0.0, |p| {
            p.thickness(c, s) * (1.0 + 0.08 * slice.wave(s, -c))
        });
        if away < -CLEAR_MM {
            return Cell {
                tissue: clear(),
                specular: 0.0,
            };
        }
        let (tissue, mut specular) = if away <= 0.0 {
            (self.fluid([x, y, z]), 0.0)
        } else if let (Some(placenta), true) = (&self.placenta, away < thick) {
            let depth = away / thick.max(0.1);
            (placenta.tissue(&self.patches, [x, y, z], depth), 0.0)
        } else if away < thick + self.uterus_mm {
            (self.uterus([x, y, z], away - thick), 0.0)
        } else {
            self.mother([x, y, z], away - thick, slice.bend[column])
        };
        let facing = facing(beam, c, s);
        let squarely = 0.05 + 0.95 * facing * facing;
        for (distance, strength) in [
            (away, 0.35),
            (away - thick, if thick > 1.0 { 0.10 } else { 0.0 }),
            (away - thick - self.uterus_mm, 0.22),
        ] {
            if distance.abs() < 1.6 && strength > 0.0 {
                let rough = 0.7 + 0.5 * self.patches.at([x / 5.0, y / 5.0, z / 9.0]);
                specular += strength * rough.max(0.05) * squarely * fall(distance / 0.4);
            }
        }
        Cell { tissue, specular }
    }

    fn uterus(&self, [x, y, z]: [f32; 3], deep: f32) -> Tissue {
        let seam = self.patches.ridge([x / 6.0, y / 6.0, z / 10.0 + 5.0], 0.25);
        if deep > 1.0 && seam > 0.75 {
            return Tissue::new(0.006, 0.35, 0.11);
        }
        let power = 0.026 * (1.0 + 0.35 * self.patches.at([x / 2.5, y / 2.5, z / 5.0]));
        Tissue::new(power.max(0.01), 0.35, 0.11)
    }

    fn fluid(&self, [x, y, z]: [f32; 3]) -> Tissue {
        if self.flakes < 0.15 {
            return clear();
        }
        let flake = self
            .patches
            .at([0.8 * x + 0.43 * y, 0.9 * y - 0.37 * x, z / 1.5]);
        if flake < 0.9 {
            return clear();
        }
        let cloud = [0.31 * x - 0.22 * y, 0.28 * y + 0.2 * x, z / 4.0];
        if flake * self.patches.at(cloud) > 0.9 {
            Tissue::new(0.012 * self.flakes, 0.0, 0.0)
        } else {
            clear()
        }
    }

    /// The mother's wall in front of the womb, what lies beside and behind it elsewhere; and the
    /// shine of the sheets between the layers.
    fn mother(&self, [x, y, z]: [f32; 3], away: f32, bend: f32) -> (Tissue, f32) {
        let below = y + self.face_mm;
        let depth = (x * x + below * below).sqrt() - self.face_mm;
        let [skin, fat, muscle] = self.layers;
        let level = depth + bend * (depth / 8.0).min(1.0);
        let along = |lateral: f32, deep: f32| [x / lateral, level / deep, z / 12.0];
        let sheet = |at: f32, strength: f32| {
            if (level - at).abs() > 1.6 {
                return 0.0;
            }
            let patchy = 0.75 + 0.8 * self.patches.at(along(9.0, 40.0));
            strength * patchy.max(0.1) * fall((level - at) / 0.35)
        };
        let specular = sheet(skin, 0.35)
            + sheet(skin + fat, 0.45)
            + sheet(skin + fat + 0.5 * muscle, 0.22)
            + sheet(skin + fat + muscle, 0.4);
        let tissue = if level < skin {
            Tissue::new(0.16, 0.2, 0.1)
        } else if level < skin + fat {
            let septa = self.patches.ridge(along(8.0, 1.5), 0.28);
            Tissue::new(0.014 + 0.14 * septa * septa, 0.5, 0.085)
        } else if level < skin + fat + muscle {
            let fibres = self.patches.at(along(7.0, 0.8));
            Tissue::new((0.022 * (1.0 + 0.6 * fibres)).max(0.004), 0.3, 0.11).with_fibre(0.5)
        } else {
            let folds = self.patches.at(along(13.0, 3.0)) + 0.5 * self.patches.at(along(5.0, 1.3));
            let near = 1.0 + 0.8 / (1.0 + away * away * 0.03);
            let power = self.behind * near * (0.8 + 0.65 * folds).max(0.1);
            Tissue::new(power, 0.3, 0.10)
        };
        (tissue, specular)
    }
}
