//! What happens during a run, a JSON object a line, for a program that follows it.

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
};

use second_reader::{detector::PackInfo, exam::Unsaid, record::milliseconds, service::Event};
use serde::Serialize;

use super::{paths, problem::Problem};

/// A file to which each event is written as it happens.
pub struct EventLog {
    place: PathBuf,
    file: File,
    number: u64,
}

/// A line: a number that rises by one, and what happened.
#[derive(Serialize)]
struct Line<'a> {
    number: u64,
    #[serde(flatten)]
    what: What<'a>,
}

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum What<'a> {
    /// What reads: the first line. `signature` is `signed`, `unsigned` or `stranger`.
    Model {
        name: &'a str,
        version: &'a str,
        sha256: &'a str,
        signature: &'a str,
    },
    /// The service does something else now; `fault`, for people, where something is wrong.
    State {
        state: &'a str,
        fault: Option<&'a str>,
    },
    /// The view changed; times are those of the exam.
    View { time_ms: f64, view: &'a str },
    /// An item of the checklist changed its state.
    Item {
        time_ms: f64,
        id: &'a str,
        state: &'a str,
    },
    /// The exam goes on otherwise, by itself or by a command, or a command is refused.
    Exam {
        time_ms: f64,
        state: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        command: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        refused: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        hint: Option<&'a str>,
    },
}

impl EventLog {
    /// A file that says what reads; what was there is replaced.
    pub fn create(place: &Path, inputs: &[PathBuf], pack: &PackInfo) -> Result<Self, Problem> {
        paths::apart(&[place], inputs)?;
        let place = paths::file(place)?;
        let file = File::create(&place).map_err(|e| Problem::file(&place, &e))?;
        let mut log = Self {
            place,
            file,
            number: 0,
        };
        log.write(What::Model {
            name: &pack.name,
            version: &pack.version,
            sha256: &pack.sha256,
            signature: pack.standing.name(),
        })?;
        Ok(log)
    }

    /// Writes an event; frames are none: they stand in frames.jsonl.
    pub fn take(&mut self, event: &Event) -> Result<(), Problem> {
        let what = match event {
            Event::Frame(_) => return Ok(()),
            Event::State(state) => What::State {
                state: state.name(),
                fault: state.fault(),
            },
            Event::View { time, view } => What::View {
                time_ms: milliseconds(*time),
                view: view.name(),
            },
            Event::Item { time, id, state } => What::Item {
                time_ms: milliseconds(*time),
                id,
                state: state.name(),
            },
            Event::Exam {
                time,
                state,
                said,
                refused,
                ..
            } => What::Exam {
                time_ms: milliseconds(*time),
                state: state.name(),
                command: said.map(|said| said.to_string()),
                refused: refused.as_ref().map(|refused| match said {
                    Some(_) => refused.to_string(),
                    // The words are not repeated in a file: names could stand among them.
                    None => "not understood".to_owned(),
                }),
                hint: refused.as_ref().map(Unsaid::hint),
            },
        };
        self.write(what)
    }

    fn write(&mut self, what: What) -> Result<(), Problem> {
        let number = self.number;
        self.number += 1;
        let line = serde_json::to_string(&Line { number, what });
        let mut line = line.map_err(|e| Problem::failure(e, None::<String>))?;
        line.push('\n');
        // In one piece, so that who follows the file sees whole lines.
        let written = self.file.write_all(line.as_bytes());
        written.map_err(|e| Problem::file(&self.place, &e))
    }
}
