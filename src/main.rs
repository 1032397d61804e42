//! Prints the error, sets the exit code; nothing else.

mod cli;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use second_reader::service::memory::CountingAllocator;

#[global_allocator]
static ALLOCATOR: CountingAllocator = CountingAllocator;

fn main() -> ExitCode {
    match cli::main() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // Where nobody reads it there is nobody to tell; the exit code says it all the same.
            let mut stderr = io::stderr().lock();
            for (message, hint) in problem.parts() {
                let _ = writeln!(stderr, "error: {message}");
                if let Some(hint) = hint {
                    let _ = writeln!(stderr, "hint: {hint}");
                }
            }
            problem.exit_code()
        }
    }
}
