//! Whether there are findings, on the command line.

use second_reader::exam::protocol::Settings;

/// What a site can switch off.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub struct Arguments {
    /// Findings: what to look at again, and the score of the exam, apart from what was seen
    /// [default: on, or as the board file says].
    #[arg(long, value_enum, value_name = "SWITCH")]
    findings: Option<Switch>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Switch {
    On,
    Off,
}

impl Arguments {
    /// What was said, where something was.
    pub fn said(self) -> Option<bool> {
        self.findings.map(|switch| matches!(switch, Switch::On))
    }

    /// How an exam goes that is one clip.
    pub fn of_clip(self) -> Settings {
        Settings {
            findings: self.said().unwrap_or(true),
            ..Settings::default()
        }
    }
}
