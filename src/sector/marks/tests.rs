//! Marks over drawn speckle that moves, and over one still picture of it.

use super::*;
use crate::sector::screens::{even, hash, text};

const SECTOR: [u16; 4] = [60, 40, 520, 400];

/// Speckle of a moment, without sharp edges, in a black screen; letters of two sizes over it.
fn frame(number: usize, letters: bool) -> Frame {
    let [left, top, w, h] = SECTOR.map(usize::from);
    let grain = |x: usize, y: usize| (hash(x + 977 * number, y) % 140) as usize;
    let mut frame = even(640, 480, |x, y| {
        if !(left..left + w).contains(&x) || !(top..top + h).contains(&y) {
            return 0;
        }
        let (gx, gy, fx, fy) = (x / 8, y / 6, x % 8, y % 6);
        let upper = grain(gx, gy) * (8 - fx) + grain(gx + 1, gy) * fx;
        let lower = grain(gx, gy + 1) * (8 - fx) + grain(gx + 1, gy + 1) * fx;
        ((upper * (6 - fy) + lower * fy) / 48) as u8
    });
    if letters {
        text(&mut frame, 200, 150, 8, 2, 225);
        text(&mut frame, 320, 300, 5, 3, 225);
    }
    frame
}

/// Pixels of letters, those of them that are marked, and all that is marked.
fn counted(marks: &[Mark]) -> [usize; 3] {
    let (with, without) = (frame(0, true), frame(0, false));
    let mut counts = [0; 3];
    for i in 0..with.luma.len() {
        let letter = with.luma[i] != without.luma[i];
        let (x, y) = ((i % 640) as u16, i / 640);
        let marked = of_row(marks, y).iter().any(|m| (m.from..m.to).contains(&x));
        counts[0] += usize::from(letter);
        counts[1] += usize::from(letter && marked);
        counts[2] += usize::from(marked);
    }
    counts
}

fn sector() -> Sector {
    let [x, y, w, h] = SECTOR;
    Sector::rectangle(x, y, w, h)
}

/// What a second of frames at this rate shows.
fn watched(fps: u64, letters: bool, moves: bool) -> Option<Vec<Mark>> {
    let (mut marks, sector, mut told) = (Marks::default(), sector(), None);
    for number in 0..=2 * fps {
        let now = Duration::from_millis(1000 * number / fps);
        let moment = if moves { number as usize } else { 0 };
        if let Some(found) = marks.add(&frame(moment, letters), &sector, now) {
            told = Some(found.to_vec());
        }
    }
    told
}

#[test]
fn letters_over_moving_speckle_are_told_at_every_rate_and_nothing_else_is() {
    for fps in [8, 25, 60] {
        let [letters, told, all] = counted(&watched(fps, true, true).unwrap());
        assert!(told * 100 >= letters * 97, "{fps}: {told} of {letters}");
        assert!(all < 5 * letters, "{fps}: {all} for {letters}");
        assert_eq!(watched(fps, false, true), Some(vec![]));
    }
}

#[test]
fn a_picture_that_stands_still_is_no_mark() {
    assert_eq!(watched(25, false, false), None);
}

#[test]
fn letters_of_one_ink_are_told_in_one_still_picture() {
    let mut marks = Marks::default();
    let [letters, told, _] = counted(marks.still(&frame(0, true), &sector()));
    assert!(told * 100 >= letters * 95, "{told} of {letters}");
    assert_eq!(marks.still(&frame(0, false), &sector()), []);
}

#[test]
fn a_mark_is_filled_from_both_sides_and_the_face_is_black() {
    let mark = |from, to, black| Mark {
        row: 3,
        from,
        to,
        black,
    };
    let mut line = vec![100, 100, 255, 255, 255, 40, 40, 9, 9];
    fill(&mut line, 10, &[mark(12, 15, false), mark(17, 19, true)]);
    assert_eq!(line[..2], [100, 100]);
    assert!(line[2..5].is_sorted_by(|a, b| a > b) && line[2] < 100 && line[4] > 40);
    assert_eq!(line[5..], [40, 40, 0, 0]);
    let mut all = vec![9; 4];
    fill(&mut all, 0, &[mark(0, 4, false)]);
    assert_eq!(all, [0; 4]);
}
