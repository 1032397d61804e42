//! The beating heart: muscle, four chambers, septa, valves, crux.
//!
//! Its own frame, reference millimetres from the crux: u towards the apex, v towards the left heart,
//! w towards the head.

use anatomy::Structure;

use crate::{
    body::blood,
    case::Case,
    individual::Individual,
    plane::{Plane, Tissue},
    shape::{Point, Shape, between},
    sweep::Pose,
};

/// How far the heart has contracted and how far its inlet valves stand open, each 0 to 1.
struct Beat {
    squeeze: f32,
    open: f32,
}

impl Beat {
    /// Systole takes about two fifths of the beat; then the inlet valves open twice (early filling,
    /// atrial kick).
    fn at(phase: f32) -> Self {
        let arch = |t: f32| {
            if (0.0..1.0).contains(&t) {
                4.0 * t * (1.0 - t)
            } else {
                0.0
            }
        };
        let open = arch((phase - 0.46) / 0.26).max(0.8 * arch((phase - 0.70) / 0.28));
        Self {
            squeeze: arch(phase / 0.5),
            open,
        }
    }
}

pub fn paint(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let beat = Beat::at(pose.phase);
    muscle(plane, individual, pose);
    chambers(plane, individual, pose, &beat);
    septum(plane, individual, pose);
    valves(plane, individual, pose, &beat);
    landmarks(plane, individual, pose);
}

/// The side of the left heart shrinks where it is hypoplastic.
fn left_size(individual: &Individual) -> f32 {
    if individual.case == Case::Hlhs {
        0.38
    } else {
        1.0
    }
}

fn muscle(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let tissue = Tissue::new(0.04 * individual.wall, 0.25, 0.10);
    let heart = individual.heart_ellipsoid([3.0, 0.0, 0.6], [15.6, 12.2, 11.0]);
    // A thin film of fluid lies around the heart; its sac shines where it faces the beam.
    let sac = individual.heart_ellipsoid([3.0, 0.0, 0.6], [16.1, 12.7, 11.5]);
    plane.solid(pose, &sac, Tissue::new(0.02, 0.2, 0.05), 0.35, None);
    plane.solid(pose, &heart, tissue, 0.2, Some(Structure::Heart));
}

fn chambers(plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
    let lumen = blood(individual);
    let [lv, rv, la, ra] = individual.chamber;
    let left = left_size(individual);
    let (short, thin) = (1.0 - 0.09 * beat.squeeze, 1.0 - 0.2 * beat.squeeze);
    let fill = 1.0 - 0.1 * (1.0 - beat.squeeze);
    let shift = 0.9 * beat.squeeze;
    let wall = 0.16;
    let list = [
        (
            Structure::LeftAtrium,
            [-5.4, 5.0, 0.0],
            [5.3, 5.1, 6.0],
            la * fill * left.sqrt(),
        ),
        (
            Structure::RightAtrium,
            [-5.2, -5.1, 0.0],
            [5.5, 5.4, 6.5],
            ra * fill,
        ),
    ];
    for (label, centre, radii, size) in list {
        let shape = individual.heart_ellipsoid(centre, radii.map(|r| r * size));
        plane.solid(pose, &shape, lumen, wall, Some(label));
    }
    let list = [
        (
            Structure::LeftVentricle,
            [7.0, 5.0, 1.0],
            [8.4, 4.5, 7.8],
            lv * left,
        ),
        (
            Structure::RightVentricle,
            [6.2, -5.2, 0.8],
            [7.6, 4.7, 7.4],
            if left < 1.0 { rv * 1.25 } else { rv },
        ),
    ];
    for (label, centre, radii, size) in list {
        let centre = [centre[0] + shift * 0.3, centre[1], centre[2]];
        let radii = [
            radii[0] * size * short,
            radii[1] * size * thin,
            radii[2] * size * thin,
        ];
        plane.solid(
            pose,
            &individual.heart_ellipsoid(centre, radii),
            lumen,
            wall,
            Some(label),
        );
    }
    // The outflow of the right ventricle wraps around the front of the aortic root.
    let [x, y, z] = [
        -1.2 + individual.sway[6] * 0.4,
        -9.4 + individual.sway[7] * 0.4,
        8.2,
    ];
    let outflow = Shape::upright([individual.situs * x, y, z], [4.4, 3.0, 3.6]);
    plane.solid(pose, &outflow, lumen, 0.3, Some(Structure::RightVentricle));
    // The inlets: blood on both sides of the valves, so that open valves leave no wall.
    for (v, size) in [(4.9, left), (-5.0, 1.0)] {
        let inlet = individual.heart_ellipsoid([0.4, v, 0.0], [3.4 * size, 3.9 * size, 4.2 * size]);
        plane.solid(pose, &inlet, lumen, 0.0, None);
    }
    // Papillary muscles in the left ventricle, the moderator band near the apex of the right one.
    let tissue = Tissue::new(0.05 * individual.wall, 0.2, 0.10);
    for (centre, radius) in [
        ([9.0, 7.6 * left, 1.6], 1.3),
        ([9.5, 6.8 * left, -2.6], 1.2),
    ] {
        plane.solid(
            pose,
            &individual.heart_ellipsoid(centre, [2.2, radius, radius]),
            tissue,
            0.1,
            None,
        );
    }
    let band = [([10.2, -1.4, -0.5], 0.75), ([10.8, -8.6, 0.5], 0.9)];
    let band = band.map(|(p, r)| (individual.heart_point(p), r)).to_vec();
    plane.solid(
        pose,
        &Shape::Tube(band),
        Tissue::new(0.12, 0.2, 0.10),
        0.3,
        None,
    );
}

fn septum(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let tissue = Tissue::new(0.07 * individual.wall, 0.2, 0.10);
    let bend = if individual.case == Case::Hlhs {
        2.4
    } else {
        0.3
    };
    let sheet = |a: Point, b: Point, half_height: f32, radius: f32| Shape::Sheet {
        a: individual.heart_point(a),
        b: individual.heart_point(b),
        half_height,
        radius,
    };
    let ventricular = sheet([0.4, 0.0, 0.0], [14.0, bend, 0.0], 6.5, 0.95);
    plane.solid(
        pose,
        &ventricular,
        tissue,
        0.3,
        Some(Structure::VentricularSeptum),
    );
    // The atrial septum has a gap, the oval foramen, with a flap on the left side.
    let thin = Tissue::new(0.08, 0.2, 0.10);
    plane.solid(
        pose,
        &sheet([-0.4, 0.0, 0.0], [-2.8, 0.0, 0.0], 6.0, 0.55),
        thin,
        0.3,
        None,
    );
    plane.solid(
        pose,
        &sheet([-7.2, 0.0, 0.0], [-10.6, 0.0, 0.0], 6.0, 0.6),
        thin,
        0.3,
        None,
    );
    plane.solid(
        pose,
        &sheet([-7.2, 0.2, 0.0], [-3.6, 2.2, 0.0], 3.2, 0.3),
        thin,
        0.25,
        None,
    );
}

fn valves(plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
    let left = left_size(individual);
    // The tricuspid valve inserts nearer to the apex than the mitral one: 2.8 +- 0.9 mm at term
    // (clinical table), in proportion here.
    let tricuspid = Hinges {
        septal: [1.3, -0.8],
        free: [0.9, -9.2],
        label: Structure::TricuspidValve,
    };
    let mitral = Hinges {
        septal: [0.0, 0.8],
        free: [-0.2, 0.8 + 8.2 * left],
        label: Structure::MitralValve,
    };
    for valve in [tricuspid, mitral] {
        valve.paint(plane, individual, pose, beat);
    }
}

/// The two hinges of an inlet valve as (u, v).
struct Hinges {
    septal: [f32; 2],
    free: [f32; 2],
    label: Structure,
}

impl Hinges {
    fn paint(&self, plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
        let leaf = Tissue::new(0.10, 0.1, 0.10);
        let shift = 0.8 * beat.squeeze;
        let at = |p: [f32; 2]| [p[0] + shift, p[1], 0.0];
        let (septal, free) = (at(self.septal), at(self.free));
        let middle = between(septal, free, 0.5);
        let reach = (free[1] - septal[1]).abs() * 0.5;
        for hinge in [septal, free] {
            // Open leaves hang into the ventricle along its wall.
            let hanging = [
                hinge[0] + reach * 0.92,
                hinge[1] + (middle[1] - hinge[1]) * 0.25,
                0.0,
            ];
            let tip = between([middle[0] + 0.5, middle[1], 0.0], hanging, beat.open);
            let sheet = Shape::Sheet {
                a: individual.heart_point(hinge),
                b: individual.heart_point(tip),
                half_height: 3.6,
                radius: 0.42,
            };
            plane.solid(pose, &sheet, leaf, 0.45, Some(self.label));
        }
    }
}

fn landmarks(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let crux = Shape::upright(individual.heart_point([0.3, 0.0, 0.0]), [2.2, 2.2, 3.2]);
    plane.outline(pose, &crux, 0.0, Structure::Crux);
    let core = Shape::upright(individual.heart_point([0.3, 0.0, 0.0]), [1.2, 1.2, 3.4]);
    plane.solid(pose, &core, Tissue::new(0.16, 0.1, 0.12), 0.3, None);
    let apex = Shape::upright(individual.heart_point([16.0, 1.2, 0.2]), [3.0, 3.0, 4.4]);
    plane.outline(pose, &apex, 0.0, Structure::CardiacApex);
}
