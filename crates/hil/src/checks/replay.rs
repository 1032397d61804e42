//! What the service reads from the grabber is what the program reads from a file of the same frames.
//!
//! The footage is looped as fast as the grabber takes it, and the service reads the newest frame
//! whenever it is ready: which frame of the clip that was, nothing in its record says. So each reading is
//! compared with the file's readings of all frames: it has to be within the tolerance of one of them and
//! outside of the tolerance of all others.
//!
//! A model's answer follows the sector's box to the pixel, and that box, to a pixel or two, the frames that
//! were seen before the lock. So readings are compared where both have the same box, with a phantom whose
//! sector is found alike in any order of its frames.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::BufWriter,
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};

use crate::{
    feed::{self, FORMAT, Feed},
    guest::Guest,
    product::Product,
    reading::{self, Reading},
};

/// Phantoms to take, one after another until a sector is found alike.
const SEEDS: [u64; 4] = [13, 14, 9, 8];
/// Frames of the clip, from end to end of a sweep.
const FRAMES: usize = 11;
/// The file has the clip so many times; what is read of the last time counts, when the sector is locked.
const PASSES: usize = 2;
/// Readings that are waited for.
const READINGS: u32 = 24;
/// Of those as many have to be compared, of as many different frames, with as many structures.
const COMPARED_MIN: usize = 8;
const DIFFERENT_MIN: usize = 4;
const STRUCTURES_MIN: usize = 24;
/// Largest difference of a structure's confidence. The way through video's 219 steps of brightness
/// changes pixels by one of 255, and the confidences of the small model by up to 0.09.
const CONFIDENCE: f64 = 0.15;
/// A structure is surely there from this confidence on; its corners are compared then.
const SURE: f64 = 0.5;
/// Largest distance of a corner, pixels, and the share of structures that may have a larger one: where two
/// places are as likely as each other, a step of brightness decides.
const CORNER: f64 = 8.0;
const JUMP_PERCENT: usize = 5;

/// Reads a clip from a file, then from the grabber, and compares.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    let mut other_sectors = Vec::new();
    for seed in SEEDS {
        match one(guest, seed)? {
            Ok(seen) => return Ok(seen),
            Err(other) => {
                println!("      phantom {seed}: {other}; the next one");
                other_sectors.push(other);
            }
        }
    }
    anyhow::bail!(
        "no phantom's sector is found alike live and in a file: {}",
        other_sectors.join("; ")
    )
}

/// What was seen with the phantom of that seed, or that it does not serve.
fn one(guest: &mut Guest, seed: u64) -> anyhow::Result<Result<String, String>> {
    let clip = feed::phantom(seed, FRAMES as u64)?;
    let file = guest.shared().join("out/replay.y4m");
    let mut output = BufWriter::new(File::create(&file)?);
    clip.write(&mut output, PASSES)
        .with_context(|| format!("{}", file.display()))?;
    let begin = Instant::now();
    let line = "second-reader read /host/out/replay.y4m --model /tmp/bin/replay --allow-unsigned \
                --out /host/out/replay-file";
    let limit = guest.at_most(60.0);
    let output = guest.run_within(line, limit)?;
    ensure!(output.code == 0, "{}", output.stderr.trim());
    let frames = u32::try_from(FRAMES * PASSES)?;
    let per_frame = begin.elapsed() / frames;
    let from_file = reading::load(&guest.shared().join("out/replay-file"))?;

    let feed = Feed::start(guest, &clip, FORMAT)?;
    let live = live(guest, per_frame);
    let words = feed.words();
    feed.stop(guest)?;
    let live = live.with_context(|| format!("the feeder says: {}", words.trim()))?;
    fs::remove_file(&file)?;
    compare(&from_file, &live).with_context(|| format!("phantom {seed}"))
}

/// The service's readings of the footage, for as long as some take.
fn live(guest: &mut Guest, per_frame: Duration) -> anyhow::Result<Vec<Reading>> {
    let mut product = Product::start_with(guest, "replay", "replay")?;
    product.wait_running(guest, guest.at_most(10.0))?;
    let time = (per_frame * READINGS).max(guest.at_most(1.0));
    product.watch(guest, time, |_| false)?;
    reading::load(&product.stop(guest)?)
}

/// Compares, where the sector's box is the same; says where it is not.
fn compare(from_file: &[Reading], live: &[Reading]) -> anyhow::Result<Result<String, String>> {
    let settled = from_file.len() - from_file.len() / PASSES;
    let known: BTreeMap<usize, &Reading> = (from_file.iter().enumerate())
        .skip(settled)
        .filter(|(_, reading)| reading.is_live())
        .map(|(number, reading)| (number % FRAMES, reading))
        .collect();
    let read: Vec<_> = live.iter().filter(|reading| reading.is_live()).collect();
    let boxes: Vec<_> = known
        .values()
        .filter_map(|reading| reading.sector)
        .collect();
    let sector = boxes.first().copied();
    if boxes.iter().any(|other| Some(*other) != sector) {
        return Ok(Err(format!("the file's sector is not one: {boxes:?}")));
    }
    let same: Vec<_> = read
        .iter()
        .filter(|reading| reading.sector == sector)
        .collect();
    if same.len() < COMPARED_MIN && read.len() >= COMPARED_MIN {
        let last = read.last().and_then(|reading| reading.sector);
        return Ok(Err(format!(
            "the file's sector is {sector:?}, live {last:?}"
        )));
    }
    let (mut compared, mut different) = (0, BTreeSet::new());
    let (mut confidence, mut corners) = (0.0_f64, Vec::new());
    for reading in &same {
        let near = |(_, known): &(&usize, &&Reading)| reading.apart(known) <= CONFIDENCE;
        let mut near = known.iter().filter(near);
        let Some((number, known)) = near.next() else {
            let nearest = known.values().map(|known| reading.apart(known));
            let nearest = nearest.fold(f64::INFINITY, f64::min);
            anyhow::bail!(
                "frame {} is none of the file's: the confidence of a structure is off by {nearest:.2} \
                 from the nearest one, more than {CONFIDENCE}",
                reading.frame
            );
        };
        if near.next().is_some() {
            continue;
        }
        compared += 1;
        different.insert(number);
        confidence = confidence.max(reading.apart(known));
        corners.extend(reading.corners_apart(known, SURE));
    }
    let (count, frames, structures) = (read.len(), different.len(), corners.len());
    ensure!(
        compared >= COMPARED_MIN && frames >= DIFFERENT_MIN && structures >= STRUCTURES_MIN,
        "of {count} live pictures {compared} were compared, {frames} different ones with {structures} \
         structures; {COMPARED_MIN}, {DIFFERENT_MIN} and {STRUCTURES_MIN} are needed"
    );
    let jumped = corners.iter().filter(|apart| **apart > CORNER).count();
    ensure!(
        jumped * 100 <= structures * JUMP_PERCENT,
        "the corners of {jumped} of {structures} structures are more than {CORNER} pixels off"
    );
    corners.sort_by(f64::total_cmp);
    let median = corners.get(structures / 2).copied().unwrap_or_default();
    Ok(Ok(format!(
        "{compared} of {count} live pictures, {frames} different ones, are as in the file: confidences \
         within {confidence:.2}, of {structures} structures {} within {CORNER} pixels (median {median:.1})",
        structures - jumped
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Found;

    /// What a file has: each frame its own structures, some pixels apart.
    fn file() -> Vec<Reading> {
        let reading = |number: usize| Reading {
            frame: number as u64,
            picture: "live".to_owned(),
            sector: Some([1.0, 2.0, 3.0, 4.0]),
            found: (0..4)
                .map(|n| Found {
                    name: format!("structure {n} of {}", number % FRAMES),
                    confidence: 0.9,
                    corners: [f64::from(n); 4],
                })
                .collect(),
        };
        (0..FRAMES * PASSES).map(reading).collect()
    }

    #[test]
    fn the_same_readings_pass() {
        let seen = compare(&file(), &file()[..COMPARED_MIN]).unwrap();
        assert!(
            seen.unwrap()
                .starts_with("8 of 8 live pictures, 8 different")
        );
    }

    #[test]
    fn another_confidence_is_noticed() {
        let mut live = file();
        live[5].found[1].confidence = 0.7;
        assert!(compare(&file(), &live).is_err());
        live[5].found.remove(1);
        assert!(compare(&file(), &live).is_err());
    }

    #[test]
    fn boxes_elsewhere_are_noticed() {
        let mut live = file();
        for reading in &mut live[..3] {
            for found in &mut reading.found {
                found.corners[2] += 9.0;
            }
        }
        assert!(compare(&file(), &live).is_err());
    }

    #[test]
    fn too_little_is_not_enough() {
        let live = file();
        assert!(compare(&file(), &live[..COMPARED_MIN - 1]).is_err());
        assert!(compare(&file(), &vec![live[0].clone(); 30]).is_err());
        let mut empty = file();
        for reading in &mut empty {
            reading.found.clear();
        }
        assert!(compare(&empty, &empty).is_err());
        let mut dark = file();
        for reading in &mut dark {
            "not_ultrasound".clone_into(&mut reading.picture);
        }
        assert!(compare(&file(), &dark).is_err());
    }

    #[test]
    fn another_sector_asks_for_another_phantom() {
        let mut live = file();
        for reading in &mut live {
            reading.sector = Some([1.0, 2.0, 3.0, 5.0]);
        }
        assert!(compare(&file(), &live).unwrap().is_err());
    }
}
