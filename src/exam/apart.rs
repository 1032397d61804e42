//! Structures that cannot lie in the same place.
//!
//! A detector gives each structure its own best box, so that one dark cavity may answer to two
//! names. Of two chambers, or two great vessels, that claim the same place the weaker counts as not
//! found: otherwise three chambers could pass for four.

use crate::{anatomy::Structure, detector::Detections};

use Structure::{
    AscendingAorta, DescendingAorta, LeftAtrium, LeftVentricle, PulmonaryArtery, RightAtrium,
    RightVentricle, SuperiorVenaCava,
};

/// Members of a group lie side by side. The boxes of two members overlap by at most 0.24 (intersection
/// over union) in 12,000 frames of the phantom, whatever its rotation.
const GROUPS: [&[Structure]; 2] = [
    &[RightAtrium, RightVentricle, LeftAtrium, LeftVentricle],
    &[
        PulmonaryArtery,
        AscendingAorta,
        SuperiorVenaCava,
        DescendingAorta,
    ],
];

/// Intersection over union from which two boxes are one place.
const SAME_PLACE_IOU: f32 = 0.5;

/// The detections without those that a stronger one of their group displaces.
pub(super) fn apart(found: &Detections) -> Detections {
    let mut kept = *found;
    for group in GROUPS {
        for (k, a) in group.iter().enumerate() {
            for b in &group[k + 1..] {
                if found[*a].rect.iou(&found[*b].rect) > SAME_PLACE_IOU {
                    let weaker = if found[*a].confidence < found[*b].confidence {
                        a
                    } else {
                        b
                    };
                    kept[*weaker].confidence = 0.0;
                }
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{anatomy::Rect, detector::Detection};

    #[test]
    fn the_weaker_of_two_chambers_in_one_place_is_not_found() {
        let mut found = Detections::default();
        let place = |x: f32, confidence| Detection {
            confidence,
            rect: Rect::new(x, 0.0, 10.0, 10.0),
        };
        found[RightVentricle] = place(0.0, 0.9);
        found[LeftVentricle] = place(1.0, 0.6);
        found[LeftAtrium] = place(8.0, 0.5);
        found[AscendingAorta] = place(0.0, 0.4);
        let kept = apart(&found);
        assert_eq!(kept[LeftVentricle].confidence, 0.0);
        for structure in [RightVentricle, LeftAtrium, AscendingAorta] {
            assert_eq!(kept[structure], found[structure]);
        }
    }

    #[test]
    fn boxes_without_extent_displace_nothing() {
        let mut found = Detections::default();
        found[RightAtrium].confidence = 0.9;
        found[LeftAtrium].confidence = 0.8;
        assert_eq!(apart(&found), found);
    }
}
