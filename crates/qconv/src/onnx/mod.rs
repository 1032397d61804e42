//! From ONNX to one operator of tract for each connected part of integer layers.

mod build;
mod fits;
mod fuse;
mod node;
mod op;
mod region;

use std::collections::HashMap;
use std::sync::Arc;

use tract_onnx::Onnx;
use tract_onnx::model::ParsingContext;
use tract_onnx::pb::NodeProto;
use tract_onnx::prelude::*;
use tract_onnx::tract_hir::infer::InferenceOp;

pub use fuse::{bytes_input, fuse};
pub use op::QNet;

use region::Region;

/// How the parts of a model are run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Threads, 1 to [`crate::THREADS_MAX`]; 0 counts as 1.
    pub threads: usize,
    /// Name of the kernel; the fastest of this machine if none.
    pub kernel: Option<String>,
}

/// The operator that [`fuse()`] writes.
pub(crate) const REGION: &str = "QConvRegion";

/// Operators that are this crate's wherever they stand, fused or alone.
pub(crate) const ALWAYS: [&str; 8] = [
    "QLinearConv",
    "QLinearAdd",
    "QLinearMul",
    "QLinearConcat",
    "QLinearSigmoid",
    "QLinearLeakyRelu",
    "QLinearAveragePool",
    "QLinearGlobalAveragePool",
];

/// tract's ONNX reader with this crate's operators in the place of its own: `QLinearConv`, and of
/// the domain com.microsoft `QLinearAdd`, `QLinearMul`, `QLinearConcat`, `QLinearSigmoid`,
/// `QLinearLeakyRelu`, `QLinearAveragePool` and `QLinearGlobalAveragePool`. Each runs alone; [`fuse()`] makes one operator of many.
#[must_use]
pub fn onnx() -> Onnx {
    let mut onnx = tract_onnx::onnx();
    for name in ALWAYS {
        onnx.op_register.insert(name, alone);
    }
    onnx.op_register.insert(REGION, fused);
    onnx
}

type Built = TractResult<(Box<dyn InferenceOp>, Vec<String>)>;

/// Builds the operator of one node, whose constants stand in the graph around it.
fn alone(context: &ParsingContext, node: &NodeProto) -> Built {
    let mut constants = HashMap::new();
    for graph in &context.parent_graphs {
        for tensor in graph
            .initializer
            .iter()
            .filter(|t| node.input.contains(&t.name))
        {
            let value = Arc::new(context.load_tensor(tensor)?);
            constants.insert(tensor.name.clone(), value);
        }
        for constant in graph.node.iter().filter(|n| n.op_type == "Constant") {
            let Some(name) = constant.output.first().filter(|o| node.input.contains(o)) else {
                continue;
            };
            if let Some(tensor) = constant.attribute.iter().find_map(|a| a.t.as_ref()) {
                constants.insert(name.clone(), Arc::new(context.load_tensor(tensor)?));
            }
        }
    }
    Ok((Region::of_one(node, constants)?.expand(), Vec::new()))
}

fn fused(context: &ParsingContext, node: &NodeProto) -> Built {
    let body: &tract_onnx::pb::GraphProto = node.get_attr("body")?;
    let mut constants = HashMap::new();
    for tensor in &body.initializer {
        constants.insert(tensor.name.clone(), Arc::new(context.load_tensor(tensor)?));
    }
    let options = Options {
        threads: node.get_attr_opt("threads")?.unwrap_or(1),
        kernel: node.get_attr_opt("kernel")?,
    };
    Ok((
        Region::of_body(body, constants, &options)?.expand(),
        Vec::new(),
    ))
}
