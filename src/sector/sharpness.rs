//! How sharp a picture is, so that of several frames of a view the sharpest can be kept.

/// Sharpness of a picture of `width` pixels a row, 0 (a plain grey, or nothing) to 1: the energy of the
/// gradient (Pertuz et al., Pattern Recognition 46, 2013) against that of the picture itself, so that gain
/// says nothing. Motion of the probe and pressing too lightly blur a picture and lower it. Only pictures of
/// one scanner and one depth can be compared. Whole numbers but for the last step: the same on every machine.
#[must_use]
pub fn sharpness(luma: &[u8], width: usize) -> f32 {
    let (mut gradient, mut energy) = (0_u64, 0_u64);
    let rows = luma.chunks_exact(width.max(1));
    for (row, below) in rows.clone().zip(rows.skip(1)) {
        for ((pixel, right), under) in row.iter().zip(row.iter().skip(1)).zip(below) {
            // What is masked is black: its edge is no edge of the picture.
            if *pixel == 0 || *right == 0 || *under == 0 {
                continue;
            }
            let square = |other: &u8| u64::from(pixel.abs_diff(*other)).pow(2);
            gradient += square(right) + square(under);
            energy += u64::from(*pixel).pow(2);
        }
    }
    if energy == 0 {
        return 0.0;
    }
    let (gradient, energy) = (gradient as f64, energy as f64);
    (gradient / (gradient + energy)) as f32
}

#[cfg(test)]
mod tests {
    use super::sharpness;

    /// Squares of 8 by 8 pixels, smoothed `times` times.
    fn squares(times: usize) -> Vec<u8> {
        let at = |i: usize| if (i / 8 + i / 64 / 8).is_multiple_of(2) { 200 } else { 20 };
        let mut luma: Vec<u8> = (0..64 * 64).map(at).collect();
        for _ in 0..times {
            let before = luma.clone();
            for i in 65..64 * 63 - 1 {
                let sum: u32 = [i - 64, i - 1, i, i + 1, i + 64].map(|k| u32::from(before[k])).iter().sum();
                luma[i] = (sum / 5) as u8;
            }
        }
        luma
    }

    #[test]
    fn what_is_blurred_is_less_sharp_and_gain_says_nothing() {
        let steps = [0, 1, 3, 9].map(|times| sharpness(&squares(times), 64));
        assert!(steps.is_sorted_by(|a, b| a > b), "{steps:?}");
        let dark: Vec<u8> = squares(0).iter().map(|v| v / 2).collect();
        assert!((sharpness(&dark, 64) - steps[0]).abs() < 0.01);
    }

    #[test]
    fn nothing_is_not_sharp_and_a_mask_is_no_edge() {
        assert_eq!(sharpness(&[], 0), 0.0);
        assert_eq!(sharpness(&[9; 5], 64), 0.0);
        assert_eq!(sharpness(&[90; 4096], 64), 0.0);
        let mut masked = vec![90; 4096];
        masked[..2048].fill(0);
        assert_eq!(sharpness(&masked, 64), 0.0);
    }
}
