//! The page for the clinical engineer: the picture with the sector that was found, and all that a call for help asks.

use std::fmt::Display;

use embedded_graphics::primitives::Rectangle;

use super::{Draw, Rounded, SetupCode, live::crop_at};
use crate::display::{
    PRODUCT,
    language::{Message, Word},
    layout::{Design, area, between, bottom, right},
    model::{Crop, Work},
    text::Line,
};

/// Modules of light round a QR code; ISO/IEC 18004 asks for four.
const QUIET: i32 = 4;
/// The smallest module that phones read from a panel, pixels.
const MODULE_MIN: i32 = 2;

/// The smallest letters of a long value, pixels an em.
const HASH_PX_MIN: u16 = 9;

/// Draws everything between header and footer.
pub fn setup(draw: &mut Draw, code: &mut SetupCode) {
    let body = draw.layout.body;
    let gap = draw.layout.margin / 2;
    let (left, top, end, foot) = (
        body.top_left.x,
        body.top_left.y,
        right(&body),
        bottom(&body) - gap,
    );
    let (width, height) = (end - left, foot - top);
    match draw.layout.design {
        Design::List | Design::TooSmall => table(draw, between(left, top, end, foot)),
        Design::Portrait => {
            let split = top + height * 34 / 100;
            picture(draw, between(left, top, end, split));
            let rows = split + gap + height * 40 / 100;
            table(draw, between(left, split + gap, end, rows));
            qr(draw, code, between(left, rows + gap, end, foot));
        }
        _ => {
            let split = left + width * 48 / 100;
            let row = top + height * 58 / 100;
            picture(draw, between(left, top, split - gap, row));
            qr(draw, code, between(left, row + gap, split - gap, foot));
            table(draw, between(split + gap, top, end, foot));
        }
    }
}

/// What was found of the scanner's screen, its outline drawn over it. The rest is nowhere kept.
fn picture(draw: &mut Draw, place: Rectangle) {
    draw.scene.region(place, draw.palette.plate);
    match draw.model.crop {
        Some(crop) if crop.is_whole() => {
            let shown = crop_at(draw, 0, &crop, &place);
            outline(draw, &crop, &shown);
        }
        _ => {
            let face = draw.layout.faces.body;
            let centre = place.top_left.x + place.size.width as i32 / 2;
            let baseline = face.baseline(place.top_left.y, place.size.height as i32);
            let words = draw.message(Message::NoPicture);
            let room = place.size.width as i32;
            let line = Line::centre(face, draw.palette.unverified, centre, baseline, room);
            draw.scene.text(line, words);
        }
    }
}

/// The edges of the sector, row by row.
fn outline(draw: &mut Draw, crop: &Crop, shown: &Rectangle) {
    let colour = draw.palette.accent;
    let (width, height) = (shown.size.width as i32, shown.size.height as i32);
    let left = crop.rect.x as i32;
    let column =
        |x: u16| (i32::from(x) - left).clamp(0, crop.width as i32) * width / crop.width as i32;
    let row_of = |y: i32| {
        usize::try_from(y)
            .ok()
            .map(|y| y * crop.height / height as usize)
    };
    let mut last: Option<[i32; 2]> = None;
    for y in 0..height {
        let span = row_of(y).and_then(|row| crop.spans.get(row));
        let edges = span
            .filter(|(from, to)| from < to)
            .map(|(from, to)| [column(*from), column(*to) - 1]);
        let top = shown.top_left.y + y;
        let mut stroke = |from: i32, to: i32| {
            let (from, to) = (from.min(to), from.max(to));
            let line = area(
                shown.top_left.x + from,
                top,
                (to - from).max(1) as u32 + 1,
                1,
            );
            draw.scene.fill(line, colour);
        };
        match (last, edges) {
            (Some(before), Some(edges)) => {
                for i in 0..2 {
                    stroke(before[i], edges[i]);
                }
            }
            // The first row and the last one are lines across.
            (None, Some([from, to])) | (Some([from, to]), None) => stroke(from, to),
            (None, None) => {}
        }
        last = edges;
    }
    if let Some([from, to]) = last {
        let line = area(
            shown.top_left.x + from,
            bottom(shown) - 1,
            (to - from).max(1) as u32,
            1,
        );
        draw.scene.fill(line, colour);
    }
}

/// Names and values below each other.
fn table(draw: &mut Draw, place: Rectangle) {
    draw.scene.region(place, draw.palette.panel);
    let face = draw.layout.faces.body;
    let pad = draw.layout.margin / 2 + 2;
    let count = ROWS.len() as i32;
    // Rows are as far apart as the place allows, and the letters no higher than the rows.
    let row = ((place.size.height as i32 - pad) / count)
        .min(face.line_height() * 8 / 5)
        .max(1);
    let face = crate::display::text::Face {
        px: face.px.min((row * 100 / 120).max(8) as u16),
        ..face
    };
    let names = ROWS
        .iter()
        .map(|row| face.width(draw.message(row.0)))
        .max()
        .unwrap_or(0);
    let names = names.min(place.size.width as i32 / 2);
    let x = place.top_left.x + pad;
    let mut top = place.top_left.y + pad / 2;
    for (message, value) in ROWS {
        let baseline = face.baseline(top, row);
        let name = draw.message(message);
        draw.scene.text(
            Line::left(face, draw.palette.text_dim, x, baseline, names),
            name,
        );
        value(draw);
        if draw.words.is_empty() {
            draw.put(draw.language.message(Message::SetupUnknown));
        }
        let left = x + names + pad;
        let room = right(&place) - pad - left;
        // A hash is of use only with all of its digits.
        let face = super::banner::shrunk(face, draw.words, room, HASH_PX_MIN);
        let line = Line::left(face, draw.palette.text, left, baseline, room);
        draw.scene.foreign(line, draw.words);
        top += row;
    }
}

/// A name, and what puts its value together.
type Row = (Message, fn(&mut Draw));

const ROWS: [Row; 14] = [
    (Message::SetupPicture, |draw| {
        draw.put(draw.language.get(Word::Picture(draw.model.picture)));
    }),
    (Message::SetupSector, put_sector),
    (Message::SetupSignal, put_signal),
    (Message::SetupRate, |draw| {
        let rate = draw.model.status.fps.filter(|fps| fps.is_finite());
        match rate.map(|fps| Rounded::new(fps, 1)) {
            Some(rate) => draw.put(draw.language.with(Message::PerSecond, &[("rate", &rate)])),
            None => draw.words.clear(),
        }
    }),
    (Message::SetupLatency, |draw| {
        put_number(draw, draw.model.setup.latency_ms, " ms");
    }),
    (Message::SetupTemperature, |draw| {
        put_number(draw, draw.model.setup.temperature_c, " \u{b0}C");
    }),
    (Message::SetupExam, |draw| {
        draw.put(draw.language.get(Word::Exam(draw.model.exam)));
    }),
    (Message::SetupSoftware, |draw| {
        draw.put(format_args!("{PRODUCT} {}", draw.model.status.software));
    }),
    (Message::SetupModel, |draw| {
        let status = &draw.model.status;
        draw.put(format_args!(
            "{} {}",
            status.model_name, status.model_version
        ));
    }),
    (Message::SetupHash, |draw| {
        draw.put(draw.model.setup.model_sha256)
    }),
    (Message::SetupChecklist, |draw| {
        draw.put(draw.model.status.profile)
    }),
    (Message::Source, |draw| draw.put(draw.model.status.source)),
    (Message::SetupBoard, |draw| draw.put(draw.model.setup.board)),
    (Message::SetupAddress, |draw| {
        draw.put(draw.model.setup.address)
    }),
];

fn put_sector(draw: &mut Draw) {
    let Some(rect) = draw.model.crop.map(|crop| crop.rect) else {
        draw.words.clear();
        return;
    };
    let [x, y, width, height] = [rect.x, rect.y, rect.w, rect.h].map(|v| Rounded::new(v, 0));
    let values: [(&str, &dyn Display); 4] =
        [("x", &x), ("y", &y), ("width", &width), ("height", &height)];
    draw.put(draw.language.with(Message::SetupSize, &values));
}

fn put_signal(draw: &mut Draw) {
    match draw.model.status.work {
        Work::NoFrames(signal) => draw.put(draw.language.get(Word::Signal(signal))),
        _ => draw.put(draw.language.get(Word::Picture(draw.model.picture))),
    }
}

fn put_number(draw: &mut Draw, value: Option<f32>, unit: &str) {
    match value.filter(|v| v.is_finite()) {
        Some(value) => draw.put(format_args!("{value:.1}{unit}")),
        None => draw.words.clear(),
    }
}

/// The QR code, dark on light as readers want it, and what it holds.
fn qr(draw: &mut Draw, code: &mut SetupCode, place: Rectangle) {
    draw.scene.region(place, draw.palette.panel);
    let (status, setup) = (&draw.model.status, &draw.model.setup);
    draw.put(format_args!(
        "{PRODUCT} {}\nmodel {} {}\nsha256 {}\nchecklist {}\nboard {}\npage {}",
        status.software,
        status.model_name,
        status.model_version,
        setup.model_sha256,
        status.profile,
        setup.board,
        setup.address
    ));
    let Some(code) = code.of(draw.words) else {
        return;
    };
    let modules = code.size() + 2 * QUIET;
    let side = (place.size.height as i32).min(place.size.width as i32);
    let module = side / modules;
    if module < MODULE_MIN {
        return;
    }
    let side = module * modules;
    let (left, top) = (
        place.top_left.x + draw.layout.margin / 2,
        place.top_left.y + (place.size.height as i32 - side) / 2,
    );
    draw.scene
        .fill(area(left, top, side as u32, side as u32), draw.palette.text);
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size())
                .take_while(|x| code.get_module(*x, y))
                .count() as i32;
            if run > 0 {
                let at = (left + (x + QUIET) * module, top + (y + QUIET) * module);
                let dark = area(at.0, at.1, (run * module) as u32, module as u32);
                draw.scene.fill(dark, draw.palette.plate);
            }
            x += run.max(1);
        }
    }
    let x = left + side + draw.layout.margin;
    let beside = between(
        x,
        top + draw.layout.margin,
        right(&place) - draw.layout.margin,
        bottom(&place),
    );
    let words = draw.message(Message::SetupScan);
    draw.paragraph(
        words,
        &beside,
        draw.layout.faces.body,
        draw.palette.text_dim,
    );
}
