//! What to show next.

use std::{fmt, time::Duration};

use super::super::{Item, ItemState, checklist::HELD_MIN};
use crate::anatomy::{ItemSpec, Needs, StructureMap, View};

/// A suggestion to the examiner, from what is missing. It says nothing of what is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Next<'a> {
    /// A view was not shown yet, or only in passing.
    Show(View),
    /// The structures of an item were not found together in its view.
    Again(&'a ItemSpec),
    /// The view was shown, and not for long enough to measure the item.
    Hold(&'a ItemSpec),
    /// On which side of the picture the left of the fetus lies is not entered.
    EnterLeft,
}

impl<'a> Next<'a> {
    /// The first of what is missing: views in the order of the sweep; then items, in that of their views and of
    /// the checklist; `None` where nothing is. `longest` is for how long a view was shown without a break.
    /// Structures with a threshold of 1 are not looked for, and nothing is suggested for their sake.
    pub fn of(
        specs: &'a [ItemSpec],
        items: &[Item],
        longest: impl Fn(View) -> Duration,
        thresholds: &StructureMap<f32>,
    ) -> Option<Self> {
        let possible = |spec: &&ItemSpec| spec.structures.iter().all(|s| thresholds[*s] < 1.0);
        let asked = |view: &View| specs.iter().filter(possible).any(|spec| spec.view == *view);
        let mut views = View::SWEEP.into_iter().filter(asked);
        if let Some(view) = views.find(|view| longest(*view) < HELD_MIN) {
            return Some(Self::Show(view));
        }
        let in_order = |state: ItemState, needs: fn(Needs) -> bool| {
            View::REPORTED.into_iter().find_map(|view| {
                let of_view = specs.iter().zip(items);
                let mut open = of_view.filter(|(spec, item)| {
                    let open = spec.view == view && item.state == state && needs(spec.needs);
                    open && possible(spec)
                });
                open.next().map(|(spec, _)| spec)
            })
        };
        let measured = |needs| matches!(needs, Needs::Measure | Needs::Motion);
        in_order(ItemState::NotSeen, |_| true)
            .map(Self::Again)
            .or_else(|| in_order(ItemState::CannotAssess, measured).map(Self::Hold))
            .or_else(|| {
                let sided = |needs| needs == Needs::Laterality;
                in_order(ItemState::CannotAssess, sided).map(|_| Self::EnterLeft)
            })
    }
}

impl fmt::Display for Next<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Show(view) => write!(f, "show {}", words(*view)),
            Self::Again(item) => {
                write!(
                    f,
                    "show {} again: {} not seen yet",
                    words(item.view),
                    item.label
                )
            }
            Self::Hold(item) => write!(f, "hold {}: {}", words(item.view), item.label),
            Self::EnterLeft => f.write_str("enter which side of the picture is the fetal left"),
        }
    }
}

/// A view within a sentence.
pub(in super::super) const fn words(view: View) -> &'static str {
    match view {
        View::None => "any view",
        View::Abdomen => "the upper abdomen",
        View::FourChamber => "the four-chamber view",
        View::Lvot => "the left outflow tract",
        View::Rvot => "the right outflow tract",
        View::ThreeVessel => "the three-vessel view",
        View::ThreeVesselTrachea => "the three-vessel-trachea view",
    }
}
