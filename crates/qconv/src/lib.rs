//! Integer convolutions for tract: ONNX's quantised operators with kernels of their own.
//!
//! [`onnx()`] is tract's reader with this crate's operators, [`fuse()`] makes one operator of each part
//! of a model that hangs together in integers. Below that, and without tract (no default features):
//! a [`Net`] is checked while it is built, a [`Program`] is the net planned and packed for a
//! [`Kernel`] of this machine, a [`Runner`] runs it with buffers and threads of its own.
//!
//! Every kernel gives the same bytes: sums in i32 modulo 2^32, as the nearest f32 times
//! `(x_scale * w_scale) / y_scale` in f32, rounded half to even, the zero point added, saturated.

mod conv;
mod edge;
mod error;
mod grid;
mod kernel;
mod layers;
mod net;
mod place;
mod program;
mod run;
mod simple;
mod team;
mod window;

pub use error::Error;
pub use grid::{ByteType, Grid};
pub use kernel::Kernel;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub use kernel::cycles_per_second;
pub use net::{Conv, Net, TensorId};
pub use program::{Program, StepInfo};
pub use run::{Input, Misfit, Output, Runner, THREADS_MAX};
pub use window::Window;
#[cfg(feature = "tract")]
mod onnx;
#[cfg(feature = "tract")]
pub use onnx::{Options, QNet, bytes_input, fuse, onnx};
