//! Measurements drawn against the range of the checklist, and written with their numbers.

use std::fmt;

use embedded_graphics::primitives::Rectangle;

use super::{Draw, Rounded};
use crate::{
    anatomy::View,
    display::{
        language::{Language, Message, Word},
        layout::{area, bottom},
        text::{Face, Line},
    },
    exam::{Evidence, measure::Quantity},
};

/// Draws the measurements of a view's items, as many as fit.
pub fn measures(draw: &mut Draw, view: View, place: Rectangle) {
    draw.scene.region(place, draw.palette.panel);
    let faces = draw.layout.faces;
    let pad = draw.layout.margin / 2 + 3;
    let (x, room) = (place.top_left.x + pad, place.size.width as i32 - 2 * pad);
    let heading = faces.strong.line_height();
    let mut top = place.top_left.y + pad / 2;
    let (text, dim) = (draw.palette.text, draw.palette.text_dim);
    let line = |face: Face, y, colour| {
        Line::left(face, colour, x, face.baseline(y, face.line_height()), room)
    };
    let title = draw.message(Message::Measurements);
    draw.scene.text(line(faces.strong, top, text), title);
    top += heading;
    let items = draw.model.items.iter().filter(|item| item.view == view);
    let all = items.flat_map(|item| item.evidence.iter().flatten());
    let mut numbers = all
        .filter(|evidence| evidence.quantity.is_measurement())
        .peekable();
    if numbers.peek().is_none() {
        let words = draw.message(Message::NoMeasurements);
        draw.scene.text(line(faces.small, top, dim), words);
        return;
    }
    let height = faces.small.line_height() + i32::from(faces.small.px) + 8;
    let count = numbers.clone().count() as i32;
    // All of them closer together, where they would not fit with room between them.
    let step = ((bottom(&place) - top) / count.max(1)).clamp(height, height * 3 / 2);
    for evidence in numbers {
        if top + height > bottom(&place) {
            break;
        }
        measurement(draw, evidence, &area(x, top, room as u32, height as u32));
        top += step;
    }
}

/// Name and numbers, and below them the range as a band, the value as a mark, its spread as a line.
fn measurement(draw: &mut Draw, evidence: &Evidence, place: &Rectangle) {
    let faces = draw.layout.faces;
    let (x, top, width) = (place.top_left.x, place.top_left.y, place.size.width as i32);
    let face = faces.small;
    let baseline = face.baseline(top, face.line_height());
    let (text, dim) = (draw.palette.text, draw.palette.text_dim);
    let value = number(evidence);
    let limits = Limits::of(draw.language, evidence);
    let line = Line::right(face, dim, x + width, baseline, width / 2);
    let used = draw.scene.write(line, format_args!("{limits}"));
    let number = Line::right(
        Face::bold(face.px),
        text,
        x + width - used - 10,
        baseline,
        width / 4,
    );
    let value_width = draw.scene.write(number, format_args!("{value}"));
    let name = draw.get(Word::Quantity(evidence.quantity));
    let room = width - used - value_width - 20;
    draw.scene
        .foreign(Line::left(face, text, x, baseline, room), name);
    let bar = (i32::from(face.px) * 6 / 10).max(6);
    let y = top + face.line_height() + 3;
    draw.scene
        .fill(area(x, y, width as u32, bar as u32), draw.palette.track);
    let Some([from, to]) = axis(evidence) else {
        return;
    };
    let at = |v: f64| {
        let share = ((v - from) / (to - from)).clamp(0.0, 1.0);
        // A cast from float to integer saturates and takes NaN to 0.
        (share * f64::from(width - 1)) as i32
    };
    let [min, max] = evidence.limits;
    let (band, end) = (at(min.unwrap_or(from)), at(max.unwrap_or(to)));
    if evidence.limits.iter().any(Option::is_some) {
        let band = area(x + band, y, (end - band).max(1) as u32, bar as u32);
        draw.scene.fill(band, draw.palette.hatch);
    }
    let value = f64::from(evidence.reading.value);
    let spread = f64::from(evidence.reading.spread);
    let (low, high) = (at(value - spread), at(value + spread));
    let whisker = area(x + low, y + bar / 2, (high - low).max(1) as u32, 2);
    draw.scene.fill(whisker, text);
    let inside = min.is_none_or(|min| value >= min) && max.is_none_or(|max| value <= max);
    let known = evidence.limits.iter().any(Option::is_some);
    let colour = match (known, inside) {
        (false, _) => text,
        (true, true) => draw.palette.seen,
        (true, false) => draw.palette.unverified,
    };
    // The mark reaches beyond the bar, so that it is seen on band and track alike.
    let mark = area(x + at(value) - 2, y - 3, 5, bar as u32 + 6);
    draw.scene.fill(mark, colour);
}

/// From where to where the axis goes: the range with as much again on both sides, and the value in it.
fn axis(evidence: &Evidence) -> Option<[f64; 2]> {
    let value = f64::from(evidence.reading.value);
    if !value.is_finite() {
        return None;
    }
    let (from, to) = match evidence.limits {
        [Some(min), Some(max)] => (min, max),
        [Some(min), None] => (min, min + min.abs().max(0.5)),
        [None, Some(max)] => (max - max.abs().max(0.5), max),
        [None, None] => (value - value.abs().max(0.5), value + value.abs().max(0.5)),
    };
    let width = (to - from).abs().max(1e-6);
    let (from, to) = (from - width, to + width);
    Some([from.min(value - width / 4.0), to.max(value + width / 4.0)])
}

/// A value as it is written: whole degrees, two digits of a ratio.
pub fn number(evidence: &Evidence) -> Rounded {
    let digits = if evidence.quantity == Quantity::Axis {
        0
    } else {
        2
    };
    Rounded::new(evidence.reading.value, digits)
}

/// The range of the checklist, in words.
pub struct Limits<'a> {
    language: &'a Language,
    limits: [Option<f64>; 2],
}

impl<'a> Limits<'a> {
    /// That of a number.
    pub const fn of(language: &'a Language, evidence: &Evidence) -> Self {
        Self {
            language,
            limits: evidence.limits,
        }
    }
}

impl fmt::Display for Limits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let language = self.language;
        match self.limits {
            [Some(min), Some(max)] => language
                .with(Message::Range, &[("min", &min), ("max", &max)])
                .fmt(f),
            [Some(min), None] => language.with(Message::RangeMin, &[("min", &min)]).fmt(f),
            [None, Some(max)] => language.with(Message::RangeMax, &[("max", &max)]).fmt(f),
            [None, None] => f.write_str(language.message(Message::NoRange)),
        }
    }
}

/// What something that was measured is called, by its name in records.
pub fn name_of<'a>(language: &'a Language, name: &'a str) -> &'a str {
    let quantity = Quantity::ALL
        .into_iter()
        .find(|quantity| quantity.name() == name);
    quantity.map_or(name, |quantity| language.get(Word::Quantity(quantity)))
}
