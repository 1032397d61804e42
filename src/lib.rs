//! Second Reader: reads a fetal heart screening sweep from a scanner's video and keeps a checklist
//! and a timeline of what was seen. It supports the examiner; it does not diagnose.
//!
//! A picture travels one way, and every room knows only the ones before it:
//! `capture` -> `sector` -> `detector` -> `exam` -> `display` and `record`; `service` alone wires
//! them with threads. See ARCHITECTURE.md.

// The pictures of the tests are made by a module that tests of the program share with those of this library.
#[cfg(test)]
extern crate self as second_reader;

pub mod anatomy;
pub mod capture;
pub mod detector;
pub mod display;
pub mod evaluate;
pub mod exam;
pub mod input;
pub mod link;
pub mod record;
pub mod sector;
pub mod service;

pub use ::board;
