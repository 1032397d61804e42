use std::path::Path;

use super::{below, line, name};
use crate::Finding;

/// The device that resets a board that hangs (/sys/class/watchdog).
#[must_use]
pub fn watchdog(root: &Path, device: Option<&Path>, timeout_s_max: Option<f64>) -> Finding {
    let Some(device) = device else {
        return Finding::skipped("watchdog", "the board names no watchdog device");
    };
    if !below(root, device).exists() {
        return Finding::fail(
            "watchdog",
            format!("{} is not there", device.display()),
            "load its driver; a Raspberry Pi has it with dtparam=watchdog=on",
        );
    }
    // The first one has two names.
    let name = match name(device).as_str() {
        "watchdog" => "watchdog0".to_owned(),
        other => other.to_owned(),
    };
    let of = |key: &str| line(&root.join("sys/class/watchdog").join(&name).join(key));
    let kind = of("identity").unwrap_or_else(|| "of an unknown kind".to_owned());
    let Some(timeout) = of("timeout").and_then(|text| text.trim().parse::<f64>().ok()) else {
        return Finding::warn(
            "watchdog",
            format!(
                "{} is there ({kind}), and does not tell its time",
                device.display()
            ),
            "its driver has no sysfs: look at `wdctl`",
        );
    };
    let found = format!("{kind}, resets after {timeout} s");
    match timeout_s_max {
        Some(max) if timeout > max => Finding::warn(
            "watchdog",
            format!("{found}; the board asks for {max} s at most"),
            format!("set RuntimeWatchdogSec={max} in /etc/systemd/system.conf"),
        ),
        _ => match of("state").as_deref() {
            Some("inactive") => Finding::warn(
                "watchdog",
                format!("{found}, and nobody has started it"),
                "set RuntimeWatchdogSec= in /etc/systemd/system.conf, so that a hanging system is reset",
            ),
            _ => Finding::pass("watchdog", found),
        },
    }
}
