//! Runs one ONNX model in tract: one grey picture in, named f32 tensors out. What is integer in it
//! runs as operators of the crate `qconv`.
//!
//! Knows nothing of packs or structures. tract's types do not leave this file.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use qconv::{ByteType, Grid, Options, Program, QNet};
use tract_onnx::prelude::*;
use tract_onnx::tract_core::internal::PlainViewMut;

use super::error::{EngineError, one_line};

/// A planned model with its input buffer.
pub(super) struct Engine {
    state: TypedSimpleState,
    /// Shape [1, 1, height, width]; the only owner between runs, so it is filled in place.
    input: Arc<Tensor>,
    /// For an input of bytes: what the model takes for each brightness.
    bytes: Option<Box<[u8; 256]>>,
    shapes: Vec<Vec<usize>>,
}

/// The outputs of one run, in the order asked for at loading.
pub(super) struct Outputs(TVec<TValue>);

impl Engine {
    /// Plans the model for an input [1, 1, height, width] and the named outputs.
    ///
    /// `pixel` is what the model takes for a brightness, where that depends on nothing else. A
    /// model that quantises its input first then takes bytes, by a table of the same values.
    /// `threads`, 1 to 4, run the integer layers.
    pub fn load(
        onnx: &[u8],
        input: &str,
        (width, height): (usize, usize),
        outputs: &[&str],
        pixel: Option<&dyn Fn(u8) -> f32>,
        threads: usize,
    ) -> Result<Self, EngineError> {
        let shape = [1, 1, height, width];
        let options = Options {
            threads,
            kernel: None,
        };
        let plan = || plan(onnx, input, shape, outputs, pixel.is_some(), &options);
        let plan = guard(plan).unwrap_or_else(|e| Err(EngineError::Load(e)))?;
        let tensor = Tensor::zero_dt(input_type(plan.grid), &shape).map_err(|e| load_error(&e))?;
        let table = |(grid, pixel): (Grid, &dyn Fn(u8) -> f32)| {
            let mut table = Box::new([0; 256]);
            for (entry, luma) in table.iter_mut().zip(0..=255) {
                *entry = grid.bits(pixel(luma));
            }
            table
        };
        Ok(Self {
            state: plan.state,
            input: Arc::new(tensor),
            bytes: plan.grid.zip(pixel).map(table),
            shapes: plan.shapes,
        })
    }

    /// What runs as integers, each connected part of the model a program.
    pub fn programs(&self) -> Vec<Arc<Program>> {
        let nodes = self.state.model().nodes.iter();
        let nets = nodes.filter_map(|node| node.op_as::<QNet>());
        nets.map(|net| net.program().clone()).collect()
    }

    /// Shape of an output.
    pub fn shape(&self, output: usize) -> &[usize] {
        &self.shapes[output]
    }

    /// Lets `fill` write the input picture, `height * width` values row by row. Not for a model
    /// that takes bytes.
    pub fn fill(&mut self, fill: impl FnOnce(&mut [f32])) -> Result<(), EngineError> {
        let mut view = self.input()?;
        fill(view.as_slice_mut::<f32>().map_err(|e| run_error(&e))?);
        Ok(())
    }

    /// Writes the input picture of `height * width` brightnesses, row by row, as bytes where the
    /// model takes them; else `fill` writes it.
    pub fn fill_luma(
        &mut self,
        luma: &[u8],
        fill: impl FnOnce(&mut [f32]),
    ) -> Result<(), EngineError> {
        let Some(table) = self.bytes.take() else {
            return self.fill(fill);
        };
        let written = self.input().map(|mut view| {
            for (byte, luma) in view.as_bytes_mut().iter_mut().zip(luma) {
                *byte = table[usize::from(*luma)];
            }
        });
        self.bytes = Some(table);
        written
    }

    fn input(&mut self) -> Result<PlainViewMut<'_>, EngineError> {
        if Arc::get_mut(&mut self.input).is_none() {
            self.input = Arc::new(self.input.deep_clone());
        }
        let tensor = Arc::get_mut(&mut self.input)
            .ok_or_else(|| EngineError::Run("the input buffer is in use".into()))?;
        tensor.try_as_plain_ram_mut().map_err(|e| run_error(&e))
    }

    /// Runs the model on the input picture.
    pub fn run(&mut self) -> Result<Outputs, EngineError> {
        let input = self.input.clone().into_tvalue();
        match guard(|| self.state.run(tvec!(input))) {
            Ok(Ok(outputs)) => Ok(Outputs(outputs)),
            Ok(Err(e)) => Err(self.restart(&one_line(&format!("{e:#}")))),
            Err(e) => Err(self.restart(&e)),
        }
    }

    /// Drops what a failed run left in the engine.
    fn restart(&mut self, cause: &str) -> EngineError {
        match self.state.plan().clone().spawn() {
            Ok(state) => {
                self.state = state;
                EngineError::Run(cause.into())
            }
            Err(e) => run_error(&e),
        }
    }
}

impl Outputs {
    /// One output's values, row by row.
    pub fn slice(&self, output: usize) -> Result<&[f32], EngineError> {
        let plain = self.0[output]
            .try_as_plain_ram()
            .map_err(|e| run_error(&e))?;
        plain.as_slice::<f32>().map_err(|e| run_error(&e))
    }
}

struct Plan {
    state: TypedSimpleState,
    shapes: Vec<Vec<usize>>,
    /// For an input of bytes, what they stand for.
    grid: Option<Grid>,
}

fn plan(
    onnx: &[u8],
    input: &str,
    shape: [usize; 4],
    outputs: &[&str],
    bytes: bool,
    options: &Options,
) -> Result<Plan, EngineError> {
    let load = |e: TractError| load_error(&e);
    let reader = qconv::onnx().with_ignore_output_shapes(true);
    let mut proto = reader.proto_model_for_read(&mut &*onnx).map_err(load)?;
    let grid = bytes
        .then(|| qconv::bytes_input(&mut proto, input))
        .flatten();
    qconv::fuse(&mut proto, options).map_err(load)?;
    let mut model = reader.model_for_proto_model(&proto).map_err(load)?;
    let inputs = model.input_outlets().map_err(load)?;
    let names: Vec<&str> = inputs
        .iter()
        .map(|o| model.node(o.node).name.as_str())
        .collect();
    if names != [input] {
        let names = names.join(", ");
        let message = format!("the model's inputs are [{names}], the manifest says {input:?}");
        return Err(EngineError::Shape(one_line(&message)));
    }
    let mut outlets = Vec::new();
    for name in outputs {
        outlets.push(model.find_outlet_label(name).ok_or_else(|| {
            EngineError::Shape(format!("the model has no output named {name:?}"))
        })?);
    }
    model.select_output_outlets(&outlets).map_err(load)?;
    let kind = input_type(grid);
    model
        .set_input_fact(0, kind.fact(shape).into())
        .map_err(load)?;
    let model = model.into_optimized().map_err(load)?;
    let mut shapes = Vec::new();
    for (i, name) in outputs.iter().enumerate() {
        let fact = model.output_fact(i).map_err(load)?;
        let shape = fact
            .shape
            .as_concrete()
            .filter(|_| fact.datum_type == f32::datum_type());
        let shape = shape.ok_or_else(|| {
            EngineError::Shape(format!(
                "output {name:?} is not of type f32 and fixed shape"
            ))
        })?;
        shapes.push(shape.to_vec());
    }
    let state = model
        .into_runnable()
        .and_then(|plan| plan.spawn())
        .map_err(load)?;
    Ok(Plan {
        state,
        shapes,
        grid,
    })
}

/// Type of the input: that of its bytes, or f32.
fn input_type(grid: Option<Grid>) -> DatumType {
    match grid.map(|grid| grid.kind) {
        None => f32::datum_type(),
        Some(ByteType::U8) => u8::datum_type(),
        Some(ByteType::S8) => i8::datum_type(),
    }
}

/// A foreign model may run into a panic of the engine: that is an error like any other.
fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        one_line(text.unwrap_or("the engine stopped"))
    })
}

fn load_error(e: &TractError) -> EngineError {
    EngineError::Load(one_line(&format!("{e:#}")))
}

fn run_error(e: &TractError) -> EngineError {
    EngineError::Run(one_line(&format!("{e:#}")))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Engine, guard};
    use crate::detector::error::EngineError;

    const TINY: &[u8] = include_bytes!("../../tests/packs/tiny/model.onnx");

    fn engine() -> Engine {
        Engine::load(TINY, "input", (48, 32), &["offset", "heat"], None, 1).unwrap()
    }

    #[test]
    fn outputs_come_in_the_order_asked_for() {
        let mut engine = engine();
        assert_eq!(engine.shape(0), [1, 46, 4, 6]);
        assert_eq!(engine.shape(1), [1, 23, 4, 6]);
        let outputs = engine.run().unwrap();
        assert_eq!(outputs.slice(0).unwrap().len(), 46 * 24);
        assert_eq!(outputs.slice(1).unwrap().len(), 23 * 24);
    }

    #[test]
    fn the_input_buffer_is_used_again() {
        let mut engine = engine();
        let first = Arc::as_ptr(&engine.input);
        for _ in 0..3 {
            engine.fill(|input| input.fill(0.5)).unwrap();
            engine.run().unwrap();
        }
        assert_eq!(Arc::as_ptr(&engine.input), first);
        assert!(Arc::get_mut(&mut engine.input).is_some());
    }

    #[test]
    fn a_size_that_the_manifest_sets_is_the_size_that_is_planned() {
        let engine = Engine::load(TINY, "input", (64, 64), &["heat"], None, 1).unwrap();
        assert_eq!(engine.shape(0), [1, 23, 8, 8]);
    }

    #[test]
    fn a_panic_of_the_engine_is_an_error() {
        let stopped: Result<(), String> = guard(|| panic!("index {} of\n nothing", 3));
        assert_eq!(stopped, Err("index 3 of nothing".into()));
    }

    #[test]
    fn a_model_that_is_none_is_an_error() {
        let error = Engine::load(b"no model", "input", (48, 32), &["heat"], None, 1)
            .err()
            .unwrap();
        assert!(matches!(error, EngineError::Load(_)), "{error}");
    }
}
