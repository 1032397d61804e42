//! Average precision over all frames, with all-point interpolation (PASCAL VOC 2010 and later:
//! Everingham et al., IJCV 2015, 111:98), where each clip counts a given number of times.

use super::outcome::{Clip, Presence};
use crate::anatomy::Structure;

/// The guesses of one structure over all frames, at most one a frame.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranking {
    /// In how many frames of each clip the structure is labelled, difficult ones left out.
    labels: Vec<u32>,
    /// The most confident ones first.
    guesses: Vec<Guesses>,
}

/// Guesses of one clip with one confidence.
#[derive(Clone, Copy, Debug)]
struct Guesses {
    confidence: f32,
    clip: u32,
    all: u32,
    right: u32,
}

impl Ranking {
    /// The guesses in these clips. The order of their frames does not matter.
    pub fn new(clips: &[&Clip], structure: Structure) -> Self {
        let mut ranking = Self::default();
        for (number, clip) in (0..).zip(clips) {
            let outcomes = || clip.frames.iter().map(|f| &f.structures[structure.index()]);
            let labels = outcomes().filter(|o| o.presence == Presence::There).count();
            ranking.labels.push(labels as u32);
            for (confidence, right) in outcomes().filter_map(|o| o.judged()) {
                ranking.guesses.push(Guesses {
                    confidence,
                    clip: number,
                    all: 1,
                    right: right.into(),
                });
            }
        }
        ranking.sort();
        ranking
    }

    fn sort(&mut self) {
        self.guesses.sort_by(|a, b| {
            let descending = b.confidence.total_cmp(&a.confidence);
            descending.then(a.clip.cmp(&b.clip))
        });
        // Records keep four decimals of a confidence, so that long clips fall together.
        self.guesses.dedup_by(|later, kept| {
            let same =
                later.clip == kept.clip && later.confidence.total_cmp(&kept.confidence).is_eq();
            if same {
                kept.all += later.all;
                kept.right += later.right;
            }
            same
        });
    }

    /// Recall and precision down to each confidence, the highest first; each clip counts `weights`
    /// times. Guesses of like confidence enter together. Empty where nothing is labelled.
    pub fn curve(&self, weights: &[u32]) -> Vec<(f64, f64)> {
        let mut curve = Vec::new();
        self.fill_curve(weights, &mut curve);
        curve
    }

    fn fill_curve(&self, weights: &[u32], curve: &mut Vec<(f64, f64)>) {
        curve.clear();
        let labels: u64 = self
            .labels
            .iter()
            .zip(weights)
            .map(|(labels, weight)| u64::from(*labels) * u64::from(*weight))
            .sum();
        if labels == 0 {
            return;
        }
        let (mut right, mut all) = (0_u64, 0_u64);
        let mut guesses = self.guesses.iter().peekable();
        while let Some(guess) = guesses.next() {
            let weight = u64::from(weights[guess.clip as usize]);
            all += u64::from(guess.all) * weight;
            right += u64::from(guess.right) * weight;
            let last = guesses
                .peek()
                .is_none_or(|next| next.confidence.total_cmp(&guess.confidence).is_ne());
            let point = (right as f64 / labels as f64, right as f64 / all as f64);
            if last && all > 0 && curve.last() != Some(&point) {
                curve.push(point);
            }
        }
        if curve.is_empty() {
            curve.push((0.0, 0.0));
        }
    }

    /// Area under the interpolated curve of precision over recall, 0 to 1; `None` where the
    /// structure is never labelled. `curve` is a buffer.
    pub fn average_precision(&self, weights: &[u32], curve: &mut Vec<(f64, f64)>) -> Option<f64> {
        self.fill_curve(weights, curve);
        if curve.is_empty() {
            return None;
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
    use super::{Guesses, Ranking};

    /// Each guess is of the clip given with it.
    fn ranking(labels: &[u32], guesses: &[(f32, bool, u32)]) -> Ranking {
        let guesses = guesses.iter().map(|(confidence, right, clip)| Guesses {
            confidence: *confidence,
            clip: *clip,
            all: 1,
            right: (*right).into(),
        });
        let mut ranking = Ranking {
            labels: labels.to_vec(),
            guesses: guesses.collect(),
        };
        ranking.sort();
        ranking
    }

    fn ap(labels: u32, guesses: &[(f32, bool)]) -> Option<f64> {
        let guesses: Vec<_> = guesses.iter().map(|(c, right)| (*c, *right, 0)).collect();
        ranking(&[labels], &guesses).average_precision(&[1], &mut Vec::new())
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

    #[test]
    fn a_weight_is_that_many_copies_of_a_clip() {
        let guesses = [
            (0.9, true, 0),
            (0.8, false, 1),
            (0.7, true, 1),
            (0.6, true, 2),
        ];
        let weighted = ranking(&[2, 1, 3], &guesses);
        let copies = [(0.9, true, 0), (0.9, true, 0), (0.6, true, 1)];
        let copied = ranking(&[4, 3], &copies);
        let ap = |r: &Ranking, w: &[u32]| r.average_precision(w, &mut Vec::new());
        assert_eq!(ap(&weighted, &[2, 0, 1]), ap(&copied, &[1, 1]));
        assert_eq!(ap(&weighted, &[0, 0, 0]), None);
        assert_eq!(weighted.curve(&[0, 1, 0]), [(0.0, 0.0), (1.0, 0.5)]);
    }
}
