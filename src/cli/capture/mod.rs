//! `capture`: what a clinical engineer runs first, before anything is read.

mod list;
mod masked;
mod record;
pub mod trial;

use std::path::{Path, PathBuf};

use second_reader::{
    board::{Kind, Settings},
    capture::{V4l2Source, Wishes},
    service::stop::Stop,
};

use super::{boards, problem::Problem, source::wishes};

/// Look at capture devices: list them, measure one, record a test clip.
///
/// What is saved holds the ultrasound sector alone unless --whole-screen is given: screens hold
/// patients' names.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    List(list::Arguments),
    Test(trial::Arguments),
    Record(record::Arguments),
}

pub fn capture(arguments: &Arguments) -> Result<(), Problem> {
    match &arguments.command {
        Command::List(arguments) => list::list(arguments),
        Command::Test(arguments) => trial::test(arguments),
        Command::Record(arguments) => record::record(arguments),
    }
}

/// Which device.
#[derive(clap::Args)]
struct Choice {
    /// The device, such as /dev/video0 or a link below /dev/v4l/by-path [default: the only one].
    #[arg(long, value_name = "PATH")]
    device: Option<PathBuf>,
    /// Board file that names the device and what it is asked for.
    #[arg(long, value_name = "FILE", conflicts_with = "device")]
    board: Option<String>,
    /// The folder of devices.
    #[arg(long, value_name = "DIR", default_value = "/dev", hide = true)]
    dev: PathBuf,
}

impl Choice {
    /// The device, and what it is asked for.
    fn device(&self) -> Result<(PathBuf, Wishes), Problem> {
        if let Some(file) = &self.board {
            let settings = Settings::from(boards::resolved(file)?.board);
            return match (settings.source.kind, &settings.source.path) {
                (Kind::V4l2, Some(path)) => Ok((PathBuf::from(path), wishes(&settings)?)),
                _ => Err(Problem::bad_input(
                    format_args!("{file}: the source is no capture device"),
                    Some("name a board file with kind = \"v4l2\", or a --device"),
                )),
            };
        }
        let path = match &self.device {
            Some(path) => path.clone(),
            None => list::only(&self.dev)?,
        };
        Ok((path, Wishes::default()))
    }

    /// Opens it.
    fn open(&self, stop: &Stop) -> Result<V4l2Source, Problem> {
        let (path, wishes) = self.device()?;
        Ok(V4l2Source::open(&path, wishes, stop.flag())?)
    }
}

pub fn seconds(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(seconds) if (0.1..=3600.0).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds from 0.1 to 3600".to_owned()),
    }
}

/// What to look at where a device gives no frame.
const NO_FRAME_HINT: &str = "check cable, scanner and input; `second-reader capture list` says what \
                             the device sees, and another program may hold it";

/// The file's name as messages call it.
fn name(path: &Path) -> String {
    path.display().to_string()
}
