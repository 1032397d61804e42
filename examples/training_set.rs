//! Writes a training set drawn with the phantom: `OUT/train` and `OUT/val`, each with
//!
//! - `images.u8`: frames x 192 x 256 grey values, the sector letterboxed as the service does it;
//! - `labels.f32`: frames x 23 x 6 little-endian: present (0 or 1), centre x, centre y, width,
//!   height in input pixels, difficult (0 or 1: neither demanded nor punished);
//! - `views.u8`: a view for each frame, 0 (none) to 6 in sweep order;
//! - `subjects.u8`: what lay before the probe, as a place in `meta.json`'s `subjects`;
//! - `meta.json`.
//!
//! `cargo run --example training_set -- --out DIR --frames N --seed S`
//!
//! Of 100 phantoms 52 are normal hearts, 32 have a defect and 16 are other parts of the body; the parts of three
//! hearts in five vary far beyond what is usual ([`Proportions::Wide`]); the scanner is any but those held out. The phantoms' seeds begin at 2^40, so that a clip made with
//! a smaller seed was never trained on.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    ops::Range,
    path::{Path, PathBuf},
    thread,
};

use anyhow::{Context, Result, anyhow};
use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use phantom::{Case, Config, Operator, Part, Phantom, Proportions, Subject, Truth};
use second_reader::{
    anatomy::{Rect, Structure, View},
    capture::Frame,
    sector::{Letterbox, Sector},
};

const WIDTH: usize = 256;
const HEIGHT: usize = 192;

/// Frames drawn from one phantom: one at a random moment of each sixth of its sweep, so that the
/// levels between the views occur as often as in a sweep.
const FRAMES_EACH: u64 = 6;

/// Phantoms that a worker draws before its pictures are written.
const PHANTOMS_AT_ONCE: u64 = 8;

/// Seeds of the training phantoms start here.
const SEED_FIRST: u64 = 1 << 40;

/// Shares of the phantoms in per cent; the rest are other parts of the body.
const NORMAL_PERCENT: u64 = 52;
const DEFECT_PERCENT: u64 = 32;

#[derive(Parser)]
struct Arguments {
    /// Folder to write
    #[arg(long)]
    out: PathBuf,
    /// Frames for training; a tenth as many are added for validation
    #[arg(long, default_value_t = 20_000)]
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

/// Everything drawn from some phantoms.
#[derive(Default)]
struct Batch {
    images: Vec<u8>,
    labels: Vec<u8>,
    views: Vec<u8>,
    subjects: Vec<u8>,
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
    let (mut views, mut subjects) = (create("views.u8")?, create("subjects.u8")?);
    let phantoms = frames.div_ceil(FRAMES_EACH);
    let workers = thread::available_parallelism().map_or(1, usize::from) as u64;
    let bar = ProgressBar::new(phantoms * FRAMES_EACH);
    let style = "{bar:40} {pos}/{len} frames, {per_sec}, {eta} left";
    bar.set_style(ProgressStyle::with_template(style)?);
    let round = workers * PHANTOMS_AT_ONCE;
    for start in (0..phantoms).step_by(usize::try_from(round)?) {
        let from = |worker: u64| (start + worker * PHANTOMS_AT_ONCE).min(phantoms);
        let shares = (0..workers).map(|worker| seed + from(worker)..seed + from(worker + 1));
        let batches: Vec<Result<Batch>> = thread::scope(|scope| {
            let hands: Vec<_> = shares
                .map(|seeds| scope.spawn(|| draw_all(seeds)))
                .collect();
            let joined = hands.into_iter().map(thread::ScopedJoinHandle::join);
            joined
                .map(|done| done.unwrap_or_else(|_| Err(anyhow!("a worker died"))))
                .collect()
        });
        for batch in batches {
            let batch = batch?;
            images.write_all(&batch.images)?;
            labels.write_all(&batch.labels)?;
            views.write_all(&batch.views)?;
            subjects.write_all(&batch.subjects)?;
            bar.inc(batch.views.len() as u64);
        }
    }
    bar.finish();
    for file in [&mut images, &mut labels, &mut views, &mut subjects] {
        file.flush()?;
    }
    let classes: Vec<_> = Structure::ALL.iter().map(|s| s.name()).collect();
    let names: Vec<_> = Subject::all().map(Subject::name).collect();
    let meta = serde_json::json!({
        "frames": phantoms * FRAMES_EACH, "width": WIDTH, "height": HEIGHT,
        "classes": classes, "subjects": names, "seed": seed,
    });
    fs::write(folder.join("meta.json"), format!("{meta:#}\n"))?;
    Ok(())
}

fn draw_all(seeds: Range<u64>) -> Result<Batch> {
    let mut batch = Batch::default();
    for seed in seeds {
        draw(seed, &mut batch).with_context(|| format!("phantom {seed}"))?;
    }
    Ok(batch)
}

fn draw(seed: u64, batch: &mut Batch) -> Result<()> {
    // A plain mix of the seed's bits decides what the phantom's own seed does not.
    let mut dice = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut roll = |count: u64| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % count
    };
    let subject = subject(&mut roll);
    let (width, height) = [(640, 480), (800, 600), (720, 576), (1024, 768)][roll(4) as usize];
    let mut phantom = Phantom::new(Config {
        seed,
        subject,
        proportions: if roll(5) < 3 {
            Proportions::Wide
        } else {
            Proportions::Usual
        },
        operator: Operator::ALL[roll(Operator::ALL.len() as u64) as usize],
        width,
        height,
        // A scanner that averages frames has to make two for one: a quarter of the phantoms do.
        fps: if roll(4) == 0 { 25.0 } else { 16.0 },
        seconds: 16.0,
        ..Config::default()
    })?;
    let number = Subject::all().position(|other| other == subject);
    let mut frame = Frame {
        width,
        height,
        ..Frame::default()
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
        batch
            .subjects
            .push(number.map_or(u8::MAX, |place| place as u8));
    }
    Ok(())
}

fn subject(roll: &mut impl FnMut(u64) -> u64) -> Subject {
    let share = roll(100);
    if share < NORMAL_PERCENT {
        return Subject::Heart(Case::Normal);
    }
    if share >= NORMAL_PERCENT + DEFECT_PERCENT {
        return Subject::Other(Part::ALL[roll(Part::ALL.len() as u64) as usize]);
    }
    let defects = Case::ALL.into_iter().filter(|case| *case != Case::Normal);
    let count = defects.clone().count() as u64;
    let drawn = defects.cycle().nth(roll(count.max(1)) as usize);
    Subject::Heart(drawn.unwrap_or(Case::Normal))
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
        marks: Vec::new(),
    }
}

fn label(truth: &Truth, letterbox: &Letterbox, out: &mut Vec<u8>) {
    let frame = Rect::new(0.0, 0.0, WIDTH as f32, HEIGHT as f32);
    for (structure, rect) in truth.boxes.iter() {
        let mut row = rect.map_or([0.0; 6], |rect| {
            let input = letterbox.to_input(rect).intersection(&frame);
            let (x, y) = input.centre();
            [1.0, x, y, input.w, input.h, 0.0]
        });
        row[5] = f32::from(u8::from(truth.difficult[structure]));
        out.extend(row.iter().flat_map(|value| value.to_le_bytes()));
    }
}

fn view_number(view: View) -> u8 {
    View::SWEEP
        .iter()
        .position(|v| *v == view)
        .map_or(0, |k| k as u8 + 1)
}
