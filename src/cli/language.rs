//! In which language screens and pictures speak.

use std::path::PathBuf;

use second_reader::display::{Language, LanguageError};

use super::{problem::Problem, summary};

/// The option of commands that draw.
#[derive(clap::Args)]
pub struct Choice {
    /// Language of screens and pictures: en, ja, or a message file [default: en].
    #[arg(long, value_name = "en|ja|FILE")]
    language: Option<String>,
}

impl Choice {
    /// What was said.
    pub fn said(&self) -> Option<String> {
        self.language.clone()
    }

    /// The language; what its file lacks is told.
    pub fn load(&self) -> Result<Language, Problem> {
        load(self.language.as_deref())
    }
}

/// The language of that name; what its file lacks is told, and stands on the screen in English.
pub fn load(name: Option<&str>) -> Result<Language, Problem> {
    let (language, faults) = Language::load(name.unwrap_or("en"))?;
    for fault in faults {
        log::warn!("{fault}");
    }
    Ok(language)
}

/// Print the messages of the screen in English, to translate them; or check a message file.
///
/// A message file has one sentence for each key. What it leaves out is shown in English, within brackets.
#[derive(clap::Args)]
pub struct Arguments {
    /// Check this message file instead.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

pub fn language(arguments: &Arguments) -> Result<(), Problem> {
    let Some(file) = &arguments.file else {
        return summary::say(Language::template().trim_end());
    };
    let (_, faults) = Language::load(&file.to_string_lossy())?;
    for fault in &faults {
        summary::say(fault)?;
    }
    if faults.is_empty() {
        return summary::say(format_args!("{}: complete", file.display()));
    }
    Err(Problem::bad_input(
        format_args!(
            "{}: {} keys are missing or cannot be shown",
            file.display(),
            faults.len()
        ),
        Some("second-reader language prints all keys"),
    ))
}

impl From<LanguageError> for Problem {
    fn from(error: LanguageError) -> Self {
        Self::bad_input(&error, Some(error.hint()))
    }
}
