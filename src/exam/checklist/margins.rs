//! From where on the place of one thing beside another is told plainly by the middles of their boxes; all
//! are assumed.

use crate::exam::{ItemState, measure::Quantity};

use Quantity as Q;

/// From where on a value is on one side and on the other: `meets` at the first or beyond, seen from the
/// second; `outside` at the second or beyond.
#[derive(Clone, Copy)]
pub struct Margin {
    pub quantity: Quantity,
    meets: f32,
    outside: f32,
}

const fn margin(quantity: Quantity, meets: f32, outside: f32) -> Margin {
    Margin {
        quantity,
        meets,
        outside,
    }
}

impl Margin {
    /// What a value says; `None` between the two.
    pub fn of(&self, value: f32) -> Option<ItemState> {
        let up = self.meets > self.outside;
        let reaches = |limit: f32, up: bool| if up { value >= limit } else { value <= limit };
        if reaches(self.meets, up) {
            Some(ItemState::Meets)
        } else {
            reaches(self.outside, !up).then_some(ItemState::Outside)
        }
    }
}

/// Sines at the spine, where front is known within 20 degrees; the vena cava lies nearer to the
/// midline.
pub const STOMACH: &[Margin] = &[margin(Q::StomachSide, 0.2, -0.2)];
pub const AORTA_AND_CAVA: &[Margin] = &[
    margin(Q::AbdominalAortaSide, 0.1, -0.1),
    margin(Q::VenaCavaSide, -0.05, 0.1),
    margin(Q::VenaCavaFront, 0.15, -0.05),
];
/// Shares of half of the chest's breadth: about a millimetre.
pub const HEART: &[Margin] = &[margin(Q::HeartSide, 0.05, -0.05)];
pub const HEART_AND_APEX: &[Margin] = &[
    margin(Q::HeartSide, 0.05, -0.05),
    margin(Q::Axis, 10.0, -10.0),
];
pub const AORTA: &[Margin] = &[
    margin(Q::AortaSide, 0.05, -0.05),
    margin(Q::AortaFront, 0.08, -0.05),
];
pub const CHAMBERS: &[Margin] = &[
    margin(Q::LeftAtriumBack, 0.05, -0.05),
    margin(Q::RightVentricleFront, 0.05, -0.05),
];
/// The sine of the way from aorta to pulmonary artery against square to front.
pub const CROSSING: &[Margin] = &[margin(Q::PulmonaryBeforeAorta, 0.3, 0.1)];
/// Shares of the row's length.
pub const ORDER: &[Margin] = &[
    margin(Q::PulmonaryLeftOfAorta, 0.1, 0.0),
    margin(Q::AortaLeftOfCava, 0.1, 0.0),
    margin(Q::AortaOffLine, 0.2, 0.3),
    margin(Q::PulmonaryBeforeCava, -0.1, -0.3),
];
pub const POSITION: &[Margin] = &[
    margin(Q::VesselsFront, 0.2, 0.0),
    margin(Q::AortaLeftOfCava, 0.1, 0.0),
    margin(Q::AortaOffLine, 0.2, 0.3),
];
/// Chosen on tuning sweeps, where the ratio of the arteries is 1.08 or more in normal hearts and 0 to 1.1 in tetralogies.
/// Aorta and vena cava differ by a tenth, and boxes tell a third of it: 0.97 to 1.22 in normal hearts, 0.86 to 1.01 in
/// hypoplastic left hearts, 0.96 to 1.14 with a hypoplastic arch.
pub const SIZES: &[Margin] = &[
    margin(Q::PulmonaryAorta, 1.05, 0.95),
    margin(Q::AortaCava, 1.06, 0.97),
];
/// Sines at the trachea.
pub const ARCHES: &[Margin] = &[
    margin(Q::ArchSide, 0.1, -0.1),
    margin(Q::DuctSide, 0.1, -0.1),
];

/// How much nearer to the apex, by the length of the ventricles, the tricuspid valve has to lie to be
/// called nearer; and from where on it is called not nearer.
pub const OFFSET: Margin = margin(Q::ValveOffset, 0.06, -0.06);
