//! Fills the facts of a moment from the pipeline, in buffers that are used again.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use link::{
    ExamFacts, Facts, FindingsFacts, HealthFacts, Hub, ItemFacts, MeasureFacts, RateFacts,
    wire::{
        self,
        messages::{Measure, Reveal, State as Wired, View as Seen, Withheld},
    },
};

use crate::{
    anatomy::StructureMap,
    exam::{
        Exam, Item,
        measure::{self, Quantity, z_score},
        protocol, rhythm,
    },
    service::{Pipeline, Reading, State},
};

use super::words::{self, low, milliseconds};

/// How often measurements are put into words: they change with frames, and nobody reads faster.
const MEASURES_EVERY: Duration = Duration::from_millis(200);
/// How often the score is made.
const FINDINGS_EVERY: Duration = Duration::from_secs(2);
/// In a snapshot's byte: it counts as seen.
const SEEN: u8 = 0x80;
/// In a snapshot's byte: the model does not look for it.
const NOT_LOOKED_FOR: u8 = 127;

/// What is measured, and its number in the contract.
pub(super) const MEASURES: [(Quantity, Measure); 9] = [
    (Quantity::Axis, Measure::Axis),
    (Quantity::HeartChestDiameter, Measure::HeartChestDiameter),
    (Quantity::HeartChestArea, Measure::HeartChestArea),
    (
        Quantity::HeartChestCircumference,
        Measure::HeartChestCircumference,
    ),
    (Quantity::RvLvWidth, Measure::RvLvWidth),
    (Quantity::RaLaWidth, Measure::RaLaWidth),
    (Quantity::TricuspidMitral, Measure::TricuspidMitralWidth),
    (Quantity::ValveOffset, Measure::ValveOffset),
    (Quantity::PulmonaryAorta, Measure::PulmonaryAortaWidth),
];

/// A moment, beside what the pipeline knows.
#[derive(Debug)]
pub struct Moment<'a> {
    /// What was found in the frame; `None` before the first one.
    pub reading: Option<&'a Reading>,
    /// What the service does.
    pub state: &'a State,
    /// When the frame came; `None` where nothing is live.
    pub captured: Option<Instant>,
    /// Frames read a second.
    pub fps: Option<f32>,
    /// Frames that were dropped.
    pub dropped: u64,
}

/// Fills facts and publishes them, without ever waiting.
#[derive(Debug)]
pub struct Filler {
    hub: Arc<Hub>,
    spare: Facts,
    measured: Option<Instant>,
    measures: Vec<MeasureFacts>,
    rate: RateFacts,
    assessed: Option<Instant>,
    findings: Option<FindingsFacts>,
    read: u32,
    health: HealthFacts,
    /// Whether results were shown in the last moment.
    shown: bool,
    /// Facts that nobody has yet, because a session was reading.
    waiting: bool,
}

impl Filler {
    /// Publishes to a hub.
    #[must_use]
    pub fn new(hub: Arc<Hub>) -> Self {
        Self {
            hub,
            spare: Facts::default(),
            measured: None,
            measures: Vec::with_capacity(MEASURES.len()),
            rate: RateFacts::default(),
            assessed: None,
            findings: None,
            read: 0,
            health: HealthFacts::default(),
            shown: false,
            waiting: false,
        }
    }

    /// Publishes a moment.
    pub fn publish(&mut self, pipeline: &Pipeline, moment: &Moment) {
        let now = Instant::now();
        let due = |then: Option<Instant>, every| then.is_none_or(|then| now >= then + every);
        self.read = self
            .read
            .saturating_add(u32::from(moment.captured.is_some()));
        let exam = pipeline.exam();
        let shown = exam.shown().results();
        if std::mem::replace(&mut self.shown, shown.is_some()) != self.shown {
            (self.measured, self.assessed) = (None, None);
        }
        if due(self.measured, MEASURES_EVERY) {
            self.measured = Some(now);
            self.measure(exam);
            let times = &pipeline.meters().detect.times;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it saturates"
            )]
            let us = |ms: f64| (ms * 1000.0) as u32;
            (
                self.health.inference_median_us,
                self.health.inference_p99_us,
            ) = (us(times.median_ms()), us(times.p99_ms()));
        }
        if due(self.assessed, FINDINGS_EVERY) {
            self.assessed = Some(now);
            self.findings = shown.and_then(|results| results.findings()).map(findings);
        }
        self.fill(pipeline, moment);
        self.waiting = !self.hub.publish(&mut self.spare);
    }

    /// Publishes what a session was in the way of, where there is such.
    pub fn flush(&mut self) {
        if self.waiting {
            self.waiting = !self.hub.publish(&mut self.spare);
        }
    }

    fn fill(&mut self, pipeline: &Pipeline, moment: &Moment) {
        let (exam, facts) = (pipeline.exam(), &mut self.spare);
        let shown = exam.shown().results();
        if let Some(reading) = moment.reading {
            facts.frame = low(reading.observation.frame);
            facts.time_ms = milliseconds(reading.observation.time);
        }
        facts.captured = moment.captured;
        facts.state = words::state(moment.state);
        facts.state_name = moment.state.name();
        facts.fault.clear();
        facts
            .fault
            .push_str(moment.state.fault().unwrap_or_default());
        facts.exam = exam_facts(exam);
        let live = facts.state == Wired::Running;
        facts.structures.clear();
        facts.view = Seen::Unspecified;
        if shown.is_some() {
            facts.view = moment
                .reading
                .filter(|_| live)
                .map_or(Seen::None, |r| words::view(r.view));
            if let Some(reading) = moment.reading.filter(|_| live) {
                let thresholds = &pipeline.pack().thresholds;
                facts.structures.extend(structures(reading, thresholds));
            }
        }
        let items = shown.map_or(&[][..], |results| results.items());
        facts.items.resize_with(items.len(), ItemFacts::default);
        for (facts, item) in facts.items.iter_mut().zip(items) {
            take_item(facts, item);
        }
        facts.measures.clear();
        facts.heart_rate = RateFacts::default();
        facts.findings = None;
        if shown.is_some() {
            facts.measures.extend_from_slice(&self.measures);
            facts.heart_rate = self.rate;
            facts.findings.clone_from(&self.findings);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it saturates"
        )]
        let fps_milli = (moment.fps.unwrap_or_default() * 1000.0) as u32;
        facts.health = HealthFacts {
            fps_milli,
            frames_read: self.read,
            frames_dropped: u32::try_from(moment.dropped).unwrap_or(u32::MAX),
            ..self.health
        };
    }

    fn measure(&mut self, exam: &Exam) {
        self.measures.clear();
        if exam.shown().results().is_none() {
            return;
        }
        let age = exam.entered().age;
        for (quantity, measure) in MEASURES {
            let facts = match exam.measures().reading(quantity) {
                Ok(reading) => MeasureFacts {
                    measure,
                    withheld: Withheld::Unspecified,
                    value_milli: milli(reading.value),
                    spread_milli: milli(reading.spread).unsigned_abs(),
                    confidence_percent: percent(reading.confidence),
                    frames: reading.frames,
                    of: [reading.span[0], reading.span[1], reading.best].map(low),
                    z_score_milli: z_score(quantity, reading.value, age).ok().map(milli),
                },
                Err(why) => MeasureFacts {
                    measure,
                    withheld: withheld(why),
                    ..MeasureFacts::default()
                },
            };
            self.measures.push(facts);
        }
        let rhythm = exam.heartbeat().best();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "below 2400"
        )]
        let deci = |bpm: f64| (bpm * 10.0).round() as u32;
        self.rate = match rhythm.bpm {
            Some(bpm) => RateFacts {
                deci: deci(bpm),
                error_deci: deci(rhythm.error_bpm),
                withheld: Withheld::Unspecified,
            },
            None => RateFacts {
                withheld: rhythm.withheld.map_or(Withheld::NotShown, no_rate),
                ..RateFacts::default()
            },
        };
    }
}

/// How an exam goes.
pub(super) fn exam_facts(exam: &Exam) -> ExamFacts {
    let (protocol, entered) = (exam.protocol(), exam.entered());
    let log = protocol.log();
    let marks = log
        .iter()
        .filter(|entry| matches!(entry.event, protocol::Event::Marked { .. }));
    let judged = log.iter().rev().find_map(|entry| match entry.event {
        protocol::Event::Judged { .. } => Some(true),
        protocol::Event::Ended(_) | protocol::Event::Resumed => Some(false),
        _ => None,
    });
    let days = |age: crate::exam::GestationalAge| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most 300"
        )]
        let days = (age.weeks() * 7.0).round() as u32;
        days
    };
    ExamFacts {
        state: words::exam_state(protocol.state()),
        reveal: match protocol.settings().reveal {
            protocol::Reveal::Live => Reveal::Live,
            protocol::Reveal::AfterJudgement => Reveal::AfterJudgement,
        },
        withheld: exam.shown().results().is_none(),
        age_days: entered.age.map_or(0, days),
        left: words::side(entered.left),
        fetus: entered.fetus.map_or(0, u32::from),
        marks: u32::try_from(marks.count()).unwrap_or(u32::MAX),
        judged: judged.unwrap_or(false),
    }
}

fn structures<'a>(
    reading: &'a Reading,
    thresholds: &'a StructureMap<f32>,
) -> impl Iterator<Item = u8> + 'a {
    let found = reading.observation.structures.iter();
    found.map(|(structure, found)| {
        let threshold = thresholds[structure];
        if threshold >= 1.0 {
            return NOT_LOOKED_FOR;
        }
        let seen = if found.confidence >= threshold {
            SEEN
        } else {
            0
        };
        #[expect(clippy::cast_possible_truncation, reason = "at most 100")]
        let percent = percent(found.confidence) as u8;
        seen | percent
    })
}

fn take_item(facts: &mut ItemFacts, item: &Item) {
    facts.state = words::item_state(item.state);
    facts.confidence_percent = percent(item.confidence);
    facts.frame = item
        .frame
        .zip(item.time)
        .map(|(frame, time)| (low(frame), milliseconds(time)));
    facts.reason.clone_from(&item.reason);
}

fn findings<E: ToString>(
    assessed: Result<crate::exam::score::whole::Assessment, E>,
) -> FindingsFacts {
    match assessed {
        Ok(assessment) => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "0 to 1000"
            )]
            let score = (assessment.score * 1000.0).round() as u32;
            FindingsFacts {
                score_milli: Some(score),
                withheld: String::new(),
                look_again: assessment.signs.iter().map(ToString::to_string).collect(),
            }
        }
        Err(why) => FindingsFacts {
            withheld: why.to_string(),
            ..FindingsFacts::default()
        },
    }
}

const fn withheld(why: measure::Withheld) -> Withheld {
    match why {
        measure::Withheld::NotShown => Withheld::NotShown,
        measure::Withheld::TooFew => Withheld::TooFew,
        measure::Withheld::Missing => Withheld::Missing,
        measure::Withheld::ViewQuality => Withheld::ViewQuality,
        measure::Withheld::Cut => Withheld::Cut,
        measure::Withheld::Angle => Withheld::Angle,
        measure::Withheld::NoFront => Withheld::NoFront,
        measure::Withheld::Scatter => Withheld::Scatter,
        measure::Withheld::Side(_) => Withheld::Laterality,
    }
}

const fn no_rate(why: rhythm::Withheld) -> Withheld {
    match why {
        rhythm::Withheld::NotSeen => Withheld::Missing,
        rhythm::Withheld::TooShort => Withheld::TooFew,
        rhythm::Withheld::TooFewFrames => Withheld::TooSlow,
        rhythm::Withheld::NotPeriodic => Withheld::NotPeriodic,
    }
}

/// Thousandths.
fn milli(value: f32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
    let milli = (value * 1000.0).round() as i32;
    milli
}

/// Per cent of a confidence.
fn percent(confidence: f32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100"
    )]
    let percent = (confidence.clamp(0.0, 1.0) * 100.0).round() as u32;
    percent
}

// As many bytes as the contract has structures.
const _: () =
    assert!(wire::messages::Structure::Trachea.0 as usize == crate::anatomy::Structure::COUNT);
