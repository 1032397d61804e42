//! The scanner's grey bar where it stands over the sector's left or right border: a narrow upright
//! ramp from bright to dark, flat across. It is cut out of the mask.
//!
//! Knows sectors and pixels; must not know how a sector is found.

use super::Sector;
use crate::capture::Frame;

/// Grey levels by which the pixels of a row of the bar differ at most; compression ripples.
const FLAT: u8 = 6;
/// Least and greatest width, pixels and part of the screen's width: 12 of 975 on the reference screens.
const WIDTH_MIN: usize = 6;
const WIDTH_PART: usize = 30;
/// Least number of rows of the part that stands out from black, and how bright that is, grey levels.
const ROWS_MIN: usize = 30;
const BRIGHT: u8 = 16;
/// That part falls by this much at least, grey levels.
const FALL_MIN: u8 = 60;
/// Columns at the border that may be blurred, and the margin of the cut.
const MARGIN: usize = 2;

/// Takes grey bars at both borders out of the sector's mask.
pub(super) fn cut(sector: &mut Sector, frame: &Frame) {
    for mirrored in [false, true] {
        if let Some((rows, end)) = find(sector, frame, mirrored) {
            let end = end + MARGIN;
            let border = |row: usize| {
                let (from, to) = sector.spans[row];
                let from = if mirrored {
                    frame.width.saturating_sub(to.into())
                } else {
                    from.into()
                };
                from < end
            };
            // Above, the slanted border crosses the bar: too narrow there to be told.
            let above = rows.start.saturating_sub(rows.len())..rows.start;
            let first = above.rev().take_while(|&row| border(row)).last();
            let top = first.unwrap_or(rows.start).saturating_sub(MARGIN);
            let bottom = (rows.end + MARGIN).min(sector.spans.len());
            for (from, to) in &mut sector.spans[top..bottom] {
                if mirrored {
                    *to = (*to).min(frame.width.saturating_sub(end) as u16).max(*from);
                } else {
                    *from = (*from).max(end as u16).min(*to);
                }
            }
        }
    }
}

/// Rows of the sector that the bar crosses, and the column behind it, seen in a mirror or not.
fn find(sector: &Sector, frame: &Frame, mirrored: bool) -> Option<(std::ops::Range<usize>, usize)> {
    let top = sector.pixels()[1];
    let widest = frame.width / WIDTH_PART;
    let pixel = |row: usize, x: usize| {
        let x = if mirrored { frame.width - 1 - x } else { x };
        frame.luma[(top + row) * frame.width + x]
    };
    // Grey and end of the flat run at the border.
    let run = |row: usize| {
        let (from, to) = sector.span(top + row)?;
        let from = if mirrored { frame.width - to } else { from };
        let start = from + MARGIN;
        if start + widest >= frame.width {
            return None;
        }
        let grey = pixel(row, start);
        let end = (start..start + widest).find(|&x| pixel(row, x).abs_diff(grey) > FLAT)?;
        (end >= from + WIDTH_MIN).then_some((grey, end))
    };
    let mut row = 0;
    while row < sector.spans.len() {
        let Some((first, end)) = run(row).filter(|(grey, _)| *grey >= BRIGHT) else {
            row += 1;
            continue;
        };
        let (start, mut last) = (row, first);
        while let Some((grey, own)) = (row < sector.spans.len()).then(|| run(row)).flatten() {
            if own.abs_diff(end) > 1 || grey > last.saturating_add(FLAT / 2) || grey < BRIGHT {
                break;
            }
            last = grey;
            row += 1;
        }
        let falls = first.saturating_sub(last) >= FALL_MIN;
        if row - start >= ROWS_MIN && falls {
            // On to where the bar is black; it is as long again there.
            let flat = |&row: &usize| {
                let grey = pixel(row, end - MARGIN);
                let from = end.saturating_sub(WIDTH_MIN);
                sector.span(top + row).is_some()
                    && (from..end - 1).all(|x| pixel(row, x).abs_diff(grey) <= FLAT)
            };
            let longest = (row + (row - start)).min(sector.spans.len());
            let bottom = (row..longest)
                .take_while(flat)
                .last()
                .map_or(row, |r| r + 1);
            return Some((start..bottom, end));
        }
        row = row.max(start + 1);
    }
    None
}
