//! What is measured, in which view, and within which range.

use crate::anatomy::{Measure, View};

/// Something that is measured in the frames of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Quantity {
    /// Angle from the line of spine and chest to that of crux and apex, degrees to the left.
    Axis,
    /// Breadth of the heart over that of the chest.
    HeartChestDiameter,
    /// Area of the heart over that of the chest.
    HeartChestArea,
    /// Circumference of the heart over that of the chest.
    HeartChestCircumference,
    /// Width of the right ventricle over that of the left.
    RvLvWidth,
    /// Width of the right atrium over that of the left.
    RaLaWidth,
    /// Length of the tricuspid valve's ring over that of the mitral one's.
    TricuspidMitral,
    /// How much nearer to the apex the tricuspid valve lies than the mitral one, by the length of
    /// the ventricles.
    ValveOffset,
    /// The heart's middle left of the midline, by half of the chest's breadth.
    HeartSide,
    /// The descending aorta left of the midline, in the four-chamber view, by half of the chest's
    /// breadth.
    AortaSide,
    /// The descending aorta in front of the spine's middle, by half of the chest's breadth.
    AortaFront,
    /// How much nearer to the spine the left atrium lies than any other chamber, by half of the
    /// chest's breadth.
    LeftAtriumBack,
    /// How much further in front the right ventricle lies than any other chamber, likewise.
    RightVentricleFront,
    /// The stomach left of the midline, by its distance from the spine: a sine.
    StomachSide,
    /// The descending aorta left of the midline, in the abdomen, by its distance from the spine.
    AbdominalAortaSide,
    /// The inferior vena cava left of the midline (right of it: negative), by its distance from the
    /// spine.
    VenaCavaSide,
    /// The inferior vena cava in front of the descending aorta, by its distance from the spine.
    VenaCavaFront,
    /// Width of the pulmonary artery over that of the ascending aorta.
    PulmonaryAorta,
    /// Width of the ascending aorta over that of the superior vena cava.
    AortaCava,
    /// The pulmonary artery left of the ascending aorta, by the length of the row of vessels.
    PulmonaryLeftOfAorta,
    /// The ascending aorta left of the superior vena cava, likewise.
    AortaLeftOfCava,
    /// The pulmonary artery in front of the superior vena cava, likewise.
    PulmonaryBeforeCava,
    /// The ascending aorta in front of the line from the pulmonary artery to the superior vena cava,
    /// likewise.
    AortaOffLine,
    /// The middle of the three vessels in front of the spine, by half of the chest's breadth.
    VesselsFront,
    /// The pulmonary artery in front of the ascending aorta where they cross, by their distance.
    PulmonaryBeforeAorta,
    /// The descending aorta left of the midline, in the three-vessel view, by its distance from the
    /// spine.
    ThreeVesselAortaSide,
    /// The same in the three-vessel-trachea view.
    TracheaAortaSide,
    /// The aortic arch left of the trachea, by their distance.
    ArchSide,
    /// The arterial duct left of the trachea, by their distance.
    DuctSide,
    /// Length of the right ventricle's box by that of the heart's: of their diagonals, which no turn changes much.
    RightVentricleHeart,
    /// The same of the left ventricle.
    LeftVentricleHeart,
    /// The same of the right atrium.
    RightAtriumHeart,
    /// The same of the left atrium.
    LeftAtriumHeart,
    /// The same of the ventricular septum.
    SeptumHeart,
    /// Length of the pulmonary artery's box by that of the whole chest's, in the three-vessel view.
    PulmonaryChest,
    /// The same of the ascending aorta.
    AortaChest,
    /// The same of the superior vena cava.
    CavaChest,
}

use Quantity::*;

impl Quantity {
    /// How many there are.
    pub const COUNT: usize = 37;

    /// All, in the order of their numbers.
    pub const ALL: [Self; Self::COUNT] = [
        Axis,
        HeartChestDiameter,
        HeartChestArea,
        HeartChestCircumference,
        RvLvWidth,
        RaLaWidth,
        TricuspidMitral,
        ValveOffset,
        HeartSide,
        AortaSide,
        AortaFront,
        LeftAtriumBack,
        RightVentricleFront,
        StomachSide,
        AbdominalAortaSide,
        VenaCavaSide,
        VenaCavaFront,
        PulmonaryAorta,
        AortaCava,
        PulmonaryLeftOfAorta,
        AortaLeftOfCava,
        PulmonaryBeforeCava,
        AortaOffLine,
        VesselsFront,
        PulmonaryBeforeAorta,
        ThreeVesselAortaSide,
        TracheaAortaSide,
        ArchSide,
        DuctSide,
        RightVentricleHeart,
        LeftVentricleHeart,
        RightAtriumHeart,
        LeftAtriumHeart,
        SeptumHeart,
        PulmonaryChest,
        AortaChest,
        CavaChest,
    ];

    /// Name as in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Axis => "axis_degrees",
            HeartChestDiameter => "heart_chest_diameter",
            HeartChestArea => "heart_chest_area",
            HeartChestCircumference => "heart_chest_circumference",
            RvLvWidth => "rv_lv_width",
            RaLaWidth => "ra_la_width",
            TricuspidMitral => "tricuspid_mitral_width",
            ValveOffset => "valve_offset",
            HeartSide => "heart_left_of_midline",
            AortaSide => "aorta_left_of_midline",
            AortaFront => "aorta_before_spine",
            LeftAtriumBack => "left_atrium_backmost",
            RightVentricleFront => "right_ventricle_foremost",
            StomachSide => "stomach_left_of_midline",
            AbdominalAortaSide => "abdominal_aorta_left_of_midline",
            VenaCavaSide => "vena_cava_left_of_midline",
            VenaCavaFront => "vena_cava_before_aorta",
            PulmonaryAorta => "pulmonary_aorta_width",
            AortaCava => "aorta_vena_cava_width",
            PulmonaryLeftOfAorta => "pulmonary_left_of_aorta",
            AortaLeftOfCava => "aorta_left_of_vena_cava",
            PulmonaryBeforeCava => "pulmonary_before_vena_cava",
            AortaOffLine => "aorta_off_line",
            VesselsFront => "vessels_before_spine",
            PulmonaryBeforeAorta => "pulmonary_before_aorta",
            ThreeVesselAortaSide => "three_vessel_aorta_left_of_midline",
            TracheaAortaSide => "trachea_view_aorta_left_of_midline",
            ArchSide => "arch_left_of_trachea",
            DuctSide => "duct_left_of_trachea",
            RightVentricleHeart => "right_ventricle_to_heart",
            LeftVentricleHeart => "left_ventricle_to_heart",
            RightAtriumHeart => "right_atrium_to_heart",
            LeftAtriumHeart => "left_atrium_to_heart",
            SeptumHeart => "septum_to_heart",
            PulmonaryChest => "pulmonary_artery_to_chest",
            AortaChest => "ascending_aorta_to_chest",
            CavaChest => "vena_cava_to_chest",
        }
    }

    /// For people: what it is, and where it lies with a positive and with a negative value; both are
    /// empty for one that is just a number.
    #[must_use]
    pub const fn words(self) -> [&'static str; 3] {
        match self {
            Axis => ["axis", "", ""],
            HeartChestDiameter => ["heart to chest breadth", "", ""],
            HeartChestArea => ["heart to chest area", "", ""],
            HeartChestCircumference => ["heart to chest circumference", "", ""],
            RvLvWidth => ["right to left ventricle", "", ""],
            RaLaWidth => ["right to left atrium", "", ""],
            TricuspidMitral => ["tricuspid to mitral ring", "", ""],
            PulmonaryAorta => ["pulmonary artery to aorta", "", ""],
            AortaCava => ["aorta to vena cava", "", ""],
            ValveOffset => [
                "tricuspid valve",
                "nearer to the apex",
                "further from the apex",
            ],
            HeartSide => ["heart", "left", "right"],
            AortaSide | AbdominalAortaSide | ThreeVesselAortaSide | TracheaAortaSide => {
                ["aorta", "left", "right"]
            }
            AortaFront => ["aorta", "in front of the spine", "behind the spine"],
            LeftAtriumBack => [
                "left atrium",
                "nearest to the spine",
                "not nearest to the spine",
            ],
            RightVentricleFront => ["right ventricle", "foremost", "not foremost"],
            StomachSide => ["stomach", "left", "right"],
            VenaCavaSide => ["vena cava", "left", "right"],
            VenaCavaFront => ["vena cava", "in front of the aorta", "behind the aorta"],
            PulmonaryLeftOfAorta => [
                "pulmonary artery",
                "left of the aorta",
                "right of the aorta",
            ],
            AortaLeftOfCava => ["aorta", "left of the vena cava", "right of the vena cava"],
            PulmonaryBeforeCava => [
                "pulmonary artery",
                "in front of the vena cava",
                "behind the vena cava",
            ],
            AortaOffLine => ["aorta", "in front of the row", "behind the row"],
            VesselsFront => ["vessels", "in front of the spine", "behind the spine"],
            PulmonaryBeforeAorta => [
                "pulmonary artery",
                "in front of the aorta",
                "behind the aorta",
            ],
            ArchSide => ["aortic arch", "left of the trachea", "right of the trachea"],
            DuctSide => [
                "arterial duct",
                "left of the trachea",
                "right of the trachea",
            ],
            RightVentricleHeart => ["right ventricle to heart", "", ""],
            LeftVentricleHeart => ["left ventricle to heart", "", ""],
            RightAtriumHeart => ["right atrium to heart", "", ""],
            LeftAtriumHeart => ["left atrium to heart", "", ""],
            SeptumHeart => ["septum to heart", "", ""],
            PulmonaryChest => ["pulmonary artery to chest", "", ""],
            AortaChest => ["aorta to chest", "", ""],
            CavaChest => ["vena cava to chest", "", ""],
        }
    }

    /// The view whose frames it is measured in.
    #[must_use]
    pub const fn view(self) -> View {
        match self {
            Axis
            | HeartChestDiameter
            | HeartChestArea
            | HeartChestCircumference
            | RvLvWidth
            | RaLaWidth
            | TricuspidMitral
            | ValveOffset
            | HeartSide
            | AortaSide
            | AortaFront
            | LeftAtriumBack
            | RightVentricleFront
            | RightVentricleHeart
            | LeftVentricleHeart
            | RightAtriumHeart
            | LeftAtriumHeart
            | SeptumHeart => View::FourChamber,
            StomachSide | AbdominalAortaSide | VenaCavaSide | VenaCavaFront => View::Abdomen,
            PulmonaryAorta | AortaCava | PulmonaryLeftOfAorta | AortaLeftOfCava
            | PulmonaryBeforeCava | AortaOffLine | VesselsFront | ThreeVesselAortaSide
            | PulmonaryChest | AortaChest | CavaChest => View::ThreeVessel,
            PulmonaryBeforeAorta => View::Rvot,
            ArchSide | DuctSide | TracheaAortaSide => View::ThreeVesselTrachea,
        }
    }

    /// Whether its sign means left and right: it is known only where the examiner entered a side.
    #[must_use]
    pub const fn is_sided(self) -> bool {
        matches!(
            self,
            Axis | HeartSide
                | AortaSide
                | StomachSide
                | AbdominalAortaSide
                | VenaCavaSide
                | PulmonaryLeftOfAorta
                | AortaLeftOfCava
                | ThreeVesselAortaSide
                | TracheaAortaSide
                | ArchSide
                | DuctSide
        )
    }

    /// Whether it is measured against the chest of the four-chamber view: withheld where fewer than half
    /// of that view's frames show a round one.
    pub(super) const fn needs_chest(self) -> bool {
        matches!(
            self,
            Axis | HeartChestDiameter
                | HeartChestArea
                | HeartChestCircumference
                | HeartSide
                | AortaSide
                | AortaFront
                | LeftAtriumBack
                | RightVentricleFront
        )
    }

    /// Whether it is a measurement for a person to read; the others are places, for the rules.
    #[must_use]
    pub const fn is_measurement(self) -> bool {
        matches!(
            self,
            Axis | HeartChestDiameter
                | HeartChestArea
                | HeartChestCircumference
                | RvLvWidth
                | RaLaWidth
                | TricuspidMitral
                | ValveOffset
                | PulmonaryAorta
        )
    }

    /// What limits of it are called in a profile, where they can have some.
    #[must_use]
    pub const fn measure(self) -> Option<Measure> {
        Some(match self {
            Axis => Measure::AxisDegrees,
            HeartChestDiameter => Measure::HeartChestDiameter,
            HeartChestArea => Measure::HeartChestArea,
            HeartChestCircumference => Measure::HeartChestCircumference,
            RvLvWidth => Measure::RvLvWidth,
            RaLaWidth => Measure::RaLaWidth,
            TricuspidMitral => Measure::TricuspidMitralWidth,
            ValveOffset => Measure::ValveOffset,
            PulmonaryAorta => Measure::PulmonaryAortaWidth,
            _ => return None,
        })
    }

    /// How far a reading lies from the truth, one standard deviation, by what the boxes tell at all: on
    /// phantom sweeps of the tuning seeds. Within so much of a limit nothing is said.
    #[must_use]
    pub const fn error(self) -> f32 {
        match self {
            Axis => 4.0,
            HeartChestDiameter | HeartChestArea | HeartChestCircumference => 0.03,
            RvLvWidth | RaLaWidth => 0.08,
            PulmonaryAorta => 0.1,
            TricuspidMitral | AortaCava => 0.05,
            ValveOffset => 0.08,
            _ => 0.05,
        }
    }

    /// What it can be at all.
    pub(super) const fn range(self) -> [f32; 2] {
        match self {
            Axis => [-180.0, 180.0],
            HeartChestDiameter | HeartChestArea | HeartChestCircumference => [0.0, 1.2],
            RvLvWidth | RaLaWidth | TricuspidMitral | PulmonaryAorta | AortaCava => [0.0, 4.0],
            ValveOffset => [-1.0, 1.0],
            HeartSide | AortaSide | AortaFront | LeftAtriumBack | RightVentricleFront
            | VesselsFront => [-2.0, 2.0],
            RightVentricleHeart | LeftVentricleHeart | RightAtriumHeart | LeftAtriumHeart
            | SeptumHeart | PulmonaryChest | AortaChest | CavaChest => [0.0, 1.2],
            _ => [-1.0, 1.0],
        }
    }

    /// Readings that differ by more than this, one robust standard deviation, are none.
    pub(super) const fn spread_max(self) -> f32 {
        match self {
            Axis => 10.0,
            HeartChestDiameter | HeartChestArea | HeartChestCircumference => 0.06,
            RvLvWidth | RaLaWidth | TricuspidMitral | PulmonaryAorta | AortaCava => 0.2,
            ValveOffset => 0.16,
            RightVentricleHeart | LeftVentricleHeart | RightAtriumHeart | LeftAtriumHeart
            | SeptumHeart => 0.1,
            PulmonaryChest | AortaChest | CavaChest => 0.06,
            _ => 0.35,
        }
    }
}
