//! Draws every screen in every state: the pictures of docs/screens.md.
//!
//!     cargo run --example screens -- all DIR [PART]     every screen, size and language whose name holds PART
//!
//! The screens come from a made-up moment of an exam, the same that the tests draw.

#[path = "../tests/example/mod.rs"]
mod example;

use std::{fs::File, path::Path};

use anyhow::{Context as _, bail};
use example::{
    Example,
    gallery::{SHOTS, SIZES},
};
use second_reader::display::{Canvas, Language, Screen, ScreenModel};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [what, folder, rest @ ..] = &arguments[..] else {
        bail!("say: screens all DIR [PART]")
    };
    if what != "all" {
        bail!("say: screens all DIR [PART]");
    }
    all(Path::new(folder), rest.first().map_or("", String::as_str))
}

/// Writes the screens whose names hold `part`.
fn all(folder: &Path, part: &str) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    let example = Example::new();
    for (width, height) in SIZES {
        for (name, model) in SHOTS {
            for code in Language::BUILTIN {
                let file = format!("{name}-{width}x{height}-{code}.png");
                if !file.contains(part) {
                    continue;
                }
                let language = Language::builtin(code).context("a language of the program")?;
                let model = ScreenModel {
                    language,
                    ..model(&example)
                };
                let mut canvas = Canvas::new(width, height);
                Screen::default().draw(&mut canvas, &model);
                canvas.write_png(File::create(folder.join(file))?)?;
            }
        }
    }
    Ok(())
}
