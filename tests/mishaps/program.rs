//! The program as its user runs it, with a folder to run it in.

use std::{
    fs,
    process::{Child, Command, ExitStatus, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

/// The longest that anything here may take; only a hang takes as long.
const PATIENCE: Duration = Duration::from_secs(120);

pub fn tiny_pack() -> String {
    format!("{}/tests/packs/tiny", env!("CARGO_MANIFEST_DIR"))
}

pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_second-reader"));
    // The packs here are not signed.
    command.env("SECOND_READER_ALLOW_UNSIGNED", "1");
    command.env_remove("RUST_LOG").stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.args(arguments);
    command
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs the program; returns its output, and its errors as text.
pub fn run(arguments: &[&str], code: i32) -> (Output, String) {
    let output = program(arguments).output().unwrap();
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
    (output, stderr)
}

/// Refused with exit code 2, a line of error and a hint.
pub fn refuse(arguments: &[&str]) -> String {
    let (_, stderr) = run(arguments, 2);
    let mut lines = stderr.lines();
    assert!(lines.next().unwrap().starts_with("error: "), "{stderr}");
    assert!(lines.next().unwrap().starts_with("hint: "), "{stderr}");
    stderr
}

pub fn signal(child: &Child, signal: i32) {
    // SAFETY: the process is our own child and was not waited for.
    let sent = unsafe { libc::kill(i32::try_from(child.id()).unwrap(), signal) };
    assert_eq!(sent, 0);
}

pub fn wait(child: &mut Child) -> ExitStatus {
    until("the program ends", || child.try_wait().unwrap())
}

/// Looks until there is something.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(
            start.elapsed() < PATIENCE,
            "{what}: not within {PATIENCE:?}"
        );
        thread::sleep(Duration::from_millis(10));
    }
}

/// A folder for one test, and paths in it.
pub struct Scratch(pub TempDir);

impl Scratch {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    /// A phantom clip of ten frames.
    pub fn clip(&self) -> String {
        let clip = self.path("clip.y4m");
        self.phantom(&["--fps", "10", "--out", &clip]);
        clip
    }

    pub fn phantom(&self, more: &[&str]) {
        let short = [
            "phantom",
            "--seed",
            "3",
            "--seconds",
            "1",
            "--size",
            "320x240",
        ];
        run(&[&short[..], more].concat(), 0);
    }

    pub fn fifo(&self, name: &str) -> String {
        let path = self.path(name);
        let c_path = std::ffi::CString::new(path.clone()).unwrap();
        // SAFETY: the path is a string that ends with a zero.
        assert_eq!(unsafe { libc::mkfifo(c_path.as_ptr(), 0o600) }, 0);
        path
    }
}

pub fn json(path: &str) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

pub fn lines(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
