//! Writes the conformance vectors: `cargo run -p wire --example vectors`.

#[path = "../tests/definitions/mod.rs"]
#[allow(dead_code, reason = "the test uses the rest")]
mod definitions;

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    for (name, group) in definitions::groups() {
        let mut text = serde_json::to_string_pretty(&group)?;
        text.push('\n');
        fs::write(folder.join(format!("{name}.json")), text)?;
    }
    Ok(())
}
