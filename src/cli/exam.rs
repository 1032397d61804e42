use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use second_reader::{
    anatomy::Profile,
    detector::PackInfo,
    exam::{Entered, Exam, protocol::Settings},
    record::{ExamRecord, FrameRecord, ModelRecord, OutDir, SourceRecord, read_frames},
};
use serde::Deserialize;

use super::{entered, findings, output, packs, paths, problem::Problem, summary};

/// Read an exam again from its record, with another checklist or with what was not entered in time.
///
/// Takes the folder that `read` or `run` wrote. No picture is needed: everything that the exam was told
/// stands in frames.jsonl. With the same checklist and the same entries it says the same, byte for byte.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folder with frames.jsonl and exam.json.
    #[arg(value_name = "DIR")]
    record: PathBuf,
    /// Folder for the new exam.json; nothing is written without it.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The model pack that read the frames: the name of an installed one or its folder [default: the one
    /// that exam.json names].
    #[arg(long, value_name = "PACK")]
    model: Option<String>,
    /// Checklist profile: the name of a built-in one or a file [default: isuog-2023].
    #[arg(long, value_name = "PROFILE")]
    profile: Option<PathBuf>,
    #[command(flatten)]
    entered: entered::Arguments,
    #[command(flatten)]
    findings: findings::Arguments,
    /// Print exam.json instead of a summary.
    #[arg(long)]
    json: bool,
}

/// What an earlier exam.json says of where its frames came from.
#[derive(Deserialize)]
struct Earlier {
    model: ModelRecord,
    source: SourceRecord,
}

pub fn exam(arguments: &Arguments) -> Result<(), Problem> {
    let files = ["frames.jsonl", "exam.json"].map(|name| arguments.record.join(name));
    let earlier = earlier(&files[1])?;
    let frames = read_frames(&files[0])?;
    let name = arguments.model.as_deref().unwrap_or(&earlier.model.name);
    let pack = packs::info(name)?;
    if pack.sha256 != earlier.model.sha256 {
        return Err(Problem::bad_input(
            format_args!(
                "{}: its frames were read by the model {}, and {name} is {}",
                files[1].display(),
                earlier.model.sha256,
                pack.sha256
            ),
            Some("name the pack that read them with --model, or `read` the clip again"),
        ));
    }
    let profile = packs::profile(arguments.profile.as_deref())?;
    let exam = again(
        &frames,
        &pack,
        profile,
        arguments.entered.entered(),
        arguments.findings.of_clip(),
        &files[0],
    )?;
    let mut classes = BTreeMap::<_, u64>::new();
    for class in frames.iter().filter_map(|frame| frame.class.as_ref()) {
        *classes.entry(class.name.clone()).or_default() += 1;
    }
    let record =
        ExamRecord::new(&exam, earlier.model, earlier.source).with_classes(classes.clone());
    let json = output::json(&record)?;
    if let Some(place) = &arguments.out {
        write(place, &json, &files)?;
    }
    if arguments.json {
        return summary::say_bytes(&json);
    }
    summary::say(summary::exam(&exam, &pack, &classes))?;
    match &arguments.out {
        Some(place) => summary::say(format_args!("result: {}/exam.json", place.display())),
        None => Ok(()),
    }
}

fn earlier(file: &Path) -> Result<Earlier, Problem> {
    let bytes = fs::read(file).map_err(|e| Problem::file(file, &e))?;
    serde_json::from_slice(&bytes).map_err(|e| {
        Problem::bad_input(
            format_args!("{}: not an exam's record: {e}", file.display()),
            Some("name a folder that `read` or `run` wrote"),
        )
    })
}

/// The exam of frames that were read before; `file` is the name for messages.
pub fn again(
    frames: &[FrameRecord],
    pack: &PackInfo,
    profile: Profile,
    entered: Entered,
    settings: Settings,
    file: &Path,
) -> Result<Exam, Problem> {
    let mut exam = Exam::new(profile, pack.thresholds).with_settings(settings);
    exam.enter(entered);
    for frame in frames {
        let observation = frame.observation().ok_or_else(|| {
            Problem::bad_input(
                format_args!(
                    "{}: frame {}: no exam knows the picture `{}`",
                    file.display(),
                    frame.frame,
                    frame.picture
                ),
                Some("labels are no record: name a folder that `read` or `run` wrote"),
            )
        })?;
        exam.observe(&observation);
    }
    exam.finish();
    Ok(exam)
}

fn write(place: &Path, json: &[u8], inputs: &[PathBuf]) -> Result<(), Problem> {
    paths::apart(&[&place.join("exam.json"), place], inputs)?;
    let mut folder = OutDir::create(place)?;
    let mut file = folder.file("exam.json")?;
    file.write_all(json)
        .and_then(|()| file.flush())
        .map_err(|e| Problem::file(place, &e))?;
    Ok(folder.commit()?)
}
