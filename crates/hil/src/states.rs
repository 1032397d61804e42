//! The service's states as its events tell them, and what its log says of the device before: the room that
//! holds it writes `[TIME WARN module::capture::live] DEVICE: NAME: words`.

use serde_json::Value;

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

/// Whether frames come in this state, whatever they show; not where none is told yet.
pub fn has_pictures(state: &str) -> bool {
    !is_before(state) && state != "model_fault" && !WITHOUT_FRAMES.contains(&state)
}

/// Whether it is a state in which no picture came yet.
pub fn is_before(state: &str) -> bool {
    matches!(state, "" | "self_test" | "starting")
}

/// The states in the order in which the events, a JSON object a line, name them; a last line without an
/// end is left for the next look.
pub fn in_events(events: &str) -> Vec<String> {
    states_of("state", events)
}

/// The states of the exam, as [`in_events`] those of the service.
pub fn of_exam(events: &str) -> Vec<String> {
    states_of("exam", events)
}

/// Each change of an item of the checklist, as `ID STATE`.
pub fn of_items(events: &str) -> Vec<String> {
    let change = |line: &Value| {
        Some(format!(
            "{} {}",
            line["id"].as_str()?,
            line["state"].as_str()?
        ))
    };
    told("item", events).iter().filter_map(change).collect()
}

fn states_of(event: &str, events: &str) -> Vec<String> {
    let state = |line: &Value| Some(line["state"].as_str()?.to_owned());
    told(event, events).iter().filter_map(state).collect()
}

/// The whole lines of that kind.
fn told(event: &str, events: &str) -> Vec<Value> {
    let whole = events.rfind('\n').map_or("", |end| &events[..end]);
    let line = |line: &str| serde_json::from_str::<Value>(line).ok();
    let lines = whole.lines().filter_map(line);
    lines.filter(|line| line["event"] == event).collect()
}

/// What went wrong at a device, in the order in which its room's lines in the log name it; as in
/// [`in_events`].
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_found_in_events() {
        let events = r#"{"number":0,"event":"state","state":"running","fault":null}
{"number":1,"event":"item","time_ms":200.0,"id":"A4","state":"seen"}
{"number":2,"event":"exam","time_ms":240.0,"state":"review","command":"end"}
{"number":3,"event":"state","state":"no_cable","fault":"no cable: plug it in"}
{"number":4,"event":"state","state":"no_li"#;
        assert_eq!(in_events(events), ["running", "no_cable"]);
        assert_eq!(of_exam(events), ["review"]);
        assert_eq!(of_items(events), ["A4 seen"]);
        assert!(in_events("").is_empty());
    }

    #[test]
    fn what_is_wrong_with_the_device_is_found_in_a_log() {
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
