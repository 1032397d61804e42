//! What a service manager hears of the program: ready, what it does, a sign of life for as long as all of it
//! moves, none while a part of it stands, and at last that it comes to its end.

#![allow(clippy::unwrap_used)]

mod program;

use std::{
    fs::File,
    io::{ErrorKind, Write},
    os::unix::net::UnixDatagram,
    path::Path,
    process::{Child, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use phantom::{Config, Phantom};

/// What the manager allows; a stage may stand for half of it.
const LIMIT: Duration = Duration::from_secs(4);
/// What comes at all comes in this time, on the busiest machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A manager: its socket, and all that it heard.
struct Manager {
    socket: UnixDatagram,
    heard: Vec<String>,
}

impl Manager {
    fn new(folder: &Path) -> Self {
        let socket = UnixDatagram::bind(folder.join("notify")).unwrap();
        Self {
            socket,
            heard: Vec::new(),
        }
    }

    /// The next line, or `None` where none comes in that time.
    fn hear(&mut self, patience: Duration) -> Option<String> {
        let until = Instant::now() + patience;
        while self.heard.is_empty() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return None;
            }
            self.socket.set_read_timeout(Some(left)).unwrap();
            let mut bytes = [0; 4096];
            match self.socket.recv(&mut bytes) {
                Ok(count) => {
                    let text = program::text(&bytes[..count]);
                    self.heard.extend(text.lines().map(str::to_owned));
                }
                Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(e) => panic!("{e}"),
            }
        }
        Some(self.heard.remove(0))
    }

    /// All lines up to and with this one.
    fn until(&mut self, line: &str) -> Vec<String> {
        let mut lines = Vec::new();
        while lines.last().is_none_or(|last| last != line) {
            let Some(heard) = self.hear(PATIENCE) else {
                panic!("`{line}` does not come behind {lines:?}");
            };
            lines.push(heard);
        }
        lines
    }
}

/// A scanner at the end of a pipe: gives 25 pictures a second while it is not held.
fn feed(pipe: File, held: Arc<AtomicBool>) {
    let config = Config {
        width: 320,
        height: 240,
        ..Config::default()
    };
    let (mut pipe, mut phantom) = (pipe, Phantom::new(config).unwrap());
    let mut picture = Vec::new();
    let mut written = writeln!(pipe, "YUV4MPEG2 W320 H240 F25:1 Cmono");
    let mut number = 0;
    while written.is_ok() {
        thread::sleep(Duration::from_millis(40));
        if held.load(Ordering::Relaxed) {
            continue;
        }
        phantom.frame(number, &mut picture);
        written = pipe
            .write_all(b"FRAME\n")
            .and_then(|()| pipe.write_all(&picture));
        number = (number + 1) % 100;
    }
}

/// Ends the program, however the test ends.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_manager_hears_life_only_while_every_stage_moves() {
    let folder = tempfile::tempdir().unwrap();
    let mut manager = Manager::new(folder.path());
    let pipe = folder.path().join("scanner");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let held = Arc::new(AtomicBool::new(false));
    let (of_feed, to_feed) = (held.clone(), pipe.clone());
    let scanner = thread::spawn(move || feed(File::create(to_feed).unwrap(), of_feed));
    let child = program::program()
        .args(["run", "--page-port", "0", "--link", "pty", "--model"])
        .args([&program::tiny_pack(), "--source"])
        .arg(&pipe)
        .env("NOTIFY_SOCKET", folder.path().join("notify"))
        .env("WATCHDOG_USEC", LIMIT.as_micros().to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = Ended(child.unwrap());

    let before = manager.until("READY=1");
    let no_life = |lines: &[String]| !lines.iter().any(|line| line == "WATCHDOG=1");
    assert!(no_life(&before), "{before:?}");
    manager.until("STATUS=running");
    for _ in 0..3 {
        manager.until("WATCHDOG=1");
    }

    // The scanner's pipe stands, and the capture thread with it: life ends, though all others move.
    held.store(true, Ordering::Relaxed);
    manager.until("STATUS=capture stands still");
    let silence = Instant::now();
    while silence.elapsed() < LIMIT {
        let left = LIMIT.saturating_sub(silence.elapsed());
        if let Some(line) = manager.hear(left) {
            assert_ne!(line, "WATCHDOG=1", "after {:?}", silence.elapsed());
        }
    }

    // A manager that is more patient than ours sees it go on.
    held.store(false, Ordering::Relaxed);
    let back = manager.until("WATCHDOG=1");
    assert!(!back.iter().any(|line| line == "READY=1"), "{back:?}");

    // SAFETY: a signal to a child that is waited for only below.
    unsafe { libc::kill(child.0.id() as i32, libc::SIGTERM) };
    manager.until("STOPPING=1");
    let mut stderr = String::new();
    let mut of_child = child.0.stderr.take().unwrap();
    std::io::Read::read_to_string(&mut of_child, &mut stderr).unwrap();
    assert!(child.0.wait().unwrap().success(), "{stderr}");
    assert!(stderr.contains("capture has stood still for"), "{stderr}");
    assert!(stderr.contains("capture goes on"), "{stderr}");
    scanner.join().unwrap();
}
