use std::{io::Write as _, path::PathBuf};

use phantom::{Config, Interruption, Look, Operator, Phantom, Proportions, Subject};
use second_reader::{board::Size, capture::Y4mWriter, record::write_frame, service::stop::Stop};

use super::{
    contact_sheet, labels::Labels, paths, problem::Problem, progress, staged::Staged,
    stop_on_signals, summary,
};

/// Write a clip of the fetal-heart phantom, and the truth about every frame.
///
/// The same options give the same bytes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Which fetus, which scanner, which hand.
    #[arg(long, value_name = "N", required_unless_present = "contact_sheet")]
    seed: Option<u64>,
    /// What lies before the probe: `normal`, the name of a defect, or another part of the body.
    #[arg(long, value_name = "NAME", default_value = "normal")]
    case: String,
    /// How widely the parts of the heart vary against each other: `usual`, as in fetuses, or `wide`, far beyond, for
    /// teaching a detector.
    #[arg(long, value_name = "NAME", default_value = "usual")]
    proportions: String,
    /// The scanner's look; without it the seed draws one.
    #[arg(long, value_name = "NAME")]
    look: Option<String>,
    /// How the probe is led: `steady`, `shaky`, `hasty`, `incomplete`.
    #[arg(long, value_name = "NAME", default_value = "steady")]
    operator: String,
    /// What comes between in the middle third: `freeze`, `colour_doppler`, `dual`.
    #[arg(long, value_name = "NAME")]
    interruption: Option<String>,
    /// Length of the sweep, seconds.
    #[arg(long, value_name = "S", default_value_t = 15.0)]
    seconds: f64,
    /// Picture size, WIDTHxHEIGHT: 160x120 to 4096x4096.
    #[arg(long, value_name = "SIZE", default_value = "1280x960", value_parser = size)]
    size: Size,
    /// Frames a second, 1 to 120, kept to a thousandth.
    #[arg(long, value_name = "F", default_value = "25", value_parser = fps)]
    fps: f64,
    /// The clip to write, Y4M: 4:2:0 where the screen has colour, else grey.
    #[arg(
        long,
        value_name = "CLIP.y4m",
        required_unless_present = "contact_sheet"
    )]
    out: Option<PathBuf>,
    /// The labels to write: one line a frame in the shape of frames.jsonl, with what only labels
    /// say: difficult structures, unclear views, case, look, gestational age.
    #[arg(long, value_name = "FILE.jsonl")]
    labels: Option<PathBuf>,
    /// Instead of a clip, draw a sheet of views, cases and other parts for the eye; only --seed
    /// changes it.
    #[arg(
        long,
        value_name = "FILE.png",
        conflicts_with_all = [
            "out", "labels", "case", "proportions", "look", "operator", "interruption", "seconds", "size", "fps",
        ]
    )]
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
        proportions: Proportions::from_name(&arguments.proportions)?,
        look: arguments.look.as_deref().map(Look::from_name).transpose()?,
        operator: Operator::from_name(&arguments.operator)?,
        interruption: arguments
            .interruption
            .as_deref()
            .map(Interruption::from_name)
            .transpose()?,
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
    let start = if phantom.in_colour() {
        Y4mWriter::in_colour
    } else {
        Y4mWriter::new
    };
    let mut video = start(clip.writer(), config.width, config.height, config.fps)
        .map_err(|e| clip.fault(&e))?;
    let mut lines = labels.map(|staged| (staged.writer(), staged));
    let labels = Labels::of(&phantom);
    let bar = progress::frames("drawing", Some(phantom.frames()));
    let mut rgb = Vec::new();
    for number in 0..phantom.frames() {
        if stop.is_set() {
            return Err(Problem::interrupted());
        }
        let truth = phantom.frame_rgb(number, &mut rgb);
        video.write_rgb(&rgb).map_err(|e| clip.fault(&e))?;
        if let Some((lines, staged)) = &mut lines {
            write_frame(lines, &labels.line(number, &truth)).map_err(|e| staged.fault(&e))?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    video.finish().map_err(|e| clip.fault(&e))?;
    if let Some((mut lines, staged)) = lines {
        lines.flush().map_err(|e| staged.fault(&e))?;
    }
    Ok(phantom.frames())
}
