//! One number for a whole exam: how far what was shown lies from what is usual.
//!
//! Two kinds of signs. A structure is missing within its view: the view was shown, and the share of its
//! frames in which the structure was found lies below the usual share. A measure lies off: a side, an
//! order, an angle or a ratio; or an item of the checklist is outside of its limits. Each sign counts by how many spreads
//! it lies beyond one and a half of them, up to a limit; the sum of the three that count most becomes a number from 0
//! to 1: many weak signs are what a bad view looks like. What is usual, and the weight, were fitted to sweeps of the phantom that no figure is taken on; method and figures stand in
//! `docs/exam.md`. It says what to look at again, never "normal" or "abnormal".
//!
//! A view that was not shown is no sign. Where too little was shown there is no number.

mod reference;
mod shares;

use std::fmt;

use super::super::{Item, ItemState, protocol::words};
use crate::anatomy::{ItemSpec, Structure, View};

pub use shares::{FRAMES_MIN, Shares, ViewShares};

/// From how many spreads on a sign counts.
const SPREADS_FROM: f64 = 1.5;
/// How much a sign counts at most, in spreads beyond those: a structure that is hardly found counts more than one
/// that is found in half of the frames.
const COUNTED_MAX: f64 = 8.0;
/// How many signs make the score: those that count most.
const STRONGEST: usize = 3;
/// An item that is outside counts as much where nobody knows what is usual of its measures.
const OUTSIDE: f64 = 1.0;
/// Signs that add less than this share of all are not named.
const NAMED_SHARE_MIN: f64 = 0.05;
/// In which share of the frames of a view its spine and its chest have to be found for its structures to be
/// missed in it: where they lie outside of the picture, so may others.
const LANDMARKS_MIN: f32 = 0.5;
/// A structure that belongs into a view, and how often it is found there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UsualShare {
    /// The view.
    pub view: View,
    /// The structure.
    pub structure: Structure,
    /// Median share of the view's frames in normal hearts.
    pub usual: f64,
    /// Robust standard deviation of that among them.
    pub spread: f64,
}

/// How large a measure is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UsualMeasure {
    /// Its name in records.
    pub name: &'static str,
    /// Its median in normal hearts.
    pub usual: f64,
    /// Robust standard deviation among them.
    pub spread: f64,
}

/// How signs are weighed: log-odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Without a sign.
    pub bias: f64,
    /// Of each spread of one of the strongest signs.
    pub sign: f64,
}

/// What the score is made with.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'a> {
    /// The structures that belong into the views.
    pub shares: &'a [UsualShare],
    /// The measures.
    pub measures: &'a [UsualMeasure],
    /// The weights.
    pub weights: Weights,
}

impl ViewShares {
    /// Whether enough of the body is in the picture for structures to be missed: see [`LANDMARKS_MIN`].
    fn has_landmarks(&self, view: View) -> bool {
        let needed: &[Structure] = match view {
            // Its labels have no chest.
            View::Abdomen => &[Structure::Spine],
            _ => &[Structure::Spine, Structure::Thorax],
        };
        let mut shares = needed.iter().map(|s| self.share(*s).unwrap_or(0.0));
        shares.all(|share| share >= LANDMARKS_MIN)
    }
}

impl Reference<'static> {
    /// The fitted one.
    #[must_use]
    pub const fn fitted() -> Self {
        Self {
            shares: reference::SHARES,
            measures: reference::MEASURES,
            weights: reference::WEIGHTS,
        }
    }
}

/// A measure of an exam.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured<'a> {
    /// Its name in records.
    pub name: &'a str,
    /// The view that it was measured in.
    pub view: View,
    /// Its value.
    pub value: f64,
    /// Numbers of the first and the last frame that it was measured in.
    pub frames: [u64; 2],
}

/// All that the score is made of.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// What was found in the views, by their place in [`View::SWEEP`].
    pub views: &'a [ViewShares; 6],
    /// What was measured; a measure that is withheld is left out.
    pub measured: &'a [Measured<'a>],
    /// The items of the checklist.
    pub specs: &'a [ItemSpec],
    /// Their states, in the same order.
    pub items: &'a [Item],
    /// Which measures each item is settled by, in the same order; empty where that is not known.
    pub settled_by: &'a [Vec<&'static str>],
}

/// Why there is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLittle {
    /// The four-chamber view was not shown in enough frames, or without its spine or chest.
    pub heart: bool,
    /// No view of the great vessels was shown otherwise.
    pub vessels: bool,
}

impl fmt::Display for TooLittle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match (self.heart, self.vessels) {
            (true, true) => "neither the four-chamber view nor a view of the great vessels was",
            (true, false) => "the four-chamber view was not",
            (false, _) => "no view of the great vessels was",
        };
        write!(
            f,
            "{what} shown in {FRAMES_MIN} frames with spine and chest"
        )
    }
}

/// What lies off.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A structure is missing within its view.
    Missing {
        /// Which.
        structure: Structure,
        /// Share of the view's frames in which it was found.
        share: f64,
        /// What is usual.
        usual: f64,
    },
    /// A measure lies off.
    Off {
        /// Which.
        name: String,
        /// Its value.
        value: f64,
        /// What is usual.
        usual: f64,
    },
    /// An item of the checklist is outside of its limits.
    Outside {
        /// Its label.
        label: String,
    },
}

/// A sign, worded as what to look at again.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// What.
    pub what: What,
    /// The view; [`View::None`] where it is of no single one.
    pub view: View,
    /// Numbers of the first and the last frame behind it, where they are known.
    pub frames: Option<[u64; 2]>,
    /// The items of the checklist that it belongs to.
    pub items: Vec<String>,
    /// What it adds to the score, log-odds.
    pub adds: f64,
}

impl fmt::Display for Sign {
    /// One line: what to look at again, and why.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let view = words(self.view);
        match &self.what {
            What::Missing {
                structure,
                share,
                usual,
            } => write!(
                f,
                "look again at the {} in {view}: found in {:.0} % of its frames, usually in {:.0} %",
                spaced(structure.name()),
                100.0 * share,
                100.0 * usual
            ),
            What::Off { name, value, usual } => write!(
                f,
                "look again at {view}: {} is {value:.2}, usually {usual:.2}",
                spaced(name)
            ),
            What::Outside { label } => {
                write!(f, "look again at {view}: {label} is outside of its limits")
            }
        }
    }
}

fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

/// The score of an exam, and what drives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// 0 to 1. In the sweeps that it was fitted to, half of which had a defect, of those with this
    /// number about this share had one. It is no such probability anywhere else.
    pub score: f64,
    /// What to look at again, what adds most first; at most three.
    pub signs: Vec<Sign>,
}

/// What the weight is of: how far the strongest signs lie off, in spreads.
#[must_use]
pub fn sum(facts: &Facts, reference: &Reference) -> f64 {
    strongest(facts, reference)
        .iter()
        .map(|sign| sign.adds)
        .sum()
}

/// The signs that make the score, what counts most first; `adds` in spreads.
fn strongest(facts: &Facts, reference: &Reference) -> Vec<Sign> {
    let mut signs = missing(facts, reference);
    signs.extend(off(facts, reference));
    signs.sort_by(|a, b| b.adds.total_cmp(&a.adds));
    signs.truncate(STRONGEST);
    signs
}

/// The score of an exam.
///
/// # Errors
/// Where too little was shown.
pub fn assess(facts: &Facts, reference: &Reference) -> Result<Assessment, TooLittle> {
    enough(facts.views)?;
    let Weights { bias, sign: weight } = reference.weights;
    let mut signs = strongest(facts, reference);
    signs.iter_mut().for_each(|sign| sign.adds *= weight);
    let sum: f64 = signs.iter().map(|sign| sign.adds).sum();
    let score = 1.0 / (1.0 + libm::exp(-(bias + sum)));
    signs.retain(|sign| sign.adds > 0.0 && sign.adds >= NAMED_SHARE_MIN * sum);
    Ok(Assessment { score, signs })
}

/// Whether enough was shown: the four-chamber view, and one of those that show the great vessels.
fn enough(views: &[ViewShares; 6]) -> Result<(), TooLittle> {
    let shown =
        |view: View, shares: &ViewShares| shares.frames >= FRAMES_MIN && shares.has_landmarks(view);
    let mut shown = View::SWEEP
        .into_iter()
        .zip(views)
        .map(|(view, of)| shown(view, of));
    let (heart, vessels) = (shown.nth(1) != Some(true), !shown.skip(1).any(|view| view));
    if heart || vessels {
        return Err(TooLittle { heart, vessels });
    }
    Ok(())
}

/// By how much a sign counts that lies so many spreads from what is usual.
fn counted(spreads: f64) -> f64 {
    // The comparison is false for what is no number.
    if spreads > SPREADS_FROM {
        (spreads - SPREADS_FROM).min(COUNTED_MAX)
    } else {
        0.0
    }
}

/// Structures that are missing within their views; `adds` in spreads.
fn missing(facts: &Facts, reference: &Reference) -> Vec<Sign> {
    let sign = |of: &UsualShare| {
        let at = View::SWEEP.into_iter().position(|view| view == of.view)?;
        let shares = Some(&facts.views[at]).filter(|shares| shares.has_landmarks(of.view))?;
        let share = f64::from(shares.share(of.structure)?);
        let adds = counted((of.usual - share) / of.spread);
        let belongs =
            |spec: &&ItemSpec| spec.view == of.view && spec.structures.contains(&of.structure);
        let items = facts.specs.iter().filter(belongs);
        (adds > 0.0).then(|| Sign {
            what: What::Missing {
                structure: of.structure,
                share,
                usual: of.usual,
            },
            view: of.view,
            frames: Some([shares.first_frame, shares.last_frame]),
            items: items.map(|spec| spec.id.clone()).collect(),
            adds,
        })
    };
    reference.shares.iter().filter_map(sign).collect()
}

/// Measures that lie off, and items that are outside without one; `adds` in spreads.
fn off(facts: &Facts, reference: &Reference) -> Vec<Sign> {
    let settles = |name: &str| {
        let items = facts.specs.iter().zip(facts.settled_by);
        let items = items.filter(|(_, by)| by.contains(&name));
        items.map(|(spec, _)| spec.id.clone()).collect::<Vec<_>>()
    };
    let of_measure = |of: &UsualMeasure| {
        let measured = facts.measured.iter().find(|m| m.name == of.name)?;
        let adds = counted((measured.value - of.usual).abs() / of.spread);
        (adds > 0.0).then(|| Sign {
            what: What::Off {
                name: of.name.to_owned(),
                value: measured.value,
                usual: of.usual,
            },
            view: measured.view,
            frames: Some(measured.frames),
            items: settles(of.name),
            adds,
        })
    };
    let mut signs: Vec<_> = reference.measures.iter().filter_map(of_measure).collect();
    // What is measured says itself whether it lies off: the limits of an item are those of all weeks
    // and machines, what is usual is that of this one.
    let known = |name: &&str| {
        reference.measures.iter().any(|of| of.name == *name)
            && facts.measured.iter().any(|m| m.name == *name)
    };
    for (at, (spec, item)) in facts.specs.iter().zip(facts.items).enumerate() {
        let told = facts
            .settled_by
            .get(at)
            .is_some_and(|by| by.iter().any(&known));
        // A rate is no shape: the checklist says it, and the score is about what lies where.
        let is_shape = spec.view != View::None;
        if item.state == ItemState::Outside && is_shape && !told {
            signs.push(Sign {
                what: What::Outside {
                    label: spec.label.clone(),
                },
                view: spec.view,
                frames: None,
                items: vec![spec.id.clone()],
                adds: OUTSIDE,
            });
        }
    }
    signs
}

#[cfg(test)]
mod tests;
