//! Draws scenes on a canvas: all of one, or what is new in it.

use std::sync::atomic::{AtomicU64, Ordering};

use embedded_graphics::primitives::Rectangle;

use super::{
    canvas::Canvas,
    model::Crop,
    palette::GROUND,
    scale::Scaler,
    scene::{Op, Scene, hatch},
    signs::Sign,
};

/// How many pictures are kept: the live one, and one of each view.
pub const PICTURES: usize = 7;

/// Every painter has its own number, so that a canvas knows who drew it.
static PAINTERS: AtomicU64 = AtomicU64::new(1);

/// Pictures that a scene shows, and how often each has changed.
#[derive(Clone, Debug, Default)]
pub struct Pictures([Kept; PICTURES]);

#[derive(Clone, Debug, Default)]
struct Kept {
    luma: Vec<u8>,
    size: (usize, usize),
    version: u64,
}

impl Pictures {
    /// Keeps a picture at a place, below [`PICTURES`], and says how often the one there has changed. The crop is
    /// whole.
    pub fn keep(&mut self, slot: u8, crop: &Crop) -> u64 {
        let Some(kept) = self.0.get_mut(usize::from(slot)) else {
            return 0;
        };
        let luma = &crop.luma[..crop.width * crop.height];
        if kept.size != (crop.width, crop.height) || kept.luma != luma {
            kept.luma.clear();
            kept.luma.extend_from_slice(luma);
            kept.size = (crop.width, crop.height);
            kept.version += 1;
        }
        kept.version
    }
}

/// Draws scenes, keeping what it drew last.
#[derive(Debug)]
pub struct Painter {
    number: u64,
    count: u64,
    last: Scene,
    scaler: Scaler,
    signs: Vec<(Sign, u16, Vec<u8>)>,
    changed: Vec<Rectangle>,
}

impl Default for Painter {
    fn default() -> Self {
        Self {
            number: PAINTERS.fetch_add(1, Ordering::Relaxed),
            count: 0,
            last: Scene::default(),
            scaler: Scaler::default(),
            signs: Vec::new(),
            changed: Vec::new(),
        }
    }
}

impl Painter {
    /// Draws a scene and says which areas of the canvas have changed: all of it where the canvas does not hold what
    /// this painter drew last. The scene is kept, and the one before is given in its place.
    pub fn paint(
        &mut self,
        canvas: &mut Canvas,
        scene: &mut Scene,
        pictures: &Pictures,
    ) -> &[Rectangle] {
        self.changed.clear();
        let is_mine = canvas.drawn() == Some((self.number, self.count));
        if is_mine && scene.has_areas_of(&self.last) {
            for (region, before) in scene.regions().iter().zip(self.last.regions()) {
                if !scene.is_same(region, &self.last, before) {
                    self.changed.push(region.area);
                }
            }
            let changed = std::mem::take(&mut self.changed);
            for region in scene.regions().iter().filter(|r| changed.contains(&r.area)) {
                canvas.set_clip(Some(&region.area));
                self.draw(canvas, scene, scene.ops(region), pictures);
            }
            self.changed = changed;
        } else {
            let all = super::layout::area(0, 0, canvas.width(), canvas.height());
            canvas.set_clip(None);
            canvas.fill(&all, GROUND);
            for region in scene.regions() {
                canvas.set_clip(Some(&region.area));
                self.draw(canvas, scene, scene.ops(region), pictures);
            }
            self.changed.push(all);
        }
        canvas.set_clip(None);
        self.count += 1;
        canvas.set_drawn(Some((self.number, self.count)));
        std::mem::swap(&mut self.last, scene);
        &self.changed
    }

    /// Forgets what it drew: the next scene is drawn whole.
    pub fn forget(&mut self) {
        self.count += 1;
    }

    /// The scene that was drawn last.
    #[cfg(test)]
    pub const fn last(&self) -> &Scene {
        &self.last
    }

    fn draw(&mut self, canvas: &mut Canvas, scene: &Scene, ops: &[Op], pictures: &Pictures) {
        for op in ops {
            match *op {
                Op::Fill(area, colour) => canvas.fill(&area, colour),
                Op::Hatch(area, period, stripe, colour) => {
                    hatch(canvas, &area, period, stripe, colour);
                }
                Op::Text { line, from, to, .. } => {
                    line.draw(canvas, scene.words(from, to));
                }
                Op::Sign(sign, at, side, colour) => {
                    let cover = self.sign(sign, side);
                    for (row, cover) in cover.chunks_exact(usize::from(side.max(1))).enumerate() {
                        canvas.blend(at.x, at.y + row as i32, cover, colour);
                    }
                }
                Op::Picture(slot, _, area, white) => {
                    self.picture(canvas, &area, (slot, white), pictures);
                }
            }
        }
    }

    fn sign(&mut self, sign: Sign, side: u16) -> &[u8] {
        let known = |(s, size, _): &(Sign, u16, Vec<u8>)| (*s, *size) == (sign, side);
        let at = self.signs.iter().position(known).unwrap_or_else(|| {
            let mut cover = Vec::new();
            sign.rasterise(side, &mut cover);
            self.signs.push((sign, side, cover));
            self.signs.len() - 1
        });
        &self.signs[at].2
    }

    fn picture(
        &mut self,
        canvas: &mut Canvas,
        area: &Rectangle,
        (slot, white): (u8, u8),
        pictures: &Pictures,
    ) {
        let Some(kept) = pictures.0.get(usize::from(slot)) else {
            return;
        };
        let size = (area.size.width as usize, area.size.height as usize);
        if kept.luma.is_empty() || size.0 == 0 || size.1 == 0 {
            return;
        }
        let mut y = area.top_left.y;
        self.scaler.scale(&kept.luma, kept.size, size, |row| {
            canvas.set_greys(area.top_left.x, y, row, white);
            y += 1;
        });
    }
}
