//! A net of the standard pack's shape built by hand, timed on each kernel of this machine: least
//! and median of many runs, and each step's share of the peak. `-- SECONDS` for how long.

#![allow(clippy::print_stdout, reason = "figures for people")]

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use qconv::{ByteType, Conv, Grid, Input, Kernel, Net, Output, Program, Runner, TensorId, Window};

/// Kernel, stride, channels.
const LAYERS: [(usize, usize, usize); 8] = [
    (4, 4, 32),
    (3, 1, 32),
    (2, 2, 64),
    (3, 1, 64),
    (2, 2, 96),
    (3, 1, 96),
    (2, 2, 128),
    (3, 1, 128),
];

fn conv(net: &mut Net, x: TensorId, kernel: usize, stride: usize, channels: usize) -> Conv {
    let count = channels * net.shape(x)[0] * kernel * kernel;
    let weight = |i: usize| i16::try_from(i * 31 % 255).unwrap_or(0) - 127;
    Conv {
        x: Grid::u8(0.02, 0),
        y: Grid::u8(0.02, 0),
        channels,
        weights: (0..count).map(weight).collect(),
        weight_scales: vec![0.004],
        bias: vec![500; channels],
        window: Window::square(kernel, stride, kernel % 2),
        groups: 1,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let seconds = std::env::args().nth(1).map_or(Ok(1.0), |s| s.parse())?;
    let mut net = Net::default();
    let mut tensor = net.input([1, 192, 256], ByteType::U8)?;
    for (number, (kernel, stride, channels)) in LAYERS.into_iter().enumerate() {
        let conv = conv(&mut net, tensor, kernel, stride, channels);
        tensor = net.conv(&format!("layer {number}"), tensor, conv)?;
    }
    net.output(tensor);
    let x: Vec<u8> = (0..192 * 256_usize)
        .map(|i| (i * 7 % 251).to_le_bytes()[0])
        .collect();
    let mut y = vec![0; net.shape(tensor).iter().product()];
    for kernel in Kernel::all() {
        let program = Arc::new(Program::new(&net, kernel));
        let mut runner = Runner::new(program.clone(), 1);
        let (mut rounds, mut times) = (Vec::new(), Vec::new());
        let end = Instant::now() + Duration::from_secs_f64(seconds);
        while Instant::now() < end || rounds.is_empty() {
            runner.run_timed(
                &[Input::Bytes(&x)],
                &mut [Output::Bytes(&mut y)],
                &mut times,
            )?;
            rounds.push(times.clone());
        }
        let mut totals: Vec<f64> = rounds.iter().map(|r| r.iter().sum()).collect();
        totals.sort_by(f64::total_cmp);
        let (least, median) = (totals[0], totals[totals.len() / 2]);
        let macs = program.macs();
        let (name, hash) = (
            kernel.name,
            y.iter()
                .fold(0_u32, |h, b| h.wrapping_mul(31) + u32::from(*b)),
        );
        let least_ms = 1e3 * least;
        println!(
            "{name}: {macs} MACs, least {least_ms:.3} ms, median {:.3} ms, {hash:08x}",
            1e3 * median
        );
        for (number, step) in program.steps().iter().enumerate() {
            let least = rounds
                .iter()
                .map(|r| r[number + 1])
                .fold(f64::MAX, f64::min);
            let gmacs = step.macs as f64 / least / 1e9;
            println!(
                "  {:10} {:12} {:?} {:.1} us, {gmacs:.1} GMAC/s",
                step.name,
                step.what,
                step.shape,
                1e6 * least
            );
        }
    }
    Ok(())
}
