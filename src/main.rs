//! Prints the error, sets the exit code; nothing else.

fn main() {}
