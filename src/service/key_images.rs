//! The best picture of each view, as the exam chooses them.

use crate::{
    anatomy::View,
    capture::Frame,
    exam::Exam,
    sector::Sector,
};

use super::snapshot::SectorCrop;

/// The sector of the best frame of each view so far; at most six pictures.
#[derive(Debug, Default)]
pub struct KeyImages {
    images: [SectorCrop; View::SWEEP.len()],
}

impl KeyImages {
    /// Takes the frame that `exam` observed last where it is the best of its view so far.
    pub fn offer(&mut self, exam: &Exam, frame: &Frame, sector: Option<&Sector>) {
        let Some((sector, view)) = sector.zip(exam.new_best()) else {
            return;
        };
        let views = View::SWEEP.into_iter().zip(&mut self.images);
        for (_, image) in views.filter(|(of, _)| *of == view) {
            image.take(frame, sector);
        }
    }

    /// The views that were shown with their best pictures, in sweep order.
    pub fn iter(&self) -> impl Iterator<Item = (View, &SectorCrop)> {
        let views = View::SWEEP.into_iter().zip(&self.images);
        views.filter(|(_, image)| !image.is_empty())
    }
}
