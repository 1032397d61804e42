//! Atria, ventricles, their inlets and outflow, papillary muscles, moderator band.

use anatomy::Structure;

use super::Beat;
use crate::{
    body::blood,
    cavity::Cavity,
    individual::Individual,
    plane::{Plane, Tissue},
    pose::Pose,
    shape::{Point, Shape},
};

/// How strongly the inner face of muscle shines across the beam.
const SHINE: f32 = 0.2;

/// Thickness of an atrium's wall as a picture shows it, reference millimetres (assumed).
const ATRIAL_WALL_MM: f32 = 0.9;

/// A chamber at rest.
struct Chamber {
    label: Structure,
    /// Its place in the arrays of sizes, displacements and ridges.
    place: usize,
    centre: Point,
    radii: Point,
    /// How far it leans towards the septum at its tip, a share.
    lean: f32,
}

const LEFT_VENTRICLE: Chamber = Chamber {
    label: Structure::LeftVentricle,
    place: 0,
    centre: [7.2, 5.3, 1.0],
    radii: [9.2, 5.0, 7.9],
    lean: -0.16,
};
const RIGHT_VENTRICLE: Chamber = Chamber {
    label: Structure::RightVentricle,
    place: 1,
    centre: [6.7, -5.45, 0.8],
    radii: [8.7, 5.2, 7.5],
    lean: 0.16,
};
const LEFT_ATRIUM: Chamber = Chamber {
    label: Structure::LeftAtrium,
    place: 2,
    centre: [-5.4, 4.9, 0.8],
    radii: [5.6, 5.3, 6.4],
    lean: 0.0,
};
const RIGHT_ATRIUM: Chamber = Chamber {
    label: Structure::RightAtrium,
    place: 3,
    centre: [-5.2, -5.2, 0.0],
    radii: [5.8, 5.6, 5.4],
    lean: 0.0,
};
const JOINED: Chamber = Chamber {
    label: Structure::LeftVentricle,
    place: 0,
    centre: [6.6, 0.0, 0.9],
    radii: [8.6, 9.4, 7.6],
    lean: 0.0,
};

impl Chamber {
    /// Its cavity of a given size, contracted by shares along and across.
    fn cavity(&self, individual: &Individual, size: f32, [long, thin]: [f32; 2], u: f32) -> Cavity {
        let build = &individual.build;
        let atrium = self.place >= 2;
        let across = if atrium {
            0.5 * individual.sway[2 + self.place]
        } else {
            0.0
        };
        let [x, y, z] = self.centre;
        let [length, breadth, height] = self.radii.map(|r| r * size);
        Cavity {
            centre: [x + u + 0.5 * individual.sway[self.place], y + across, z],
            axes: [[0.0; 3]; 3],
            radii: [length * long, breadth * thin, height * thin * build.height],
            square: build.square[usize::from(atrium)],
            taper: if atrium { 0.0 } else { build.taper },
            lean: self.lean,
            rough: build.rough[self.place] * size.min(1.0),
            phase: build.phase[self.place],
        }
    }
}

/// Size, contraction and shift of each atrium: they fill while the ventricles contract.
fn atria(individual: &Individual, beat: &Beat) -> [Cavity; 2] {
    let fill = 0.92 + 0.1 * beat.squeeze;
    [&LEFT_ATRIUM, &RIGHT_ATRIUM].map(|atrium| {
        let size = individual.chamber[atrium.place] * individual.defect.chamber[atrium.place];
        atrium.cavity(individual, size, [fill; 2], 0.0)
    })
}

/// The atria's thin walls, which bulge out of the muscle, and `extra` around them.
pub fn atrial_walls(individual: &Individual, beat: &Beat, extra: f32) -> [Shape; 2] {
    atria(individual, beat).map(|mut cavity| {
        let wall = ATRIAL_WALL_MM / individual.heart + extra;
        cavity.radii = cavity.radii.map(|r| r + wall);
        individual.heart_cavity(cavity)
    })
}

pub fn paint(plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
    let defect = &individual.defect;
    let lumen = blood(individual);
    for (label, shape) in chambers(individual, beat) {
        plane.solid(pose, &shape, lumen, SHINE, Some(label));
    }
    if let Some(upper) = atrialised(individual) {
        plane.solid(pose, &upper, lumen, 0.0, Some(Structure::RightAtrium));
    }
    if defect.outflow > 0.0 {
        let cone = outflow(individual, beat, 0.0);
        let label = if defect.joined {
            Structure::LeftVentricle
        } else {
            Structure::RightVentricle
        };
        plane.solid(pose, &cone, lumen, SHINE, Some(label));
    }
    inlets(plane, individual, pose);
    muscles(plane, individual, pose);
}

/// The cavity that bears a chamber's name, without what leads out of it; in parts.
pub fn cavities(individual: &Individual, beat: &Beat, chamber: Structure) -> Vec<Shape> {
    let own = chambers(individual, beat)
        .into_iter()
        .filter(|(label, _)| *label == chamber)
        .map(|(_, shape)| shape);
    let upper = atrialised(individual).filter(|_| chamber == Structure::RightAtrium);
    own.chain(upper).collect()
}

/// Left and right atrium, left and right ventricle, or what there is of them, in the order of painting.
fn chambers(individual: &Individual, beat: &Beat) -> Vec<(Structure, Shape)> {
    let defect = &individual.defect;
    let labels = [Structure::LeftAtrium, Structure::RightAtrium];
    let atria = atria(individual, beat).map(|cavity| individual.heart_cavity(cavity));
    let mut chambers: Vec<_> = labels.into_iter().zip(atria).collect();
    let squeeze = (beat.squeeze * individual.build.vigour).min(1.25);
    let contracted = [1.0 - 0.09 * squeeze, 1.0 - 0.2 * squeeze];
    let size = |k: usize| individual.chamber[k] * defect.chamber[k];
    let ventricles: &[(&Chamber, f32, f32)] = if defect.joined {
        &[(&JOINED, 0.5 * (size(0) + 1.0), 0.0)]
    } else {
        &[
            (&LEFT_VENTRICLE, size(0), 0.0),
            (
                &RIGHT_VENTRICLE,
                size(1),
                individual.right_ventricle_shift(),
            ),
        ]
    };
    for (ventricle, size, shift) in ventricles {
        let u = shift + beat.descent() * 0.3;
        let cavity = ventricle.cavity(individual, *size, contracted, u);
        chambers.push((ventricle.label, individual.heart_cavity(cavity)));
    }
    chambers
}

/// What lies above a valve displaced far belongs to the atrium.
fn atrialised(individual: &Individual) -> Option<Shape> {
    let displaced = individual.right_ventricle_shift() > 2.5;
    displaced.then(|| individual.heart_ellipsoid([0.6, -5.2, 0.0], [4.6, 4.3, 5.6]))
}

/// The outflow wraps around the front of the aortic root.
pub fn outflow(individual: &Individual, beat: &Beat, extra: f32) -> Shape {
    let size = individual.defect.outflow * (1.0 - 0.1 * beat.squeeze);
    let centre = individual.vessel_point([-0.9, -9.6, 6.4], 1.0);
    Shape::upright(centre, [4.3, 3.1, 3.9].map(|r| r * size + extra))
}

/// Blood on both sides of the valves, so that open valves leave no wall.
fn inlets(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    for inlet in individual.inlets() {
        if !inlet.opens {
            continue;
        }
        let [[u0, v0], [u1, v1]] = inlet.hinges;
        let half = (v1 - v0).abs() / 2.0;
        let centre = [u0.min(u1) + 0.4, f32::midpoint(v0, v1), 0.0];
        let shape = individual.heart_ellipsoid(centre, [3.8f32.min(half), half * 0.98, 5.4]);
        plane.solid(pose, &shape, blood(individual), 0.0, None);
    }
}

/// Papillary muscles in the left ventricle, the moderator band near the apex of the right one.
fn muscles(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let (defect, build) = (&individual.defect, &individual.build);
    let left = defect.chamber[0].min(1.0) * build.papillary;
    let tissue = Tissue::new(0.045 * individual.wall, 0.2, 0.10);
    for (centre, radius) in [
        ([9.0, 8.0 * left.min(1.0), 1.6], 1.2),
        ([9.6, 7.2 * left.min(1.0), -2.6], 1.1),
    ] {
        let muscle = individual.heart_ellipsoid(centre, [2.2 * left, radius * left, radius]);
        plane.solid(pose, &muscle, tissue, 0.1, None);
    }
    let [strength, u] = build.band;
    if defect.chamber[1] > 0.7 && strength > 0.2 {
        let thick = 0.35 + 0.55 * strength;
        let band = [
            ([u, -1.4, -0.5], thick),
            ([u + 0.9, -9.0, 0.5], 1.2 * thick),
        ];
        let band = band.map(|(p, r)| (individual.heart_point(p), r)).to_vec();
        let tissue = Tissue::new(0.03 + 0.07 * strength, 0.2, 0.10);
        plane.solid(pose, &Shape::Tube(band), tissue, 0.3 * strength, None);
    }
}
