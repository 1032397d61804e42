//! The machine is what the checks take it for.

use anyhow::ensure;

use crate::guest::{GRABBER, Guest, OUTPUT};

/// The grabber, its output, the side display and the serial line are there, each with its driver.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    for node in [GRABBER, OUTPUT] {
        let about = guest.must(&format!("v4l2-ctl -d {node} --info"))?;
        ensure!(about.contains("vivid"), "{node} is not vivid:\n{about}");
    }
    let display = guest.must("cat /sys/class/graphics/fb0/name")?;
    ensure!(display.contains("virtio"), "fb0 is {display}");
    let (line, driver) = guest.machine().vendor_line();
    let found = guest.must(&format!(
        "readlink /dev/vendor; cat /proc/tty/driver/{}",
        line.trim_start_matches("/dev/").trim_end_matches('1')
    ));
    let found = match found {
        Ok(found) => found,
        // The serial core lists its drivers by other names on a PC.
        Err(_) => guest.must("readlink /dev/vendor; cat /proc/tty/drivers")?,
    };
    ensure!(
        found.contains(line) && found.contains(driver),
        "the vendor's line is not {line} of {driver}: {found}"
    );
    let version = guest.must("second-reader --version")?;
    let kernel = guest.must("uname -rm")?;
    Ok(format!(
        "up after {:.1} s: Linux {}, {} on it",
        guest.boot_time().as_secs_f64(),
        kernel.trim(),
        version.trim()
    ))
}
