//! From tissue to echoes: scatterers blurred by the point spread in polar space, attenuation and
//! shadow along each beam, log compression (after the COLE idea: Gao et al. 2009, convolution in
//! polar space instead of simulated wave fields).

use crate::{
    noise::Scatterers,
    plane::{CELL_MM, Cell, Plane},
    probe::Probe,
    random::Random,
    scan::{LINES, SAMPLES},
    sweep::Pose,
};

/// How this scanner is set.
struct Look {
    gain_db: f32,
    dynamic_range_db: f32,
    gamma: f32,
    /// Width of the point spread at the focus: lines, samples (standard deviations).
    lateral: f32,
    axial: f32,
    focus: f32,
    noise: f32,
    /// Share of a light smoothing of the finished picture, as scanners' speckle reduction does.
    smoothing: f32,
    /// Uneven gain over depth and across the fan, dB.
    depth_db: f32,
    across_db: f32,
    /// Echoes bouncing between probe and skin.
    haze: f32,
}

pub struct Acoustics {
    look: Look,
    /// Image point of each sample, and its place in the raster.
    points: Vec<[f32; 2]>,
    step_mm: f32,
    lateral_kernels: Vec<[f32; 9]>,
    axial_kernel: [f32; 7],
    re: Vec<f32>,
    im: Vec<f32>,
    scratch: Vec<f32>,
    picture: Vec<u8>,
    smooth: Vec<u8>,
}

impl Acoustics {
    pub fn draw(random: &mut Random, probe: &Probe) -> Self {
        let look = Look {
            gain_db: random.between(-13.0, -3.0),
            dynamic_range_db: random.between(44.0, 60.0),
            gamma: random.between(1.0, 1.6),
            lateral: random.between(0.7, 1.35),
            axial: random.between(0.8, 1.3),
            focus: random.between(0.45, 0.75),
            noise: random.between(0.001, 0.007),
            smoothing: random.between(0.0, 0.9),
            depth_db: random.between(-5.0, 4.0),
            across_db: random.between(-4.0, 0.0),
            haze: random.between(0.0, 0.25),
        };
        let step_mm = probe.depth_mm / (SAMPLES - 1) as f32;
        let points = (0..SAMPLES * LINES).map(|i| {
            let reach = probe.face_mm + (i / LINES) as f32 * step_mm;
            let angle = ((i % LINES) as f32 / (LINES - 1) as f32 * 2.0 - 1.0) * probe.half_angle;
            [
                reach * libm::sinf(angle),
                reach * libm::cosf(angle) - probe.face_mm,
            ]
        });
        let lateral_kernels = (0..SAMPLES)
            .map(|row| {
                let off = row as f32 / SAMPLES as f32 - look.focus;
                bell::<9>(look.lateral * (1.0 + 2.2 * off * off))
            })
            .collect();
        let axial_kernel = bell::<7>(look.axial * 0.26 / step_mm);
        Self {
            points: points.collect(),
            step_mm,
            lateral_kernels,
            axial_kernel,
            look,
            re: vec![0.0; SAMPLES * LINES],
            im: vec![0.0; SAMPLES * LINES],
            scratch: vec![0.0; SAMPLES * LINES],
            picture: vec![0; SAMPLES * LINES],
            smooth: vec![0; SAMPLES * LINES],
        }
    }

    /// The echoes of a cut: `SAMPLES` rows of `LINES` grey values.
    pub fn image(
        &mut self,
        plane: &Plane,
        pose: &Pose,
        scatterers: &Scatterers,
        number: u64,
    ) -> &[u8] {
        self.scatter(plane, pose, scatterers, number);
        for part in [&mut self.re, &mut self.im] {
            blur_across(part, &mut self.scratch, &self.lateral_kernels);
            blur_along(&self.scratch, part, &self.axial_kernel);
        }
        self.compress();
        self.soften();
        &self.picture
    }

    fn scatter(&mut self, plane: &Plane, pose: &Pose, scatterers: &Scatterers, number: u64) {
        let mut loss_db = [0.0f32; LINES];
        let mut dice = (number as u32).wrapping_mul(0x9e37_79b9) | 1;
        for row in 0..SAMPLES {
            let share = row as f32 / SAMPLES as f32;
            let near = self.look.haze * decay(share * 14.0);
            for (line, loss_db) in loss_db.iter_mut().enumerate() {
                let i = row * LINES + line;
                let point = self.points[i];
                let cell = sample(plane, point);
                let body = pose.to_body(point[0], point[1]);
                let [gr, gi] = scatterers.grain(body);
                let mottle = match cell.tissue.mottle {
                    0.0 => 1.0,
                    strength => 1.0 + 0.55 * strength * scatterers.mottle(body),
                };
                let passed = db_to_amplitude(-*loss_db);
                let echo = cell.tissue.amplitude * mottle.max(0.1) * passed;
                // Electronic noise does not stay with the tissue.
                dice ^= dice << 13;
                dice ^= dice >> 17;
                dice ^= dice << 5;
                let hiss = self.look.noise * (0.4 + share);
                let random = |bits: u32| ((bits & 0xffff) as f32 / 32_768.0 - 1.0) * 1.7;
                let shine = cell.specular * passed * 0.8;
                self.re[i] = gr * echo + shine + hiss * random(dice) + near * gr * 0.6;
                self.im[i] = gi * echo + hiss * random(dice >> 16) + near * gi * 0.6;
                // Loss beyond what the depth gain expects; fluid lets more through than expected.
                let excess = cell.tissue.loss_db_mm - 0.085;
                *loss_db = (*loss_db + excess * self.step_mm).clamp(-9.0, 40.0);
            }
        }
    }

    fn compress(&mut self) {
        let look = &self.look;
        for row in 0..SAMPLES {
            let share = row as f32 / SAMPLES as f32;
            let depth_db = look.depth_db * (share - 0.4) * 2.0;
            for line in 0..LINES {
                let across = (line as f32 / LINES as f32 - 0.5) * 2.0;
                let i = row * LINES + line;
                let power = self.re[i] * self.re[i] + self.im[i] * self.im[i];
                let db = 3.010_3 * log2(power + 1e-9)
                    + look.gain_db
                    + depth_db
                    + look.across_db * across * across;
                // 0 dB (a strong echo) is white.
                let level =
                    ((db + look.dynamic_range_db - 4.0) / look.dynamic_range_db).clamp(0.0, 1.0);
                let bent = level * (1.0 + (look.gamma - 1.0) * (level - 1.0) * 0.9);
                self.picture[i] = (bent.clamp(0.0, 1.0) * 255.0) as u8;
            }
        }
    }

    fn soften(&mut self) {
        let share = (self.look.smoothing * 256.0) as u32;
        self.smooth.copy_from_slice(&self.picture);
        for row in 1..SAMPLES - 1 {
            for line in 1..LINES - 1 {
                let i = row * LINES + line;
                let value = |k: usize| u32::from(self.smooth[k]);
                let cross = value(i - 1) + value(i + 1) + value(i - LINES) + value(i + LINES);
                let mean = (cross + 4 * value(i)) / 8;
                self.picture[i] = ((mean * share + value(i) * (256 - share)) / 256) as u8;
            }
        }
    }
}

/// The tissue at an image point, linear between the raster's cells.
fn sample(plane: &Plane, [x, y]: [f32; 2]) -> Cell {
    let column = ((x - plane.origin[0]) / CELL_MM).clamp(0.0, (plane.columns - 2) as f32);
    let row = ((y - plane.origin[1]) / CELL_MM).clamp(0.0, (plane.rows - 2) as f32);
    let (c, r) = (column as usize, row as usize);
    let (fx, fy) = (column - c as f32, row - r as f32);
    let i = r * plane.columns + c;
    let corners = [
        (&plane.cells[i], (1.0 - fx) * (1.0 - fy)),
        (&plane.cells[i + 1], fx * (1.0 - fy)),
        (&plane.cells[i + plane.columns], (1.0 - fx) * fy),
        (&plane.cells[i + plane.columns + 1], fx * fy),
    ];
    let mut mixed = Cell::default();
    for (cell, weight) in corners {
        mixed.tissue.amplitude += cell.tissue.amplitude * weight;
        mixed.tissue.mottle += cell.tissue.mottle * weight;
        mixed.tissue.loss_db_mm += cell.tissue.loss_db_mm * weight;
        mixed.specular += cell.specular * weight;
    }
    mixed
}

/// Samples of a bell curve with unit energy, so that speckle keeps its strength.
fn bell<const N: usize>(deviation: f32) -> [f32; N] {
    let middle = (N / 2) as f32;
    let value = |k: usize| {
        let x = (k as f32 - middle) / deviation.max(0.3);
        libm::expf(-0.5 * x * x)
    };
    let raw: [f32; N] = core::array::from_fn(value);
    let energy: f32 = raw.iter().map(|w| w * w).sum();
    raw.map(|w| w / energy.sqrt())
}

/// Convolves each row of `LINES` with its own kernel, edges repeated.
fn blur_across(from: &[f32], to: &mut [f32], kernels: &[[f32; 9]]) {
    let mut padded = [0.0f32; LINES + 8];
    for ((source, target), kernel) in from
        .chunks_exact(LINES)
        .zip(to.chunks_exact_mut(LINES))
        .zip(kernels)
    {
        padded[..4].fill(source[0]);
        padded[4..LINES + 4].copy_from_slice(source);
        padded[LINES + 4..].fill(source[LINES - 1]);
        for (x, value) in target.iter_mut().enumerate() {
            *value = padded[x..x + 9]
                .iter()
                .zip(kernel)
                .map(|(p, k)| p * k)
                .sum();
        }
    }
}

/// Convolves along the beams, edges repeated.
fn blur_along(from: &[f32], to: &mut [f32], kernel: &[f32; 7]) {
    for (row, target) in to.chunks_exact_mut(LINES).enumerate() {
        target.fill(0.0);
        for (k, weight) in kernel.iter().enumerate() {
            let at = (row + k).saturating_sub(3).min(SAMPLES - 1) * LINES;
            for (value, source) in target.iter_mut().zip(&from[at..at + LINES]) {
                *value += weight * source;
            }
        }
    }
}

/// Binary logarithm of a positive number to about 1e-3: exponent bits and a cubic in the mantissa.
fn log2(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23) as f32 - 127.0;
    let m = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    exponent + (-2.153_62 + m * (3.047_88 + m * (-1.051_87 + m * 0.158_248)))
}

/// Two to the power of `x` (-60 to 60) to about 1e-3, without a library call.
fn exp2(x: f32) -> f32 {
    let floor = x.floor();
    let f = x - floor;
    let mantissa = 1.0 + f * (0.695_556 + f * (0.226_173 + f * 0.078_271));
    f32::from_bits(((floor as i32 + 127) as u32) << 23) * mantissa
}

fn db_to_amplitude(db: f32) -> f32 {
    exp2(db.clamp(-120.0, 60.0) * 0.166_096_4)
}

fn decay(x: f32) -> f32 {
    exp2(-x.clamp(0.0, 60.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fast_logarithms_and_powers_are_near_the_exact_ones() {
        for k in 1..400 {
            let x = k as f32 * 0.013;
            assert!((log2(x) - x.log2()).abs() < 2e-3, "log2({x}) = {}", log2(x));
            assert!((exp2(x - 2.6) / (x - 2.6).exp2() - 1.0).abs() < 1e-3);
        }
        assert!((db_to_amplitude(-20.0) - 0.1).abs() < 1e-3);
    }

    #[test]
    fn kernels_keep_the_energy_of_speckle() {
        let energy: f32 = bell::<9>(1.4).iter().map(|w| w * w).sum();
        assert!((energy - 1.0).abs() < 1e-5);
    }
}
