//! What a pack's layers cost on this machine.

use std::time::Instant;

use qconv::{Program, Runner};

use super::error::{EngineError, PackError};
use super::pack::Pack;

/// What a step of a model costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// Name of the node; `(input)` and `(output)` for the steps at the edges.
    pub name: String,
    /// What it does: `conv 3x3/1`.
    pub what: String,
    /// Channels, height and width of what it gives; none at the edges.
    pub shape: Option<[usize; 3]>,
    /// Multiply-accumulates.
    pub macs: u64,
    /// Bytes that it reads and writes at least.
    pub bytes: u64,
    /// Least time of all runs, seconds.
    pub seconds: f64,
}

/// What a pack costs on this machine, in one thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Name of the kernel that runs the integer layers; none for a model without any.
    pub kernel: Option<&'static str>,
    /// Multiply-accumulates that the kernel's machine starts in a cycle at most.
    pub macs_per_cycle: u32,
    /// The steps of the integer parts. Layers outside of them are in `run` alone.
    pub steps: Vec<Cost>,
    /// Least and median time of a whole run, seconds.
    pub run: [f64; 2],
    /// Time to read the model, plan it and pack its weights, seconds.
    pub load: f64,
    /// Bytes of the integer parts' buffers and packed weights.
    pub memory: [usize; 2],
}

impl Pack {
    /// Measures the pack's model on this machine: `runs` runs of the whole, and as many of each of
    /// its integer parts.
    ///
    /// # Errors
    /// Where the model cannot be loaded or run.
    pub fn profile(&self, runs: usize) -> Result<Profile, PackError> {
        let model = |source| PackError::Model {
            path: self.model_path(),
            source,
        };
        let start = Instant::now();
        let mut engine = self.engine()?;
        let load = start.elapsed().as_secs_f64();
        let mut times = Vec::with_capacity(runs);
        for _ in 0..runs.max(1) {
            let start = Instant::now();
            engine.run().map_err(model)?;
            times.push(start.elapsed().as_secs_f64());
        }
        times.sort_by(f64::total_cmp);
        let mut profile = Profile {
            kernel: None,
            macs_per_cycle: 0,
            steps: Vec::new(),
            run: [times[0], times[times.len() / 2]],
            load,
            memory: [0; 2],
        };
        for program in engine.programs() {
            let kernel = program.kernel();
            profile.kernel = Some(kernel.name);
            profile.macs_per_cycle = kernel.macs_per_cycle;
            let (buffers, weights) = program.memory();
            profile.memory[0] += buffers;
            profile.memory[1] += weights;
            let seconds = Runner::new(program.clone(), 1).steps_least(runs);
            let seconds = seconds.map_err(|e| model(EngineError::Run(e.to_string())))?;
            profile.steps.extend(costs(&program, &seconds));
        }
        Ok(profile)
    }
}

/// The steps of a program with their times, which begin with that of the inputs.
fn costs(program: &Program, seconds: &[f64]) -> Vec<Cost> {
    let edge = |name: &str, seconds: Option<&f64>| Cost {
        name: name.into(),
        what: "edge".into(),
        shape: None,
        macs: 0,
        bytes: 0,
        seconds: seconds.copied().unwrap_or(0.0),
    };
    let inner = program.steps().iter().zip(seconds.iter().skip(1));
    let inner = inner.map(|(step, seconds)| Cost {
        name: step.name.clone(),
        what: step.what.clone(),
        shape: Some(step.shape),
        macs: step.macs,
        bytes: step.bytes,
        seconds: *seconds,
    });
    let mut costs = vec![edge("(input)", seconds.first())];
    costs.extend(inner);
    costs.push(edge("(output)", seconds.last()));
    costs
}
