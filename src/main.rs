//! Prints the error, sets the exit code; nothing else.

mod cli;

use std::process::ExitCode;

use second_reader::service::memory::CountingAllocator;

#[global_allocator]
static ALLOCATOR: CountingAllocator = CountingAllocator;

fn main() -> ExitCode {
    match cli::main() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            if let Some(hint) = problem.hint() {
                eprintln!("hint: {hint}");
            }
            problem.exit_code()
        }
    }
}
