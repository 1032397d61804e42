//! How the exam goes, on the command line, and what is said of it.

use std::{
    io,
    os::fd::{AsFd as _, OwnedFd},
};

use second_reader::{
    board::{Begin, ExamPart, Reveal, Settings},
    exam::{Said, Unsaid, protocol},
};

use super::{findings, problem::Problem};

/// How the exam goes.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
#[command(next_help_heading = "How the exam goes")]
pub struct Arguments {
    /// When it begins: with_source, when_seen (once views of a sweep are told for a second) or
    /// on_command [default: with_source, or as the board file says].
    #[arg(long, value_name = "WHEN")]
    begin: Option<Begin>,
    /// When results are shown: live, or after_judgement, once your own is recorded [default: live, or
    /// as the board file says].
    #[arg(long, value_name = "WHEN")]
    reveal: Option<Reveal>,
    /// End it by itself after two minutes without a live picture, or five without a view of a sweep.
    #[arg(long)]
    end_by_itself: bool,
    /// Take commands from standard input, one a line: begin, end, resume, mark, judge heart=normal
    /// vessels=look_again, close, abandon, enter age=20+3 left=right fetus=1.
    #[arg(long)]
    commands: bool,
    #[command(flatten)]
    findings: findings::Arguments,
}

impl Arguments {
    /// What was said, in the shape of a board file.
    pub fn said(self) -> ExamPart {
        ExamPart {
            findings: self.findings.said(),
            begin: self.begin,
            reveal: self.reveal,
            end_by_itself: self.end_by_itself.then_some(true),
        }
    }

    /// How the exam goes by these settings. Refused where nobody could begin it, or ever see its results.
    pub fn checked(self, settings: &Settings) -> Result<protocol::Settings, Problem> {
        let lost = if settings.begin == Begin::OnCommand {
            Some("begin = on_command: nobody can give the command, and the exam would never begin")
        } else if settings.reveal == Reveal::AfterJudgement {
            Some("reveal = after_judgement: nobody can judge, and the results would stay hidden")
        } else {
            None
        };
        // A vendor on a link gives them, too.
        let others = !settings.links.is_empty() || can_act(settings);
        if let Some(lost) = lost.filter(|_| !self.commands && !others) {
            return Err(Problem::bad_input(
                lost,
                Some(
                    "add --link, or --commands and say begin, end, judge and close on standard input, or name \
                     `devices` of `[input]`, with a key for `judge ...` where that is wanted",
                ),
            ));
        }
        Ok(protocol::Settings {
            begin: match settings.begin {
                Begin::WithSource => protocol::Begin::WithSource,
                Begin::WhenSeen => protocol::Begin::WhenSeen,
                Begin::OnCommand => protocol::Begin::OnCommand,
            },
            end_by_itself: settings.end_by_itself,
            reveal: match settings.reveal {
                Reveal::Live => protocol::Reveal::Live,
                Reveal::AfterJudgement => protocol::Reveal::AfterJudgement,
            },
            findings: settings.findings,
        })
    }

    /// Standard input, where commands are taken from it.
    pub fn input(self) -> Result<Option<OwnedFd>, Problem> {
        let input = self
            .commands
            .then(|| io::stdin().as_fd().try_clone_to_owned());
        let input = input.transpose();
        input.map_err(|e| Problem::failure(format_args!("standard input: {e}"), None::<String>))
    }
}

/// Whether the board has keys with which the exam can go as it is set.
fn can_act(settings: &Settings) -> bool {
    let devices = settings.input.devices.as_ref();
    let mut keys = settings.input.keys.values();
    let judges = keys.any(|words| words.starts_with("judge "));
    devices.is_some_and(|devices| !devices.is_empty())
        && (settings.reveal == Reveal::Live || judges)
}

/// What a person reads of a change or an answer.
pub fn words(state: protocol::State, said: Option<&Said>, refused: Option<&Unsaid>) -> String {
    let standing = state.standing();
    match (said, refused) {
        (_, Some(refused)) => format!("refused: {refused}\nhint: {}", refused.hint()),
        (Some(said), None) => format!("{said}: done, the exam {standing}"),
        (None, None) => format!("the exam {standing}"),
    }
}
