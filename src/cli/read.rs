use std::{collections::BTreeMap, path::PathBuf, time::Instant};

use second_reader::{
    capture::{Frame, OpenOptions, Step, open},
    service::{About, Best, stop::Stop},
};

use super::{
    output::{self, Output},
    packs,
    problem::Problem,
    progress, summary,
};

/// Read a clip or pictures as fast as possible, and write what was found.
///
/// Writes DIR/frames.jsonl (one line a frame), DIR/exam.json (the checklist) and DIR/screen.png
/// (the side display with the most informative frame). The same input, model and profile give the
/// same bytes.
#[derive(clap::Args)]
pub struct Arguments {
    /// A Y4M or AVI video, a folder of PNG or JPEG pictures, or pictures that make one sequence.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder for the results; files of an earlier run are replaced.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Model pack: the name of an installed one or its folder [default: heart-phantom].
    #[arg(long, value_name = "PACK")]
    model: Option<String>,
    /// Checklist profile [default: isuog-2023].
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Print exam.json instead of a summary.
    #[arg(long)]
    json: bool,
}

pub fn read(arguments: &Arguments) -> Result<(), Problem> {
    let mut source = open(&arguments.inputs, OpenOptions::default())?;
    let mut pipeline = packs::pipeline(arguments.model.as_deref(), arguments.profile.as_deref())?;
    let about = About::new(&source.info().name, &pipeline);
    let mut output = Output::create(&arguments.out)?;
    let stop = Stop::on_signals().map_err(|e| Problem::failure(e, None::<String>))?;
    let bar = progress::frames("reading", source.info().frames);
    let (mut frame, mut best, mut classes) = (Frame::default(), Best::default(), BTreeMap::new());
    let start = Instant::now();
    while source.next(&mut frame)? == Step::Frame {
        if stop.is_set() {
            bar.finish_and_clear();
            return Err(Problem::interrupted());
        }
        let reading = pipeline.step(&frame)?;
        best.offer(&frame, &reading, pipeline.sector(), &about.pack.thresholds);
        output.frame(&reading, &about.pack)?;
        if let Some((class, _)) = reading.class {
            *classes.entry(class).or_insert(0) += 1;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    pipeline.finish();
    let took_s = start.elapsed().as_secs_f64();
    let record = output::record(&pipeline, source.info(), &classes);
    output.commit(&record, &best.finish(pipeline.exam()), &about)?;
    if arguments.json {
        summary::say_bytes(&output::json(&record)?);
    } else {
        summary::say(summary::text(&pipeline, &classes));
        summary::say(format_args!("read {} in {took_s:.1} s", about.source));
        summary::say(summary::results(&arguments.out));
    }
    Ok(())
}
