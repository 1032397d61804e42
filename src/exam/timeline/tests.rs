use std::time::Duration;

use proptest::prelude::*;

use super::{CAPACITY, Column, Timeline, strongest};
use crate::{
    anatomy::{Structure, StructureMap, View},
    sector::Picture,
};

fn column(ms: u64) -> Column {
    Column {
        time: Duration::from_millis(ms),
        picture: Picture::Live,
        view: View::None,
        confidence: StructureMap::default(),
    }
}

/// `count` empty columns but for one confidence at `at`.
fn with_event(count: usize, at: usize, confidence: u8) -> Timeline {
    let mut timeline = Timeline::default();
    for i in 0..count {
        let mut c = column(i as u64);
        if i == at {
            c.confidence[Structure::Crux] = confidence;
        }
        timeline.push(c);
    }
    timeline
}

#[test]
fn an_empty_timeline_resamples_to_nothing() {
    assert!(Timeline::default().resample(3).all(|c| c.is_none()));
    assert_eq!(Timeline::default().resample(3).count(), 3);
    assert_eq!(with_event(5, 0, 1).resample(0).count(), 0);
}

#[test]
fn a_full_timeline_merges_pairs_and_stays_where_it_is() {
    let count = CAPACITY * 4 + 3;
    let timeline = with_event(count, CAPACITY * 3 + 1, 9);
    assert!(timeline.columns().len() <= CAPACITY);
    assert_eq!(timeline.columns.capacity(), CAPACITY);
    assert_eq!(strongest(timeline.columns(), Structure::Crux), 9);
    assert!(timeline.columns().windows(2).all(|w| w[0].time < w[1].time));
    let hit = timeline
        .columns()
        .iter()
        .find(|c| c.confidence[Structure::Crux] == 9)
        .unwrap();
    let ms = hit.time.as_millis() as usize;
    assert!(
        (CAPACITY * 3 + 1 - 8..=CAPACITY * 3 + 1).contains(&ms),
        "{ms}"
    );
}

#[test]
fn not_analysed_stays_only_where_all_frames_were_not() {
    let off = Column {
        picture: Picture::NoSignal,
        ..column(0)
    };
    let timeline = Timeline::from_columns(vec![off, off, off, column(3)]);
    let pictures: Vec<_> = timeline.resample(2).map(|c| c.unwrap().picture).collect();
    assert_eq!(pictures, [Picture::NoSignal, Picture::Live]);
}

proptest! {
    #[test]
    fn a_one_frame_event_survives_at_any_width(
        count in 1_usize..40_000, at in 0_usize..40_000, confidence in 1_u8..=255, width in 1_usize..2_000,
    ) {
        let timeline = with_event(count, at % count, confidence);
        let seen = timeline.resample(width).flatten().map(|c| c.confidence[Structure::Crux]).max();
        prop_assert_eq!(seen, Some(confidence));
    }
}
