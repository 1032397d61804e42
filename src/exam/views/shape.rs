//! What is measured of the boxes: sizes and distances, by the length of another box.
//!
//! Lengths are diagonals: neither the depth of the picture nor how the fetus lies in it matters much.

use crate::{
    anatomy::{Rect, Structure},
    detector::Detections,
};

/// A number without a unit.
#[derive(Clone, Copy, Debug)]
pub(super) enum Measure {
    /// Length of the first box by that of the second.
    Size(Structure, Structure),
    /// From centre to centre of the first two, by the length of the third.
    Apart(Structure, Structure, Structure),
}

impl Measure {
    /// The number; `None` where one of the boxes is empty or broken.
    pub fn of(self, structures: &Detections) -> Option<f32> {
        let length = |s: Structure| {
            let Rect { w, h, .. } = structures[s].rect;
            Some((w * w + h * h).sqrt()).filter(|length| *length > 0.0)
        };
        let value = match self {
            Self::Size(of, by) => length(of)? / length(by)?,
            Self::Apart(one, two, by) => {
                length(one).and(length(two))?;
                let (a, b) = (structures[one].rect.centre(), structures[two].rect.centre());
                let (dx, dy) = (a.0 - b.0, a.1 - b.1);
                (dx * dx + dy * dy).sqrt() / length(by)?
            }
        };
        Some(value).filter(|value| value.is_finite())
    }

    /// Whose boxes it needs.
    pub fn needs(self) -> [Structure; 3] {
        match self {
            Self::Size(of, by) => [of, by, by],
            Self::Apart(one, two, by) => [one, two, by],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Measure::{Apart, Size};
    use crate::anatomy::{Rect, Structure};
    use crate::detector::{Detection, Detections};

    use Structure::{AscendingAorta, PulmonaryArtery, Spine, Thorax};

    fn found(boxes: &[(Structure, Rect)]) -> Detections {
        let mut all = Detections::default();
        for (structure, rect) in boxes {
            all[*structure] = Detection {
                confidence: 0.9,
                rect: *rect,
            };
        }
        all
    }

    #[test]
    fn sizes_and_distances_are_in_lengths_of_another_box() {
        let all = found(&[
            (Thorax, Rect::new(0.0, 0.0, 60.0, 80.0)),
            (PulmonaryArtery, Rect::new(10.0, 10.0, 8.0, 6.0)),
            (AscendingAorta, Rect::new(43.0, 51.0, 2.0, 4.0)),
        ]);
        assert_eq!(Size(PulmonaryArtery, Thorax).of(&all), Some(0.1));
        assert_eq!(
            Apart(PulmonaryArtery, AscendingAorta, Thorax).of(&all),
            Some(0.5)
        );
        assert_eq!(Size(Spine, Thorax).of(&all), None);
        assert_eq!(Apart(PulmonaryArtery, Spine, Thorax).of(&all), None);
        assert_eq!(Apart(PulmonaryArtery, AscendingAorta, Spine).of(&all), None);
    }

    #[test]
    fn broken_boxes_measure_nothing() {
        for broken in [f32::NAN, f32::INFINITY, f32::MAX] {
            let all = found(&[
                (Thorax, Rect::new(0.0, 0.0, broken, broken)),
                (Spine, Rect::new(broken, 0.0, 5.0, 5.0)),
            ]);
            for measure in [Size(Thorax, Spine), Apart(Thorax, Spine, Spine)] {
                assert_eq!(measure.of(&all), None, "{broken} {measure:?}");
            }
        }
    }
}
