//! Runs the program as its user would.

#![allow(dead_code, clippy::unwrap_used)]

use std::process::{Command, Output, Stdio};

/// A pack that loads in no time and finds nonsense; enough for everything but the findings.
pub fn tiny_pack() -> String {
    format!("{}/tests/packs/tiny", env!("CARGO_MANIFEST_DIR"))
}

pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_second-reader"));
    // The packs here are not signed.
    command.env("SECOND_READER_ALLOW_UNSIGNED", "1");
    command.env_remove("RUST_LOG").stdin(Stdio::null());
    command
}

pub fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs what must succeed and returns what it prints.
pub fn succeed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout)
}

/// Runs what must be refused: exit code 2, an error and below it a hint, no panic, no output.
pub fn refuse(arguments: &[&str]) -> String {
    let output = run(arguments);
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
    let mut lines = stderr.lines();
    assert!(
        lines.next().is_some_and(|line| line.starts_with("error: "))
            && lines.any(|line| line.starts_with("hint: ")),
        "{arguments:?}: {stderr}"
    );
    assert!(!stderr.contains("panicked"), "{stderr}");
    assert!(output.stdout.is_empty(), "{}", text(&output.stdout));
    stderr
}
