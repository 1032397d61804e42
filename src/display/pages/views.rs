//! The checklist summed up: a row a view, and below them, where there is room, the items of one view.

use embedded_graphics::{geometry::Point, primitives::Rectangle};

use super::{Draw, checklist, live::view_in_focus};
use crate::{
    anatomy::View,
    display::{
        language::{Message, Word},
        layout::{Design, area, bottom, part, right},
        signs::Sign,
        text::{Face, Line},
    },
    exam::ItemState,
};

/// Draws a row a view, and the items of the view in focus.
pub fn views(draw: &mut Draw) {
    let place = draw.layout.checklist;
    let (height, count) = (place.size.height as i32, View::REPORTED.len() as i32);
    for (at, view) in (0..).zip(View::REPORTED) {
        let (from, to) = (part(height, at, count), part(height, at + 1, count));
        let line = area(
            place.top_left.x,
            place.top_left.y + from,
            place.size.width,
            (to - from - 2).max(1) as u32,
        );
        let current = draw.is_analysing() && draw.model.view == view && view != View::None;
        let ground = if current {
            draw.palette.current
        } else {
            draw.palette.panel
        };
        draw.scene.region(line, ground);
        if current {
            let edge = area(line.top_left.x, line.top_left.y, 4, line.size.height);
            draw.scene.fill(edge, draw.palette.accent);
        }
        if checklist::of_view(draw.model.items, view).next().is_none() {
            empty(draw, &line, view);
        } else if draw.layout.design == Design::List {
            with_word(draw, &line, view);
        } else {
            with_signs(draw, &line, view);
        }
    }
    items(draw);
}

/// A view that the checklist asks nothing of.
fn empty(draw: &mut Draw, place: &Rectangle, view: View) {
    let face = draw.layout.faces.body;
    let baseline = face.baseline(place.top_left.y, place.size.height as i32);
    let pad = draw.layout.margin / 2 + 3;
    let side = i32::from(draw.layout.faces.heading.px) * 8 / 10;
    let x = place.top_left.x + 2 * pad + side;
    let room = right(place) - pad - x;
    let line = Line::left(face, draw.palette.text_dim, x, baseline, room);
    let used = draw.scene.text(line, checklist::heading(draw, view));
    let line = Line::right(
        face,
        draw.palette.text_dim,
        right(place) - pad,
        baseline,
        room - used - pad,
    );
    draw.scene.text(line, "\u{2013}");
}

/// Sign, name and count, as a heading; between them a small sign of each item.
fn with_signs(draw: &mut Draw, place: &Rectangle, view: View) {
    checklist::title(draw, place, view, false);
    let items = checklist::of_view(draw.model.items, view);
    let face = draw.layout.faces.heading;
    let pad = draw.layout.margin / 2 + 3;
    let name = face.width(checklist::heading(draw, view));
    let left = place.top_left.x + 3 * pad + i32::from(face.px) * 8 / 10 + name;
    let [seen, all] = checklist::count(items.clone());
    draw.put(
        draw.language
            .with(Message::SeenOf, &[("seen", &seen), ("all", &all)]),
    );
    let end = right(place) - 2 * pad - face.width(draw.words);
    let side = (i32::from(draw.layout.faces.small.px) * 6 / 10).max(7);
    let step = side + 2;
    // Where not all fit, none: half of them would say something else.
    if end - left < step * all as i32 {
        return;
    }
    let (mut x, y) = (
        end - step * all as i32,
        place.top_left.y + (place.size.height as i32 - side) / 2,
    );
    for item in items {
        let colour = draw.palette.of_state(item.state);
        draw.scene
            .sign(Sign::of(item.state), Point::new(x, y), side as u16, colour);
        x += step;
    }
}

/// Sign, name, count, and the word of the state.
fn with_word(draw: &mut Draw, place: &Rectangle, view: View) {
    let face = draw.layout.faces.heading;
    let items = checklist::of_view(draw.model.items, view);
    let (state, [seen, all]) = (
        checklist::summed(items.clone()),
        checklist::count(items.clone()),
    );
    let open = items.filter(|item| item.state == state).count();
    let (top, height) = (place.top_left.y, place.size.height as i32);
    let pad = draw.layout.margin / 2 + 3;
    let side = (i32::from(face.px) * 9 / 10).min(height - 2);
    let at = Point::new(place.top_left.x + pad, top + (height - side) / 2);
    let colour = draw.palette.of_state(state);
    draw.scene.sign(Sign::of(state), at, side as u16, colour);
    let (x, end) = (at.x + side + pad, right(place) - pad);
    let small = Face::bold(draw.layout.faces.body.px);
    draw.put(
        draw.language
            .with(Message::SeenOf, &[("seen", &seen), ("all", &all)]),
    );
    let counts = small.width("88 / 88").max(small.width(draw.words));
    let line = Line::right(
        small,
        draw.palette.text,
        end,
        small.baseline(top, height),
        counts,
    );
    draw.scene.text(line, draw.words);
    let end = end - counts - pad;
    // How many items say so, where not all do.
    let word = draw.get(Word::State(state));
    draw.words.clear();
    if matches!(state, ItemState::NotSeen | ItemState::Outside) && open > 1 {
        draw.put(format_args!("{open} {word}"));
    } else {
        draw.put(word);
    }
    let face_of_word = draw.layout.faces.small;
    let line = Line::right(
        face_of_word,
        colour,
        end,
        face_of_word.baseline(top, height),
        end - x,
    );
    let used = draw.scene.text(line, draw.words);
    let name = checklist::heading(draw, view);
    let room = end - used - pad - x;
    let face = if face.width(name) > room {
        Face::bold(draw.layout.faces.body.px)
    } else {
        face
    };
    // The smallest panels have room for the short name alone.
    let name = if face.width(name) > room && view != View::None {
        draw.get(Word::ViewShort(view))
    } else {
        name
    };
    let line = Line::left(face, draw.palette.text, x, face.baseline(top, height), room);
    draw.scene.text(line, name);
}

/// The items of the view in focus.
fn items(draw: &mut Draw) {
    let place = draw.layout.items;
    if place.is_zero_sized() {
        return;
    }
    draw.scene.region(place, draw.palette.panel);
    let view = view_in_focus(draw);
    let face = draw.layout.faces.body;
    let row = face.line_height().max(1);
    let pad = draw.layout.margin / 2;
    let top = place.top_left.y + pad / 2;
    let all = checklist::of_view(draw.model.items, view);
    let rows = ((bottom(&place) - top) / row).max(0) as usize;
    let count = all.clone().count();
    // What is open comes first where not all fit.
    let open =
        |item: &&crate::exam::Item| matches!(item.state, ItemState::NotSeen | ItemState::Outside);
    let fits = count <= rows;
    let shown = if fits { count } else { rows.saturating_sub(1) };
    let ordered = all
        .clone()
        .filter(open)
        .chain(all.clone().filter(|item| !open(item)));
    let mut y = top;
    let line = |y| area(place.top_left.x, y, place.size.width, row as u32);
    if fits {
        for item in all {
            checklist::row(draw, &line(y), item, face);
            y += row;
        }
    } else {
        for item in ordered.take(shown) {
            checklist::row(draw, &line(y), item, face);
            y += row;
        }
        let small = draw.layout.faces.small;
        let x = place.top_left.x + draw.layout.margin;
        let baseline = small.baseline(y, row);
        let line = Line::left(
            small,
            draw.palette.text_dim,
            x,
            baseline,
            place.size.width as i32,
        );
        let more = count - shown;
        draw.line(line, Message::MoreItems, &[("count", &more)]);
    }
}
