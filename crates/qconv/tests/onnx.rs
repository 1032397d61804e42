//! ONNX models by way of tract: fused and node by node, errors at load that name the node.

#![cfg(feature = "tract")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use qconv::{Options, QNet, bytes_input, fuse, onnx};
use tract_onnx::pb::attribute_proto::AttributeType;
use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::tensor_shape_proto::{Dimension, dimension::Value as DimValue};
use tract_onnx::pb::type_proto::{Tensor as TensorType, Value};
use tract_onnx::pb::{
    AttributeProto, GraphProto, ModelProto, NodeProto, OperatorSetIdProto, TensorProto,
    TensorShapeProto, TypeProto, ValueInfoProto,
};
use tract_onnx::prelude::*;

fn value(name: &str, kind: DataType, shape: &[i64]) -> ValueInfoProto {
    let dim = |size: &i64| Dimension {
        value: Some(DimValue::DimValue(*size)),
        ..Dimension::default()
    };
    ValueInfoProto {
        name: name.into(),
        r#type: Some(TypeProto {
            value: Some(Value::TensorType(TensorType {
                elem_type: kind as i32,
                shape: Some(TensorShapeProto {
                    dim: shape.iter().map(dim).collect(),
                }),
            })),
            ..TypeProto::default()
        }),
        ..ValueInfoProto::default()
    }
}

fn constant(name: &str, kind: DataType, dims: &[i64], bytes: Vec<u8>) -> TensorProto {
    TensorProto {
        name: name.into(),
        data_type: kind as i32,
        dims: dims.to_vec(),
        raw_data: bytes,
        ..TensorProto::default()
    }
}

fn node(op: &str, inputs: &[&str], output: &str, attributes: &[(&str, &[i64])]) -> NodeProto {
    let attribute = |(name, ints): &(&str, &[i64])| AttributeProto {
        name: (*name).into(),
        r#type: if ints.len() == 1 {
            AttributeType::Int
        } else {
            AttributeType::Ints
        } as i32,
        i: ints[0],
        ints: if ints.len() == 1 {
            Vec::new()
        } else {
            ints.to_vec()
        },
        ..AttributeProto::default()
    };
    NodeProto {
        name: format!("node_{output}"),
        op_type: op.into(),
        input: inputs.iter().map(|i| (*i).into()).collect(),
        output: vec![output.into()],
        attribute: attributes.iter().map(attribute).collect(),
        ..NodeProto::default()
    }
}

/// f32 [1,3,6,8] to u8, a convolution, what `middle` makes of `c` (8 channels), another one, to f32.
fn model(middle: &[NodeProto], last: &str) -> ModelProto {
    let float = |v: f32| v.to_le_bytes().to_vec();
    let weights = |count: usize| (0..count).map(|i| (i * 29 % 255) as u8).collect();
    let conv = |x: &str, w: &str, y: &str| {
        node(
            "QLinearConv",
            &[x, "s", "z", w, "ws", "wz", "ys", "z"],
            y,
            &[("pads", &[1, 1, 1, 1])],
        )
    };
    let mut nodes = vec![
        node("QuantizeLinear", &["x", "s", "z"], "q", &[]),
        conv("q", "w1", "c"),
    ];
    nodes.extend(middle.to_vec());
    nodes.push(conv(last, "w2", "d"));
    nodes.push(node("DequantizeLinear", &["d", "ys", "z"], "y", &[]));
    ModelProto {
        ir_version: 8,
        opset_import: vec![OperatorSetIdProto {
            version: 17,
            ..Default::default()
        }],
        graph: Some(GraphProto {
            name: "test".into(),
            node: nodes,
            input: vec![value("x", DataType::Float, &[1, 3, 6, 8])],
            output: vec![value("y", DataType::Float, &[1, 4, 6, 8])],
            initializer: vec![
                constant("s", DataType::Float, &[], float(1.0 / 64.0)),
                constant("z", DataType::Uint8, &[], vec![128]),
                constant("ws", DataType::Float, &[], float(0.01)),
                constant("wz", DataType::Int8, &[], vec![0]),
                constant("ys", DataType::Float, &[], float(0.0371)),
                constant("w1", DataType::Int8, &[8, 3, 3, 3], weights(216)),
                constant("w2", DataType::Int8, &[4, 8, 3, 3], weights(288)),
                constant("low", DataType::Uint8, &[], vec![120]),
            ],
            ..GraphProto::default()
        }),
        ..ModelProto::default()
    }
}

fn picture() -> Tensor {
    let values: Vec<f32> = (0..144)
        .map(|i| (i * 37 % 101) as f32 / 50.0 - 1.0)
        .collect();
    Tensor::from_shape(&[1, 3, 6, 8], &values).unwrap()
}

fn run(reader: &tract_onnx::Onnx, model: &ModelProto, x: Tensor) -> (Vec<f32>, usize) {
    let mut model = reader.model_for_proto_model(model).unwrap();
    model
        .set_input_fact(0, x.datum_type().fact(x.shape()).into())
        .unwrap();
    let plan = model.into_optimized().unwrap().into_runnable().unwrap();
    let nets = plan
        .model()
        .nodes
        .iter()
        .filter(|node| node.op_is::<QNet>())
        .count();
    let y = plan.run(tvec!(x.into_tvalue())).unwrap();
    let plain = y[0].try_as_plain_ram().unwrap();
    (plain.as_slice::<f32>().unwrap().to_vec(), nets)
}

/// Runs a model as it is, node by node and fused: all the same, in that many operators.
fn same(model: &ModelProto, operators: usize) {
    let (stock, none) = run(&tract_onnx::onnx(), model, picture());
    let (alone, two) = run(&onnx(), model, picture());
    let mut fused = model.clone();
    fuse(
        &mut fused,
        &Options {
            threads: 2,
            kernel: Some("portable".into()),
        },
    )
    .unwrap();
    let (ours, count) = run(&onnx(), &fused, picture());
    assert_eq!((none, two, count), (0, 2, operators));
    assert_eq!(alone, ours);
    // tract rounds ties another way: one step of the last layer and no more.
    let most = stock
        .iter()
        .zip(&ours)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f32::max);
    assert!(
        most < 0.0372 && stock.iter().any(|v| *v != stock[0]),
        "{most}"
    );
}

#[test]
fn a_model_is_one_operator_and_gives_what_its_nodes_give() {
    same(&model(&[], "c"), 1);
}

#[test]
fn a_node_that_is_not_known_divides_a_model_and_runs_in_tract() {
    same(&model(&[node("Max", &["c", "low"], "m", &[])], "m"), 2);
}

#[test]
fn pooling_and_concatenation_lie_within() {
    let pool = node(
        "MaxPool",
        &["c"],
        "m",
        &[("kernel_shape", &[3, 3]), ("pads", &[1, 1, 1, 1])],
    );
    same(&model(&[pool], "m"), 1);
}

#[test]
fn an_input_that_is_quantised_first_can_take_bytes() {
    let mut bytes = model(&[], "c");
    let grid = bytes_input(&mut bytes, "x").unwrap();
    fuse(&mut bytes, &Options::default()).unwrap();
    let x = picture();
    let (expected, _) = run(&onnx(), &model(&[], "c"), x.clone());
    let plain = x.try_as_plain_ram().unwrap();
    let quantised: Vec<u8> = plain
        .as_slice::<f32>()
        .unwrap()
        .iter()
        .map(|v| grid.bits(*v))
        .collect();
    let quantised = Tensor::from_shape(&[1, 3, 6, 8], &quantised).unwrap();
    assert_eq!(run(&onnx(), &bytes, quantised).0, expected);
    // No such input; one that is read as f32 too.
    assert!(bytes_input(&mut model(&[], "c"), "nothing").is_none());
    let mut read = model(&[], "c");
    read.graph
        .as_mut()
        .unwrap()
        .node
        .push(node("Relu", &["x"], "r", &[]));
    assert!(bytes_input(&mut read, "x").is_none());
}

/// What loading says of a model whose first convolution `change` changed, fused and not.
fn refused(change: impl Fn(&mut GraphProto)) -> [String; 2] {
    let mut bad = model(&[], "c");
    change(bad.graph.as_mut().unwrap());
    let mut fused = bad.clone();
    fuse(&mut fused, &Options::default()).unwrap();
    [bad, fused].map(|model| {
        let read = onnx().model_for_proto_model(&model);
        format!(
            "{:#}",
            read.and_then(|model| model.into_optimized()).unwrap_err()
        )
    })
}

fn text(graph: &mut GraphProto, node: usize, name: &str, text: &str) {
    graph.node[node].attribute.push(AttributeProto {
        name: name.into(),
        r#type: AttributeType::String as i32,
        s: text.as_bytes().to_vec(),
        ..AttributeProto::default()
    });
}

fn set(graph: &mut GraphProto, name: &str, kind: DataType, dims: &[i64], bytes: Vec<u8>) {
    graph.initializer.retain(|tensor| tensor.name != name);
    graph.initializer.push(constant(name, kind, dims, bytes));
}

/// Puts a node between the two convolutions, which the second one reads.
fn between(graph: &mut GraphProto, op: &str, inputs: &[&str], attributes: &[(&str, &[i64])]) {
    graph.node.insert(2, node(op, inputs, "m", attributes));
    graph.node[3].input[0] = "m".into();
}

type Change = Box<dyn Fn(&mut GraphProto)>;

#[test]
fn what_is_not_supported_is_told_at_load_with_the_node_and_what_is() {
    let pool: [&str; 5] = ["c", "ys", "z", "ys", "z"];
    let square: (&str, &[i64]) = ("kernel_shape", &[2, 2]);
    let cases: [(&str, &str, Change); 10] = [
        (
            "node_c",
            "supported: NOTSET, VALID, SAME_UPPER, SAME_LOWER",
            Box::new(|graph| text(graph, 1, "auto_pad", "SAME_AS_EVER")),
        ),
        (
            "node_c",
            "supported: an initializer or a Constant",
            Box::new(|graph| graph.node[1].input[3] = "q".into()),
        ),
        (
            "node_c",
            "supported: four axes: two of pictures",
            Box::new(|graph| set(graph, "w1", DataType::Int8, &[8, 27], vec![1; 216])),
        ),
        (
            "node_c",
            "supported: u8 or s8 (uint8, int8)",
            Box::new(|graph| set(graph, "w1", DataType::Float, &[8, 3, 3, 3], vec![0; 864])),
        ),
        (
            "node_c",
            "supported: one scale and zero point for the tensor",
            Box::new(|graph| {
                graph.node[1].input[1] = "many".into();
                set(
                    graph,
                    "many",
                    DataType::Float,
                    &[3],
                    [0, 0, 128, 63].repeat(3),
                );
            }),
        ),
        (
            "node_m",
            "supported: channels first",
            Box::new(move |graph| {
                let attributes = [square, ("channels_last", &[1])];
                between(graph, "QLinearAveragePool", &pool, &attributes);
            }),
        ),
        (
            "node_m",
            "supported: ceil_mode = 0",
            Box::new(move |graph| {
                let attributes = [square, ("ceil_mode", &[1])];
                between(graph, "QLinearAveragePool", &pool, &attributes);
            }),
        ),
        (
            "node_m",
            "supported: dilation 1 and padding below the kernel's size",
            Box::new(move |graph| {
                let attributes = [square, ("pads", &[2, 0, 0, 0])];
                between(graph, "QLinearAveragePool", &pool, &attributes);
            }),
        ),
        (
            "node_m",
            "supported: axis 1, the channels",
            Box::new(|graph| {
                let inputs = ["ys", "z", "c", "ys", "z", "c", "ys", "z"];
                between(graph, "QLinearConcat", &inputs, &[("axis", &[2])]);
            }),
        ),
        (
            "node_m",
            "supported: as many channels, height and width equal or 1",
            Box::new(|graph| {
                let inputs = ["c", "ys", "z", "d2", "ys", "z", "ys", "z"];
                between(graph, "QLinearMul", &inputs, &[]);
                let small = ["c", "ys", "z", "w2", "ws", "wz", "ys", "z"];
                graph.node.insert(2, node("QLinearConv", &small, "d2", &[]));
            }),
        ),
    ];
    for (node, supported, change) in cases {
        for message in refused(change) {
            assert!(
                message.contains(node) && message.contains(supported),
                "{message}"
            );
        }
    }
}

#[test]
fn what_contradicts_itself_is_told_at_load_with_the_node() {
    let cases: [(&str, Change); 3] = [
        (
            "node_c",
            Box::new(|graph| set(graph, "w1", DataType::Int8, &[8, 2, 3, 3], vec![1; 144])),
        ),
        (
            "node_c",
            Box::new(|graph| set(graph, "ws", DataType::Float, &[2], vec![60; 8])),
        ),
        (
            "node_",
            Box::new(|graph| set(graph, "z", DataType::Int32, &[], vec![128, 0, 0, 0])),
        ),
    ];
    for (node, change) in cases {
        for message in refused(change) {
            assert!(message.contains(node), "{message}");
        }
    }
}

#[test]
fn a_kernel_that_this_machine_lacks_is_told() {
    let mut fused = model(&[], "c");
    let kernel = Some("abacus".to_owned());
    fuse(&mut fused, &Options { threads: 1, kernel }).unwrap();
    let error = format!("{:#}", onnx().model_for_proto_model(&fused).unwrap_err());
    assert!(error.contains("abacus"), "{error}");
}
