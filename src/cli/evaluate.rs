use std::path::PathBuf;

use second_reader::{
    anatomy::{Structure, StructureMap},
    evaluate::Evaluation,
    record::read_frames,
};

use super::{packs, paths, problem::Problem, staged, summary};

/// The confidence from which a structure counts as found where no model is named.
const THRESHOLD: f32 = 0.5;

/// Measure frames against labels: average precision, sensitivity, specificity, view accuracy.
///
/// Several clips are measured as one set: name the labels and the frames of each in the same order.
#[derive(clap::Args)]
pub struct Arguments {
    /// Labels, as `second-reader phantom --labels` writes them.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    labels: Vec<PathBuf>,
    /// Frames of the same clips, as `second-reader read` writes them.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    frames: Vec<PathBuf>,
    /// Take the thresholds of this model pack for sensitivity and specificity [default: 0.5 each].
    #[arg(long, value_name = "PACK")]
    model: Option<String>,
    /// Write the figures to this file too; `-` prints them as JSON instead of a table.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

pub fn evaluate(arguments: &Arguments) -> Result<(), Problem> {
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
    if let Some(file) = arguments.json.as_deref().filter(|f| f.as_os_str() != "-") {
        paths::apart(&[file], &[&labels[..], &frames[..]].concat())?;
    }
    let thresholds = match &arguments.model {
        Some(pack) => packs::model(pack)?.info().thresholds,
        None => StructureMap([THRESHOLD; Structure::COUNT]),
    };
    let mut evaluation = Evaluation::new(thresholds);
    for (labels, frames) in labels.iter().zip(frames) {
        let (truth, found) = (read_frames(labels)?, read_frames(frames)?);
        evaluation
            .add(&truth, &found)
            .map_err(|e| Problem::bad_input(format_args!("{}: {e}", frames.display()), e.hint()))?;
    }
    let report = evaluation.finish();
    let json =
        serde_json::to_vec_pretty(&report).map_err(|e| Problem::failure(e, None::<String>))?;
    match &arguments.json {
        Some(file) if file.as_os_str() == "-" => {
            return summary::say(String::from_utf8_lossy(&json));
        }
        Some(file) => staged::write(file, &json)?,
        None => {}
    }
    summary::say(&report)
}
