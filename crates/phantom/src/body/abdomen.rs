//! Organs below the diaphragm, laid into the liver that fills it.

use anatomy::Structure;

use crate::{
    individual::Individual,
    outline::{Blob, Wobble},
    plane::{Plane, Tissue},
    pose::Pose,
    random::Random,
    shape::{Point, Shape},
};

use super::{blood, wobble};

pub struct AbdomenPlan {
    /// The stomach's body and its way to the midline.
    stomach: [Blob; 2],
    /// Echo power of what the fetus has swallowed.
    swallowed: f32,
    /// The umbilical vein's course.
    vein: [Point; 5],
    /// Reference millimetres.
    vein_radius: f32,
    gallbladder: Option<Blob>,
    spleen: Blob,
    kidneys: [Blob; 2],
    adrenals: [Blob; 2],
    bowel: Vec<Blob>,
    bowel_power: f32,
}

fn blob(centre: Point, radii: Point, turn: f32, wobble: Wobble) -> Blob {
    Blob {
        centre,
        radii,
        turn: [libm::cosf(turn), libm::sinf(turn)],
        wobble,
    }
}

impl AbdomenPlan {
    pub fn draw(random: &mut Random, age_weeks: f32) -> Self {
        // Sometimes just emptied, sometimes full; of the size that makes its plane the abdominal one.
        let full = random.between(0.7, 1.4);
        let slim = random.between(0.74, 1.2);
        let at = [
            11.5 + 0.8 * random.bell(),
            2.0 + 1.5 * random.bell(),
            -28.5 + 0.6 * random.bell(),
        ];
        let turn = 0.9 + 0.35 * random.bell();
        let radii = [6.6 * full / slim, 4.6 * full * slim, 7.5 * full.max(0.9)];
        let stomach = [
            blob(at, radii, turn, wobble(random, 0.06)),
            blob(
                [at[0] - 4.4 * full, at[1] - 3.6 * full, at[2] - 1.5],
                [4.2 * full, 2.8 * full, 4.0 * full],
                0.4 + 0.3 * random.bell(),
                wobble(random, 0.06),
            ),
        ];
        let sway = 0.7 * random.bell();
        let hook = random.between(0.7, 1.3);
        let vein = [
            [0.5, -23.5, -42.0],
            [sway, -15.5, -32.4 + 0.3 * random.bell()],
            [-1.6 + sway, -10.0, -28.3 + 0.3 * random.bell()],
            [-5.6 * hook, -4.2, -27.6 + 0.3 * random.bell()],
            [-11.0 * hook, -3.6 + random.bell(), -27.2],
        ];
        let gallbladder = random.chance(0.75).then(|| {
            let at = [-8.5 + random.bell(), -12.0 + random.bell(), -32.0];
            let turn = 0.45 + 0.2 * random.bell();
            blob(
                at,
                [1.9, random.between(3.6, 6.0), 3.6],
                turn,
                wobble(random, 0.07),
            )
        });
        let spleen = blob(
            [16.0 + random.bell(), 10.5, -28.0],
            [3.6, 7.5, 8.0],
            0.5,
            wobble(random, 0.05),
        );
        let kidneys = [-1.0, 1.0].map(|side| {
            let at = [side * (9.2 + 0.4 * random.bell()), 13.5, -43.0 + 1.5 * side];
            blob(at, [5.2, 4.9, 9.5], 0.3 * side, wobble(random, 0.05))
        });
        let adrenals = [-1.0, 1.0].map(|side| {
            let at = [side * (7.0 + 0.5 * random.bell()), 12.5, -32.0];
            blob(at, [4.2, 1.7, 3.6], side * 0.9, wobble(random, 0.08))
        });
        let bowel = (0..9)
            .map(|_| {
                let at = [
                    6.0 + 7.0 * random.bell(),
                    -4.0 + 6.0 * random.bell(),
                    random.between(-52.0, -38.0),
                ];
                let size = random.between(2.5, 5.0);
                let radii = [size, size * random.between(0.5, 0.9), size];
                blob(at, radii, random.between(0.0, 3.0), wobble(random, 0.1))
            })
            .collect();
        Self {
            stomach,
            swallowed: 0.000_3 + 0.003 * random.unit() * random.unit() * random.unit(),
            vein,
            vein_radius: random.between(1.45, 2.1),
            gallbladder,
            spleen,
            kidneys,
            adrenals,
            bowel,
            // Bowel grows brighter and its loops wider with age.
            bowel_power: random.between(0.07, 0.2) * (age_weeks / 26.0),
        }
    }
}

/// The organ on its side of this body.
fn mirrored(blob: &Blob, individual: &Individual) -> Shape {
    if individual.situs > 0.0 {
        return Shape::Blob(*blob);
    }
    let [a, b, c, d] = blob.wobble;
    Shape::Blob(Blob {
        centre: [-blob.centre[0], blob.centre[1], blob.centre[2]],
        turn: [blob.turn[0], -blob.turn[1]],
        wobble: [a, -b, -c, d],
        ..*blob
    })
}

pub fn paint(
    plane: &mut Plane,
    plan: &AbdomenPlan,
    liver: f32,
    individual: &Individual,
    pose: &Pose,
) {
    let shape = |blob: &Blob| mirrored(blob, individual);
    let spleen = Tissue::new(1.15 * liver, 0.2, 0.10);
    plane.solid(pose, &shape(&plan.spleen), spleen, 0.12, None);
    for loop_ in &plan.bowel {
        let tissue = Tissue::new(plan.bowel_power, 0.9, 0.12);
        plane.solid(pose, &shape(loop_), tissue, 0.12, None);
    }
    kidneys(plane, plan, individual, pose);
    stomach(plane, plan, individual, pose);
    vein(plane, plan, individual, pose);
    if let Some(gallbladder) = &plan.gallbladder {
        plane.solid(pose, &shape(gallbladder), blood(individual), 0.3, None);
    }
}

/// Kidneys in their fat, each with its pelvis and the adrenal gland above it.
fn kidneys(plane: &mut Plane, plan: &AbdomenPlan, individual: &Individual, pose: &Pose) {
    let shape = |blob: &Blob| mirrored(blob, individual);
    for (kidney, adrenal) in plan.kidneys.iter().zip(&plan.adrenals) {
        let fat = Tissue::new(0.11, 0.4, 0.1);
        let mut around = *kidney;
        around.radii = around.radii.map(|r| r + 0.9);
        plane.solid(pose, &shape(&around), fat, 0.1, None);
        plane.solid(
            pose,
            &shape(kidney),
            Tissue::new(0.03, 0.5, 0.09),
            0.25,
            None,
        );
        let mut pelvis = *kidney;
        pelvis.radii = [1.3, 2.4, 4.5];
        plane.solid(
            pose,
            &shape(&pelvis),
            Tissue::new(0.09, 0.8, 0.09),
            0.2,
            None,
        );
        plane.solid(
            pose,
            &shape(adrenal),
            Tissue::new(0.022, 0.2, 0.10),
            0.18,
            None,
        );
        let mut core = *adrenal;
        core.radii = [core.radii[0] * 0.8, 0.35, core.radii[2] * 0.8];
        plane.solid(pose, &shape(&core), Tissue::new(0.16, 0.2, 0.10), 0.1, None);
    }
}

fn stomach(plane: &mut Plane, plan: &AbdomenPlan, individual: &Individual, pose: &Pose) {
    // Two passes: where the parts meet, no wall stays between them.
    let fluid = Tissue::new(plan.swallowed, 0.0, 0.0);
    let size = |part: &Blob| {
        let mut part = *part;
        part.radii = part.radii.map(|r| r * individual.stomach.clamp(0.75, 1.1));
        mirrored(&part, individual)
    };
    for part in &plan.stomach {
        plane.solid(pose, &size(part), fluid, 0.3, None);
    }
    for part in &plan.stomach {
        plane.solid(pose, &size(part), fluid, 0.0, Some(Structure::Stomach));
    }
}

/// The umbilical vein runs from the navel steeply up and back into the liver, where it turns to the
/// right: a level plane meets it from a third of the way in on, never along its whole way to the navel
/// (ISUOG Practice Guidelines: ultrasound assessment of fetal biometry and growth, 2019,
/// doi 10.1002/uog.20272: the umbilical vein at the level of the portal sinus).
fn vein(plane: &mut Plane, plan: &AbdomenPlan, individual: &Individual, pose: &Pose) {
    let tube = |extra: f32| {
        let knots = plan.vein.iter().enumerate().map(|(k, [x, y, z])| {
            let thin = if k == 4 { 0.7 } else { 1.0 };
            let radius = plan.vein_radius * individual.vessel * thin + extra;
            ([individual.situs * x, *y, *z], radius)
        });
        Shape::Tube(knots.collect())
    };
    plane.solid(pose, &tube(0.75), Tissue::new(0.2, 0.2, 0.10), 0.0, None);
    plane.solid(
        pose,
        &tube(0.0),
        blood(individual),
        0.5,
        Some(Structure::UmbilicalVein),
    );
}
