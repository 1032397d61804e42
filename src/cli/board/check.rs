use std::{fs, path::Path};

use flaw::Source;
use second_reader::{
    board::{self, BoardError, Flaw, Resolved, Settings, Wanted},
    input::KeyMap,
};
use serde_json::{Value, json};

use super::say_json;
use crate::cli::{boards, language, packs, problem::Problem, summary};

/// Where a system keeps the names of time zones.
const ZONES: &str = "/usr/share/zoneinfo";

/// Check board files without the board: a line for each that is sound, or everything that is wrong with it.
///
/// Exit code 0 where all are sound, 2 where one is not.
#[derive(clap::Args)]
pub struct Arguments {
    /// Board files, or names of installed boards.
    #[arg(required = true, value_name = "BOARD")]
    boards: Vec<String>,
    /// What the site lays over each: a file, or a name.
    #[arg(long, value_name = "SITE")]
    site: Option<String>,
    /// What the scanner lays over each: a file, or a name.
    #[arg(long, value_name = "SCANNER")]
    scanner: Option<String>,
    /// Print JSON: for each board its files, or its errors with line and column.
    #[arg(long)]
    json: bool,
}

pub fn check(arguments: &Arguments) -> Result<(), Problem> {
    let (mut problems, mut lines) = (Vec::new(), Vec::new());
    let folders = boards::folders();
    for board in &arguments.boards {
        let found = Resolved::load(&Wanted {
            board,
            site: arguments.site.as_deref(),
            scanner: arguments.scanner.as_deref(),
            folders: &folders,
        })
        .and_then(starts);
        if arguments.json {
            lines.push(line(board, &found));
        }
        match found {
            Ok(resolved) if !arguments.json => summary::say(sentence(&resolved))?,
            Ok(_) => {}
            Err(error) => problems.push(Problem::from(error)),
        }
    }
    if arguments.json {
        say_json(&lines)?;
    }
    Problem::all(problems).map_or(Ok(()), Err)
}

/// The board, where the service would start with what it names: keys, checklist, language; and where there is such a time
/// zone. Devices and packs are those of another machine: `doctor` looks at them there.
fn starts(resolved: Resolved) -> Result<Resolved, BoardError> {
    let settings = Settings::from(resolved.board.clone());
    let mut flaws = Vec::new();
    let mut tell = |key: &str, problem: Problem| {
        if let Some(value) = resolved.values.iter().find(|value| value.key == key) {
            let parts = problem.parts();
            flaws.extend(parts.map(|(what, hint)| flaw(value, what, hint.unwrap_or_default())));
        }
    };
    for (key, words) in &settings.input.keys {
        if let Err(error) = KeyMap::of([(&key[..], &words[..])]) {
            tell(&format!("input.keys.{key}"), error.into());
        }
    }
    if let Err(problem) = packs::profile(settings.profile.as_deref()) {
        let named = |key: &&str| resolved.values.iter().any(|value| value.key == *key);
        let key = ["profile.file"].into_iter().find(named);
        tell(key.unwrap_or("profile.name"), problem);
    }
    if let Err(problem) = language::load(settings.display.language.as_deref()) {
        tell("display.language", problem);
    }
    if let Some(zone) = &settings.time_zone
        && Path::new(ZONES).is_dir()
        && !Path::new(ZONES).join(zone).is_file()
    {
        let hint = "name it as `timedatectl list-timezones` does, such as Europe/Berlin";
        let problem =
            Problem::bad_input(format_args!("there is no time zone `{zone}`"), Some(hint));
        tell("site.time_zone", problem);
    }
    match flaws.is_empty() {
        true => Ok(resolved),
        false => Err(BoardError::Invalid { flaws }),
    }
}

/// What is wrong, at the value that says it.
fn flaw(value: &board::Value, message: &str, hint: &str) -> Flaw {
    let origin = &value.origin;
    let text = fs::read(&origin.file).unwrap_or_default();
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    let start: usize = lines.take(origin.line - 1).map(<[u8]>::len).sum();
    let line = text[start..].split(|byte| *byte == b'\n').next();
    let line = String::from_utf8_lossy(line.unwrap_or_default());
    let at = start + line.find(&value.text).unwrap_or_default();
    let source = Source {
        text: &text,
        file: &origin.file,
    };
    source.flaw(&(at..at + value.text.len()), message, hint)
}

/// The files below the first, the nearest first.
fn below(resolved: &Resolved) -> Vec<String> {
    let files = resolved.files.iter().rev().map(|(file, _)| file);
    let others = files.filter(|file| **file != resolved.file);
    others.map(|file| file.display().to_string()).collect()
}

fn sentence(resolved: &Resolved) -> String {
    let mut text = format!(
        "{}: sound, {} values",
        resolved.file.display(),
        resolved.values.len()
    );
    let below = below(resolved);
    if !below.is_empty() {
        text += &format!(", with {}", below.join(", "));
    }
    text
}

fn line(board: &str, found: &Result<Resolved, BoardError>) -> Value {
    let flaw = |flaw: &Flaw| {
        json!({"file": flaw.file, "line": flaw.line, "column": flaw.column,
               "message": flaw.message, "hint": flaw.hint})
    };
    match found {
        Ok(resolved) => {
            json!({"board": board, "ok": true, "file": resolved.file, "with": below(resolved),
                               "values": resolved.values.len()})
        }
        Err(error) => {
            let mut errors: Vec<_> = error.flaws().iter().map(flaw).collect();
            if errors.is_empty() {
                errors.push(json!({"file": board, "line": null, "column": null,
                                   "message": error.to_string(), "hint": error.hint()}));
            }
            json!({"board": board, "ok": false, "errors": errors})
        }
    }
}
