//! Between the outside, channels first, and buffers, channels last.

use crate::grid::Grid;
use crate::place::Place;

/// Lays bytes into a place; `flip` makes them stored ones.
pub(crate) fn bytes_in(flip: u8, outside: &[u8], (to, y): (&Place, &mut [u8])) {
    fill(outside, (to, y), |byte| byte ^ flip);
}

/// Quantises into a place.
pub(crate) fn real_in(grid: Grid, flip: u8, outside: &[f32], (to, y): (&Place, &mut [u8])) {
    fill(outside, (to, y), |value| grid.byte(value) ^ flip);
}

/// Takes bytes out of a place.
pub(crate) fn bytes_out(flip: u8, (from, x): (&Place, &[u8]), outside: &mut [u8]) {
    take((from, x), outside, |byte| byte ^ flip);
}

/// Takes real values out of a place.
pub(crate) fn real_out(grid: Grid, flip: u8, (from, x): (&Place, &[u8]), outside: &mut [f32]) {
    take((from, x), outside, |byte| grid.real(byte ^ flip));
}

#[inline(always)]
fn fill<T: Copy>(outside: &[T], (to, y): (&Place, &mut [u8]), byte: impl Fn(T) -> u8) {
    let [_, height, width] = to.shape;
    for (c, plane) in outside.chunks_exact(height * width).enumerate() {
        for (r, line) in plane.chunks_exact(width).enumerate() {
            let start = to.offset + r * to.row + c;
            if to.pixel == 1 {
                for (y, x) in y[start..start + width].iter_mut().zip(line) {
                    *y = byte(*x);
                }
            } else {
                for (y, x) in y[start..].iter_mut().step_by(to.pixel).zip(line) {
                    *y = byte(*x);
                }
            }
        }
    }
}

#[inline(always)]
fn take<T: Copy>((from, x): (&Place, &[u8]), outside: &mut [T], value: impl Fn(u8) -> T) {
    let [_, height, width] = from.shape;
    for (c, plane) in outside.chunks_exact_mut(height * width).enumerate() {
        for (r, line) in plane.chunks_exact_mut(width).enumerate() {
            let start = from.offset + r * from.row + c;
            for (y, x) in line.iter_mut().zip(x[start..].iter().step_by(from.pixel)) {
                *y = value(*x);
            }
        }
    }
}
