//! What an ideal observer would measure: of the fetus over a whole sweep, and of the cut that one frame
//! shows. All of it is computed from the solids that are painted, never from boxes or pixels, so that
//! it holds where the screen's edges cut the heart off, too.

mod cut;
mod lines;
#[cfg(test)]
mod tests;

use anatomy::View;

use crate::{body::ChestWall, great_vessels, heart::Beat, individual::Individual, pose::Pose};

/// Level at which the abdomen's vessels are told apart, reference millimetres.
const ABDOMEN_Z: f32 = -28.0;

/// A side of the fetus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodySide {
    /// The fetus's left.
    Left,
    /// The fetus's right.
    Right,
}

impl BodySide {
    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    /// The side on which an x of the body lies.
    fn of(x: f32) -> Self {
        if x > 0.0 { Self::Left } else { Self::Right }
    }
}

/// Which way round the fetus is seen. It stays the same however the fetus turns in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chirality {
    /// On the screen the fetus's left lies a quarter turn clockwise of its front.
    Clockwise,
    /// On the screen the fetus's left lies a quarter turn anticlockwise of its front.
    Anticlockwise,
}

impl Chirality {
    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clockwise => "clockwise",
            Self::Anticlockwise => "anticlockwise",
        }
    }
}

/// A side of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureEdge {
    /// The viewer's left.
    Left,
    /// The viewer's right.
    Right,
    /// The side of the probe.
    Up,
    /// Away from it.
    Down,
}

impl PictureEdge {
    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    /// The side that is nearest to the fetus's left.
    pub(crate) fn of(pose: &Pose) -> Self {
        let [right, down] = pose.turn.map(|part| part * pose.mirror);
        if right.abs() >= down.abs() {
            if right > 0.0 { Self::Right } else { Self::Left }
        } else if down > 0.0 {
            Self::Down
        } else {
            Self::Up
        }
    }
}

/// On which side of the fetus its organs lie; left, left, right, left in most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The stomach.
    pub stomach: BodySide,
    /// The descending aorta in the abdomen.
    pub aorta: BodySide,
    /// The inferior vena cava in the abdomen.
    pub cava: BodySide,
    /// Most of the heart, and its apex.
    pub heart: BodySide,
}

/// What is true of a fetus with a heart in all frames.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FetusTruth {
    /// Heart rate, beats a minute, 110 to 180.
    pub heart_rate_bpm: f32,
    /// Angle of the heart's long axis (base to apex along the ventricular septum) to the line from
    /// the spine to the front, degrees towards the fetus's left; negative where the heart points to its
    /// right.
    pub axis_degrees: f32,
    /// Which way round the fetus is seen.
    pub chirality: Chirality,
    /// Where its organs lie.
    pub sides: Sides,
}

impl FetusTruth {
    pub(crate) fn read(individual: &Individual, mirror: f32) -> Self {
        let courses = &individual.defect.courses;
        let abdominal = |course| BodySide::of(great_vessels::across(course, individual, ABDOMEN_Z));
        Self {
            heart_rate_bpm: individual.rate_bpm,
            axis_degrees: (individual.axis * individual.defect.hand).to_degrees(),
            // The picture's y runs down and the body's to the back: unmirrored, the fetus's left lies
            // on the screen's right when its front is up.
            chirality: if mirror > 0.0 {
                Chirality::Clockwise
            } else {
                Chirality::Anticlockwise
            },
            sides: Sides {
                stomach: BodySide::of(individual.situs),
                aorta: abdominal(&courses.descending),
                cava: abdominal(&courses.inferior_cava),
                heart: BodySide::of(individual.defect.hand),
            },
        }
    }
}

/// Ratios of what one frame's cut shows, as they are at that moment of the beat. `None`: in another
/// view, or where this heart has not got what is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ratios {
    /// Four-chamber view: area of the heart within the outer edge of its muscle (fluid in its sac left
    /// out), over that of the chest.
    ///
    /// The convention measures a chest at the outer edge of its bones. What has the published
    /// circumferences of a chest in this phantom is the outline that is labelled as thorax (see
    /// `growth`), so that this one stands for that edge.
    pub heart_chest_area: Option<f32>,
    /// Four-chamber view: breadth of the heart across its long axis over that of the chest from side
    /// to side, each at its broadest, between the same outer edges as for the area.
    pub heart_chest_diameter: Option<f32>,
    /// Four-chamber view: way around the heart over that around the chest, along the same outer edges.
    pub heart_chest_circumference: Option<f32>,
    /// The area against that within the outer edge of the ribs as they are painted, below skin and fat.
    pub heart_ribs_area: Option<f32>,
    /// The diameter against the breadth between those edges.
    pub heart_ribs_diameter: Option<f32>,
    /// Four-chamber view: inner breadth of the right ventricle over that of the left one, from septum to
    /// free wall at a right angle to the septum, each at its broadest in the inlet's half; papillary
    /// muscles and the moderator band count as blood.
    pub rv_lv_width: Option<f32>,
    /// Four-chamber view: inner breadth of the right atrium over that of the left one, at a right angle
    /// to the septum, each at its broadest.
    pub ra_la_width: Option<f32>,
    /// Four-chamber view: how much nearer to the apex the tricuspid valve hinges at the septum than
    /// the mitral one, over the inner length of the left ventricle from its valve's ring to its tip.
    pub valve_offset: Option<f32>,
    /// Four-chamber view: breadth of the tricuspid valve's ring over that of the mitral one, hinge to
    /// hinge.
    pub tricuspid_mitral: Option<f32>,
    /// Three-vessel view: inner breadth of the pulmonary trunk over that of the ascending aorta, each
    /// at a right angle to its course.
    pub pa_aorta: Option<f32>,
}

/// What is true of a heart in one frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeartTruth {
    /// Side of the picture that is nearest to the fetus's left.
    pub left: PictureEdge,
    /// Where the heart stands in its beat: 0 is the end of diastole, from which it contracts; 0.25 is
    /// its smallest, from 0.5 to 1 its ventricles are as large as at 0.
    pub phase: f32,
    /// What can be measured.
    pub ratios: Ratios,
}

impl HeartTruth {
    pub(crate) fn read(pose: &Pose, individual: &Individual, chest: &ChestWall) -> Self {
        let beat = Beat::at(pose.phase);
        let cut = cut::Cut {
            pose,
            individual,
            beat: &beat,
        };
        Self {
            left: PictureEdge::of(pose),
            phase: pose.phase,
            ratios: match pose.view() {
                View::FourChamber => cut.four_chambers(chest),
                View::ThreeVessel => cut.vessels(),
                _ => Ratios::default(),
            },
        }
    }
}
