//! The state line, and the permanent one: what it is, of which version, and what it does not do.

use super::{Draw, Rounded};
use crate::display::{
    PRODUCT,
    language::Message,
    layout::{Design, between, bottom, part, right},
    model::Standing,
    text::{Face, Line},
};

/// Draws both lines.
pub fn footer(draw: &mut Draw) {
    if draw.model.is_slow() {
        slow(draw);
    } else {
        status(draw);
    }
    permanent(draw);
}

/// Frames come, and too few of them: in the place of the state line, as it cannot be missed there.
fn slow(draw: &mut Draw) {
    let layout = draw.layout;
    draw.scene.region(layout.status, draw.palette.banner);
    let rate = Rounded::new(draw.model.status.fps.unwrap_or_default(), 1);
    let place = layout.status;
    let face = Face::bold(layout.faces.small.px);
    let baseline = face.baseline(place.top_left.y, place.size.height as i32);
    let room = place.size.width as i32 - 2 * layout.margin;
    let line = Line::left(
        face,
        draw.palette.banner_text,
        layout.margin,
        baseline,
        room,
    );
    draw.line(line, Message::Degraded, &[("rate", &rate)]);
}

/// A field of the state line.
#[derive(Clone, Copy)]
enum Field {
    Source,
    Rate,
    Frame,
    Age,
}

/// Fields of the state line with the shares of its width.
const FIELDS: [(Field, i32); 4] = [
    (Field::Source, 40),
    (Field::Rate, 20),
    (Field::Frame, 22),
    (Field::Age, 18),
];
/// Where there is little room, the source is left out.
const FIELDS_SHORT: [(Field, i32); 3] = [(Field::Rate, 34), (Field::Frame, 36), (Field::Age, 30)];

fn status(draw: &mut Draw) {
    let layout = draw.layout;
    let fields: &[(Field, i32)] = match layout.design {
        Design::List | Design::Portrait => &FIELDS_SHORT,
        _ => &FIELDS,
    };
    let place = layout.status;
    let room = place.size.width as i32 - 2 * layout.margin;
    let mut share = 0;
    for (field, width) in fields {
        let left = layout.margin + part(room, share, 100);
        share += width;
        let first = if share == *width { 0 } else { left };
        let end = if share == 100 {
            right(&place)
        } else {
            layout.margin + part(room, share, 100)
        };
        let region = between(first, place.top_left.y, end, bottom(&place));
        draw.scene.region(region, draw.palette.panel);
        put_field(draw, *field, left, end - layout.margin);
    }
}

fn put_field(draw: &mut Draw, field: Field, left: i32, end: i32) {
    let place = draw.layout.status;
    let face = draw.layout.faces.small;
    let baseline = face.baseline(place.top_left.y, place.size.height as i32);
    let name = draw.message(match field {
        Field::Source => Message::Source,
        Field::Rate => Message::Rate,
        Field::Frame => Message::Frame,
        Field::Age => Message::Age,
    });
    let (text, dim) = (draw.palette.text, draw.palette.text_dim);
    let used = draw
        .scene
        .text(Line::left(face, dim, left, baseline, end - left), name);
    let x = left + used + i32::from(face.px) / 2;
    let mut value = Line::left(face, text, x, baseline, (end - x).max(0));
    let model = draw.model;
    match field {
        Field::Source => {
            draw.scene.foreign(value, model.status.source);
        }
        Field::Rate => match model.status.fps.filter(|fps| fps.is_finite()) {
            Some(fps) => {
                draw.line(
                    value,
                    Message::PerSecond,
                    &[("rate", &Rounded::new(fps, 1))],
                );
            }
            None => {
                draw.scene.text(value, "-");
            }
        },
        Field::Frame => match model.status.frame {
            Some(frame) => {
                draw.scene.write_foreign(value, format_args!("{frame}"));
            }
            None => {
                draw.scene.text(value, "-");
            }
        },
        Field::Age => {
            if matches!(model.standing(), Standing::Stale { .. }) {
                value.colour = draw.palette.unverified;
            }
            match model.status.frame_age_ms {
                Some(age_ms) if age_ms < 10_000.0 => {
                    draw.scene.write(value, format_args!("{age_ms:.0} ms"));
                }
                Some(_) => {
                    draw.scene.text(value, "> 9 s");
                }
                None => {
                    let words = draw.message(Message::NotLive);
                    draw.scene.text(value, words);
                }
            }
        }
    }
}

/// What never goes away. In the colours of the banner where nobody vouches for the model.
fn permanent(draw: &mut Draw) {
    let (layout, palette) = (draw.layout, draw.palette);
    let (ground, text, dim) = match draw.model.status.model_verified {
        true => (palette.panel, palette.text, palette.text_dim),
        false => (palette.banner, palette.banner_text, palette.banner_text),
    };
    draw.scene.region(layout.permanent, ground);
    let (bold, face) = (layout.faces.purpose, layout.faces.small);
    let room = layout.permanent.size.width as i32 - 2 * layout.margin;
    let top = layout.permanent.top_left.y;
    let purpose = draw.message(Message::Purpose);
    let end = layout.margin + room;
    if matches!(layout.design, Design::Wide | Design::Compact) {
        put_versions(draw, true);
        let versions = std::mem::take(draw.words);
        let height = layout.permanent.size.height as i32;
        let baseline = bold.baseline(top, height);
        let line = Line::left(bold, text, layout.margin, baseline, room);
        let used = draw.scene.text(line, purpose);
        let line = Line::right(face, dim, end, baseline, room - used - layout.margin);
        draw.scene.foreign(line, &versions);
        *draw.words = versions;
        return;
    }
    // The smallest letters that are used at all, where the versions are long; and the product beside the purpose.
    let smallest = Face::regular(10);
    put_versions(draw, true);
    let fits = |face: Face, words: &str| face.width(words) <= room;
    let (bold, face) = match (fits(face, draw.words), fits(smallest, draw.words)) {
        (true, _) => (bold, face),
        (false, true) => (bold, smallest),
        (false, false) => (smallest, smallest),
    };
    let row = layout.permanent.size.height as i32 / 2;
    let above = bold.baseline(top, row);
    let line = Line::left(bold, text, layout.margin, above, room);
    let used = draw.scene.text(line, purpose);
    if !fits(face, draw.words) {
        let line = Line::right(face, dim, end, above, room - used - layout.margin);
        let software = draw.model.status.software;
        draw.scene
            .write_foreign(line, format_args!("{PRODUCT} {software}"));
        put_versions(draw, false);
    }
    let versions = std::mem::take(draw.words);
    let line = Line::left(
        face,
        dim,
        layout.margin,
        face.baseline(top + row, row),
        room,
    );
    draw.scene.foreign(line, &versions);
    *draw.words = versions;
}

/// Puts model and checklist together, each with its version, and the product where it is wanted. Where the model is not
/// verified, that comes first and the model behind it, as what has no room is cut off at the end.
fn put_versions(draw: &mut Draw, product: bool) {
    let status = &draw.model.status;
    let (model, version, hash) = (status.model_name, status.model_version, status.model_hash);
    let (software, profile) = (status.software, status.profile);
    let model = format_args!("{model} {version} #{hash} \u{b7} {profile}");
    match (status.model_verified, product) {
        (true, true) => draw.put(format_args!("{PRODUCT} {software} \u{b7} {model}")),
        (true, false) => draw.put(model),
        (false, product) => {
            let notice = draw.message(Message::Unverified);
            if product {
                draw.put(format_args!(
                    "{notice} \u{b7} {model} \u{b7} {PRODUCT} {software}"
                ));
            } else {
                draw.put(format_args!("{notice} \u{b7} {model}"));
            }
        }
    }
}
