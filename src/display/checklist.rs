//! The checklist by view, in sweep order, the current view highlighted.

use std::fmt::Write;

use embedded_graphics::{draw_target::DrawTarget, geometry::Point};

use super::{
    canvas::Canvas,
    layout::{CHECKLIST, area, bottom, right},
    model::{ScreenModel, Standing},
    naming::{state_word, view_heading},
    palette::{ACCENT, CURRENT, PANEL, TEXT, TEXT_DIM, of_state},
    signs::{SIDE, Sign},
    text::{Face, Line},
};
use crate::{
    anatomy::View,
    exam::{Item, ItemState},
};

/// Space between groups, pixels: grows into what the rows leave.
const GAP_MIN: i32 = 5;
const GAP_MAX: i32 = 10;
/// Height of a row, pixels.
const ROW_MIN: i32 = 15;
const ROW_MAX: i32 = 26;

/// Where things stand in a row: columns in pixels.
const SIGN_X: i32 = CHECKLIST.top_left.x + 14;
/// First column of labels.
const LABEL_X: i32 = SIGN_X + SIDE + 10;
/// Column behind the words of the states.
const WORD_END: i32 = right(&CHECKLIST) - 12;
/// Space between a label and its word.
const LABEL_GAP: i32 = 10;

/// Draws the checklist panel.
#[derive(Clone, Debug, Default)]
pub struct Checklist {
    words: String,
}

fn of_view(items: &[Item], view: View) -> impl Iterator<Item = &Item> {
    items.iter().filter(move |item| item.view == view)
}

/// How many rows (items and headings), and how many gaps between groups.
fn extent(items: &[Item]) -> (i32, i32) {
    let groups = View::REPORTED
        .into_iter()
        .filter(|v| of_view(items, *v).next().is_some())
        .count() as i32;
    (items.len() as i32 + groups, (groups - 1).max(0))
}

/// The height of a row that lets all rows fit, within limits.
fn row_height(items: &[Item]) -> i32 {
    let (rows, gaps) = extent(items);
    ((CHECKLIST.size.height as i32 - gaps * GAP_MIN) / rows.max(1)).clamp(ROW_MIN, ROW_MAX)
}

/// Whether all rows of that height fit.
fn fits(items: &[Item], row: i32) -> bool {
    let (rows, gaps) = extent(items);
    rows * row + gaps * GAP_MIN <= CHECKLIST.size.height as i32
}

/// The space between groups that fills the panel, within limits.
fn gap_width(items: &[Item], row: i32) -> i32 {
    let (rows, gaps) = extent(items);
    ((CHECKLIST.size.height as i32 - rows * row) / gaps.max(1)).clamp(GAP_MIN, GAP_MAX)
}

impl Checklist {
    /// Draws all groups that have items. Where the rows do not fit, the last line says how many
    /// items are missing.
    pub fn draw(&mut self, canvas: &mut Canvas, model: &ScreenModel) {
        let row = row_height(model.items);
        let gap = gap_width(model.items, row);
        let current = (model.standing() == Standing::Analysing).then_some(model.view);
        let end = bottom(&CHECKLIST) - if fits(model.items, row) { 0 } else { row };
        let mut top = CHECKLIST.top_left.y;
        let mut left_out = 0;
        for view in View::REPORTED {
            let items = of_view(model.items, view).count();
            let room = ((end - top) / row - 1).max(0) as usize;
            let shown = if left_out == 0 { items.min(room) } else { 0 };
            left_out += items - shown;
            if shown > 0 {
                let is_current = current == Some(view) && view != View::None;
                self.draw_group(canvas, model.items, view, (top, row, shown), is_current);
                top += row * (shown as i32 + 1) + gap;
            }
        }
        if left_out > 0 {
            self.words.clear();
            let _ = write!(self.words, "and {left_out} more: see the exam record");
            let baseline = bottom(&CHECKLIST) - 4;
            Line::left(Face::BodySmall, TEXT, LABEL_X, baseline, WORD_END - LABEL_X)
                .draw(canvas, &self.words);
        }
    }

    fn draw_group(
        &mut self,
        canvas: &mut Canvas,
        items: &[Item],
        view: View,
        (top, row, shown): (i32, i32, usize),
        is_current: bool,
    ) {
        let x = CHECKLIST.top_left.x;
        let height = (row * (shown as i32 + 1)) as u32;
        let ground = if is_current { CURRENT } else { PANEL };
        let _ = canvas.fill_solid(&area(x, top, CHECKLIST.size.width, height), ground);
        if is_current {
            let _ = canvas.fill_solid(&area(x, top, 5, height), ACCENT);
        }
        self.draw_heading(canvas, items, view, (top, row), is_current);
        for (i, item) in of_view(items, view).take(shown).enumerate() {
            draw_item(canvas, item, top + row * (i as i32 + 1), row);
        }
    }

    /// The view's name, and how many of its items were seen.
    fn draw_heading(
        &mut self,
        canvas: &mut Canvas,
        items: &[Item],
        view: View,
        (top, row): (i32, i32),
        is_current: bool,
    ) {
        let face = if row >= 18 {
            Face::BodyBold
        } else {
            Face::Label
        };
        let baseline = face.baseline(top, row);
        let seen = |i: &&Item| matches!(i.state, ItemState::Seen | ItemState::Meets);
        let (all, seen) = (
            of_view(items, view).count(),
            of_view(items, view).filter(seen).count(),
        );
        self.words.clear();
        let _ = write!(self.words, "{seen} of {all} seen");
        let colour = if is_current { TEXT } else { TEXT_DIM };
        let count = Line::right(face, colour, WORD_END, baseline, 110).draw(canvas, &self.words);
        let room = WORD_END - count - LABEL_GAP - SIGN_X;
        let used = Line::left(face, TEXT, SIGN_X, baseline, room).draw(canvas, view_heading(view));
        if is_current {
            let x = SIGN_X + used + 12;
            Line::left(face, ACCENT, x, baseline, room - used - 12).draw(canvas, "now");
        }
    }
}

/// The face of labels at a row height.
const fn label_face(row: i32) -> Face {
    if row >= 18 {
        Face::Body
    } else {
        Face::BodySmall
    }
}

/// The face of a state's word: what can be assessed stands out.
const fn word_face(row: i32, state: ItemState) -> Face {
    match (state, row >= 18) {
        (ItemState::CannotAssess, _) => label_face(row),
        (_, true) => Face::BodyBold,
        (_, false) => Face::Label,
    }
}

/// Sign, label and word of an item.
fn draw_item(canvas: &mut Canvas, item: &Item, top: i32, row: i32) {
    let (face, colour) = (label_face(row), of_state(item.state));
    let at = Point::new(SIGN_X, top + (row - SIDE) / 2);
    let _ = Sign::of(item.state).draw(canvas, at, colour);
    let baseline = face.baseline(top, row);
    let word = Line::right(
        word_face(row, item.state),
        colour,
        WORD_END,
        baseline,
        WORD_END - LABEL_X,
    );
    let used = word.draw(canvas, state_word(item.state));
    let room = WORD_END - used - LABEL_GAP - LABEL_X;
    Line::left(face, TEXT, LABEL_X, baseline, room).draw(canvas, &item.label);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The longest labels that a checklist holds: 34 characters.
    const LONG: [&str; 4] = [
        "Descending aorta left, IVC right",
        "Aorta left, IVC right and in front",
        "Descending aorta behind the atrium",
        "Pulmonary artery from the ventricle",
    ];

    #[test]
    fn long_labels_fit_beside_every_word() {
        use ItemState::{CannotAssess, Meets, NotSeen, Outside, Seen};
        for state in [CannotAssess, NotSeen, Seen, Meets, Outside] {
            for row in [ROW_MIN, 17, 18, ROW_MAX] {
                let word = word_face(row, state).width(state_word(state));
                let room = WORD_END - word - LABEL_GAP - LABEL_X;
                for label in LONG {
                    assert!(
                        label_face(row).width(label) <= room,
                        "{label}: {state:?}, {row}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_full_checklist_keeps_readable_rows() {
        let item = |view| Item {
            view,
            state: ItemState::Seen,
            confidence: 1.0,
            ..Item::default()
        };
        let items: Vec<_> = View::REPORTED
            .into_iter()
            .flat_map(|v| vec![item(v); 4])
            .collect();
        assert_eq!(items.len(), 28);
        assert!(row_height(&items) >= 18);
        assert_eq!(row_height(&[]), ROW_MAX);
    }
}
