use std::{
    io::{self, Write},
    path::Path,
};

use phantom::Sheet;

use super::{problem::Problem, staged::Staged, summary};

/// First seed of a sheet whose seed is not named, and pictures in a row.
const SEED: u64 = 1;
const COLUMNS: usize = 6;

/// Draws the phantom's views, cases and other parts side by side into a grey PNG.
pub fn write(seed: Option<u64>, place: &Path) -> Result<(), Problem> {
    // A place that cannot be written to is told before the drawing; nothing lies there while it
    // goes on, so that an interruption leaves nothing.
    drop(Staged::create(place)?);
    let sheet = phantom::contact_sheet(seed.unwrap_or(SEED), COLUMNS)?;
    let staged = Staged::create(place)?;
    encode(&sheet, staged.writer()).map_err(|e| staged.fault(&e))?;
    staged.keep()?;
    let (width, height) = (sheet.width, sheet.height);
    summary::say(format_args!(
        "a sheet of {width}x{height} pixels in {}",
        place.display()
    ))
}

fn encode(sheet: &Sheet, mut file: impl Write) -> io::Result<()> {
    let mut encoder = png::Encoder::new(&mut file, sheet.width as u32, sheet.height as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&sheet.luma)?;
    writer.finish()?;
    file.flush()
}
