//! The exam as it goes on: picture, boxes, checklist, timeline.

use embedded_graphics::{geometry::Point, primitives::Rectangle};

use super::{Draw, Timeline, banner, checklist, views};
use crate::{
    anatomy::{Rect, Structure, View},
    display::{
        labels::Placer,
        language::Word,
        layout::{Design, area, bottom, fitted, right},
        model::Crop,
        palette::Group,
        text::Line,
    },
};

/// Boxes of these surround the others: only their corners are drawn, and below all others.
const SURROUNDING: [Structure; 2] = [Structure::Thorax, Structure::Heart];

/// Draws everything between header and footer.
pub fn live(draw: &mut Draw, timeline: &mut Timeline) {
    let layout = draw.layout;
    if layout.has_picture() {
        picture(draw);
        if draw.model.withheld {
            // Nothing of what was found, and nothing that looks as if nothing had been found.
            draw.scene.region(layout.barcode, draw.palette.panel);
            let left = layout.checklist;
            let end = bottom(&layout.items).max(bottom(&left));
            let height = (end - left.top_left.y) as u32;
            let place = area(left.top_left.x, left.top_left.y, left.size.width, height);
            banner::withheld(draw, place);
        } else {
            timeline.draw(draw, layout.barcode);
            match layout.design {
                Design::Wide => checklist::checklist(draw),
                _ => views::views(draw),
            }
        }
    } else if !draw.is_analysing() {
        banner::banner(draw, layout.body);
    } else if draw.model.withheld {
        banner::withheld(draw, layout.checklist);
    } else {
        views::views(draw);
    }
}

/// The picture with boxes where the findings may be shown, the banner otherwise.
fn picture(draw: &mut Draw) {
    let place = draw.layout.picture;
    match draw.model.crop {
        Some(crop) if draw.is_analysing() && crop.is_whole() => {
            // Each pixel once: this is most of what a live update costs.
            draw.scene.open(place);
            let shown = crop_at(draw, 0, &crop, &place);
            draw.scene.fill_round(place, &shown, draw.palette.plate);
            if draw.model.showing.boxes {
                boxes(draw, &crop.rect, &shown);
            }
        }
        _ => banner::banner(draw, place),
    }
}

/// A picture as large as it can be in a place without changing its shape; where it stands.
pub(super) fn crop_at(draw: &mut Draw, slot: u8, crop: &Crop, place: &Rectangle) -> Rectangle {
    let shown = fitted(crop.width, crop.height, place);
    let version = draw.pictures.keep(slot, crop);
    draw.scene.picture(slot, version, shown, draw.palette.white);
    shown
}

/// Boxes of the structures above their thresholds, then all labels on top.
fn boxes(draw: &mut Draw, source: &Rect, shown: &Rectangle) {
    let model = draw.model;
    let found = |s: &Structure| {
        let confidence = model.detections[*s].confidence;
        confidence > 0.0 && confidence >= model.thresholds[*s]
    };
    let inner = Structure::ALL
        .into_iter()
        .filter(|s| !SURROUNDING.contains(s));
    let order = SURROUNDING.into_iter().chain(inner).filter(found);
    let place = |s: Structure| to_screen(&model.detections[s].rect, source, shown);
    // Thin: the picture is what counts.
    let stroke = if shown.size.height > 600 { 2 } else { 1 };
    for structure in order.clone() {
        if let Some(framed) = place(structure) {
            frame(draw, &framed, structure, stroke);
        }
    }
    let mut placer = Placer::new(draw.layout.picture);
    for structure in order {
        if let Some(framed) = place(structure) {
            label(draw, &mut placer, &framed, structure);
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
fn frame(draw: &mut Draw, framed: &Rectangle, structure: Structure, stroke: u32) {
    let colour = draw.palette.group(Group::of(structure));
    if !SURROUNDING.contains(&structure) {
        draw.scene.frame(*framed, stroke, colour);
        return;
    }
    let Point { x, y } = framed.top_left;
    let share = |side: u32| (side / 8).clamp(8, 28).min(side);
    let (w, h) = (share(framed.size.width), share(framed.size.height));
    let (last_x, last_y) = (right(framed) - w as i32, bottom(framed) - h as i32);
    let edge = stroke as i32;
    for row in [y, bottom(framed) - edge] {
        for start in [x, last_x] {
            draw.scene.fill(area(start, row, w, stroke), colour);
        }
    }
    for column in [x, right(framed) - edge] {
        for start in [y, last_y] {
            draw.scene.fill(area(column, start, stroke, h), colour);
        }
    }
}

fn label(draw: &mut Draw, placer: &mut Placer, framed: &Rectangle, structure: Structure) {
    let face = draw.layout.faces.small;
    let word = draw.get(Word::Label(structure));
    let colour = draw.palette.group(Group::of(structure));
    let (pad, height) = (4, i32::from(face.px) + 2);
    let width = face.width(word) + 2 * pad;
    let plate = placer.place(framed, width as u32, height as u32);
    draw.scene.fill(plate, draw.palette.plate);
    let Point { x, y } = plate.top_left;
    draw.scene.fill(area(x, y, 2, height as u32), colour);
    let line = Line::left(face, colour, x + pad, face.baseline(y, height), width);
    draw.scene.text(line, word);
}

/// The view whose items are to be looked at: the current one, else that of the hint, else the first that is open.
pub(super) fn view_in_focus(draw: &Draw) -> View {
    use crate::{display::model::Hint, exam::ItemState};
    let model = draw.model;
    if draw.is_analysing() && model.view != View::None {
        return model.view;
    }
    match model.hint {
        Some(Hint::Show(view) | Hint::Again(view, _) | Hint::Hold(view, _)) => view,
        _ => {
            let open =
                |i: &&crate::exam::Item| matches!(i.state, ItemState::NotSeen | ItemState::Outside);
            model
                .items
                .iter()
                .find(open)
                .map_or(View::FourChamber, |item| item.view)
        }
    }
}
