//! Models as ONNX Runtime's quantisation writes them give ONNX Runtime's values, bit for bit: fused on
//! every kernel of this machine with one to four threads, and node by node. `goldens/make.py` made
//! them.

#![cfg(feature = "tract")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use qconv::{Kernel, Options, THREADS_MAX, fuse, onnx};
use tract_onnx::pb::ModelProto;
use tract_onnx::prelude::*;

struct Golden {
    name: &'static str,
    model: &'static [u8],
    input: &'static [u8],
    output: &'static [u8],
}

macro_rules! golden {
    ($name:literal) => {
        Golden {
            name: $name,
            model: include_bytes!(concat!("goldens/", $name, ".onnx")),
            input: include_bytes!(concat!("goldens/", $name, ".input")),
            output: include_bytes!(concat!("goldens/", $name, ".output")),
        }
    };
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    let chunks = bytes.as_chunks::<4>().0.iter();
    chunks.map(|b| f32::from_le_bytes(*b)).collect()
}

impl Golden {
    fn read(&self) -> ModelProto {
        onnx().proto_model_for_read(&mut { self.model }).unwrap()
    }

    /// Runs a form of the model and holds it against the golden output; gives the names of its
    /// operators.
    fn check(&self, model: &ModelProto, how: &str) -> Vec<String> {
        let shape = [1, 3, 16, 20];
        let model = onnx()
            .with_ignore_output_shapes(true)
            .model_for_proto_model(model);
        let mut model = model.unwrap();
        model.set_input_fact(0, f32::fact(shape).into()).unwrap();
        let plan = model.into_optimized().unwrap().into_runnable().unwrap();
        let x = Tensor::from_shape(&shape, &floats(self.input)).unwrap();
        let mut made = Vec::new();
        for y in plan.run(tvec!(x.into_tvalue())).unwrap() {
            let plain = y.try_as_plain_ram().unwrap();
            made.extend_from_slice(plain.as_slice::<f32>().unwrap());
        }
        let golden = floats(self.output);
        let differ = made.iter().zip(&golden).filter(|(a, b)| a != b).count();
        assert_eq!(
            (differ, made.len()),
            (0, golden.len()),
            "{}, {how}",
            self.name
        );
        let nodes = plan.model().nodes.iter();
        nodes
            .filter(|node| !node.op_is::<tract_onnx::tract_core::ops::source::TypedSource>())
            .map(|node| node.op().name().into_owned())
            .collect()
    }
}

#[test]
fn nets_of_the_default_quantisation_are_one_operator_and_give_the_golden_values() {
    let nets = [
        golden!("default-u8s8"),
        golden!("default-u8u8"),
        golden!("default-s8s8-channel"),
    ];
    for golden in nets {
        for kernel in Kernel::all() {
            for threads in 1..=THREADS_MAX {
                let mut model = golden.read();
                let options = Options {
                    threads,
                    kernel: Some(kernel.name.to_owned()),
                };
                fuse(&mut model, &options).unwrap();
                let nodes = golden.check(&model, &format!("{options:?}"));
                assert_eq!(nodes, ["QConv"], "{}", golden.name);
            }
        }
        let nodes = golden.check(&golden.read(), "node by node");
        assert!(nodes.len() > 20, "{nodes:?}");
    }
}

#[test]
fn values_half_way_between_two_steps_go_where_the_golden_ones_go() {
    for golden in [golden!("ties-u8"), golden!("ties-s8")] {
        let nodes = golden.check(&golden.read(), "node by node");
        let ours = nodes.iter().filter(|name| *name == "QConv").count();
        assert_eq!(ours, 7, "{nodes:?}");
    }
}
