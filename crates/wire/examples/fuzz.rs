//! Runs the fuzz functions as often as one likes: `cargo run --release -p wire --example fuzz -- 10000000 [SEED]`.

#[path = "../fuzz/functions.rs"]
mod functions;
#[path = "../fuzz/inputs.rs"]
mod inputs;

use std::{env, time::Instant};

use inputs::Inputs;

#[expect(clippy::print_stdout, reason = "this is what it has to say")]
fn main() {
    let mut arguments = env::args()
        .skip(1)
        .map(|text| text.parse::<u64>().unwrap_or(0));
    let (wanted, seed) = (
        arguments.next().unwrap_or(1_000_000),
        arguments.next().unwrap_or(1),
    );
    let (mut inputs, start, mut done) = (Inputs::new(seed), Instant::now(), 0_u64);
    let functions = [
        functions::frames,
        functions::messages,
        functions::round_trip,
    ];
    while done < wanted {
        for function in functions {
            function(inputs.next());
            done += 1;
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{done} executions in {seconds:.1} s without a panic (seed {seed}, no coverage guidance)"
    );
}
