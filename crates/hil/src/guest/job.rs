//! One command line in the guest: its script and what it prints lie in the shared folder.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

/// A command line that was started.
#[derive(Clone, Debug)]
pub struct Job {
    id: u64,
    folder: PathBuf,
}

/// What became of it.
#[derive(Clone, Debug)]
pub struct Output {
    /// Exit code; 128 and the signal's number where one ended it.
    pub code: i32,
    /// What it printed.
    pub stdout: String,
    /// What it complained of.
    pub stderr: String,
}

impl Job {
    pub(super) fn new(id: u64, folder: &Path) -> Self {
        Self {
            id,
            folder: folder.to_owned(),
        }
    }

    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// Writes the script. Its first line notes the shell's process, which the program takes over
    /// where the line begins with `exec`.
    pub(super) fn write(&self, line: &str) -> anyhow::Result<()> {
        let pid = self.pid_in_guest();
        let script = format!("PATH=/tmp/bin:$PATH\necho $$ >{pid}\n{line}\n");
        let file = self.file("sh");
        fs::write(&file, script).with_context(|| format!("{}", file.display()))
    }

    fn file(&self, end: &str) -> PathBuf {
        self.folder.join(format!("{}.{end}", self.id))
    }

    /// The file with the number of its process, as the guest sees it.
    pub fn pid_in_guest(&self) -> String {
        format!("/host/jobs/{}.pid", self.id)
    }

    /// What it printed so far.
    pub fn stdout(&self) -> String {
        read(&self.file("out"))
    }

    /// What it complained of so far.
    pub fn stderr(&self) -> String {
        read(&self.file("err"))
    }

    pub(super) fn output(&self, code: i32) -> anyhow::Result<Output> {
        Ok(Output {
            code,
            stdout: self.stdout(),
            stderr: self.stderr(),
        })
    }
}

/// A file that may not be there yet.
fn read(file: &Path) -> String {
    String::from_utf8_lossy(&fs::read(file).unwrap_or_default()).into_owned()
}
