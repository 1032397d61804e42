//! The rules that settle items by what was measured.
//!
//! Where a criterion is a matter of sides or of order, its margins are those from which the middles of
//! boxes tell it plainly (assumed); between them nothing is said. Where a criterion has no published
//! number, and is no plain matter of order, the number is shown and the item is "seen" at most.

use super::margins::{self, Margin};
use crate::{
    anatomy::{ItemSpec, Measure, Rule},
    exam::{
        Entered, ItemState,
        item::{EVIDENCE_MAX, Evidence},
        measure::{Measures, Quantity, Reading, Withheld, z_score},
    },
};

use Quantity as Q;

/// What the rules go by.
#[derive(Clone, Copy)]
pub(in crate::exam) struct Facts<'a> {
    pub measures: &'a Measures,
    pub entered: Entered,
    /// The heart rate, where a rhythm was found; `Err` says why there is none.
    pub rate: Result<Rate, &'static str>,
    /// Whether tricuspid and mitral valve were seen to open with the beat; false says nothing.
    pub valves_move: [bool; 2],
}

/// A heart rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::exam) struct Rate {
    /// Beats a minute, and its standard error.
    pub bpm: [f32; 2],
    /// Whether it was shown that one beat takes as long as the next.
    pub is_regular: bool,
}

/// Why a rule says what it says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Because {
    /// No rule of the program settles the item.
    NoRule,
    /// What was measured meets the criterion, or does not.
    Measured,
    /// It lies too near to the edge of what the boxes tell.
    Close,
    /// The checklist has no limits: the number is shown.
    NoLimits,
    /// It has limits for some weeks of pregnancy: the age is not known, or it is another.
    NoLimitsForAge,
    /// The tricuspid valve is nearer to the apex; how much in millimetres is not known.
    NoScale,
    /// A measurement is withheld.
    Withheld(Withheld),
    /// It was measured, but towards which side is not known.
    SideUnknown(Withheld),
    /// The side that the examiner entered.
    Entered,
    /// So many frames of so many show a round chest with its spine.
    Chest([u32; 2]),
    /// The heart rate.
    Rate(Rate),
    /// There is no heart rate.
    NoRate(&'static str),
    /// Tricuspid and mitral valve were seen to open with the beat, or not.
    Valves([bool; 2]),
}

/// What a rule says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verdict {
    pub state: ItemState,
    pub because: Because,
    pub evidence: [Option<Evidence>; EVIDENCE_MAX],
}

impl Verdict {
    pub const NOTHING: Self = Self {
        state: ItemState::CannotAssess,
        because: Because::NoRule,
        evidence: [None; EVIDENCE_MAX],
    };

    fn new(state: ItemState, because: Because) -> Self {
        Self {
            state,
            because,
            ..Self::NOTHING
        }
    }

    fn withheld(why: Withheld) -> Self {
        Self::new(ItemState::CannotAssess, Because::Withheld(why))
    }

    fn with(mut self, numbers: impl IntoIterator<Item = Evidence>) -> Self {
        for (slot, number) in self.evidence.iter_mut().zip(numbers) {
            *slot = Some(number);
        }
        self
    }
}

/// In how many frames a round chest has to be found.
const CHEST_FRAMES_MIN: u32 = 3;

/// What the item's rule says.
pub(super) fn judge(spec: &ItemSpec, facts: &Facts) -> Verdict {
    let judge = Judge { spec, facts };
    match spec.rule {
        Rule::None | Rule::Presence => Verdict::NOTHING,
        Rule::LateralityEntered => judge.entered(),
        Rule::ViewQuality => judge.chest(),
        Rule::HeartRate => judge.rate(),
        Rule::ValvesMove => judge.valves(),
        Rule::StomachSide => judge.places(margins::STOMACH),
        Rule::AortaAndVenaCavaSides => judge.places(margins::AORTA_AND_CAVA),
        Rule::HeartSide => judge.places(margins::HEART),
        Rule::HeartAndApexSide => judge.places(margins::HEART_AND_APEX),
        Rule::AortaBeforeSpine => judge.places(margins::AORTA),
        Rule::ChamberOrder => judge.places(margins::CHAMBERS),
        Rule::Crossing => judge.places(margins::CROSSING),
        Rule::VesselOrder => judge.places(margins::ORDER),
        Rule::VesselPosition => judge.places(margins::POSITION),
        Rule::VesselSizes => judge.places(margins::SIZES),
        Rule::ArchesLeftOfTrachea => judge.places(margins::ARCHES),
        Rule::Axis => judge.axis(),
        Rule::HeartSize => judge.sizes(&[
            Q::HeartChestArea,
            Q::HeartChestCircumference,
            Q::HeartChestDiameter,
        ]),
        Rule::AtrialRatio => judge.sizes(&[Q::RaLaWidth]),
        Rule::VentricularRatio => judge.sizes(&[Q::RvLvWidth]),
        Rule::ValveOffset => judge.offset(),
    }
}

struct Judge<'a> {
    spec: &'a ItemSpec,
    facts: &'a Facts<'a>,
}

impl Judge<'_> {
    fn evidence(&self, quantity: Quantity, reading: Reading) -> Evidence {
        let age = self.facts.entered.age;
        let weeks = age.map(|age| age.completed_weeks());
        let limits = quantity
            .measure()
            .and_then(|m| self.spec.threshold(m, weeks));
        Evidence {
            quantity,
            reading,
            limits: limits.map_or([None; 2], |t| [t.min, t.max]),
            z_score: z_score(quantity, reading.value, age),
        }
    }

    fn read(&self, quantity: Quantity) -> Result<Evidence, Withheld> {
        let reading = self.facts.measures.reading(quantity)?;
        Ok(self.evidence(quantity, reading))
    }

    /// All have to meet their margins; one that is clearly beyond is enough for "outside".
    fn places(&self, margins: &[Margin]) -> Verdict {
        let mut numbers = [None; EVIDENCE_MAX];
        let (mut withheld, mut state) = (None, Some(ItemState::Meets));
        for (margin, slot) in margins.iter().zip(&mut numbers) {
            match self.read(margin.quantity) {
                Ok(number) => {
                    *slot = Some(number);
                    state = match (state, margin.of(number.reading.value)) {
                        (Some(ItemState::Outside), _) | (_, Some(ItemState::Outside)) => {
                            Some(ItemState::Outside)
                        }
                        (state, Some(_)) => state,
                        (_, None) => None,
                    };
                }
                Err(why) => withheld = withheld.or(Some(why)),
            }
        }
        let verdict = match (state, withheld) {
            (Some(ItemState::Outside), _) => Verdict::new(ItemState::Outside, Because::Measured),
            (_, Some(why)) => Verdict::withheld(why),
            (Some(state), None) => Verdict::new(state, Because::Measured),
            (None, None) => Verdict::new(ItemState::CannotAssess, Because::Close),
        };
        verdict.with(numbers.into_iter().flatten())
    }

    /// Whether numbers are within the checklist's limits, and further from them than the error of
    /// measuring.
    fn limits(&self, numbers: [Option<Evidence>; EVIDENCE_MAX]) -> Verdict {
        let weeks = self.facts.entered.age.map(|age| age.completed_weeks());
        let (mut judged, mut outside, mut not_for_age) = (false, false, false);
        let mut close = false;
        for number in numbers.iter().flatten() {
            let Some(measure) = number.quantity.measure() else {
                continue;
            };
            match self.spec.threshold(measure, weeks) {
                Some(limits) => {
                    judged = true;
                    let value = f64::from(rounded(number));
                    let error = f64::from(number.quantity.error());
                    let around = [value - error, value, value + error];
                    let met = around.map(|value| limits.is_met_by(value));
                    outside |= met == [false; 3];
                    close |= met != [true; 3];
                }
                None => {
                    let thresholds = &self.spec.thresholds;
                    not_for_age |= thresholds.iter().any(|t| t.measure == measure);
                }
            }
        }
        let (state, because) = if outside {
            (ItemState::Outside, Because::Measured)
        } else if not_for_age {
            (ItemState::CannotAssess, Because::NoLimitsForAge)
        } else if close {
            (ItemState::CannotAssess, Because::Close)
        } else if judged {
            (ItemState::Meets, Because::Measured)
        } else {
            (ItemState::Seen, Because::NoLimits)
        };
        Verdict::new(state, because).with(numbers.into_iter().flatten())
    }

    /// Of several sizes those count that have limits; without any the first.
    fn sizes(&self, quantities: &[Quantity]) -> Verdict {
        let limited = |q: &&Quantity| {
            let mut thresholds = self.spec.thresholds.iter();
            thresholds.any(|t| Some(t.measure) == q.measure())
        };
        let mut numbers: [Option<Evidence>; EVIDENCE_MAX] = [None; EVIDENCE_MAX];
        let any = quantities.iter().any(|q| limited(&q));
        let wanted = quantities.iter().filter(|q| !any || limited(q));
        for (slot, quantity) in
            numbers
                .iter_mut()
                .zip(wanted.take(if any { EVIDENCE_MAX } else { 1 }))
        {
            match self.read(*quantity) {
                Ok(number) => *slot = Some(number),
                Err(why) => return Verdict::withheld(why),
            }
        }
        self.limits(numbers)
    }

    /// Towards which side the apex points is known only where the examiner entered a side; an angle
    /// that is beyond the limits to either side is so without.
    fn axis(&self) -> Verdict {
        match self.read(Q::Axis) {
            Ok(number) => self.limits([Some(number), None, None, None]),
            Err(Withheld::Side(no_side)) => {
                let Ok(reading) = self.facts.measures.unsided(Q::Axis) else {
                    return Verdict::withheld(Withheld::Side(no_side));
                };
                let value = reading.value.abs();
                let [here, there] = [value, -value].map(|value| {
                    let number = self.evidence(Q::Axis, Reading { value, ..reading });
                    self.limits([Some(number), None, None, None])
                });
                let because = Because::SideUnknown(Withheld::Side(no_side));
                let state = match (here.state, there.state) {
                    (ItemState::Outside, ItemState::Outside) => ItemState::Outside,
                    _ => ItemState::CannotAssess,
                };
                Verdict {
                    state,
                    because,
                    ..here
                }
            }
            Err(why) => Verdict::withheld(why),
        }
    }

    fn offset(&self) -> Verdict {
        let number = match self.read(Q::ValveOffset) {
            Ok(number) => number,
            Err(why) => return Verdict::withheld(why),
        };
        let limited = self.limits([Some(number), None, None, None]);
        if limited.because != Because::NoLimits {
            return limited;
        }
        let verdict = match margins::OFFSET.of(number.reading.value) {
            Some(ItemState::Meets) => Verdict::new(ItemState::Seen, Because::NoScale),
            Some(state) => Verdict::new(state, Because::Measured),
            None => Verdict::new(ItemState::CannotAssess, Because::Close),
        };
        verdict.with([number])
    }

    fn entered(&self) -> Verdict {
        match self.facts.measures.side() {
            Ok(()) => Verdict::new(ItemState::Seen, Because::Entered),
            Err(why) => Verdict::withheld(Withheld::Side(why)),
        }
    }

    fn chest(&self) -> Verdict {
        let [good, all] = self.facts.measures.chest();
        let state = if good >= CHEST_FRAMES_MIN && 2 * u64::from(good) >= u64::from(all) {
            ItemState::Seen
        } else {
            ItemState::CannotAssess
        };
        Verdict::new(state, Because::Chest([good, all]))
    }

    /// What was not seen to open may open all the same: a leaf is thin, and lies in the plane or beside it.
    fn valves(&self) -> Verdict {
        let moved = self.facts.valves_move;
        let state = match moved {
            [true, true] => ItemState::Meets,
            _ => ItemState::CannotAssess,
        };
        Verdict::new(state, Because::Valves(moved))
    }

    fn rate(&self) -> Verdict {
        let rate = match self.facts.rate {
            Ok(rate) => rate,
            Err(why) => return Verdict::new(ItemState::CannotAssess, Because::NoRate(why)),
        };
        let weeks = self.facts.entered.age.map(|age| age.completed_weeks());
        let limits = self.spec.threshold(Measure::HeartRateBpm, weeks);
        let [bpm, error] = rate.bpm.map(f64::from);
        let met = limits.map(|limits| {
            let around = [bpm - error, bpm.round(), bpm + error];
            around.map(|bpm| limits.is_met_by(bpm))
        });
        let state = match met {
            None => ItemState::Seen,
            Some([false, false, false]) => ItemState::Outside,
            Some([true, true, true]) if rate.is_regular => ItemState::Meets,
            Some(_) => ItemState::CannotAssess,
        };
        Verdict::new(state, Because::Rate(rate))
    }
}

/// As people read it: a value that is shown as 0.35 is not beyond 0.35.
pub(super) fn rounded(number: &Evidence) -> f32 {
    let scale = if number.quantity == Q::Axis {
        1.0
    } else {
        100.0
    };
    (number.reading.value * scale).round() / scale
}

#[cfg(test)]
mod tests;
