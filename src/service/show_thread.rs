use std::{
    thread,
    time::{Duration, Instant},
};

use crossbeam_channel::Receiver;
use embedded_graphics::prelude::Point;

use crate::{
    display::{
        Canvas, Page, RESULT_AGE_MS_MAX, Screen, ScreenModel, SharedScreen, Showing, Standing,
        finger,
        panel::{Attached, Backlight},
        zones,
    },
    input::{Action, Asked, Zone},
};

use super::{
    heartbeat::Pulse,
    inbox::{Inbox, turn},
    slot::{Empty, Reader},
    snapshot::{About, Snapshot},
    state::State,
    stats::Histogram,
    temperature::Temperature,
};

/// A screen is drawn again after this time even where nothing new came: its age shows.
const REDRAW: Duration = Duration::from_millis(200);
/// What a screen may be later than expected, as threads wake late.
const MARGIN: Duration = Duration::from_millis(5);

/// A fault stands on the screen for as long at least, however soon it passes: else nobody sees it.
const FAULT_SHOWN: Duration = Duration::from_millis(400);

/// Where and how screens are shown.
pub(super) struct Shown {
    /// Screens drawn a second at most.
    pub fps_max: f64,
    /// What the one who looks has chosen to see.
    pub showing: Showing,
    /// The panel, where there is one.
    pub panel: Option<Attached>,
    /// The light behind it, where it can be changed.
    pub backlight: Option<Backlight>,
    /// What a person asks of the screen.
    pub asked: Receiver<Asked>,
    /// Where it goes if it is for the exam after all.
    pub inbox: Inbox,
    /// How high the glass of the panel is, millimetres, where somebody knows.
    pub glass_mm: Option<f64>,
}

impl Shown {
    /// Does what was asked since the last screen.
    fn act(&mut self, (width, height): (u32, u32)) {
        for asked in self.asked.try_iter() {
            let action = match asked {
                Asked::Act(action) => Some(action),
                Asked::Press { x, y } => {
                    let finger = finger(height, self.glass_mm);
                    let zones = zones((width, height), self.showing.page, finger);
                    // The far edge still belongs to the screen.
                    let at = |share: f32, side: u32| {
                        ((share * side as f32) as i32).min(side.saturating_sub(1) as i32)
                    };
                    Zone::touched(&zones, Point::new(at(x, width), at(y, height)))
                }
            };
            match (action, &self.backlight) {
                (Some(Action::Say(said)), _) => self.inbox.take(Asked::Act(Action::Say(said))),
                (Some(Action::Brightness(step)), Some(light)) => {
                    if let Err(error) = light.step(step) {
                        log::warn!("backlight: {error}");
                    }
                }
                (Some(action), _) => {
                    turn(&mut self.showing, action);
                }
                (None, _) => {}
            }
        }
    }
}

/// Draws snapshots until their slot closes, and at last that nothing follows; returns the times
/// from a frame's arrival to its screen.
pub(super) fn show(
    snapshots: &Reader<Snapshot>,
    about: &About,
    screens: &SharedScreen,
    mut shown: Shown,
    pulse: &Pulse,
) -> Histogram {
    let mut pace = Pace::new(Duration::from_secs_f64(1.0 / shown.fps_max.max(1.0)));
    let (mut screen, mut canvas) = (Screen::default(), Screen::canvas());
    let (mut current, mut source_to_screen) = (Snapshot::default(), Histogram::default());
    let mut temperature = Temperature::default();
    let (mut fresh, mut before, mut later) = (false, State::Starting, None::<Snapshot>);
    loop {
        let start = Instant::now();
        // A screen is drawn for its panel, and the live page shows the same.
        let size = (shown.panel.as_ref())
            .and_then(Attached::size)
            .unwrap_or((canvas.width(), canvas.height()));
        if size != (canvas.width(), canvas.height()) {
            canvas = Canvas::new(size.0, size.1);
        }
        shown.act(size);
        let mut model = ScreenModel {
            showing: shown.showing,
            ..current.model(about, Some(pace.done(start)))
        };
        if model.showing.page == Page::Setup {
            let known = source_to_screen.count() > 0;
            model.setup.latency_ms = known.then(|| source_to_screen.median_ms() as f32);
            model.setup.temperature_c = temperature.at(start);
        }
        let analysing = model.standing() == Standing::Analysing;
        let changed = screen.draw(&mut canvas, &model);
        let expires = current
            .captured
            .filter(|_| analysing)
            .map(|arrived| arrived + RESULT_AGE_MAX);
        screens.publish_until(&canvas, expires);
        if let Some(panel) = &mut shown.panel {
            panel.show(&canvas, changed, start);
        }
        if let Some(arrived) = fresh.then_some(current.captured).flatten() {
            source_to_screen.record(arrived.elapsed());
        }
        pace.took(start.elapsed());
        pulse.beat();
        let (mut rest, mut patience) = pace.waits(start, Instant::now(), expires);
        if matches!(current.state, State::NoFrames(_)) && current.state != before {
            rest = rest.max(FAULT_SHOWN);
        }
        before.clone_from(&current.state);
        if later.is_some() {
            patience = Duration::ZERO;
        }
        thread::sleep(rest);
        let next = snapshots.take(patience);
        fresh = next.is_ok();
        // What waited behind a fault is shown where nothing newer came.
        let next = match (next, later.take()) {
            (Err(_), Some(waiting)) => Ok(waiting),
            (next, waited) => {
                if let Some(waited) = waited {
                    snapshots.give_back(waited);
                }
                next
            }
        };
        match next {
            Ok(mut next) => {
                let missed = next.missed.take().map(State::NoFrames);
                if let Some(fault) = missed.filter(|fault| *fault != current.state) {
                    (current.state, current.captured) = (fault, None);
                    (later, fresh) = (Some(next), false);
                } else {
                    snapshots.give_back(std::mem::replace(&mut current, next));
                }
            }
            Err(Empty::Yet) => {}
            Err(Empty::Closed) => break,
        }
    }
    if let Some(panel) = &mut shown.panel {
        // Where the model never read, why stays on the panel.
        if !matches!(current.state, State::ModelFault(_)) || current.reading.is_some() {
            current.state = State::Stopped;
        }
        let changed = screen.draw(&mut canvas, &current.model(about, None));
        panel.show_last(&canvas, changed, Instant::now());
    }
    source_to_screen
}

const RESULT_AGE_MAX: Duration = Duration::from_millis(RESULT_AGE_MS_MAX as u64);

/// When to draw: no faster than the period, and so that no result stands longer than it may.
struct Pace {
    period: Duration,
    /// What a screen costs: the most of late, so that one quick screen does not deceive.
    cost: Duration,
}

impl Pace {
    fn new(period: Duration) -> Self {
        Self {
            period,
            cost: Duration::ZERO,
        }
    }

    /// The moment for which a screen that is begun at `start` has to hold: when it is there, and
    /// then some, so that the one begun at the end of [`Pace::waits`] holds for a moment behind it.
    fn done(&self, start: Instant) -> Instant {
        start + self.cost + 2 * MARGIN
    }

    fn took(&mut self, cost: Duration) {
        self.cost = cost.max(self.cost * 15 / 16);
    }

    /// How long to rest behind a screen begun at `start`, and how long to wait then for news. Both
    /// end in time to draw another screen before the result on this one `expires`.
    fn waits(
        &self,
        start: Instant,
        now: Instant,
        expires: Option<Instant>,
    ) -> (Duration, Duration) {
        let rest = (start + self.period).saturating_duration_since(now);
        let Some(expires) = expires else {
            return (rest, REDRAW);
        };
        let left = expires.saturating_duration_since(now + self.cost + MARGIN);
        let rest = rest.min(left);
        (rest, REDRAW.min(left - rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn a_result_is_drawn_over_before_it_is_too_old() {
        let start = Instant::now();
        for (period, cost, age) in [
            (40, 20, 0),
            (40, 20, 190),
            (40, 120, 150),
            (1000, 20, 60),
            (8, 280, 5),
        ] {
            let mut pace = Pace::new(ms(period));
            pace.took(ms(cost));
            let expires = start + ms(300 - age);
            let now = start + ms(cost);
            let (rest, patience) = pace.waits(start, now, Some(expires));
            let redrawn = now + rest + patience;
            assert!(
                redrawn + ms(cost) <= expires.max(now + ms(cost)),
                "period {period}, cost {cost}, age {age}: drawn at {:?}",
                redrawn + ms(cost) - start
            );
            // Where nothing new came until then, that screen shows the result as too old.
            assert!(patience == REDRAW || pace.done(redrawn) > expires);
        }
    }

    #[test]
    fn what_is_no_result_is_drawn_again_for_its_age_alone() {
        let (start, pace) = (Instant::now(), Pace::new(ms(40)));
        assert_eq!(pace.waits(start, start, None), (ms(40), REDRAW));
    }

    #[test]
    fn one_quick_screen_does_not_deceive() {
        let mut pace = Pace::new(ms(40));
        pace.took(ms(160));
        pace.took(ms(1));
        assert_eq!(pace.cost, ms(150));
    }
}
