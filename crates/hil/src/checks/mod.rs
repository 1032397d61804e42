//! What is checked, in order, in one machine.

mod boot;
mod bytes;
mod display;
mod drm;
mod faults;
mod formats;
mod freeze;
mod input;
mod link;
mod replay;
mod serial;
mod service;
mod storm;

use crate::guest::Guest;

/// One check: does its work and says in a line what was seen.
pub struct Check {
    /// For people and for choosing.
    pub name: &'static str,
    /// Whether it runs without being asked for: CI's share of the time is small.
    pub core: bool,
    /// The work.
    pub run: fn(&mut Guest) -> anyhow::Result<String>,
}

/// All checks.
pub const CHECKS: [Check; 13] = [
    Check {
        name: "boot",
        core: true,
        run: boot::check,
    },
    Check {
        name: "serial",
        core: true,
        run: serial::check,
    },
    Check {
        name: "display",
        core: true,
        run: display::check,
    },
    Check {
        name: "drm",
        core: false,
        run: drm::check,
    },
    Check {
        name: "input",
        core: true,
        run: input::check,
    },
    Check {
        name: "link",
        core: true,
        run: link::check,
    },
    Check {
        name: "formats",
        core: true,
        run: formats::check,
    },
    Check {
        name: "service",
        core: true,
        run: service::check,
    },
    Check {
        name: "freeze",
        core: true,
        run: freeze::check,
    },
    Check {
        name: "bytes",
        core: true,
        run: bytes::check,
    },
    Check {
        name: "replay",
        core: true,
        run: replay::check,
    },
    Check {
        name: "faults",
        core: true,
        run: faults::check,
    },
    Check {
        name: "storm",
        core: false,
        run: storm::check,
    },
];
