//! The layers between convolutions: they move bytes, or look them up.

use crate::grid::{Grid, requantise};
use crate::net::{Average, Both, Join};
use crate::place::Place;
use crate::window::Window;

/// One row of pixels of a place, from its first channel to the last one's.
fn row(place: &Place, row: usize) -> std::ops::Range<usize> {
    let start = place.offset + row * place.row;
    start..start + (place.shape[2] - 1) * place.pixel + place.shape[0]
}

/// Every byte through a table of stored bytes.
pub(crate) fn map(table: &[u8; 256], (from, x): (&Place, &[u8]), (to, y): (&Place, &mut [u8])) {
    let [channels, height, _] = to.shape;
    for r in 0..height {
        let (x, y) = (&x[row(from, r)], &mut y[row(to, r)]);
        for (x, y) in x.chunks(from.pixel).zip(y.chunks_mut(to.pixel)) {
            for (x, y) in x[..channels].iter().zip(&mut y[..channels]) {
                *y = table[usize::from(*x)];
            }
        }
    }
}

/// Bytes as they are.
pub(crate) fn copy((from, x): (&Place, &[u8]), (to, y): (&Place, &mut [u8])) {
    let [channels, height, _] = to.shape;
    for r in 0..height {
        let (x, y) = (&x[row(from, r)], &mut y[row(to, r)]);
        for (x, y) in x.chunks(from.pixel).zip(y.chunks_mut(to.pixel)) {
            y[..channels].copy_from_slice(&x[..channels]);
        }
    }
}

/// Two places byte by byte; one of one row or column stands for all of them.
pub(crate) fn both(
    layer: &Both,
    flip: u8,
    inputs: [(&Place, &[u8]); 2],
    (to, y): (&Place, &mut [u8]),
) {
    let [a, b] = &layer.tables;
    match layer.join {
        Join::Sum => each_two(inputs, (to, y), |m, n| {
            layer
                .y
                .nearest(a[usize::from(m ^ flip)] + b[usize::from(n ^ flip)])
                ^ flip
        }),
        Join::Product(factor) => {
            #[expect(clippy::cast_precision_loss, reason = "below 256")]
            let zero = layer.y.zero as f32;
            each_two(inputs, (to, y), |m, n| {
                let product = a[usize::from(m ^ flip)] * b[usize::from(n ^ flip)];
                layer.y.nearest(product * factor + zero) ^ flip
            });
        }
    }
}

#[inline(always)]
fn each_two(
    [(from_a, a), (from_b, b)]: [(&Place, &[u8]); 2],
    (to, y): (&Place, &mut [u8]),
    join: impl Fn(u8, u8) -> u8,
) {
    let [channels, height, width] = to.shape;
    let at = |from: &Place, p: usize| p.min(from.shape[2] - 1) * from.pixel;
    for r in 0..height {
        let a = &a[row(from_a, r.min(from_a.shape[1] - 1))];
        let b = &b[row(from_b, r.min(from_b.shape[1] - 1))];
        let y = &mut y[row(to, r)];
        for p in 0..width {
            let a = &a[at(from_a, p)..][..channels];
            let b = &b[at(from_b, p)..][..channels];
            let y = &mut y[p * to.pixel..][..channels];
            for ((a, b), y) in a.iter().zip(b).zip(y) {
                *y = join(*a, *b);
            }
        }
    }
}

/// Each pixel becomes a block of equal ones.
pub(crate) fn upsample(
    [down, across]: [usize; 2],
    (from, x): (&Place, &[u8]),
    (to, y): (&Place, &mut [u8]),
) {
    let [channels, height, width] = to.shape;
    for r in 0..height {
        let (x, y) = (&x[row(from, r / down)], &mut y[row(to, r)]);
        for p in 0..width {
            let pixel = &x[p / across * from.pixel..][..channels];
            y[p * to.pixel..][..channels].copy_from_slice(pixel);
        }
    }
}

/// Blocks of channels become blocks of pixels.
pub(crate) fn depth_to_space(
    (block, dcr): (usize, bool),
    (from, x): (&Place, &[u8]),
    (to, y): (&Place, &mut [u8]),
) {
    let [channels, height, width] = to.shape;
    for r in 0..height {
        let (x, y) = (&x[row(from, r / block)], &mut y[row(to, r)]);
        for p in 0..width {
            let x = &x[p / block * from.pixel..][..from.shape[0]];
            let within = r % block * block + p % block;
            for (c, y) in y[p * to.pixel..][..channels].iter_mut().enumerate() {
                *y = if dcr {
                    x[within * channels + c]
                } else {
                    x[c * block * block + within]
                };
            }
        }
    }
}

/// The largest byte of each window.
pub(crate) fn max_pool(
    window: &Window,
    flip: u8,
    (from, x): (&Place, &[u8]),
    (to, y): (&Place, &mut [u8]),
) {
    let [channels, height, width] = to.shape;
    let [_, rows, columns] = from.shape;
    for r in 0..height {
        let down = taps(window, 0, r, rows);
        let y = &mut y[row(to, r)];
        for p in 0..width {
            let y = &mut y[p * to.pixel..][..channels];
            y.fill(0);
            for line in down.clone() {
                for column in taps(window, 1, p, columns) {
                    let at = from.offset + line * from.row + column * from.pixel;
                    for (y, x) in y.iter_mut().zip(&x[at..][..channels]) {
                        *y = (*y).max(x ^ flip);
                    }
                }
            }
            y.iter_mut().for_each(|y| *y ^= flip);
        }
    }
}

/// Channels of an average that are summed at a time.
const LANES: usize = 16;

/// The mean of each window; see `Net::average_pool`.
pub(crate) fn average_pool(
    layer: &Average,
    flip: u8,
    (from, x): (&Place, &[u8]),
    (to, y): (&Place, &mut [u8]),
) {
    let [channels, height, width] = to.shape;
    let [_, rows, columns] = from.shape;
    #[expect(clippy::cast_precision_loss, reason = "below 256")]
    let zero = layer.y.zero as f32;
    for r in 0..height {
        let down = taps(&layer.window, 0, r, rows);
        let y = &mut y[row(to, r)];
        for p in 0..width {
            let across = taps(&layer.window, 1, p, columns);
            let pixels = if layer.pads {
                layer.window.kernel.iter().product()
            } else {
                down.len() * across.len()
            };
            #[expect(clippy::cast_precision_loss, reason = "rounding to nearest is meant")]
            let factor = layer.x.scale / (pixels as f32 * layer.y.scale);
            for first in (0..channels).step_by(LANES) {
                let count = LANES.min(channels - first);
                let mut sums = [0_i32; LANES];
                for line in down.clone() {
                    for column in across.clone() {
                        let at = from.offset + line * from.row + column * from.pixel + first;
                        for (sum, x) in sums.iter_mut().zip(&x[at..][..count]) {
                            *sum += i32::from(x ^ flip) - layer.x.logical_zero();
                        }
                    }
                }
                for (sum, y) in sums.iter().zip(&mut y[p * to.pixel + first..][..count]) {
                    #[expect(clippy::cast_precision_loss, reason = "rounding to nearest is meant")]
                    let steps = *sum as f32 * factor + zero;
                    *y = layer.y.nearest(steps) ^ flip;
                }
            }
        }
    }
}

/// The pixels of the input that a window covers along one axis.
fn taps(window: &Window, axis: usize, at: usize, size: usize) -> std::ops::Range<usize> {
    let start = at * window.strides[axis];
    let first = start.saturating_sub(window.pads[axis]);
    let end = (start + window.kernel[axis]).saturating_sub(window.pads[axis]);
    first..end.min(size)
}

/// The mean of each channel; see `Net::global_average`.
pub(crate) fn global_average(
    (x_grid, y_grid): (Grid, Grid),
    flip: u8,
    (from, x): (&Place, &[u8]),
    (to, y): (&Place, &mut [u8]),
) {
    let [channels, height, width] = from.shape;
    #[expect(clippy::cast_precision_loss, reason = "rounding to nearest is meant")]
    let factor = x_grid.scale / ((height * width) as f32 * y_grid.scale);
    for c in 0..channels {
        let mut sum = 0_i32;
        for r in 0..height {
            for x in x[row(from, r)][c..].iter().step_by(from.pixel) {
                sum = sum.wrapping_add(i32::from(x ^ flip) - x_grid.logical_zero());
            }
        }
        y[to.offset + c] = requantise(sum, factor, y_grid.logical_zero()) ^ flip;
    }
}
