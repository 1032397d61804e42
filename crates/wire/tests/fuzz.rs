//! The fuzz targets, bounded: bytes of three kinds, the same in every run. `examples/fuzz.rs` runs as many as one likes.

#[path = "../fuzz/functions.rs"]
mod functions;
#[path = "../fuzz/inputs.rs"]
mod inputs;

use inputs::Inputs;

#[test]
fn a_hundred_thousand_inputs_each_and_no_panic() {
    let mut inputs = Inputs::new(1);
    for _ in 0..100_000 {
        functions::frames(inputs.next());
        functions::messages(inputs.next());
        functions::round_trip(inputs.next());
    }
}
