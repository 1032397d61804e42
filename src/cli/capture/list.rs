use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use second_reader::capture::{self, ControlAbout, DeviceAbout, FormatAbout, Listing, TimingsAbout};

use crate::cli::{problem::Problem, summary};

/// List the capture devices: names that stay, signal, formats with sizes and rates, timings,
/// controls.
#[derive(clap::Args)]
pub struct Arguments {
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// The folder of devices.
    #[arg(long, value_name = "DIR", default_value = "/dev", hide = true)]
    dev: PathBuf,
    /// Where the kernel lists them.
    #[arg(
        long,
        value_name = "DIR",
        default_value = "/sys/class/video4linux",
        hide = true
    )]
    sys: PathBuf,
}

const NO_DEVICE_HINT: &str =
    "plug in the grabber; `dmesg` says whether the kernel has a driver for it";

pub fn list(arguments: &Arguments) -> Result<(), Problem> {
    let listing = devices(&arguments.dev)?;
    if arguments.json {
        let json = serde_json::to_string_pretty(&listing);
        return summary::say(json.map_err(|e| Problem::failure(e, None::<String>))?);
    }
    for (path, why) in &listing.refused {
        summary::note(format_args!("{path}: {why}"));
    }
    if listing.devices.is_empty() {
        return Err(none(&listing, &arguments.sys));
    }
    for device in &listing.devices {
        summary::say(text(device))?;
    }
    Ok(())
}

fn devices(dev: &Path) -> Result<Listing, Problem> {
    capture::list(dev).map_err(|e| Problem::file(dev, &e))
}

/// The only device that there is.
pub fn only(dev: &Path) -> Result<PathBuf, Problem> {
    let listing = devices(dev)?;
    match &listing.devices[..] {
        [device] => Ok(PathBuf::from(&device.path)),
        [] => Err(none(&listing, Path::new("/sys/class/video4linux"))),
        many => {
            let names: Vec<_> = many.iter().map(|device| device.path.as_str()).collect();
            Err(Problem::bad_input(
                format_args!("there are several capture devices: {}", names.join(" ")),
                Some("name one with --device"),
            ))
        }
    }
}

fn none(listing: &Listing, sys: &Path) -> Problem {
    if !listing.refused.is_empty() {
        let hint = "this user may have to be in the group `video`, and another program may hold it";
        return Problem::bad_input("no capture device can be asked", Some(hint));
    }
    if !sys.exists() {
        return Problem::bad_input(
            format_args!(
                "the kernel knows no video devices ({} is not there)",
                sys.display()
            ),
            Some("plug in the grabber, or load its driver, such as: modprobe uvcvideo"),
        );
    }
    Problem::bad_input("there is no capture device", Some(NO_DEVICE_HINT))
}

fn text(device: &DeviceAbout) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut text, device);
    text
}

fn write(text: &mut String, device: &DeviceAbout) -> std::fmt::Result {
    writeln!(text, "{}: {}", device.path, device.card)?;
    let planes = if device.multi_planar {
        ", multi-planar"
    } else {
        ""
    };
    writeln!(
        text,
        "  driver    {}{planes}, at {}",
        device.driver, device.bus
    )?;
    for link in &device.stable {
        writeln!(text, "  stays     {link}")?;
    }
    let input = device.input.as_deref().unwrap_or("the only one");
    write!(text, "  input     {input}: {}", device.input_state)?;
    if let Some(signal) = &device.signal {
        write!(text, " {}", timings(signal))?;
    }
    match device.power {
        Some(true) => write!(text, ", cable plugged in")?,
        Some(false) => write!(text, ", no 5 V: no cable")?,
        None => {}
    }
    writeln!(text)?;
    if let Some(set) = &device.timings_set {
        writeln!(text, "  set to    {}", timings(set))?;
    }
    if let Some(blocks) = device.edid_blocks {
        writeln!(text, "  EDID      {blocks} blocks")?;
    }
    let changes = if device.events {
        "told by the device"
    } else {
        "looked for"
    };
    writeln!(text, "  changes   {changes}")?;
    writeln!(text, "  formats")?;
    for format in &device.formats {
        write_format(text, format)?;
    }
    if !device.timings.is_empty() {
        let all: Vec<_> = device.timings.iter().map(timings).collect();
        writeln!(text, "  timings   {}", all.join(", "))?;
    }
    if !device.controls.is_empty() {
        writeln!(text, "  controls")?;
    }
    for control in &device.controls {
        write_control(text, control)?;
    }
    text.truncate(text.trim_end().len());
    Ok(())
}

fn timings(timings: &TimingsAbout) -> String {
    let scan = if timings.interlaced { "i" } else { "p" };
    let TimingsAbout {
        width, height, fps, ..
    } = timings;
    format!("{width}x{height}{scan} {fps:.2} Hz")
}

fn write_format(text: &mut String, format: &FormatAbout) -> std::fmt::Result {
    let unread = if format.readable {
        ""
    } else {
        " (cannot be read)"
    };
    writeln!(
        text,
        "    {:<5} {}{unread}",
        format.fourcc, format.description
    )?;
    let sizes: Vec<_> = format
        .sizes
        .iter()
        .map(|size| {
            let fps: Vec<_> = size.fps.iter().map(|fps| format!("{fps:.4}")).collect();
            let fps: Vec<_> = fps
                .iter()
                .map(|fps| fps.trim_end_matches('0').trim_end_matches('.'))
                .collect();
            let at = if fps.is_empty() { "" } else { " at " };
            format!("{}x{}{at}{}", size.width, size.height, fps.join(" "))
        })
        .collect();
    if !sizes.is_empty() {
        let between = if format.from_to { " to " } else { ", " };
        writeln!(text, "          {}", sizes.join(between))?;
    }
    Ok(())
}

fn write_control(text: &mut String, control: &ControlAbout) -> std::fmt::Result {
    write!(text, "    {:<32}", control.name)?;
    match control.value {
        Some(value) => write!(text, " {value:>8}")?,
        None => write!(text, "        -")?,
    }
    if let Some(meaning) = &control.meaning {
        write!(text, " ({meaning})")?;
    }
    let ControlAbout {
        min,
        max,
        default,
        kind,
        ..
    } = control;
    match *kind {
        "button" | "boolean" => writeln!(text, "  {kind}"),
        _ => writeln!(text, "  {kind} {min} to {max}, default {default}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use second_reader::capture::SizeAbout;

    #[test]
    fn a_device_is_described_for_people() {
        let signal = TimingsAbout {
            width: 1920,
            height: 1080,
            interlaced: false,
            fps: 60.0,
        };
        let device = DeviceAbout {
            path: "/dev/video0".to_owned(),
            stable: vec!["/dev/v4l/by-path/usb-0:2".to_owned()],
            driver: "uvcvideo".to_owned(),
            card: "Grabber".to_owned(),
            bus: "usb-1".to_owned(),
            multi_planar: false,
            input: Some("HDMI 0".to_owned()),
            input_state: "signal",
            power: Some(true),
            events: true,
            edid_blocks: Some(2),
            signal: Some(signal.clone()),
            timings_set: None,
            timings: vec![signal],
            formats: vec![FormatAbout {
                fourcc: "YUYV".to_owned(),
                description: "YUYV 4:2:2".to_owned(),
                readable: true,
                from_to: false,
                sizes: vec![SizeAbout {
                    width: 640,
                    height: 480,
                    fps: vec![60.0, 29.97],
                }],
            }],
            controls: vec![ControlAbout {
                name: "Brightness".to_owned(),
                kind: "integer",
                value: Some(128),
                meaning: None,
                min: 0,
                max: 255,
                default: 128,
            }],
        };
        let text = text(&device);
        for line in [
            "/dev/video0: Grabber",
            "  stays     /dev/v4l/by-path/usb-0:2",
            "  input     HDMI 0: signal 1920x1080p 60.00 Hz, cable plugged in",
            "          640x480 at 60 29.97",
            "  timings   1920x1080p 60.00 Hz",
        ] {
            assert!(text.lines().any(|l| l == line), "{line:?} in\n{text}");
        }
        assert!(text.ends_with("integer 0 to 255, default 128"), "{text}");
    }

    #[test]
    fn without_devices_it_is_said_what_to_do() {
        let dev = tempfile::tempdir().unwrap();
        let error = only(dev.path()).err().unwrap();
        assert!(error.hint().is_some());
        let listing = Listing::default();
        let there = none(&listing, dev.path()).to_string();
        assert_eq!(there, "there is no capture device");
        let missing = none(&listing, &dev.path().join("no")).to_string();
        assert!(
            missing.starts_with("the kernel knows no video devices"),
            "{missing}"
        );
    }
}
