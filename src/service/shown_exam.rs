//! What may be shown of an exam, copied for the one who draws, in buffers that are used again.

use crate::{
    anatomy::View,
    display::{Hint, KeyImage},
    exam::{
        Exam, Item, Timeline,
        protocol::{Next, State},
        score::whole::{Assessment, TooLittle},
    },
};

use super::{key_images::KeyImages, snapshot::SectorCrop};

/// What may be shown of an exam.
#[derive(Clone, Debug, Default)]
pub(super) struct ShownExam {
    pub state: State,
    /// What was found may not be shown yet.
    pub withheld: bool,
    pub items: Vec<Item>,
    pub timeline: Timeline,
    hint: Option<Kind>,
    /// Label of the item that the hint is about.
    label: String,
    images: [Option<Image>; View::SWEEP.len()],
    findings: Option<Result<Assessment, TooLittle>>,
    /// How long the log was when the findings were made: they follow from what it says.
    findings_of: Option<usize>,
}

/// A hint without its label.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Show(View),
    Again(View),
    Hold(View),
    EnterLeft,
}

/// A key image, copied.
#[derive(Clone, Debug, Default)]
struct Image {
    crop: SectorCrop,
    frame: u64,
    time: std::time::Duration,
    complete: u32,
}

impl ShownExam {
    /// Takes the exam as it stands. Where its results may not be shown nothing of them is taken.
    pub fn take(&mut self, exam: &Exam, key_images: &KeyImages) {
        let shown = exam.shown();
        self.state = shown.state();
        let Some(results) = shown.results() else {
            self.withheld = true;
            self.items.clear();
            self.timeline.clear();
            (self.hint, self.findings, self.findings_of) = (None, None, None);
            self.images = [const { None }; View::SWEEP.len()];
            return;
        };
        self.withheld = false;
        results.items().clone_into(&mut self.items);
        self.timeline.clone_from(results.timeline());
        self.take_hint(results.next());
        for (kept, image) in self.images.iter_mut().zip(key_images.of(exam)) {
            match image {
                Some(image) => kept.get_or_insert_default().take(&image),
                None => *kept = None,
            }
        }
        // While the exam goes on its score moves with every frame, and says nothing to anybody.
        let over = matches!(self.state, State::Review | State::Closed);
        let entries = over.then(|| exam.protocol().log().len());
        if entries != self.findings_of || !over {
            self.findings = if over { results.findings() } else { None };
            self.findings_of = entries;
        }
    }

    fn take_hint(&mut self, next: Option<Next>) {
        self.label.clear();
        self.hint = next.map(|next| match next {
            Next::Show(view) => Kind::Show(view),
            Next::EnterLeft => Kind::EnterLeft,
            Next::Again(spec) => {
                self.label.push_str(&spec.label);
                Kind::Again(spec.view)
            }
            Next::Hold(spec) => {
                self.label.push_str(&spec.label);
                Kind::Hold(spec.view)
            }
        });
    }

    pub fn hint(&self) -> Option<Hint<'_>> {
        self.hint.map(|kind| match kind {
            Kind::Show(view) => Hint::Show(view),
            Kind::Again(view) => Hint::Again(view, &self.label),
            Kind::Hold(view) => Hint::Hold(view, &self.label),
            Kind::EnterLeft => Hint::EnterLeft,
        })
    }

    pub fn key_images(&self) -> [Option<KeyImage<'_>>; View::SWEEP.len()] {
        self.images.each_ref().map(|image| {
            let image = image.as_ref()?;
            Some(KeyImage {
                crop: image.crop.show()?,
                frame: image.frame,
                time: image.time,
                complete: image.complete,
            })
        })
    }

    pub const fn findings(&self) -> Option<&Result<Assessment, TooLittle>> {
        self.findings.as_ref()
    }
}

impl Image {
    /// Takes a picture over where it is another one.
    fn take(&mut self, image: &KeyImage) {
        self.complete = image.complete;
        if (self.frame, self.time) != (image.frame, image.time) || self.crop.show().is_none() {
            self.crop.copy(&image.crop);
            (self.frame, self.time) = (image.frame, image.time);
        }
    }
}
