//! Integer convolutions for tract.

mod conv;
mod edge;
mod error;
mod grid;
mod kernel;
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
