//! The best picture of each view, as the exam chooses them.

use crate::{
    anatomy::View,
    capture::Frame,
    display::{Crop, KeyImage},
    exam::Exam,
    sector::Sector,
};

use super::snapshot::SectorCrop;

/// The sector of the best frame of each view so far: at most six pictures.
#[derive(Debug, Default)]
pub struct KeyImages {
    images: [Option<Kept>; View::SWEEP.len()],
}

#[derive(Debug, Default)]
struct Kept {
    crop: SectorCrop,
    frame: u64,
    time: std::time::Duration,
}

impl KeyImages {
    /// Takes the frame that `exam` observed last where it is the best of its view so far.
    pub(super) fn offer(&mut self, exam: &Exam, frame: &Frame, sector: Option<&Sector>) {
        let Some((sector, view)) = sector.zip(exam.new_best()) else {
            return;
        };
        let views = View::SWEEP.into_iter().zip(&mut self.images);
        for (_, image) in views.filter(|(of, _)| *of == view) {
            let kept = image.get_or_insert_default();
            kept.crop.take(frame, sector);
            (kept.frame, kept.time) = (frame.number, frame.time);
        }
    }

    /// The pictures in sweep order; `None` where a view was not shown, or where its best frame is one of
    /// those before the exam began by itself, whose pictures are gone.
    #[must_use]
    pub fn of(&self, exam: &Exam) -> [Option<KeyImage<'_>>; View::SWEEP.len()] {
        let image = |at: usize| {
            let kept = self.images[at].as_ref()?;
            let crop: Crop<'_> = kept.crop.show()?;
            let mut views = exam.views();
            let summary = views.find(|view| view.view == View::SWEEP[at])?;
            (summary.best_frame == kept.frame).then_some(KeyImage {
                crop,
                frame: kept.frame,
                time: kept.time,
                complete: summary.complete,
            })
        };
        core::array::from_fn(image)
    }
}
