use std::{fmt::Write as _, path::PathBuf};

use second_reader::{
    capture::{Frame, OpenOptions, PhantomSource, Source, Step, open_until},
    evaluate::{ChangeReport, Changes},
    sector::forget,
    service::{Pipeline, stop::Stop},
};
use serde::Serialize;

use super::{
    super::{packs, problem::Problem, progress, stop_on_signals, summary},
    Told, json, words,
};

/// Read a clip with two packs and tell what changes: structures, boxes, views, items, and the time of a frame.
///
/// Both read the same frames, one after the other. Neither is held for the truth, and neither need be signed: nothing
/// that is read here is for a patient.
#[derive(clap::Args)]
pub struct Arguments {
    /// The pack that is used now.
    #[arg(value_name = "A")]
    a: String,
    /// The other one.
    #[arg(value_name = "B")]
    b: String,
    /// A video, a folder of pictures, or pictures that make one sequence; without it, a sweep of the phantom.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    clip: Vec<PathBuf>,
    /// Seed of the phantom.
    #[arg(long, value_name = "N", default_value_t = 7, conflicts_with = "clip")]
    seed: u64,
    /// Length of the phantom's sweep, seconds.
    #[arg(long, value_name = "N", default_value_t = 8.0, conflicts_with = "clip")]
    seconds: f64,
    #[command(flatten)]
    packs: packs::Choice,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// What is printed.
#[derive(Serialize)]
struct Report<'a> {
    source: &'a str,
    a: Told<'a>,
    b: Told<'a>,
    #[serde(flatten)]
    changes: &'a ChangeReport,
    /// Median time of the model for a frame, milliseconds.
    ms: [f64; 2],
    /// That of B by that of A.
    ms_ratio: f64,
}

pub fn compare(arguments: &Arguments) -> Result<(), Problem> {
    let stop = stop_on_signals()?;
    let mut source = source(arguments, &stop)?;
    let load = |pack: &str| -> Result<Pipeline, Problem> {
        let pipeline = arguments.packs.measured(pack)?;
        packs::detector(pipeline.pack(), "structures are compared")?;
        Ok(pipeline)
    };
    let (mut a, mut b) = (load(&arguments.a)?, load(&arguments.b)?);
    let mut changes = Changes::new(a.pack().thresholds, b.pack().thresholds);
    let bar = progress::frames("comparing", source.info().frames);
    let mut frame = Frame::default();
    while !stop.is_set() && source.next(&mut frame)? == Step::Frame {
        let (by_a, by_b) = (a.step(&frame)?, b.step(&frame)?);
        changes.take(&by_a.observation, &by_b.observation, by_a.view == by_b.view);
        forget(&mut frame);
        bar.inc(1);
    }
    bar.finish_and_clear();
    if stop.is_set() {
        return Err(Problem::interrupted());
    }
    a.finish();
    b.finish();
    let changes = changes.finish(a.exam().items(), b.exam().items());
    let ms = [&a, &b].map(|p| p.meters().detect.times.median_ms());
    let report = Report {
        source: &source.info().name,
        a: Told::of(a.pack()),
        b: Told::of(b.pack()),
        changes: &changes,
        ms,
        ms_ratio: ms[1] / ms[0],
    };
    if arguments.json {
        return summary::say_bytes(&json(&report)?);
    }
    let names = [&a, &b].map(|p| words(p.pack()));
    summary::say(text(&names, &report).trim_end())
}

fn source(arguments: &Arguments, stop: &Stop) -> Result<Box<dyn Source>, Problem> {
    if !arguments.clip.is_empty() {
        return Ok(open_until(
            &arguments.clip,
            OpenOptions::default(),
            stop.flag(),
        )?);
    }
    let config = phantom::Config {
        seed: arguments.seed,
        seconds: arguments.seconds,
        ..phantom::Config::default()
    };
    #[expect(clippy::cast_sign_loss, reason = "the phantom refuses what is below 0")]
    #[expect(clippy::cast_possible_truncation, reason = "seconds are few")]
    let frames = (config.seconds * config.fps).round() as u64;
    Ok(Box::new(PhantomSource::new(config, Some(frames))?))
}

fn text(names: &[String; 2], report: &Report) -> String {
    let changes = report.changes;
    let mut text = format!(
        "{}: {} frames, {} of them read by both\nA {}\nB {}\n",
        report.source, changes.frames, changes.compared, names[0], names[1]
    );
    // Writing to a string does not fail.
    let _ = writeln!(
        text,
        "{:<20} {:>6} {:>6} {:>6} {:>7} {:>6}  {:>6} {:>6}",
        "structure", "both", "only A", "only B", "neither", "same", "IoU", "least"
    );
    for s in &changes.structures {
        let share = |v: Option<f64>| v.map_or("-".to_owned(), |v| format!("{v:.3}"));
        let _ = writeln!(
            text,
            "{:<20} {:>6} {:>6} {:>6} {:>7} {:>6.3}  {:>6} {:>6}",
            s.name,
            s.both,
            s.only_a,
            s.only_b,
            s.neither,
            s.agreement,
            share(s.iou_median),
            share(s.iou_least)
        );
    }
    let _ = writeln!(
        text,
        "the same view in {} of {} frames",
        changes.same_view, changes.compared
    );
    if changes.items.is_empty() {
        text.push_str("no item of the checklist differs\n");
    }
    for item in &changes.items {
        let _ = writeln!(
            text,
            "item {:<4} {:<32} A {:<14} B {}",
            item.id, item.label, item.a, item.b
        );
    }
    let [a, b] = report.ms;
    let _ = writeln!(
        text,
        "model: A {a:.1} ms, B {b:.1} ms a frame (median), B/A {:.2}",
        report.ms_ratio
    );
    text
}
