//! Runs in the guest: gives a clip's frames to a video output device, again and again, so that
//! they come in at the grabber that its cable leads to.
//!
//! `feeder DEVICE CLIP.y4m FORMAT [HOLD]`: size and format of the device must be set already, to
//! those of the clip (`v4l2-ctl`). The device sets the pace. While the file HOLD exists, the same
//! frame is given again: a scanner's freeze.
#![allow(clippy::print_stderr, reason = "a program for the terminal")]

use std::{
    env,
    error::Error,
    fs::{File, OpenOptions},
    io::{BufReader, Write as _},
    path::Path,
    process::ExitCode,
};

use hil::{clip::Clip, pack};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let fed = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [device, clip, format] => feed(device, clip, format, None),
        [device, clip, format, hold] => feed(device, clip, format, Some(Path::new(hold))),
        _ => Err("usage: feeder DEVICE CLIP.y4m FORMAT [HOLD]".into()),
    };
    match fed {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Ends only with an error: when the device goes away.
fn feed(device: &str, clip: &str, format: &str, hold: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let file = File::open(clip).map_err(|e| format!("{clip}: {e}"))?;
    let read = Clip::read(&mut BufReader::new(file)).map_err(|e| format!("{clip}: {e}"))?;
    let frames: Option<Vec<_>> = (read.frames.iter())
        .map(|frame| pack::pack(format, frame))
        .collect();
    let frames = frames.ok_or_else(|| format!("{format}: not one of {:?}", pack::FORMATS))?;
    if frames.is_empty() {
        return Err(format!("{clip}: no frames").into());
    }
    let mut output = OpenOptions::new()
        .write(true)
        .open(device)
        .map_err(|e| format!("{device}: {e}"))?;
    eprintln!("feeding {} frames of {format} to {device}", frames.len());
    let mut next = 0;
    loop {
        let frame = frames.get(next).map_or(&[][..], Vec::as_slice);
        // A video device takes a frame with one call, or fails.
        let written = output.write(frame).map_err(|e| format!("{device}: {e}"))?;
        if written != frame.len() {
            let bytes = frame.len();
            return Err(format!("{device} takes frames of {written} bytes, not {bytes}").into());
        }
        if !hold.is_some_and(Path::exists) {
            next = (next + 1) % frames.len();
        }
    }
}
