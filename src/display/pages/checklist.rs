//! The checklist by view, in sweep order, all items at once, the current view highlighted.

use embedded_graphics::{geometry::Point, primitives::Rectangle};

use super::Draw;
use crate::{
    anatomy::View,
    display::{
        language::{Message, Word},
        layout::{area, bottom, right},
        signs::Sign,
        text::{Face, Line},
    },
    exam::{Item, ItemState},
};

/// Heights of a heading and of a row, by hundredths of an em.
const HEADING: i32 = 125;
const ROW_MIN: i32 = 88;
const ROW_MAX: i32 = 165;

/// The items of a view.
pub fn of_view(items: &[Item], view: View) -> impl Iterator<Item = &Item> + Clone {
    items.iter().filter(move |item| item.view == view)
}

/// A view as a heading: what stands outside of any is of any.
pub fn heading<'a>(draw: &Draw<'a>, view: View) -> &'a str {
    match view {
        View::None => draw.message(Message::AnyView),
        view => draw.get(Word::View(view)),
    }
}

/// What a view's items say together: the sign that a glance finds.
pub fn summed<'a>(items: impl Iterator<Item = &'a Item> + Clone) -> ItemState {
    let any = |state: ItemState| items.clone().any(|item| item.state == state);
    if any(ItemState::Outside) {
        ItemState::Outside
    } else if any(ItemState::NotSeen) {
        ItemState::NotSeen
    } else if any(ItemState::Seen) || any(ItemState::Meets) {
        ItemState::Seen
    } else {
        ItemState::CannotAssess
    }
}

/// How many of the items are seen, and how many there are. What is to be looked at again is not counted.
pub fn count<'a>(items: impl Iterator<Item = &'a Item> + Clone) -> [usize; 2] {
    let seen = |i: &&Item| matches!(i.state, ItemState::Seen | ItemState::Meets);
    [items.clone().filter(seen).count(), items.count()]
}

/// How the rows share the height.
#[derive(Clone, Copy)]
struct Rows {
    heading: i32,
    row: i32,
    gap: i32,
}

impl Rows {
    /// Rows as high as the place allows, within limits.
    fn of(draw: &Draw, items: &[Item]) -> Self {
        let faces = draw.layout.faces;
        let groups = View::REPORTED
            .into_iter()
            .filter(|v| of_view(items, *v).next().is_some());
        let groups = groups.count().max(1) as i32;
        let em = i32::from(faces.body.px);
        let heading = i32::from(faces.heading.px) * HEADING / 100;
        let height = draw.layout.checklist.size.height as i32;
        let gap = (height / 120).clamp(3, 10);
        let rest = height - groups * heading - (groups - 1) * gap;
        let row = rest / (items.len() as i32).max(1);
        let row = row.clamp(em * ROW_MIN / 100, em * ROW_MAX / 100);
        Self { heading, row, gap }
    }
}

/// Draws all groups that have items. Where the rows do not fit, the last line says how many are missing.
pub fn checklist(draw: &mut Draw) {
    let place = draw.layout.checklist;
    let items = draw.model.items;
    let rows = Rows::of(draw, items);
    let groups = || {
        View::REPORTED
            .into_iter()
            .filter(|v| of_view(items, *v).next().is_some())
    };
    let height = |view| rows.heading + rows.row * of_view(items, view).count() as i32;
    let all: i32 = groups().map(height).sum::<i32>() + rows.gap * (groups().count() as i32 - 1);
    let fits = all <= place.size.height as i32;
    let end = bottom(&place) - if fits { 0 } else { rows.row };
    let (mut top, mut left_out) = (place.top_left.y, 0);
    for view in groups() {
        let count = of_view(items, view).count();
        let room = ((end - top - rows.heading) / rows.row).max(0) as usize;
        let shown = if left_out == 0 { count.min(room) } else { 0 };
        left_out += count - shown;
        if shown > 0 {
            let height = rows.heading + rows.row * shown as i32;
            group(draw, view, top, shown, rows);
            top += height + rows.gap;
        }
    }
    let rest = area(
        place.top_left.x,
        top,
        place.size.width,
        (bottom(&place) - top).max(0) as u32,
    );
    draw.scene.region(rest, draw.palette.ground);
    if left_out > 0 {
        let face = draw.layout.faces.body;
        let baseline = face.baseline(bottom(&place) - rows.row, rows.row);
        let line = Line::left(
            face,
            draw.palette.text,
            place.top_left.x,
            baseline,
            place.size.width as i32,
        );
        draw.line(line, Message::MoreItems, &[("count", &left_out)]);
    }
}

fn group(draw: &mut Draw, view: View, top: i32, shown: usize, rows: Rows) {
    let place = draw.layout.checklist;
    let current = draw.is_analysing() && draw.model.view == view && view != View::None;
    let height = (rows.heading + rows.row * shown as i32) as u32;
    let ground = if current {
        draw.palette.current
    } else {
        draw.palette.panel
    };
    draw.scene.region(
        area(place.top_left.x, top, place.size.width, height),
        ground,
    );
    if current {
        draw.scene
            .fill(area(place.top_left.x, top, 5, height), draw.palette.accent);
    }
    let items = of_view(draw.model.items, view);
    let line = area(place.top_left.x, top, place.size.width, rows.heading as u32);
    title(draw, &line, view, current);
    for (at, item) in items.take(shown).enumerate() {
        let y = top + rows.heading + rows.row * at as i32;
        let line = area(place.top_left.x, y, place.size.width, rows.row as u32);
        let face = shrunk(draw.layout.faces.body, rows.row);
        row(draw, &line, item, face);
    }
}

/// The face of a row: as large as fits its height.
fn shrunk(face: Face, height: i32) -> Face {
    let px = i32::from(face.px).min(height * 100 / ROW_MIN).max(1) as u16;
    Face { px, ..face }
}

/// A view's heading: the sign of all its items, its name, how many of them are seen.
pub fn title(draw: &mut Draw, place: &Rectangle, view: View, current: bool) {
    let face = draw.layout.faces.heading;
    let items = of_view(draw.model.items, view);
    let (state, [seen, all]) = (summed(items.clone()), count(items));
    let (top, height) = (place.top_left.y, place.size.height as i32);
    let baseline = face.baseline(top, height);
    let pad = draw.layout.margin / 2 + 3;
    let side = i32::from(face.px) * 8 / 10;
    let at = Point::new(place.top_left.x + pad, top + (height - side) / 2);
    draw.scene.sign(
        Sign::of(state),
        at,
        side as u16,
        draw.palette.of_state(state),
    );
    let end = right(place) - pad;
    let line = Line::right(
        face,
        draw.palette.text,
        end,
        baseline,
        place.size.width as i32 / 3,
    );
    let used = draw.line(line, Message::SeenOf, &[("seen", &seen), ("all", &all)]);
    let x = at.x + side + pad;
    let room = end - used - pad - x;
    let name = match heading(draw, view) {
        long if face.width(long) > room && view != View::None => draw.get(Word::ViewShort(view)),
        name => name,
    };
    let used = draw
        .scene
        .text(Line::left(face, draw.palette.text, x, baseline, room), name);
    let now = draw.message(Message::Now);
    if current && room - used > face.width(now) + pad {
        let line = Line::left(
            face,
            draw.palette.accent,
            x + used + pad,
            baseline,
            room - used - pad,
        );
        draw.scene.text(line, now);
    }
}

/// Sign, label and word of an item.
pub fn row(draw: &mut Draw, place: &Rectangle, item: &Item, face: Face) {
    let colour = draw.palette.of_state(item.state);
    let (top, height) = (place.top_left.y, place.size.height as i32);
    let pad = draw.layout.margin / 2 + 3;
    let side = (i32::from(face.px) * 85 / 100).min(height - 2).max(5);
    let indent = i32::from(draw.layout.faces.heading.px) * 8 / 10;
    let at = Point::new(
        place.top_left.x + pad + (indent - side).max(0),
        top + (height - side) / 2,
    );
    draw.scene
        .sign(Sign::of(item.state), at, side as u16, colour);
    let baseline = face.baseline(top, height);
    let (x, end) = (at.x + side + pad, right(place) - pad);
    let face_of_word = match item.state {
        ItemState::CannotAssess => face,
        _ => Face::bold(face.px),
    };
    let word = draw.get(Word::State(item.state));
    let used = draw.scene.text(
        Line::right(face_of_word, colour, end, baseline, end - x),
        word,
    );
    let label = draw.language.phrase(&item.label);
    let line = Line::left(face, draw.palette.text, x, baseline, end - used - pad - x);
    draw.scene.write_foreign(line, format_args!("{label}"));
}
