//! The service's states as its log tells them. Each event of the service is a line
//! `[TIME LEVEL module] state: NAME: words`; the room that holds the device has said before what it met
//! there: `[TIME WARN module::capture::live] DEVICE: NAME: words`.

/// States of the source in which no frames come, each with a screen of its own.
pub const WITHOUT_FRAMES: [&str; 8] = [
    "no_device",
    "no_cable",
    "no_signal",
    "no_lock",
    "out_of_range",
    "format_changed",
    "stalled",
    "disconnected",
];

/// Whether frames come in this state, whatever they show.
pub fn has_pictures(state: &str) -> bool {
    !matches!(state, "starting" | "model_fault") && !WITHOUT_FRAMES.contains(&state)
}

/// The states in the order in which the log names them; a last line without an end is left for
/// the next look.
pub fn in_log(log: &str) -> Vec<&str> {
    let whole = log.rfind('\n').map_or("", |end| &log[..end]);
    whole.lines().filter_map(in_line).collect()
}

/// What went wrong at a device, in the order in which its room's lines name it; as in [`in_log`].
pub fn of_device<'a>(log: &'a str, device: &str) -> Vec<&'a str> {
    let whole = log.rfind('\n').map_or("", |end| &log[..end]);
    let trouble = |line: &'a str| {
        let (head, message) = line.strip_prefix('[')?.split_once("] ")?;
        let words = message.strip_prefix(device)?.strip_prefix(": ")?;
        let name = words.split(':').next()?;
        head.contains(" WARN ").then_some(name)
    };
    whole.lines().filter_map(trouble).collect()
}

fn in_line(line: &str) -> Option<&str> {
    let (_, message) = line.strip_prefix('[')?.split_once("] ")?;
    let words = message.strip_prefix("state: ")?;
    Some(words.split(':').next().unwrap_or(words).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_found_in_a_log() {
        let log = "\
reading v4l2 /dev/video0 with tiny
[2026-11-22T21:00:00.000Z WARN  second_reader::cli::run] state: starting: waiting
[2026-11-22T21:00:00.100Z INFO  second_reader::capture::live] /dev/video0: running: GREY
[2026-11-22T21:00:00.200Z INFO  second_reader::cli::run] state: running
[2026-11-22T21:00:00.300Z INFO  second_reader::cli::run] 0.20 s: item A1: seen
[2026-11-22T21:00:00.400Z WARN  second_reader::cli::run] state: no_cable: plug: it in
[2026-11-22T21:00:00.500Z WARN  second_reader::cli::run] state: no_li";
        assert_eq!(in_log(log), ["starting", "running", "no_cable"]);
        assert!(in_log("").is_empty());
        let device = "\
[2026-11-22T21:00:00.100Z INFO  second_reader::capture::live] /dev/video0: running: GREY
[2026-11-22T21:00:00.200Z WARN  second_reader::capture::live] /dev/video0: stalled: no frame
[2026-11-22T21:00:00.300Z WARN  second_reader::capture::live] /dev/video1: no_cable: no 5 V
[2026-11-22T21:00:00.400Z WARN  second_reader::cli::run] state: stalled: no pictures
";
        assert_eq!(of_device(device, "/dev/video0"), ["stalled"]);
    }

    #[test]
    fn kinds_of_pictures_are_told_from_their_absence() {
        assert!(has_pictures("running") && has_pictures("not_ultrasound"));
        assert!(!has_pictures("stalled"));
    }
}
