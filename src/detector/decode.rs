//! From the output maps of a detector to one best box for each structure.
//!
//! Pure arithmetic on slices: the same maps give the same boxes on every machine. For class `c`
//! the cell (row `i`, column `j`) with the largest heat wins, the first one row by row on a tie:
//! confidence = sigmoid(heat / T + b) with the class's temperature T and offset b (Platt,
//! "Probabilistic Outputs for Support Vector Machines", 1999; 1 and 0 change nothing), centre =
//! ((j + 0.5 + dx) stride, (i + 0.5 + dy) stride), size = stride * exp(size channel). The shape is
//! that of Zhou et al., "Objects as Points", 2019.

use super::Detection;
use crate::anatomy::{Rect, Structure, StructureMap};

/// The geometry of the maps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// Cells down.
    pub rows: usize,
    /// Cells across.
    pub cols: usize,
    /// Side of a cell, input pixels.
    pub stride: usize,
}

/// What a channel of heat stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Class {
    pub structure: Structure,
    /// What its heat is divided by, above 0.
    pub temperature: f32,
    /// What is added to the heat so divided.
    pub offset: f32,
}

/// The output maps, row by row: `classes` channels of heat (logits), twice as many of size
/// (logarithm of width and height in strides) and of offset (from cell centre to box centre, strides).
pub(super) struct Maps<'a> {
    pub heat: &'a [f32],
    pub size: &'a [f32],
    pub offset: &'a [f32],
}

/// The best box of each class in input pixels. A class without any finite heat, size and offset
/// has confidence 0.
pub(super) fn decode(maps: &Maps, grid: Grid, classes: &[Class]) -> StructureMap<Detection> {
    let mut detections = StructureMap::default();
    let cells = grid.rows * grid.cols;
    for (c, (class, heat)) in classes
        .iter()
        .zip(maps.heat.chunks_exact(cells))
        .enumerate()
    {
        let Some((cell, heat)) = hottest(heat) else {
            continue;
        };
        let at = |map: &[f32], channel: usize| map[(2 * c + channel) * cells + cell];
        let size = [at(maps.size, 0), at(maps.size, 1)];
        let offset = [at(maps.offset, 0), at(maps.offset, 1)];
        if size.iter().chain(&offset).any(|v| v.is_nan()) {
            continue;
        }
        detections[class.structure] = Detection {
            confidence: sigmoid(heat / class.temperature + class.offset),
            rect: grid.rect(cell, size, offset),
        };
    }
    detections
}

impl Grid {
    /// The box of a cell; its sides and its centre stay within the input.
    #[expect(
        clippy::cast_precision_loss,
        reason = "an input has at most 1024 pixels a side"
    )]
    fn rect(self, cell: usize, size: [f32; 2], offset: [f32; 2]) -> Rect {
        let stride = self.stride as f32;
        let axis = |at: usize, cells: usize, size: f32, offset: f32| {
            let whole = cells as f32 * stride;
            let centre = ((at as f32 + 0.5 + offset) * stride).clamp(0.0, whole);
            let side = (stride * exp(size)).min(whole);
            (centre - side / 2.0, side)
        };
        let (x, w) = axis(cell % self.cols, self.cols, size[0], offset[0]);
        let (y, h) = axis(cell / self.cols, self.rows, size[1], offset[1]);
        Rect::new(x, y, w, h)
    }
}

/// The first cell with the largest heat; values that are not numbers never win.
fn hottest(heat: &[f32]) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for (cell, &value) in heat.iter().enumerate() {
        if !value.is_nan() && best.is_none_or(|(_, most)| value > most) {
            best = Some((cell, value));
        }
    }
    best
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// Through f64, whose error vanishes in the rounding: the mathematics libraries of two machines
/// agree on the f32 result.
#[expect(
    clippy::cast_possible_truncation,
    reason = "rounding and infinity are meant"
)]
fn exp(x: f32) -> f32 {
    f64::from(x).exp() as f32
}

#[cfg(test)]
mod tests {
    use super::{Class, Grid, Maps, decode};
    use crate::anatomy::{Rect, Structure};

    const GRID: Grid = Grid {
        rows: 2,
        cols: 3,
        stride: 8,
    };
    const CLASSES: [Class; 2] = [
        class(Structure::Heart, 1.0, 0.0),
        class(Structure::Crux, 1.0, 0.0),
    ];

    const fn class(structure: Structure, temperature: f32, offset: f32) -> Class {
        Class {
            structure,
            temperature,
            offset,
        }
    }

    /// Heat, size and offset maps of two classes; the hot cell of each is given.
    fn maps(hot: [(usize, f32); 2]) -> (Vec<f32>, Vec<f32>, Vec<f32>) {
        let (mut heat, size, offset) = (vec![-9.0; 12], vec![0.0; 24], vec![0.0; 24]);
        for (c, (cell, value)) in hot.into_iter().enumerate() {
            heat[c * 6 + cell] = value;
        }
        (heat, size, offset)
    }

    fn run((heat, size, offset): &(Vec<f32>, Vec<f32>, Vec<f32>)) -> super::super::Detections {
        decode(&Maps { heat, size, offset }, GRID, &CLASSES)
    }

    #[test]
    fn a_box_is_read_by_the_stated_formula() {
        let mut maps = maps([(4, 0.0), (0, 2.0)]);
        (maps.1[4], maps.1[6 + 4]) = (2.0_f32.ln(), 0.5_f32.ln());
        (maps.2[4], maps.2[6 + 4]) = (0.25, -0.5);
        let found = run(&maps);
        let heart = found[Structure::Heart];
        assert_eq!(heart.confidence, 0.5);
        let expected = Rect::new(1.75 * 8.0 - 8.0, 8.0 - 2.0, 16.0, 4.0);
        assert!((heart.rect.x - expected.x).abs() < 1e-5, "{heart:?}");
        assert!((heart.rect.y - expected.y).abs() < 1e-5, "{heart:?}");
        assert!((heart.rect.w - expected.w).abs() < 1e-5, "{heart:?}");
        assert!((heart.rect.h - expected.h).abs() < 1e-5, "{heart:?}");
        assert_eq!(found[Structure::Crux].rect, Rect::new(0.0, 0.0, 8.0, 8.0));
        assert!((found[Structure::Crux].confidence - 0.880_797).abs() < 1e-6);
        assert_eq!(
            found[Structure::Spine].confidence,
            0.0,
            "a class that the model lacks"
        );
    }

    #[test]
    fn heat_is_divided_by_the_temperature_of_its_class_and_the_offset_added() {
        let (heat, size, offset) = maps([(4, 3.0), (0, 3.0)]);
        let maps = Maps {
            heat: &heat,
            size: &size,
            offset: &offset,
        };
        let found = |temperature, offset| {
            let classes = [class(Structure::Heart, temperature, offset), CLASSES[1]];
            decode(&maps, GRID, &classes)
        };
        let (plain, tempered) = (found(1.0, 0.0), found(2.0, 0.0));
        let heart = tempered[Structure::Heart];
        assert!((heart.confidence - 0.817_574_5).abs() < 1e-6, "{heart:?}");
        assert_eq!(heart.rect, plain[Structure::Heart].rect);
        assert_eq!(tempered[Structure::Crux], plain[Structure::Crux]);
        assert!(found(0.05, 0.0)[Structure::Heart].confidence > 0.999_99);
        let moved = found(2.0, -1.5);
        assert_eq!(moved[Structure::Heart].confidence, 0.5);
        assert_eq!(moved[Structure::Heart].rect, heart.rect);
        assert_eq!(moved[Structure::Crux], plain[Structure::Crux]);
    }

    #[test]
    fn the_first_cell_wins_a_tie() {
        let mut maps = maps([(1, 1.0), (5, 1.0)]);
        maps.0[4] = 1.0;
        assert_eq!(run(&maps)[Structure::Heart].rect.centre(), (12.0, 4.0));
    }

    #[test]
    fn heat_that_is_no_number_is_no_detection() {
        let mut maps = maps([(2, 1.0), (3, 1.0)]);
        maps.0[0] = f32::NAN;
        assert_eq!(run(&maps)[Structure::Heart].rect.centre(), (20.0, 4.0));
        maps.0[..6].fill(f32::NAN);
        assert_eq!(run(&maps)[Structure::Heart], super::Detection::default());
        maps.1[12 + 3] = f32::NAN;
        assert_eq!(run(&maps)[Structure::Crux], super::Detection::default());
    }

    #[test]
    fn wild_values_stay_within_the_input() {
        let mut maps = maps([(0, f32::INFINITY), (1, f32::NEG_INFINITY)]);
        (maps.1[0], maps.1[6]) = (500.0, f32::NEG_INFINITY);
        (maps.2[0], maps.2[6]) = (f32::INFINITY, f32::NEG_INFINITY);
        let heart = run(&maps)[Structure::Heart];
        assert_eq!(heart.confidence, 1.0);
        assert_eq!(heart.rect, Rect::new(12.0, 0.0, 24.0, 0.0));
    }
}
