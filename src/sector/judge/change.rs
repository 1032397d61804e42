//! How far the sector's speckle is another than before.
//!
//! Measured on the differences of neighbouring blocks (no matter how bright the picture is as a whole),
//! for each tile of the sector: how far those of now and of then are from correlated. Live echoes change
//! all over the sector; what is drawn over a standing picture (a pointer, calipers, a clock) changes a
//! few tiles; a grabber's noise changes all of them, and little.

use super::blocks::{Blocks, LEVEL};
use super::field::{Field, TILES};

/// Tiles with less texture than this say nothing: mean square of the differences, grey levels.
const TEXTURE_MIN: f64 = 2.5 * 2.5;
/// Fewer differences than this are no tile.
const PAIRS_MIN: u32 = 12;
/// Share of the tiles that have to change at least so much, per cent.
const TILES_PERCENT: usize = 40;
/// Fewer tiles with texture than this are no picture.
const TILES_MIN: usize = 4;

/// Measures change; keeps its buffers.
#[derive(Clone, Debug)]
pub(super) struct Change {
    sums: [Sums; TILES],
    scores: Vec<f64>,
    texture: f64,
}

/// Sums over the pairs of a tile, in squares of [`LEVEL`].
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    pairs: u32,
    now: i64,
    then: i64,
    both: i64,
}

impl Default for Change {
    fn default() -> Self {
        Self {
            sums: [Sums::default(); TILES],
            scores: Vec::with_capacity(TILES),
            texture: 0.0,
        }
    }
}

impl Change {
    /// How much at least two fifths of the sector's textured tiles changed: 0 (the same) to 1 (no
    /// relation) and above. `None` where there is hardly any texture.
    pub fn between(&mut self, then: &Blocks, now: &Blocks, field: &Field) -> Option<f64> {
        self.sums = [Sums::default(); TILES];
        for place in field.places.iter().filter(|p| p.followed) {
            let at = place.index as usize;
            let step =
                |blocks: &Blocks| i64::from(blocks.means[at + 1]) - i64::from(blocks.means[at]);
            let (now, then) = (step(now), step(then));
            let sums = &mut self.sums[usize::from(place.tile)];
            sums.pairs += 1;
            sums.now += now * now;
            sums.then += then * then;
            sums.both += now * then;
        }
        self.scores.clear();
        let (mut squares, mut pairs) = (0, 0);
        for sums in &self.sums {
            let Some(score) = sums.change() else { continue };
            self.scores.push(score);
            squares += sums.now;
            pairs += i64::from(sums.pairs);
        }
        self.texture = squares as f64 / pairs.max(1) as f64;
        if self.scores.len() < TILES_MIN {
            return None;
        }
        let at = self.scores.len() * (100 - TILES_PERCENT) / 100;
        let (_, score, _) = self.scores.select_nth_unstable_by(at, f64::total_cmp);
        Some(*score)
    }

    /// Mean square of the differences in the tiles that counted last, squares of [`LEVEL`].
    pub fn texture(&self) -> f64 {
        self.texture
    }
}

impl Sums {
    fn change(&self) -> Option<f64> {
        let unit = f64::from(LEVEL) * f64::from(LEVEL) * f64::from(self.pairs);
        let (now, then) = (self.now as f64, self.then as f64);
        if self.pairs < PAIRS_MIN || now.max(then) < TEXTURE_MIN * unit {
            return None;
        }
        // Where texture came out of nothing, nothing is as before.
        Some(match now.min(then) {
            least if least > 0.0 => 1.0 - self.both as f64 / (now * then).sqrt(),
            _ => 1.0,
        })
    }
}
