//! A cart on the vendor link, and the device that it is plugged into.
#![allow(dead_code, clippy::unwrap_used, clippy::result_large_err)]

use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use link::{
    Flow, Settings,
    port::Port,
    vendor::{Told, Vendor, Wishes},
    wire::{
        self, Message,
        messages::{Command, Error, Event, Exam, ExamCommand, HelloAck, MsgId, Snapshot},
    },
};
use tempfile::TempDir;

use crate::program::program;

/// The longest that anything here may take; only a hang takes as long.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// A cart: a vendor on a port that may come and go.
pub struct Cart {
    path: PathBuf,
    port: Option<Port>,
    pub vendor: Vendor,
    pub acks: Vec<HelloAck>,
    pub events: Vec<Event>,
    pub snapshots: Vec<Snapshot>,
    /// Number of the request, id of the message, payload.
    pub answers: Vec<(u64, u16, Box<wire::Payload>)>,
    pub errors: Vec<Error>,
    /// All bytes that came.
    pub heard: Vec<u8>,
}

impl Cart {
    pub fn at(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            port: None,
            vendor: Vendor::new(Wishes::default(), Instant::now()),
            acks: vec![],
            events: vec![],
            snapshots: vec![],
            answers: vec![],
            errors: vec![],
            heard: vec![],
        }
    }

    pub fn step(&mut self) {
        let now = Instant::now();
        let Some(port) = &mut self.port else {
            self.port = Port::open(&self.path, Settings::BAUD, Flow::None).ok();
            thread::sleep(Duration::from_millis(10));
            return;
        };
        let mut all = Vec::new();
        let mut tell = |told| all.push(told);
        self.vendor.poll(now, &mut tell);
        let mut buffer = [0; 512];
        let ready = port.wait(false, Duration::from_millis(5)).unwrap();
        let mut gone = ready.gone;
        if ready.read {
            match port.read(&mut buffer) {
                Ok(0) => gone = true,
                Ok(count) => {
                    self.heard.extend(&buffer[..count]);
                    self.vendor.receive(&buffer[..count], now, &mut tell);
                }
                Err(error) => gone = error.kind() != std::io::ErrorKind::WouldBlock,
            }
        }
        while !gone && !self.vendor.pending().is_empty() {
            match port.write(self.vendor.pending()) {
                Ok(count) => self.vendor.took(count),
                Err(_) => break,
            }
        }
        if gone {
            self.port = None;
            self.vendor.replugged();
        }
        for told in all {
            match told {
                Told::Open(ack) => self.acks.push(*ack),
                Told::Event(event) => self.events.push(*event),
                Told::Snapshot(snapshot) => self.snapshots.push(*snapshot),
                Told::Answer {
                    request,
                    msg_id,
                    payload,
                } => self.answers.push((request, msg_id, payload)),
                Told::Error(error) => self.errors.push(*error),
                Told::Gone(count) => panic!("{count} events are gone"),
                Told::Lost | Told::Unknown(_) => {}
            }
        }
    }

    pub fn until<T>(&mut self, what: &str, mut look: impl FnMut(&mut Self) -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look(self) {
                return found;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{what}: not in time; {} sessions, {} snapshots, the last {:?}; {} events, the last {:?}; {:?}",
                self.acks.len(),
                self.snapshots.len(),
                self.snapshots.last(),
                self.events.len(),
                self.events.last(),
                self.errors
            );
            self.step();
        }
    }

    /// Asks, and reads an answer of either kind.
    pub fn ask<M: Message, A: Message>(&mut self, message: &M) -> Result<A, Error> {
        let asked = self.until("a session", |cart| {
            cart.vendor.request(message, Instant::now())
        });
        let (_, msg_id, payload) = self.until("an answer", |cart| {
            let at = cart
                .answers
                .iter()
                .position(|(request, ..)| *request == asked)?;
            Some(cart.answers.remove(at))
        });
        if i32::from(msg_id) == MsgId::MsgError.0 {
            return Err(wire::read(&payload).unwrap());
        }
        assert_eq!(i32::from(msg_id), A::ID.0);
        Ok(wire::read(&payload).unwrap())
    }

    pub fn command(&mut self, command: Command) -> Result<Exam, Error> {
        self.ask(&ExamCommand { command })
    }
}

/// A device: the program with pseudo terminals.
pub struct Device {
    folder: TempDir,
    child: Child,
}

impl Device {
    /// In its arguments TTY becomes a port, as do TTY2 and so on, and FOLDER a folder of its own.
    pub fn start(arguments: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let tty = format!("pty:{}", folder.path().join("tty").display());
        let mut command = program();
        for argument in arguments {
            let argument = argument.replace("TTY", &tty);
            command.arg(argument.replace("FOLDER", &folder.path().display().to_string()));
        }
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self { folder, child }
    }

    pub fn cart(&self) -> Cart {
        self.cart_on("tty")
    }

    /// A cart on the port that is called TTY and so on in the arguments.
    pub fn cart_on(&self, tty: &str) -> Cart {
        Cart::at(&self.folder.path().join(tty.to_lowercase()))
    }

    /// Whether it has not ended by itself.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    pub fn end(mut self) -> TempDir {
        // SAFETY: a signal to a child of ours that was not waited for yet.
        unsafe { libc::kill(i32::try_from(self.child.id()).unwrap(), libc::SIGTERM) };
        let status = self.child.wait().unwrap();
        let mut stderr = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut stderr)
            .unwrap();
        assert!(status.success(), "{stderr}");
        assert!(!stderr.contains("panicked"), "{stderr}");
        std::mem::replace(&mut self.folder, TempDir::new().unwrap())
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
