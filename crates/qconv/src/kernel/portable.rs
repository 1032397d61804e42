//! Sums in plain Rust: for machines without the other kernels, and for Miri.

use super::{Kernel, Loops, PIXELS, Packing, Tile, depthwise, store};

const LANES: usize = 8;
const DEPTH: usize = 4;

pub(super) const PORTABLE: Kernel = Kernel {
    name: "portable",
    macs_per_cycle: 4,
    signed: false,
    depth: DEPTH,
    lanes: LANES,
    packing: Packing::Bytes,
    weight_min: -128,
    loops: Loops::Tiles(&[tile]),
    narrow: None,
    depthwise: depthwise::portable,
    available: || true,
};

/// # Safety
/// The contract of [`Tile`] with one vector.
unsafe fn tile(tile: &Tile<'_>) {
    let mut sums = [[0_i32; LANES]; PIXELS];
    let mut weights = tile.rows.weights;
    for tap in tile.rows.taps {
        for group in 0..tile.rows.groups {
            // SAFETY: the contract; a group of weights has LANES * DEPTH bytes.
            unsafe {
                let w = weights.cast::<[[i8; DEPTH]; LANES]>().read();
                weights = weights.add(LANES * DEPTH);
                for (sums, x) in sums.iter_mut().zip(tile.x) {
                    let x = x.add(*tap + group * DEPTH).cast::<[u8; DEPTH]>().read();
                    let x = x.map(i32::from);
                    for (sum, w) in sums.iter_mut().zip(w) {
                        let products = x.iter().zip(w).map(|(x, w)| x * i32::from(w));
                        *sum = sum.wrapping_add(products.sum());
                    }
                }
            }
        }
    }
    // SAFETY: the contract is handed on.
    unsafe { store(tile, sums.as_flattened(), LANES) }
}
