//! The probe's field of view and its place on the screen.

use crate::{
    fast::mix,
    individual::{CHEST, Individual},
    layout::Layout,
    random::Random,
    sweep::Sweep,
};

/// Geometry of the field: a fan around an apex above the picture, possibly cut off by the screen's
/// panel when the picture is zoomed.
#[derive(Clone, Debug)]
pub struct Probe {
    /// Distance from the fan's apex to the probe's face, image millimetres.
    pub face_mm: f32,
    /// Depth of the field below the face, image millimetres.
    pub depth_mm: f32,
    /// Half of the fan's opening angle, radians.
    pub half_angle: f32,
    /// Screen pixels for one image millimetre.
    pub pixels_per_mm: f32,
    /// Screen position of lateral 0, depth 0.
    pub origin_px: [f32; 2],
    /// The panel that cuts the fan off: left, top, right, bottom in pixels.
    panel: [f32; 4],
}

/// How large the examiner has the chest in the picture.
///
/// A cardiac picture is to be magnified until the heart fills a third to a half of it (ISUOG Practice
/// Guidelines: fetal cardiac screening, 2023, doi 10.1002/uog.26224). A heart is about half as broad and
/// six tenths as long as its chest, so that the chest then fills two thirds of the picture to nearly all of it.
enum Setting {
    /// The chest amid its surroundings, in a deep picture: before the examiner has magnified it.
    Overview,
    /// Magnified as the guideline asks, the chest amid a rim of its surroundings.
    Usual,
    /// The chest nearly fills the picture, and the abdomen, a tenth broader, with which the sweep begins, does.
    Close,
    /// So large that one or two edges cut it.
    Cut,
}

impl Setting {
    fn draw(random: &mut Random) -> Self {
        match random.unit() {
            ..0.06 => Self::Overview,
            ..0.58 => Self::Usual,
            ..0.90 => Self::Close,
            _ => Self::Cut,
        }
    }

    /// Breadth of the chest against the picture's side.
    fn share(&self, random: &mut Random) -> f32 {
        match self {
            Self::Overview => random.between(0.42, 0.64),
            Self::Usual => random.between(0.64, 0.84),
            Self::Close => random.between(0.8, 0.92),
            Self::Cut => random.between(1.05, 1.3),
        }
    }

    /// How far the field reaches below the chest's centre, image millimetres. `chest_mm`: half of the
    /// chest's breadth.
    fn below_mm(&self, random: &mut Random, chest_mm: f32) -> f32 {
        match self {
            Self::Overview => chest_mm + random.between(8.0, 26.0),
            Self::Usual => chest_mm + random.between(4.0, 22.0),
            Self::Close => chest_mm + random.between(-2.0, 12.0),
            Self::Cut => chest_mm * random.between(0.6, 1.2),
        }
    }

    /// How likely the whole fan is kept in the picture where that makes the chest smaller.
    const fn whole(&self) -> f32 {
        match self {
            Self::Overview => 0.6,
            Self::Usual | Self::Close | Self::Cut => 0.0,
        }
    }

    /// How far the chest's centre lies off the picture's middle: across, and in depth; shares of half
    /// of the chest's breadth.
    fn off(&self, random: &mut Random) -> [f32; 2] {
        let reach = match self {
            Self::Overview | Self::Usual => 0.12,
            Self::Close => 0.15,
            Self::Cut => 0.4,
        };
        [(); 2].map(|()| random.between(-reach, reach))
    }
}

/// Smallest breadth of a chest against the picture's side.
const SHARE_MIN: f32 = 0.42;

/// Depth of the field, millimetres: least and most.
const DEPTH_MM: [f32; 2] = [50.0, 180.0];

impl Probe {
    pub fn draw(
        random: &mut Random,
        individual: &Individual,
        sweep: &Sweep,
        layout: &Layout,
    ) -> Self {
        let chest = CHEST[0] * individual.scale;
        let kind = layout.probe;
        let face_mm = random.between(kind.face_mm[0], kind.face_mm[1]);
        let half_angle = random.between(kind.half_angle[0], kind.half_angle[1]);
        let setting = Setting::draw(random);
        let share = setting.share(random);
        let [left, top, right, bottom] = layout.panel;
        let (w, h) = (right - left, bottom - top);
        let side = match setting {
            Setting::Overview | Setting::Usual => h.min(w * 1.1),
            Setting::Close => h.min(w),
            // Cut at the sides, or above and below as well.
            Setting::Cut => mix(h.min(w), h.max(w), 0.7 * random.unit()),
        };
        let mut pixels_per_mm = side * share / (2.0 * chest);
        let overhang = face_mm * (1.0 - libm::cosf(half_angle));
        let below = setting.below_mm(random, chest);
        let [least, most] = DEPTH_MM;
        let needed = (sweep.chest_depth() + below).clamp(least, most);
        // A little air between fan and panel.
        let air = random.between(0.0, 0.03) * h;
        let seen_mm = (h - air) / pixels_per_mm - overhang;
        let whole_scale = (h - air) / (needed + overhang);
        let large = 2.0 * chest * whole_scale >= SHARE_MIN * side;
        let whole = random.chance(setting.whole()) && large;
        let off = setting.off(random);
        let fits = seen_mm >= needed;
        let depth_mm = if fits {
            // The field fills the picture; what is left of it at the greatest depth stays empty.
            seen_mm.min(most)
        } else {
            if whole {
                pixels_per_mm = whole_scale;
            }
            needed
        };
        // The picture's middle: the fan's, or where it is zoomed in, near to the chest's.
        let [aside, middle] = if whole || fits {
            [0.0, (depth_mm - overhang) / 2.0]
        } else {
            let half = h / (2.0 * pixels_per_mm);
            let centre = sweep.chest_depth() - off[1] * chest;
            let upper = half - overhang;
            let lower = (depth_mm - half * 0.85).max(upper);
            // Beside the fan nothing is seen: the picture moves aside only as far as the fan reaches.
            let reach = (face_mm + centre.max(0.0)) * libm::sinf(half_angle);
            let room = (reach - w / (2.0 * pixels_per_mm)).max(0.0) + 0.25 * chest;
            let aside = (sweep.chest_aside() - off[0] * chest).clamp(-room, room);
            [aside, centre.clamp(upper, lower)]
        };
        let origin_px = [
            f32::midpoint(left, right) - aside * pixels_per_mm,
            f32::midpoint(top, bottom) - middle * pixels_per_mm,
        ];
        Self {
            face_mm,
            depth_mm,
            half_angle,
            pixels_per_mm,
            origin_px,
            panel: layout.panel,
        }
    }

    /// Bounds of the fan, image millimetres: left, top, right, bottom.
    pub fn field_mm(&self) -> [f32; 4] {
        let half = (self.face_mm + self.depth_mm) * libm::sinf(self.half_angle);
        [
            -half,
            -self.face_mm * (1.0 - libm::cosf(self.half_angle)),
            half,
            self.depth_mm,
        ]
    }

    /// Radius below the face (millimetres) and angle (radians) of an image point.
    pub fn polar(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let below = y + self.face_mm;
        [
            (x * x + below * below).sqrt() - self.face_mm,
            libm::atan2f(x, below),
        ]
    }

    /// Unit vector of the beam through an image point.
    pub fn beam_direction(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let below = y + self.face_mm;
        let reach = (x * x + below * below).sqrt().max(1e-3);
        [x / reach, below / reach]
    }

    /// Screen pixel of an image point.
    pub fn to_screen(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        [
            self.origin_px[0] + x * self.pixels_per_mm,
            self.origin_px[1] + y * self.pixels_per_mm,
        ]
    }

    /// Image point at the centre of a screen pixel.
    pub fn to_mm(&self, column: usize, row: usize) -> [f32; 2] {
        [
            (column as f32 + 0.5 - self.origin_px[0]) / self.pixels_per_mm,
            (row as f32 + 0.5 - self.origin_px[1]) / self.pixels_per_mm,
        ]
    }

    /// True where an image point is shown on the screen.
    pub fn shows(&self, point: [f32; 2]) -> bool {
        let [depth, angle] = self.polar(point);
        let [x, y] = self.to_screen(point);
        let [left, top, right, bottom] = self.panel;
        (0.0..self.depth_mm).contains(&depth)
            && angle.abs() <= self.half_angle
            && (left..right).contains(&x)
            && (top..bottom).contains(&y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, Look, Operator, Proportions, scan::ScanConverter};

    /// Breadth of the chest against that of the sector which the screen shows, for one seed.
    fn share(seed: u64) -> f32 {
        let mut random = Random::new(seed);
        let individual = Individual::draw(&mut random, Case::Normal, Proportions::Usual);
        let sweep = Sweep::draw(&mut random, &individual, Operator::Steady, 15.0);
        let look = Look::DRAWN[random.below(Look::DRAWN.len())];
        let layout = Layout::draw(&mut random, look, 320, 240);
        let probe = Probe::draw(&mut random, &individual, &sweep, &layout);
        let bounds = ScanConverter::new(&probe, 320, 240).bounds();
        let chest_px = 2.0 * CHEST[0] * individual.scale * probe.pixels_per_mm;
        chest_px / (bounds[2] - bounds[0]) as f32
    }

    #[test]
    fn most_chests_fill_half_of_the_sector_or_more_and_few_are_cut() {
        let mut shares: Vec<f32> = (0..200).map(share).collect();
        shares.sort_by(f32::total_cmp);
        assert!(shares[5] < 0.5 && shares[0] > 0.3, "{:?}", &shares[..6]);
        assert!((0.55..0.85).contains(&shares[100]), "{}", shares[100]);
        let cut = shares.iter().filter(|share| **share > 1.0).count();
        assert!((3..=30).contains(&cut), "{cut} of 200");
        assert!(shares[199] < 1.7, "{}", shares[199]);
    }
}
