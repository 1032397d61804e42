//! Sorts the timeline into the pixel columns of the barcode.

use std::time::Duration;

use crate::{
    anatomy::{StructureMap, View},
    exam::{Column, Timeline},
    sector::Picture,
};

/// Whole lengths of the axis and the distances of its marks, seconds.
const SCALES: [(u64, u64); 11] = [
    (5, 1),
    (10, 2),
    (15, 3),
    (20, 5),
    (30, 5),
    (60, 10),
    (120, 20),
    (300, 60),
    (600, 120),
    (1800, 300),
    (3600, 600),
];
/// The longest axis.
const AXIS_MAX: Duration = Duration::from_secs(1000 * 3600);

/// Distances of the marks of an axis that is as long as the timeline, milliseconds.
const STEPS_MS: [u64; 17] = [
    100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
    1_800_000, 3_600_000, 7_200_000, 36_000_000,
];
/// How many pixel columns lie between two such marks at least.
const STEP_COLUMNS_MIN: u128 = 72;

/// A frame stands until the next, but for no longer than this or two mean distances of frames;
/// what is longer was not analysed.
const HOLD_MIN: Duration = Duration::from_millis(500);
/// No axis has more marks.
const MARKS_MAX: u32 = 1000;
/// How long the only frame of an exam stands.
const HOLD_ONLY: Duration = Duration::from_millis(40);

/// How long the axis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// A round length that holds the timeline, so that a growing one does not move at every frame.
    Round,
    /// As long as the timeline, which has ended.
    Whole,
}

/// What a pixel column shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Span {
    /// Not reached yet.
    #[default]
    Ahead,
    /// No live picture was analysed.
    Unanalysed,
    /// At least one live picture.
    Analysed(View),
}

/// One pixel column.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slot {
    /// Whether it was analysed, and the view.
    pub span: Span,
    /// The largest confidence of each structure, 0 to 255.
    pub confidence: StructureMap<u8>,
}

/// The pixel columns, and the axis that they stand on.
#[derive(Clone, Debug)]
pub struct Slots {
    slots: Vec<Slot>,
    axis: Axis,
    length: Duration,
    step: Duration,
    end: Duration,
}

impl Axis {
    /// Length of the axis and distance of its marks, for an exam of that length on that many pixel
    /// columns.
    fn scale(self, length: Duration, count: usize) -> (Duration, Duration) {
        let length = length.min(AXIS_MAX);
        let (length, step) = match self {
            Self::Round => {
                let fits = |(seconds, _): &(u64, u64)| length <= Duration::from_secs(*seconds);
                let (seconds, step) = SCALES.into_iter().find(fits).unwrap_or_else(|| {
                    let hours = length.as_secs() / 3600 + 1;
                    (hours * 3600, hours * 600)
                });
                (Duration::from_secs(seconds), Duration::from_secs(step))
            }
            Self::Whole => {
                let length = length.max(HOLD_ONLY);
                let wide = |ms: &u64| {
                    u128::from(*ms) * count as u128 >= STEP_COLUMNS_MIN * length.as_millis()
                };
                let step = STEPS_MS.into_iter().find(wide);
                (length, step.map_or(length, Duration::from_millis))
            }
        };
        (length, step)
    }
}

/// When each column begins and ends to stand. The last stands as long as the one before it.
fn stands(columns: &[Column]) -> impl Iterator<Item = (Duration, Duration, &Column)> {
    let gap = |a: &Column, b: &Column| b.time.saturating_sub(a.time);
    let all = columns
        .first()
        .zip(columns.last())
        .map_or(Duration::ZERO, |(a, b)| gap(a, b));
    let mean = all / u32::try_from(columns.len().max(2) - 1).unwrap_or(u32::MAX);
    let hold = mean.saturating_mul(2).max(HOLD_MIN);
    let last = columns
        .last_chunk::<2>()
        .map_or(HOLD_ONLY, |[a, b]| gap(a, b));
    columns.iter().enumerate().map(move |(i, column)| {
        let until_next = columns.get(i + 1).map_or(last, |next| gap(column, next));
        (
            column.time,
            column.time.saturating_add(until_next.min(hold)),
            column,
        )
    })
}

impl Slots {
    /// That many empty pixel columns, at least one.
    pub fn new(count: usize, axis: Axis) -> Self {
        let (length, step) = axis.scale(Duration::ZERO, count);
        let slots = vec![Slot::default(); count.max(1)];
        Self {
            slots,
            axis,
            length,
            step,
            end: Duration::ZERO,
        }
    }

    /// All pixel columns from left to right.
    pub fn all(&self) -> &[Slot] {
        &self.slots
    }

    /// The marks on the axis: their times, from zero on.
    pub fn marks(&self) -> impl Iterator<Item = Duration> {
        let mark = |n: u32| self.step.saturating_mul(n);
        let within = |at: &Duration| *at <= self.length;
        (0..=MARKS_MAX).map(mark).take_while(within)
    }

    /// Pixel column of a time; the number of columns for what lies behind the axis.
    pub fn at(&self, time: Duration) -> usize {
        let count = self.slots.len() as u128;
        let at = time.as_micros() * count / self.length.as_micros();
        at.min(count) as usize
    }

    /// Pixel column at which the timeline ends.
    pub fn end(&self) -> usize {
        self.at(self.end)
    }

    /// Sorts a timeline into the pixel columns: each takes the largest confidences of its frames.
    pub fn gather(&mut self, timeline: &Timeline) {
        let columns = timeline.columns();
        self.end = stands(columns)
            .last()
            .map_or(Duration::ZERO, |(_, end, _)| end);
        (self.length, self.step) = self.axis.scale(self.end, self.slots.len());
        self.slots.fill(Slot::default());
        let end = self.end();
        for slot in &mut self.slots[..end] {
            slot.span = Span::Unanalysed;
        }
        for (from, to, column) in stands(columns).filter(|(_, _, c)| c.picture == Picture::Live) {
            let first = self.at(from).min(self.slots.len() - 1);
            let behind = self.at(to).max(first + 1);
            for slot in &mut self.slots[first..behind] {
                slot.span = match slot.span {
                    Span::Analysed(view) if view != View::None => slot.span,
                    _ => Span::Analysed(column.view),
                };
                for (best, new) in slot.confidence.0.iter_mut().zip(column.confidence.0) {
                    *best = new.max(*best);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::anatomy::Structure;

    fn column(time_ms: u64, picture: Picture, crux: u8) -> Column {
        let mut confidence = StructureMap::default();
        confidence[Structure::Crux] = crux;
        let view = View::FourChamber;
        Column {
            time: Duration::from_millis(time_ms),
            picture,
            view,
            confidence,
        }
    }

    fn gathered(columns: Vec<Column>) -> Slots {
        let mut slots = Slots::new(618, Axis::Round);
        slots.gather(&Timeline::from_columns(columns));
        slots
    }

    fn slot(slots: &Slots, time_ms: u64) -> Slot {
        slots.all()[slots.at(Duration::from_millis(time_ms))]
    }

    #[test]
    fn an_event_of_one_frame_survives_an_hour() {
        let mut columns: Vec<_> = (0..36_000)
            .map(|i| column(i * 100, Picture::Live, 0))
            .collect();
        columns[17_777] = column(1_777_700, Picture::Live, 200);
        let slots = gathered(columns);
        let crux = |s: &&Slot| s.confidence[Structure::Crux] == 200;
        assert_eq!(slots.all().iter().filter(crux).count(), 1);
        let last = slots.marks().last();
        assert_eq!(
            (slots.marks().count(), last),
            (7, Some(Duration::from_secs(3600)))
        );
    }

    #[test]
    fn spans_without_a_live_picture_are_kept_apart() {
        let mut columns: Vec<_> = (0..100).map(|i| column(i * 40, Picture::Live, 9)).collect();
        for c in &mut columns[25..50] {
            c.picture = Picture::NotUltrasound;
        }
        let slots = gathered(columns);
        assert_eq!(slot(&slots, 500).span, Span::Analysed(View::FourChamber));
        assert_eq!(slot(&slots, 1500).span, Span::Unanalysed);
        assert_eq!(slot(&slots, 1500).confidence[Structure::Crux], 0);
        assert_eq!(slot(&slots, 4500).span, Span::Ahead);
    }

    #[test]
    fn seconds_without_frames_were_not_analysed() {
        let times = (0..50)
            .map(|i| i * 40)
            .chain((0..50).map(|i| 4000 + i * 40));
        let slots = gathered(times.map(|t| column(t, Picture::Live, 9)).collect());
        assert_eq!(slot(&slots, 3000).span, Span::Unanalysed);
        assert_eq!(slot(&slots, 5000).span, Span::Analysed(View::FourChamber));
    }

    #[test]
    fn a_thinned_timeline_has_no_false_gaps() {
        let slots = gathered(
            (0..900)
                .map(|i| column(i * 4000, Picture::Live, 9))
                .collect(),
        );
        assert!(slots.all().iter().all(|s| s.span != Span::Unanalysed));
    }

    #[test]
    fn odd_timelines_are_gathered_without_a_panic() {
        let far = Column {
            time: Duration::MAX,
            ..column(0, Picture::Live, 1)
        };
        let near = column(7, Picture::Live, 1);
        for columns in [
            vec![],
            vec![near],
            vec![far],
            vec![near, far],
            vec![far, near],
            vec![near; 9],
        ] {
            gathered(columns);
        }
    }

    #[test]
    fn the_axis_holds_the_exam() {
        for seconds in [0, 5, 6, 15, 61, 3600, 3601, 90_000] {
            let length = Duration::from_secs(seconds);
            for axis in [Axis::Round, Axis::Whole] {
                let (holds, step) = axis.scale(length, 618);
                let marks = holds.as_millis() / step.as_millis();
                assert!(holds >= length && marks <= 8, "{seconds} {axis:?} {marks}");
            }
        }
    }

    proptest! {
        /// On both axes, however many pixel columns there are and however the frames lie in time.
        #[test]
        fn an_event_of_one_frame_survives_any_width_and_any_times(
            steps_ms in prop::collection::vec(0_u64..3_000, 1..600),
            at in any::<prop::sample::Index>(),
            confidence in 1_u8..=255,
            width in 1_usize..1_500,
            back in any::<bool>(),
        ) {
            let mut time = 0;
            let mut columns: Vec<_> = steps_ms
                .iter()
                .map(|step| {
                    time += step;
                    Column { view: View::None, ..column(time, Picture::Live, 0) }
                })
                .collect();
            let event = at.index(columns.len());
            columns[event].confidence[Structure::Crux] = confidence;
            columns[event].view = View::Lvot;
            if back {
                columns.reverse();
            }
            let timeline = Timeline::from_columns(columns);
            for axis in [Axis::Round, Axis::Whole] {
                let mut slots = Slots::new(width, axis);
                slots.gather(&timeline);
                let shown = slots.all().iter().map(|s| s.confidence[Structure::Crux]).max();
                prop_assert_eq!(shown, Some(confidence));
                let view = slots.all().iter().any(|s| s.span == Span::Analysed(View::Lvot));
                prop_assert!(view);
            }
        }
    }
}
