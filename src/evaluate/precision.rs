//! Average precision over all frames, with all-point interpolation (PASCAL VOC 2010 and later:
//! Everingham et al., IJCV 2015, 111:98).

/// The guesses of one structure over all frames, at most one a frame.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranking {
    /// In how many frames the structure is labelled.
    pub labels: u64,
    /// Confidence of each guess, and whether its box is right.
    pub guesses: Vec<(f32, bool)>,
}

impl Ranking {
    /// Area under the interpolated curve of precision over recall, 0 to 1; `None` where the
    /// structure is never labelled. Guesses of like confidence enter together, so that the order
    /// of the frames does not matter.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn average_precision(mut self) -> Option<f64> {
        if self.labels == 0 {
            return None;
        }
        self.guesses.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut curve: Vec<(f64, f64)> = Vec::new();
        let (mut right, mut all) = (0_u64, 0_u64);
        for group in self.guesses.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
            all += group.len() as u64;
            right += group.iter().filter(|g| g.1).count() as u64;
            curve.push((right as f64 / self.labels as f64, right as f64 / all as f64));
        }
        // From the right: the precision at a recall is the best at that recall or a higher one.
        let (mut area, mut best) = (0.0, 0.0_f64);
        for (i, (recall, precision)) in curve.iter().enumerate().rev() {
            best = best.max(*precision);
            let before = if i == 0 { 0.0 } else { curve[i - 1].0 };
            area += (recall - before) * best;
        }
        Some(area)
    }
}

#[cfg(test)]
mod tests {
    use super::Ranking;

    fn ap(labels: u64, guesses: &[(f32, bool)]) -> Option<f64> {
        Ranking {
            labels,
            guesses: guesses.to_vec(),
        }
        .average_precision()
    }

    fn near(found: Option<f64>, wanted: f64) {
        assert!(
            (found.unwrap() - wanted).abs() < 1e-12,
            "{found:?} for {wanted}"
        );
    }

    #[test]
    fn by_hand() {
        near(ap(2, &[(0.9, true), (0.8, true)]), 1.0);
        near(ap(4, &[(0.9, true), (0.8, true)]), 0.5);
        near(ap(3, &[]), 0.0);
        near(ap(3, &[(0.9, false)]), 0.0);
        // Precision 1, 1/2, 2/3, 2/4, 3/5 at recall 1/3, 1/3, 2/3, 2/3, 1.
        let five = [
            (0.9, true),
            (0.8, false),
            (0.7, true),
            (0.6, false),
            (0.5, true),
        ];
        near(ap(3, &five), (1.0 + 2.0 / 3.0 + 3.0 / 5.0) / 3.0);
        // A wrong one first: precision 0, 1/2, 2/3; interpolated 2/3 at both recalls.
        near(ap(2, &[(0.9, false), (0.8, true), (0.7, true)]), 2.0 / 3.0);
        assert_eq!(ap(0, &[(0.9, false)]), None);
    }

    #[test]
    fn like_confidences_do_not_depend_on_the_order() {
        let (a, b) = ([(0.5, true), (0.5, false)], [(0.5, false), (0.5, true)]);
        near(ap(1, &a), 0.5);
        near(ap(1, &b), 0.5);
    }
}
