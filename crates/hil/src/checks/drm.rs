//! The side display through DRM/KMS: its pixels, another mode, upside down; unplugged and without its
//! driver while the reading goes on.

use std::fs;

use anyhow::{Context as _, ensure};

use super::display::{same_as_page, take_cable};
use crate::{
    faults::GOOD,
    guest::{DISPLAY, Guest, until},
    picture::Picture,
    product::Product,
    states,
};

/// A mode that is not the display's own.
const OTHER_MODE: (u32, u32) = (1920, 1080);
/// How long the display may be dark after it is back, and screens be late, seconds on a board.
const BACK_S: f64 = 5.0;
/// Screens that are drawn while the display is away.
const SCREENS_AWAY: u64 = 5;

/// The display shows what the page shows, turned and in another mode, too, and comes back by itself.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    for act in GOOD {
        guest.act(act)?;
    }
    let (width, height) = OTHER_MODE;
    let mode = format!("mode = \"{width}x{height}\"\nrotation = 180\n");
    let mut product = start(guest, "drm-mode", &mode)?;
    take_cable(guest, &mut product)?;
    let page = same_as_page(guest, &product, Picture::turned)?;
    ensure!(
        page == OTHER_MODE,
        "the page is of {}x{} pixels, not of the panel's",
        page.0,
        page.1
    );
    for act in GOOD {
        guest.act(act)?;
    }
    product.stop(guest)?;

    let mut product = start(guest, "drm", "connector = \"Virtual-1\"\n")?;
    let connector = guest.must("echo /sys/class/drm/card*-Virtual-1")?;
    let connector = connector.trim();
    away_and_back(
        guest,
        &mut product,
        &format!("echo off >{connector}/status"),
        &format!("echo detect >{connector}/status"),
    )
    .context("unplugged")?;
    let driver = "/sys/bus/virtio/drivers/virtio_gpu";
    let device = guest.must(&format!("ls {driver} | grep virtio"))?;
    let device = device.trim();
    away_and_back(
        guest,
        &mut product,
        &format!("echo {device} >{driver}/unbind"),
        &format!("echo {device} >{driver}/bind"),
    )
    .context("without its driver")?;
    let faults: Vec<_> = (product.states().into_iter())
        .filter(|state| !states::has_pictures(state) && !states::is_before(state))
        .collect();
    ensure!(
        faults.is_empty(),
        "the reading was disturbed: {}",
        faults.join(", ")
    );
    take_cable(guest, &mut product)?;
    same_as_page(guest, &product, |page| page).context("at the end")?;
    let live = guest.screendump()?;
    for act in GOOD {
        guest.act(act)?;
    }
    let out = product.stop(guest)?;
    let left = guest.screendump()?.differing(&live, 0);
    ensure!(
        left > 1000,
        "a service that ended leaves its last screen behind"
    );
    let frames = fs::read_to_string(out.join("frames.jsonl"))?
        .lines()
        .count();
    let (width, height) = DISPLAY;
    Ok(format!(
        "{width}x{height}, and {}x{} upside down, as on the page; unplugged and without its driver, {frames} frames \
         were read and it came back",
        OTHER_MODE.0, OTHER_MODE.1
    ))
}

fn start(guest: &mut Guest, name: &str, more: &str) -> anyhow::Result<Product> {
    let board = format!("[display]\npanel = \"drm\"\n{more}");
    Product::start_on(guest, name, "pack", &board)
}

/// Takes the display away, sees that screens are drawn all the while, gives it back, and sees that they are
/// shown there again.
fn away_and_back(
    guest: &mut Guest,
    product: &mut Product,
    away: &str,
    back: &str,
) -> anyhow::Result<()> {
    let limit = guest.at_most(BACK_S);
    guest.must(away)?;
    let told = until(limit, || {
        Ok(product.has_logged("nothing is shown there").then_some(()))
    })?;
    told.context("that the panel is away is not said")?;
    let before = product.screens(guest)?;
    let drawn = until(limit, || {
        let drawn = product.screens(guest)? >= before + SCREENS_AWAY;
        Ok(drawn.then_some(()))
    })?;
    drawn.context("no screens are drawn while the panel is away")?;
    guest.must(back)?;
    // What is live moves: two pictures that differ in the scanner's picture.
    let mut last: Option<Picture> = None;
    let moves = until(limit, || {
        let now = guest.screendump()?;
        let lit = now.rgb.iter().filter(|value| **value > 0).count() > 10_000;
        let moved = last
            .as_ref()
            .is_some_and(|last| last.differing(&now, 0) > 100);
        last = Some(now);
        Ok((lit && moved).then_some(()))
    })?;
    moves.context("the panel does not come back")
}
