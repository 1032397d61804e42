//! What takes the place of results: a slab that cannot be missed and looks like none.

use embedded_graphics::primitives::Rectangle;

use super::{Draw, Rounded};
use crate::{
    display::{
        language::{Message, Word},
        layout::{area, between, bottom, right},
        model::{RESULT_AGE_MS_MAX, Standing, Work},
        text::{Face, Line},
    },
    sector::Picture,
};

/// How high the bar of a progress is at least, with its frame, pixels.
const BAR_MIN: i32 = 14;
/// The smallest headline, pixels an em.
const HEADLINE_MIN: u16 = 14;

/// What the service does or why it does not, in large letters.
pub fn title<'a>(draw: &Draw<'a>) -> &'a str {
    let model = draw.model;
    match (model.status.work, model.standing()) {
        (Work::Starting, _) => draw.message(Message::WarmingUp),
        (Work::SelfTest { .. }, _) => draw.message(Message::SelfTest),
        (Work::Updating { .. }, _) => draw.message(Message::Updating),
        (Work::Stopped, _) => draw.message(Message::Stopped),
        (Work::ModelFault, _) => draw.message(Message::Fault),
        (Work::NoFrames(signal), _) => draw.get(Word::Signal(signal)),
        (_, Standing::NoSignal) => draw.get(Word::Picture(Picture::NoSignal)),
        (_, Standing::NotReadable { .. }) => draw.get(Word::Picture(model.picture)),
        (_, Standing::Stale { .. }) => draw.message(Message::Stale),
        (_, Standing::Fault) => draw.message(Message::Fault),
        (_, Standing::Analysing) => draw.message(Message::NoPicture),
    }
}

/// Puts together what is wrong and what to do.
fn put_reason(draw: &mut Draw) {
    let (model, language) = (draw.model, draw.language);
    let say = |message| language.message(message);
    match (model.status.work, model.standing()) {
        (Work::Starting, _) => draw.put(say(Message::WarmingUpWhy)),
        (Work::SelfTest { done, all }, _) => {
            draw.put(language.with(Message::SelfTestWhy, &[("done", &done), ("all", &all)]));
        }
        (Work::Updating { percent }, _) => {
            let percent = percent.min(100);
            draw.put(language.with(Message::UpdatingWhy, &[("percent", &percent)]));
        }
        (Work::Stopped, _) => draw.put(say(Message::StoppedWhy)),
        (Work::NoFrames(signal), _) => draw.put(language.get(Word::SignalWhy(signal))),
        (_, Standing::NoSignal) => match model.status.fault {
            Some(fault) => draw.put(fault),
            None => draw.put(language.get(Word::PictureWhy(Picture::NoSignal))),
        },
        (_, Standing::NotReadable { .. }) => {
            draw.put(language.get(Word::PictureWhy(model.picture)));
        }
        (_, Standing::Stale { age_ms }) => {
            let (age, limit) = (Rounded::new(age_ms, 0), Rounded::new(RESULT_AGE_MS_MAX, 0));
            draw.put(language.with(Message::StaleWhy, &[("age", &age), ("limit", &limit)]));
        }
        (_, Standing::Fault) => draw.put(say(Message::FaultWhy)),
        (_, Standing::Analysing) => draw.put(say(Message::NoPictureWhy)),
    }
}

/// A region of its own with the slab across it: what is wrong in large letters, and what to do.
pub fn banner(draw: &mut Draw, place: Rectangle) {
    draw.scene.region(place, draw.palette.ground);
    slab(draw, place);
}

/// The slab across an area: stripes, what is wrong in the largest letters, and why.
pub fn slab(draw: &mut Draw, place: Rectangle) {
    let palette = draw.palette;
    draw.scene.hatch(place, 24, 2, palette.line);
    let faces = draw.layout.faces;
    let room = place.size.width as i32 - 2 * draw.layout.margin.max(8);
    let headline = title(draw);
    let large = shrunk(faces.banner, headline, room, HEADLINE_MIN);
    put_reason(draw);
    let reason = std::mem::take(draw.words);
    let fault = draw.model.status.fault.filter(|_| {
        let updating = matches!(draw.model.status.work, Work::Updating { .. });
        updating || draw.model.standing() == Standing::Fault
    });
    let small = faces.small;
    let stripe = i32::from(large.px) / 3;
    let middle = shrunk_to_lines(faces.hint, &reason, room, 3);
    let lines = middle.lines(&reason, room).take(3).count() as i32;
    let progress = progress(draw);
    let bar = stripe.max(BAR_MIN);
    let height = 2 * stripe
        + large.line_height()
        + lines * middle.line_height()
        + i32::from(fault.is_some()) * (small.line_height() + 4)
        + i32::from(progress.is_some()) * (stripe + bar)
        + stripe;
    let height = height.min(place.size.height as i32);
    let top = place.top_left.y + (place.size.height as i32 - height) / 2;
    let slab = area(place.top_left.x, top, place.size.width, height as u32);
    draw.scene.fill(slab, palette.banner);
    for y in [top, bottom(&slab) - stripe] {
        let edge = area(slab.top_left.x, y, slab.size.width, stripe as u32);
        draw.scene
            .hatch(edge, 2 * stripe, stripe, palette.banner_text);
    }
    let centre = slab.top_left.x + slab.size.width as i32 / 2;
    let mut y = top + stripe + stripe / 2;
    let line = |face: Face, y: i32| {
        let baseline = face.baseline(y, face.line_height());
        Line::centre(face, palette.banner_text, centre, baseline, room)
    };
    draw.scene.text(line(large, y), headline);
    y += large.line_height();
    for text in middle.lines(&reason, room).take(3) {
        draw.scene.foreign(line(middle, y), text);
        y += middle.line_height();
    }
    if let Some(fault) = fault {
        draw.scene.foreign(line(small, y + 4), fault);
        y += small.line_height() + 4;
    }
    if let Some(share) = progress {
        let width = room * 6 / 10;
        let framed = area(centre - width / 2, y + stripe / 2, width as u32, bar as u32);
        draw.scene.frame(framed, 2, palette.banner_text);
        let done = (width - 8).max(0) as u32 * share.min(100) / 100;
        let filled = area(
            framed.top_left.x + 4,
            framed.top_left.y + 4,
            done,
            (bar - 8) as u32,
        );
        draw.scene.fill(filled, palette.banner_text);
    }
    *draw.words = reason;
}

/// How much is done, percent, where it is known.
fn progress(draw: &Draw) -> Option<u32> {
    match draw.model.status.work {
        Work::SelfTest { done, all } => Some(done.min(all) * 100 / all.max(1)),
        Work::Updating { percent } => Some(u32::from(percent)),
        _ => None,
    }
}

/// The face, smaller where a text does not fit; no smaller than `px_min` pixels an em.
pub fn shrunk(face: Face, text: &str, room: i32, px_min: u16) -> Face {
    let fits = |px: &u16| Face { px: *px, ..face }.width(text) <= room;
    let px = (px_min..=face.px).rev().find(fits);
    Face {
        px: px.unwrap_or(px_min.min(face.px)),
        ..face
    }
}

/// The face, smaller where a text has more lines.
fn shrunk_to_lines(face: Face, text: &str, room: i32, lines: usize) -> Face {
    let fits = |px: &u16| Face { px: *px, ..face }.lines(text, room).count() <= lines;
    let px = (HEADLINE_MIN..=face.px).rev().find(fits);
    Face {
        px: px.unwrap_or(HEADLINE_MIN.min(face.px)),
        ..face
    }
}

/// A region of its own that says that the examiner judges first: calm, as nothing is wrong.
pub fn withheld(draw: &mut Draw, place: Rectangle) {
    draw.scene.region(place, draw.palette.panel);
    let faces = draw.layout.faces;
    let margin = draw.layout.margin.max(10);
    let room = place.size.width as i32 - 2 * margin;
    let (x, y) = (place.top_left.x + margin, place.top_left.y + margin);
    draw.scene.fill(
        area(place.top_left.x, place.top_left.y, 4, place.size.height),
        draw.palette.accent,
    );
    let title = draw.message(Message::Withheld);
    let face = shrunk(faces.hint, title, room, HEADLINE_MIN);
    let baseline = face.baseline(y, face.line_height());
    draw.scene.text(
        Line::left(face, draw.palette.text, x, baseline, room),
        title,
    );
    let rest = between(
        x,
        y + face.line_height() + margin / 2,
        right(&place) - margin,
        bottom(&place),
    );
    let why = draw.message(Message::WithheldWhy);
    draw.paragraph(why, &rest, faces.body, draw.palette.text_dim);
}

/// A panel on which nothing can be shown says so as far as it goes: all of it has the colour of the banner.
pub fn too_small(draw: &mut Draw) {
    let all = draw.layout.all;
    draw.scene.region(all, draw.palette.banner);
    let words = draw.message(Message::TooSmall);
    let face = draw.layout.faces.strong;
    let room = all.size.width as i32;
    let baseline = face.baseline(0, all.size.height as i32);
    let line = Line::centre(face, draw.palette.banner_text, room / 2, baseline, room);
    draw.scene.foreign(line, words);
}
