//! Writes a training set drawn with the phantom: `OUT/train` and `OUT/val`, each with
//!
//! - `images.u8`: frames x 192 x 256 grey values, the sector letterboxed as the service does it;
//! - `labels.f32`: frames x 23 x 5 little-endian: present (0 or 1), centre x, centre y, width,
//!   height in input pixels;
//! - `views.u8`: a view for each frame, 0 (none) to 6 in sweep order;
//! - `meta.json`.
//!
//! `cargo run --example training_set -- --out DIR --frames N --seed S`
//!
//! The phantoms' seeds lie above 2^40, so that a clip made with a smaller seed was never trained on.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    thread,
};

use anyhow::{Context, Result};
use clap::Parser;
use phantom::{Case, Config, Phantom, Subject, Truth};
use second_reader::{
    anatomy::{Rect, Structure, View},
    capture::Frame,
    sector::{Letterbox, Sector},
};

const WIDTH: usize = 256;
const HEIGHT: usize = 192;

/// Frames drawn from one phantom.
const FRAMES_EACH: u64 = 8;

/// Seeds of the training phantoms start here.
const SEED_FIRST: u64 = 1 << 40;

#[derive(Parser)]
struct Arguments {
    /// Folder to write
    #[arg(long)]
    out: PathBuf,
    /// Frames for training; a tenth as many are added for validation
    #[arg(long, default_value_t = 8000)]
    frames: u64,
    /// Seed of the set
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let first = SEED_FIRST + arguments.seed * (1 << 24);
    write_set(&arguments.out.join("train"), arguments.frames, first)?;
    write_set(
        &arguments.out.join("val"),
        arguments.frames.div_ceil(10),
        first + (1 << 23),
    )
}

/// Everything drawn from one phantom.
struct Batch {
    images: Vec<u8>,
    labels: Vec<u8>,
    views: Vec<u8>,
}

fn write_set(folder: &Path, frames: u64, seed: u64) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{}", folder.display()))?;
    let create = |name: &str| {
        let path = folder.join(name);
        File::create(&path)
            .map(BufWriter::new)
            .with_context(|| format!("{}", path.display()))
    };
    let (mut images, mut labels) = (create("images.u8")?, create("labels.f32")?);
    let mut views = create("views.u8")?;
    let phantoms = frames.div_ceil(FRAMES_EACH);
    let workers = thread::available_parallelism().map_or(1, usize::from) as u64;
    for start in (0..phantoms).step_by(workers as usize) {
        let seeds = (start..(start + workers).min(phantoms)).map(|k| seed + k);
        let batches: Vec<Result<Batch>> = thread::scope(|scope| {
            let hands: Vec<_> = seeds.map(|seed| scope.spawn(move || draw(seed))).collect();
            let joined = hands.into_iter().map(|hand| hand.join());
            joined
                .map(|done| done.unwrap_or_else(|_| anyhow::bail!("a worker died")))
                .collect()
        });
        for batch in batches {
            let batch = batch?;
            images.write_all(&batch.images)?;
            labels.write_all(&batch.labels)?;
            views.write_all(&batch.views)?;
        }
    }
    for file in [&mut images, &mut labels, &mut views] {
        file.flush()?;
    }
    let classes: Vec<_> = Structure::ALL.iter().map(|s| s.name()).collect();
    let meta = serde_json::json!({
        "frames": phantoms * FRAMES_EACH, "width": WIDTH, "height": HEIGHT,
        "classes": classes, "seed": seed,
    });
    fs::write(folder.join("meta.json"), format!("{meta:#}\n"))?;
    Ok(())
}

fn draw(seed: u64) -> Result<Batch> {
    // A plain mix of the seed's bits decides what the phantom's own seed does not.
    let mut dice = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut roll = |count: u64| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % count
    };
    let case = match roll(14) {
        0 => Case::Hlhs,
        1 => Case::SitusInversus,
        _ => Case::Normal,
    };
    let (width, height) = [(640, 480), (800, 600), (720, 576), (1024, 768)][roll(4) as usize];
    let config = Config {
        seed,
        subject: Subject::Heart(case),
        width,
        height,
        fps: 25.0,
        seconds: 16.0,
        ..Config::default()
    };
    let mut phantom = Phantom::new(config)?;
    let mut frame = Frame {
        width,
        height,
        ..Frame::default()
    };
    let mut batch = Batch {
        images: vec![],
        labels: vec![],
        views: vec![],
    };
    let mut input = vec![0; WIDTH * HEIGHT];
    let share = phantom.frames() / FRAMES_EACH;
    for k in 0..FRAMES_EACH {
        let truth = phantom.frame(k * share + roll(share), &mut frame.luma);
        // The finder is a pixel or two off: so is the crop here.
        let sector = nudged(truth.sector, phantom.sector_spans(), &mut roll);
        let mut letterbox = Letterbox::new(&sector, WIDTH, HEIGHT);
        letterbox.fill(&frame, &mut input)?;
        batch.images.extend_from_slice(&input);
        label(&truth, &letterbox, &mut batch.labels);
        batch.views.push(view_number(truth.view));
    }
    Ok(batch)
}

fn nudged(rect: Rect, spans: &[(u16, u16)], roll: &mut impl FnMut(u64) -> u64) -> Sector {
    let (skip, cut) = (roll(7) as usize, roll(7) as usize);
    let (left, right) = (roll(7) as u16, roll(7) as u16);
    let rows = spans.len() - skip - cut;
    let spans = spans[skip..skip + rows].iter().map(|&(from, to)| {
        let low = (rect.x as u16) + left;
        let high = (rect.right() as u16) - right;
        (from.clamp(low, high), to.clamp(low, high))
    });
    let x = rect.x + f32::from(left);
    let w = rect.right() - f32::from(right) - x;
    Sector {
        rect: Rect::new(x, rect.y + skip as f32, w, rows as f32),
        spans: spans.collect(),
    }
}

fn label(truth: &Truth, letterbox: &Letterbox, out: &mut Vec<u8>) {
    for (_, rect) in truth.boxes.iter() {
        let row = rect.map_or([0.0; 5], |rect| {
            let input = letterbox.to_input(rect);
            let frame = Rect::new(0.0, 0.0, WIDTH as f32, HEIGHT as f32);
            let input = input.intersection(&frame);
            let (x, y) = input.centre();
            [1.0, x, y, input.w, input.h]
        });
        out.extend(row.iter().flat_map(|value| value.to_le_bytes()));
    }
}

fn view_number(view: View) -> u8 {
    View::SWEEP
        .iter()
        .position(|v| *v == view)
        .map_or(0, |k| k as u8 + 1)
}
