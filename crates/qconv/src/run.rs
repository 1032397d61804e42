//! Runs a program: its buffers, filled and emptied picture by picture. Nothing is allocated after
//! a runner was made.

use std::sync::Arc;
use std::time::Instant;

use crate::conv::SLACK;
use crate::kernel::convolve;
use crate::place::Place;
use crate::program::{Gate, Program, Step, Work};
use crate::team::Team;
use crate::{edge, simple};

/// A picture that goes in: channels first, of one size with the net's input.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// Bytes of the input's type (those of s8 by their bits).
    Bytes(&'a [u8]),
    /// Real values.
    Real(&'a [f32]),
}

/// Where a result goes: channels first, of one size with the net's output.
#[derive(Debug)]
pub enum Output<'a> {
    /// Bytes of the output's type (those of s8 by their bits).
    Bytes(&'a mut [u8]),
    /// Real values.
    Real(&'a mut [f32]),
}

/// A picture or a result that does not fit its place: not of that type, or not of that many values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} {number} is not of the type or number of values that the net has there")]
pub struct Misfit {
    what: &'static str,
    number: usize,
}

/// Runs one program, with buffers and threads of its own.
#[derive(Debug)]
pub struct Runner {
    program: Arc<Program>,
    buffers: Vec<Memory>,
    team: Team,
}

/// Bytes from an address on that is a multiple of [`LINE`]: where pixels are as long, no load of a
/// kernel goes over two lines of the cache.
#[derive(Debug, Default)]
struct Memory {
    bytes: Vec<u8>,
    start: usize,
}

/// Bytes of a line of the cache.
const LINE: usize = 64;

impl Memory {
    fn new(length: usize, fill: u8) -> Self {
        let bytes = vec![fill; length + LINE];
        let start = bytes.as_ptr().align_offset(LINE).min(LINE);
        Self { bytes, start }
    }

    fn as_slice(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    fn as_mut_slice(&mut self) -> &mut [u8] {
        &mut self.bytes[self.start..]
    }
}

impl Clone for Runner {
    fn clone(&self) -> Self {
        Self::new(self.program.clone(), self.team.size())
    }
}

/// The most threads that a runner uses.
pub const THREADS_MAX: usize = 4;

impl Runner {
    /// Makes the buffers, and the threads beyond the caller's; 1 to [`THREADS_MAX`], other numbers
    /// are held within. Into which bands rows are cut follows from the number of threads alone, and
    /// the bytes do not depend on it.
    #[must_use]
    pub fn new(program: Arc<Program>, threads: usize) -> Self {
        let flip = program.kernel.flip();
        let buffers = program.buffers.iter();
        let buffers = buffers
            .map(|b| Memory::new(b.len() + SLACK, b.fill ^ flip))
            .collect();
        Self {
            program,
            buffers,
            team: Team::new(threads.clamp(1, THREADS_MAX)),
        }
    }

    /// The program that it runs.
    #[must_use]
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// Runs the program on one picture.
    ///
    /// # Errors
    /// Where the inputs and outputs are not those of the net in number, type or size.
    pub fn run(&mut self, inputs: &[Input<'_>], outputs: &mut [Output<'_>]) -> Result<(), Misfit> {
        self.run_with(inputs, outputs, || {})
    }

    /// As [`Runner::run`]; `seconds` gets the time of the inputs, of each step, and of the outputs
    /// ([`Program::steps`] has two less).
    ///
    /// # Errors
    /// As [`Runner::run`].
    pub fn run_timed(
        &mut self,
        inputs: &[Input<'_>],
        outputs: &mut [Output<'_>],
        seconds: &mut Vec<f64>,
    ) -> Result<(), Misfit> {
        seconds.clear();
        let mut last = Instant::now();
        self.run_with(inputs, outputs, || {
            let now = Instant::now();
            seconds.push((now - last).as_secs_f64());
            last = now;
        })
    }

    /// The least time of the inputs, of each step and of the outputs in some runs on a picture of
    /// zeros, seconds. What the steps cost does not depend on the picture.
    ///
    /// # Errors
    /// None at present: the pictures are made to fit.
    pub fn steps_least(&mut self, runs: usize) -> Result<Vec<f64>, Misfit> {
        let program = self.program.clone();
        let size = |gate: &Gate| gate.place.shape.iter().product::<usize>();
        let most = program
            .inputs
            .iter()
            .chain(&program.outputs)
            .map(size)
            .max()
            .unwrap_or(0);
        let (bytes, real) = (vec![0; most], vec![0.0; most]);
        let inputs: Vec<Input<'_>> = program
            .inputs
            .iter()
            .map(|gate| match gate.real {
                Some(_) => Input::Real(&real[..size(gate)]),
                None => Input::Bytes(&bytes[..size(gate)]),
            })
            .collect();
        let outputs = program.outputs.iter();
        let mut made: Vec<(Vec<u8>, Vec<f32>)> = outputs
            .map(|gate| match gate.real {
                Some(_) => (Vec::new(), vec![0.0; size(gate)]),
                None => (vec![0; size(gate)], Vec::new()),
            })
            .collect();
        let mut outputs: Vec<Output<'_>> = made
            .iter_mut()
            .map(|(bytes, real)| {
                if bytes.is_empty() {
                    Output::Real(real)
                } else {
                    Output::Bytes(bytes)
                }
            })
            .collect();
        let (mut least, mut seconds) = (Vec::new(), Vec::new());
        for _ in 0..runs.max(1) {
            self.run_timed(&inputs, &mut outputs, &mut seconds)?;
            least.resize(seconds.len(), f64::MAX);
            least
                .iter_mut()
                .zip(&seconds)
                .for_each(|(least, s)| *least = s.min(*least));
        }
        Ok(least)
    }

    fn run_with(
        &mut self,
        inputs: &[Input<'_>],
        outputs: &mut [Output<'_>],
        mut tick: impl FnMut(),
    ) -> Result<(), Misfit> {
        let program = self.program.clone();
        let misfit = |what, number| Misfit { what, number };
        if inputs.len() != program.inputs.len() {
            return Err(misfit("input", inputs.len()));
        }
        if outputs.len() != program.outputs.len() {
            return Err(misfit("output", outputs.len()));
        }
        for (number, (gate, input)) in program.inputs.iter().zip(inputs).enumerate() {
            self.enter(gate, *input).ok_or(misfit("input", number))?;
        }
        tick();
        for step in &program.steps {
            self.step(step);
            tick();
        }
        for (number, (gate, output)) in program.outputs.iter().zip(outputs).enumerate() {
            self.leave(gate, output).ok_or(misfit("output", number))?;
        }
        tick();
        Ok(())
    }

    fn enter(&mut self, gate: &Gate, input: Input<'_>) -> Option<()> {
        let target = (&gate.place, self.buffers[gate.place.buffer].as_mut_slice());
        let count: usize = gate.place.shape.iter().product();
        match (input, gate.real) {
            (Input::Bytes(x), None) if x.len() == count => edge::bytes_in(gate.flip, x, target),
            (Input::Real(x), Some(grid)) if x.len() == count => {
                edge::real_in(grid, self.program.kernel.flip(), x, target);
            }
            _ => return None,
        }
        Some(())
    }

    fn leave(&self, gate: &Gate, output: &mut Output<'_>) -> Option<()> {
        let source = (&gate.place, self.buffers[gate.place.buffer].as_slice());
        let count: usize = gate.place.shape.iter().product();
        match (output, gate.real) {
            (Output::Bytes(y), None) if y.len() == count => edge::bytes_out(gate.flip, source, y),
            (Output::Real(y), Some(grid)) if y.len() == count => {
                edge::real_out(grid, self.program.kernel.flip(), source, y);
            }
            _ => return None,
        }
        Some(())
    }

    fn step(&mut self, step: &Step) {
        // Laid out so that no step reads the buffer that it writes to.
        let mut taken = std::mem::take(&mut self.buffers[step.output.buffer]);
        let flip = self.program.kernel.flip();
        let source = |number: usize| {
            let place: &Place = &step.inputs[number];
            (place, self.buffers[place.buffer].as_slice())
        };
        let target = (&step.output, taken.as_mut_slice());
        match &step.work {
            Work::Conv(packed) => self.team.rows(target.0, target.1, |y, rows| {
                convolve(packed, source(0).1, y, rows);
            }),
            Work::Depthwise(layer) => self.team.rows(target.0, target.1, |y, rows| {
                self.program.kernel.depthwise(layer, source(0).1, y, rows);
            }),
            Work::Copy => simple::copy(source(0), target),
            Work::Map(table) => simple::map(table, source(0), target),
            Work::Both(layer) => simple::both(layer, flip, [source(0), source(1)], target),
            Work::Upsample(by) => simple::upsample(*by, source(0), target),
            Work::DepthToSpace(block, dcr) => {
                simple::depth_to_space((*block, *dcr), source(0), target);
            }
            Work::MaxPool(window) => simple::max_pool(window, flip, source(0), target),
            Work::AveragePool(layer) => simple::average_pool(layer, flip, source(0), target),
            Work::GlobalAverage(x, y) => simple::global_average((*x, *y), flip, source(0), target),
        }
        self.buffers[step.output.buffer] = taken;
    }
}
