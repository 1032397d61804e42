//! The review: key images, the items of each view with their evidence, measurements, timeline, score.

use embedded_graphics::primitives::Rectangle;

use super::{Draw, Rounded, Timeline, checklist, live::crop_at, measures, views};
use crate::{
    anatomy::View,
    display::{
        language::{Message, Word},
        layout::{Design, area, between, bottom, part, right},
        showing::Review,
        text::{Face, Line},
    },
    exam::{
        Item,
        score::whole::{Assessment, Sign, TooLittle, What},
    },
};

/// Draws a page of the review between header and footer.
pub fn review(draw: &mut Draw, page: Review, timeline: &mut Timeline) {
    match page {
        Review::Overview => overview(draw),
        Review::View(at) => {
            let view = View::SWEEP.get(usize::from(at)).copied();
            one_view(draw, usize::from(at), view.unwrap_or_default());
        }
        Review::Timeline => last(draw, timeline),
    }
}

/// A tile a view: its picture, how much of it was seen.
fn overview(draw: &mut Draw) {
    let body = draw.layout.body;
    if draw.layout.design == Design::List {
        views::views(draw);
        return;
    }
    let (columns, rows) = if draw.layout.design == Design::Portrait {
        (2, 3)
    } else {
        (3, 2)
    };
    let gap = draw.layout.margin / 2;
    let (width, height) = (body.size.width as i32 + gap, body.size.height as i32);
    let caption = draw.layout.faces.heading.line_height() + 4;
    for (at, view) in (0_i32..).zip(View::SWEEP) {
        let (column, row) = (at % columns, at / columns);
        let left = body.top_left.x + part(width, column, columns);
        let end = body.top_left.x + part(width, column + 1, columns) - gap;
        let top = body.top_left.y + part(height, row, rows);
        let foot = body.top_left.y + part(height, row + 1, rows) - gap;
        draw.scene
            .region(between(left, top, end, foot), draw.palette.panel);
        let place = between(left, top, end, foot - caption);
        key_image(draw, at as usize, &place);
        let line = between(left, foot - caption, end, foot);
        checklist::title(draw, &line, view, false);
    }
}

/// A view's picture, or that there is none.
fn key_image(draw: &mut Draw, at: usize, place: &Rectangle) {
    draw.scene.fill(*place, draw.palette.plate);
    let image = draw.model.key_images.get(at).copied().flatten();
    match image {
        Some(image) if image.crop.is_whole() => {
            crop_at(draw, at as u8 + 1, &image.crop, place);
        }
        _ => {
            let face = draw.layout.faces.body;
            let centre = place.top_left.x + place.size.width as i32 / 2;
            let baseline = face.baseline(place.top_left.y, place.size.height as i32);
            let words = draw.message(Message::NotShown);
            let room = place.size.width as i32;
            let line = Line::centre(face, draw.palette.text_dim, centre, baseline, room);
            draw.scene.text(line, words);
        }
    }
}

/// Picture and measurements on one side, items on the other.
fn one_view(draw: &mut Draw, at: usize, view: View) {
    let body = draw.layout.body;
    let gap = draw.layout.margin / 2;
    let (left, top, end, foot) = (
        body.top_left.x,
        body.top_left.y,
        right(&body),
        bottom(&body) - gap,
    );
    let caption = draw.layout.faces.small.line_height();
    match draw.layout.design {
        Design::Portrait => {
            let picture = top + body.size.height as i32 * 30 / 100;
            picture_with_place(draw, at, between(left, top, end, picture), caption);
            let split = picture + gap + body.size.height as i32 * 48 / 100;
            items(draw, view, between(left, picture + gap, end, split));
            measures::measures(draw, view, between(left, split + gap, end, foot));
        }
        Design::List => items(draw, view, between(left, top, end, foot)),
        _ => {
            let split = left + body.size.width as i32 * 46 / 100;
            let picture = top + body.size.height as i32 * 56 / 100;
            picture_with_place(draw, at, between(left, top, split - gap, picture), caption);
            measures::measures(draw, view, between(left, picture + gap, split - gap, foot));
            items(draw, view, between(split + gap, top, end, foot));
        }
    }
}

fn picture_with_place(draw: &mut Draw, at: usize, place: Rectangle, caption: i32) {
    draw.scene.region(place, draw.palette.panel);
    let end = bottom(&place);
    let picture = between(
        place.top_left.x,
        place.top_left.y,
        right(&place),
        end - caption,
    );
    key_image(draw, at, &picture);
    if let Some(image) = draw.model.key_images.get(at).copied().flatten() {
        let face = draw.layout.faces.small;
        let baseline = face.baseline(end - caption, caption);
        let x = place.top_left.x + draw.layout.margin / 2;
        let line = Line::left(
            face,
            draw.palette.text_dim,
            x,
            baseline,
            place.size.width as i32 - x,
        );
        image.put_place(draw.scene, line, draw.language);
    }
}

/// The items of a view, each with why its state is what it is.
fn items(draw: &mut Draw, view: View, place: Rectangle) {
    draw.scene.region(place, draw.palette.panel);
    let heading = draw.layout.faces.heading.line_height() + 4;
    let title = area(
        place.top_left.x,
        place.top_left.y,
        place.size.width,
        heading as u32,
    );
    checklist::title(draw, &title, view, false);
    // What any view can settle stands with the four chambers.
    let with_any = view == View::FourChamber;
    let of_page = |item: &&Item| item.view == view || with_any && item.view == View::None;
    let all = draw.model.items.iter().filter(of_page);
    let count = all.clone().count() as i32;
    let faces = draw.layout.faces;
    let top = place.top_left.y + heading;
    let room = bottom(&place) - top - 4;
    let two_lines = faces.body.line_height() + faces.small.line_height();
    let one_line = i32::from(faces.body.px) + 2;
    // With the reason where it fits, the rows as far apart as there is room for.
    let least = if two_lines * count <= room {
        two_lines
    } else {
        one_line
    };
    let fits = room / least.max(1);
    // The last line says how many are left out.
    let shown = if fits < count {
        (fits - 1).max(0)
    } else {
        count
    };
    let row = (room / count.max(1)).clamp(least, two_lines * 3 / 2);
    let mut y = top;
    for item in all.take(shown as usize) {
        let height = if least == two_lines {
            faces.body.line_height()
        } else {
            row
        };
        let line = area(place.top_left.x, y, place.size.width, height as u32);
        checklist::row(draw, &line, item, faces.body);
        if least == two_lines {
            reason(
                draw,
                item,
                &between(
                    place.top_left.x,
                    y + height,
                    right(&place),
                    y + height + faces.small.line_height(),
                ),
            );
        }
        y += row;
    }
    if shown < count {
        let baseline = faces.small.baseline(y, faces.small.line_height());
        let x = place.top_left.x + draw.layout.margin;
        let line = Line::left(
            faces.small,
            draw.palette.text_dim,
            x,
            baseline,
            place.size.width as i32,
        );
        let more = count - shown;
        draw.line(line, Message::MoreItems, &[("count", &more)]);
    }
}

/// Why an item's state is what it is: a number, a frame, or the exam's words.
fn reason(draw: &mut Draw, item: &Item, place: &Rectangle) {
    let face = draw.layout.faces.small;
    let pad = draw.layout.margin / 2 + 3;
    let x = place.top_left.x + 2 * pad + i32::from(draw.layout.faces.heading.px) * 8 / 10;
    let baseline = face.baseline(place.top_left.y, place.size.height as i32);
    let line = Line::left(
        face,
        draw.palette.text_dim,
        x,
        baseline,
        right(place) - pad - x,
    );
    let language = draw.language;
    if let Some(evidence) = item.evidence.iter().flatten().next() {
        let name = language.get(Word::Quantity(evidence.quantity));
        let value = measures::number(evidence);
        let limits = measures::Limits::of(language, evidence);
        draw.scene
            .write_foreign(line, format_args!("{name} {value}, {limits}"));
    } else if let Some(frame) = item.frame.filter(|_| item.state.is_seen()) {
        let confidence = Rounded::new(item.confidence, 2);
        draw.line(
            line,
            Message::Confidence,
            &[("frame", &frame), ("confidence", &confidence)],
        );
    } else {
        let words = item
            .reason
            .strip_prefix("cannot assess: ")
            .unwrap_or(&item.reason);
        let first = words.split("; ").next().unwrap_or(words);
        let said = language.phrase(first);
        draw.scene.write_foreign(line, format_args!("{said}"));
    }
}

/// The timeline, and where the site wants them the score and what to look at again.
fn last(draw: &mut Draw, timeline: &mut Timeline) {
    let body = draw.layout.body;
    let gap = draw.layout.margin / 2;
    let (left, top, end, foot) = (
        body.top_left.x,
        body.top_left.y,
        right(&body),
        bottom(&body) - gap,
    );
    let share = match (draw.layout.design, draw.model.findings) {
        (_, None) => 100,
        (Design::List, _) => 45,
        _ => 56,
    };
    let split = top + (foot - top) * share / 100;
    timeline.draw(draw, between(left, top, end, split));
    let Some(findings) = draw.model.findings else {
        return;
    };
    let place = between(left, split + gap, end, foot);
    draw.scene.region(place, draw.palette.panel);
    match findings {
        Ok(assessment) => score(draw, assessment, &place),
        Err(too_little) => no_score(draw, *too_little, &place),
    }
}

fn no_score(draw: &mut Draw, too_little: TooLittle, place: &Rectangle) {
    let message = if too_little.heart {
        Message::TooLittleHeart
    } else {
        Message::TooLittleVessels
    };
    let margin = draw.layout.margin;
    let inner = between(
        place.top_left.x + margin,
        place.top_left.y + margin / 2,
        right(place) - margin,
        bottom(place),
    );
    let words = draw.message(message);
    draw.paragraph(words, &inner, draw.layout.faces.body, draw.palette.text);
}

fn score(draw: &mut Draw, assessment: &Assessment, place: &Rectangle) {
    let faces = draw.layout.faces;
    let margin = draw.layout.margin;
    let (x, room) = (
        place.top_left.x + margin,
        place.size.width as i32 - 2 * margin,
    );
    let mut top = place.top_left.y + margin / 2;
    let line = |face: Face, y: i32, colour| {
        Line::left(face, colour, x, face.baseline(y, face.line_height()), room)
    };
    let (text, dim) = (draw.palette.text, draw.palette.text_dim);
    let label = draw.message(Message::Score);
    let value = assessment.score;
    let used = draw.scene.write(
        line(faces.heading, top, text),
        format_args!("{label} {value:.2}"),
    );
    let means = draw.message(Message::ScoreMeans);
    let beside = Line {
        x: x + used + margin,
        width_max: room - used - margin,
        ..line(faces.small, top + 2, dim)
    };
    if faces.small.width(means) <= beside.width_max {
        draw.scene.text(beside, means);
        top += faces.heading.line_height();
    } else {
        top += faces.heading.line_height();
        let inner = between(x, top, x + room, bottom(place));
        top = draw.paragraph(means, &inner, faces.small, dim);
    }
    if assessment.signs.is_empty() {
        let inner = between(x, top, x + room, bottom(place));
        let words = draw.message(Message::NoFindings);
        draw.paragraph(words, &inner, faces.body, text);
        return;
    }
    let heading = draw.message(Message::Findings);
    draw.scene
        .text(line(faces.strong, top, draw.palette.unverified), heading);
    top += faces.body.line_height();
    for sign in &assessment.signs {
        if top + faces.body.line_height() > bottom(place) {
            break;
        }
        put_sign(draw, sign);
        let side = i32::from(faces.body.px) * 8 / 10;
        let at =
            embedded_graphics::geometry::Point::new(x, top + (faces.body.line_height() - side) / 2);
        let alert = crate::display::signs::Sign::Alert;
        draw.scene
            .sign(alert, at, side as u16, draw.palette.unverified);
        let beside = Line {
            x: x + side + margin / 2,
            width_max: room - side - margin / 2,
            ..line(faces.body, top, text)
        };
        draw.scene.foreign(beside, draw.words);
        top += faces.body.line_height();
    }
}

/// Puts together what is to be looked at again.
fn put_sign(draw: &mut Draw, sign: &Sign) {
    let language = draw.language;
    let view = match sign.view {
        View::None => language.message(Message::AnyView),
        view => language.get(Word::View(view)),
    };
    match &sign.what {
        What::Missing {
            structure,
            share,
            usual,
        } => {
            let structure = language.get(Word::Structure(*structure));
            let [share, usual] = [share, usual].map(|v| Rounded::new(100.0 * v, 0));
            draw.put(language.with(
                Message::FindingMissing,
                &[
                    ("structure", &structure),
                    ("view", &view),
                    ("share", &share),
                    ("usual", &usual),
                ],
            ));
        }
        What::Off { name, value, usual } => {
            let quantity = measures::name_of(language, name);
            let [value, usual] = [value, usual].map(|v| Rounded::new(*v, 2));
            draw.put(language.with(
                Message::FindingOff,
                &[
                    ("quantity", &quantity),
                    ("view", &view),
                    ("value", &value),
                    ("usual", &usual),
                ],
            ));
        }
        What::Outside { label } => {
            let item = language.phrase(label);
            draw.put(language.with(Message::FindingOutside, &[("item", &item), ("view", &view)]));
        }
    }
}
