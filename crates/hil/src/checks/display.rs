//! The side display, seen from outside of the machine.

use std::fs;

use anyhow::{Context as _, ensure};

use crate::{
    faults::{FAULTS, GOOD},
    guest::{DISPLAY, Guest, until},
    picture::Picture,
    product::Product,
};

/// Drawn by the service's own screen, of the size of the side display.
const SNAPSHOT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/snapshots/no_signal.png"
);

/// What goes on while nothing is analysed on screens of a size: the exam's time, the barcode. Left, top, width, height.
fn goes_on(size: (u32, u32)) -> Option<[[u32; 4]; 2]> {
    match size {
        (1280, 800) => Some([[1040, 0, 240, 52], [16, 474, 765, 262]]),
        (1920, 1080) => Some([[1600, 0, 320, 70], [21, 643, 1154, 353]]),
        _ => None,
    }
}

/// What is written into the framebuffer is on the display, and the service shows there what its page
/// shows, pixel by pixel.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    written(guest)?;
    for act in GOOD {
        guest.act(act)?;
    }
    let mut product = Product::start(guest, "display")?;
    take_cable(guest, &mut product)?;
    let page = same_as_page(guest, &product, |page| page)?;
    ensure!(page == DISPLAY, "the page is of another size: {page:?}");
    let live = guest.screendump()?;
    for act in GOOD {
        guest.act(act)?;
    }
    product.stop(guest)?;
    let stopped = guest.screendump()?.differing(&live, 0);
    ensure!(
        stopped > 1000,
        "a service that ended leaves its last screen behind"
    );
    let (width, height) = DISPLAY;
    Ok(format!(
        "{width}x{height} pixels as written; `no_cable` there as on the page; at the end it says so"
    ))
}

/// Takes the cable out, so that the screen stands still but for what goes on.
pub(super) fn take_cable(guest: &mut Guest, product: &mut Product) -> anyhow::Result<()> {
    let fault = &FAULTS[0];
    for act in fault.trigger {
        guest.act(*act)?;
    }
    product.wait_state(guest, guest.at_most(fault.limit_s), |state| {
        state == "no_cable"
    })?;
    Ok(())
}

/// Waits until the display shows what the page shows, pixel by pixel, and says how large that is; `lies` says how it lies
/// there.
pub(super) fn same_as_page(
    guest: &mut Guest,
    product: &Product,
    lies: impl Fn(Picture) -> Picture,
) -> anyhow::Result<(u32, u32)> {
    let mut differing = usize::MAX;
    let limit = guest.at_most(4.0);
    let same = until(limit, || {
        let page = product.screen(guest, "page")?;
        let size = (page.width, page.height);
        let parts =
            &goes_on(size).with_context(|| format!("what goes on at {size:?} is not known"))?;
        // What goes on lies there, too, wherever the screen lies.
        let mask = lies(Picture::white(size).without(parts));
        let panel = guest.screendump()?.where_white(&mask);
        differing = panel.differing(&lies(page.without(parts)), 0);
        Ok((differing == 0).then_some(size))
    })?;
    same.with_context(|| format!("{differing} pixels of the panel are not as on the page"))
}

fn written(guest: &mut Guest) -> anyhow::Result<()> {
    let snapshot = Picture::load(SNAPSHOT.as_ref())?;
    ensure!(
        (snapshot.width, snapshot.height) == DISPLAY,
        "of another size"
    );
    let about =
        guest.must("cd /sys/class/graphics/fb0; cat bits_per_pixel stride; cat virtual_size")?;
    let (width, height) = DISPLAY;
    let expected = format!("32\n{}\n{width},{height}", 4 * width);
    ensure!(about.trim() == expected, "the framebuffer is {about}");
    let (pixels, _) = snapshot.rgb.as_chunks::<3>();
    let raw: Vec<u8> = pixels.iter().flat_map(|&[r, g, b]| [b, g, r, 0]).collect();
    fs::write(guest.shared().join("out/screen.raw"), raw)?;
    guest.must("cat /host/out/screen.raw >/dev/fb0")?;
    // The driver hands changed lines to the display some time after they were written.
    let limit = guest.at_most(2.0);
    let mut differing = usize::MAX;
    let same = until(limit, || {
        differing = guest.screendump()?.differing(&snapshot, 0);
        Ok((differing == 0).then_some(()))
    })?;
    same.with_context(|| format!("{differing} pixels of the display are not as written"))
}
