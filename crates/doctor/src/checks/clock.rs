use std::{fs, path::Path};

use super::{entries, line};
use crate::Finding;

/// The clock: is it set by others, does it go on without power, is it in the site's time zone.
///
/// That it is set is told by the file that systemd-timesyncd leaves (systemd-timesyncd.service(8)) or, of the machine that
/// this runs on, by the kernel (adjtimex(2)).
#[must_use]
pub fn clock(root: &Path, time_zone: Option<&str>) -> Vec<Finding> {
    let by_file = root.join("run/systemd/timesync/synchronized").exists();
    let synchronised = by_file || (root == Path::new("/") && kernel_is_set());
    let rtc = entries(&root.join("sys/class/rtc"), "rtc");
    let rtc = rtc.first().and_then(|folder| line(&folder.join("name")));
    let set = match (synchronised, &rtc) {
        (true, Some(rtc)) => Finding::pass("clock", format!("set by a time server; kept by {rtc}")),
        (true, None) => Finding::warn(
            "clock",
            "set by a time server; nothing keeps the time without power",
            "until the network is there, reports and logs after a start have a wrong time: fit a clock with a battery",
        ),
        (false, Some(rtc)) => Finding::warn(
            "clock",
            format!("kept by {rtc}; no time server sets it"),
            "compare `date` with a good clock, and set it with `timedatectl set-time`, or name a time server",
        ),
        (false, None) => Finding::warn(
            "clock",
            "no time server sets it, and nothing keeps the time without power",
            "reports and logs would have a wrong time: name a time server, or fit a clock with a battery",
        ),
    };
    vec![set, zone(root, time_zone)]
}

fn zone(root: &Path, wanted: Option<&str>) -> Finding {
    let Some(wanted) = wanted else {
        return Finding::skipped("time_zone", "no site says which one it is in");
    };
    let link = fs::read_link(root.join("etc/localtime")).ok();
    let link =
        link.and_then(|to| Some(to.to_string_lossy().rsplit_once("zoneinfo/")?.1.to_owned()));
    let is = link.or_else(|| line(&root.join("etc/timezone")));
    match is {
        Some(is) if is == wanted => Finding::pass("time_zone", is),
        is => Finding::fail(
            "time_zone",
            format!(
                "the machine is in {}, the site in {wanted}",
                is.as_deref().unwrap_or("no zone that it tells")
            ),
            format!("timedatectl set-timezone {wanted}"),
        ),
    }
}

/// Whether the kernel's clock is disciplined.
fn kernel_is_set() -> bool {
    // SAFETY: the structure is plain data; with no mode set, the call only fills it.
    let state = unsafe {
        let mut about: libc::timex = std::mem::zeroed();
        libc::adjtimex(&raw mut about)
    };
    (0..libc::TIME_ERROR).contains(&state)
}
