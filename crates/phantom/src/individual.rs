//! One fetus: its age, its proportions, how it lies.

use crate::{
    case::Case,
    cavity::Cavity,
    defect::{Defect, Inlet},
    growth, heart,
    proportions::{Excess, Proportions},
    random::Random,
    shape::{Point, Shape},
};

/// Chest half width and half depth at the four-chamber level, reference millimetres.
pub const CHEST: [f32; 2] = [26.0, 24.0];

/// Circumference of the chest at scale 1, reference millimetres: an ellipse of [`CHEST`].
const CHEST_ROUND_MM: f32 = 157.1;

/// Crux in most fetuses, reference millimetres.
const CRUX: Point = [1.5, -1.0, 0.0];

pub struct Individual {
    /// Gestational age, weeks, 18 to 32.
    pub age_weeks: f32,
    /// Image millimetres for one reference millimetre.
    pub scale: f32,
    /// What the case changes in the heart.
    pub defect: Defect,
    /// 1 or -1: -1 where the abdominal organs are mirrored against the body.
    pub situs: f32,
    /// Cardiac axis, radians to the left of the front-back line.
    pub axis: f32,
    /// Crux in reference millimetres, before mirroring.
    pub crux: Point,
    /// Size of the heart against the chest, 1 is usual.
    pub heart: f32,
    /// Natural variation of single parts, about 1; chambers in the order of [`Defect::chamber`].
    pub chamber: [f32; 4],
    pub wall: f32,
    pub stomach: f32,
    /// Calibre of the vessels against their courses' knots. It is still wider than measured (a
    /// pulmonary trunk of 0.15 mm a week less 0.52 mm, 56 fetuses of 18 to 26 weeks: "Establishing Normal
    /// Range of Fetal Pulmonary Artery and Fetal Aortic Diameter", Pakistan J Med Health Sci 2022), so that
    /// vessels can be read in a picture of few pixels.
    pub vessel: f32,
    /// Small displacements, reference millimetres: the chambers' along the heart's axis, in the order
    /// of [`Defect::chamber`]; the atria's across it, left and right; the vessels', across and in depth.
    pub sway: [f32; 8],
    /// How its heart is built.
    pub build: heart::Build,
    /// Position of the ribs along z, 0 to 1 of their spacing.
    pub rib_phase: f32,
    /// Heart rate, beats a minute.
    pub rate_bpm: f32,
    /// Limbs beside the chest, in reference millimetres.
    pub limbs: Vec<(Point, f32)>,
    /// Echo power of blood; that of lung is about 0.1.
    pub blood: f32,
    /// How bright ribs are, 0 to 1.
    pub ossification: f32,
    /// What it has beyond usual proportions.
    pub excess: Excess,
}

impl Individual {
    pub fn draw(random: &mut Random, case: Case, proportions: Proportions) -> Self {
        let excess = Excess::draw(random, proportions);
        let age_weeks = random.between(18.0, 32.0);
        let defect = Defect::of(case);
        // Heart against chest, both across.
        let breadth = growth::cardiothoracic_ratio(age_weeks) * 2.0 * CHEST[0] / heart::BREADTH_MM;
        let chest_mm = growth::thoracic_circumference_mm(age_weeks);
        let limbs = (0..random.below(3))
            .map(|_| {
                let turn = random.between(0.0, core::f32::consts::TAU);
                let reach = random.between(33.0, 42.0);
                let at = [reach * libm::cosf(turn), reach * libm::sinf(turn), 0.0];
                (at, random.between(3.5, 5.5))
            })
            .collect();
        Self {
            age_weeks,
            // One fetus differs from the next of its age by a twentieth (assumed; the published
            // spread of a tenth holds the error of measuring too).
            scale: chest_mm / CHEST_ROUND_MM * (1.0 + 0.05 * random.bell()),
            situs: defect.situs,
            // 43 +- 7 degrees: Smith et al. 1995.
            axis: (43.0 + 7.0 * random.bell()).to_radians() + excess.axis,
            crux: [
                CRUX[0] + random.bell(),
                CRUX[1] + random.bell(),
                CRUX[2] + 0.4 * random.bell(),
            ],
            heart: breadth * defect.heart * excess.heart * (1.0 + 0.035 * random.bell()),
            chamber: {
                let [left, right] = [1.0, growth::right_to_left_ventricle(age_weeks) / 1.044];
                let usual = [left, right, 1.0, 1.0];
                let varied = usual.map(|size| size * (1.0 + 0.05 * random.bell()));
                core::array::from_fn(|k| varied[k] * excess.chamber[k])
            },
            vessel: 1.16 + 0.06 * random.bell(),
            wall: random.between(0.75, 1.25),
            stomach: random.between(0.7, 1.2),
            sway: core::array::from_fn(|_| 0.8 * random.bell()),
            build: heart::Build::draw(&mut random.apart(heart::STREAM)),
            rib_phase: random.unit(),
            // 110 to 180: most near the usual rate of their age, some anywhere.
            rate_bpm: if random.chance(0.2) {
                random.between(110.0, 180.0)
            } else {
                (growth::heart_rate_bpm(age_weeks) + 10.0 * random.bell()).clamp(110.0, 180.0)
            },
            limbs,
            blood: 0.000_3 * libm::expf(random.between(0.0, 1.9)),
            ossification: random.between(0.4, 1.0),
            defect,
            excess,
        }
    }

    /// The inlet valves of this heart.
    pub fn inlets(&self) -> impl Iterator<Item = Inlet> + Clone {
        let excess = self.excess;
        self.defect
            .inlets
            .iter()
            .map(move |inlet| inlet.varied(&excess))
    }

    /// How far the right ventricle's cavity and its base lie towards the apex, reference millimetres.
    pub fn right_ventricle_shift(&self) -> f32 {
        self.defect.right_ventricle_shift + 0.85 * self.excess.tricuspid_mm.max(0.0)
    }

    /// Directions from base to apex, from the right to the left heart, and to the head; mirrored
    /// with the organs.
    pub fn heart_axes(&self) -> [Point; 3] {
        let (s, c) = (libm::sinf(self.axis), libm::cosf(self.axis));
        let side = self.defect.hand;
        [[side * s, -c, 0.0], [side * c, s, 0.0], [0.0, 0.0, 1.0]]
    }

    /// A point of the heart's own frame (towards apex, towards left heart, towards head).
    pub fn heart_point(&self, p: Point) -> Point {
        let [u, v, w] = self.heart_axes();
        let crux = [self.defect.hand * self.crux[0], self.crux[1], self.crux[2]];
        core::array::from_fn(|k| crux[k] + self.heart * (u[k] * p[0] + v[k] * p[1] + w[k] * p[2]))
    }

    /// A point of a vessel, given where it lies in most fetuses; `follow`: how far it moves with the
    /// crux, 0 to 1.
    pub fn vessel_point(&self, [x, y, z]: Point, follow: f32) -> Point {
        let moved = |k: usize| follow * (self.crux[k] - CRUX[k]);
        let sway = |k: usize| 0.4 * self.sway[k] * (1.0 - follow);
        [
            self.defect.hand * (x + sway(6) + moved(0)),
            y + sway(7) + moved(1),
            z,
        ]
    }

    /// A solid of the heart's own frame.
    pub fn heart_ellipsoid(&self, centre: Point, radii: Point) -> Shape {
        let radii = radii.map(|r| r * self.heart);
        Shape::Ellipsoid {
            centre: self.heart_point(centre),
            axes: self.heart_axes(),
            radii,
        }
    }

    /// A cavity of the heart's own frame, given in its reference millimetres.
    pub fn heart_cavity(&self, cavity: Cavity) -> Shape {
        Shape::Cavity(Cavity {
            centre: self.heart_point(cavity.centre),
            axes: self.heart_axes(),
            radii: cavity.radii.map(|r| r * self.heart),
            ..cavity
        })
    }

    /// A sheet of the heart's own frame, upright over `half_height` on either side; its radius is in
    /// reference millimetres, whatever the heart's size.
    pub fn heart_sheet(&self, [a, b]: [Point; 2], half_height: f32, radius: f32) -> Shape {
        Shape::Sheet {
            a: self.heart_point(a),
            b: self.heart_point(b),
            half_height: half_height * self.heart,
            radius,
        }
    }
}
