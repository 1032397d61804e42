//! The colours, each with one meaning.
//!
//! Green is "seen" and nothing else; yellow is "unverified, look"; grey is "cannot assess". Red is
//! not used. Colour is never the only carrier: a sign, a word or a label stands beside it. Text
//! keeps a contrast of at least 7:1 on every ground that it stands on (WCAG 2.2, 1.4.6).

use embedded_graphics::pixelcolor::{Rgb888, RgbColor};

use crate::{anatomy::Structure, exam::ItemState};

/// Ground of the whole screen.
pub const GROUND: Rgb888 = Rgb888::new(0x08, 0x0b, 0x10);
/// Ground of a panel.
pub const PANEL: Rgb888 = Rgb888::new(0x11, 0x16, 0x1e);
/// Ground of the group of the current view.
pub const CURRENT: Rgb888 = Rgb888::new(0x1b, 0x2b, 0x40);
/// Edge of the group of the current view.
pub const ACCENT: Rgb888 = Rgb888::new(0x7c, 0xc4, 0xff);
/// Hairlines; never text.
pub const LINE: Rgb888 = Rgb888::new(0x2c, 0x36, 0x44);
/// Ground of a barcode row.
pub const TRACK: Rgb888 = Rgb888::new(0x1a, 0x21, 0x2c);
/// Hatching of spans that were not analysed; never text.
pub const HATCH: Rgb888 = Rgb888::new(0x55, 0x60, 0x70);
/// Main text.
pub const TEXT: Rgb888 = Rgb888::new(0xf4, 0xf7, 0xfb);
/// Secondary text.
pub const TEXT_DIM: Rgb888 = Rgb888::new(0xb9, 0xc3, 0xd1);
/// Ground behind labels in the picture.
pub const PLATE: Rgb888 = Rgb888::BLACK;
/// Seen.
pub const SEEN: Rgb888 = Rgb888::new(0x6f, 0xe3, 0x8d);
/// Not seen or to be looked at again.
pub const UNVERIFIED: Rgb888 = Rgb888::new(0xff, 0xd6, 0x4d);
/// Cannot be assessed.
pub const UNASSESSED: Rgb888 = Rgb888::new(0xae, 0xb8, 0xc6);
/// Ground of the banner.
pub const BANNER: Rgb888 = Rgb888::new(0xff, 0xc4, 0x00);
/// Text of the banner.
pub const BANNER_TEXT: Rgb888 = Rgb888::new(0x0a, 0x0a, 0x0a);

/// What kind of structure it is: structures of a kind share a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The four chambers.
    Chamber,
    /// Crux, septum and valves.
    Inner,
    /// Aorta, pulmonary artery, duct.
    Artery,
    /// Veins.
    Vein,
    /// What gives orientation: spine, stomach, chest, whole heart, apex, trachea.
    Landmark,
}

impl Group {
    /// All groups.
    pub const ALL: [Self; 5] = [
        Self::Chamber,
        Self::Inner,
        Self::Artery,
        Self::Vein,
        Self::Landmark,
    ];

    /// The group of a structure.
    #[must_use]
    pub const fn of(structure: Structure) -> Self {
        use Structure as S;
        match structure {
            S::RightAtrium | S::RightVentricle | S::LeftAtrium | S::LeftVentricle => Self::Chamber,
            S::Crux | S::VentricularSeptum | S::TricuspidValve | S::MitralValve => Self::Inner,
            S::PulmonaryArtery
            | S::AscendingAorta
            | S::DescendingAorta
            | S::DuctusArteriosus
            | S::AorticArch => Self::Artery,
            S::SuperiorVenaCava | S::UmbilicalVein | S::InferiorVenaCava | S::PulmonaryVein => {
                Self::Vein
            }
            S::Stomach | S::Spine | S::Heart | S::Thorax | S::CardiacApex | S::Trachea => {
                Self::Landmark
            }
        }
    }

    /// Colour of boxes, labels and barcode of the group.
    #[must_use]
    pub const fn colour(self) -> Rgb888 {
        match self {
            Self::Chamber => Rgb888::new(0x5f, 0xd0, 0xff),
            Self::Inner => Rgb888::new(0xff, 0x9f, 0xd0),
            Self::Artery => Rgb888::new(0xff, 0xa8, 0x6b),
            Self::Vein => Rgb888::new(0xb8, 0xa6, 0xff),
            Self::Landmark => Rgb888::new(0xd9, 0xd3, 0xc5),
        }
    }
}

/// Colour of an item's sign and word.
#[must_use]
pub const fn of_state(state: ItemState) -> Rgb888 {
    match state {
        ItemState::Seen | ItemState::Meets => SEEN,
        ItemState::NotSeen | ItemState::Outside => UNVERIFIED,
        ItemState::CannotAssess => UNASSESSED,
    }
}

/// A colour between two: `share` of `over` from 0 (none) to 255 (all).
#[must_use]
pub fn mix(under: Rgb888, over: Rgb888, share: u8) -> Rgb888 {
    let part = |u: u8, o: u8| {
        ((u32::from(u) * (255 - u32::from(share)) + u32::from(o) * u32::from(share) + 127) / 255)
            as u8
    };
    Rgb888::new(
        part(under.r(), over.r()),
        part(under.g(), over.g()),
        part(under.b(), over.b()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance by WCAG 2.2.
    fn luminance(colour: Rgb888) -> f64 {
        let linear = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 {
                v / 12.92
            } else {
                ((v + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    fn contrast(a: Rgb888, b: Rgb888) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn contrast_formula_is_the_published_one() {
        assert!((contrast(Rgb888::BLACK, Rgb888::WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn text_keeps_seven_to_one_on_its_grounds() {
        let mut pairs = vec![(BANNER_TEXT, BANNER)];
        for ground in [GROUND, PANEL, CURRENT] {
            for text in [TEXT, TEXT_DIM, SEEN, UNVERIFIED, UNASSESSED, ACCENT] {
                pairs.push((text, ground));
            }
        }
        pairs.extend([TEXT, TEXT_DIM, UNVERIFIED].map(|text| (text, TRACK)));
        pairs.extend(Group::ALL.map(|group| (group.colour(), PLATE)));
        for (text, ground) in pairs {
            let ratio = contrast(text, ground);
            assert!(ratio >= 7.0, "{text:?} on {ground:?}: {ratio:.2}");
        }
    }

    #[test]
    fn green_and_yellow_are_kept_for_states() {
        for group in Group::ALL {
            for state in [SEEN, UNVERIFIED, BANNER] {
                assert_ne!(group.colour(), state);
            }
        }
        assert_eq!(of_state(ItemState::NotSeen), UNVERIFIED);
        assert_ne!(
            of_state(ItemState::CannotAssess),
            of_state(ItemState::NotSeen)
        );
    }
}
