//! What a person reads at the end of an exam.

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    io::{self, Write as _},
    path::Path,
};

use second_reader::{
    detector::PackInfo,
    exam::{Exam, ItemState, score::whole::Assessment},
    record::frames_came,
    sector::Picture,
    service::{Meters, Outcome, Pipeline},
};

use super::{output::FILES, problem::Problem};

/// Prints a line to standard output; where nobody reads it any more, that is no fault.
pub fn say(text: impl fmt::Display) -> Result<(), Problem> {
    say_bytes(format!("{text}\n").as_bytes())
}

/// Prints bytes to standard output.
pub fn say_bytes(bytes: &[u8]) -> Result<(), Problem> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Problem::failure(
            format_args!("standard output: {e}"),
            Some("what was to be printed is lost; check where the output goes"),
        )),
        _ => Ok(()),
    }
}

/// Prints to standard error, beside which standard output is for programs.
pub fn note(text: impl fmt::Display) {
    // Where nobody reads it there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// What every summary ends with.
const NOTE: &str = "This supports the examiner; it does not diagnose.";

/// Views, checklist and costs of what a pipeline has read, for people; `classes` counts the pictures by
/// what a classifier called them.
pub fn text(pipeline: &Pipeline, classes: &BTreeMap<String, u64>) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write_exam(&mut text, pipeline.exam(), pipeline.pack(), classes);
    let _ = write_costs(&mut text, pipeline.meters());
    text + NOTE
}

/// Views and checklist of an exam, for people.
pub fn exam(exam: &Exam, pack: &PackInfo, classes: &BTreeMap<String, u64>) -> String {
    let mut text = String::new();
    let _ = write_exam(&mut text, exam, pack, classes);
    text + NOTE
}

fn write_exam(
    text: &mut String,
    exam: &Exam,
    pack: &PackInfo,
    classes: &BTreeMap<String, u64>,
) -> fmt::Result {
    writeln!(
        text,
        "{} frames over {:.1} s, read with {} {} ({}), {}",
        frames_came(exam),
        exam.elapsed().as_secs_f64(),
        pack.name,
        pack.version,
        pack.short_hash(),
        pack.standing,
    )?;
    for (picture, count) in exam.pictures() {
        let unit = match picture {
            Picture::NoSignal => "looks at the source",
            _ => "frames",
        };
        writeln!(text, "  {:<22} {count:>6} {unit}", picture.name())?;
    }
    if let Some(fps) = exam.scanner_fps() {
        writeln!(text, "  the scanner made {fps:.1} pictures a second")?;
    }
    let Some(results) = exam.shown().results() else {
        return writeln!(text, "the results wait for the examiner's own judgement");
    };
    for (name, count) in classes {
        writeln!(text, "  called {name:<15} {count:>6} frames")?;
    }
    writeln!(text, "views seen:")?;
    for view in exam.views() {
        let (first, last) = (view.first.as_secs_f64(), view.last.as_secs_f64());
        writeln!(
            text,
            "  {:<22} {:>6} frames, {first:.1} s to {last:.1} s",
            view.view, view.frames
        )?;
    }
    if exam.views().next().is_none() {
        writeln!(text, "  none")?;
    }
    let profile = exam.profile();
    writeln!(text, "checklist {} {}:", profile.name, profile.version)?;
    for state in [
        ItemState::Seen,
        ItemState::Meets,
        ItemState::Outside,
        ItemState::NotSeen,
        ItemState::CannotAssess,
    ] {
        let items: Vec<_> = exam.items().iter().filter(|i| i.state == state).collect();
        if !items.is_empty() {
            let ids: Vec<_> = items.iter().map(|i| i.id.as_str()).collect();
            let name = state.name().replace('_', " ");
            writeln!(text, "  {name:<14} {:>3}   {}", items.len(), ids.join(" "))?;
        }
    }
    if let Some(next) = results.next() {
        writeln!(text, "next: {next}")?;
    }
    match results.findings() {
        None => Ok(()),
        Some(Err(why)) => writeln!(text, "score: none, as {why}"),
        Some(Ok(Assessment { score, signs })) => {
            writeln!(
                text,
                "score: {score:.3} (0 to 1; where to look again first)"
            )?;
            signs.iter().try_for_each(|sign| writeln!(text, "  {sign}"))
        }
    }
}

fn write_costs(text: &mut String, meters: &Meters) -> fmt::Result {
    write!(text, "a frame took (median / p99, ms):")?;
    for (stage, meter) in [
        ("sector", &meters.sector),
        ("resize", &meters.letterbox),
        ("model", &meters.detect),
        ("exam", &meters.exam),
    ] {
        let times = &meter.times;
        write!(
            text,
            " {stage} {:.1} / {:.1} ",
            times.median_ms(),
            times.p99_ms()
        )?;
    }
    writeln!(text)
}

/// How the live service kept up, for people.
pub fn live(outcome: &Outcome) -> String {
    let left_out = match outcome.frames_left_out {
        0 => String::new(),
        n => format!("{n} were left out by the source, "),
    };
    let (detector, screen) = (&outcome.taken_to_detector, &outcome.source_to_screen);
    let to_detector = match detector.count() {
        0 => String::new(),
        _ => format!(
            "from capture to detector {:.0} / {:.0} ms, ",
            detector.median_ms(),
            detector.p99_ms()
        ),
    };
    format!(
        "{} frames came, {left_out}{} were dropped; {to_detector}from source to screen {:.0} / {:.0} ms (median / p99)",
        outcome.frames,
        outcome.frames_dropped,
        screen.median_ms(),
        screen.p99_ms(),
    )
}

/// Where the results lie.
pub fn results(folder: &Path) -> String {
    let files = FILES.map(|file| folder.join(file).display().to_string());
    format!("results: {}", files.join(", "))
}
