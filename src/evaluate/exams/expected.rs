//! Which state of an item the truth asks for: the rules, as data.
//!
//! Where the truth cannot say, an item does not count: where what it is about was hardly shown, where a
//! true number lies so near to a limit that measuring it decides, and where a defect does to the item
//! what nobody has agreed on.

use super::truth::SweepTruth;
use crate::{
    anatomy::{ItemSpec, View},
    exam::ItemState::{self, CannotAssess, Meets, NotSeen, Outside, Seen},
    record::{BodySide, Sides},
};

/// In how many clear frames the structures of an item have to be marked for it to count: about a third
/// of a second at 25 a second.
const FRAMES_MIN: usize = 8;

/// How near to its limit a true measure is too near: half of the error that is allowed.
const NEAR: [(&str, f64); 2] = [("axis_degrees", 2.5), ("heart_rate_bpm", 1.5)];
const NEAR_RATIO: f64 = 0.025;

/// How the truth settles an item.
enum Rule {
    /// It was entered.
    Entered,
    /// Its structures are there.
    There,
    /// There is no agreed limit: its structures are there, and a number may be judged or not.
    Shown,
    /// Organs lie on their usual sides, or they do not.
    Sides(fn(&Sides) -> bool),
    /// The limits that the checklist itself gives are kept, or they are not.
    Limits,
    /// In these cases it is outside, in those nothing can be said, in all others it meets.
    Cases {
        outside: &'static [&'static str],
        unsaid: &'static [&'static str],
    },
}

/// Heart and vessels mirrored against a body seen from outside.
const MIRRORED: [&str; 2] = ["situs_inversus", "dextrocardia"];

/// The rule of each item of the built-in checklist.
const RULES: &[(&str, Rule)] = &[
    ("A1", Rule::Entered),
    ("A2", Rule::Sides(|s| s.stomach == BodySide::Left)),
    (
        "A3",
        Rule::Sides(|s| s.aorta == BodySide::Left && s.cava == BodySide::Right),
    ),
    ("A4", Rule::There),
    ("F1", Rule::Shown),
    ("F2", Rule::Sides(|s| s.heart == BodySide::Left)),
    ("F3", Rule::Limits),
    ("F4", Rule::Limits),
    ("F5", Rule::There),
    // "About equal" has no number.
    ("F6", Rule::Shown),
    ("F7", Rule::Limits),
    ("F8", Rule::There),
    (
        "F9",
        Rule::Cases {
            outside: &[],
            // The criterion is in millimetres: too far towards the apex cannot be told without a scale.
            unsaid: &["ebstein"],
        },
    ),
    ("F10", Rule::Shown),
    (
        "F11",
        Rule::Cases {
            outside: &[],
            // Part of it is missing, part of it is there.
            unsaid: &[
                "ventricular_septal_defect",
                "atrioventricular_septal_defect",
                "tetralogy_of_fallot",
                "double_outlet_right_ventricle",
                "tricuspid_atresia",
            ],
        },
    ),
    ("F14", Rule::There),
    (
        "F15",
        Rule::Cases {
            outside: &MIRRORED,
            unsaid: &[],
        },
    ),
    ("F17", Rule::Limits),
    ("L1", Rule::There),
    (
        "L2",
        Rule::Cases {
            outside: &[],
            // A step, or another vessel: the textbook does not say which of the two it looks like.
            unsaid: &[
                "tetralogy_of_fallot",
                "transposition",
                "double_outlet_right_ventricle",
                "single_ventricle",
                "hlhs",
            ],
        },
    ),
    ("R1", Rule::There),
    (
        "R2",
        Rule::Cases {
            // They run side by side.
            outside: &["transposition", "double_outlet_right_ventricle"],
            // The trunk is narrow, or the aorta is, or a wide aorta stands in front.
            unsaid: &["tetralogy_of_fallot", "hlhs"],
        },
    ),
    ("V1", Rule::There),
    (
        "V2",
        Rule::Cases {
            outside: &["situs_inversus", "dextrocardia", "transposition"],
            // Left to right is as usual, front to back is not.
            unsaid: &["double_outlet_right_ventricle", "tetralogy_of_fallot"],
        },
    ),
    (
        "V3",
        Rule::Cases {
            // The aorta is narrower than the vena cava, or the trunk narrower than the aorta.
            outside: &["hlhs", "arch_hypoplasia", "tetralogy_of_fallot"],
            // Both arteries are about as wide.
            unsaid: &["transposition", "double_outlet_right_ventricle"],
        },
    ),
    ("T1", Rule::There),
    (
        "T2",
        Rule::Cases {
            outside: &[
                "right_aortic_arch",
                "double_aortic_arch",
                "situs_inversus",
                "dextrocardia",
            ],
            unsaid: &[],
        },
    ),
    (
        "T3",
        Rule::Cases {
            outside: &["persistent_left_svc"],
            unsaid: &[],
        },
    ),
];

/// Items whose criterion without its number is presence: seen is as right as met.
const SEEN_IS_MET: [&str; 5] = ["A1", "F1", "F9", "F10", "F11"];

/// What an item's state is against the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is what the truth asks for.
    Right,
    /// It says less than could be said, and nothing wrong.
    Undecided,
    /// It contradicts the truth.
    Wrong,
}

/// The states that are right for an item of a sweep; `None` where the truth cannot say.
pub(super) fn expected(spec: &ItemSpec, truth: &SweepTruth) -> Option<&'static [ItemState]> {
    let (_, rule) = RULES.iter().find(|(id, _)| *id == spec.id)?;
    if matches!(rule, Rule::Entered) {
        return truth.entered().left.map(|_| &[Meets, Seen][..]);
    }
    let absent = spec.structures.iter().any(|s| truth.lacks(*s));
    let shown = if absent { &[][..] } else { &spec.structures };
    if truth.together(spec.view, shown) < FRAMES_MIN {
        return None;
    }
    if absent {
        return Some(&[NotSeen]);
    }
    let met = match rule {
        Rule::Entered | Rule::There | Rule::Shown => return Some(&[Seen, Meets]),
        Rule::Sides(usual) => usual(truth.sides.as_ref()?),
        Rule::Limits => keeps_limits(spec, truth)?,
        Rule::Cases { outside, unsaid } => {
            let case = &truth.case[..];
            if unsaid.contains(&case) || case.is_empty() {
                return None;
            }
            !outside.contains(&case)
        }
    };
    Some(match (met, SEEN_IS_MET.contains(&&spec.id[..])) {
        (true, true) => &[Meets, Seen],
        (true, false) => &[Meets],
        (false, _) => &[Outside],
    })
}

/// Whether the true measures keep all limits that the item has at this age; `None` where one of them is
/// not known or too near to its limit while none is clearly beyond, and where there are no limits.
fn keeps_limits(spec: &ItemSpec, truth: &SweepTruth) -> Option<bool> {
    let weeks = truth.entered().age.map(|age| age.completed_weeks());
    let mut kept = None;
    let mut sure = true;
    for limits in spec.thresholds.iter().filter(|t| t.holds_at(weeks)) {
        let name = limits.measure.name();
        let Some(value) = truth.measures.get(name) else {
            sure = false;
            continue;
        };
        let near = NEAR.iter().find(|(of, _)| *of == name);
        let near = near.map_or(NEAR_RATIO, |(_, near)| *near);
        let [low, high] = [value - near, value + near].map(|v| limits.is_met_by(v));
        if !low && !high && !limits.is_met_by(*value) {
            return Some(false);
        }
        sure &= low && high;
        kept = Some(true);
    }
    kept.filter(|_| sure)
}

/// What a state is against those that are right.
pub(super) fn verdict(right: &[ItemState], state: ItemState) -> Verdict {
    let measured = right.contains(&Meets) || right.contains(&Outside);
    if right.contains(&state) {
        Verdict::Right
    } else if state == CannotAssess || (state == Seen && measured) {
        Verdict::Undecided
    } else {
        Verdict::Wrong
    }
}

/// Whether the sweep never shows the view that an item is about.
pub(super) fn never_shown(spec: &ItemSpec, truth: &SweepTruth) -> bool {
    spec.view != View::None && !spec.structures.is_empty() && truth.view(spec.view).frames == 0
}
