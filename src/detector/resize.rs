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
