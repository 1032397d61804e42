//! A net made ready for one kernel: steps, buffers, packed weights. Shared between runners.

use crate::conv::{self, Packed};
use crate::grid::Grid;
use crate::kernel::{Depthwise, Kernel};
use crate::net::{Average, Both, Join, Layer, Net, Op, Port};
use crate::place::{Buffer, Layout, Place, lay_out};
use crate::window::Window;

/// A [`Net`] planned for a [`Kernel`]: what runs when, where every tensor lies, weights packed.
#[derive(Debug)]
pub struct Program {
    pub(crate) kernel: Kernel,
    pub(crate) buffers: Vec<Buffer>,
    pub(crate) steps: Vec<Step>,
    pub(crate) inputs: Vec<Gate>,
    pub(crate) outputs: Vec<Gate>,
    info: Vec<StepInfo>,
}

/// Where the outside is laid into a buffer, or taken from it.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    pub place: Place,
    pub real: Option<Grid>,
    /// What turns a byte of the outside into a stored one.
    pub flip: u8,
}

#[derive(Debug)]
pub(crate) struct Step {
    pub work: Work,
    pub inputs: Vec<Place>,
    pub output: Place,
}

#[derive(Debug)]
pub(crate) enum Work {
    Conv(Packed),
    Depthwise(Depthwise),
    Copy,
    /// A table of stored bytes.
    Map(Box<[u8; 256]>),
    Both(Box<Both>),
    Upsample([usize; 2]),
    DepthToSpace(usize, bool),
    MaxPool(Window),
    AveragePool(Average),
    GlobalAverage(Grid, Grid),
}

/// What a step is, for people.
#[derive(Clone, Debug, PartialEq)]
pub struct StepInfo {
    /// Name of the node.
    pub name: String,
    /// What it does: `conv 3x3/1`, `upsample`.
    pub what: String,
    /// Channels, height and width of its output.
    pub shape: [usize; 3],
    /// Multiply-accumulates.
    pub macs: u64,
    /// Bytes that it reads and writes at least once: inputs, weights and parameters, output.
    pub bytes: u64,
}

impl Program {
    /// Plans a net for a kernel.
    #[must_use]
    pub fn new(net: &Net, kernel: Kernel) -> Self {
        let Layout {
            layers,
            places,
            buffers,
        } = lay_out(net);
        let mut program = Self {
            kernel,
            buffers,
            steps: Vec::new(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            info: Vec::new(),
        };
        let gate = |port: &Port| Gate {
            place: places[port.tensor.0],
            real: port.real,
            flip: kernel.flip() ^ net.kind(port.tensor).flip(),
        };
        program.inputs = net.inputs.iter().map(gate).collect();
        program.outputs = net.outputs.iter().map(gate).collect();
        for layer in layers {
            program.step(layer, &places);
        }
        program
    }

    fn step(&mut self, layer: Layer, places: &[Place]) {
        let inputs: Vec<Place> = layer.inputs.iter().map(|t| places[t.0]).collect();
        let output = places[layer.output.0];
        let size = |place: &Place| place.shape.iter().product::<usize>();
        let mut bytes = inputs.iter().map(size).sum::<usize>() + size(&output);
        let (mut macs, flip) = (0, self.kernel.flip());
        let (work, what) = match layer.op {
            Op::Conv(conv) => {
                macs = conv::macs(&conv, output.shape);
                bytes += conv.weights.len() + 8 * conv.channels;
                let ([kh, kw], [sy, _]) = (conv.window.kernel, conv.window.strides);
                if conv::is_depthwise(&conv, inputs[0]) {
                    let what = format!("depthwise {kh}x{kw}/{sy}");
                    let work = conv::depthwise(&conv, self.kernel, inputs[0], output);
                    (Work::Depthwise(work), what)
                } else {
                    let source = (inputs[0], &self.buffers[inputs[0].buffer]);
                    let packed = Packed::new(&conv, self.kernel, source, output);
                    (Work::Conv(packed), format!("conv {kh}x{kw}/{sy}"))
                }
            }
            Op::Map(table) if table.iter().zip(0..=255_u8).all(|(t, byte)| *t == byte) => {
                (Work::Copy, "copy".into())
            }
            Op::Map(table) => {
                let mut stored = Box::new([0; 256]);
                for (byte, entry) in (0..=255_u8).zip(table.iter()) {
                    stored[usize::from(byte ^ flip)] = entry ^ flip;
                }
                (Work::Map(stored), "table".into())
            }
            Op::Both(layer) => {
                let what = match layer.join {
                    Join::Sum => "add",
                    Join::Product(_) => "multiply",
                };
                (Work::Both(layer), what.into())
            }
            Op::Upsample(by) => (Work::Upsample(by), "upsample".into()),
            Op::DepthToSpace(block, dcr) => {
                (Work::DepthToSpace(block, dcr), "depth to space".into())
            }
            Op::MaxPool(window) => (Work::MaxPool(window), "max pool".into()),
            Op::AveragePool(layer) => (Work::AveragePool(layer), "average pool".into()),
            Op::GlobalAverage(x, y) => (Work::GlobalAverage(x, y), "average".into()),
            Op::Concat => return,
        };
        self.info.push(StepInfo {
            name: layer.name,
            what,
            shape: output.shape,
            macs,
            bytes: bytes as u64,
        });
        self.steps.push(Step {
            work,
            inputs,
            output,
        });
    }

    /// The kernel that it was planned for.
    #[must_use]
    pub fn kernel(&self) -> Kernel {
        self.kernel
    }

    /// What its steps are, in the order of running.
    #[must_use]
    pub fn steps(&self) -> &[StepInfo] {
        &self.info
    }

    /// Multiply-accumulates of one picture.
    #[must_use]
    pub fn macs(&self) -> u64 {
        self.info.iter().map(|step| step.macs).sum()
    }

    /// Bytes of a runner's buffers but for what aligns them, and bytes of the packed weights.
    #[must_use]
    pub fn memory(&self) -> (usize, usize) {
        let buffers = self.buffers.iter().map(|b| b.len() + conv::SLACK).sum();
        let weights = self.steps.iter().map(|step| match &step.work {
            Work::Conv(packed) => size_of_val(packed.weights.as_slice()),
            Work::Depthwise(layer) => size_of_val(layer.weights.as_slice()),
            _ => 0,
        });
        (buffers, weights.sum())
    }
}
