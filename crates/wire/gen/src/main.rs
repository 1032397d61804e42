//! Writes what is made from the contract of the vendor link: `cargo run -p wire-gen`.

use std::process::ExitCode;

fn main() -> ExitCode {
    match wire_gen::Made::from_contract().and_then(|made| made.write()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "this is what it has to say")]
            {
                eprintln!("error: {error}\nhint: {}", error.hint());
            }
            ExitCode::FAILURE
        }
    }
}
