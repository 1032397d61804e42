//! The screen as about 160 by 120 cells: which of them hold something brighter than the
//! background, and which of those hold speckle.
//!
//! Knows pixels; must not know what shape a sector has.

use crate::capture::Frame;

/// Cells along the longer side of a 4:3 screen.
const CELLS_ACROSS: usize = 160;
/// A background brighter than this is a page of an office program, not a scanner's screen. The
/// reference screens have 0 and 8.
const BACKGROUND_MAX: usize = 96;
/// A black panel is at most this bright, and the ground around it at most so, grey levels.
const BLACK_MAX: usize = 1;
const GROUND_MAX: usize = 30;
/// A corner of a panel is looked at so many cells from its border.
const CORNER: usize = 5;
/// One in so many cells is ground where a panel lies on it.
const GROUND_PART: usize = 25;
/// Noise of the background that is still taken for a scanner's screen, grey levels.
const NOISE_MAX: usize = 24;
/// Grey levels between the darkest and the brightest pixel of a flat cell without noise: blocks of
/// compressed video differ by 1 to 2 in the black of the reference screens.
const FLAT_RANGE: usize = 2;
/// A flat cell is lit when this much brighter than the background. In the reference screens
/// compression lifts black by 1; the dimmest speckle flattened by it stands 6 to 17 above.
const FLAT_LIFT: usize = 6;

/// Compression leaves this much ringing along the sector's edge, grey levels: on the compressed
/// reference screens it widens the outline by up to 12 pixels. Their black is 8 to 9; a black of
/// exactly 0 and a background of one exact grey come from a clean digital picture, and its outline
/// is drawn through the dimmest noise.
const RINGING: usize = 4;
/// Share of the background's cells that are of one single grey on a clean screen, percent; on the
/// compressed reference screens it is 95.
const CLEAN_PERCENT: usize = 99;
/// A faint cell has nothing this much brighter than the background; letters and ticks have.
const FAINT_RANGE: usize = 96;
/// Edge of the window in which faint cells support each other, cells to either side.
const SPECKS_REACH: usize = 2;
/// One in so many unlit cells of the window is faint where fluid or shadow shows sparse noise.
const SPECKS_PART: usize = 6;

/// What the cells of a screen hold.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Edge of a cell, pixels.
    pub cell: usize,
    /// Cells in a row; the last one may be cut.
    pub w: usize,
    /// Rows of cells; the last one may be cut.
    pub h: usize,
    /// The least grey value that is not background.
    pub threshold: u8,
    /// The least grey value that the outline is drawn through; above the ringing that video
    /// compression leaves around it.
    edge: u8,
    /// Grey values under this one are picture too: the black of a sector on a screen that is drawn
    /// in one exact grey a little above it. 0 where the background is not that exact.
    below: u8,
    /// Whether the sector lies in a black panel on a grey ground.
    panel: bool,
    /// Whether the background is one exact grey, as in a digital picture without compression.
    clean: bool,
    /// Cells that hold more than background, without text and thin lines.
    pub lit: Vec<bool>,
    /// Pixel rows without anything but background: they part bars from the picture.
    pub gap_rows: Vec<bool>,
    cells: Vec<Cell>,
    scratch: Vec<bool>,
    /// Running sums over the rectangle before each corner: faint cells, unlit cells.
    sums: Vec<[u32; 2]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    min: u8,
    max: u8,
    pixels: u32,
    sum: u32,
    /// Sum of |a - b - c + d| over 2x2 pixels: zero on flat areas, ramps and upright edges.
    mixed: u32,
    above: u32,
}

impl Cell {
    fn range(self) -> usize {
        usize::from(self.max.saturating_sub(self.min))
    }

    fn mean(self) -> usize {
        (self.sum / self.pixels.max(1)) as usize
    }
}

impl Grid {
    /// Measures a frame; false where it has no dark background or is too small to hold a sector.
    pub fn measure(&mut self, frame: &Frame) -> bool {
        let longer = frame.width.max(frame.height * 4 / 3);
        self.cell = ((longer + CELLS_ACROSS / 2) / CELLS_ACROSS).max(2);
        self.w = frame.width.div_ceil(self.cell);
        self.h = frame.height.div_ceil(self.cell);
        self.collect(frame);
        let Some((background, noise)) = self.background() else {
            return false;
        };
        let clean = noise == 0 && (background == 0 || self.is_exact(background));
        self.clean = clean;
        self.panel = false;
        self.threshold = (background + noise + 1) as u8;
        let ringing = if background > 0 && !clean { RINGING } else { 0 };
        self.edge = (background + noise + 1 + ringing) as u8;
        self.below = if clean { background as u8 } else { 0 };
        self.relight(frame, background, noise);
        true
    }

    /// Whether black is taken for picture, as it is where a sector lies on one exact grey.
    pub fn takes_black(&self) -> bool {
        self.below > 0
    }

    /// Whether the black of the area within these cells (left, top, behind right, behind bottom) would be
    /// that of a panel on a grey ground in which a sector lies, and not of a sector: corners are black.
    pub fn has_black_corners(&self, [left, top, right, bottom]: [usize; 4]) -> bool {
        if right < left + 2 * CORNER || bottom < top + 2 * CORNER {
            return false;
        }
        let columns = [left + CORNER - 1, right - CORNER];
        let rows = [top + CORNER - 1, bottom - CORNER];
        let corners = columns
            .into_iter()
            .flat_map(|x| rows.map(|y| y * self.w + x));
        corners.filter(|&i| self.is_black(i)).count() >= 2
    }

    /// Takes black for no picture, but for the panel in which the sector lies.
    pub fn take_panel(&mut self, frame: &Frame) {
        let background = usize::from(self.below);
        (self.below, self.panel) = (0, true);
        self.relight(frame, background, 0);
    }

    fn is_black(&self, index: usize) -> bool {
        usize::from(self.cells[index].max) <= BLACK_MAX
    }

    /// Whether a cell belongs to the grey ground on which a black panel lies.
    fn is_ground(&self, index: usize) -> bool {
        self.panel && usize::from(self.cells[index].min) > BLACK_MAX
    }

    fn relight(&mut self, frame: &Frame, background: usize, noise: usize) {
        for cell in &mut self.cells {
            cell.above = 0;
        }
        self.count_above(frame);
        self.light(background, noise);
        self.open();
    }

    /// Whether a cell holds speckle: neighbours differ by a quarter level on average beyond what a
    /// ramp or an upright edge explains. Drawn furniture is mostly flat.
    pub fn textured(&self, index: usize) -> bool {
        self.cells[index].mixed * 4 >= self.cells[index].pixels
    }

    /// Whether the brightness of a cell and of those to the right and below differs beyond what a ramp or an
    /// upright edge explains, by a level: speckle so magnified that neighbouring pixels are alike.
    pub fn grained(&self, index: usize) -> bool {
        let below = index + self.w;
        let has_neighbours = index % self.w + 1 < self.w && below < self.cells.len();
        has_neighbours && {
            let [a, b, c, d] =
                [index, index + 1, below, below + 1].map(|i| self.cells[i].mean() as i32);
            a - b - c + d != 0
        }
    }

    /// Whether the outline may run through a pixel of this value.
    pub fn shows(&self, value: u8) -> bool {
        value >= self.edge || value < self.below
    }

    /// Lights the areas of sparse faint specks: unlit cells with enough faint cells around; false
    /// where there are none. Compression leaves specks of its own, so only a clean picture has any.
    /// `letters` says that the picture may hold text, whose bright cells are no specks.
    pub fn light_specks(&mut self, letters: bool) -> bool {
        let (w, h) = (self.w, self.h);
        if !self.clean {
            return false;
        }
        let brightest = if letters {
            usize::from(self.edge) + FAINT_RANGE
        } else {
            255
        };
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        scratch.extend((0..w * h).map(|i| {
            let cell = &self.cells[i];
            let faint = usize::from(cell.max) <= brightest && cell.max >= self.edge;
            !self.lit[i] && faint && !self.is_ground(i) && cell.above * 10 >= cell.pixels
        }));
        self.scratch = scratch;
        self.sums.clear();
        self.sums.resize((w + 1) * (h + 1), [0; 2]);
        for i in 0..w * h {
            let (x, y) = (i % w, i / w);
            let at = y * (w + 1) + x;
            let own = [u32::from(self.scratch[i]), u32::from(!self.lit[i])];
            for (k, own) in own.into_iter().enumerate() {
                let [corner, up, left] = [at, at + 1, at + w + 1].map(|j| self.sums[j][k]);
                self.sums[at + w + 2][k] = own + up + left - corner;
            }
        }
        for i in (0..w * h).filter(|&i| !self.lit[i]) {
            let (x, y) = (i % w, i / w);
            let reach = SPECKS_REACH;
            let (left, top) = (x.saturating_sub(reach), y.saturating_sub(reach));
            let (right, bottom) = ((x + reach + 1).min(w), (y + reach + 1).min(h));
            let [specks, unlit] = [0, 1].map(|k| {
                let sum = |x: usize, y: usize| self.sums[y * (w + 1) + x][k];
                (sum(right, bottom) + sum(left, top) - sum(right, top) - sum(left, bottom)) as usize
            });
            self.scratch[i] = specks >= 2 && specks * SPECKS_PART >= unlit && !self.is_ground(i);
        }
        let mut specks = std::mem::take(&mut self.scratch);
        self.clear_gaps(&mut specks);
        let mut any = false;
        for (lit, speck) in self.lit.iter_mut().zip(&specks) {
            any |= speck & !*lit;
            *lit |= speck;
        }
        self.scratch = specks;
        any
    }

    /// Clears those of `cells` that a gap row runs through.
    fn clear_gaps(&self, cells: &mut [bool]) {
        for (cells, rows) in cells
            .chunks_mut(self.w)
            .zip(self.gap_rows.chunks(self.cell))
        {
            if rows.contains(&true) {
                cells.fill(false);
            }
        }
    }

    fn collect(&mut self, frame: &Frame) {
        self.cells.clear();
        self.cells.resize(
            self.w * self.h,
            Cell {
                min: 255,
                ..Cell::default()
            },
        );
        for (y, line) in frame
            .luma
            .chunks_exact(frame.width)
            .take(frame.height)
            .enumerate()
        {
            let next = &frame.luma[(y + 1).min(frame.height - 1) * frame.width..][..frame.width];
            let cells = &mut self.cells[y / self.cell * self.w..][..self.w];
            let parts = line.chunks(self.cell).zip(next.chunks(self.cell));
            for (cell, (part, below)) in cells.iter_mut().zip(parts) {
                cell.pixels += part.len() as u32;
                cell.sum += part.iter().map(|&v| u32::from(v)).sum::<u32>();
                cell.min = part.iter().copied().fold(cell.min, u8::min);
                cell.max = part.iter().copied().fold(cell.max, u8::max);
                let pairs = part.windows(2).zip(below.windows(2));
                cell.mixed += pairs
                    .map(|(a, b)| {
                        let [a, b, c, d] = [a[0], a[1], b[0], b[1]].map(i32::from);
                        (a - b - c + d).unsigned_abs()
                    })
                    .sum::<u32>();
            }
        }
    }

    /// Grey level of the background and its noise, from the flattest tenth of the dark cells.
    fn background(&self) -> Option<(usize, usize)> {
        let mut ranges = [0_usize; 256];
        let dark = || {
            self.cells
                .iter()
                .filter(|cell| cell.mean() < BACKGROUND_MAX)
        };
        for cell in dark() {
            ranges[cell.range()] += 1;
        }
        let tenth = dark().count() / 10;
        let mut seen = 0;
        let noise = ranges.iter().position(|&count| {
            seen += count;
            seen > tenth
        })?;
        let mut levels = [0_usize; BACKGROUND_MAX];
        for cell in dark().filter(|cell| cell.range() <= FLAT_RANGE + noise) {
            levels[cell.mean()] += 1;
        }
        let (level, count) = levels
            .iter()
            .enumerate()
            .max_by_key(|&(level, &n)| (n, BACKGROUND_MAX - level))?;
        // A black panel lies on a grey ground where both are common.
        let (ground, around) = levels[..=GROUND_MAX]
            .iter()
            .enumerate()
            .skip(level + 2)
            .max_by_key(|&(level, &n)| (n, BACKGROUND_MAX - level))
            .unwrap_or((level, &0));
        let on_ground = level <= BLACK_MAX && around * GROUND_PART >= self.cells.len();
        let level = if on_ground { ground } else { level };
        (noise <= NOISE_MAX && count * 50 >= self.cells.len()).then_some((level, noise))
    }

    /// Whether almost all cells of the background hold one single grey.
    fn is_exact(&self, background: usize) -> bool {
        let own = || self.cells.iter().filter(|cell| cell.mean() == background);
        let flat = own().filter(|cell| cell.range() == 0).count();
        let near = own().filter(|cell| cell.range() <= FLAT_RANGE).count();
        flat * 100 >= near * CLEAN_PERCENT
    }

    fn count_above(&mut self, frame: &Frame) {
        self.gap_rows.clear();
        let (threshold, below) = (self.threshold, self.below);
        for (y, line) in frame
            .luma
            .chunks_exact(frame.width)
            .take(frame.height)
            .enumerate()
        {
            let cells = &mut self.cells[y / self.cell * self.w..][..self.w];
            let mut row = 0;
            for (cell, part) in cells.iter_mut().zip(line.chunks(self.cell)) {
                let above = part
                    .iter()
                    .map(|&v| u32::from((v >= threshold) | (v < below)))
                    .sum::<u32>();
                cell.above += above;
                row += above as usize;
            }
            // Depth ticks and a grey bar's edge may cross a gap: half a percent of the width.
            self.gap_rows.push(row * 200 <= frame.width);
        }
    }

    /// Lit: at least half of the pixels are above the background (text strokes cover less), and
    /// the cell is not just background lifted by compression.
    fn light(&mut self, background: usize, noise: usize) {
        let flat = FLAT_RANGE + noise * 3 / 2;
        let lit = self.cells.iter().map(|cell| {
            let lifted = cell.mean() >= background + FLAT_LIFT + noise;
            let uneven = cell.range() > flat || lifted || cell.max < self.below;
            uneven && cell.above * 2 >= cell.pixels
        });
        self.lit.clear();
        self.lit.extend(lit);
        let mut lit = std::mem::take(&mut self.lit);
        self.clear_gaps(&mut lit);
        self.lit = lit;
    }

    /// Opening by 3x3 cells: removes lines of text, ticks and thin bars that lie alone.
    fn open(&mut self) {
        let (w, h) = (self.w, self.h);
        let around = move |x: usize, y: usize| {
            let (left, right) = (x.saturating_sub(1), (x + 2).min(w));
            (y.saturating_sub(1)..(y + 2).min(h)).map(move |row| row * w + left..row * w + right)
        };
        self.scratch.clear();
        self.scratch.resize(w * h, false);
        for i in 0..w * h {
            let (x, y) = (i % w, i / w);
            let inner = x > 0 && y > 0 && x + 1 < w && y + 1 < h;
            self.scratch[i] = inner && around(x, y).all(|run| self.lit[run].iter().all(|&l| l));
        }
        for i in 0..w * h {
            let mut runs = around(i % w, i / w);
            self.lit[i] = runs.any(|run| self.scratch[run].iter().any(|&l| l));
        }
    }
}
