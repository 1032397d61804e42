use std::time::{Duration, Instant};

use crossbeam_channel::Sender;

use crate::{
    anatomy::View,
    capture::Frame,
    exam::{Exam, ItemState},
    sector::Picture,
};

use super::{
    capture_thread::Shot,
    event::Event,
    pipeline::{Pipeline, Reading},
    slot::{Empty, Reader, Writer},
    snapshot::{Best, Snapshot},
    state::State,
    stats::Histogram,
};

/// How long to wait for a frame before looking again; any value will do.
const PATIENCE: Duration = Duration::from_millis(500);

/// What reading did until its end.
pub(super) struct Read {
    pub pipeline: Pipeline,
    pub best: Snapshot,
    pub dropped: u64,
    /// From the moment at which a frame was taken until it lay before the detector.
    pub taken_to_detector: Histogram,
}

/// Reads frames from the slot until it closes.
pub(super) fn read(
    mut pipeline: Pipeline,
    shots: &Reader<Shot>,
    snapshots: &Writer<Snapshot>,
    events: &Sender<Event>,
) -> Read {
    let mut best = Best::default();
    let mut told = Told::new(pipeline.exam());
    let mut rate = Rate::default();
    let mut taken_to_detector = Histogram::default();
    let mut missed = None;
    loop {
        let shot = match shots.take(PATIENCE) {
            Ok(shot) => shot,
            Err(Empty::Yet) => continue,
            Err(Empty::Closed) => break,
        };
        missed = shot.missed.or(missed);
        if let Some(signal) = shot.missed {
            let gone = Frame {
                number: shot.frame.number.saturating_sub(1),
                time: shot.frame.time,
                ..Frame::default()
            };
            let reading = pipeline.no_signal(&gone);
            told.tell(events, &reading, &State::NoFrames(signal), pipeline.exam());
        }
        let before = pipeline.meters().letterbox.over;
        let (reading, state) = read_shot(&mut pipeline, &shot);
        let laid = pipeline
            .meters()
            .letterbox
            .over
            .filter(|over| Some(*over) != before);
        if let (Some(taken), Some(laid)) = (shot.taken, laid) {
            taken_to_detector.record(laid.saturating_duration_since(taken));
        }
        if reading.observation.picture == Picture::Repeated {
            // The last result stands, with its own frame and age.
            told.tell(events, &reading, &state, pipeline.exam());
            shots.give_back(shot);
            continue;
        }
        best.offer(
            &shot.frame,
            &reading,
            &state,
            pipeline.sector(),
            &pipeline.pack().thresholds,
        );
        let mut snapshot: Snapshot = snapshots.buffer();
        snapshot.take_frame(&shot.frame, reading, pipeline.sector());
        snapshot.take_exam(pipeline.exam());
        snapshot.captured = shot.arrived;
        snapshot.fps = rate.tick(shot.arrived);
        snapshot.state.clone_from(&state);
        snapshot.missed = missed.take();
        snapshots.publish(snapshot);
        told.tell(events, &reading, &state, pipeline.exam());
        shots.give_back(shot);
    }
    let best = best.finish(pipeline.exam());
    Read {
        pipeline,
        best,
        dropped: shots.dropped(),
        taken_to_detector,
    }
}

fn read_shot(pipeline: &mut Pipeline, shot: &Shot) -> (Reading, State) {
    if let Some(signal) = shot.signal {
        return (pipeline.no_signal(&shot.frame), State::NoFrames(signal));
    }
    match pipeline.step(&shot.frame) {
        Ok(reading) => (reading, State::of_picture(reading.observation.picture)),
        Err(error) => (
            pipeline.model_fault(&shot.frame),
            State::ModelFault(error.cause()),
        ),
    }
}

/// What was told last, so that only changes are told.
struct Told {
    state: State,
    view: View,
    items: Vec<ItemState>,
}

impl Told {
    fn new(exam: &Exam) -> Self {
        let items = exam.items().iter().map(|item| item.state).collect();
        Self {
            state: State::default(),
            view: View::None,
            items,
        }
    }

    /// Sends what changed of what may be shown, then the frame, for the record. Where nobody listens any more there is nobody to tell.
    fn tell(&mut self, events: &Sender<Event>, reading: &Reading, state: &State, exam: &Exam) {
        let time = reading.observation.time;
        if self.state != *state {
            self.state.clone_from(state);
            let _ = events.send(Event::State(state.clone()));
        }
        let results = exam.shown().results();
        let view = results.map_or(View::None, |_| reading.view);
        if self.view != view {
            self.view = view;
            let _ = events.send(Event::View { time, view });
        }
        let items = results.map_or(&[][..], |results| results.items());
        for (told, item) in self.items.iter_mut().zip(items) {
            if *told != item.state {
                *told = item.state;
                let _ = events.send(Event::Item {
                    time,
                    id: item.id.clone(),
                    state: item.state,
                });
            }
        }
        if reading.observation.picture != Picture::NoSignal {
            let _ = events.send(Event::Frame(*reading));
        }
    }
}

/// Frames a second, smoothed over about a second; begins anew behind a time without frames.
#[derive(Default)]
struct Rate {
    last: Option<Instant>,
    period_s: Option<f32>,
}

impl Rate {
    fn tick(&mut self, arrived: Option<Instant>) -> Option<f32> {
        let Some(now) = arrived else {
            *self = Self::default();
            return None;
        };
        let step_s = self
            .last
            .replace(now)
            .map(|last| (now - last).as_secs_f32())?;
        let period_s = self.period_s.map_or(step_s, |old| {
            let weight = (step_s / (1.0 + step_s)).min(1.0);
            old + weight * (step_s - old)
        });
        self.period_s = Some(period_s);
        (period_s > 0.0).then(|| 1.0 / period_s)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Rate;

    #[test]
    fn the_rate_is_that_of_the_frames() {
        let (mut rate, start) = (Rate::default(), Instant::now());
        assert_eq!(rate.tick(Some(start)), None);
        let fps = (1..100)
            .filter_map(|n| rate.tick(Some(start + n * Duration::from_millis(40))))
            .last();
        assert!((fps.unwrap() - 25.0).abs() < 0.1, "{fps:?}");
        let later = start + Duration::from_secs(60);
        assert_eq!((rate.tick(None), rate.tick(Some(later))), (None, None));
    }
}
