//! What can go wrong at the grabber, how it is brought about, and what has to come of it: data,
//! one row a fault. The names of the controls are those of the kernel's vivid driver.

/// Something done to the grabber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Sets a control to a value.
    Control(&'static str, i64),
    /// Pulls the grabber's plug.
    Unplug,
    /// Plugs it in again.
    Replug,
}

/// What the service has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One of these states, within the limit.
    State(&'static [&'static str]),
    /// Nothing: pictures go on without a change of state for as long as the limit.
    Nothing,
}

/// One fault.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fault {
    /// For people.
    pub name: &'static str,
    /// What brings it about.
    pub trigger: &'static [Act],
    /// What has to come of it.
    pub expected: Expected,
    /// Longest time until then on a machine of full speed, seconds.
    pub limit_s: f64,
    /// Whether the service stays in that state until the fault is taken away.
    pub stands: bool,
    /// What takes it away; empty where it passes by itself.
    pub clear: &'static [Act],
    /// Longest time from then until pictures are back, seconds.
    pub back_s: f64,
}

impl Fault {
    /// Whether it ends the footage, too: a pulled plug takes the cable along, a broken driver its output.
    pub fn ends_footage(&self) -> bool {
        let mut acts = self.trigger.iter().chain(self.clear);
        acts.any(|act| matches!(act, Unplug | Control(FATAL, _)))
    }
}

use Act::{Control, Replug, Unplug};
use Expected::{Nothing, State};

/// The signal that is there when nothing is wrong: 640x480 at 59.94 Hz, the cheapest to emulate.
pub const GOOD: [Act; 2] = [
    Control("dv_timings", 0),
    Control("dv_timings_signal_mode", SELECTED),
];

/// Values of vivid's `dv_timings_signal_mode`.
/// Breaks every stream of the driver, that of its output as well.
const FATAL: &str = "inject_fatal_streaming_error";
const NO_SIGNAL: i64 = 1;
const NO_LOCK: i64 = 2;
const OUT_OF_RANGE: i64 = 3;
const SELECTED: i64 = 4;
const SIGNAL_BACK: &[Act] = &[Control("dv_timings_signal_mode", SELECTED)];
/// A replugged device has forgotten its signal.
const DEVICE_BACK: &[Act] = &[
    Replug,
    Control("dv_timings", 0),
    Control("dv_timings_signal_mode", SELECTED),
];

/// All faults that vivid can bring about.
pub const FAULTS: [Fault; 11] = [
    Fault {
        name: "cable out",
        trigger: &[Control("dv_timings_signal_mode", NO_SIGNAL)],
        // vivid takes the 5 V away with the signal.
        expected: State(&["no_cable"]),
        limit_s: 1.0,
        stands: true,
        clear: SIGNAL_BACK,
        back_s: 2.0,
    },
    Fault {
        name: "no lock",
        trigger: &[Control("dv_timings_signal_mode", NO_LOCK)],
        expected: State(&["no_lock"]),
        limit_s: 1.0,
        stands: true,
        clear: SIGNAL_BACK,
        back_s: 2.0,
    },
    Fault {
        name: "out of range",
        trigger: &[Control("dv_timings_signal_mode", OUT_OF_RANGE)],
        expected: State(&["out_of_range"]),
        limit_s: 1.0,
        stands: true,
        clear: SIGNAL_BACK,
        back_s: 2.0,
    },
    Fault {
        name: "another resolution",
        trigger: &[
            Control("dv_timings", 4),
            Control("dv_timings_signal_mode", SELECTED),
        ],
        expected: State(&["format_changed"]),
        limit_s: 1.0,
        stands: false,
        clear: &[
            Control("dv_timings", 0),
            Control("dv_timings_signal_mode", SELECTED),
        ],
        back_s: 2.0,
    },
    Fault {
        name: "broken stream",
        trigger: &[Control(FATAL, 1)],
        expected: State(&["stalled"]),
        limit_s: 2.0,
        stands: false,
        clear: &[],
        back_s: 2.0,
    },
    Fault {
        name: "all frames lost",
        trigger: &[Control("percentage_of_dropped_buffers", 100)],
        expected: State(&["stalled"]),
        limit_s: 2.0,
        stands: true,
        clear: &[Control("percentage_of_dropped_buffers", 0)],
        back_s: 5.0,
    },
    Fault {
        name: "a damaged frame",
        trigger: &[Control("inject_v4l2_buf_flag_error", 1)],
        expected: Nothing,
        limit_s: 1.0,
        stands: false,
        clear: &[],
        back_s: 1.0,
    },
    Fault {
        name: "frames lost here and there",
        trigger: &[Control("percentage_of_dropped_buffers", 40)],
        expected: Nothing,
        limit_s: 1.0,
        stands: false,
        clear: &[Control("percentage_of_dropped_buffers", 0)],
        back_s: 1.0,
    },
    Fault {
        name: "a start that fails",
        trigger: &[
            Control("inject_vidioc_streamon_error", 1),
            Control(FATAL, 1),
        ],
        expected: State(&["stalled"]),
        limit_s: 2.0,
        stands: false,
        clear: &[],
        back_s: 3.0,
    },
    Fault {
        name: "device gone, node left",
        trigger: &[Control("disconnect", 1)],
        expected: State(&["disconnected"]),
        limit_s: 2.0,
        // vivid gives the device back as soon as nobody has it open any more.
        stands: false,
        clear: &[
            Unplug,
            Replug,
            Control("dv_timings", 0),
            Control("dv_timings_signal_mode", SELECTED),
        ],
        back_s: 2.0,
    },
    Fault {
        name: "unplugged",
        trigger: &[Unplug],
        expected: State(&["disconnected"]),
        limit_s: 2.0,
        stands: true,
        clear: DEVICE_BACK,
        back_s: 2.0,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unplugged_is_plugged_in_again() {
        for fault in FAULTS {
            let acts = || fault.trigger.iter().chain(fault.clear);
            let count = |act: Act| acts().filter(|a| **a == act).count();
            assert_eq!(count(Unplug), count(Replug), "{}", fault.name);
            assert!(fault.limit_s > 0.0 && fault.back_s > 0.0);
            assert!(!fault.stands || !fault.clear.is_empty());
        }
    }
}
