use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Measured, SweepKind,
    counts::{Sweep, Tally, area, error_centile, estimate, measures, share},
    expected::Verdict,
};
use crate::{
    anatomy::{Profile, Rule},
    evaluate::{Bound, Estimate, Goal, PackName},
};

/// How well the exam's own score has to tell hearts with a defect from those without.
const AREA: Bound = Bound::AtLeast(0.95);
/// How many item states have to be right.
const ITEMS: Bound = Bound::AtLeast(0.95);
/// Criteria met by what was never shown.
const UNFOUNDED: Bound = Bound::AtMost(0.0);
/// The median error and the 95th centile of the errors of the axis, degrees.
const AXIS: [Bound; 2] = [Bound::AtMost(5.0), Bound::AtMost(10.0)];
/// Of the heart rate, beats a minute.
const RATE: [Bound; 2] = [Bound::AtMost(3.0), Bound::AtMost(3.0)];
/// Of a ratio.
const RATIO: [Bound; 2] = [Bound::AtMost(0.05), Bound::AtMost(0.05)];

/// What was measured, and how: enough to do it again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExamsSetting {
    /// The model.
    pub model: PackName,
    /// The checklist's name and version.
    pub profile: String,
    /// The phantoms' seeds, as they were given; `None`: those that were kept.
    pub seeds: Option<String>,
    /// Length of a sweep, seconds.
    pub seconds: f64,
    /// Frames a second.
    pub fps: f64,
}

/// The figures of a set of exams. Everything but `special` is of the usual sweeps.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExamsReport {
    /// Version of this shape.
    pub schema: u32,
    /// What was measured, and how.
    #[serde(flatten)]
    pub setting: ExamsSetting,
    /// Each figure beside its goal.
    pub goals: Vec<Goal>,
    /// Usual sweeps: of hearts without a defect, and with one.
    pub sweeps: [u64; 2],
    /// How many of them have no score of the exam's own.
    pub without_score: u64,
    /// The score, by defect, against all hearts without one.
    pub areas: Vec<AreaScore>,
    /// The checklist's items in its order.
    pub items: Vec<ItemScore>,
    /// The measures.
    pub measures: Vec<MeasureScore>,
    /// Sweeps of other kinds.
    pub special: Vec<SpecialScore>,
}

/// How well the score tells one defect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AreaScore {
    /// The defect.
    pub case: String,
    /// Sweeps of it.
    pub sweeps: u64,
    /// Area under the curve.
    pub area: Estimate,
}

/// How often an item's state is right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemScore {
    /// Its identifier.
    pub id: String,
    /// Its wording.
    pub label: String,
    /// Sweeps in which the truth can say what its state should be.
    pub sweeps: u64,
    /// It is what the truth asks for.
    pub right: u64,
    /// It says less than could be said: "cannot assess", or "seen" where a criterion is met or not.
    pub undecided: u64,
    /// It contradicts the truth.
    pub wrong: u64,
    /// Share that is right.
    pub accuracy: Option<f64>,
    /// False where the checklist names no rule of the program for it: nothing settles it, and it is left
    /// out of the figure over all items.
    pub settled: bool,
}

/// The errors of a measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureScore {
    /// Its name.
    pub measure: String,
    /// Sweeps in which its truth is known.
    pub sweeps: u64,
    /// Median of its absolute errors.
    pub median: Estimate,
    /// Their 95th centile.
    pub centile_95: Estimate,
    /// Share of the sweeps in which it was withheld.
    pub withheld: Option<f64>,
    /// Why, the commonest first.
    pub reasons: Vec<WithheldCount>,
}

/// A reason and how often it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithheldCount {
    /// For people.
    pub reason: String,
    /// Sweeps.
    pub sweeps: u64,
}

/// The items' states and reasons in sweeps of a kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpecialScore {
    /// The kind.
    pub kind: SweepKind,
    /// Sweeps of it.
    pub sweeps: u64,
    /// How many of them have no wrong state.
    pub without_wrong: u64,
    /// States that are right, with the right reason where the view was never shown.
    pub right: u64,
    /// States that say less than could be said.
    pub undecided: u64,
    /// States that contradict the truth.
    pub wrong: u64,
    /// Share that is right.
    pub accuracy: Estimate,
    /// Frozen frames, past the first second of each freeze.
    pub frozen_frames: u64,
    /// How many of them were read as live ones.
    pub frozen_read_as_live: u64,
}

impl ExamsReport {
    pub(super) fn new(profile: &Profile, sweeps: &[Sweep], setting: ExamsSetting) -> Self {
        let of = |kind| -> Vec<&Sweep> { sweeps.iter().filter(|s| s.kind == kind).collect() };
        let usual = of(SweepKind::Usual);
        let items = items(profile, &usual);
        let scores: Vec<_> = measures().map(|name| measure(name, &usual)).collect();
        let specials = SweepKind::SPECIAL.map(|kind| (kind, of(kind)));
        let special: Vec<_> = specials
            .iter()
            .filter(|(_, of)| !of.is_empty())
            .map(|(kind, of)| special(*kind, of, &items))
            .collect();
        let unfounded = sweeps.iter().map(|s| s.unfounded).sum::<u64>();
        let count = |is: &dyn Fn(&Sweep) -> bool| usual.iter().filter(|s| is(s)).count() as u64;
        Self {
            schema: 1,
            setting,
            goals: goals(&usual, &items, &scores, &special, unfounded),
            sweeps: [
                count(&|s| s.truth.is_normal()),
                count(&|s| !s.truth.is_normal()),
            ],
            without_score: count(&|s| s.outcome.score.is_none()),
            areas: areas(&usual),
            items,
            measures: scores,
            special,
        }
    }
}

fn goals(
    usual: &[&Sweep],
    items: &[ItemScore],
    measures: &[MeasureScore],
    special: &[SpecialScore],
    unfounded: u64,
) -> Vec<Goal> {
    let tally = |weights: &[u32]| settled_tally(usual, items, weights);
    let right = estimate(usual.len(), |w| tally(w).accuracy());
    let of_said = estimate(usual.len(), |w| tally(w).accuracy_of_said());
    let none = Estimate {
        value: Some(unfounded as f64),
        ..Estimate::default()
    };
    let mut goals = vec![
        Goal::new("area under the curve of the score", area(usual), Some(AREA)),
        Goal::new("item states right", right, Some(ITEMS)),
        Goal::new("item states right, of those decided", of_said, None),
        Goal::new("criteria met in a view never shown", none, Some(UNFOUNDED)),
    ];
    for score in measures {
        let [median, centile] = match &score.measure[..] {
            "axis_degrees" => AXIS,
            "heart_rate_bpm" => RATE,
            _ => RATIO,
        };
        let name = score.measure.replace('_', " ");
        let figure = |of: &str| format!("{name}: {of} of the error");
        goals.push(Goal::new(figure("median"), score.median, Some(median)));
        goals.push(Goal::new(
            figure("95th centile"),
            score.centile_95,
            Some(centile),
        ));
    }
    for score in special {
        let figure = format!("states and reasons right, {} sweeps", score.kind.name());
        goals.push(Goal::new(figure, score.accuracy, None));
    }
    goals
}

fn areas(usual: &[&Sweep]) -> Vec<AreaScore> {
    let mut cases: Vec<&str> = Vec::new();
    for sweep in usual.iter().filter(|s| !s.truth.is_normal()) {
        if !cases.contains(&&sweep.truth.case[..]) {
            cases.push(&sweep.truth.case);
        }
    }
    cases.sort_unstable();
    let score = |case: &&str| {
        let of = |s: &&&Sweep| s.truth.is_normal() || s.truth.case == *case;
        let some: Vec<&Sweep> = usual.iter().filter(of).copied().collect();
        AreaScore {
            case: (*case).to_owned(),
            sweeps: some.iter().filter(|s| !s.truth.is_normal()).count() as u64,
            area: area(&some),
        }
    };
    cases.iter().map(score).collect()
}

fn items(profile: &Profile, usual: &[&Sweep]) -> Vec<ItemScore> {
    let specs = profile.items.iter().enumerate();
    let score = specs.map(|(at, spec)| {
        let mut tally = Tally::default();
        let verdicts = usual.iter().filter_map(|sweep| sweep.verdicts[at]);
        verdicts.for_each(|verdict| tally.count(verdict));
        ItemScore {
            id: spec.id.clone(),
            label: spec.label.clone(),
            sweeps: tally.all(),
            right: tally.right,
            undecided: tally.undecided,
            wrong: tally.wrong,
            accuracy: tally.accuracy(),
            settled: spec.rule != Rule::None,
        }
    });
    score.collect()
}

fn measure(name: &'static str, usual: &[&Sweep]) -> MeasureScore {
    let known = |sweep: &&&Sweep| sweep.truth.measures.contains_key(name);
    let some: Vec<&Sweep> = usual.iter().filter(known).copied().collect();
    let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
    for sweep in &some {
        let reason = match sweep.outcome.measures.get(name) {
            Some(Measured::Value(_)) => continue,
            Some(Measured::Withheld(reason)) => reason,
            None => "not measured by this program",
        };
        *reasons.entry(reason).or_default() += 1;
    }
    let withheld = reasons.values().sum();
    let mut reasons: Vec<_> = reasons
        .into_iter()
        .map(|(reason, sweeps)| WithheldCount {
            reason: reason.to_owned(),
            sweeps,
        })
        .collect();
    reasons.sort_by_key(|count| std::cmp::Reverse(count.sweeps));
    MeasureScore {
        measure: name.to_owned(),
        sweeps: some.len() as u64,
        median: error_centile(&some, name, 0.5),
        centile_95: error_centile(&some, name, 0.95),
        withheld: share(withheld, some.len() as u64),
        reasons,
    }
}

/// How many states of the items that something settles are right, undecided and wrong, each sweep as often as it is
/// weighted.
fn settled_tally(sweeps: &[&Sweep], items: &[ItemScore], weights: &[u32]) -> Tally {
    let mut tally = Tally::default();
    for (sweep, times) in sweeps.iter().zip(weights) {
        let settled = items.iter().zip(&sweep.verdicts).filter(|(i, _)| i.settled);
        let mut own = Tally::default();
        for verdict in settled.filter_map(|(_, verdict)| *verdict) {
            own.count(verdict);
        }
        tally.add(&own, u64::from(*times));
    }
    tally
}

fn special(kind: SweepKind, sweeps: &[&Sweep], items: &[ItemScore]) -> SpecialScore {
    let sum = |weights: &[u32]| settled_tally(sweeps, items, weights);
    let whole = sum(&vec![1; sweeps.len()]);
    let clean = |s: &&&Sweep| !s.verdicts.contains(&Some(Verdict::Wrong));
    SpecialScore {
        kind,
        sweeps: sweeps.len() as u64,
        without_wrong: sweeps.iter().filter(clean).count() as u64,
        right: whole.right,
        undecided: whole.undecided,
        wrong: whole.wrong,
        accuracy: estimate(sweeps.len(), |weights| sum(weights).accuracy()),
        frozen_frames: sweeps.iter().map(|s| s.stale[0]).sum(),
        frozen_read_as_live: sweeps.iter().map(|s| s.stale[1]).sum(),
    }
}
