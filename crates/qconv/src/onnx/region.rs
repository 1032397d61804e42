//! The operator while tract reads a model: shapes not yet known.

use std::sync::Arc;

use tract_onnx::pb::{GraphProto, NodeProto};
use tract_onnx::prelude::*;
use tract_onnx::tract_hir::infer::InferenceOp;
use tract_onnx::tract_hir::internal::*;

use super::Options;
use super::build::Builder;
use super::node::{Constants, name};
use super::op::{Port, QNet};
use crate::{Error, Kernel, Net, Program};

/// Nodes that will be one operator.
#[derive(Clone, Debug)]
pub(super) struct Region {
    nodes: Vec<NodeProto>,
    constants: Constants,
    /// Name of each input that is computed, and its place among all of the node's inputs.
    inputs: Vec<(String, usize)>,
    /// How many inputs the node has, constants counted.
    arity: usize,
    outputs: Vec<String>,
    threads: usize,
    kernel: Kernel,
}

impl Region {
    /// Of a node that stands alone.
    pub fn of_one(node: &NodeProto, constants: Constants) -> TractResult<Self> {
        let given = node.input.iter().filter(|input| !input.is_empty());
        let computed = |(place, name): (usize, &String)| {
            (!constants.contains_key(name)).then(|| (name.clone(), place))
        };
        let inputs: Vec<_> = given.clone().enumerate().filter_map(computed).collect();
        Ok(Self {
            nodes: vec![node.clone()],
            inputs,
            arity: given.count(),
            constants,
            outputs: node.output.clone(),
            threads: 1,
            kernel: Kernel::best(),
        })
    }

    /// Of a body that `fuse` has made.
    pub fn of_body(
        body: &GraphProto,
        constants: Constants,
        options: &Options,
    ) -> TractResult<Self> {
        let kernel = match &options.kernel {
            None => Kernel::best(),
            Some(name) => Kernel::named(name)
                .with_context(|| format!("no kernel {name:?} on this machine"))?,
        };
        let inputs = body.input.iter().map(|value| value.name.clone());
        Ok(Self {
            nodes: body.node.clone(),
            inputs: inputs.zip(0..).collect(),
            arity: body.input.len(),
            constants,
            outputs: body.output.iter().map(|value| value.name.clone()).collect(),
            threads: options.threads,
            kernel,
        })
    }

    pub fn expand(self) -> Box<dyn InferenceOp> {
        expand(self)
    }

    /// The net for inputs of these shapes (batch, channels, height, width).
    fn net(&self, shapes: &[ShapeFact]) -> TractResult<(Net, Vec<usize>, usize)> {
        let mut inputs = Vec::new();
        let mut batch = None;
        for ((input, _), shape) in self.inputs.iter().zip(shapes) {
            let node = self.nodes.first().map_or("", name);
            let four = shape
                .as_concrete()
                .and_then(|s| <[usize; 4]>::try_from(s).ok());
            let Some([n, c, h, w]) = four else {
                let what = format!("input {input:?} of shape {shape:?}");
                let supported = "batch, channels, height, width, all known at load";
                return Err(Error::unsupported(node, what, supported).into());
            };
            if *batch.get_or_insert(n) != n {
                return Err(Error::invalid(node, "inputs of different batches").into());
            }
            inputs.push((input.as_str(), [c, h, w]));
        }
        let mut builder = Builder::new(&inputs, &self.constants);
        for node in &self.nodes {
            builder.add(node)?;
        }
        let (net, feeds) = builder.finish(&self.outputs)?;
        Ok((net, feeds, batch.unwrap_or(1)))
    }
}

/// Types and shapes of a net's inputs or outputs.
fn ports(net: &Net, ports: &[crate::net::Port], batch: usize) -> Vec<Port> {
    let port = |port: &crate::net::Port| {
        let [c, h, w] = net.shape(port.tensor);
        let kind = match (port.real, net.kind(port.tensor)) {
            (Some(_), _) => f32::datum_type(),
            (None, crate::ByteType::U8) => u8::datum_type(),
            (None, crate::ByteType::S8) => i8::datum_type(),
        };
        Port {
            kind,
            shape: [batch, c, h, w],
        }
    };
    ports.iter().map(port).collect()
}

impl Expansion for Region {
    fn name(&self) -> StaticName {
        "QConv".into()
    }

    fn nboutputs(&self) -> TractResult<usize> {
        Ok(self.outputs.len())
    }

    fn rules<'r, 'p: 'r, 's: 'r>(
        &'s self,
        s: &mut Solver<'r>,
        inputs: &'p [TensorProxy],
        outputs: &'p [TensorProxy],
    ) -> InferenceResult {
        check_input_arity(inputs, self.arity)?;
        check_output_arity(outputs, self.outputs.len())?;
        let shapes = self
            .inputs
            .iter()
            .map(|(_, place)| (&inputs[*place].shape).bex());
        s.given_all(shapes, move |s, shapes: Vec<TVec<TDim>>| {
            let facts: Vec<ShapeFact> = shapes.into_iter().map(ShapeFact::from_dims).collect();
            let (net, feeds, batch) = self.net(&facts)?;
            for (port, feed) in ports(&net, &net.inputs, batch).iter().zip(feeds) {
                s.equals(&inputs[self.inputs[feed].1].datum_type, port.kind)?;
            }
            for (output, port) in outputs.iter().zip(ports(&net, &net.outputs, batch)) {
                s.equals(&output.datum_type, port.kind)?;
                s.equals(
                    &output.shape,
                    port.shape
                        .map(|d| d.to_dim())
                        .into_iter()
                        .collect::<TVec<_>>(),
                )?;
            }
            Ok(())
        })
    }

    fn wire(
        &self,
        prefix: &str,
        model: &mut TypedModel,
        inputs: &[OutletId],
    ) -> TractResult<TVec<OutletId>> {
        let computed: TVec<OutletId> = self
            .inputs
            .iter()
            .map(|(_, place)| inputs[*place])
            .collect();
        let mut shapes = Vec::new();
        for outlet in &computed {
            shapes.push(model.outlet_fact(*outlet)?.shape.clone());
        }
        let (net, feeds, batch) = self.net(&shapes)?;
        let sources = ports(&net, &net.inputs, batch);
        let mut wires = tvec!();
        for (feed, port) in feeds.iter().zip(&sources) {
            let fact = model.outlet_fact(computed[*feed])?;
            ensure!(
                fact.datum_type.unquantized() == port.kind,
                "node {prefix:?}: input {:?} is of type {:?}, its zero point says {:?}",
                self.inputs[*feed].0,
                fact.datum_type,
                port.kind
            );
            wires.push(computed[*feed]);
        }
        let op = QNet {
            outputs: ports(&net, &net.outputs, batch),
            batch,
            program: Arc::new(Program::new(&net, self.kernel)),
            threads: self.threads,
        };
        model.wire_node(prefix, op, &wires)
    }
}
