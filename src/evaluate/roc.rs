/// The area under the ROC curve: how often one of `positive` scores higher than one of `negative`,
/// equal scores counting one half (Hanley and McNeil, Radiology 1982;143:29). `None` where one of the
/// two is empty.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
pub fn area_under_roc(positive: &[f64], negative: &[f64]) -> Option<f64> {
    let mut sorted = negative.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut halves = 0;
    for score in positive {
        let below = sorted.partition_point(|other| other < score);
        halves += below + sorted.partition_point(|other| other <= score);
    }
    let pairs = positive.len() * negative.len();
    (pairs > 0).then(|| halves as f64 / (2 * pairs) as f64)
}

#[cfg(test)]
mod tests {
    use super::area_under_roc;

    #[test]
    fn it_is_the_share_of_pairs_in_the_right_order() {
        assert_eq!(area_under_roc(&[3.0, 4.0], &[1.0, 2.0]), Some(1.0));
        assert_eq!(area_under_roc(&[1.0], &[2.0, 3.0]), Some(0.0));
        assert_eq!(
            area_under_roc(&[2.0, 5.0], &[2.0, 1.0, 9.0]),
            Some(3.5 / 6.0)
        );
        assert_eq!(area_under_roc(&[0.5], &[0.5]), Some(0.5));
        assert_eq!(area_under_roc(&[], &[1.0]), None);
        assert_eq!(area_under_roc(&[1.0], &[]), None);
    }
}
