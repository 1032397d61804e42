//! The side display, seen from outside of the machine.

use std::fs;

use anyhow::{Context as _, ensure};

use crate::{
    guest::{DISPLAY, Guest, until},
    picture::Picture,
};

/// Drawn by the service's own screen, of the size of the side display.
const SNAPSHOT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/snapshots/no_signal.png"
);

/// What is written into the framebuffer is on the display, pixel by pixel.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
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
    same.with_context(|| format!("{differing} pixels of the display are not as written"))?;
    Ok(format!("{width}x{height} pixels on the display as written"))
}
