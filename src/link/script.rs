//! Faults that a simulator makes at given times, from a file.

use std::{fs, io, path::Path, time::Duration};

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// The scanner gives no signal for so long.
    NoSignal(Duration),
    /// The picture stands still for so long.
    Freeze(Duration),
    /// So many bytes of noise are on the line.
    Garbage(u32),
    /// The line neither takes nor gives bytes for so long.
    Stall(Duration),
    /// The device starts anew.
    Reboot,
}

/// A fault and its time since the start of the simulator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// When.
    pub at: Duration,
    /// What.
    pub fault: Fault,
}

/// Why a file is no script.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScriptError {
    /// It cannot be read.
    #[error("{file}: {source}")]
    Io {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// A line says nothing that could be done.
    #[error("{file}:{line}: `{text}` is no fault")]
    Line {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// A line comes before the one above it.
    #[error("{file}:{line}: faults stand in the order of their times")]
    Order {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
    },
}

impl ScriptError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Io { .. } => "check the path",
            _ => {
                "a line is `SECONDS no_signal|freeze|stall SECONDS`, `SECONDS garbage BYTES` or `SECONDS reboot`"
            }
        }
    }
}

/// The longest script, bytes.
const BYTES_MAX: usize = 64 * 1024;
/// The latest time and the longest fault, seconds: a day.
const SECONDS_MAX: f64 = 86_400.0;
/// The most noise at once, bytes.
const GARBAGE_MAX: u32 = 1 << 20;

/// Reads a script: a fault a line, `#` begins a remark.
///
/// # Errors
/// Where it cannot be read, or a line says nothing that could be done.
pub fn load(path: &Path) -> Result<Vec<Step>, ScriptError> {
    let file = path.display().to_string();
    let bytes = fs::metadata(path).map(|about| about.len());
    let text = match bytes {
        Ok(bytes) if bytes > BYTES_MAX as u64 => Err(io::Error::from(io::ErrorKind::FileTooLarge)),
        Ok(_) => fs::read_to_string(path),
        Err(error) => Err(error),
    };
    parse(
        &text.map_err(|source| ScriptError::Io {
            file: file.clone(),
            source,
        })?,
        &file,
    )
}

fn parse(text: &str, file: &str) -> Result<Vec<Step>, ScriptError> {
    let mut steps = Vec::<Step>::new();
    for (index, text) in text.lines().enumerate() {
        let said = text.split('#').next().unwrap_or_default().trim();
        if said.is_empty() {
            continue;
        }
        let (line, file) = (index + 1, file.to_owned());
        let Some(step) = step(said) else {
            let text = said.chars().take(40).collect();
            return Err(ScriptError::Line { file, line, text });
        };
        if steps.last().is_some_and(|last| last.at > step.at) {
            return Err(ScriptError::Order { file, line });
        }
        steps.push(step);
    }
    Ok(steps)
}

fn step(line: &str) -> Option<Step> {
    let mut words = line.split_whitespace();
    let at = seconds(words.next()?)?;
    let (name, argument) = (words.next()?, words.next());
    let fault = match (name, argument) {
        ("no_signal", Some(time)) => Fault::NoSignal(seconds(time)?),
        ("freeze", Some(time)) => Fault::Freeze(seconds(time)?),
        ("stall", Some(time)) => Fault::Stall(seconds(time)?),
        ("garbage", Some(bytes)) => {
            Fault::Garbage(bytes.parse().ok().filter(|n| *n <= GARBAGE_MAX)?)
        }
        ("reboot", None) => Fault::Reboot,
        _ => return None,
    };
    words.next().is_none().then_some(Step { at, fault })
}

fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.parse().ok()?;
    (0.0..=SECONDS_MAX)
        .contains(&seconds)
        .then(|| Duration::from_secs_f64(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_read_line_by_line() {
        let steps = parse(
            "# a day\n1.5 no_signal 2\n\n3 garbage 500 # noise\n3 stall 0.2\n9 freeze 1\n20 reboot\n",
            "s",
        );
        let steps = steps.unwrap();
        assert_eq!(steps.len(), 5);
        assert_eq!(steps[0].at, Duration::from_millis(1_500));
        assert_eq!(steps[0].fault, Fault::NoSignal(Duration::from_secs(2)));
        assert_eq!(
            (steps[1].fault, steps[4].fault),
            (Fault::Garbage(500), Fault::Reboot)
        );
    }

    #[test]
    fn what_is_no_fault_is_named_with_its_line() {
        for (text, message) in [
            ("1 melt 2", "s:1: `1 melt 2` is no fault"),
            ("\n1 stall", "s:2: `1 stall`"),
            ("1 reboot now", "s:1:"),
            ("-1 reboot", "s:1:"),
            ("NaN reboot", "s:1:"),
            ("1 garbage 9999999", "s:1:"),
            ("2 reboot\n1 reboot", "s:2: faults stand in the order"),
        ] {
            let error = parse(text, "s").unwrap_err();
            assert!(error.to_string().starts_with(message), "{error}");
            assert!(!error.hint().is_empty());
        }
        assert!(load(Path::new("/no/such/script")).is_err());
    }
}
