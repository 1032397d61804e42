//! Words for people: views, structures and states as the screen writes them.

use crate::{
    anatomy::{Structure, View},
    exam::ItemState,
};

/// A view in large letters.
pub const fn view_title(view: View) -> &'static str {
    match view {
        View::None => "No screening view",
        View::Abdomen => "Upper abdomen",
        View::FourChamber => "Four-chamber view",
        View::Lvot => "Left outflow tract (LVOT)",
        View::Rvot => "Right outflow tract (RVOT)",
        View::ThreeVessel => "Three-vessel view",
        View::ThreeVesselTrachea => "Three-vessel-trachea view",
    }
}

/// Heading of a view's group in the checklist.
pub const fn view_heading(view: View) -> &'static str {
    match view {
        View::None => "Any view",
        View::Lvot => "Left outflow (LVOT)",
        View::Rvot => "Right outflow (RVOT)",
        other => view_title(other),
    }
}

/// A view in the barcode's lane.
pub const fn view_short(view: View) -> &'static str {
    match view {
        View::None => "",
        View::Abdomen => "Abdomen",
        View::FourChamber => "4-chamber",
        View::Lvot => "LVOT",
        View::Rvot => "RVOT",
        View::ThreeVessel => "3V",
        View::ThreeVesselTrachea => "3VT",
    }
}

/// The word of a state. Never "normal", never "abnormal".
pub const fn state_word(state: ItemState) -> &'static str {
    match state {
        ItemState::CannotAssess => "cannot assess yet",
        ItemState::NotSeen => "not seen yet",
        ItemState::Seen => "seen",
        ItemState::Meets => "seen, in range",
        ItemState::Outside => "look again",
    }
}

/// A structure's name beside the barcode.
pub const fn structure_name(structure: Structure) -> &'static str {
    match structure {
        Structure::Crux => "Crux",
        Structure::VentricularSeptum => "Ventricular septum",
        Structure::RightAtrium => "Right atrium",
        Structure::TricuspidValve => "Tricuspid valve",
        Structure::RightVentricle => "Right ventricle",
        Structure::LeftAtrium => "Left atrium",
        Structure::MitralValve => "Mitral valve",
        Structure::LeftVentricle => "Left ventricle",
        Structure::PulmonaryArtery => "Pulmonary artery",
        Structure::AscendingAorta => "Ascending aorta",
        Structure::SuperiorVenaCava => "Superior vena cava",
        Structure::DescendingAorta => "Descending aorta",
        Structure::Stomach => "Stomach",
        Structure::Spine => "Spine",
        Structure::UmbilicalVein => "Umbilical vein",
        Structure::InferiorVenaCava => "Inferior vena cava",
        Structure::PulmonaryVein => "Pulmonary vein",
        Structure::DuctusArteriosus => "Ductus arteriosus",
        Structure::Heart => "Heart",
        Structure::Thorax => "Thorax",
        Structure::CardiacApex => "Cardiac apex",
        Structure::AorticArch => "Aortic arch",
        Structure::Trachea => "Trachea",
    }
}

/// A structure's label in the picture: the abbreviation that sonographers use.
pub const fn structure_label(structure: Structure) -> &'static str {
    match structure {
        Structure::Crux => "crux",
        Structure::VentricularSeptum => "septum",
        Structure::RightAtrium => "RA",
        Structure::TricuspidValve => "TV",
        Structure::RightVentricle => "RV",
        Structure::LeftAtrium => "LA",
        Structure::MitralValve => "MV",
        Structure::LeftVentricle => "LV",
        Structure::PulmonaryArtery => "PA",
        Structure::AscendingAorta => "AAo",
        Structure::SuperiorVenaCava => "SVC",
        Structure::DescendingAorta => "DAo",
        Structure::Stomach => "stomach",
        Structure::Spine => "spine",
        Structure::UmbilicalVein => "UV",
        Structure::InferiorVenaCava => "IVC",
        Structure::PulmonaryVein => "PV",
        Structure::DuctusArteriosus => "duct",
        Structure::Heart => "heart",
        Structure::Thorax => "thorax",
        Structure::CardiacApex => "apex",
        Structure::AorticArch => "arch",
        Structure::Trachea => "trachea",
    }
}
