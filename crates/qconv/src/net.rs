//! A net as layers and tensors, checked while it is built; knows nothing of buffers or kernels.

use crate::grid::{ByteType, Grid, factor};
use crate::{Error, Window};

/// A tensor of a [`Net`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TensorId(pub(crate) usize);

#[derive(Clone, Debug)]
pub(crate) struct Tensor {
    /// Channels, height, width.
    pub shape: [usize; 3],
    pub kind: ByteType,
}

/// An integer convolution, as ONNX's QLinearConv has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Conv {
    /// Grid of the input.
    pub x: Grid,
    /// Grid of the output.
    pub y: Grid,
    /// Output channels.
    pub channels: usize,
    /// Weights less their zero point, `[channels][input channels / groups][height][width]`,
    /// -255 to 255.
    pub weights: Vec<i16>,
    /// Scale of the weights: one, or one for each output channel.
    pub weight_scales: Vec<f32>,
    /// Added to the sums: none, or one for each output channel; on the grid of x_scale * w_scale.
    pub bias: Vec<i32>,
    /// The window.
    pub window: Window,
    /// Groups of channels that do not see each other.
    pub groups: usize,
}

impl Conv {
    /// Factor of the sums of an output channel.
    pub(crate) fn factor(&self, channel: usize) -> f32 {
        let scales = &self.weight_scales;
        let scale = scales[if scales.len() == 1 { 0 } else { channel }];
        factor(self.x.scale, scale, self.y.scale)
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Op {
    Conv(Box<Conv>),
    /// Along the channels.
    Concat,
    /// Every byte through a table of logical bytes.
    Map(Box<[u8; 256]>),
    /// Two tensors, byte by byte.
    Both(Box<Both>),
    /// Each pixel becomes `[height, width]` equal ones.
    Upsample([usize; 2]),
    /// Blocks of channels become blocks of pixels; `true`: the block comes before the channel.
    DepthToSpace(usize, bool),
    MaxPool(Window),
    AveragePool(Average),
    /// Mean of all pixels of a channel, from one grid to the other.
    GlobalAverage(Grid, Grid),
}

/// Two tensors byte by byte: each through its table, the values then added or multiplied, which gives
/// steps of the output.
#[derive(Clone, Debug)]
pub(crate) struct Both {
    pub tables: [[f32; 256]; 2],
    pub join: Join,
    pub y: Grid,
}

/// How two values become one in steps of the output, the zero point included.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Join {
    /// Their sum.
    Sum,
    /// Their product times this, plus the zero point.
    Product(f32),
}

/// Means over windows, from one grid to the other; `pads` tells whether padding counts as zeros.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Average {
    pub window: Window,
    pub pads: bool,
    pub x: Grid,
    pub y: Grid,
}

#[derive(Clone, Debug)]
pub(crate) struct Layer {
    pub name: String,
    pub op: Op,
    pub inputs: Vec<TensorId>,
    pub output: TensorId,
}

/// Where a net meets the outside: bytes of the tensor's type, or f32 by way of a grid.
#[derive(Clone, Debug)]
pub(crate) struct Port {
    pub tensor: TensorId,
    pub real: Option<Grid>,
}

/// A net of integer layers for one picture, channels first at its ends.
#[derive(Clone, Debug, Default)]
pub struct Net {
    pub(crate) tensors: Vec<Tensor>,
    pub(crate) layers: Vec<Layer>,
    pub(crate) inputs: Vec<Port>,
    pub(crate) outputs: Vec<Port>,
}

impl Net {
    /// Adds an input of bytes: channels, height and width.
    ///
    /// # Errors
    /// Where one of them is 0 or the tensor is too large.
    pub fn input(&mut self, shape: [usize; 3], kind: ByteType) -> Result<TensorId, Error> {
        let tensor = self.tensor("input", shape, kind)?;
        self.inputs.push(Port { tensor, real: None });
        Ok(tensor)
    }

    /// Adds an input of f32 that is quantised on a grid (QuantizeLinear).
    ///
    /// # Errors
    /// As [`Net::input`], and where the grid is none.
    pub fn real_input(&mut self, shape: [usize; 3], grid: Grid) -> Result<TensorId, Error> {
        check("input", grid)?;
        let tensor = self.tensor("input", shape, grid.kind)?;
        let real = Some(grid);
        self.inputs.push(Port { tensor, real });
        Ok(tensor)
    }

    /// Makes a tensor an output of bytes.
    pub fn output(&mut self, tensor: TensorId) {
        self.outputs.push(Port { tensor, real: None });
    }

    /// Makes a tensor an output of f32 by way of a grid (DequantizeLinear).
    ///
    /// # Errors
    /// Where the grid is none, or of another type than the tensor.
    pub fn real_output(&mut self, name: &str, tensor: TensorId, grid: Grid) -> Result<(), Error> {
        check(name, grid)?;
        self.same_kind(name, tensor, grid.kind)?;
        let real = Some(grid);
        self.outputs.push(Port { tensor, real });
        Ok(())
    }

    /// Channels, height and width of a tensor.
    #[must_use]
    pub fn shape(&self, tensor: TensorId) -> [usize; 3] {
        self.tensors[tensor.0].shape
    }

    /// Type of a tensor's bytes.
    #[must_use]
    pub fn kind(&self, tensor: TensorId) -> ByteType {
        self.tensors[tensor.0].kind
    }

    /// Adds a convolution.
    ///
    /// # Errors
    /// Where its parts contradict each other or its input.
    pub fn conv(&mut self, name: &str, x: TensorId, conv: Conv) -> Result<TensorId, Error> {
        let [c, h, w] = self.shape(x);
        let invalid = |what: String| Err(Error::invalid(name, what));
        check(name, conv.x)?;
        check(name, conv.y)?;
        self.same_kind(name, x, conv.x.kind)?;
        let groups = conv.groups;
        if groups == 0 || !c.is_multiple_of(groups) || !conv.channels.is_multiple_of(groups) {
            let channels = conv.channels;
            return invalid(format!(
                "{groups} groups of {c} input and {channels} output channels"
            ));
        }
        let size = conv.window.output(name, [h, w])?;
        let weights = conv.channels * (c / groups) * conv.window.kernel.iter().product::<usize>();
        if conv.weights.len() != weights {
            let is = conv.weights.len();
            return invalid(format!("{is} weights where the shapes need {weights}"));
        }
        if conv.weights.iter().any(|w| !(-255..=255).contains(w)) {
            return invalid("a weight less its zero point is beyond -255 to 255".into());
        }
        if ![1, conv.channels].contains(&conv.weight_scales.len()) {
            let is = conv.weight_scales.len();
            return invalid(format!("{is} weight scales for {} channels", conv.channels));
        }
        if ![0, conv.channels].contains(&conv.bias.len()) {
            let is = conv.bias.len();
            return invalid(format!("{is} biases for {} channels", conv.channels));
        }
        let positive = |v: f32| v.is_finite() && v > 0.0;
        let fits = |c| positive(conv.factor(c)) || conv.factor(c) == 0.0;
        if !conv.weight_scales.iter().all(|s| positive(*s)) || !(0..conv.channels).all(fits) {
            return invalid("its scales are no positive numbers, or their ratio is none".into());
        }
        let shape = [conv.channels, size[0], size[1]];
        let kind = conv.y.kind;
        self.layer(name, Op::Conv(Box::new(conv)), &[x], shape, kind)
    }

    /// Adds a concatenation along the channels, of tensors of one type.
    ///
    /// # Errors
    /// Where there is no input, or they differ in type or size.
    pub fn concat(&mut self, name: &str, inputs: &[TensorId]) -> Result<TensorId, Error> {
        let Some(first) = inputs.first() else {
            return Err(Error::invalid(name, "has no input"));
        };
        let ([_, h, w], kind) = (self.shape(*first), self.kind(*first));
        let mut channels = 0;
        for input in inputs {
            self.same_kind(name, *input, kind)?;
            let shape = self.shape(*input);
            if shape[1..] != [h, w] {
                return Err(Error::invalid(name, "its inputs differ in height or width"));
            }
            channels += shape[0];
        }
        self.layer(name, Op::Concat, inputs, [channels, h, w], kind)
    }

    pub(crate) fn layer(
        &mut self,
        name: &str,
        op: Op,
        inputs: &[TensorId],
        shape: [usize; 3],
        kind: ByteType,
    ) -> Result<TensorId, Error> {
        let output = self.tensor(name, shape, kind)?;
        self.layers.push(Layer {
            name: name.into(),
            op,
            inputs: inputs.to_vec(),
            output,
        });
        Ok(output)
    }

    pub(crate) fn tensor(
        &mut self,
        name: &str,
        shape: [usize; 3],
        kind: ByteType,
    ) -> Result<TensorId, Error> {
        const BYTES_MAX: usize = 1 << 28;
        let bytes = shape.iter().try_fold(1_usize, |all, v| all.checked_mul(*v));
        if !bytes.is_some_and(|bytes| (1..=BYTES_MAX).contains(&bytes)) {
            let what = format!("a tensor of shape {shape:?}");
            return Err(Error::unsupported(name, what, "1 byte to 256 MiB"));
        }
        self.tensors.push(Tensor { shape, kind });
        Ok(TensorId(self.tensors.len() - 1))
    }

    pub(crate) fn same_kind(
        &self,
        name: &str,
        tensor: TensorId,
        kind: ByteType,
    ) -> Result<(), Error> {
        let is = self.kind(tensor);
        if is == kind {
            return Ok(());
        }
        let what = format!("a tensor of {is:?} where the zero point is of {kind:?}");
        Err(Error::invalid(name, what))
    }
}

pub(crate) fn check(name: &str, grid: Grid) -> Result<(), Error> {
    grid.fault()
        .map_or(Ok(()), |what| Err(Error::invalid(name, what)))
}
