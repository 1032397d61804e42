//! Which of the program's rules settles an item.

use super::Needs;
use crate::anatomy::View;

/// A rule of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    #[default]
    /// None: the item stays "cannot assess".
    None,
    /// The structures are found together in the view.
    Presence,
    /// The examiner said which side of the picture is left.
    LateralityEntered,
    /// On which side of the midline the stomach lies.
    StomachSide,
    /// On which sides descending aorta and inferior vena cava lie, and which is in front.
    AortaAndVenaCavaSides,
    /// A round chest with its spine.
    ViewQuality,
    /// On which side of the midline the heart lies.
    HeartSide,
    /// On which side of the midline the heart lies, and to which its apex points.
    HeartAndApexSide,
    /// The angle of the heart's axis.
    Axis,
    /// The heart against the chest.
    HeartSize,
    /// Width of the right atrium against that of the left.
    AtrialRatio,
    /// Width of the right ventricle against that of the left.
    VentricularRatio,
    /// Which of the inlet valves lies nearer to the apex.
    ValveOffset,
    /// The descending aorta in front of the spine and left of it.
    AortaBeforeSpine,
    /// Which chamber lies nearest to the spine and which behind the breastbone.
    ChamberOrder,
    /// Beats a minute.
    HeartRate,
    /// Both inlet valves open with the beat.
    ValvesMove,
    /// The pulmonary artery in front of the aorta.
    Crossing,
    /// The three vessels from left to right, in line.
    VesselOrder,
    /// Which of the three vessels is wider.
    VesselSizes,
    /// The three vessels in front of the spine, the vena cava to the right of it.
    VesselPosition,
    /// The arches against the trachea.
    ArchesLeftOfTrachea,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::None,
        Self::Presence,
        Self::LateralityEntered,
        Self::StomachSide,
        Self::AortaAndVenaCavaSides,
        Self::ViewQuality,
        Self::HeartSide,
        Self::HeartAndApexSide,
        Self::Axis,
        Self::HeartSize,
        Self::AtrialRatio,
        Self::VentricularRatio,
        Self::ValveOffset,
        Self::AortaBeforeSpine,
        Self::ChamberOrder,
        Self::HeartRate,
        Self::ValvesMove,
        Self::Crossing,
        Self::VesselOrder,
        Self::VesselSizes,
        Self::VesselPosition,
        Self::ArchesLeftOfTrachea,
    ];

    /// The rule of an item that names none.
    #[must_use]
    pub const fn usual(needs: Needs) -> Self {
        match needs {
            Needs::Presence => Self::Presence,
            Needs::Measure | Needs::Laterality | Needs::Motion => Self::None,
        }
    }

    /// Name as in profiles and records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Presence => "presence",
            Self::LateralityEntered => "laterality_entered",
            Self::StomachSide => "stomach_side",
            Self::AortaAndVenaCavaSides => "aorta_and_vena_cava_sides",
            Self::ViewQuality => "view_quality",
            Self::HeartSide => "heart_side",
            Self::HeartAndApexSide => "heart_and_apex_side",
            Self::Axis => "axis",
            Self::HeartSize => "heart_size",
            Self::AtrialRatio => "atrial_ratio",
            Self::VentricularRatio => "ventricular_ratio",
            Self::ValveOffset => "valve_offset",
            Self::AortaBeforeSpine => "aorta_before_spine",
            Self::ChamberOrder => "chamber_order",
            Self::HeartRate => "heart_rate",
            Self::ValvesMove => "valves_move",
            Self::Crossing => "crossing",
            Self::VesselOrder => "vessel_order",
            Self::VesselSizes => "vessel_sizes",
            Self::VesselPosition => "vessel_position",
            Self::ArchesLeftOfTrachea => "arches_left_of_trachea",
        }
    }

    /// What it looks at and what it says, for people.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::None => "no rule of the program settles it: cannot assess",
            Self::Presence => "seen once all its structures are found together in the view",
            Self::LateralityEntered => "seen once the examiner entered which side is left",
            Self::StomachSide => "meets where the stomach lies left of the midline",
            Self::AortaAndVenaCavaSides => {
                "meets where the aorta lies left and the vena cava right of the midline and in front"
            }
            Self::ViewQuality => "seen once frames show a round chest with its spine",
            Self::HeartSide => "meets where the heart's middle lies left of the midline",
            Self::HeartAndApexSide => {
                "meets where the heart's middle lies left of the midline and its apex points left"
            }
            Self::Axis => "meets where the angle from the midline to the apex is within the limits",
            Self::HeartSize => "meets where heart against chest is within the limits",
            Self::AtrialRatio => {
                "right atrium against left, within the limits where there are some"
            }
            Self::VentricularRatio => "meets where right against left is within the limits",
            Self::ValveOffset => {
                "seen where the tricuspid valve is nearer to the apex, outside where it is not"
            }
            Self::AortaBeforeSpine => {
                "meets where the aorta lies in front of the spine and left of it"
            }
            Self::ChamberOrder => {
                "meets where the left atrium is nearest to the spine and the right ventricle foremost"
            }
            Self::HeartRate => {
                "meets where beats a minute are within the limits and one follows another evenly"
            }
            Self::ValvesMove => "meets where both inlet valves open with the beat",
            Self::Crossing => "meets where the pulmonary artery lies in front of the aorta",
            Self::VesselOrder => {
                "meets where pulmonary artery, aorta, vena cava lie from left to right in line"
            }
            Self::VesselSizes => {
                "whether each vessel is wider than the next; too close to call in many hearts"
            }
            Self::VesselPosition => {
                "meets where the vessels lie in front of the spine, the vena cava right of the aorta"
            }
            Self::ArchesLeftOfTrachea => "meets where both arches lie left of the trachea",
        }
    }

    /// The view that it looks at; `None` where it is any.
    #[must_use]
    pub const fn view(self) -> Option<View> {
        match self {
            Self::None | Self::Presence | Self::LateralityEntered | Self::HeartRate => None,
            Self::StomachSide | Self::AortaAndVenaCavaSides => Some(View::Abdomen),
            Self::ViewQuality
            | Self::HeartSide
            | Self::HeartAndApexSide
            | Self::Axis
            | Self::HeartSize
            | Self::AtrialRatio
            | Self::VentricularRatio
            | Self::ValveOffset
            | Self::AortaBeforeSpine
            | Self::ValvesMove
            | Self::ChamberOrder => Some(View::FourChamber),
            Self::Crossing => Some(View::Rvot),
            Self::VesselOrder | Self::VesselSizes | Self::VesselPosition => Some(View::ThreeVessel),
            Self::ArchesLeftOfTrachea => Some(View::ThreeVesselTrachea),
        }
    }

    /// Whether it can settle an item that needs that.
    #[must_use]
    pub const fn suits(self, needs: Needs) -> bool {
        match self {
            Self::None => !matches!(needs, Needs::Presence),
            Self::Presence => matches!(needs, Needs::Presence),
            Self::LateralityEntered
            | Self::StomachSide
            | Self::AortaAndVenaCavaSides
            | Self::HeartSide
            | Self::HeartAndApexSide
            | Self::AortaBeforeSpine
            | Self::ChamberOrder
            | Self::VesselOrder
            | Self::VesselPosition
            | Self::ArchesLeftOfTrachea => matches!(needs, Needs::Laterality),
            Self::HeartRate | Self::ValvesMove => matches!(needs, Needs::Motion),
            Self::ViewQuality
            | Self::Axis
            | Self::HeartSize
            | Self::AtrialRatio
            | Self::VentricularRatio
            | Self::ValveOffset
            | Self::Crossing
            | Self::VesselSizes => matches!(needs, Needs::Measure),
        }
    }
}
