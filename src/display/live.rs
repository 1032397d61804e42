//! The live picture with its boxes, or the banner that takes their place.

use std::fmt::Write;

use embedded_graphics::{
    draw_target::DrawTarget,
    geometry::{Point, Size},
    pixelcolor::{Rgb888, RgbColor},
    primitives::Rectangle,
};

use super::{
    canvas::Canvas,
    labels::Placer,
    layout::{PICTURE, area, bottom, fitted, right},
    model::{Crop, RESULT_AGE_MS_MAX, ScreenModel, Standing},
    naming::structure_label,
    palette::{BANNER, BANNER_TEXT, Group, LINE, PLATE},
    scale::Scaler,
    text::{Face, Line},
};
use crate::anatomy::{Rect, Structure};

/// Width of a box's stroke, pixels.
const STROKE: u32 = 2;

/// Boxes of these surround the others: only their corners are drawn, and below all others.
const SURROUNDING: [Structure; 2] = [Structure::Thorax, Structure::Heart];

/// Draws the picture panel.
#[derive(Clone, Debug, Default)]
pub struct Live {
    scaler: Scaler,
    words: String,
}

impl Live {
    /// Draws the picture with boxes where the findings may be shown, the banner otherwise.
    pub fn draw(&mut self, canvas: &mut Canvas, model: &ScreenModel) {
        let _ = canvas.fill_solid(&PICTURE, Rgb888::BLACK);
        match (model.standing(), model.crop.as_ref()) {
            (Standing::Analysing, Some(crop)) if crop.is_whole() => {
                self.draw_crop(canvas, crop, model);
            }
            (Standing::Analysing, _) => {
                self.banner(
                    canvas,
                    "NO PICTURE",
                    "the sector of this frame is not at hand",
                );
            }
            (standing, _) => self.draw_standing(canvas, standing, model.status.fault),
        }
    }

    fn draw_crop(&mut self, canvas: &mut Canvas, crop: &Crop, model: &ScreenModel) {
        let shown = fitted(crop.width, crop.height, &PICTURE);
        let size = (shown.size.width as usize, shown.size.height as usize);
        let greys = self
            .scaler
            .scale(crop.luma, (crop.width, crop.height), size);
        for (row, y) in greys.chunks_exact(size.0).zip(shown.top_left.y as u32..) {
            canvas.set_greys(shown.top_left.x as u32, y, row);
        }
        draw_boxes(canvas, model, &crop.rect, &shown);
    }

    fn draw_standing(&mut self, canvas: &mut Canvas, standing: Standing, fault: Option<&str>) {
        match standing {
            Standing::NoSignal => {
                self.banner(
                    canvas,
                    "NO SIGNAL",
                    fault.unwrap_or("no picture from the scanner"),
                );
            }
            Standing::NotReadable { title, sentence } => self.banner(canvas, title, sentence),
            Standing::Stale { age_ms } => {
                let mut words = std::mem::take(&mut self.words);
                words.clear();
                let _ = write!(
                    words,
                    "not analysing: last result is {age_ms:.0} ms old (limit {RESULT_AGE_MS_MAX:.0} ms)"
                );
                self.banner(canvas, "RESULT TOO OLD", &words);
                self.words = words;
            }
            Standing::Fault | Standing::Analysing => {
                self.banner(canvas, "NOT ANALYSING", fault.unwrap_or_default());
            }
        }
    }

    /// A slab across the dead picture: stripes, what is wrong in the largest letters, and why.
    fn banner(&self, canvas: &mut Canvas, headline: &str, reason: &str) {
        hatch(canvas, &PICTURE, 24, 2, LINE);
        let slab = area(
            PICTURE.top_left.x,
            PICTURE.top_left.y + 109,
            PICTURE.size.width,
            190,
        );
        let _ = canvas.fill_solid(&slab, BANNER);
        for y in [slab.top_left.y, bottom(&slab) - 20] {
            hatch(
                canvas,
                &area(slab.top_left.x, y, slab.size.width, 20),
                28,
                14,
                BANNER_TEXT,
            );
        }
        let (centre, room) = (PICTURE.center().x, slab.size.width as i32 - 32);
        let top = slab.top_left.y;
        Line::centre(Face::Huge, BANNER_TEXT, centre, top + 100, room).draw(canvas, headline);
        let face = if Face::Title.width(reason) <= room {
            Face::Title
        } else {
            Face::Strong
        };
        Line::centre(face, BANNER_TEXT, centre, top + 144, room).draw(canvas, reason);
    }
}

/// Diagonal stripes of `stripe` pixels every `period` pixels.
pub fn hatch(canvas: &mut Canvas, within: &Rectangle, period: i32, stripe: i32, colour: Rgb888) {
    let (left, end) = (within.top_left.x, right(within));
    for y in within.top_left.y..bottom(within) {
        let mut x = left - (left + y).rem_euclid(period);
        while x < end {
            let (a, b) = (x.max(left), (x + stripe).min(end));
            if a < b {
                let _ = canvas.fill_solid(&area(a, y, (b - a) as u32, 1), colour);
            }
            x += period;
        }
    }
}

/// Boxes of the structures above their thresholds, then all labels on top.
fn draw_boxes(canvas: &mut Canvas, model: &ScreenModel, source: &Rect, shown: &Rectangle) {
    let found = |s: &Structure| {
        let confidence = model.detections[*s].confidence;
        confidence > 0.0 && confidence >= model.thresholds[*s]
    };
    let inner = Structure::ALL
        .into_iter()
        .filter(|s| !SURROUNDING.contains(s));
    let order = SURROUNDING.into_iter().chain(inner).filter(found);
    let place = |s: Structure| to_screen(&model.detections[s].rect, source, shown);
    for structure in order.clone() {
        let colour = Group::of(structure).colour();
        if let Some(framed) = place(structure) {
            draw_frame(canvas, &framed, SURROUNDING.contains(&structure), colour);
        }
    }
    let mut placer = Placer::new(PICTURE);
    for structure in order {
        if let Some(framed) = place(structure) {
            draw_label(canvas, &mut placer, &framed, structure);
        }
    }
}

/// A box in source pixels as whole pixels of the screen, cut at the shown crop. `None` where
/// nothing of it is left or a coordinate is not finite.
fn to_screen(found: &Rect, source: &Rect, shown: &Rectangle) -> Option<Rectangle> {
    let cut = found.intersection(source);
    let finite = [cut.x, cut.y, cut.w, cut.h].iter().all(|v| v.is_finite());
    if !finite || cut.area() <= 0.0 || source.area() <= 0.0 {
        return None;
    }
    let (sx, sy) = (
        shown.size.width as f32 / source.w,
        shown.size.height as f32 / source.h,
    );
    let x = |v: f32| shown.top_left.x + ((v - source.x) * sx).round() as i32;
    let y = |v: f32| shown.top_left.y + ((v - source.y) * sy).round() as i32;
    let (x0, y0) = (x(cut.x), y(cut.y));
    let (x1, y1) = (x(cut.right()).max(x0 + 4), y(cut.bottom()).max(y0 + 4));
    Some(area(x0, y0, (x1 - x0) as u32, (y1 - y0) as u32))
}

/// A box's outline, or only its corners.
fn draw_frame(canvas: &mut Canvas, framed: &Rectangle, corners: bool, colour: Rgb888) {
    let Size { width, height } = framed.size;
    let Point { x, y } = framed.top_left;
    let share = |side: u32| {
        if corners {
            (side / 8).clamp(8, 28).min(side)
        } else {
            side
        }
    };
    let (w, h) = (share(width), share(height));
    let (last_x, last_y) = (right(framed) - w as i32, bottom(framed) - h as i32);
    let stroke = STROKE as i32;
    for edge in [y, bottom(framed) - stroke] {
        for start in [x, last_x] {
            let _ = canvas.fill_solid(&area(start, edge, w, STROKE), colour);
        }
    }
    for edge in [x, right(framed) - stroke] {
        for start in [y, last_y] {
            let _ = canvas.fill_solid(&area(edge, start, STROKE, h), colour);
        }
    }
}

fn draw_label(canvas: &mut Canvas, placer: &mut Placer, framed: &Rectangle, structure: Structure) {
    let (face, word) = (Face::Label, structure_label(structure));
    let colour = Group::of(structure).colour();
    let width = face.width(word) + 9;
    let plate = placer.place(framed, width as u32, 17);
    let _ = canvas.fill_solid(&plate, PLATE);
    let Point { x, y } = plate.top_left;
    let _ = canvas.fill_solid(&area(x, y, 2, 17), colour);
    Line::left(face, colour, x + 5, face.baseline(y, 17) - 1, width).draw(canvas, word);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sector::Picture;

    #[test]
    fn every_reason_fits_its_banner() {
        let room = PICTURE.size.width as i32 - 32;
        for picture in [
            Picture::Frozen,
            Picture::ColourDoppler,
            Picture::Dual,
            Picture::TooDark,
            Picture::Saturated,
            Picture::Shadowed,
            Picture::NotUltrasound,
        ] {
            let (title, sentence) = picture.reason().unwrap();
            assert!(Face::Huge.width(title) <= room, "{title}");
            assert!(Face::Strong.width(sentence) <= room, "{sentence}");
        }
        assert_eq!(Picture::Repeated.reason(), None);
    }
}
