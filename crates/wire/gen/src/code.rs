//! The Rust code of the messages, by `micropb-gen`.

use std::fs;

use micropb_gen::{Config, Generator};

use super::{Error, at};

const HEAD: &str = "// Made from proto/second_reader.proto by `cargo run -p wire-gen`: change that file instead.\n\n";

/// The code, from the encoded descriptors and the bounds.
pub fn make(descriptors: &[u8], options: &str, hash: u32) -> Result<String, Error> {
    let failed = |error: std::io::Error| Error::Code(error.to_string());
    let folder = tempfile::tempdir().map_err(failed)?;
    let (set, out) = (folder.path().join("set"), folder.path().join("out.rs"));
    fs::write(&set, descriptors).map_err(at(&set))?;
    // No message of a device is built of others without end, so none of its warnings says anything new.
    let mut generator = Generator::with_warning_callback(|_| {});
    generator
        .use_container_heapless()
        .comments_to_docs(true)
        .encode_cache(false);
    for (number, line) in options.lines().enumerate() {
        let text = line.split('#').next().unwrap_or_default().trim();
        if text.is_empty() {
            continue;
        }
        let refuse = || Error::Options {
            line: number + 1,
            text: line.to_owned(),
        };
        let (field, bounds) = text.split_once(char::is_whitespace).ok_or_else(refuse)?;
        let config = config(bounds).ok_or_else(refuse)?;
        generator.configure(&format!(".{field}"), config);
    }
    generator
        .compile_fdset_file(&set, &out)
        .map_err(|error| Error::Code(error.to_string()))?;
    let code = fs::read_to_string(&out).map_err(at(&out))?;
    Ok(format!(
        "{HEAD}/// CRC-32 of the numbers in `proto/schema.lock`: what `schema_hash` of messages is.\n\
         pub const SCHEMA_HASH: u32 = {hash:#010x};\n\n{code}"
    ))
}

/// `max_length:24 max_count:4` as micropb has it.
fn config(bounds: &str) -> Option<Config> {
    let mut config = Config::new();
    for bound in bounds.split_whitespace() {
        let (name, value) = bound.split_once(':')?;
        let value: u32 = value.parse().ok()?;
        config = match name {
            "max_length" | "max_size" => config.max_bytes(value),
            "max_count" => config.max_len(value),
            _ => return None,
        };
    }
    Some(config)
}
