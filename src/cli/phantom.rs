use std::{path::PathBuf, time::Duration};

use phantom::{Config, Phantom, Subject, Truth};
use second_reader::{
    board::Size,
    capture::Y4mWriter,
    detector::{Detection, Detections},
    exam::Observation,
    record::FrameWriter,
    sector::Picture,
    service::stop::Stop,
};

use super::{
    contact_sheet, paths, problem::Problem, progress, staged::Staged, stop_on_signals, summary,
};

/// Write a clip of the fetal-heart phantom, and the truth about every frame.
///
/// The same options give the same bytes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Which fetus, which scanner, which hand.
    #[arg(long, value_name = "N", required_unless_present = "contact_sheet")]
    seed: Option<u64>,
    /// `normal`, or the name of a defect.
    #[arg(long, default_value = "normal")]
    case: String,
    /// Length of the sweep, seconds.
    #[arg(long, value_name = "S", default_value_t = 15.0)]
    seconds: f64,
    /// Picture size, WIDTHxHEIGHT: 160x120 to 4096x4096.
    #[arg(long, value_name = "SIZE", default_value = "1280x960", value_parser = size)]
    size: Size,
    /// Frames a second, 1 to 120, kept to a thousandth.
    #[arg(long, value_name = "F", default_value = "25", value_parser = fps)]
    fps: f64,
    /// The clip to write, Y4M.
    #[arg(
        long,
        value_name = "CLIP.y4m",
        required_unless_present = "contact_sheet"
    )]
    out: Option<PathBuf>,
    /// The labels to write: one line a frame in the shape of frames.jsonl.
    #[arg(long, value_name = "FILE.jsonl")]
    labels: Option<PathBuf>,
    /// Instead of a clip, draw a sheet of views, cases and other parts for the eye.
    #[arg(long, value_name = "FILE.png", conflicts_with_all = ["out", "labels"])]
    contact_sheet: Option<PathBuf>,
}

fn size(text: &str) -> Result<Size, String> {
    text.parse()
        .map_err(|_| "write WIDTHxHEIGHT such as 1280x960, from 160x120 to 4096x4096".to_owned())
}

/// To a thousandth, as the clip's header keeps it.
fn fps(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(fps) => Ok((fps * 1000.0).round() / 1000.0),
        Err(_) => Err("a number of frames a second such as 25 or 29.97".to_owned()),
    }
}

pub fn phantom(arguments: &Arguments) -> Result<(), Problem> {
    if let Some(place) = &arguments.contact_sheet {
        return contact_sheet::write(arguments.seed, place);
    }
    let (Some(seed), Some(out)) = (arguments.seed, &arguments.out) else {
        return Err(Problem::bad_input(
            "a clip needs a seed and a place",
            Some("give --seed and --out"),
        ));
    };
    let config = Config {
        seed,
        subject: Subject::from_name(&arguments.case)?,
        width: arguments.size.width,
        height: arguments.size.height,
        fps: arguments.fps,
        seconds: arguments.seconds,
        ..Config::default()
    };
    let stop = stop_on_signals()?;
    let outputs: Vec<_> = [Some(out), arguments.labels.as_ref()]
        .into_iter()
        .flatten()
        .map(PathBuf::as_path)
        .collect();
    paths::apart(&outputs, &[])?;
    let clip = Staged::create(out)?;
    let labels = arguments
        .labels
        .as_deref()
        .map(Staged::create)
        .transpose()?;
    let frames = write(&config, &clip, labels.as_ref(), &stop)?;
    clip.keep()?;
    if let Some(labels) = labels {
        labels.keep()?;
    }
    summary::say(format_args!("{frames} frames in {}", out.display()))
}

/// Writes the clip and the labels, and says how many frames there are.
fn write(
    config: &Config,
    clip: &Staged,
    labels: Option<&Staged>,
    stop: &Stop,
) -> Result<u64, Problem> {
    let mut phantom = Phantom::new(config.clone())?;
    let mut video = Y4mWriter::new(clip.writer(), config.width, config.height, config.fps)
        .map_err(|e| clip.fault(&e))?;
    let mut lines = labels.map(|staged| (FrameWriter::new(staged.writer()), staged));
    let bar = progress::frames("drawing", Some(phantom.frames()));
    let mut luma = Vec::new();
    for number in 0..phantom.frames() {
        if stop.is_set() {
            return Err(Problem::interrupted());
        }
        let truth = phantom.frame(number, &mut luma);
        video.write(&luma).map_err(|e| clip.fault(&e))?;
        if let Some((lines, staged)) = &mut lines {
            let observation = observation(number, config.fps, &truth);
            lines
                .write(&observation, truth.view, Some(truth.sector), None)
                .map_err(|e| staged.fault(&e))?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    video.finish().map_err(|e| clip.fault(&e))?;
    if let Some((lines, staged)) = lines {
        lines.finish().map_err(|e| staged.fault(&e))?;
    }
    Ok(phantom.frames())
}

/// The truth in the shape of a reading: what is there is there with confidence 1.
fn observation(frame: u64, fps: f64, truth: &Truth) -> Observation {
    let mut structures = Detections::default();
    for (structure, rect) in truth.boxes.iter() {
        if let Some(rect) = *rect {
            structures[structure] = Detection {
                confidence: 1.0,
                rect,
            };
        }
    }
    let time = Duration::from_secs_f64(frame as f64 / fps);
    Observation {
        frame,
        time,
        picture: Picture::Live,
        structures,
    }
}
