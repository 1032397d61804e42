//! How much the parts of one heart differ from the usual proportions.

use anatomy::Structure;

use crate::{
    config::{ConfigError, by_name},
    great_vessels::courses::Kind,
    random::Random,
};

/// Sets this chance apart from the rest of the fetus.
const STREAM: u64 = 0x7072_6f70_6f72;

/// How widely the parts of a heart vary against each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Proportions {
    /// As in fetuses.
    #[default]
    Usual,
    /// Far beyond that, each part for itself. A detector that saw hearts of usual proportions alone draws
    /// the box that it expects; one that is taught with these has to look. No fetus is like them.
    Wide,
}

impl Proportions {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Usual, Self::Wide];

    /// Name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Wide => "wide",
        }
    }

    /// The proportions of a name.
    ///
    /// # Errors
    /// Where there are none.
    pub fn from_name(name: &str) -> Result<Self, ConfigError> {
        by_name("proportions", Self::ALL, Self::name, name)
    }
}

/// What one individual has on top of its usual variation; all 1, or 0 for shifts, where proportions are usual.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Excess {
    /// Left ventricle, right ventricle, left atrium, right atrium.
    pub chamber: [f32; 4],
    /// The whole heart against the chest.
    pub heart: f32,
    /// The axis, radians to the left.
    pub axis: f32,
    /// Breadth of the right and of the left inlet's ring.
    pub ring: [f32; 2],
    /// How much further towards the apex the tricuspid valve hinges at the septum, reference millimetres.
    pub tricuspid_mm: f32,
    aorta: f32,
    arch: f32,
    pulmonary: f32,
    superior_cava: f32,
}

impl Excess {
    const NONE: Self = Self {
        chamber: [1.0; 4],
        heart: 1.0,
        axis: 0.0,
        ring: [1.0; 2],
        tricuspid_mm: 0.0,
        aorta: 1.0,
        arch: 1.0,
        pulmonary: 1.0,
        superior_cava: 1.0,
    };

    /// All spreads are chosen, so that most of what defects do to a part lies within two of them.
    pub fn draw(random: &Random, proportions: Proportions) -> Self {
        if proportions == Proportions::Usual {
            return Self::NONE;
        }
        let mut random = random.apart(STREAM);
        let mut sized = |spread: f32| libm::expf(spread * random.bell()).clamp(0.5, 1.5);
        let chamber = [sized(0.2), sized(0.2), sized(0.16), sized(0.16)];
        let (aorta, pulmonary) = (sized(0.22), sized(0.22));
        Self {
            chamber,
            heart: sized(0.1),
            // A ring goes with its ventricle, half of the way.
            ring: [1, 0].map(|k| chamber[k].sqrt() * sized(0.08)),
            aorta,
            arch: aorta * sized(0.15),
            pulmonary,
            superior_cava: sized(0.18),
            tricuspid_mm: if random.chance(0.4) {
                random.between(-1.8, 4.2)
            } else {
                0.0
            },
            axis: (16.0 * random.bell()).to_radians(),
        }
    }

    /// Calibre of a vessel.
    pub fn vessel(&self, label: Option<Structure>, kind: Kind) -> f32 {
        match (label, kind) {
            (_, Kind::Pulmonary) => self.pulmonary,
            (Some(Structure::AscendingAorta), _) => self.aorta,
            (Some(Structure::AorticArch), _) => self.arch,
            (Some(Structure::SuperiorVenaCava), _) => self.superior_cava,
            _ => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, individual::Individual};

    fn drawn(seed: u64, proportions: Proportions) -> Individual {
        Individual::draw(&mut Random::new(seed), Case::Normal, proportions)
    }

    /// Standard deviation of the logarithm of a number, over 300 individuals.
    fn spread(proportions: Proportions, number: impl Fn(&Individual) -> f32) -> f32 {
        let logs: Vec<f32> = (0..300)
            .map(|seed| number(&drawn(seed, proportions)).ln())
            .collect();
        let mean = logs.iter().sum::<f32>() / 300.0;
        (logs.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / 300.0).sqrt()
    }

    #[test]
    fn wide_hearts_vary_far_more_than_usual_ones_each_part_for_itself() {
        let ventricles = |of: &Individual| of.chamber[1] / of.chamber[0];
        assert!(spread(Proportions::Usual, ventricles) < 0.1);
        assert!(spread(Proportions::Wide, ventricles) > 0.2);
        let arteries = |of: &Individual| {
            let excess = of.excess;
            let aorta = excess.vessel(Some(Structure::AscendingAorta), Kind::Artery);
            excess.vessel(Some(Structure::PulmonaryArtery), Kind::Pulmonary) / aorta
        };
        assert!(spread(Proportions::Usual, arteries) == 0.0);
        assert!(spread(Proportions::Wide, arteries) > 0.2);
    }

    #[test]
    fn what_is_not_a_proportion_is_that_of_the_usual_fetus() {
        for seed in 0..20 {
            let [usual, wide] = [Proportions::Usual, Proportions::Wide].map(|p| drawn(seed, p));
            assert_eq!(usual.age_weeks, wide.age_weeks);
            assert_eq!(usual.scale, wide.scale);
            assert_eq!(usual.rate_bpm, wide.rate_bpm);
            assert_eq!(usual.excess, Excess::NONE);
        }
    }
}
