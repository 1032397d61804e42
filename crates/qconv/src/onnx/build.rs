//! Makes a net of nodes.

use std::collections::HashMap;

use super::fits::{average_window, concat_axis, dcr, resize_factors};
use super::node::{Constants, Node};
use crate::grid::{ByteType, Grid};
use crate::net::{Op, TensorId};
use crate::{Conv, Error, Net};

/// What a name stands for.
#[derive(Clone, Copy)]
enum Value {
    /// An input of the region that no node has read yet: its number and shape.
    Outside(usize, [usize; 3]),
    Bytes(TensorId),
    /// Bytes that are f32 to the outside.
    Real(TensorId, Grid),
}

/// Collects the nodes of a region, in their order.
pub(super) struct Builder<'a> {
    net: Net,
    values: HashMap<String, Value>,
    constants: &'a Constants,
    /// For each input of the net, that of the region.
    feeds: Vec<usize>,
}

impl<'a> Builder<'a> {
    /// `inputs` are names and shapes.
    pub fn new(inputs: &[(&str, [usize; 3])], constants: &'a Constants) -> Self {
        let outside = inputs.iter().enumerate();
        Self {
            net: Net::default(),
            values: outside
                .map(|(n, (name, shape))| ((*name).to_owned(), Value::Outside(n, *shape)))
                .collect(),
            constants,
            feeds: Vec::new(),
        }
    }

    /// The net with these outputs, and for each of its inputs that of the region.
    pub fn finish(mut self, outputs: &[String]) -> Result<(Net, Vec<usize>), Error> {
        for name in outputs {
            match self.values.get(name) {
                Some(Value::Bytes(tensor)) => self.net.output(*tensor),
                Some(Value::Real(tensor, grid)) => self.net.real_output(name, *tensor, *grid)?,
                _ => return Err(Error::invalid(name, "is made by no node of the region")),
            }
        }
        Ok((self.net, self.feeds))
    }

    /// The bytes that a node reads at an input; `kind` is the type by its zero point.
    fn bytes(&mut self, node: Node<'_>, number: usize, kind: ByteType) -> Result<TensorId, Error> {
        let name = node.needs(number)?;
        match self.values.get(name) {
            Some(Value::Bytes(tensor)) => Ok(*tensor),
            Some(Value::Outside(input, shape)) => {
                let tensor = self.net.input(*shape, kind)?;
                self.feeds.push(*input);
                self.values.insert(name.into(), Value::Bytes(tensor));
                Ok(tensor)
            }
            Some(Value::Real(..)) => {
                let what = format!("input {number} ({name:?}) of f32");
                Err(Error::unsupported(node.name(), what, "u8 or s8"))
            }
            None => {
                let what = format!("input {number} ({name:?}) that is no computed tensor");
                Err(Error::unsupported(node.name(), what, "a computed tensor"))
            }
        }
    }

    /// As [`Builder::bytes`], of a tensor whose type only its maker knows.
    fn known(&mut self, node: Node<'_>, number: usize) -> Result<TensorId, Error> {
        match self.values.get(node.needs(number)?) {
            Some(Value::Bytes(tensor)) => Ok(*tensor),
            _ => Err(Error::invalid(
                node.name(),
                "its input comes from outside of the region",
            )),
        }
    }

    /// Adds a node.
    pub fn add(&mut self, proto: &tract_onnx::pb::NodeProto) -> Result<(), Error> {
        let node = Node {
            proto,
            constants: self.constants,
        };
        let name = node.name();
        let value = match proto.op_type.as_str() {
            "QuantizeLinear" => self.quantise(node)?,
            "DequantizeLinear" => {
                let grid = node.grid(1, 2)?;
                Value::Real(self.bytes(node, 0, grid.kind)?, grid)
            }
            "QLinearConv" => Value::Bytes(self.conv(node)?),
            op @ ("QLinearAdd" | "QLinearMul") => {
                let (a, b, y) = (node.grid(1, 2)?, node.grid(4, 5)?, node.grid(6, 7)?);
                let left = self.bytes(node, 0, a.kind)?;
                let right = self.bytes(node, 3, b.kind)?;
                let inputs = [(left, a), (right, b)];
                Value::Bytes(if op == "QLinearAdd" {
                    self.net.add(name, inputs, y)?
                } else {
                    self.net.multiply(name, inputs, y)?
                })
            }
            "QLinearAveragePool" => {
                let (x, y) = (node.grid(1, 2)?, node.grid(3, 4)?);
                let tensor = self.bytes(node, 0, x.kind)?;
                let [_, h, w] = self.net.shape(tensor);
                let window = average_window(node, [h, w])?;
                Value::Bytes(self.net.average_pool(name, tensor, window, (x, y))?)
            }
            "QLinearConcat" => Value::Bytes(self.quantised_concat(node)?),
            "QLinearSigmoid" => self.function(node, |x| 1.0 / (1.0 + (-x).exp()))?,
            "QLinearLeakyRelu" => {
                let slope = node.float("alpha", 0.01);
                self.function(node, |x| if x < 0.0 { slope * x } else { x })?
            }
            "QLinearGlobalAveragePool" => {
                if node.int("channels_last", 0) != 0 {
                    let what = "channels_last = 1";
                    return Err(Error::unsupported(name, what, "channels first"));
                }
                let (x, y) = (node.grid(1, 2)?, node.grid(3, 4)?);
                let tensor = self.bytes(node, 0, x.kind)?;
                Value::Bytes(self.net.global_average(name, tensor, (x, y))?)
            }
            "Concat" => {
                let count = proto.input.len();
                let inputs: Result<Vec<_>, _> = (0..count).map(|n| self.known(node, n)).collect();
                Value::Bytes(self.net.concat(name, &inputs?)?)
            }
            "DepthToSpace" => Value::Bytes(self.depth_to_space(node)?),
            "MaxPool" => {
                let x = self.known(node, 0)?;
                let [_, h, w] = self.net.shape(x);
                let window = node.window([1, 1], [h, w])?;
                Value::Bytes(self.net.max_pool(name, x, window)?)
            }
            "Resize" => {
                let x = self.known(node, 0)?;
                let by = resize_factors(node)?;
                Value::Bytes(self.net.upsample(name, x, by)?)
            }
            other => {
                let what = format!("operator {other}");
                return Err(Error::unsupported(name, what, "quantised operators"));
            }
        };
        if let Some(output) = proto.output.first() {
            self.values.insert(output.clone(), value);
        }
        Ok(())
    }

    fn quantise(&mut self, node: Node<'_>) -> Result<Value, Error> {
        let grid = node.grid(1, 2)?;
        let name = node.needs(0)?;
        let tensor = match self.values.get(name) {
            Some(Value::Outside(input, shape)) => {
                self.feeds.push(*input);
                self.net.real_input(*shape, grid)?
            }
            Some(Value::Real(tensor, from)) => {
                let (tensor, from) = (*tensor, *from);
                self.net.map(node.name(), tensor, (from, grid), |x| x)?
            }
            _ => {
                return Err(Error::unsupported(
                    node.name(),
                    "an input that is not f32",
                    "f32",
                ));
            }
        };
        Ok(Value::Bytes(tensor))
    }

    fn function(&mut self, node: Node<'_>, f: impl Fn(f32) -> f32) -> Result<Value, Error> {
        let (x, y) = (node.grid(1, 2)?, node.grid(3, 4)?);
        let tensor = self.bytes(node, 0, x.kind)?;
        Ok(Value::Bytes(self.net.map(
            node.name(),
            tensor,
            (x, y),
            f,
        )?))
    }

    fn conv(&mut self, node: Node<'_>) -> Result<TensorId, Error> {
        let name = node.name();
        let (x, y) = (node.grid(1, 2)?, node.grid(6, 7)?);
        let shape = node.constant(3)?.shape().to_vec();
        let (w_kind, mut weights) = node.bytes(3)?;
        let [channels, within, height, width] = shape[..] else {
            let what = format!("weights of shape {shape:?}");
            return Err(Error::unsupported(name, what, "four axes: two of pictures"));
        };
        if weights.is_empty() {
            return Err(Error::invalid(name, format!("weights of shape {shape:?}")));
        }
        if node.input(5).is_some() {
            let (kind, zeros) = node.bytes(5)?;
            if kind != w_kind || ![1, channels].contains(&zeros.len()) {
                let what = format!("{} weight zero points of {kind:?}", zeros.len());
                return Err(Error::invalid(
                    name,
                    format!("{what} for weights of {w_kind:?}"),
                ));
            }
            let each = weights.len() / channels;
            for (channel, weights) in weights.chunks_mut(each).enumerate() {
                let zero = zeros[if zeros.len() == 1 { 0 } else { channel }];
                weights.iter_mut().for_each(|w| *w -= zero);
            }
        }
        let bias = if node.input(8).is_some() {
            node.ints(8)?.to_vec()
        } else {
            Vec::new()
        };
        let tensor = self.bytes(node, 0, x.kind)?;
        let [c, h, w] = self.net.shape(tensor);
        let groups = usize::try_from(node.int("group", 1)).unwrap_or(0);
        let window = node.window([height, width], [h, w])?;
        if window.kernel != [height, width] || within * groups != c {
            let what = format!("weights of shape {shape:?} and {groups} groups for {c} channels");
            return Err(Error::invalid(name, what));
        }
        let conv = Conv {
            x,
            y,
            channels,
            weights,
            weight_scales: node.floats(4)?.to_vec(),
            bias,
            window,
            groups,
        };
        self.net.conv(name, tensor, conv)
    }

    fn quantised_concat(&mut self, node: Node<'_>) -> Result<TensorId, Error> {
        let (name, y) = (node.name(), node.grid(0, 1)?);
        concat_axis(node)?;
        let mut parts = Vec::new();
        for first in (2..node.proto.input.len()).step_by(3) {
            let x = node.grid(first + 1, first + 2)?;
            let mut tensor = self.bytes(node, first, x.kind)?;
            if x != y {
                let part = format!("{name}.{}", parts.len());
                tensor = self.net.map(&part, tensor, (x, y), |x| x)?;
            }
            parts.push(tensor);
        }
        self.net.concat(name, &parts)
    }

    /// DepthToSpace; of one tensor concatenated with itself it is an upsampling.
    fn depth_to_space(&mut self, node: Node<'_>) -> Result<TensorId, Error> {
        let name = node.name();
        let x = self.known(node, 0)?;
        let (block, dcr) = (
            usize::try_from(node.int("blocksize", 0)).unwrap_or(0),
            dcr(node)?,
        );
        let maker = self.net.layers.iter().find(|layer| layer.output == x);
        if let Some(layer) = maker.filter(|layer| dcr && matches!(layer.op, Op::Concat)) {
            let first = layer.inputs[0];
            let one = layer.inputs.iter().all(|input| *input == first);
            if one && block.checked_mul(block) == Some(layer.inputs.len()) {
                return self.net.upsample(name, first, [block; 2]);
            }
        }
        self.net.depth_to_space(name, x, block, dcr)
    }
}
