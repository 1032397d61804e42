//! The command line: one file a subcommand. Wires the rooms, prints for people, decides nothing.

mod barcode;
mod bench;
mod bench_capture;
mod bench_live;
mod bench_report;
mod board;
mod boards;
mod capture;
mod contact_sheet;
mod course;
mod doctor;
mod entered;
mod evaluate;
mod events;
mod exam;
mod exams;
mod findings;
mod flash;
mod labels;
mod language;
mod link;
mod links;
mod model;
mod output;
mod packs;
mod paths;
mod phantom;
mod problem;
mod profile;
mod progress;
mod read;
mod review;
mod run;
mod score;
mod simulate;
mod source;
mod staged;
mod suite;
mod summary;
mod sweep;

use clap::{Parser, Subcommand};
use second_reader::service::stop::Stop;

use problem::Problem;

/// Reads a fetal heart screening sweep from a scanner's video and keeps a checklist of what was
/// seen. It supports the examiner; it does not diagnose.
#[derive(Parser)]
#[command(name = "second-reader", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(run::Arguments),
    Read(read::Arguments),
    Exam(exam::Arguments),
    Phantom(phantom::Arguments),
    Evaluate(evaluate::Arguments),
    Review(review::Arguments),
    Score(score::Arguments),
    Barcode(barcode::Arguments),
    Bench(bench::Arguments),
    Board(board::Arguments),
    Capture(capture::Arguments),
    Doctor(doctor::Arguments),
    Profile(profile::Arguments),
    Flash(flash::Arguments),
    Model(model::Arguments),
    Link(link::Arguments),
    Language(language::Arguments),
}

/// Does what the command line says.
pub fn main() -> Result<(), Problem> {
    let level = env_logger::Env::default().default_filter_or("warn");
    env_logger::Builder::from_env(level)
        .format_timestamp_millis()
        .init();
    match Arguments::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Read(arguments) => read::read(&arguments),
        Command::Exam(arguments) => exam::exam(&arguments),
        Command::Phantom(arguments) => phantom::phantom(&arguments),
        Command::Evaluate(arguments) => evaluate::evaluate(&arguments),
        Command::Review(arguments) => review::review(&arguments),
        Command::Score(arguments) => score::score(&arguments),
        Command::Barcode(arguments) => barcode::barcode(&arguments),
        Command::Bench(arguments) => bench::bench(&arguments),
        Command::Board(arguments) => board::board(&arguments),
        Command::Doctor(arguments) => doctor::doctor(&arguments),
        Command::Capture(arguments) => capture::capture(&arguments),
        Command::Profile(arguments) => profile::profile(&arguments),
        Command::Flash(arguments) => flash::flash(&arguments),
        Command::Model(arguments) => model::model(&arguments),
        Command::Link(arguments) => link::link(&arguments),
        Command::Language(arguments) => language::language(&arguments),
    }
}

/// The flag that signals raise. Set before anything is written, so that nothing is left behind.
fn stop_on_signals() -> Result<Stop, Problem> {
    Stop::on_signals().map_err(|e| Problem::failure(e, None::<String>))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Arguments::command().debug_assert();
    }
}
