use std::{
    fmt::Display,
    io::Write as _,
    path::{Path, PathBuf},
};

use second_reader::{
    anatomy::{Structure, StructureMap},
    evaluate::{Evaluation, report_page, suite_page},
    record::read_frames,
};
use serde::Serialize;

use super::{
    exams, packs, paths, problem::Problem, staged::Staged, stop_on_signals, suite, summary,
};

/// The confidence from which a structure counts as found where no model is named.
const THRESHOLD: f32 = 0.5;

/// Measure frames against labels, or a model pack on the phantom.
///
/// Average precision, sensitivity, specificity, view accuracy and calibration, with 95 % intervals
/// from resampling the clips; by case, screen and gestational age where the labels say them.
/// Several clips are measured as one set: name the labels and the frames of each in the same order.
///
/// A structure is found where its confidence reaches its threshold. Sensitivity: share of the frames
/// with it in which it is found, wherever its box lies; "located": with its box right, too (IoU 0.5).
/// Specificity: share of the frames without it in which it is not found. A goal is met where the
/// figure itself reaches it, wherever its interval ends.
#[derive(clap::Args)]
pub struct Arguments {
    /// Labels, as `second-reader phantom --labels` writes them.
    #[arg(long, required_unless_present_any = ["suite", "exams"], num_args = 1.., value_name = "FILE")]
    labels: Vec<PathBuf>,
    /// Frames of the same clips, as `second-reader read` writes them.
    #[arg(long, required_unless_present_any = ["suite", "exams"], num_args = 1.., value_name = "FILE")]
    frames: Vec<PathBuf>,
    /// Take the thresholds of this model pack for sensitivity and specificity [default: 0.5 each];
    /// with --suite and --exams: the pack to measure.
    #[arg(long, value_name = "PACK")]
    model: Option<String>,
    /// Write the figures to this file too; `-` prints them as JSON instead of a table.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write a page with tables and plots to this file: HTML that needs nothing else.
    #[arg(long, value_name = "FILE.html")]
    report: Option<PathBuf>,
    #[command(flatten)]
    suite: suite::Options,
    #[command(flatten)]
    exams: exams::Options,
}

pub fn evaluate(arguments: &Arguments) -> Result<(), Problem> {
    if arguments.exams.exams {
        let stop = stop_on_signals()?;
        let outputs = Outputs::create(arguments)?;
        let model = arguments.model.as_deref();
        let report = exams::measure(&arguments.exams, &arguments.suite, model, &stop)?;
        // There is no page: clap refuses it with --exams.
        return outputs.write(&report, String::new);
    }
    if arguments.suite.suite {
        let stop = stop_on_signals()?;
        // Before minutes of measuring: a place that cannot be written to is told at once.
        let outputs = Outputs::create(arguments)?;
        let report = suite::measure(&arguments.suite, arguments.model.as_deref(), &stop)?;
        return outputs.write(&report, || suite_page(&report));
    }
    let report = read(arguments)?.finish();
    Outputs::create(arguments)?.write(&report, || report_page(&about(arguments), &report))
}

/// Compares the files.
fn read(arguments: &Arguments) -> Result<Evaluation, Problem> {
    let (labels, frames) = (&arguments.labels, &arguments.frames);
    if labels.len() != frames.len() {
        return Err(Problem::bad_input(
            format_args!(
                "{} files of labels for {} of frames",
                labels.len(),
                frames.len()
            ),
            Some("name as many --labels as --frames, in the same order"),
        ));
    }
    let thresholds = match &arguments.model {
        Some(pack) => {
            let why = "only detectors have thresholds of structures";
            packs::detector(packs::model(pack)?.info(), why)?.thresholds
        }
        None => StructureMap([THRESHOLD; Structure::COUNT]),
    };
    let mut evaluation = Evaluation::new(thresholds);
    for (labels, frames) in labels.iter().zip(frames) {
        let (truth, found) = (read_frames(labels)?, read_frames(frames)?);
        evaluation
            .add(&truth, &found)
            .map_err(|e| Problem::bad_input(format_args!("{}: {e}", frames.display()), e.hint()))?;
    }
    Ok(evaluation)
}

/// What was measured, for the page; file names without their folders.
fn about(arguments: &Arguments) -> Vec<String> {
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().display().to_string();
    let thresholds = match &arguments.model {
        Some(pack) => format!("Thresholds: those of {pack}"),
        None => format!("Thresholds: {THRESHOLD} for each structure"),
    };
    let labels = match &arguments.labels[..] {
        [only] => format!("Labels: {}", name(only)),
        [first, .., last] => format!(
            "Labels: {} files, {} to {}",
            arguments.labels.len(),
            name(first),
            name(last)
        ),
        [] => String::new(),
    };
    vec![labels, thresholds]
}

/// Where the figures go beside standard output.
struct Outputs {
    print_json: bool,
    json: Option<Staged>,
    page: Option<Staged>,
}

impl Outputs {
    fn create(arguments: &Arguments) -> Result<Self, Problem> {
        let inputs = [&arguments.labels[..], &arguments.frames[..]].concat();
        let print_json = arguments.json.as_deref() == Some(Path::new("-"));
        let json = arguments.json.as_deref().filter(|_| !print_json);
        let page = arguments.report.as_deref();
        let places: Vec<_> = [json, page].into_iter().flatten().collect();
        paths::apart(&places, &inputs)?;
        Ok(Self {
            print_json,
            json: json.map(Staged::create).transpose()?,
            page: page.map(Staged::create).transpose()?,
        })
    }

    fn write(
        self,
        report: &(impl Serialize + Display),
        page: impl FnOnce() -> String,
    ) -> Result<(), Problem> {
        let json = serde_json::to_string_pretty(report)
            .map_err(|e| Problem::failure(e, None::<String>))?;
        if let Some(staged) = self.json {
            fill(staged, &format!("{json}\n"))?;
        }
        if let Some(staged) = self.page {
            fill(staged, &page())?;
        }
        if self.print_json {
            summary::say(json)
        } else {
            summary::say_bytes(report.to_string().as_bytes())
        }
    }
}

fn fill(staged: Staged, text: &str) -> Result<(), Problem> {
    let mut file = staged.writer();
    let written = file.write_all(text.as_bytes()).and_then(|()| file.flush());
    drop(file);
    written.map_err(|e| staged.fault(&e))?;
    staged.keep()
}
