//! The timeline within a page: the chart of the barcode, its names where there is room for them.

use embedded_graphics::primitives::Rectangle;

use super::Draw;
use crate::display::{
    barcode::{Chart, Shade, Words},
    language::{Message, Word},
    layout::{area, bottom, right},
    model::Standing,
    palette::Group,
    slots::{Axis, Slots},
    text::Face,
};

/// Tracks are drawn in pieces of so many columns: where one grows, the others stay.
const PIECE: u32 = 64;
/// From this height on the rows have their names, pixels.
const NAMED_MIN: u32 = 190;

/// The pixel columns of a timeline.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    slots: Option<Slots>,
}

impl Timeline {
    /// Draws rows, views and axis.
    pub fn draw(&mut self, draw: &mut Draw, place: Rectangle) {
        if place.size.width < 120 || place.size.height < 60 {
            draw.scene.region(place, draw.palette.panel);
            return;
        }
        let chart = chart(draw, &place);
        let slots = match &mut self.slots {
            Some(slots) if slots.all().len() == chart.columns as usize => slots,
            other => other.insert(Slots::new(chart.columns as usize, Axis::Round)),
        };
        let model = draw.model;
        slots.gather(model.timeline);
        let words = Words {
            language: draw.language,
            palette: draw.palette,
        };
        let shade = |structure| {
            // A threshold of 1 says that the model does not look for the structure.
            let threshold = Some(model.thresholds[structure]).filter(|t| *t < 1.0);
            threshold.map(|_| Shade {
                colour: draw.palette.group(Group::of(structure)),
                threshold,
            })
        };
        let (left, top, end) = (place.top_left.x, place.top_left.y, bottom(&place));
        let ground = draw.palette.panel;
        // Names, which change with the frame.
        let names = area(
            left,
            top,
            (chart.left - left) as u32,
            (chart.end() - top) as u32,
        );
        draw.scene.region(names, ground);
        if chart.name_width > 0 {
            // Bold while the structure is found in the shown frame.
            chart.draw_names(draw.scene, &words, |structure| {
                let confidence = model.detections[structure].confidence;
                let found = confidence > 0.0 && confidence >= model.thresholds[structure];
                if found && model.standing() == Standing::Analysing {
                    (chart.bold, draw.palette.text)
                } else {
                    (chart.face, draw.palette.text_dim)
                }
            });
        }
        // Tracks, a piece after the other.
        let now = (!model.timeline.columns().is_empty()).then(|| slots.end() as u32);
        let mut from = 0;
        while from < chart.columns {
            let to = (from + PIECE).min(chart.columns);
            // What is left on the right belongs to the last piece.
            let edge = if to == chart.columns {
                right(&place)
            } else {
                chart.left + to as i32
            };
            let x = chart.left + from as i32;
            let piece = area(x, top, (edge - x) as u32, (chart.end() - top) as u32);
            draw.scene.region(piece, ground);
            chart.draw(draw.scene, &words, slots, from..to, &shade);
            if let Some(now) = now.filter(|now| (from..to).contains(now)) {
                let height = (chart.end() - chart.lane) as u32;
                let x = chart.left + now as i32;
                draw.scene
                    .fill(area(x, chart.lane, 1, height), draw.palette.accent);
            }
            from = to;
        }
        let axis = area(
            left,
            chart.end(),
            place.size.width,
            (end - chart.end()).max(0) as u32,
        );
        draw.scene.region(axis, ground);
        chart.draw_axis(draw.scene, &words, slots);
        if chart.name_width > 0 {
            chart.draw_legend(draw.scene, &words, left + draw.layout.margin / 2);
        }
    }
}

/// The chart that fits a place.
fn chart(draw: &Draw, place: &Rectangle) -> Chart {
    let faces = draw.layout.faces;
    let pad = draw.layout.margin / 2;
    let named = place.size.height >= NAMED_MIN;
    let face = faces.tiny;
    let lane_height = face.px as u32 + 4;
    let axis = i32::from(face.px) + 6;
    let room = place.size.height as i32 - 2 * pad - lane_height as i32 - axis - 3;
    let pitch = (room / crate::anatomy::Structure::COUNT as i32).max(1);
    // Names are as high as their rows allow; kanji fill their height, Latin letters do not.
    let name = draw.get(Word::Structure(crate::anatomy::Structure::Heart));
    let wide = name.chars().any(|c| c >= '\u{3000}');
    let height = if wide { pitch } else { pitch * 115 / 100 };
    let px = face.px.min(height.max(1) as u16);
    // The legend stands below the names.
    let legend = face.width(draw.message(Message::NotAnalysed)) + 40;
    let name_width = if named {
        (i32::from(px) * 11).max(legend)
    } else {
        0
    };
    let left = place.top_left.x + pad + name_width + if named { pad } else { 0 };
    Chart {
        left,
        columns: (right(place) - pad - left).max(1) as u32,
        name_width,
        lane: place.top_left.y + pad,
        lane_height,
        pitch,
        bar: (pitch - i32::from(pitch > 3)).max(1) as u32,
        axis: i32::from(face.px) + 4,
        face: Face::regular(px),
        bold: Face::bold(px),
        axis_face: face,
    }
}
