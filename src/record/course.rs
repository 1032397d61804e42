//! How an exam went, and its findings, as `exam.json` has them.

use serde::{Deserialize, Serialize};

use super::round;
use crate::{
    anatomy::View,
    exam::{
        Exam,
        protocol::{Entry, Event, Sweep, Told},
        score::whole::{Assessment, Sign, TooLittle},
    },
};

/// State, sweeps and log of an exam.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CourseRecord {
    state: &'static str,
    /// When what was found may be shown.
    reveal: &'static str,
    sweeps: Vec<SweepLine>,
    log: Vec<LogLine>,
}

#[derive(Clone, Debug, Serialize)]
struct SweepLine {
    first_frame: u64,
    last_frame: u64,
    first_ms: f64,
    last_ms: f64,
    views: Vec<SweepViewLine>,
}

#[derive(Clone, Debug, Serialize)]
struct SweepViewLine {
    view: &'static str,
    frames: u64,
    first_ms: f64,
    last_ms: f64,
    longest_ms: f64,
}

#[derive(Clone, Debug, Serialize)]
struct LogLine {
    time_ms: f64,
    event: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    /// The frame that was marked.
    #[serde(skip_serializing_if = "Option::is_none")]
    frame: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    judgement: Option<JudgementLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<ToldLine>,
}

/// What the examiner said.
#[derive(Clone, Debug, Serialize)]
struct JudgementLine {
    heart: &'static str,
    vessels: &'static str,
    /// Nothing that the exam found had been shown.
    unaided: bool,
}

/// What the exam had to tell: how many items in each state, and the score.
#[derive(Clone, Debug, Serialize)]
struct ToldLine {
    cannot_assess: u16,
    not_seen: u16,
    seen: u16,
    meets: u16,
    outside: u16,
    score: Option<f64>,
}

impl CourseRecord {
    pub fn of(exam: &Exam) -> Self {
        let protocol = exam.protocol();
        Self {
            state: protocol.state().name(),
            reveal: protocol.settings().reveal.name(),
            sweeps: protocol.sweeps().iter().map(SweepLine::of).collect(),
            log: protocol.log().iter().map(LogLine::of).collect(),
        }
    }
}

impl SweepLine {
    fn of(sweep: &Sweep) -> Self {
        let views = View::SWEEP.into_iter().zip(&sweep.views);
        let views = views.filter(|(_, of)| of.frames > 0);
        Self {
            first_frame: sweep.first_frame,
            last_frame: sweep.last_frame,
            first_ms: round::milliseconds(sweep.first),
            last_ms: round::milliseconds(sweep.last),
            views: views
                .map(|(view, of)| SweepViewLine {
                    view: view.name(),
                    frames: of.frames,
                    first_ms: round::milliseconds(of.first),
                    last_ms: round::milliseconds(of.last),
                    longest_ms: round::milliseconds(of.longest),
                })
                .collect(),
        }
    }
}

impl LogLine {
    fn of(entry: &Entry) -> Self {
        let (mut by, mut frame, mut judgement, mut told) = (None, None, None, None);
        match entry.event {
            Event::Began(who) | Event::Ended(who) => by = Some(who.name()),
            Event::Resumed => {}
            Event::Marked { frame: marked } => frame = Some(marked),
            Event::Judged {
                judgement: said,
                unaided,
                told: then,
            } => {
                judgement = Some(JudgementLine {
                    heart: said.heart.name(),
                    vessels: said.vessels.name(),
                    unaided,
                });
                told = Some(ToldLine::of(&then));
            }
            Event::Closed(then) | Event::Abandoned(then) => told = Some(ToldLine::of(&then)),
        }
        Self {
            time_ms: round::milliseconds(entry.time),
            event: entry.event.name(),
            by,
            frame,
            judgement,
            told,
        }
    }
}

impl ToldLine {
    fn of(told: &Told) -> Self {
        let [cannot_assess, not_seen, seen, meets, outside] = told.items;
        Self {
            cannot_assess,
            not_seen,
            seen,
            meets,
            outside,
            score: told.score.map(round::thousandths),
        }
    }
}

/// The findings in `exam.json`: apart from what was seen, and left out where a site wants none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FindingsRecord {
    /// 0 to 1, to thousandths; see [`Assessment::score`]. `None` where it is withheld.
    pub score: Option<f64>,
    /// Why it is withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<String>,
    /// What to look at again, what adds most first.
    pub look_again: Vec<FindingRecord>,
}

/// Something to look at again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingRecord {
    /// For people: "look again at ...", and why.
    pub words: String,
    /// The view.
    pub view: String,
    /// The items of the checklist that it belongs to.
    pub items: Vec<String>,
    /// Numbers of the first and the last frame behind it, where they are known.
    pub frames: Option<[u64; 2]>,
    /// What it adds to the score, log-odds.
    pub adds: f64,
}

impl FindingsRecord {
    pub(super) fn of(findings: &Result<Assessment, TooLittle>) -> Self {
        match findings {
            Ok(assessment) => Self {
                score: Some(round::thousandths(assessment.score)),
                withheld: None,
                look_again: assessment.signs.iter().map(FindingRecord::of).collect(),
            },
            Err(why) => Self {
                withheld: Some(why.to_string()),
                ..Self::default()
            },
        }
    }
}

impl FindingRecord {
    fn of(sign: &Sign) -> Self {
        Self {
            words: sign.to_string(),
            view: sign.view.name().to_owned(),
            items: sign.items.clone(),
            frames: sign.frames,
            adds: round::thousandths(sign.adds),
        }
    }
}
