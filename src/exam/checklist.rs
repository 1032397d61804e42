//! What can be said of each checklist item.
//!
//! An item that needs presence is seen once all its structures reach their thresholds together, in
//! the item's view, in three frames in a row or within half a second; then it stays seen. It is not
//! seen where the view was held (or never shown) and that did not happen; a view shown too briefly
//! cannot be assessed. A clip of one picture is judged by that picture. An item that needs more than
//! presence has to be seen first; then its rule (`rules`) says more, by what was measured.

mod margins;
mod rules;
mod words;

use std::time::Duration;

use super::{Item, ItemState, Observation, item::EVIDENCE_MAX};
use crate::anatomy::{ItemSpec, Needs, Rule, Structure, StructureMap, View};
use rules::Verdict;

pub(super) use rules::{Facts, Rate};

/// In how many frames the structures have to be found together.
const FRAMES_MIN: usize = 3;
/// Within which time those frames lie, unless they follow one another: a slow source has fewer.
const FRAMES_WITHIN: Duration = Duration::from_millis(500);
/// How long a view has to be shown for "not found in this view".
pub(super) const HELD_MIN: Duration = Duration::from_millis(500);

/// How far a view has been shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    NoPicture,
    Never,
    Briefly,
    Held,
}

/// A live frame with its view.
#[derive(Clone, Copy)]
pub(super) struct Live<'a> {
    pub observation: &'a Observation,
    pub view: View,
    pub thresholds: &'a StructureMap<f32>,
    /// It is the only picture of the exam.
    pub lone: bool,
}

/// What the state and its reason follow from. They are written anew only when it changes.
#[expect(
    clippy::large_enum_variant,
    reason = "a box would cost an allocation a frame"
)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    NoPicture,
    /// Bit `i` is set where the model does not look for the item's structure `i`.
    Unknown(u32),
    /// What the item's rule says.
    Judged(Verdict),
    NotShown,
    Brief,
    /// Bit `i` is set where the item's structure `i` was never found in the view.
    Missing(u32),
    Seen,
}

/// The memory behind one item.
#[derive(Clone, Debug)]
pub(super) struct Tracker {
    phase: Phase,
    /// Bit `i` is set where the model does not look for the item's structure `i`.
    unknown: u32,
    missing: u32,
    recent: [Option<Duration>; FRAMES_MIN],
    in_a_row: usize,
    confirmed: bool,
    best_any: f32,
    best: Option<(f32, u64, Duration)>,
}

impl Tracker {
    pub(super) fn new(spec: &ItemSpec, thresholds: &StructureMap<f32>) -> Self {
        let unknown = |s: &Structure| u32::from(thresholds[*s] >= UNKNOWN_MIN);
        let bits = spec.structures.iter().enumerate();
        Self {
            phase: Phase::NoPicture,
            unknown: bits.map(|(i, structure)| unknown(structure) << i).sum(),
            missing: (1 << spec.structures.len()) - 1,
            recent: [None; FRAMES_MIN],
            in_a_row: 0,
            confirmed: false,
            best_any: 0.0,
            best: None,
        }
    }

    pub(super) fn item(spec: &ItemSpec) -> Item {
        Item {
            id: spec.id.clone(),
            view: spec.view,
            label: spec.label.clone(),
            state: ItemState::CannotAssess,
            confidence: 0.0,
            frame: None,
            time: None,
            reason: {
                let mut reason = String::with_capacity(REASON_BYTES);
                reason.push_str(NO_PICTURE);
                reason
            },
            rule: spec.rule,
            evidence: [None; EVIDENCE_MAX],
        }
    }

    /// Takes a frame in: `live` where the picture was, `shown` for the item's view.
    pub(super) fn update(
        &mut self,
        spec: &ItemSpec,
        item: &mut Item,
        live: Option<Live>,
        shown: Shown,
        facts: &Facts,
    ) {
        let in_view = live.filter(|l| spec.view == View::None || spec.view == l.view);
        let together = in_view.is_some_and(|l| self.take(spec, &l));
        self.in_a_row = if together { self.in_a_row + 1 } else { 0 };
        self.confirmed |= self.in_a_row >= FRAMES_MIN;
        let seen = self.confirmed || (together && in_view.is_some_and(|l| l.lone));
        // What a person enters, and what any view can settle, is not looked for in a view.
        let of_view = !matches!(spec.rule, Rule::LateralityEntered | Rule::HeartRate);
        let phase = match shown {
            Shown::NoPicture => Phase::NoPicture,
            _ if of_view && self.unknown != 0 => Phase::Unknown(self.unknown),
            _ if seen && spec.needs == Needs::Presence => Phase::Seen,
            Shown::Never if of_view && spec.view != View::None => Phase::NotShown,
            Shown::Briefly if of_view && !seen => Phase::Brief,
            Shown::Held if of_view && !seen && !spec.structures.is_empty() => {
                Phase::Missing(self.missing)
            }
            _ => Phase::Judged(rules::judge(spec, facts)),
        };
        if phase != self.phase {
            self.phase = phase;
            item.state = phase.state();
            phase.explain(spec, facts, &mut item.reason);
            item.evidence = match phase {
                Phase::Judged(verdict) => verdict.evidence,
                _ => [None; EVIDENCE_MAX],
            };
        }
        let evidence = self.best.filter(|_| item.state.is_seen());
        item.frame = evidence.map(|(_, frame, _)| frame);
        item.time = evidence.map(|(_, _, time)| time);
        item.confidence = evidence.map_or(self.best_any, |(confidence, _, _)| confidence);
    }

    /// Takes a frame of the item's view in; true where all structures were found in it.
    fn take(&mut self, spec: &ItemSpec, live: &Live) -> bool {
        let (mut weakest, mut absent) = (1.0_f32, 0_u32);
        for (i, structure) in spec.structures.iter().enumerate() {
            let confidence = live.observation.structures[*structure].confidence;
            weakest = weakest.min(if confidence.is_nan() { 0.0 } else { confidence });
            if confidence.is_nan() || confidence < live.thresholds[*structure] {
                absent |= 1 << i;
            }
        }
        self.missing &= absent;
        if spec.structures.is_empty() {
            return false;
        }
        self.best_any = self.best_any.max(weakest);
        if absent != 0 {
            return false;
        }
        let Observation { frame, time, .. } = *live.observation;
        if self.best.is_none_or(|(best, _, _)| weakest > best) {
            self.best = Some((weakest, frame, time));
        }
        self.recent.rotate_left(1);
        self.recent[FRAMES_MIN - 1] = Some(time);
        let first = self.recent[0].and_then(|first| time.checked_sub(first));
        self.confirmed |= first.is_some_and(|span| span <= FRAMES_WITHIN);
        true
    }
}

/// A structure with this threshold is one that the model does not look for: it can say nothing of it.
const UNKNOWN_MIN: f32 = 1.0;

/// Room for the longest reason: it is written anew while the numbers behind it change.
const REASON_BYTES: usize = 512;

const NO_PICTURE: &str = "no picture analysed yet";

impl Phase {
    fn state(self) -> ItemState {
        match self {
            Self::NoPicture | Self::Unknown(_) | Self::Brief => ItemState::CannotAssess,
            Self::Judged(verdict) => verdict.state,
            Self::NotShown | Self::Missing(_) => ItemState::NotSeen,
            Self::Seen => ItemState::Seen,
        }
    }

    fn explain(self, spec: &ItemSpec, facts: &Facts, reason: &mut String) {
        reason.clear();
        reason.push_str(match self {
            Self::NoPicture => NO_PICTURE,
            Self::Unknown(_) => "cannot assess: this model does not look for ",
            Self::NotShown => "view not shown",
            Self::Brief => "cannot assess: view shown too briefly",
            Self::Seen => "found together in this view",
            Self::Missing(0) => "not found together in three frames",
            Self::Missing(_) => "not found in this view: ",
            Self::Judged(_) => "",
        });
        match self {
            Self::Judged(verdict) => {
                words::explain(&verdict, facts.entered, reason);
            }
            Self::Missing(missing) | Self::Unknown(missing) => {
                let absent = spec
                    .structures
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| missing >> i & 1 == 1);
                for (n, (_, structure)) in absent.enumerate() {
                    reason.push_str(if n == 0 { "" } else { ", " });
                    reason.extend(
                        structure
                            .name()
                            .chars()
                            .map(|c| if c == '_' { ' ' } else { c }),
                    );
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
