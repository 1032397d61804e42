//! The scanner's freeze: pictures go on coming, and they are one picture.

use anyhow::{Context as _, ensure};

use crate::{
    faults::GOOD,
    feed::{self, FORMAT, Feed},
    guest::Guest,
    product::Product,
    reading,
};

/// The footage that is looped: so many different frames, and the last of them so many times more.
const MOVING: u64 = 12;
const STANDING: u32 = 150;
/// How often the scanner is frozen and let go.
const TIMES: usize = 2;
/// A freeze has to be told within a second, and pictures are read again at once; both have to wait for their
/// part of the footage, and emulation gives it more slowly.
const LIMIT_S: f64 = 10.0;

/// A freeze is told, nothing is found while it lasts, and what moves again is read again.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    let clip = feed::phantom(feed::SEED, MOVING)?;
    let feed = Feed::start_standing(guest, &clip, STANDING, FORMAT)?;
    let mut product = Product::start(guest, "freeze")?;
    let limit = guest.at_most(LIMIT_S);
    for _ in 0..TIMES {
        for wanted in ["running", "frozen"] {
            let seen = product.wait_state(guest, limit, |state| state == wanted);
            seen.with_context(|| format!("no `{wanted}`"))?;
        }
    }
    let out = product.stop(guest)?;
    feed.stop(guest)?;
    for act in GOOD {
        guest.act(act)?;
    }
    let frames = reading::load(&out)?;
    let frozen = || frames.iter().filter(|frame| frame.picture == "frozen");
    let found = frozen().filter(|frame| !frame.found.is_empty()).count();
    ensure!(found == 0, "structures in {found} frozen frames");
    let live = frames.iter().filter(|frame| frame.is_live()).count();
    ensure!(live > 0, "nothing was read between");
    Ok(format!(
        "frozen and read again {TIMES} times: {} frozen frames without a structure, {live} live ones",
        frozen().count()
    ))
}
