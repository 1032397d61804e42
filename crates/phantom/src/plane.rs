//! The cut through the body: a raster of tissue in image millimetres, onto which solids are painted
//! one after the other, and the extent of each labelled structure.

use anatomy::{Structure, StructureMap};

use crate::{probe::Probe, shape::Shape, sweep::Pose};

/// Side of a cell, image millimetres.
pub const CELL_MM: f32 = 0.4;

/// Half width of the soft edge of a painted solid, image millimetres.
const EDGE_MM: f32 = 0.35;

/// What a tissue does to sound.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tissue {
    /// Amplitude of the scattered echo; 1 is strong.
    pub amplitude: f32,
    /// Strength of coarse mottling, 0 to 1.
    pub mottle: f32,
    /// Loss on the way there and back, after the usual gain compensation, dB a millimetre.
    pub loss_db_mm: f32,
}

impl Tissue {
    pub fn new(power: f32, mottle: f32, loss_db_mm: f32) -> Self {
        Self {
            amplitude: power.sqrt(),
            mottle,
            loss_db_mm,
        }
    }
}

/// One cell of the cut.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cell {
    pub tissue: Tissue,
    /// Mirror-like echo of surfaces that face the beam.
    pub specular: f32,
}

/// Where a structure shows in the cut, in cells, and how much of it.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
    /// Area inside the sector, square image millimetres.
    pub visible_mm2: f32,
    /// Whole area in the cut, square image millimetres.
    pub area_mm2: f32,
}

pub struct Plane {
    pub columns: usize,
    pub rows: usize,
    /// Lateral position of the left edge and depth of the top edge, image millimetres.
    pub origin: [f32; 2],
    pub cells: Vec<Cell>,
    in_sector: Vec<bool>,
    beam: Vec<[f32; 2]>,
    pub extents: StructureMap<Option<Extent>>,
}

impl Plane {
    pub fn new(probe: &Probe) -> Self {
        let [left, top, right, bottom] = probe.field_mm();
        let columns = ((right - left) / CELL_MM) as usize + 2;
        let rows = ((bottom - top) / CELL_MM) as usize + 2;
        let place = |i: usize| {
            let (column, row) = ((i % columns) as f32, (i / columns) as f32);
            [left + column * CELL_MM, top + row * CELL_MM]
        };
        let count = columns * rows;
        let beam = (0..count).map(|i| probe.beam_direction(place(i))).collect();
        let in_sector = (0..count).map(|i| probe.shows(place(i))).collect();
        Self {
            columns,
            rows,
            origin: [left, top],
            cells: vec![Cell::default(); count],
            in_sector,
            beam,
            extents: StructureMap::default(),
        }
    }

    pub fn clear(&mut self) {
        self.extents = StructureMap::default();
    }

    /// Sets every cell: `column` sees the lateral position of each column once, `tissue` its result
    /// and the depth of each cell.
    pub fn fill<T>(&mut self, column: impl Fn(f32) -> T, tissue: impl Fn(&T, f32) -> Tissue) {
        for c in 0..self.columns {
            let seen = column(self.origin[0] + c as f32 * CELL_MM);
            for r in 0..self.rows {
                self.cells[r * self.columns + c] = Cell {
                    tissue: tissue(&seen, self.origin[1] + r as f32 * CELL_MM),
                    specular: 0.0,
                };
            }
        }
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
        let scale = pose.scale();
        let mut extent: Option<Extent> = None;
        for row in r0..r1 {
            for column in c0..c1 {
                let x = self.origin[0] + column as f32 * CELL_MM;
                let y = self.origin[1] + row as f32 * CELL_MM;
                let at = |x: f32, y: f32| shape.distance(pose.to_body(x, y)) * scale;
                let distance = at(x, y);
                let reach = if wall > 0.0 { 1.6 } else { EDGE_MM };
                if distance > reach {
                    continue;
                }
                let i = row * self.columns + column;
                if let Some(tissue) = tissue {
                    let cover = (0.5 - distance / (2.0 * EDGE_MM)).clamp(0.0, 1.0);
                    self.cells[i].blend(tissue, cover);
                }
                if wall > 0.0 && distance > -1.6 {
                    let (gx, gy) = (at(x + 0.3, y) - distance, at(x, y + 0.3) - distance);
                    let facing = facing(self.beam[i], gx, gy);
                    let fall = 1.0 / (1.0 + (distance / 0.45) * (distance / 0.45));
                    let echo = wall * fall * fall * (0.12 + 0.88 * facing * facing);
                    self.cells[i].specular = self.cells[i].specular.max(echo);
                }
                if label.is_some() && distance <= 0.0 {
                    let extent = extent.get_or_insert(Extent::nothing());
                    extent.add(column, row, self.in_sector[i]);
                }
            }
        }
        if let (Some(label), Some(extent)) = (label, extent) {
            self.extents[label] = Some(self.extents[label].map_or(extent, |e| e.union(&extent)));
        }
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
        let slack = 1.0 + 0.24 * ((high[0] - low[0]) + (high[1] - low[1])) / 2.0;
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
            ((mm - origin + margin) / CELL_MM).clamp(0.0, count as f32) as usize
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
            self.origin[0] + extent.left * CELL_MM,
            self.origin[1] + extent.top * CELL_MM,
            self.origin[0] + extent.right * CELL_MM,
            self.origin[1] + extent.bottom * CELL_MM,
        ]
    }
}

impl Cell {
    fn blend(&mut self, tissue: Tissue, cover: f32) {
        let mix = |a: f32, b: f32| a + (b - a) * cover;
        self.tissue.amplitude = mix(self.tissue.amplitude, tissue.amplitude);
        self.tissue.mottle = mix(self.tissue.mottle, tissue.mottle);
        self.tissue.loss_db_mm = mix(self.tissue.loss_db_mm, tissue.loss_db_mm);
        self.specular *= 1.0 - cover;
    }
}

impl Extent {
    const fn nothing() -> Self {
        Self {
            left: f32::INFINITY,
            top: f32::INFINITY,
            right: f32::NEG_INFINITY,
            bottom: f32::NEG_INFINITY,
            visible_mm2: 0.0,
            area_mm2: 0.0,
        }
    }

    fn add(&mut self, column: usize, row: usize, visible: bool) {
        let (x, y) = (column as f32, row as f32);
        self.left = self.left.min(x - 0.5);
        self.top = self.top.min(y - 0.5);
        self.right = self.right.max(x + 0.5);
        self.bottom = self.bottom.max(y + 0.5);
        self.area_mm2 += CELL_MM * CELL_MM;
        if visible {
            self.visible_mm2 += CELL_MM * CELL_MM;
        }
    }

    fn union(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
            visible_mm2: self.visible_mm2 + other.visible_mm2,
            area_mm2: self.area_mm2 + other.area_mm2,
        }
    }
}

/// How squarely a surface with that gradient meets the beam, 0 to 1.
fn facing(beam: [f32; 2], gx: f32, gy: f32) -> f32 {
    let steep = (gx * gx + gy * gy).sqrt();
    if steep < 1e-6 {
        0.0
    } else {
        ((beam[0] * gx + beam[1] * gy) / steep).abs()
    }
}
