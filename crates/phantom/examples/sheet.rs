//! Writes a contact sheet to the standard output as PGM: `sheet [SEED [COLUMNS]]`.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut number = |default: u64| {
        let given = arguments.next().and_then(|text| text.parse().ok());
        given.unwrap_or(default)
    };
    let (seed, columns) = (number(1), number(6));
    let sheet = phantom::contact_sheet(seed, columns as usize).map_err(io::Error::other)?;
    let mut out = io::stdout().lock();
    writeln!(out, "P5 {} {} 255", sheet.width, sheet.height)?;
    out.write_all(&sheet.luma)
}
