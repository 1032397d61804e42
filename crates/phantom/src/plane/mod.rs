//! The cut through the body: a raster of tissue in image millimetres, onto which solids are painted
//! one after the other, and the extent of each labelled structure.

mod extent;

use anatomy::{Structure, StructureMap};

use crate::{
    fast::mix,
    pose::Pose,
    probe::Probe,
    shape::{Shape, sub},
};

pub use extent::Extent;

/// Half width of the soft edge of a painted solid, image millimetres.
const EDGE_MM: f32 = 0.35;

/// Distance from a surface at which its wall echoes a quarter as strongly, image millimetres.
const WALL_MM: f32 = 0.45;

/// How far from a surface its wall echoes at all, image millimetres.
const WALL_REACH_MM: f32 = 1.6;

/// What a tissue does to sound.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tissue {
    /// Amplitude of the scattered echo; 1 is strong.
    pub amplitude: f32,
    /// Strength of mottling, fine and coarse, 0 to 1.
    pub mottle: f32,
    /// Strength of strands that lie across the beam, as in the mother's muscles, 0 to 1.
    pub fibre: f32,
    /// Loss on the way there and back, dB a millimetre: the depth gain makes up for what it expects
    /// of it.
    pub loss_db_mm: f32,
}

impl Tissue {
    /// `power`: that of the scattered echo, 1 is strong; `mottle` 0 to 1; loss in dB a millimetre.
    pub fn new(power: f32, mottle: f32, loss_db_mm: f32) -> Self {
        Self {
            amplitude: power.sqrt(),
            mottle,
            fibre: 0.0,
            loss_db_mm,
        }
    }

    /// The same tissue with strands across the beam, 0 to 1.
    pub fn with_fibre(mut self, fibre: f32) -> Self {
        self.fibre = fibre;
        self
    }
}

/// One cell of the cut.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cell {
    pub tissue: Tissue,
    /// Mirror-like echo of surfaces that face the beam.
    pub specular: f32,
}

/// How walls sound to a scanner.
#[derive(Clone, Copy)]
pub struct Walls {
    /// Share of a wall's echo that is left where the wall lies along the beam.
    pub grazing: f32,
    /// Loss of the beam that grazes a wall of strength 1, dB a millimetre.
    pub edge_loss_db_mm: f32,
}

pub struct Plane {
    pub columns: usize,
    pub rows: usize,
    /// Side of a cell, image millimetres.
    pub cell_mm: f32,
    /// Lateral position of the left edge and depth of the top edge, image millimetres.
    pub origin: [f32; 2],
    pub cells: Vec<Cell>,
    walls: Walls,
    /// Whether each cell is shown on the screen.
    in_sector: Vec<bool>,
    /// Direction of the beam through each cell.
    pub beam: Vec<[f32; 2]>,
    /// Distances of a shape from the row above, the present one and the one below.
    distances: [Vec<f32>; 3],
    /// Which structures each cell already counts for: one bit each, by [`Structure::index`].
    counted: Vec<u32>,
    /// Of each structure that the cut meets.
    pub extents: StructureMap<Option<Extent>>,
}

impl Plane {
    pub fn new(probe: &Probe, walls: Walls) -> Self {
        let cell_mm = (1.6 / probe.pixels_per_mm).clamp(0.36, 0.55);
        let [left, top, right, bottom] = probe.field_mm();
        let columns = ((right - left) / cell_mm) as usize + 2;
        let rows = ((bottom - top) / cell_mm) as usize + 2;
        let place = |i: usize| {
            let (column, row) = ((i % columns) as f32, (i / columns) as f32);
            [left + column * cell_mm, top + row * cell_mm]
        };
        let count = columns * rows;
        let beam = (0..count).map(|i| probe.beam_direction(place(i))).collect();
        let in_sector = (0..count).map(|i| probe.shows(place(i))).collect();
        Self {
            columns,
            rows,
            cell_mm,
            origin: [left, top],
            cells: vec![Cell::default(); count],
            walls,
            in_sector,
            beam,
            distances: core::array::from_fn(|_| vec![0.0; columns]),
            counted: vec![0; count],
            extents: StructureMap::default(),
        }
    }

    /// Forgets the extents of the cut before; its cells stay until they are painted over.
    pub fn clear(&mut self) {
        self.extents = StructureMap::default();
        self.counted.fill(0);
    }

    /// Paints a solid: tissue inside, a mirror-like echo of strength `wall` along its surface.
    pub fn solid(
        &mut self,
        pose: &Pose,
        shape: &Shape,
        tissue: Tissue,
        wall: f32,
        label: Option<Structure>,
    ) {
        self.paint(pose, shape, Some(tissue), wall, label);
    }

    /// Measures a structure's extent (and draws its surface) without changing the tissue.
    pub fn outline(&mut self, pose: &Pose, shape: &Shape, wall: f32, label: Structure) {
        self.paint(pose, shape, None, wall, Some(label));
    }

    fn paint(
        &mut self,
        pose: &Pose,
        shape: &Shape,
        tissue: Option<Tissue>,
        wall: f32,
        label: Option<Structure>,
    ) {
        let Some([c0, r0, c1, r1]) = self.window(pose, shape) else {
            return;
        };
        let (count, cell_mm) = (c1 - c0, self.cell_mm);
        let [left, top] = self.origin;
        let x = left + c0 as f32 * cell_mm;
        let [mut above, mut here, mut below] = core::mem::take(&mut self.distances);
        // The plane is flat: along a row the body's point moves in equal steps.
        let measure = |row: f32, out: &mut [f32]| {
            let y = top + row * cell_mm;
            let start = pose.to_body(x, y);
            let step = sub(pose.to_body(x + cell_mm, y), start);
            shape.distances(start, step, out);
            out.iter_mut().for_each(|d| *d *= pose.scale);
        };
        measure(r0 as f32 - 1.0, &mut above[..count]);
        measure(r0 as f32, &mut here[..count]);
        let reach = if wall > 0.0 { WALL_REACH_MM } else { EDGE_MM };
        let mut extent: Option<Extent> = None;
        for row in r0..r1 {
            measure(row as f32 + 1.0, &mut below[..count]);
            let near = Neighbours {
                above: &above[..count],
                here: &here[..count],
                below: &below[..count],
            };
            for (k, distance) in near.here.iter().copied().enumerate() {
                if distance > reach {
                    continue;
                }
                let i = row * self.columns + c0 + k;
                let cell = &mut self.cells[i];
                if let Some(tissue) = tissue {
                    let cover = (0.5 - distance / (2.0 * EDGE_MM)).clamp(0.0, 1.0);
                    cell.blend(tissue, cover);
                }
                if wall > 0.0 && distance > -WALL_REACH_MM {
                    let [beam, slope] = [self.beam[i], near.slope(k, cell_mm)];
                    let facing = (beam[0] * slope[0] + beam[1] * slope[1]).abs().min(1.0);
                    cell.wall(wall, distance, facing, self.walls);
                }
                if let Some(label) = label
                    && distance <= 0.0
                {
                    // Where solids of one name overlap, their area counts once.
                    let bit = 1u32 << label.index();
                    let fresh = self.counted[i] & bit == 0;
                    self.counted[i] |= bit;
                    extent.get_or_insert(Extent::nothing()).add(
                        [(c0 + k) as f32, row as f32],
                        near.edges(k),
                        if fresh { cell_mm * cell_mm } else { 0.0 },
                        self.in_sector[i],
                    );
                }
            }
            core::mem::swap(&mut above, &mut here);
            core::mem::swap(&mut here, &mut below);
        }
        self.distances = [above, here, below];
        if let (Some(label), Some(extent)) = (label, extent) {
            self.extents[label] = Some(self.extents[label].map_or(extent, |e| e.union(&extent)));
        }
    }

    /// Hands over each cell that a shape can touch, with its place in the image and the direction of
    /// the beam there.
    pub fn visit(
        &mut self,
        pose: &Pose,
        shape: &Shape,
        mut see: impl FnMut([f32; 2], [f32; 2], &mut Cell),
    ) {
        let Some([c0, r0, c1, r1]) = self.window(pose, shape) else {
            return;
        };
        for row in r0..r1 {
            for column in c0..c1 {
                let i = row * self.columns + column;
                let place = self.place(column, row);
                see(place, self.beam[i], &mut self.cells[i]);
            }
        }
    }

    /// Image place of a cell.
    pub fn place(&self, column: usize, row: usize) -> [f32; 2] {
        [
            self.origin[0] + column as f32 * self.cell_mm,
            self.origin[1] + row as f32 * self.cell_mm,
        ]
    }

    /// The cells that a shape can touch: first column and row, and those behind the last.
    fn window(&self, pose: &Pose, shape: &Shape) -> Option<[usize; 4]> {
        let (low, high) = shape.bounds();
        let middle = [
            (low[0] + high[0]) / 2.0,
            (low[1] + high[1]) / 2.0,
            (low[2] + high[2]) / 2.0,
        ];
        // The plane is tilted: allow for the height that it gains over the shape's breadth.
        let level = pose.above([0.0; 3]);
        let rise = [
            (pose.above([1.0, 0.0, 0.0]) - level).abs(),
            (pose.above([0.0, 1.0, 0.0]) - level).abs(),
        ];
        let slack = WALL_REACH_MM / pose.scale
            + rise[0] * (high[0] - low[0]) / 2.0
            + rise[1] * (high[1] - low[1]) / 2.0;
        if pose.above(middle).abs() > (high[2] - low[2]) / 2.0 + slack {
            return None;
        }
        let mut frame = [
            f32::INFINITY,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::NEG_INFINITY,
        ];
        for (x, y) in [
            (low[0], low[1]),
            (low[0], high[1]),
            (high[0], low[1]),
            (high[0], high[1]),
        ] {
            let [lateral, depth] = pose.to_image([x, y, 0.0]);
            frame[0] = frame[0].min(lateral);
            frame[1] = frame[1].min(depth);
            frame[2] = frame[2].max(lateral);
            frame[3] = frame[3].max(depth);
        }
        let cell = |mm: f32, origin: f32, count: usize, margin: f32| {
            ((mm - origin + margin) / self.cell_mm).clamp(0.0, count as f32) as usize
        };
        let window = [
            cell(frame[0], self.origin[0], self.columns, -2.0),
            cell(frame[1], self.origin[1], self.rows, -2.0),
            cell(frame[2], self.origin[0], self.columns, 2.4),
            cell(frame[3], self.origin[1], self.rows, 2.4),
        ];
        (window[0] < window[2] && window[1] < window[3]).then_some(window)
    }

    /// Image millimetres of an extent: left, top, right, bottom.
    pub fn to_mm(&self, extent: &Extent) -> [f32; 4] {
        [
            self.origin[0] + extent.left * self.cell_mm,
            self.origin[1] + extent.top * self.cell_mm,
            self.origin[0] + extent.right * self.cell_mm,
            self.origin[1] + extent.bottom * self.cell_mm,
        ]
    }
}

/// Distances of a shape from three rows of cells, image millimetres.
struct Neighbours<'a> {
    above: &'a [f32],
    here: &'a [f32],
    below: &'a [f32],
}

impl Neighbours<'_> {
    /// Slope of the distance at a cell of the middle row: across, and in depth.
    fn slope(&self, k: usize, cell_mm: f32) -> [f32; 2] {
        let (here, last) = (self.here, self.here.len() - 1);
        let across = [here[k.saturating_sub(1)], here[(k + 1).min(last)]];
        let deep = [self.above[k], self.below[k]];
        [
            steeper(here[k], across) / cell_mm,
            steeper(here[k], deep) / cell_mm,
        ]
    }

    /// How far the shape reaches from a cell inside it towards its left, upper, right and lower
    /// neighbour, where that one is outside, in cells.
    fn edges(&self, k: usize) -> [f32; 4] {
        let inside = self.here[k];
        let edge = |outside: Option<&f32>| {
            outside
                .filter(|d| **d > 0.0)
                .map_or(0.0, |d| (inside / (inside - d)).min(1.0))
        };
        [
            edge(k.checked_sub(1).and_then(|k| self.here.get(k))),
            edge(self.above.get(k)),
            edge(self.here.get(k + 1)),
            edge(self.below.get(k)),
        ]
    }
}

impl Cell {
    /// Adds the echo of a wall of that strength, at a distance (image millimetres) from it, and what
    /// the beam loses there. `facing`: how squarely the beam meets it, 0 to 1.
    fn wall(&mut self, wall: f32, distance: f32, facing: f32, walls: Walls) {
        // Interfaces between soft tissues echo far less than skin and bone do.
        let strength = wall * wall.sqrt();
        let fall = 1.0 / (1.0 + (distance / WALL_MM) * (distance / WALL_MM));
        let square = facing * facing;
        let left = walls.grazing + (1.0 - walls.grazing) * square * square;
        let echo = strength * fall * fall * left;
        self.specular = self.specular.max(echo);
        self.tissue.loss_db_mm += walls.edge_loss_db_mm * wall * fall * (1.0 - facing);
    }

    /// Mixes in a tissue that covers a share of the cell, and hides the surface there.
    pub fn blend(&mut self, tissue: Tissue, cover: f32) {
        let here = &mut self.tissue;
        here.amplitude = mix(here.amplitude, tissue.amplitude, cover);
        here.mottle = mix(here.mottle, tissue.mottle, cover);
        here.fibre = mix(here.fibre, tissue.fibre, cover);
        here.loss_db_mm = mix(here.loss_db_mm, tissue.loss_db_mm, cover);
        self.specular *= 1.0 - cover;
    }
}

/// The larger of the two one-sided differences from a value: the middle line of a thin sheet has no
/// slope between its two sides.
fn steeper(value: f32, [before, after]: [f32; 2]) -> f32 {
    let (back, ahead) = (value - before, after - value);
    if back.abs() > ahead.abs() {
        back
    } else {
        ahead
    }
}
