//! Where each tensor lies: which buffer, from which channel on, with how wide a border.
//!
//! Buffers hold rows of pixels of channels. What is concatenated lies side by side in one buffer
//! from the start, so that Concat costs nothing; where that cannot be, a copy is made. Around a
//! picture that a padded convolution reads stands a border of its zero point, written once.

use std::collections::BTreeSet;

use crate::net::{Layer, Net, Op, Tensor, TensorId};

/// Memory of one picture with a border.
#[derive(Clone, Debug)]
pub(crate) struct Buffer {
    /// Channels, height, width without border.
    pub shape: [usize; 3],
    /// Top, left, bottom, right.
    pub border: [usize; 4],
    /// Logical byte of the border.
    pub fill: u8,
}

/// A tensor's part of a buffer; all in bytes from the buffer's start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    pub buffer: usize,
    /// Of the first channel of the first pixel within the border.
    pub offset: usize,
    /// From one row to the next.
    pub row: usize,
    /// From one pixel to the next.
    pub pixel: usize,
    /// Channels, height, width.
    pub shape: [usize; 3],
}

impl Buffer {
    /// Bytes of a row with its border.
    pub fn row(&self) -> usize {
        (self.shape[2] + self.border[1] + self.border[3]) * self.shape[0]
    }

    /// Bytes of all rows.
    pub fn len(&self) -> usize {
        (self.shape[1] + self.border[0] + self.border[2]) * self.row()
    }

    fn place(&self, buffer: usize, channel: usize, shape: [usize; 3]) -> Place {
        let pixel = self.shape[0];
        Place {
            buffer,
            offset: self.border[0] * self.row() + self.border[1] * pixel + channel,
            row: self.row(),
            pixel,
            shape,
        }
    }
}

/// The layers that are left to run, with their tensors' places.
pub(crate) struct Layout {
    pub layers: Vec<Layer>,
    pub places: Vec<Place>,
    pub buffers: Vec<Buffer>,
}

/// Lays out a net.
pub(crate) fn lay_out(net: &Net) -> Layout {
    let mut apart = BTreeSet::new();
    loop {
        let mut draft = Draft::new(net);
        draft.prune(net);
        draft.agree_on_fill();
        draft.join(&apart);
        match draft.overlap() {
            Some(tensor) => {
                apart.insert(tensor);
            }
            None => return draft.finish(),
        }
    }
}

struct Draft {
    layers: Vec<Layer>,
    tensors: Vec<Tensor>,
    /// Of each tensor: what stands around it, where a convolution reads beyond its edge.
    fill: Vec<Option<u8>>,
    border: Vec<[usize; 4]>,
    /// Of each tensor: the concatenated one in which it lies, and from which channel on.
    home: Vec<Option<(TensorId, usize)>>,
    /// Tensors from here on are copies.
    copies: usize,
}

impl Draft {
    fn new(net: &Net) -> Self {
        let count = net.tensors.len();
        Self {
            layers: net.layers.clone(),
            tensors: net.tensors.clone(),
            fill: vec![None; count],
            border: vec![[0; 4]; count],
            home: vec![None; count],
            copies: count,
        }
    }

    /// Drops layers that nobody reads.
    fn prune(&mut self, net: &Net) {
        let mut read: BTreeSet<TensorId> = net.outputs.iter().map(|port| port.tensor).collect();
        let mut kept = Vec::new();
        for layer in self.layers.drain(..).rev() {
            if read.contains(&layer.output) {
                read.extend(&layer.inputs);
                kept.push(layer);
            }
        }
        kept.reverse();
        self.layers = kept;
    }

    fn copy(&mut self, source: TensorId, reader: &str) -> (TensorId, Layer) {
        let output = TensorId(self.tensors.len());
        self.tensors.push(self.tensors[source.0].clone());
        self.fill.push(None);
        self.border.push([0; 4]);
        self.home.push(None);
        let mut table = Box::new([0; 256]);
        table.iter_mut().zip(0..).for_each(|(t, byte)| *t = byte);
        let layer = Layer {
            name: format!("{reader}.copy"),
            op: Op::Map(table),
            inputs: vec![source],
            output,
        };
        (output, layer)
    }

    /// Notes the borders; who wants another fill than readers before gets a copy.
    fn agree_on_fill(&mut self) {
        let mut layers = Vec::new();
        for mut layer in std::mem::take(&mut self.layers) {
            if let Op::Conv(conv) = &layer.op {
                let [input, output] = [layer.inputs[0], layer.output];
                let size = |t: TensorId| [self.tensors[t.0].shape[1], self.tensors[t.0].shape[2]];
                let border = conv.window.border(size(input), size(output));
                let fill = u8::try_from(conv.x.logical_zero()).unwrap_or(0);
                if border != [0; 4] {
                    let mut target = input;
                    if self.fill[input.0].is_some_and(|known| known != fill) {
                        let (copy, step) = self.copy(input, &layer.name);
                        layers.push(step);
                        layer.inputs[0] = copy;
                        target = copy;
                    }
                    self.fill[target.0] = Some(fill);
                    let known = &mut self.border[target.0];
                    known
                        .iter_mut()
                        .zip(border)
                        .for_each(|(k, b)| *k = b.max(*k));
                }
            }
            layers.push(layer);
        }
        self.layers = layers;
    }

    /// Gives the inputs of each Concat their part of its output, or a copy where that cannot be.
    fn join(&mut self, apart: &BTreeSet<TensorId>) {
        let mut layers = Vec::new();
        for mut layer in std::mem::take(&mut self.layers).into_iter().rev() {
            let mut copies = Vec::new();
            if matches!(layer.op, Op::Concat) {
                let mut channel = 0;
                let root = self.root(layer.output);
                for input in &mut layer.inputs {
                    let fill = self.fill[input.0];
                    let differs =
                        fill.is_some() && self.fill[root.0].is_some_and(|f| Some(f) != fill);
                    if self.home[input.0].is_some() || differs || apart.contains(input) {
                        let (copy, step) = self.copy(*input, &layer.name);
                        *input = copy;
                        copies.push(step);
                    }
                    self.home[input.0] = Some((layer.output, channel));
                    if self.fill[root.0].is_none() {
                        self.fill[root.0] = fill;
                    }
                    channel += self.tensors[input.0].shape[0];
                }
            }
            layers.push(layer);
            layers.extend(copies);
        }
        layers.reverse();
        self.layers = layers;
    }

    fn root(&self, mut tensor: TensorId) -> TensorId {
        while let Some((home, _)) = self.home[tensor.0] {
            tensor = home;
        }
        tensor
    }

    /// A tensor that must not lie in its Concat, because its layer would read what it writes to.
    fn overlap(&self) -> Option<TensorId> {
        let works = |layer: &&Layer| !matches!(layer.op, Op::Concat);
        self.layers.iter().filter(works).find_map(|layer| {
            let root = self.root(layer.output);
            let shared = layer
                .inputs
                .iter()
                .find(|input| self.root(**input) == root)?;
            let copied = layer.output.0 >= self.copies;
            Some(if copied { *shared } else { layer.output })
        })
    }

    fn finish(self) -> Layout {
        let mut buffers: Vec<Buffer> = Vec::new();
        let mut number = vec![None; self.tensors.len()];
        for tensor in (0..self.tensors.len()).map(TensorId) {
            let root = self.root(tensor);
            let buffer = *number[root.0].get_or_insert_with(|| {
                buffers.push(Buffer {
                    shape: self.tensors[root.0].shape,
                    border: [0; 4],
                    fill: self.fill[root.0].unwrap_or(0),
                });
                buffers.len() - 1
            });
            let border = &mut buffers[buffer].border;
            let own = self.border[tensor.0];
            border.iter_mut().zip(own).for_each(|(k, b)| *k = b.max(*k));
        }
        let place = |tensor: TensorId| {
            let (mut root, mut channel) = (tensor, 0);
            while let Some((home, from)) = self.home[root.0] {
                (root, channel) = (home, channel + from);
            }
            let buffer = number[root.0].unwrap_or(0);
            buffers[buffer].place(buffer, channel, self.tensors[tensor.0].shape)
        };
        let places = (0..self.tensors.len()).map(TensorId).map(place).collect();
        let mut layers = self.layers;
        layers.retain(|layer| !matches!(layer.op, Op::Concat));
        Layout {
            layers,
            places,
            buffers,
        }
    }
}
