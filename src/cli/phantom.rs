use std::{path::PathBuf, time::Duration};

use phantom::{Case, Config, Phantom, Truth};
use second_reader::{
    board::Size,
    capture::Y4mWriter,
    detector::{Detection, Detections},
    exam::Observation,
    record::FrameWriter,
    sector::Picture,
};

use super::{problem::Problem, progress, staged::Staged, summary};

/// Write a clip of the fetal-heart phantom, and the truth about every frame.
///
/// The same options give the same bytes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Which fetus, which scanner, which hand.
    #[arg(long, value_name = "N")]
    seed: u64,
    /// `normal`, or the name of a defect.
    #[arg(long, default_value = "normal")]
    case: String,
    /// Length of the sweep, seconds.
    #[arg(long, value_name = "S", default_value_t = 15.0)]
    seconds: f64,
    /// Picture size, WIDTHxHEIGHT.
    #[arg(long, value_name = "SIZE", default_value = "1280x960")]
    size: Size,
    /// Frames a second.
    #[arg(long, value_name = "F", default_value_t = 25)]
    fps: u32,
    /// The clip to write, Y4M.
    #[arg(long, value_name = "CLIP.y4m")]
    out: PathBuf,
    /// The labels to write: one line a frame in the shape of frames.jsonl.
    #[arg(long, value_name = "FILE.jsonl")]
    labels: Option<PathBuf>,
}

pub fn phantom(arguments: &Arguments) -> Result<(), Problem> {
    let config = Config {
        seed: arguments.seed,
        case: Case::from_name(&arguments.case)?,
        width: arguments.size.width,
        height: arguments.size.height,
        fps: f64::from(arguments.fps),
        seconds: arguments.seconds,
    };
    let clip = Staged::create(&arguments.out)?;
    let labels = arguments
        .labels
        .as_deref()
        .map(Staged::create)
        .transpose()?;
    let frames = write(&config, &clip, labels.as_ref())?;
    clip.keep()?;
    if let Some(labels) = labels {
        labels.keep()?;
    }
    summary::say(format_args!(
        "{frames} frames in {}",
        arguments.out.display()
    ));
    Ok(())
}

/// Writes the clip and the labels, and says how many frames there are.
fn write(config: &Config, clip: &Staged, labels: Option<&Staged>) -> Result<u64, Problem> {
    let mut phantom = Phantom::new(config.clone())?;
    let mut video = Y4mWriter::new(
        clip.writer(),
        config.width,
        config.height,
        config.fps as u32,
    )
    .map_err(|e| clip.fault(&e))?;
    let mut lines = labels.map(|staged| (FrameWriter::new(staged.writer()), staged));
    let bar = progress::frames("drawing", Some(phantom.frames()));
    let mut luma = Vec::new();
    for number in 0..phantom.frames() {
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
