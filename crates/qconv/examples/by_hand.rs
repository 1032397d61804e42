//! The net of the pack `standard` built by hand, timed on each kernel of this machine: least and median
//! of many runs, and each step's time. `-- SECONDS` for how long; `-- runs N` runs it N times on the
//! best kernel and says no more, for tools that count instructions.

#![allow(clippy::print_stdout, reason = "figures for people")]

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use qconv::{ByteType, Conv, Grid, Input, Kernel, Net, Output, Program, Runner, TensorId, Window};

const SIZE: [usize; 3] = [1, 192, 256];

/// Name, kernel, stride, channels of the layers from the picture to the coarsest grid.
const TRUNK: [(&str, usize, usize, usize); 11] = [
    ("stem", 4, 4, 32),
    ("a1", 3, 1, 32),
    ("d8", 2, 2, 64),
    ("b1", 3, 1, 64),
    ("d16", 2, 2, 96),
    ("c1", 3, 1, 96),
    ("d32", 2, 2, 128),
    ("e1", 3, 1, 128),
    ("d64", 2, 2, 96),
    ("g1", 3, 1, 96),
    ("g2", 3, 1, 96),
];

/// Name, kernel, channels of the layers back up, each behind a doubling and a layer of the trunk.
const NECK: [(&str, usize, usize, &str); 3] = [
    ("n32", 1, 96, "e1"),
    ("n16", 3, 64, "c1"),
    ("n8", 1, 64, "b1"),
];

const HEADS: [(&str, usize); 3] = [("heat", 23), ("size", 46), ("offset", 46)];

fn conv(
    net: &mut Net,
    x: TensorId,
    (name, kernel, stride, channels): (&str, usize, usize, usize),
) -> Result<TensorId, qconv::Error> {
    let count = channels * net.shape(x)[0] * kernel * kernel;
    let weight = |i: usize| i16::try_from(i * 31 % 255).unwrap_or(0) - 127;
    let layer = Conv {
        x: Grid::u8(0.02, 0),
        y: Grid::u8(0.02, 0),
        channels,
        weights: (0..count).map(weight).collect(),
        weight_scales: vec![0.004],
        bias: vec![500; channels],
        window: Window::square(kernel, stride, kernel % 2 * (kernel / 2)),
        groups: 1,
    };
    net.conv(name, x, layer)
}

fn build() -> Result<(Net, Vec<usize>), qconv::Error> {
    let mut net = Net::default();
    let mut x = net.input(SIZE, ByteType::U8)?;
    let mut made = Vec::new();
    for layer in TRUNK {
        x = conv(&mut net, x, layer)?;
        made.push((layer.0, x));
    }
    for (name, kernel, channels, beside) in NECK {
        let up = net.upsample(&format!("{name}_up"), x, [2, 2])?;
        let beside = made.iter().find(|(name, _)| *name == beside);
        let parts: Vec<TensorId> = [up].into_iter().chain(beside.map(|b| b.1)).collect();
        let both = net.concat(&format!("{name}_in"), &parts)?;
        x = conv(&mut net, both, (name, kernel, 1, channels))?;
    }
    x = conv(&mut net, x, ("m8", 3, 1, 64))?;
    let mut sizes = Vec::new();
    for (name, channels) in HEADS {
        let head = conv(&mut net, x, (name, 1, 1, channels))?;
        net.real_output(name, head, Grid::u8(0.02, 0))?;
        sizes.push(net.shape(head).iter().product());
    }
    Ok((net, sizes))
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (net, sizes) = build()?;
    let x: Vec<u8> = (0..SIZE.iter().product::<usize>())
        .map(|i| (i * 7 % 251).to_le_bytes()[0])
        .collect();
    let mut y: Vec<Vec<f32>> = sizes.iter().map(|size| vec![0.0; *size]).collect();
    let mut outputs: Vec<Output<'_>> = y.iter_mut().map(|y| Output::Real(y)).collect();
    if let [word, count] = &arguments[..]
        && word == "runs"
    {
        let mut runner = Runner::new(Arc::new(Program::new(&net, Kernel::best())), 1);
        for _ in 0..count.parse::<u32>()? {
            runner.run(&[Input::Bytes(&x)], &mut outputs)?;
        }
        return Ok(());
    }
    let seconds = arguments.first().map_or(Ok(1.0), |s| s.parse())?;
    for kernel in Kernel::all() {
        let program = Arc::new(Program::new(&net, kernel));
        let mut runner = Runner::new(program.clone(), 1);
        let (mut rounds, mut times) = (Vec::new(), Vec::new());
        let end = Instant::now() + Duration::from_secs_f64(seconds);
        while Instant::now() < end || rounds.is_empty() {
            runner.run_timed(&[Input::Bytes(&x)], &mut outputs, &mut times)?;
            rounds.push(times.clone());
        }
        let mut totals: Vec<f64> = rounds.iter().map(|r| r.iter().sum()).collect();
        totals.sort_by(f64::total_cmp);
        let (least, median) = (1e3 * totals[0], 1e3 * totals[totals.len() / 2]);
        println!(
            "{}: {} MACs, least {least:.3} ms, median {median:.3} ms",
            kernel.name,
            program.macs()
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
