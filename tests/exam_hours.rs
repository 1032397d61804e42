//! An exam of four hours keeps no more than one of ten minutes, whatever comes in. Alone in its program: the bytes
//! are those of all threads.

#![allow(clippy::unwrap_used)]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicIsize, Ordering},
    time::Duration,
};

use proptest::prelude::*;
use second_reader::{
    anatomy::{Profile, Rect, Structure, StructureMap},
    detector::Detections,
    exam::{Entered, Exam, ItemState, Observation, PictureSide},
    sector::Picture,
};

/// The system's allocator, with the bytes that are held at present.
struct Held;

static BYTES: AtomicIsize = AtomicIsize::new(0);

fn signed(bytes: usize) -> isize {
    isize::try_from(bytes).unwrap_or(isize::MAX)
}

// SAFETY: every call goes to the system's allocator with its arguments unchanged; counting is one atomic
// addition and neither allocates nor panics.
unsafe impl GlobalAlloc for Held {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        BYTES.fetch_add(signed(layout.size()), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `GlobalAlloc::alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        BYTES.fetch_sub(signed(layout.size()), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `GlobalAlloc::dealloc`.
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Held = Held;

/// Frames a second: as many as a slow board reads.
const FPS: u64 = 8;
/// What an exam may hold: the timeline (below a mebibyte), the medians of all measures and the heartbeat.
const BYTES_MAX: isize = 2 << 20;

/// What changes from second to second, by a few numbers drawn at random.
fn observation(frame: u64, draw: &[(u8, u32, f32)]) -> Observation {
    let second = usize::try_from(frame / FPS).unwrap();
    let (kind, mask, confidence) = draw[second % draw.len()];
    let picture = match kind {
        0 => Picture::NoSignal,
        1 => Picture::Frozen,
        2 => Picture::Repeated,
        _ => Picture::Live,
    };
    let mut observation = Observation {
        frame,
        time: Duration::from_millis(frame * 1000 / FPS),
        picture,
        sharpness: confidence,
        valve_lines: [None; 2],
        sector: Some(Rect::new(0.0, 0.0, 600.0, 400.0)),
        structures: Detections::default(),
    };
    for structure in Structure::ALL {
        if mask >> structure.index() & 1 == 1 {
            let at = structure.index() as f32;
            let found = &mut observation.structures[structure];
            found.confidence = confidence;
            let beat = 1.0 + 0.1 * ((frame % 4) as f32);
            found.rect = Rect::new(
                20.0 * at,
                10.0 * at,
                40.0 * beat,
                (20.0 + at) * confidence.abs(),
            );
        }
    }
    observation
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, ..ProptestConfig::default() })]

    #[test]
    fn four_hours_keep_no_more_than_ten_minutes(
        draw in prop::collection::vec(
            (0_u8..12, any::<u32>(), prop_oneof![4 => 0.0_f32..1.0, 1 => any::<f32>()]),
            300..900,
        ),
    ) {
        let before = BYTES.load(Ordering::Relaxed);
        let mut exam = Exam::new(
            Profile::builtin("isuog-2023").unwrap(),
            StructureMap([0.3; Structure::COUNT]),
        );
        exam.enter(Entered { left: Some(PictureSide::Left), ..Entered::default() });
        let mut most = [0; 2];
        for frame in 0..4 * 3600 * FPS {
            exam.observe(&observation(frame, &draw));
            let late = usize::from(frame >= 600 * FPS);
            most[late] = most[late].max(BYTES.load(Ordering::Relaxed) - before);
        }
        exam.finish();
        let [early, late] = most;
        prop_assert!(late <= BYTES_MAX, "{late} bytes");
        prop_assert!(late <= early + early / 8, "{early} bytes, then {late}");
        prop_assert_eq!(exam.frames().count, 4 * 3600 * FPS);
        for item in exam.items() {
            let measured = matches!(item.state, ItemState::Meets | ItemState::Outside);
            prop_assert!(!measured || item.evidence[0].is_some() || item.id == "F10" || item.id == "F17");
        }
    }
}
