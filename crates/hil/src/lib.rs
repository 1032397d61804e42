//! What the guest's feeder and the checks on the host share: clips and pixel formats.

pub mod clip;
pub mod pack;
