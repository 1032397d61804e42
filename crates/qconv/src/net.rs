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
    /// Two tensors, each through a table of real values in steps of the output, whose logical zero
    /// point follows.
    Add(Box<[[f32; 256]; 2]>, Grid),
    /// Each pixel becomes `[height, width]` equal ones.
    Upsample([usize; 2]),
    /// Blocks of channels become blocks of pixels; `true`: the block comes before the channel.
    DepthToSpace(usize, bool),
    MaxPool(Window),
    /// Mean of all pixels of a channel, from one grid to the other.
    GlobalAverage(Grid, Grid),
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

    /// Adds a layer that puts every byte through a function of real values: sigmoid, another grid.
    ///
    /// # Errors
    /// Where a grid is none, or `x` is of another type than the tensor.
    pub fn map(
        &mut self,
        name: &str,
        tensor: TensorId,
        (x, y): (Grid, Grid),
        function: impl Fn(f32) -> f32,
    ) -> Result<TensorId, Error> {
        check(name, x)?;
        check(name, y)?;
        self.same_kind(name, tensor, x.kind)?;
        let mut table = Box::new([0; 256]);
        for (entry, byte) in table.iter_mut().zip(0..=255) {
            *entry = y.byte(function(x.real(byte)));
        }
        let shape = self.shape(tensor);
        self.layer(name, Op::Map(table), &[tensor], shape, y.kind)
    }

    /// Adds a layer that holds the bytes themselves between two bounds (Relu and Clip of bytes).
    ///
    /// # Errors
    /// None at present.
    pub fn clamp(
        &mut self,
        name: &str,
        x: TensorId,
        low: i32,
        high: i32,
    ) -> Result<TensorId, Error> {
        let (shape, kind) = (self.shape(x), self.kind(x));
        let mut table = Box::new([0; 256]);
        for (entry, byte) in table.iter_mut().zip(0..=255_u8) {
            let value = match kind {
                ByteType::U8 => i32::from(byte),
                ByteType::S8 => i32::from(byte) - 128,
            };
            let held = value.min(high).max(low);
            let logical = if kind == ByteType::S8 {
                held + 128
            } else {
                held
            };
            *entry = u8::try_from(logical.clamp(0, 255)).unwrap_or(0);
        }
        self.layer(name, Op::Map(table), &[x], shape, kind)
    }

    /// Adds the sum of two tensors of one shape: the real values (f32) added, then quantised.
    ///
    /// # Errors
    /// Where a grid is none, a type or a shape differs.
    pub fn add(
        &mut self,
        name: &str,
        inputs: [(TensorId, Grid); 2],
        y: Grid,
    ) -> Result<TensorId, Error> {
        check(name, y)?;
        let mut tables = Box::new([[0.0; 256]; 2]);
        for (table, (tensor, grid)) in tables.iter_mut().zip(inputs) {
            check(name, grid)?;
            self.same_kind(name, tensor, grid.kind)?;
            for (entry, byte) in table.iter_mut().zip(0..=255) {
                *entry = grid.real(byte);
            }
        }
        let [a, b] = inputs.map(|(tensor, _)| tensor);
        let shape = self.shape(a);
        if shape != self.shape(b) {
            let what = "inputs of different shapes";
            return Err(Error::unsupported(name, what, "two tensors of one shape"));
        }
        self.layer(name, Op::Add(tables, y), &[a, b], shape, y.kind)
    }

    /// Adds a nearest upsampling by whole factors, height first.
    ///
    /// # Errors
    /// Where a factor is 0 or the output too large.
    pub fn upsample(&mut self, name: &str, x: TensorId, by: [usize; 2]) -> Result<TensorId, Error> {
        let ([c, h, w], kind) = (self.shape(x), self.kind(x));
        let shape = [c, h.saturating_mul(by[0]), w.saturating_mul(by[1])];
        self.layer(name, Op::Upsample(by), &[x], shape, kind)
    }

    /// Adds ONNX's DepthToSpace; `dcr` is its mode DCR, else CRD.
    ///
    /// # Errors
    /// Where the channels are no multiple of the block's square.
    pub fn depth_to_space(
        &mut self,
        name: &str,
        x: TensorId,
        block: usize,
        dcr: bool,
    ) -> Result<TensorId, Error> {
        let ([c, h, w], kind) = (self.shape(x), self.kind(x));
        let square = block.checked_mul(block).filter(|s| *s > 0 && c % s == 0);
        let Some(square) = square else {
            return Err(Error::invalid(
                name,
                format!("{c} channels in blocks of {block}"),
            ));
        };
        let shape = [c / square, h * block, w * block];
        self.layer(name, Op::DepthToSpace(block, dcr), &[x], shape, kind)
    }

    /// Adds a maximum over windows; what lies outside of the picture does not count.
    ///
    /// # Errors
    /// Where the window does not fit, or could lie in the padding alone.
    pub fn max_pool(&mut self, name: &str, x: TensorId, window: Window) -> Result<TensorId, Error> {
        let ([c, h, w], kind) = (self.shape(x), self.kind(x));
        let size = window.output(name, [h, w])?;
        let wide = |a: usize| window.pads[a].max(window.pads[a + 2]) >= window.kernel[a];
        if wide(0) || wide(1) || window.dilations != [1, 1] {
            let what = format!("{window:?}");
            let supported = "dilation 1 and padding below the kernel's size";
            return Err(Error::unsupported(name, what, supported));
        }
        self.layer(name, Op::MaxPool(window), &[x], [c, size[0], size[1]], kind)
    }

    /// Adds the mean of each channel: the exact sum of the bytes less their zero points as f32,
    /// times `x_scale / (pixels * y_scale)` in f32, requantised.
    ///
    /// # Errors
    /// Where a grid is none or of another type than the tensor.
    pub fn global_average(
        &mut self,
        name: &str,
        tensor: TensorId,
        (x, y): (Grid, Grid),
    ) -> Result<TensorId, Error> {
        check(name, x)?;
        check(name, y)?;
        self.same_kind(name, tensor, x.kind)?;
        let [c, ..] = self.shape(tensor);
        self.layer(name, Op::GlobalAverage(x, y), &[tensor], [c, 1, 1], y.kind)
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

    fn same_kind(&self, name: &str, tensor: TensorId, kind: ByteType) -> Result<(), Error> {
        let is = self.kind(tensor);
        if is == kind {
            return Ok(());
        }
        let what = format!("a tensor of {is:?} where the zero point is of {kind:?}");
        Err(Error::invalid(name, what))
    }
}

fn check(name: &str, grid: Grid) -> Result<(), Error> {
    grid.fault()
        .map_or(Ok(()), |what| Err(Error::invalid(name, what)))
}
