//! Bicubic resizing of a grey picture, as Pillow does it in its float mode: Keys' kernel with
//! a = -0.5 (Keys, IEEE TASSP 1981), widened by the scale when shrinking, columns first.
//!
//! Models that were trained on pictures of that library see the same numbers here.

/// A resizer between two fixed sizes, with its buffers.
pub(super) struct Bicubic {
    across: Vec<Taps>,
    down: Vec<Taps>,
    in_w: usize,
    /// Input rows, already of the output's width.
    half: Vec<f32>,
}

/// The input samples of one output sample.
struct Taps {
    first: usize,
    weights: Vec<f64>,
}

impl Bicubic {
    /// Plans resizing from one (width, height) to another, none of them zero.
    pub fn new((in_w, in_h): (usize, usize), (out_w, out_h): (usize, usize)) -> Self {
        let half = vec![0.0; in_h * out_w];
        Self {
            across: taps(in_w, out_w),
            down: taps(in_h, out_h),
            in_w,
            half,
        }
    }

    /// Resizes `luma` (input width * height) into `out` (output width * height), values 0 to 255 and
    /// a little beyond at sharp edges.
    #[expect(clippy::cast_possible_truncation, reason = "rounding to f32 is meant")]
    pub fn resize(&mut self, luma: &[u8], out: &mut [f32]) {
        let out_w = self.across.len();
        for (row, to) in luma
            .chunks_exact(self.in_w)
            .zip(self.half.chunks_exact_mut(out_w))
        {
            for (to, taps) in to.iter_mut().zip(&self.across) {
                let from = &row[taps.first..];
                let terms = taps
                    .weights
                    .iter()
                    .zip(from)
                    .map(|(w, v)| w * f64::from(*v));
                *to = terms.sum::<f64>() as f32;
            }
        }
        for (to, taps) in out.chunks_exact_mut(out_w).zip(&self.down) {
            for (x, to) in to.iter_mut().enumerate() {
                let from = self.half[taps.first * out_w + x..].iter().step_by(out_w);
                let terms = taps
                    .weights
                    .iter()
                    .zip(from)
                    .map(|(w, v)| w * f64::from(*v));
                *to = terms.sum::<f64>() as f32;
            }
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "positions within a picture"
)]
fn taps(len_in: usize, len_out: usize) -> Vec<Taps> {
    let scale = len_in as f64 / len_out as f64;
    let widen = scale.max(1.0);
    let support = 2.0 * widen;
    let one = |at: usize| {
        let centre = (at as f64 + 0.5) * scale;
        let first = (centre - support + 0.5).max(0.0) as usize;
        let end = ((centre + support + 0.5) as usize).min(len_in);
        let weight = |x: usize| keys((x as f64 - centre + 0.5) / widen);
        let weights: Vec<f64> = (first..end).map(weight).collect();
        let sum: f64 = weights.iter().sum();
        Taps {
            first,
            weights: weights.into_iter().map(|w| w / sum).collect(),
        }
    };
    (0..len_out).map(one).collect()
}

/// Keys' cubic convolution kernel, a = -0.5.
fn keys(x: f64) -> f64 {
    const A: f64 = -0.5;
    let x = x.abs();
    if x < 1.0 {
        ((A + 2.0) * x - (A + 3.0)) * x * x + 1.0
    } else if x < 2.0 {
        (((x - 5.0) * x + 8.0) * x - 4.0) * A
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::Bicubic;

    /// The pattern that the values below were computed from.
    fn pattern(w: usize, h: usize) -> Vec<u8> {
        let at = |i: usize| (i % w, i / w);
        let value = |(x, y): (usize, usize)| (x * 83 + y * 151 + x * y * 29) % 256;
        (0..w * h)
            .map(|i| u8::try_from(value(at(i))).unwrap())
            .collect()
    }

    fn assert_resized(from: (usize, usize), to: (usize, usize), expected: &[f32]) {
        let mut out = vec![0.0; to.0 * to.1];
        Bicubic::new(from, to).resize(&pattern(from.0, from.1), &mut out);
        for (is, expected) in out.iter().zip(expected) {
            assert!((is - expected).abs() < 1e-4, "{out:?}");
        }
    }

    /// `Image.fromarray(float32).resize(size, Image.BICUBIC)` of Pillow 13.0.
    #[test]
    fn shrinking_gives_the_values_of_pillow() {
        #[rustfmt::skip]
        let expected = [
            50.808_487, 161.843_58, 148.714_72, 164.307_9,
            114.995_224, 119.497_955, 151.185_32, 148.069_41,
            104.575_68, 144.482_8, 123.577_73, 63.493_378,
        ];
        assert_resized((7, 5), (4, 3), &expected);
    }

    /// As above.
    #[test]
    fn growing_gives_the_values_of_pillow() {
        #[rustfmt::skip]
        let expected = [
            -21.099_335, 19.211_81, 89.705_88, 146.545_87, 176.218_08,
            28.563_206, 39.912_53, 67.257_14, 126.656_34, 162.981_8,
            127.040_565, 80.960_61, 22.742_857, 87.216_79, 136.735_17,
            176.703_11, 101.661_33, 0.294_118, 67.327_255, 123.498_886,
        ];
        assert_resized((3, 2), (5, 4), &expected);
    }

    #[test]
    fn the_same_size_changes_nothing() {
        let luma = pattern(9, 6);
        let mut out = vec![0.0; luma.len()];
        Bicubic::new((9, 6), (9, 6)).resize(&luma, &mut out);
        assert!(
            out.iter()
                .zip(&luma)
                .all(|(is, from)| *is == f32::from(*from))
        );
    }
}
