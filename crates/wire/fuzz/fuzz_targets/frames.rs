#![no_main]

#[path = "../functions.rs"]
#[allow(dead_code, reason = "each target has one of them")]
mod functions;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| functions::frames(bytes));
