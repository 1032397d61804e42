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

/// Pixels and channels of a block that is turned at once.
const SIDE: usize = 8;

#[inline(always)]
fn take<T: Copy>((from, x): (&Place, &[u8]), outside: &mut [T], value: impl Fn(u8) -> T) {
    let [channels, height, width] = from.shape;
    let whole = width - width % SIDE;
    for r in 0..height {
        let start = from.offset + r * from.row;
        for c in (0..channels).step_by(SIDE) {
            // Behind a buffer there is room to read a block's last channels.
            let count = SIDE.min(channels - c);
            for p in (0..whole).step_by(SIDE) {
                let block = turned(&x[start + p * from.pixel + c..], from.pixel);
                for (n, bytes) in block.iter().enumerate().take(count) {
                    let target = ((c + n) * height + r) * width + p;
                    let target = &mut outside[target..target + SIDE];
                    for (y, byte) in target.iter_mut().zip(bytes) {
                        *y = value(*byte);
                    }
                }
            }
            for (p, n) in (whole..width).flat_map(|p| (0..count).map(move |n| (p, n))) {
                let target = ((c + n) * height + r) * width + p;
                outside[target] = value(x[start + p * from.pixel + c + n]);
            }
        }
    }
}

/// Eight bytes of each of eight pixels, by channel.
#[inline(always)]
fn turned(x: &[u8], pixel: usize) -> [[u8; SIDE]; SIDE] {
    const MASKS: [(usize, u64); 3] = [
        (4, 0x0000_0000_ffff_ffff),
        (2, 0x0000_ffff_0000_ffff),
        (1, 0x00ff_00ff_00ff_00ff),
    ];
    let mut rows = [0_u64; SIDE];
    for (p, row) in rows.iter_mut().enumerate() {
        let mut bytes = [0; SIDE];
        bytes.copy_from_slice(&x[p * pixel..p * pixel + SIDE]);
        *row = u64::from_le_bytes(bytes);
    }
    for (apart, mask) in MASKS {
        for half in 0..SIDE / 2 {
            // The rows whose number lacks the bit `apart`.
            let first = half + half / apart * apart;
            let (a, b) = (rows[first], rows[first + apart]);
            let other = ((a >> (8 * apart)) ^ b) & mask;
            rows[first + apart] = b ^ other;
            rows[first] = a ^ (other << (8 * apart));
        }
    }
    rows.map(u64::to_le_bytes)
}
