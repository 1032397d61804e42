use std::{
    thread,
    time::{Duration, Instant},
};

use crate::display::{Screen, SharedScreen};

use super::{
    slot::{Empty, Reader},
    snapshot::{About, Snapshot},
    stats::Histogram,
};

/// A screen is drawn again after this time even where nothing new came: its age shows.
const REDRAW: Duration = Duration::from_millis(200);

/// Draws snapshots until their slot closes; returns the times from a frame's arrival to its screen.
pub(super) fn show(
    snapshots: &Reader<Snapshot>,
    about: &About,
    fps_max: f64,
    screens: &SharedScreen,
) -> Histogram {
    let period = Duration::from_secs_f64(1.0 / fps_max.max(1.0));
    let (mut screen, mut canvas) = (Screen::default(), Screen::canvas());
    let (mut current, mut source_to_screen) = (Snapshot::default(), Histogram::default());
    let mut fresh = false;
    loop {
        let start = Instant::now();
        screen.draw(&mut canvas, &current.model(about, Some(start)));
        if let Err(error) = screens.publish(&canvas) {
            log::warn!("{error}");
        }
        if let Some(arrived) = fresh.then_some(current.captured).flatten() {
            source_to_screen.record(arrived.elapsed());
        }
        thread::sleep(period.saturating_sub(start.elapsed()));
        let next = snapshots.take(REDRAW);
        fresh = next.is_ok();
        match next {
            Ok(next) => snapshots.give_back(std::mem::replace(&mut current, next)),
            Err(Empty::Yet) => {}
            Err(Empty::Closed) => return source_to_screen,
        }
    }
}
