//! The state or the view, the time of the exam, and what to show next.

use std::time::Duration;

use super::{Draw, banner};
use crate::{
    anatomy::View,
    display::{
        language::{Message, Word},
        layout::{Design, between, bottom, right},
        model::Hint,
        showing::{Page, Review},
        text::Line,
    },
    exam::protocol::State,
};

/// Minutes, seconds and tenths of an exam of less than a hundred hours.
const TIME_WIDEST: &str = "6000:00.0";

/// The smallest title, pixels an em.
const TITLE_PX_MIN: u16 = 14;

/// Draws header and hint.
pub fn header(draw: &mut Draw) {
    let layout = draw.layout;
    let area = layout.header;
    let face = layout.faces.state;
    let time = face.width(TIME_WIDEST);
    let small = layout.faces.small;
    let label = draw.message(Message::ExamTime);
    let has_label = layout.design != Design::List;
    let label_width = if has_label {
        small.width(label) + layout.margin
    } else {
        0
    };
    let split = right(&area) - layout.margin - time - label_width;
    let left = between(area.top_left.x, area.top_left.y, split, bottom(&area));
    draw.scene.region(left, draw.palette.ground);
    title(draw, split - 2 * layout.margin);
    let place = between(split, area.top_left.y, right(&area), bottom(&area));
    draw.scene.region(place, draw.palette.ground);
    let baseline = face.baseline(area.top_left.y, area.size.height as i32);
    let end = right(&area) - layout.margin;
    let (text, dim) = (draw.palette.text, draw.palette.text_dim);
    put_time(draw, draw.model.time);
    let used = draw
        .scene
        .text(Line::right(face, text, end, baseline, time), draw.words);
    if has_label {
        let x = end - used - layout.margin / 2;
        let line = Line::right(small, dim, x, baseline, label_width);
        draw.scene.text(line, label);
    }
    hint(draw);
}

/// What the page is, or what the service does, in the largest letters.
fn title(draw: &mut Draw, room: i32) {
    let layout = draw.layout;
    let area = layout.header;
    let (text, dim, alert) = (
        draw.palette.text,
        draw.palette.text_dim,
        draw.palette.banner,
    );
    let (words, colour) = match draw.model.showing.page {
        Page::Setup => (draw.message(Message::Setup), text),
        Page::Review(Review::Overview) => (draw.message(Message::ReviewViews), text),
        Page::Review(Review::View(at)) => {
            let view = View::SWEEP.get(usize::from(at));
            (
                draw.get(Word::View(view.copied().unwrap_or_default())),
                text,
            )
        }
        Page::Review(Review::Timeline) => (draw.message(Message::ReviewTimeline), text),
        Page::Live if draw.is_analysing() && draw.model.withheld => {
            (draw.get(Word::Exam(draw.model.exam)), text)
        }
        Page::Live if draw.is_analysing() => {
            let view = draw.model.view;
            let colour = if view == View::None { dim } else { text };
            (draw.get(Word::View(view)), colour)
        }
        Page::Live => (banner::title(draw), alert),
    };
    let face = banner::shrunk(layout.faces.state, words, room, TITLE_PX_MIN);
    let baseline = layout
        .faces
        .state
        .baseline(area.top_left.y, area.size.height as i32);
    draw.scene.text(
        Line::left(face, colour, layout.margin, baseline, room),
        words,
    );
}

/// What to show next; on a page of the review, which one it is.
fn hint(draw: &mut Draw) {
    let layout = draw.layout;
    draw.scene.region(layout.hint, draw.palette.ground);
    match draw.model.showing.page {
        Page::Live if draw.is_analysing() => {}
        Page::Review(page) => {
            let (page, pages) = (page.place() + 1, Review::COUNT);
            let face = layout.faces.small;
            let top = layout.hint.top_left.y;
            let baseline = face.baseline(top, face.line_height());
            let room = layout.hint.size.width as i32 - 2 * layout.margin;
            let dim = draw.palette.text_dim;
            let line = Line::left(face, dim, layout.margin, baseline, room / 2);
            let used = draw
                .scene
                .text(line, draw.language.message(Message::Review));
            let line = Line {
                x: layout.margin + used + layout.margin,
                ..line
            };
            draw.line(line, Message::PageOf, &[("page", &page), ("pages", &pages)]);
            let state = draw.get(Word::Exam(draw.model.exam));
            let end = layout.hint.size.width as i32 - layout.margin;
            draw.scene
                .text(Line::right(face, dim, end, baseline, room / 3), state);
            return;
        }
        _ => return,
    }
    if !put_hint(draw) {
        return;
    }
    let (face, hint) = (layout.faces.hint, layout.hint);
    let label = draw.message(Message::Next);
    let (x, top) = (layout.margin, hint.top_left.y);
    let room = hint.size.width as i32 - 2 * layout.margin;
    let lines = (hint.size.height as i32 / face.line_height()).max(1);
    let first = face.baseline(top, face.line_height());
    let accent = draw.palette.accent;
    let used = draw
        .scene
        .text(Line::left(face, accent, x, first, room / 4), label);
    let indent = used + layout.margin;
    let words = std::mem::take(draw.words);
    let mut rest = face.lines(&words, room - indent);
    for at in 0..lines {
        let Some(text) = rest.next() else { break };
        let baseline = first + at * face.line_height();
        let line = Line::left(face, draw.palette.text, x + indent, baseline, room - indent);
        // A label of a checklist may be of any length.
        if at + 1 == lines && rest.next().is_some() {
            draw.scene
                .write_foreign(line, format_args!("{text} \u{2026}"));
        } else {
            draw.scene.foreign(line, text);
        }
    }
    drop(rest);
    *draw.words = words;
}

/// Puts the hint together; false where there is none.
fn put_hint(draw: &mut Draw) -> bool {
    let (language, model) = (draw.language, draw.model);
    let view = |view| language.get(Word::ViewInSentence(view));
    match (model.hint, model.exam) {
        (_, State::Closed) => return false,
        (_, State::Review) if model.withheld => draw.put(language.message(Message::NextJudge)),
        (None, State::Idle) => draw.put(language.message(Message::NextBegin)),
        _ if model.withheld => return false,
        (None, _) => draw.put(language.message(Message::NextNothing)),
        (Some(Hint::Show(of)), _) => {
            draw.put(language.with(Message::NextShow, &[("view", &view(of))]));
        }
        (Some(Hint::Again(of, label)), _) => {
            let item = language.phrase(label);
            draw.put(language.with(Message::NextAgain, &[("view", &view(of)), ("item", &item)]));
        }
        (Some(Hint::Hold(of, label)), _) => {
            let item = language.phrase(label);
            draw.put(language.with(Message::NextHold, &[("view", &view(of)), ("item", &item)]));
        }
        (Some(Hint::EnterLeft), _) => draw.put(language.message(Message::NextSide)),
    }
    true
}

/// Puts minutes, seconds and tenths together: `1:02.5`.
fn put_time(draw: &mut Draw, time: Duration) {
    let tenths = time.as_millis() / 100;
    let (minutes, seconds, tenth) = (tenths / 600, tenths / 10 % 60, tenths % 10);
    draw.put(format_args!("{minutes}:{seconds:02}.{tenth}"));
}
