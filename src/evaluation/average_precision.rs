use super::Pair;

/// Area under the precision-recall curve, precision made non-increasing (all-point interpolation
/// of PASCAL VOC 2010 and later); `None` where no frame has the structure.
///
/// There is at most one box a frame, so a frame is a hit, a false alarm, or a miss. Frames of the
/// same confidence enter together: the order of the input does not matter.
pub(super) fn average_precision(pairs: &[Pair]) -> Option<f64> {
    let positives = pairs.iter().filter(|p| p.labelled).count();
    if positives == 0 {
        return None;
    }
    let mut found: Vec<&Pair> = pairs.iter().filter(|p| p.confidence > 0.0).collect();
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    // Points of the curve: (recall, precision), one for each distinct confidence.
    let (mut curve, mut hits, mut taken) = (Vec::new(), 0_usize, 0_usize);
    for group in found.chunk_by(|a, b| a.confidence == b.confidence) {
        hits += group.iter().filter(|p| p.overlaps).count();
        taken += group.len();
        curve.push((hits as f64 / positives as f64, hits as f64 / taken as f64));
    }
    let (mut area, mut best, mut right) = (0.0, 0.0_f64, None);
    for (recall, precision) in curve.into_iter().rev() {
        if let Some(right) = right {
            area += (right - recall) * best;
        }
        best = best.max(precision);
        right = Some(recall);
    }
    Some(area + right.unwrap_or(0.0) * best)
}

#[cfg(test)]
mod tests {
    use super::{Pair, average_precision};

    fn pair(labelled: bool, confidence: f32, overlaps: bool) -> Pair {
        Pair {
            labelled,
            confidence,
            overlaps,
        }
    }

    fn close(pairs: &[Pair], expected: f64) {
        let is = average_precision(pairs).unwrap();
        assert!((is - expected).abs() < 1e-12, "{is} is not {expected}");
    }

    #[test]
    fn perfect_is_one_and_blind_is_zero() {
        close(
            &[
                pair(true, 0.9, true),
                pair(true, 0.2, true),
                pair(false, 0.1, false),
            ],
            1.0,
        );
        close(&[pair(true, 0.0, false), pair(false, 0.0, false)], 0.0);
        assert_eq!(average_precision(&[pair(false, 0.9, false)]), None);
    }

    #[test]
    fn a_false_alarm_on_top_costs() {
        // Recall 1/2 at precision 1/2, recall 1 at precision 2/3: the curve is 2/3 throughout.
        close(
            &[
                pair(false, 0.9, false),
                pair(true, 0.8, true),
                pair(true, 0.7, true),
            ],
            2.0 / 3.0,
        );
    }

    #[test]
    fn a_box_beside_the_truth_is_an_alarm_and_a_miss() {
        close(&[pair(true, 0.9, true), pair(true, 0.8, false)], 0.5);
    }

    #[test]
    fn order_among_equals_does_not_matter() {
        let (hit, alarm) = (pair(true, 0.5, true), pair(false, 0.5, false));
        close(&[hit, alarm], 0.5);
        close(&[alarm, hit], 0.5);
    }
}
