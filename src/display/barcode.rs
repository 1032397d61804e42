//! The barcode timeline: what was seen when, one row a structure.
//!
//! A pixel column takes the largest confidence of all its frames, so that an event of one frame
//! survives any zoom. Spans that were not analysed are hatched: they say nothing of what was there. So
//! are the rows of structures that the model does not look for.

mod chart;
mod picture;

pub use chart::{Chart, Shade, Words};
pub use picture::BarcodePicture;

#[cfg(test)]
mod tests {
    use super::chart::ROWS;
    use crate::anatomy::Structure;

    #[test]
    fn every_structure_has_its_row() {
        for structure in Structure::ALL {
            assert_eq!(ROWS.iter().filter(|s| **s == structure).count(), 1);
        }
    }
}
