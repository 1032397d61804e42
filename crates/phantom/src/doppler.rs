//! Colour Doppler: flow in blood painted red (towards the probe) and blue (away from it) in a box
//! over the heart.

use crate::{
    colour::Tone,
    fast::mix,
    individual::{CHEST, Individual},
    layout::Layout,
    noise::Scatterers,
    plane::Plane,
    pose::Pose,
    probe::Probe,
    surface::{Canvas, Surface},
};

/// The box: depth and angle, from and to.
struct Gate {
    depth_mm: [f32; 2],
    angle: [f32; 2],
}

/// Half of the box's side, reference millimetres.
const REACH: f32 = 17.0;

/// Amplitude below which a tissue is blood, and its greatest loss.
const BLOOD_AMPLITUDE_MAX: f32 = 0.11;
const BLOOD_LOSS_MAX_DB_MM: f32 = 0.06;

/// Flow slower than this share of the fastest shown is filtered out with the wall's motion.
const WALL_FILTER: f32 = 0.12;

/// Echoes brighter than this are wall, whatever flows there.
const WALL_LUMA: u8 = 150;

pub struct Doppler {
    speeds: Vec<f32>,
}

/// What is cut at one moment, by which probe.
pub struct Sight<'a> {
    pub probe: &'a Probe,
    pub plane: &'a Plane,
    pub pose: &'a Pose,
    /// The pose at which the box was set over the heart.
    pub anchor: &'a Pose,
    pub individual: &'a Individual,
    pub scatterers: &'a Scatterers,
}

impl Sight<'_> {
    fn gate(&self) -> Gate {
        let heart = self.individual.heart_point([2.0, 0.0, 0.0]);
        let centre = self.anchor.to_image(heart);
        Gate::over(centre, REACH * self.anchor.scale, self.probe)
    }
}

/// Colour of a speed, -1 (away) to 1 (towards).
pub fn colour(speed: f32) -> [u8; 3] {
    let s = speed.abs().min(1.0);
    let ramp = |from: f32, to: f32, low: f32, high: f32| {
        let t = ((s - from) / (to - from)).clamp(0.0, 1.0);
        mix(low, high, t) as u8
    };
    if speed >= 0.0 {
        [
            ramp(0.0, 0.55, 70.0, 245.0),
            ramp(0.45, 1.0, 0.0, 225.0),
            ramp(0.8, 1.0, 0.0, 70.0),
        ]
    } else {
        [
            ramp(0.8, 1.0, 0.0, 80.0),
            ramp(0.35, 1.0, 0.0, 230.0),
            ramp(0.0, 0.55, 80.0, 250.0),
        ]
    }
}

impl Doppler {
    pub const fn new() -> Self {
        Self { speeds: Vec::new() }
    }

    /// Paints the flow of one moment into the box.
    pub fn draw(&mut self, canvas: &mut Canvas, layout: &Layout, sight: &Sight) {
        let (probe, plane) = (sight.probe, sight.plane);
        let gate = sight.gate();
        self.measure(sight);
        let corners = gate.outline(probe);
        let side = |pick: fn(f32, f32) -> f32, k: usize, start: f32| {
            corners.iter().map(|c| c[k]).fold(start, pick)
        };
        let (w, h) = (layout.width, layout.height);
        let left = side(f32::min, 0, w as f32).max(0.0) as usize;
        let right = (side(f32::max, 0, 0.0).max(0.0) as usize + 1).min(w);
        let top = side(f32::min, 1, h as f32).max(0.0) as usize;
        let bottom = (side(f32::max, 1, 0.0).max(0.0) as usize + 1).min(h);
        for row in top..bottom {
            for column in left..right {
                let index = row * w + column;
                if canvas.luma[index] > WALL_LUMA {
                    continue;
                }
                let point = probe.to_mm(column, row);
                if !gate.holds(probe.polar(point)) || !probe.shows(point) {
                    continue;
                }
                let speed = self.speed(plane, point);
                if speed.abs() > WALL_FILTER {
                    canvas.put(index, Tone::from_rgb(colour(speed)));
                }
            }
        }
        let mut surface = Surface::canvas(w, h, canvas);
        for pair in corners.windows(2) {
            surface.line(pair[0], pair[1], layout.thin_px, [60, 220, 90]);
        }
    }

    /// Speed towards the probe in every cell of the cut.
    fn measure(&mut self, sight: &Sight) {
        let (plane, pose) = (sight.plane, sight.pose);
        let flow = Flow::at(pose.phase, sight.individual);
        self.speeds.clear();
        self.speeds
            .extend(plane.cells.iter().enumerate().map(|(i, cell)| {
                let blood = cell.tissue.amplitude < BLOOD_AMPLITUDE_MAX
                    && cell.tissue.loss_db_mm < BLOOD_LOSS_MAX_DB_MM;
                if !blood {
                    return 0.0;
                }
                let x = plane.origin[0] + (i % plane.columns) as f32 * plane.cell_mm;
                let y = plane.origin[1] + (i / plane.columns) as f32 * plane.cell_mm;
                let body = pose.to_body(x, y);
                let way = flow.of(body);
                let here = pose.to_image(body);
                let there = pose.to_image(core::array::from_fn(|k| body[k] + way[k]));
                let beam = sight.probe.beam_direction([x, y]);
                let along = (there[0] - here[0]) * beam[0] + (there[1] - here[1]) * beam[1];
                let speed = -along / pose.scale * (1.0 + 0.22 * sight.scatterers.mottle(body));
                // Too fast for the pulses: the colour turns over.
                let turned = if speed > 1.0 { speed - 2.0 } else { speed };
                if turned < -1.0 { turned + 2.0 } else { turned }
            }));
    }

    /// Mean of the cell and its neighbours.
    fn speed(&self, plane: &Plane, [x, y]: [f32; 2]) -> f32 {
        let column = ((x - plane.origin[0]) / plane.cell_mm).clamp(1.0, (plane.columns - 3) as f32);
        let row = ((y - plane.origin[1]) / plane.cell_mm).clamp(1.0, (plane.rows - 3) as f32);
        let (c, r) = (column as usize, row as usize);
        let (fx, fy) = (column - c as f32, row - r as f32);
        let at = |dx: usize, dy: usize| self.speeds[(r + dy) * plane.columns + c + dx];
        let row = |dy: usize| mix(at(0, dy), at(1, dy), fx);
        mix(row(0), row(1), fy)
    }
}

/// Which way blood goes at one moment, in shares of the fastest speed shown.
struct Flow<'a> {
    individual: &'a Individual,
    crux: [f32; 3],
    /// Towards the apex, of length one.
    apex: [f32; 3],
    filling: f32,
    ejection: f32,
}

impl<'a> Flow<'a> {
    fn at(phase: f32, individual: &'a Individual) -> Self {
        let arch = |from: f32, to: f32| {
            let t = ((phase - from) / (to - from)).clamp(0.0, 1.0);
            4.0 * t * (1.0 - t)
        };
        let crux = individual.heart_point([0.0; 3]);
        let tip = individual.heart_point([1.0, 0.0, 0.0]);
        Self {
            individual,
            crux,
            apex: core::array::from_fn(|k| (tip[k] - crux[k]) / individual.heart),
            // Early filling and the atrial kick.
            filling: (1.1 * arch(0.44, 0.72)).max(0.95 * arch(0.68, 0.98)),
            ejection: arch(0.0, 0.44),
        }
    }

    fn of(&self, p: [f32; 3]) -> [f32; 3] {
        let off: [f32; 3] = core::array::from_fn(|k| p[k] - self.crux[k]);
        let along = off[0] * self.apex[0] + off[1] * self.apex[1];
        let reach = (off[0] * off[0] + off[1] * off[1]).sqrt();
        if off[2] < 3.5 && reach < 18.0 * self.individual.heart {
            // Through the inlets, fastest at the valves and amid the chambers; then back along the
            // septum to the outlets, with eddies between.
            let across = [-self.apex[1], self.apex[0], 0.0];
            let aside = off[0] * across[0] + off[1] * across[1];
            let near = (along - 3.0) / 8.0;
            let amid = (aside.abs() - 5.0) / 4.2;
            let inflow = self.filling / ((1.0 + near * near) * (1.0 + amid * amid));
            let outflow = if along > 0.0 { 0.7 } else { 0.15 } * self.ejection;
            let main = (inflow - outflow) * 1.2;
            let eddy = 0.3 * main * libm::sinf(0.55 * along + 0.4 * aside);
            core::array::from_fn(|k| self.apex[k] * main + across[k] * eddy)
        } else if reach > CHEST[1] - 3.0 {
            [0.0; 3]
        } else {
            // Arteries rise and run to the back; a little flows all the time.
            let speed = 0.15 + 1.1 * self.ejection;
            [0.1 * speed, 0.8 * speed, 0.55 * speed]
        }
    }
}

impl Gate {
    fn over(centre: [f32; 2], reach_mm: f32, probe: &Probe) -> Self {
        let [depth, angle] = probe.polar(centre);
        let half = reach_mm / (probe.face_mm + depth).max(1.0);
        let widest = probe.half_angle * 0.97;
        Self {
            depth_mm: [depth - reach_mm, depth + reach_mm]
                .map(|mm| mm.clamp(1.0, probe.depth_mm - 1.0)),
            angle: [angle - half, angle + half].map(|a| a.clamp(-widest, widest)),
        }
    }

    fn holds(&self, [depth, angle]: [f32; 2]) -> bool {
        (self.depth_mm[0]..self.depth_mm[1]).contains(&depth)
            && (self.angle[0]..self.angle[1]).contains(&angle)
    }

    /// The box's edge as a closed line on the screen.
    fn outline(&self, probe: &Probe) -> Vec<[f32; 2]> {
        let [near, far] = self.depth_mm;
        let [from, to] = self.angle;
        let point = |depth: f32, t: f32| {
            let angle = from + (to - from) * t;
            let reach = probe.face_mm + depth;
            probe.to_screen([
                reach * libm::sinf(angle),
                reach * libm::cosf(angle) - probe.face_mm,
            ])
        };
        let share = |k: usize| k as f32 / 16.0;
        let mut line: Vec<_> = (0..=16).map(|k| point(near, share(k))).collect();
        line.extend((0..=16).rev().map(|k| point(far, share(k))));
        line.push(point(near, 0.0));
        line
    }
}
