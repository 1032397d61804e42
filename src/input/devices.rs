//! Keyboards, foot switches and touch panels of the board: the kernel's event devices, which come and
//! go.

use std::{
    fs, io,
    os::fd::AsRawFd as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use evdev::Device;

use crate::board::Rotation;

use super::{Asking, KeyMap, hand::Hand};

/// Devices are looked for as often.
const LOOK: Duration = Duration::from_secs(1);
/// Devices that are taken at a time.
const DEVICES_MAX: usize = 16;
const FOLDER: &str = "/dev/input";

/// Which devices are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// None.
    #[default]
    None,
    /// All that have keys or can be touched.
    Any,
    /// Those behind these nodes or links, as soon as they are there.
    These(Vec<PathBuf>),
}

impl Wanted {
    /// Whether none is ever taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::None => true,
            Self::Any => false,
            Self::These(paths) => paths.is_empty(),
        }
    }

    /// The nodes that are there, links followed.
    fn nodes(&self) -> Vec<PathBuf> {
        match self {
            Self::None => Vec::new(),
            Self::These(paths) => {
                let there = paths.iter().filter_map(|path| fs::canonicalize(path).ok());
                there.collect()
            }
            Self::Any => {
                let all = fs::read_dir(FOLDER).into_iter().flatten().flatten();
                let mut nodes: Vec<_> = all
                    .filter(|entry| entry.file_name().to_string_lossy().starts_with("event"))
                    .map(|entry| entry.path())
                    .collect();
                nodes.sort();
                nodes
            }
        }
    }
}

/// A device that is taken.
struct Taken {
    node: PathBuf,
    device: Device,
    hand: Hand,
}

/// The devices of a board.
pub struct Devices {
    wanted: Wanted,
    keys: KeyMap,
    rotation: Rotation,
    taken: Vec<Taken>,
    /// Nodes that are there and cannot be taken or are not wanted: told once.
    left: Vec<PathBuf>,
    looked: Option<Instant>,
}

impl Devices {
    /// None is taken yet.
    #[must_use]
    pub fn new(wanted: Wanted, keys: KeyMap, rotation: Rotation) -> Self {
        Self {
            wanted,
            keys,
            rotation,
            taken: Vec::new(),
            left: Vec::new(),
            looked: None,
        }
    }

    /// Takes what is done within that time at most; looks for devices that came now and then.
    pub fn take(&mut self, wait: Duration, asking: &Asking) {
        if self.looked.is_none_or(|then| then.elapsed() >= LOOK) {
            self.looked = Some(Instant::now());
            self.look();
        }
        let mut polls: Vec<_> = (self.taken.iter())
            .map(|taken| libc::pollfd {
                fd: taken.device.as_raw_fd(),
                events: libc::POLLIN,
                revents: 0,
            })
            .collect();
        let wait_ms = wait.as_millis() as libc::c_int;
        // SAFETY: the structures live as long as the call, and it is told how many there are.
        unsafe { libc::poll(polls.as_mut_ptr(), polls.len() as libc::nfds_t, wait_ms) };
        let keys = &self.keys;
        let mut polls = polls.iter();
        self.taken.retain_mut(|taken| {
            if polls.next().is_none_or(|poll| poll.revents == 0) {
                return true;
            }
            let there = read(taken, keys, asking);
            if let Err(error) = &there {
                log::warn!(
                    "input {}: {error}: taken again when it is back",
                    taken.node.display()
                );
            }
            there.is_ok()
        });
    }

    /// Takes devices that came.
    fn look(&mut self) {
        let nodes = self.wanted.nodes();
        self.left.retain(|node| nodes.contains(node));
        for node in nodes {
            let known = self.left.contains(&node) || self.taken.iter().any(|t| t.node == node);
            if known || self.taken.len() >= DEVICES_MAX {
                continue;
            }
            match open(&node, &self.wanted, self.rotation) {
                Ok(Some((device, hand))) => {
                    let name = device.name().unwrap_or("without a name").to_owned();
                    log::info!("input {}: {name}", node.display());
                    self.taken.push(Taken { node, device, hand });
                }
                Ok(None) => self.left.push(node),
                Err(error) => {
                    log::warn!(
                        "input {}: {error}\nhint: the service's user has to be in the group `input`",
                        node.display()
                    );
                    self.left.push(node);
                }
            }
        }
    }
}

/// A device with keys or one that can be touched; `None` for another one where any is wanted.
fn open(node: &Path, wanted: &Wanted, rotation: Rotation) -> io::Result<Option<(Device, Hand)>> {
    let device = Device::open(node)?;
    device.set_nonblocking(true)?;
    match Hand::of(&device, rotation) {
        Some(hand) => Ok(Some((device, hand))),
        None if *wanted == Wanted::Any => Ok(None),
        None => Err(io::Error::other("it has no keys and cannot be touched")),
    }
}

/// Reads what a device has to say.
fn read(taken: &mut Taken, keys: &KeyMap, asking: &Asking) -> io::Result<()> {
    match taken.device.fetch_events() {
        Ok(events) => {
            for event in events {
                if let Some(asked) = taken.hand.take(&event, keys) {
                    asking(asked);
                }
            }
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
        Err(error) => Err(error),
    }
}
