//! The colours, each with one meaning, at three levels of light.
//!
//! Green is "seen" and nothing else; yellow is "unverified, look"; grey is "cannot assess". Red is
//! not used. Colour is never the only carrier: a sign, a word or a label stands beside it. Text
//! keeps a contrast of at least 7:1 on every ground that it stands on (WCAG 2.2, 1.4.6), at every level.

use embedded_graphics::pixelcolor::{Rgb888, RgbColor};

use super::showing::Brightness;
use crate::{anatomy::Structure, exam::ItemState};

/// A colour as it is written in style sheets.
const fn rgb(hex: u32) -> Rgb888 {
    Rgb888::new((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Ground of the whole screen by day, and below everything that is drawn.
pub const GROUND: Rgb888 = Palette::DAY.ground;

/// The colours of a level of light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Ground of the whole screen.
    pub ground: Rgb888,
    /// Ground of a panel.
    pub panel: Rgb888,
    /// Ground of the group of the current view.
    pub current: Rgb888,
    /// Edge of the group of the current view.
    pub accent: Rgb888,
    /// Hairlines; never text.
    pub line: Rgb888,
    /// Ground of a barcode row.
    pub track: Rgb888,
    /// Hatching of spans that were not analysed; never text.
    pub hatch: Rgb888,
    /// Main text.
    pub text: Rgb888,
    /// Secondary text.
    pub text_dim: Rgb888,
    /// Ground behind labels in the picture.
    pub plate: Rgb888,
    /// Seen.
    pub seen: Rgb888,
    /// Not seen or to be looked at again.
    pub unverified: Rgb888,
    /// Cannot be assessed.
    pub unassessed: Rgb888,
    /// Ground of the banner.
    pub banner: Rgb888,
    /// Text of the banner.
    pub banner_text: Rgb888,
    /// By [`Group`].
    groups: [Rgb888; 5],
    /// How bright white is in a picture, 0 to 255.
    pub white: u8,
}

impl Palette {
    /// For a room with daylight.
    pub const DAY: Self = Self {
        ground: rgb(0x08_0b10),
        panel: rgb(0x11_161e),
        current: rgb(0x1b_2b40),
        accent: rgb(0x7c_c4ff),
        line: rgb(0x2c_3644),
        track: rgb(0x1a_212c),
        hatch: rgb(0x55_6070),
        text: rgb(0xf4_f7fb),
        text_dim: rgb(0xb9_c3d1),
        plate: rgb(0),
        seen: rgb(0x6f_e38d),
        unverified: rgb(0xff_d64d),
        unassessed: rgb(0xae_b8c6),
        banner: rgb(0xff_c400),
        banner_text: rgb(0x0a_0a0a),
        groups: [
            rgb(0x5f_d0ff),
            rgb(0xff_9fd0),
            rgb(0xff_a86b),
            rgb(0xb8_a6ff),
            rgb(0xd9_d3c5),
        ],
        white: 255,
    };

    /// For a dimmed room: about six tenths of the light.
    pub const DIM: Self = Self {
        ground: rgb(0x04_060a),
        panel: rgb(0x0c_1016),
        current: rgb(0x14_2030),
        accent: rgb(0x71_b4ea),
        line: rgb(0x24_2d39),
        track: rgb(0x12_171f),
        hatch: rgb(0x45_4e5b),
        text: rgb(0xc3_c5c8),
        text_dim: rgb(0xa5_aebb),
        plate: rgb(0),
        seen: rgb(0x5e_c177),
        unverified: rgb(0xcc_aa3c),
        unassessed: rgb(0xa5_aebc),
        banner: rgb(0xd9_a600),
        banner_text: rgb(0x0a_0a0a),
        groups: [
            rgb(0x54_b9e3),
            rgb(0xeb_92bf),
            rgb(0xeb_9b62),
            rgb(0xb3_a1f8),
            rgb(0xb2_ada1),
        ],
        white: 204,
    };

    /// For a dark room: about a third of the light, on black.
    pub const NIGHT: Self = Self {
        ground: rgb(0),
        panel: rgb(0x06_080b),
        current: rgb(0x0b_121c),
        accent: rgb(0x67_a4d7),
        line: rgb(0x1d_242e),
        track: rgb(0x0a_0d12),
        hatch: rgb(0x37_3f4a),
        text: rgb(0x9d_9fa2),
        text_dim: rgb(0x97_9fab),
        plate: rgb(0),
        seen: rgb(0x55_b16d),
        unverified: rgb(0xba_9c36),
        unassessed: rgb(0x97_a0ac),
        banner: rgb(0xc7_9800),
        banner_text: rgb(0x0a_0a0a),
        groups: [
            rgb(0x4c_a9d0),
            rgb(0xd7_85af),
            rgb(0xd8_8e59),
            rgb(0xa4_94e4),
            rgb(0xa3_9e94),
        ],
        white: 153,
    };

    /// The colours of a level.
    #[must_use]
    pub const fn of(level: Brightness) -> &'static Self {
        match level {
            Brightness::Day => &Self::DAY,
            Brightness::Dim => &Self::DIM,
            Brightness::Night => &Self::NIGHT,
        }
    }

    /// Colour of boxes, labels and barcode of a group.
    #[must_use]
    pub const fn group(&self, group: Group) -> Rgb888 {
        self.groups[group as usize]
    }

    /// Colour of an item's sign and word.
    #[must_use]
    pub const fn of_state(&self, state: ItemState) -> Rgb888 {
        match state {
            ItemState::Seen | ItemState::Meets => self.seen,
            ItemState::NotSeen | ItemState::Outside => self.unverified,
            ItemState::CannotAssess => self.unassessed,
        }
    }
}

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
}

/// A colour between two: `share` of `over` from 0 (none) to 255 (all).
#[must_use]
pub fn mix(under: Rgb888, over: Rgb888, share: u8) -> Rgb888 {
    let part = |under, over| super::canvas::laid_over(under, over, share);
    Rgb888::new(
        part(under.r(), over.r()),
        part(under.g(), over.g()),
        part(under.b(), over.b()),
    )
}

#[cfg(test)]
mod tests;
