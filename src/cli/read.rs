use std::{collections::BTreeMap, path::PathBuf, time::Instant};

use second_reader::{
    capture::{CaptureError, Frame, OpenOptions, Source, Step, open_until},
    sector::forget,
    service::{About, Best, State, stop::Stop},
};

use super::{
    entered, findings, language,
    output::{self, Output},
    packs,
    problem::Problem,
    progress, stop_on_signals, summary,
};

/// Read a clip or pictures as fast as possible, and write what was found.
///
/// Writes DIR/frames.jsonl (one line a frame), DIR/exam.json (the checklist), DIR/screen.png
/// (the side display with the most informative frame), DIR/barcode.png and DIR/barcode.csv (what was
/// found when) and DIR/key_images.png (the best picture of each view). The same input, model and profile
/// give the same bytes.
#[derive(clap::Args)]
pub struct Arguments {
    /// A Y4M or AVI video, a folder of PNG or JPEG pictures, or pictures that make one sequence.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder for the results; files of an earlier run are replaced.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Model pack: the name of an installed one or its folder [default: standard].
    #[arg(long, value_name = "PACK")]
    model: Option<String>,
    /// Checklist profile: the name of a built-in one or a file [default: isuog-2023].
    #[arg(long, value_name = "PROFILE")]
    profile: Option<PathBuf>,
    #[command(flatten)]
    entered: entered::Arguments,
    #[command(flatten)]
    findings: findings::Arguments,
    #[command(flatten)]
    language: language::Choice,
    #[command(flatten)]
    packs: packs::Choice,
    /// Print exam.json instead of a summary.
    #[arg(long)]
    json: bool,
}

pub fn read(arguments: &Arguments) -> Result<(), Problem> {
    let stop = stop_on_signals()?;
    let language = arguments.language.load()?;
    let mut source = open_until(&arguments.inputs, OpenOptions::default(), stop.flag())
        .map_err(|e| unless_stopped(&stop, e))?;
    let mut pipeline = arguments
        .packs
        .pipeline(arguments.model.as_deref(), arguments.profile.as_deref())?
        .with_settings(arguments.findings.of_clip());
    pipeline.enter(arguments.entered.entered());
    let about = About::new(&source.info().name, &pipeline).in_language(language);
    let mut output = Output::create(&arguments.out, &arguments.inputs, pipeline.pack())?;
    let bar = progress::frames("reading", source.info().frames);
    let (mut frame, mut best, mut classes) = (Frame::default(), Best::default(), BTreeMap::new());
    let start = Instant::now();
    while next(source.as_mut(), &mut frame, &stop)? == Step::Frame {
        let reading = pipeline.step(&frame)?;
        best.offer(
            &frame,
            &reading,
            &State::of_picture(reading.observation.picture),
            pipeline.sector(),
            &about.pack.thresholds,
        );
        output.frame(&reading, &about.pack)?;
        if let Some((class, _)) = reading.class {
            *classes.entry(class).or_insert(0) += 1;
        }
        forget(&mut frame);
        bar.inc(1);
    }
    bar.finish_and_clear();
    pipeline.finish();
    let took_s = start.elapsed().as_secs_f64();
    let classes = output::named(pipeline.pack(), &classes);
    let record = output::record(&pipeline, source.info(), classes.clone());
    output.commit(&record, &best.finish(&pipeline), &about, &pipeline)?;
    if arguments.json {
        return summary::say_bytes(&output::json(&record)?);
    }
    summary::say(summary::text(&pipeline, &classes))?;
    summary::say(format_args!("read {} in {took_s:.1} s", about.source))?;
    summary::say(summary::results(&arguments.out))
}

fn next(source: &mut dyn Source, frame: &mut Frame, stop: &Stop) -> Result<Step, Problem> {
    let step = source.next(frame).map_err(|e| unless_stopped(stop, e))?;
    if stop.is_set() {
        return Err(Problem::interrupted());
    }
    Ok(step)
}

/// The problem behind a fault of the source, which may be that it was told to stop.
fn unless_stopped(stop: &Stop, fault: CaptureError) -> Problem {
    if stop.is_set() {
        Problem::interrupted()
    } else {
        fault.into()
    }
}
