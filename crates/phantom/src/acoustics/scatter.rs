//! Raw echoes before the point spread: scatterers weighted by tissue, walls, losses along each beam,
//! and what does not belong there: side lobes, ringing, reverberation, haze, noise.

use crate::{
    fast::{db_to_amplitude, exp2},
    noise::{Scatterers, unit_of},
    plane::Plane,
    pose::Pose,
    random::Random,
    scan::Grid,
    shape::sub,
};

use super::{Cut, chest::Flank, settings::Settings, spread::surface_gain};

/// Loss that a beam can gain or lose against what the depth gain expects, dB.
const LOSS_DB: [f32; 2] = [-9.0, 45.0];

/// Rows after which neighbouring beams, being wide, have shared their losses once.
const SHARING_ROWS: usize = 8;

/// Distance over which side lobes fade, image millimetres.
const LOBE_MM: f32 = 7.0;

/// Depth to which the skin and walls of the mother reverberate, image millimetres.
const REVERBERATION_MM: f32 = 60.0;

/// Octaves of amplitude that mottling of strength 1 makes.
const MOTTLE_OCTAVES: f32 = 2.0;
const FIBRE_OCTAVES: f32 = 1.5;

/// How unevenly walls shine, and what is left of them at least.
const ROUGHNESS: f32 = 1.4;
const ROUGH_MIN: f32 = 0.08;

/// Places of the stored noise at which a picture may begin to read it.
const NOISE_PLACES: usize = 4 * 1024;

pub struct Scatter {
    lines: usize,
    samples: usize,
    step_mm: f32,
    seed: u32,
    /// Image point of each sample, by rows, and its place in the raster.
    xs: Vec<f32>,
    ys: Vec<f32>,
    places: Vec<Place>,
    /// Settings by row.
    depths: Vec<Depth>,
    /// Loss of each line at the probe's face: poor contact, dB.
    contact_db: Vec<f32>,
    grid: Grid,
    expected_loss_db_mm: f32,
    shadow: f32,
    /// Loss behind the chest's flanks, dB.
    flank_db: f32,
    /// Strength below which mirror-like echoes go past the probe.
    missed: f32,
    lobes: f32,
    ringing: f32,
    reverberation: f32,
    /// Noise of the electronics, read from another place for each picture; haze stays.
    noise: Vec<f32>,
    haze: Vec<f32>,
    row: Row,
    loss_db: Vec<f32>,
    tail: Vec<f32>,
}

/// Upper left cell of a sample, and weights of the right and the lower ones.
struct Place {
    cell: u32,
    right: f32,
    down: f32,
}

struct Depth {
    shine: f32,
    haze: f32,
    noise: f32,
    /// Share of a side lobe's echo left one line further.
    lobe_decay: f32,
    ring_decay: f32,
}

/// Room for one row of samples.
#[derive(Default)]
struct Row {
    amplitude: Vec<f32>,
    mottle: Vec<f32>,
    fibre: Vec<f32>,
    /// Octaves of amplitude that mottling and strands make.
    texture: Vec<f32>,
    /// Mottling of each line where there was some in the row above, otherwise 0.
    patch: Vec<f32>,
    loss: Vec<f32>,
    shine: Vec<f32>,
    passed: Vec<f32>,
    clutter: Vec<f32>,
    body: [Vec<f32>; 3],
}

impl Scatter {
    pub fn new(random: &mut Random, settings: &Settings, grid: &Grid, plane: &Plane) -> Self {
        let points = (0..grid.len()).map(|i| grid.point(i % grid.lines, i / grid.lines));
        let points: Vec<[f32; 2]> = points.collect();
        let places = points.iter().map(|point| Place::of(plane, *point));
        let room = || vec![0.0; grid.lines];
        Self {
            lines: grid.lines,
            samples: grid.samples,
            step_mm: grid.step_mm,
            seed: (random.unit() * 16_777_216.0) as u32,
            places: places.collect(),
            xs: points.iter().map(|p| p[0]).collect(),
            ys: points.iter().map(|p| p[1]).collect(),
            depths: (0..grid.samples)
                .map(|row| Depth::of(settings, grid, row))
                .collect(),
            contact_db: contact(random, grid),
            grid: grid.clone(),
            flank_db: settings.flank_db,
            missed: settings.walls_missed,
            expected_loss_db_mm: settings.expected_loss_db_mm,
            shadow: settings.shadow,
            lobes: settings.lobes,
            ringing: settings.ringing,
            reverberation: settings.reverberation,
            noise: (0..grid.len() + NOISE_PLACES)
                .map(|_| random.bell())
                .collect(),
            haze: (0..grid.len() + 1).map(|_| random.bell()).collect(),
            row: Row {
                amplitude: room(),
                mottle: room(),
                fibre: room(),
                texture: room(),
                patch: room(),
                loss: room(),
                shine: room(),
                passed: room(),
                clutter: room(),
                body: [room(), room(), room()],
            },
            loss_db: room(),
            tail: room(),
        }
    }

    /// Fills the real and imaginary parts of a cut's echoes.
    pub fn echoes(
        &mut self,
        cut: &Cut<'_>,
        scatterers: &Scatterers,
        number: u64,
        [re, im]: [&mut [f32]; 2],
    ) {
        self.loss_db.copy_from_slice(&self.contact_db);
        self.tail.fill(0.0);
        self.row.patch.fill(0.0);
        let flanks = cut
            .chest
            .as_ref()
            .and_then(|chest| chest.flanks(&self.grid));
        let place = |seed: u32| (unit_of(seed, number) * NOISE_PLACES as f32) as usize / 2;
        let first = place(self.seed);
        let second = place(!self.seed) + NOISE_PLACES / 2 - 1;
        for k in 0..self.samples {
            let span = k * self.lines..(k + 1) * self.lines;
            self.read_tissue(cut.plane, k);
            self.read_texture(cut.pose, scatterers, k);
            for flank in flanks.iter().flatten().filter(|flank| flank.row == k) {
                self.bend_away(flank);
            }
            self.pass(k);
            self.gather_clutter(k);
            let (row, depth) = (&mut self.row, &self.depths[k]);
            let (re_row, im_row) = (&mut re[span.clone()], &mut im[span.clone()]);
            let [xs, ys, zs] = &row.body;
            scatterers.grains([xs, ys, zs], re_row, im_row);
            let noise = &self.noise[span.start + first..][..self.lines];
            let other = &self.noise[span.start + second..][..self.lines];
            let haze = &self.haze[span.start..=span.end];
            for line in 0..self.lines {
                let echo = row.amplitude[line];
                let clutter = row.clutter[line];
                re_row[line] = re_row[line] * echo
                    + row.shine[line]
                    + clutter * haze[line]
                    + depth.noise * noise[line];
                im_row[line] =
                    im_row[line] * echo + clutter * haze[line + 1] + depth.noise * other[line];
            }
            self.reverberate(k, re, im);
        }
    }

    /// Mixes the cells around each sample of a row.
    fn read_tissue(&mut self, plane: &Plane, k: usize) {
        let row = &mut self.row;
        let places = &self.places[k * self.lines..(k + 1) * self.lines];
        for (line, place) in places.iter().enumerate() {
            let i = place.cell as usize;
            let (upper, lower) = (
                &plane.cells[i..i + 2],
                &plane.cells[i + plane.columns..][..2],
            );
            let (left, up) = (1.0 - place.right, 1.0 - place.down);
            let weights = [
                left * up,
                place.right * up,
                left * place.down,
                place.right * place.down,
            ];
            let corners = [&upper[0], &upper[1], &lower[0], &lower[1]];
            let (mut mixed, mut mottle, mut fibre) = ([0.0f32; 3], 0.0, 0.0);
            for (cell, weight) in corners.into_iter().zip(weights) {
                mixed[0] += cell.tissue.amplitude * weight;
                mixed[1] += cell.tissue.loss_db_mm * weight;
                mixed[2] += cell.specular * weight;
                mottle += cell.tissue.mottle * weight;
                fibre += cell.tissue.fibre * weight;
            }
            row.amplitude[line] = mixed[0];
            row.loss[line] = mixed[1];
            row.shine[line] = mixed[2] * mixed[2] / (mixed[2] + self.missed);
            row.mottle[line] = mottle;
            row.fibre[line] = fibre;
        }
    }

    /// Finds each sample's place in the body and how its texture changes its strength.
    fn read_texture(&mut self, pose: &Pose, scatterers: &Scatterers, k: usize) {
        let row = &mut self.row;
        let span = k * self.lines..(k + 1) * self.lines;
        let (xs, ys) = (&self.xs[span.clone()], &self.ys[span]);
        // The plane is flat: the body's point is linear in the image's.
        let origin = pose.to_body(0.0, 0.0);
        let across = sub(pose.to_body(1.0, 0.0), origin);
        let down = sub(pose.to_body(0.0, 1.0), origin);
        for (axis, target) in row.body.iter_mut().enumerate() {
            let (o, a, d) = (origin[axis], across[axis], down[axis]);
            for ((value, x), y) in target.iter_mut().zip(xs).zip(ys) {
                *value = o + a * x + d * y;
            }
        }
        for line in 0..self.lines {
            let (mottle, fibre) = (row.mottle[line], row.fibre[line]);
            let mut octaves = 0.0;
            if mottle > 0.01 || row.shine[line] > 0.01 {
                // Patches are longer than two samples: every second row serves for the next one.
                if k.is_multiple_of(2) || row.patch[line] == 0.0 {
                    let at = [row.body[0][line], row.body[1][line], row.body[2][line]];
                    row.patch[line] = scatterers.mottle(at);
                }
                let patch = row.patch[line];
                octaves = MOTTLE_OCTAVES * mottle * patch;
                // Real walls are rough: they shine in pieces.
                row.shine[line] *= (1.0 + ROUGHNESS * patch).max(ROUGH_MIN);
            } else {
                row.patch[line] = 0.0;
            }
            if fibre > 0.01 {
                octaves += FIBRE_OCTAVES * fibre * scatterers.strand([xs[line], ys[line]]);
            }
            row.texture[line] = octaves;
        }
    }

    /// Takes from the beams what the grazed flank of the chest bends away.
    fn bend_away(&mut self, flank: &Flank) {
        for (line, loss_db) in self.loss_db.iter_mut().enumerate() {
            let angle = self.grid.first_angle + line as f32 * self.grid.line_angle;
            *loss_db += self.flank_db * flank.share(angle);
        }
    }

    /// Weakens a row by what the beams have lost so far, and takes their further losses.
    fn pass(&mut self, k: usize) {
        let (row, depth) = (&mut self.row, &self.depths[k]);
        for (passed, loss_db) in row.passed.iter_mut().zip(&self.loss_db) {
            *passed = db_to_amplitude(-loss_db);
        }
        let [low, high] = LOSS_DB;
        for line in 0..self.lines {
            let texture = exp2(row.texture[line]);
            let passed = row.passed[line];
            row.amplitude[line] *= texture * passed;
            row.shine[line] *= passed * depth.shine;
            let excess = row.loss[line] * self.shadow - self.expected_loss_db_mm;
            let loss_db = self.loss_db[line] + excess * self.step_mm;
            self.loss_db[line] = loss_db.clamp(low, high);
        }
        if k.is_multiple_of(SHARING_ROWS) {
            let mut before = self.loss_db[0];
            for line in 0..self.lines - 1 {
                let here = self.loss_db[line];
                self.loss_db[line] = 0.5 * here + 0.25 * (before + self.loss_db[line + 1]);
                before = here;
            }
        }
    }

    /// Strength of the echoes that come from elsewhere: haze under the skin, ringing under walls,
    /// side lobes of what lies at the same depth.
    fn gather_clutter(&mut self, k: usize) {
        let (row, depth) = (&mut self.row, &self.depths[k]);
        for line in 0..self.lines {
            row.clutter[line] = depth.haze + self.tail[line];
            self.tail[line] = self.tail[line] * depth.ring_decay + self.ringing * row.shine[line];
        }
        let strength = |line: usize, row: &Row| row.amplitude[line] + row.shine[line];
        let decay = depth.lobe_decay;
        let share = self.lobes * 0.5 * (1.0 - decay);
        let mut spread = 0.0;
        for line in 0..self.lines {
            row.clutter[line] += share * spread;
            spread = spread * decay + strength(line, row);
        }
        spread = 0.0;
        for line in (0..self.lines).rev() {
            row.clutter[line] += share * spread;
            spread = spread * decay + strength(line, row);
        }
    }

    /// Echoes that went to and fro between the probe and a near surface come again at twice its
    /// depth.
    fn reverberate(&self, k: usize, re: &mut [f32], im: &mut [f32]) {
        let depth_mm = k as f32 * self.step_mm;
        if depth_mm > REVERBERATION_MM || k < 8 {
            return;
        }
        let share = self.reverberation * (1.0 - depth_mm / REVERBERATION_MM);
        for part in [re, im] {
            let (near, far) = part.split_at_mut(k * self.lines);
            let source = &near[k / 2 * self.lines..][..self.lines];
            for (value, source) in far[..self.lines].iter_mut().zip(source) {
                *value += share * source;
            }
        }
    }
}

impl Place {
    fn of(plane: &Plane, [x, y]: [f32; 2]) -> Self {
        let place = |mm: f32, origin: f32, count: usize| {
            ((mm - origin) / plane.cell_mm).clamp(0.0, (count - 2) as f32)
        };
        let column = place(x, plane.origin[0], plane.columns);
        let row = place(y, plane.origin[1], plane.rows);
        Self {
            cell: (row as usize * plane.columns + column as usize) as u32,
            right: column - (column as usize) as f32,
            down: row - (row as usize) as f32,
        }
    }
}

impl Depth {
    fn of(settings: &Settings, grid: &Grid, row: usize) -> Self {
        let depth_mm = row as f32 * grid.step_mm;
        let share = row as f32 / grid.samples as f32;
        let line_mm = (grid.face_mm + depth_mm) * grid.line_angle;
        Self {
            shine: settings.mirror / surface_gain(settings, grid, row),
            haze: settings.haze * libm::expf(-depth_mm / settings.haze_mm),
            noise: settings.noise * (0.45 + 1.1 * share * share),
            lobe_decay: libm::expf(-line_mm / LOBE_MM),
            ring_decay: libm::expf(-grid.step_mm / settings.ringing_mm),
        }
    }
}

/// Where the probe hardly touches the skin or a maternal shadow lies, whole bundles of lines are
/// weak, dB.
fn contact(random: &mut Random, grid: &Grid) -> Vec<f32> {
    let mut gaps: Vec<[f32; 3]> = (0..random.below(3))
        .map(|_| {
            let side = if random.chance(0.5) { 0.0 } else { 1.0 };
            let at = (side - random.between(0.0, 0.3)).abs();
            [at, random.between(0.02, 0.09), random.between(3.0, 13.0)]
        })
        .collect();
    // The outer beams often miss the belly's curve, or the womb's flank and bowel lie before them.
    for side in [0.0, 1.0] {
        if random.chance(0.35) {
            gaps.push([side, random.between(0.05, 0.24), random.between(3.0, 18.0)]);
        }
    }
    let loss = |line: usize| {
        let share = line as f32 / grid.lines as f32;
        let one = |[at, breadth, depth_db]: &[f32; 3]| {
            let x = (share - at) / breadth;
            depth_db * libm::expf(-x * x)
        };
        gaps.iter().map(one).sum()
    };
    (0..grid.lines).map(loss).collect()
}
