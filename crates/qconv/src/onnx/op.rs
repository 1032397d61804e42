//! The operator that tract runs.

use std::sync::Arc;

use tract_onnx::prelude::*;
use tract_onnx::tract_core::internal::*;
use tract_onnx::tract_core::ops::Cost;

use crate::{Input, Output, Program, Runner};

/// Type and shape of an input or output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Port {
    pub kind: DatumType,
    pub shape: [usize; 4],
}

/// A program as an operator of tract: its inputs in the net's order, its outputs likewise.
#[derive(Clone, Debug)]
pub struct QNet {
    pub(super) program: Arc<Program>,
    pub(super) outputs: Vec<Port>,
    pub(super) batch: usize,
    pub(super) threads: usize,
}

impl QNet {
    /// What it runs.
    #[must_use]
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }
}

impl PartialEq for QNet {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.program, &other.program) && self.batch == other.batch
    }
}

impl Eq for QNet {}

impl Op for QNet {
    fn name(&self) -> StaticName {
        "QConv".into()
    }

    fn info(&self) -> TractResult<Vec<String>> {
        let kernel = self.program.kernel().name;
        let steps = self.program.steps().len();
        Ok(vec![format!(
            "{steps} steps, kernel {kernel}, {} threads",
            self.threads.max(1)
        )])
    }

    op_as_typed_op!();
}

impl EvalOp for QNet {
    fn eval_out_of_plan(&self, inputs: TVec<TValue>) -> TractResult<Option<TVec<TValue>>> {
        Ok(Some(State::new(self)?.run(self, &inputs)?))
    }

    fn state(&self, _context: &EvalContext) -> TractResult<Option<Box<dyn OpState>>> {
        Ok(Some(Box::new(State::new(self)?)))
    }
}

impl TypedOp for QNet {
    fn output_facts(&self, _inputs: &[&TypedFact]) -> TractResult<TVec<TypedFact>> {
        let fact = |port: &Port| port.kind.fact(port.shape);
        Ok(self.outputs.iter().map(fact).collect())
    }

    fn cost(&self, _inputs: &[&TypedFact]) -> TractResult<TVec<(Cost, TDim)>> {
        let macs = usize::try_from(self.program.macs())?;
        Ok(tvec!((
            Cost::FMA(i8::datum_type()),
            (macs * self.batch).to_dim()
        )))
    }

    as_op!();
}

/// Buffers of one model's run, used again.
#[derive(Clone, Debug)]
struct State {
    runner: Runner,
    outputs: Vec<Arc<Tensor>>,
}

impl State {
    fn new(op: &QNet) -> TractResult<Self> {
        let mut outputs = Vec::new();
        for port in &op.outputs {
            outputs.push(Arc::new(Tensor::zero_dt(port.kind, &port.shape)?));
        }
        Ok(Self {
            runner: Runner::new(op.program.clone(), op.threads),
            outputs,
        })
    }

    fn run(&mut self, op: &QNet, inputs: &[TValue]) -> TractResult<TVec<TValue>> {
        for (output, port) in self.outputs.iter_mut().zip(&op.outputs) {
            // Whoever still holds the last result keeps it.
            if Arc::get_mut(output).is_none() {
                *output = Arc::new(Tensor::zero_dt(port.kind, &port.shape)?);
            }
        }
        for batch in 0..op.batch {
            let mut sources: TVec<Input<'_>> = tvec!();
            for input in inputs {
                sources.push(source(input, batch, op.batch)?);
            }
            let mut views: TVec<PlainViewMut<'_>> = tvec!();
            for output in &mut self.outputs {
                let tensor = Arc::get_mut(output).context("an output is in use")?;
                views.push(tensor.try_as_plain_ram_mut()?);
            }
            let mut targets: TVec<Output<'_>> = tvec!();
            for (view, port) in views.iter_mut().zip(&op.outputs) {
                targets.push(target(view, port, batch)?);
            }
            self.runner.run(&sources, &mut targets)?;
        }
        Ok(self
            .outputs
            .iter()
            .map(|output| output.clone().into_tvalue())
            .collect())
    }
}

/// One picture of a tensor.
fn source(tensor: &Tensor, batch: usize, batches: usize) -> TractResult<Input<'_>> {
    let each = tensor.len() / batches;
    let part = batch * each..(batch + 1) * each;
    let plain = tensor.try_as_plain_ram()?;
    Ok(if tensor.datum_type() == f32::datum_type() {
        Input::Real(&plain.as_slice::<f32>()?[part])
    } else {
        Input::Bytes(&plain.as_bytes()[part])
    })
}

fn target<'a>(
    view: &'a mut PlainViewMut<'_>,
    port: &Port,
    batch: usize,
) -> TractResult<Output<'a>> {
    let each: usize = port.shape[1..].iter().product();
    let part = batch * each..(batch + 1) * each;
    Ok(if port.kind == f32::datum_type() {
        Output::Real(&mut view.as_slice_mut::<f32>()?[part])
    } else {
        Output::Bytes(&mut view.as_bytes_mut()[part])
    })
}

impl OpState for State {
    fn eval(
        &mut self,
        _context: &EvalContext,
        op: &dyn Op,
        inputs: TVec<TValue>,
    ) -> TractResult<TVec<TValue>> {
        let op = op.downcast_ref::<QNet>().context("not a QConv")?;
        self.run(op, &inputs)
    }

    fn reset_lanes(&mut self, _lanes: &[LaneId]) -> TractResult<()> {
        Ok(())
    }
}
