//! The service reads phantom footage from the grabber and writes its record.

use anyhow::{Context as _, ensure};

use crate::{
    faults::GOOD,
    feed::{self, FORMAT, Feed},
    guest::Guest,
    product::{Product, frames_recorded},
};

/// Frames of the footage that is looped.
const FRAMES: u64 = 8;

/// Frames go from the driver through the model into the record, and the page shows a screen.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    let feed = Feed::start(guest, &feed::phantom(feed::SEED, FRAMES)?, FORMAT)?;
    let mut product = Product::start(guest, "service")?;
    let limit = guest.at_most(10.0);
    let running = product.wait_running(guest, limit);
    running.with_context(|| format!("the feeder says: {}", feed.words().trim()))?;
    let screen = product.screen(guest, "service-screen")?;
    let cost = product.cost(guest)?;
    let out = product.stop(guest)?;
    feed.stop(guest)?;
    for act in GOOD {
        guest.act(act)?;
    }
    let frames = frames_recorded(&out)?;
    ensure!(frames > 0, "the record lists no frames");
    Ok(format!(
        "{frames} frames read and recorded; a screen of {}x{}; {} KiB resident, {} files open",
        screen.width, screen.height, cost.resident_kib, cost.files
    ))
}
