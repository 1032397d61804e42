//! The self-test of a pack: the engine on this machine must make of the golden pictures what was
//! computed where the pack was made.

use super::engine::Outputs;
use super::error::{EngineError, PackError};
use super::pack::Pack;

/// How far the self-test of a pack is: its model is taken by the engine, then each golden picture is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checks {
    /// How many checks are done.
    pub done: u32,
    /// How many there are.
    pub all: u32,
}

impl Checks {
    /// So many of a pack's checks.
    pub(super) fn of(pack: &Pack, done: usize) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            done: count(done),
            all: count(pack.golden.len() + 1),
        }
    }
}

/// Runs every golden picture through `run` and compares its `outputs` outputs with the stored ones; tells before
/// each how far the self-test is.
pub(super) fn check(
    pack: &Pack,
    outputs: usize,
    told: &mut dyn FnMut(Checks),
    mut run: impl FnMut(&[u8]) -> Result<Outputs, EngineError>,
) -> Result<(), PackError> {
    let model = |source| PackError::Model {
        path: pack.model_path(),
        source,
    };
    for (before, golden) in pack.golden.iter().enumerate() {
        told(Checks::of(pack, before + 1));
        let results = run(&golden.luma).map_err(model)?;
        let values = values(&results, outputs).map_err(model)?;
        if values.len() != golden.values.len() {
            let (is, needs) = (golden.values.len(), values.len());
            let message = format!("holds {is} values, but the model gives {needs}");
            return Err(PackError::Golden {
                path: pack.folder.join(&golden.name),
                message,
            });
        }
        let difference = largest_difference(&values, &golden.values);
        // Written so that a difference that is not a number fails.
        let same = difference <= golden.tolerance;
        if !same {
            return Err(PackError::SelfTest {
                pack: pack.info().name.clone(),
                golden: golden.name.clone(),
                difference,
                tolerance: golden.tolerance,
            });
        }
    }
    Ok(())
}

/// The first `count` outputs of a run, one behind the other.
pub(super) fn values(outputs: &Outputs, count: usize) -> Result<Vec<f32>, EngineError> {
    let mut values = Vec::new();
    for output in 0..count {
        values.extend_from_slice(outputs.slice(output)?);
    }
    Ok(values)
}

/// Largest absolute difference; not a number where one of the values is not.
fn largest_difference(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).fold(0.0, |largest, (a, b)| {
        let difference = (a - b).abs();
        if difference <= largest || largest.is_nan() {
            largest
        } else {
            difference
        }
    })
}

#[cfg(test)]
mod tests {
    use super::largest_difference;

    #[test]
    fn the_largest_difference_counts_and_no_number_never_passes() {
        assert_eq!(largest_difference(&[1.0, 2.0], &[1.5, 1.0]), 1.0);
        assert!(largest_difference(&[f32::NAN, 9.0], &[0.0, 9.0]).is_nan());
        assert!(largest_difference(&[0.0, 1.0], &[f32::NAN, 0.0]).is_nan());
        assert!(largest_difference(&[f32::INFINITY], &[f32::INFINITY]).is_nan());
    }
}
