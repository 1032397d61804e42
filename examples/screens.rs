//! Draws screens in every state: to look at, and as the pictures of docs/screens.md.
//!
//!     cargo run --example screens -- all DIR [PART]   every screen, size and language whose name holds PART
//!     cargo run --example screens -- docs             the pictures that docs/screens.md shows
//!
//! The screens come from a made-up moment of an exam, the same that the tests draw.

#[path = "../tests/example/mod.rs"]
mod example;

use std::{
    fs,
    fs::File,
    io::{self, Write as _},
    path::Path,
};

use anyhow::{Context as _, bail};
use example::{
    Example,
    gallery::{SHOTS, SIZES, draw, linked},
};
use second_reader::display::{Canvas, Language};

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");
/// The states of the reading test are drawn by chance, from this seed.
const SEED: u64 = 20_261_123;
/// How many there are, and how they stand on their sheet.
const READ: usize = 10;
const COLUMNS: usize = 5;
/// A screen of the reading test at a tenth of its size, and how much larger it is shown.
const SMALL: [usize; 2] = [128, 80];
const SHOWN: usize = 3;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["all", folder] => all(Path::new(folder), ""),
        ["all", folder, part] => all(Path::new(folder), part),
        ["docs"] => docs(),
        _ => bail!("say: screens all DIR [PART], or: screens docs"),
    }
}

/// Writes the screens whose names hold `part`.
fn all(folder: &Path, part: &str) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    let example = Example::new();
    for (width, height) in SIZES {
        for (shot, _) in SHOTS {
            for code in Language::BUILTIN {
                let name = format!("{shot}-{width}x{height}-{code}");
                if name.contains(part) {
                    write(&name, &example, folder)?;
                }
            }
        }
    }
    Ok(())
}

/// Writes the pictures that the page of the docs shows, and the sheet of the reading test.
fn docs() -> anyhow::Result<()> {
    let folder = Path::new(DOCS).join("screens");
    fs::create_dir_all(&folder)?;
    let example = Example::new();
    let text = fs::read_to_string(Path::new(DOCS).join("screens.md"))?;
    for name in linked(&text) {
        write(&name, &example, &folder)?;
    }
    reading(&example, &folder.join("reading.png"))
}

fn write(name: &str, example: &Example, folder: &Path) -> anyhow::Result<()> {
    let canvas = draw(name, example).with_context(|| format!("there is no screen {name}"))?;
    let size = [canvas.width(), canvas.height()];
    png(&folder.join(format!("{name}.png")), size, canvas.as_bytes())
}

fn png(file: &Path, [width, height]: [u32; 2], rgb: &[u8]) -> anyhow::Result<()> {
    let mut encoder = png::Encoder::new(File::create(file)?, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    Ok(encoder.write_header()?.write_image_data(rgb)?)
}

/// Ten states by chance, each shrunk to a tenth and blurred: what is left of them at a glance from afar.
fn reading(example: &Example, file: &Path) -> anyhow::Result<()> {
    let rows = READ / COLUMNS;
    let [width, height] = [SMALL[0] * SHOWN * COLUMNS, SMALL[1] * SHOWN * rows];
    let mut sheet = vec![0; width * height * 3];
    let (mut state, mut left_over) = (SEED, SHOTS.to_vec());
    for at in 0..READ {
        // xorshift64, as Marsaglia has it.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let (shot, _) = left_over.swap_remove((state % left_over.len() as u64) as usize);
        writeln!(io::stdout(), "{}: {shot}", at + 1)?;
        let canvas = draw(&format!("{shot}-1280x800-en"), example).context("a screen")?;
        let small = blurred(shrunk(&canvas));
        let (left, top) = (
            at % COLUMNS * SMALL[0] * SHOWN,
            at / COLUMNS * SMALL[1] * SHOWN,
        );
        for y in 0..SMALL[1] * SHOWN {
            for x in 0..SMALL[0] * SHOWN {
                let from = (y / SHOWN * SMALL[0] + x / SHOWN) * 3;
                let to = ((top + y) * width + left + x) * 3;
                sheet[to..to + 3].copy_from_slice(&small[from..from + 3]);
            }
        }
    }
    png(file, [width as u32, height as u32], &sheet)
}

/// Each pixel the mean of ten by ten.
fn shrunk(canvas: &Canvas) -> Vec<u8> {
    let [width, height] = SMALL;
    let mut small = Vec::with_capacity(width * height * 3);
    for at in 0..width * height * 3 {
        let (x, y, part) = (at / 3 % width, at / 3 / width, at % 3);
        let of = |n: usize| {
            let (x, y) = (x * 10 + n % 10, y * 10 + n / 10);
            u32::from(canvas.as_bytes()[(y * canvas.width() as usize + x) * 3 + part])
        };
        small.push(((0..100).map(of).sum::<u32>() / 100) as u8);
    }
    small
}

/// Each pixel the mean of itself and its eight neighbours.
fn blurred(small: Vec<u8>) -> Vec<u8> {
    let [width, height] = SMALL;
    let mean = |at: usize| {
        let (x, y, part) = (at / 3 % width, at / 3 / width, at % 3);
        let (mut sum, mut count) = (0, 0);
        for y in y.saturating_sub(1)..(y + 2).min(height) {
            for x in x.saturating_sub(1)..(x + 2).min(width) {
                sum += u32::from(small[(y * width + x) * 3 + part]);
                count += 1;
            }
        }
        (sum / count) as u8
    };
    (0..small.len()).map(mean).collect()
}
