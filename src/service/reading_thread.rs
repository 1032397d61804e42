use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender};

use crate::{capture::Frame, link::Moment, sector::Picture};

use super::{
    capture_thread::Shot,
    commands_thread::{LINES_MAX, Line},
    event::Event,
    heartbeat::Pulse,
    links::LinkEnd,
    pipeline::{Pipeline, Reading},
    slot::{Empty, Reader, Writer},
    snapshot::{Best, Snapshot},
    state::State,
    stats::Histogram,
    told::Told,
    updates::Updates,
};

/// How long to wait for a frame before looking for commands again.
const PATIENCE: Duration = Duration::from_millis(100);

/// What reading did until its end.
pub(super) struct Read {
    pub pipeline: Pipeline,
    pub best: Snapshot,
    pub dropped: u64,
    /// From the moment at which a frame was taken until it lay before the detector.
    pub taken_to_detector: Histogram,
}

/// What reads, and who else is asked and told between frames.
pub(super) struct Reads {
    pub pipeline: Pipeline,
    pub link: Option<LinkEnd>,
    pub updates: Updates,
}

/// Reads frames from the slot until it closes. What the examiner says is done between frames, at the time
/// of the last one. While this version is replaced, frames are read and nothing of them is shown.
pub(super) fn read(
    reads: Reads,
    shots: &Reader<Shot>,
    lines: &Receiver<Line>,
    snapshots: &Writer<Snapshot>,
    events: &Sender<Event>,
    pulse: &Pulse,
) -> Read {
    let Reads {
        mut pipeline,
        mut link,
        mut updates,
    } = reads;
    let mut best = Best::default();
    let mut told = Told::new(pipeline.exam());
    let mut rate = Rate::default();
    let mut taken_to_detector = Histogram::default();
    let mut missed = None;
    if let Some(link) = &mut link {
        let moment = Moment {
            reading: None,
            state: &State::Starting,
            captured: None,
            fps: None,
            dropped: 0,
        };
        link.publish(&pipeline, &moment);
    }
    loop {
        pulse.beat();
        for line in lines.try_iter().take(LINES_MAX) {
            // Who gave it reads the answer among the events.
            let _ = told.answer(events, line, &mut pipeline);
        }
        if let Some(link) = &mut link {
            link.answer(&mut told, events, &mut pipeline);
        }
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
        let (reading, found) = read_shot(&mut pipeline, &shot);
        let updating = updates.state(Instant::now());
        let state = updating.unwrap_or(&found);
        let laid = pipeline
            .meters()
            .letterbox
            .over
            .filter(|over| Some(*over) != before);
        if let (Some(taken), Some(laid)) = (shot.taken, laid) {
            taken_to_detector.record(laid.saturating_duration_since(taken));
        }
        if reading.observation.picture == Picture::Repeated && updating.is_none() {
            // The last result stands, with its own frame and age.
            told.tell(events, &reading, state, pipeline.exam());
            shots.give_back(shot);
            continue;
        }
        best.offer(
            &shot.frame,
            &reading,
            &found,
            pipeline.sector(),
            &pipeline.pack().thresholds,
        );
        let mut snapshot: Snapshot = snapshots.buffer();
        snapshot.take_frame(&shot.frame, reading, pipeline.sector());
        snapshot.take_exam(&pipeline);
        snapshot.captured = shot.arrived;
        snapshot.fps = rate.tick(shot.arrived);
        snapshot.state.clone_from(state);
        snapshot.missed = missed.take();
        if let Some(link) = &mut link {
            let moment = Moment {
                reading: Some(&reading),
                state,
                captured: shot.arrived,
                fps: snapshot.fps,
                dropped: shots.dropped(),
            };
            link.publish(&pipeline, &moment);
        }
        snapshots.publish(snapshot);
        told.tell(events, &reading, state, pipeline.exam());
        shots.give_back(shot);
    }
    for line in lines.try_iter().take(LINES_MAX) {
        let _ = told.answer(events, line, &mut pipeline);
    }
    pipeline.finish();
    told.tell_exam(events, pipeline.exam());
    let best = best.finish(&pipeline);
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
