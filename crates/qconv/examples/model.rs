//! Loads an ONNX model twice, in tract as it is and with this crate's operators, compares the
//! outputs on one picture, and times both in turns.
//!
//! `cargo run --release --example model -- MODEL.onnx SECONDS THREADS [INPUT] [OUT] [KERNEL]`: INPUT holds the
//! input's f32 values (a ramp without it); OUT gets the outputs, one behind the other; `-` for none. KERNEL is
//! used instead of the machine's fastest.

#![allow(clippy::print_stdout, reason = "figures for people")]

use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

use qconv::{Kernel, Options, QNet};
use tract_onnx::prelude::*;

type Plan = TypedSimpleState;

fn load(bytes: &[u8], ours: Option<&Options>) -> TractResult<(Plan, Vec<usize>)> {
    let onnx = qconv::onnx().with_ignore_output_shapes(true);
    let mut model = if let Some(options) = ours {
        let mut proto = onnx.proto_model_for_read(&mut &*bytes)?;
        qconv::fuse(&mut proto, options)?;
        onnx.model_for_proto_model(&proto)?
    } else {
        let stock = tract_onnx::onnx().with_ignore_output_shapes(true);
        stock.model_for_read(&mut &*bytes)?
    };
    model.analyse(false)?;
    let fact = model.input_fact(0)?.clone();
    let shape = fact.shape.as_concrete_finite()?.unwrap_or_default();
    let shape: Vec<usize> = shape.iter().copied().collect();
    let model = model.into_optimized()?;
    Ok((model.into_runnable()?.spawn()?, shape))
}

/// Least and median time of a run, seconds.
fn figures(times: &mut [f64]) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[0], times[times.len() / 2])
}

fn outputs(plan: &mut Plan, x: &Tensor) -> TractResult<Vec<f32>> {
    let mut all = Vec::new();
    for output in plan.run(tvec!(x.clone().into_tvalue()))? {
        let output = output.cast_to::<f32>()?.into_owned();
        all.extend_from_slice(output.try_as_plain_ram()?.as_slice::<f32>()?);
    }
    Ok(all)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, model, seconds, threads, rest @ ..] = &arguments[..] else {
        return Err("usage: model MODEL.onnx SECONDS THREADS [INPUT] [OUT] [KERNEL]".into());
    };
    let bytes = fs::read(model)?;
    let options = Options {
        threads: threads.parse()?,
        kernel: rest.get(2).cloned(),
    };
    let start = Instant::now();
    let (mut ours, shape) = load(&bytes, Some(&options))?;
    println!("load_ms ours {:.1}", 1e3 * start.elapsed().as_secs_f64());
    let start = Instant::now();
    let (mut stock, _) = load(&bytes, None)?;
    println!("load_ms tract {:.1}", 1e3 * start.elapsed().as_secs_f64());
    let count: usize = shape.iter().product();
    let values: Vec<f32> = match rest.first() {
        Some(path) if path != "-" => {
            let float = |b: &[u8]| f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
            fs::read(path)?.chunks_exact(4).map(float).collect()
        }
        _ => (0..count).map(|i| (i * 7 % 251) as f32 / 255.0).collect(),
    };
    let x = Tensor::from_shape(&shape, &values)?;
    let (a, b) = (outputs(&mut ours, &x)?, outputs(&mut stock, &x)?);
    let differ = a.iter().zip(&b).filter(|(a, b)| a != b).count();
    let most = a
        .iter()
        .zip(&b)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f32::max);
    println!("outputs {} differ {differ} most {most}", a.len());
    if let Some(path) = rest.get(1).filter(|path| *path != "-") {
        let bytes: Vec<u8> = a.iter().flat_map(|v| v.to_le_bytes()).collect();
        fs::write(path, bytes)?;
    }
    let mut times = [Vec::new(), Vec::new()];
    let end = Instant::now() + Duration::from_secs_f64(seconds.parse()?);
    while Instant::now() < end || times[1].is_empty() {
        for (plan, times) in [&mut ours, &mut stock].into_iter().zip(&mut times) {
            for _ in 0..5 {
                let x = x.clone().into_tvalue();
                let start = Instant::now();
                plan.run(tvec!(x))?;
                times.push(start.elapsed().as_secs_f64());
            }
        }
    }
    for (name, times) in ["ours", "tract"].into_iter().zip(&mut times) {
        let (least, median) = figures(times);
        println!(
            "ms {name} least {:.3} median {:.3}",
            1e3 * least,
            1e3 * median
        );
    }
    let nodes = &ours.plan().model().nodes;
    for net in nodes.iter().filter_map(|node| node.op_as::<QNet>()) {
        let (macs, steps) = (net.program().macs(), net.program().steps().len());
        println!(
            "region {steps} steps {macs} MACs {:?} memory {:?}",
            Kernel::best(),
            net.program().memory()
        );
    }
    Ok(())
}
