//! Each pixel format comes through the real driver as it was sent.

use std::{collections::BTreeSet, fs, fs::File, io::BufReader};

use anyhow::{Context as _, bail, ensure};

use crate::{
    clip::Clip,
    feed::{self, Feed},
    guest::{GRABBER, Guest},
    pack,
};

/// Frames of the footage that is looped.
const FRAMES: u64 = 4;
/// Seconds of each recording on a machine of full speed.
const SECONDS: f64 = 0.7;
/// Largest difference of a pixel: video's 219 steps of brightness stand for 255, so the way there
/// and back errs by one step at most.
const TOLERANCE: u8 = 1;

/// Loops phantom footage through the driver in each format, records it, and compares.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    let source = feed::phantom(feed::SEED, FRAMES)?;
    let mut failed = Vec::new();
    for format in pack::FORMATS {
        match one(guest, format, &source) {
            Ok(seen) => println!("      {format} {seen}"),
            Err(error) => {
                println!("      {format} FAILED: {error:#}");
                failed.push(format);
            }
        }
    }
    if !failed.is_empty() {
        bail!("not as sent: {}", failed.join(" "));
    }
    let formats = pack::FORMATS.join(" ");
    Ok(format!("as sent within {TOLERANCE} of 255: {formats}"))
}

fn one(guest: &mut Guest, format: &str, source: &Clip) -> anyhow::Result<String> {
    let feed = Feed::start(guest, source, format)?;
    let recorded = record(guest, format);
    let words = feed.words();
    feed.stop(guest)?;
    let recorded = recorded.with_context(|| format!("the feeder says: {}", words.trim()))?;
    compare(source, &recorded)
}

fn record(guest: &mut Guest, format: &str) -> anyhow::Result<Clip> {
    let board =
        format!("[source]\nkind = \"v4l2\"\npath = \"{GRABBER}\"\nformat = [\"{format}\"]\n");
    fs::write(guest.shared().join("out/board.toml"), board)?;
    let file = guest.shared().join(format!("out/{format}.y4m"));
    let seconds = guest.at_most(SECONDS).as_secs_f64();
    let line = format!(
        "RUST_LOG=info second-reader capture record --board /host/out/board.toml \
         --seconds {seconds:.1} --whole-screen --out /tmp/clip.y4m && \
         cp /tmp/clip.y4m /host/out/{format}.y4m"
    );
    let limit = guest.at_most(10.0);
    let output = guest.run_within(&line, limit)?;
    ensure!(output.code == 0, "{}", output.stderr.trim());
    let mut reader = BufReader::new(File::open(&file)?);
    Clip::read(&mut reader).with_context(|| format!("{}", file.display()))
}

/// Each frame is one of those that were sent; one at the beginning may be from before.
fn compare(source: &Clip, recorded: &Clip) -> anyhow::Result<String> {
    let (width, height) = (recorded.width, recorded.height);
    ensure!(
        (width, height) == (source.width, source.height),
        "the pictures are {width}x{height}"
    );
    let mut found = BTreeSet::new();
    let mut other = 0;
    // A recording fills the time in which nothing came with the picture before.
    let mut frames: Vec<_> = recorded.frames.iter().collect();
    frames.dedup();
    for frame in &frames {
        let far = |sent: &Vec<u8>| {
            let pairs = sent.iter().zip(*frame);
            pairs.map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(u8::MAX)
        };
        match source.frames.iter().position(|sent| far(sent) <= TOLERANCE) {
            Some(number) => {
                found.insert(number);
            }
            None => other += 1,
        }
    }
    let count = frames.len();
    ensure!(
        other <= 1,
        "{other} of {count} pictures are none of those sent"
    );
    ensure!(
        found.len() >= 2,
        "only {} different pictures came",
        found.len()
    );
    Ok(format!(
        "{count} pictures, {} different ones, as sent",
        found.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_that_were_not_sent_are_noticed() {
        let source = Clip {
            width: 2,
            height: 1,
            frames: vec![vec![0, 9], vec![50, 60], vec![90, 99]],
        };
        let recorded = |frames: &[[u8; 2]]| Clip {
            frames: frames.iter().map(|f| f.to_vec()).collect(),
            ..source.clone()
        };
        assert!(compare(&source, &recorded(&[[7, 7], [1, 9], [50, 59]])).is_ok());
        assert!(compare(&source, &recorded(&[[1, 9], [1, 9]])).is_err());
        assert!(compare(&source, &recorded(&[[1, 9], [50, 62], [52, 60], [90, 99]])).is_err());
    }
}
