//! Which blocks of the screen lie in the sector, and where in it.

use super::blocks::Blocks;
use crate::sector::Sector;

/// The sector's box is divided into so many tiles across and down.
const TILES_ACROSS: usize = 8;
/// Number of tiles.
pub(super) const TILES: usize = TILES_ACROSS * TILES_ACROSS;
/// Beams that the sector is divided into, from its left to its right side.
pub(super) const BEAMS: usize = 24;
/// The part of the sector's height in which a beam's brightness counts: not the near field, which is
/// bright without contact, and not the rows below the fan's shoulders, per cent.
const BEAM_ROWS: (usize, usize) = (30, 85);

/// A block of the sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Index into [`Blocks::means`].
    pub index: u32,
    /// Which tile, below [`TILES`].
    pub tile: u8,
    /// Which beam, below [`BEAMS`]; `None` in the near field and at the bottom.
    pub beam: Option<u8>,
    /// Whether the next block to the right is in the sector too.
    pub followed: bool,
}

/// The blocks of a sector.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    sector: Option<Sector>,
    of: (usize, usize, usize),
    pub places: Vec<Place>,
    /// Blocks beside the sector's box: indices into [`Blocks::means`].
    pub around: Vec<u32>,
    /// The sector's box in whole blocks: left, top, right, bottom.
    pub bounds: [usize; 4],
}

impl Field {
    /// Takes the sector in, unless it is the one at hand.
    pub fn set(&mut self, sector: &Sector, blocks: &Blocks) {
        let of = (blocks.side, blocks.columns, blocks.rows);
        if self.of == of && self.sector.as_ref() == Some(sector) {
            return;
        }
        self.of = of;
        self.sector = Some(sector.clone());
        self.places.clear();
        let [left, top, width, height] = sector.pixels();
        let (width, height) = (width.max(1), height.max(1));
        let side = blocks.side.max(1);
        self.bounds = [
            (left / side).min(blocks.columns),
            (top / side).min(blocks.rows),
            (left + width).div_ceil(side).min(blocks.columns),
            (top + height).div_ceil(side).min(blocks.rows),
        ];
        self.gather_around(blocks);
        for row in 0..blocks.rows {
            let lines = row * blocks.side..(row + 1) * blocks.side;
            // A block belongs to the sector where all its lines do.
            let mut span = (0, usize::MAX);
            for y in lines.clone() {
                let (from, to) = sector.span(y).unwrap_or((0, 0));
                span = (span.0.max(from), span.1.min(to));
            }
            let first = span.0.div_ceil(blocks.side);
            let end = (span.1 / blocks.side).min(blocks.columns);
            let down = (lines.start.saturating_sub(top) * 100) / height;
            let beams = (BEAM_ROWS.0..BEAM_ROWS.1).contains(&down);
            for column in first..end {
                let x = column * blocks.side + blocks.side / 2;
                let y = lines.start + blocks.side / 2;
                let tile = |at: usize, start: usize, side: usize| {
                    (at.saturating_sub(start) * TILES_ACROSS / side).min(TILES_ACROSS - 1)
                };
                let beam = (x - span.0) * BEAMS / (span.1 - span.0);
                self.places.push(Place {
                    index: (row * blocks.columns + column) as u32,
                    tile: (tile(y, top, height) * TILES_ACROSS + tile(x, left, width)) as u8,
                    beam: beams.then_some(beam as u8),
                    followed: column + 1 < end,
                });
            }
        }
    }

    /// Whether most of this sector lies elsewhere.
    pub fn is_elsewhere(&self, sector: &Sector) -> bool {
        self.sector.as_ref().is_some_and(|own| {
            let common = own.rect.intersection(&sector.rect).area();
            2.0 * common < sector.rect.area()
        })
    }

    fn gather_around(&mut self, blocks: &Blocks) {
        let [left, top, right, bottom] = self.bounds;
        self.around.clear();
        for row in 0..blocks.rows {
            for column in 0..blocks.columns {
                // A block's breadth keeps the sector's own edge out.
                let across = column + 1 >= left && column < right + 1;
                let down = row + 1 >= top && row < bottom + 1;
                if !across || !down {
                    self.around.push((row * blocks.columns + column) as u32);
                }
            }
        }
    }

    /// Forgets the sector.
    pub fn clear(&mut self) {
        self.sector = None;
        self.places.clear();
        self.around.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Frame;

    fn blocks(width: usize, height: usize) -> Blocks {
        let mut blocks = Blocks::default();
        blocks.take(&Frame {
            width,
            height,
            luma: vec![0; width * height],
            ..Frame::default()
        });
        blocks
    }

    #[test]
    fn the_whole_blocks_of_a_box_are_its_field() {
        let blocks = blocks(640, 480);
        let mut field = Field::default();
        field.set(&Sector::rectangle(41, 40, 162, 100), &blocks);
        // 44 to 200 across, 40 to 140 down, in blocks of 4.
        assert_eq!(field.places.len(), 39 * 25);
        assert_eq!(field.places[0].index, 10 * 160 + 11);
        assert!(field.places[37].followed && !field.places[38].followed);
        let tiles: std::collections::BTreeSet<_> = field.places.iter().map(|p| p.tile).collect();
        assert_eq!(tiles.len(), TILES);
        let beams: std::collections::BTreeSet<_> =
            field.places.iter().filter_map(|p| p.beam).collect();
        assert_eq!(beams.len(), BEAMS);
    }

    #[test]
    fn a_sector_outside_of_the_screen_has_no_field() {
        let mut field = Field::default();
        field.set(&Sector::rectangle(700, 500, 100, 100), &blocks(640, 480));
        assert!(field.places.is_empty());
    }
}
