//! The port to the guest's init (`crates/hil/guest/init`): asks it to run jobs and learns when
//! they end.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Write as _},
    os::unix::net::UnixStream,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use anyhow::{Context as _, bail};

use super::wait::until;

/// What came back so far.
#[derive(Default)]
struct Heard {
    hello: bool,
    /// Exit codes of jobs that have ended.
    ended: BTreeMap<u64, i32>,
    closed: bool,
}

/// The host's end of the port.
pub struct Agent {
    port: UnixStream,
    heard: Arc<Mutex<Heard>>,
}

fn lock(heard: &Mutex<Heard>) -> MutexGuard<'_, Heard> {
    heard.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes one line of the guest's. Lines that are not understood are left out: the port may begin
/// in the middle of one.
fn note(heard: &mut Heard, line: &str) {
    let mut words = line.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some("hello"), Some(_), None) => heard.hello = true,
        (Some("done"), Some(job), Some(code)) => {
            if let (Ok(job), Ok(code)) = (job.parse(), code.parse()) {
                heard.ended.insert(job, code);
            }
        }
        _ => {}
    }
}

impl Agent {
    /// Connects to QEMU's socket, which need not be there yet.
    pub fn connect(socket: &Path, limit: Duration) -> anyhow::Result<Self> {
        let port = until(limit, || Ok(UnixStream::connect(socket).ok()))?
            .with_context(|| format!("{} did not appear", socket.display()))?;
        let heard = Arc::new(Mutex::new(Heard::default()));
        let (reader, listener) = (BufReader::new(port.try_clone()?), heard.clone());
        thread::spawn(move || {
            for line in reader.lines() {
                let Ok(line) = line else { break };
                note(&mut lock(&listener), &line);
            }
            lock(&listener).closed = true;
        });
        Ok(Self { port, heard })
    }

    fn say(&self, line: &str) -> anyhow::Result<()> {
        (&self.port)
            .write_all(line.as_bytes())
            .context("the port to the guest is closed")
    }

    /// Whether init answers; asks once more at each call, as what is said before it listens is
    /// lost.
    pub fn answers(&self) -> anyhow::Result<bool> {
        self.check()?;
        self.say("hello 0\n")?;
        Ok(lock(&self.heard).hello)
    }

    /// Starts the job whose script lies in the shared folder.
    pub fn start(&self, job: u64) -> anyhow::Result<()> {
        self.say(&format!("run {job}\n"))
    }

    /// Exit code of a job; `None` while it runs.
    ///
    /// # Errors
    /// Where the machine has ended.
    pub fn ended(&self, job: u64) -> anyhow::Result<Option<i32>> {
        let code = lock(&self.heard).ended.get(&job).copied();
        if code.is_none() {
            self.check()?;
        }
        Ok(code)
    }

    /// Asks the machine to power off.
    pub fn power_off(&self) -> anyhow::Result<()> {
        self.say("off 0\n")
    }

    fn check(&self) -> anyhow::Result<()> {
        if lock(&self.heard).closed {
            bail!("the machine has ended");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_understood_and_scraps_left_out() {
        let mut heard = Heard::default();
        for line in ["one 3", "", "done 4 0", "done x 1", "done 5 137", "done 6"] {
            note(&mut heard, line);
        }
        assert!(!heard.hello);
        assert_eq!(heard.ended, BTreeMap::from([(4, 0), (5, 137)]));
        note(&mut heard, "hello 0");
        assert!(heard.hello);
    }
}
