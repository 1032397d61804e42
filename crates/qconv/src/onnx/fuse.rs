//! Finds the parts of a graph that hang together in integers, and makes one node of each.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use tract_onnx::pb::attribute_proto::AttributeType;
use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::{
    AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto,
};
use tract_onnx::prelude::*;

use super::fits::fits;
use super::node::{Constants, Node};
use super::{ALWAYS, Options, REGION};
use crate::grid::Grid;

/// Makes one node of each connected part of integer layers that holds a QLinearConv, its
/// QuantizeLinear and DequantizeLinear at the edges included. To be read by [`super::onnx`].
///
/// Nodes that this crate does not know, and Concat, MaxPool, Resize and DepthToSpace with
/// attributes that it does not know, stay where they are: tract runs them.
///
/// # Errors
/// Where a constant of the model cannot be read.
pub fn fuse(model: &mut ModelProto, options: &Options) -> TractResult<()> {
    let Some(graph) = model.graph.as_mut() else {
        return Ok(());
    };
    store_constants(graph);
    let constants = small_constants(graph)?;
    let parts = Parts::of(graph, &constants);
    let mut nodes: Vec<Option<NodeProto>> = std::mem::take(&mut graph.node)
        .into_iter()
        .map(Some)
        .collect();
    let mut regions = BTreeMap::new();
    for members in parts.members() {
        let taken: Vec<NodeProto> = members.iter().filter_map(|n| nodes[*n].take()).collect();
        // Behind all that it reads: see `sort`.
        let last = members.last().copied().unwrap_or(0);
        regions.insert(last, taken);
    }
    let outside: BTreeSet<&str> = {
        let read = nodes.iter().flatten().flat_map(|node| &node.input);
        let graph_outputs = graph.output.iter().map(|value| &value.name);
        read.chain(graph_outputs).map(String::as_str).collect()
    };
    let across = crossing(&regions);
    let mut made = Vec::new();
    for (last, members) in &regions {
        let leaves = |name: &str| outside.contains(name) || across.contains(name);
        made.push((*last, region(graph, members, leaves, options)));
    }
    for (last, node) in made {
        nodes[last] = Some(node);
    }
    let known: BTreeSet<String> = {
        let inputs = graph.input.iter().map(|value| value.name.clone());
        let constants = graph.initializer.iter().map(|tensor| tensor.name.clone());
        inputs.chain(constants).collect()
    };
    graph.node = sort(nodes.into_iter().flatten().collect(), known);
    Ok(())
}

/// Lets an input take bytes: where all that reads it is one QuantizeLinear with one scale, the
/// node goes, and the input is of its type. The grid says what the bytes stand for.
#[must_use]
pub fn bytes_input(model: &mut ModelProto, input: &str) -> Option<Grid> {
    let graph = model.graph.as_mut()?;
    let constants = small_constants(graph).ok()?;
    let mut readers = graph.node.iter().enumerate();
    let (place, proto) = readers.find(|(_, node)| node.input.iter().any(|i| i == input))?;
    let alone = readers.all(|(_, node)| !node.input.iter().any(|i| i == input));
    let quantises = proto.op_type == "QuantizeLinear" && proto.input[0] == input;
    if !alone || !quantises || graph.output.iter().any(|o| o.name == input) {
        return None;
    }
    let node = Node {
        proto,
        constants: &constants,
    };
    let grid = node.grid(1, 2).ok().filter(|grid| grid.fault().is_none())?;
    let output = proto.output.first()?.clone();
    if graph.output.iter().any(|o| o.name == output) {
        return None;
    }
    let value = graph.input.iter_mut().find(|value| value.name == input)?;
    let kind = value.r#type.as_mut()?.value.as_mut()?;
    let tract_onnx::pb::type_proto::Value::TensorType(tensor) = kind;
    tensor.elem_type = data_type(grid) as i32;
    graph.node.remove(place);
    for node in &mut graph.node {
        for name in node.input.iter_mut().filter(|name| **name == output) {
            *name = input.into();
        }
    }
    Some(grid)
}

fn data_type(grid: Grid) -> DataType {
    match grid.kind {
        crate::ByteType::U8 => DataType::Uint8,
        crate::ByteType::S8 => DataType::Int8,
    }
}

/// Makes initializers of Constant nodes.
fn store_constants(graph: &mut GraphProto) {
    let (constants, others) = std::mem::take(&mut graph.node)
        .into_iter()
        .partition::<Vec<_>, _>(|node| node.op_type == "Constant" && value(node).is_some());
    graph.node = others;
    for node in constants {
        let stored = value(&node).zip(node.output.first());
        graph
            .initializer
            .extend(stored.map(|(tensor, name)| TensorProto {
                name: name.clone(),
                ..tensor.clone()
            }));
    }
}

/// The tensor of a Constant node, where it has one.
fn value(node: &NodeProto) -> Option<&TensorProto> {
    node.attribute.iter().find_map(|a| a.t.as_ref())
}

/// Scales, zero points and the like: constants of at most a few values, from within the file.
fn small_constants(graph: &GraphProto) -> TractResult<Constants> {
    const VALUES_MAX: i64 = 8;
    let provider = tract_onnx::data_resolver::MmapDataResolver;
    let small = |t: &&TensorProto| {
        t.dims.iter().product::<i64>() <= VALUES_MAX && t.external_data.is_empty()
    };
    let constants = graph.initializer.iter().filter(small).map(|tensor| {
        let value = tract_onnx::tensor::load_tensor(&provider, tensor, None)?;
        Ok((tensor.name.clone(), Arc::new(value)))
    });
    constants.collect()
}

/// Which part each node belongs to.
struct Parts {
    /// The part's number, by the node; none for nodes that are left.
    part: Vec<Option<usize>>,
    with_conv: BTreeSet<usize>,
}

impl Parts {
    /// Nodes may form a part if nothing outside of it lies on a way between two of them: those with
    /// the same number of foreign nodes on the longest way to them do, and of these the connected.
    fn of(graph: &GraphProto, constants: &Constants) -> Self {
        let mut depth: HashMap<&str, usize> = HashMap::new();
        let mut bytes: BTreeMap<&str, usize> = BTreeMap::new();
        let mut part: Vec<Option<usize>> = Vec::new();
        let mut with_conv = BTreeSet::new();
        let mut depths = Vec::new();
        for (number, proto) in graph.node.iter().enumerate() {
            let node = Node { proto, constants };
            let ours = Self::ours(node, &bytes);
            let below = |input: &String| depth.get(input.as_str()).copied();
            let deepest = proto.input.iter().filter_map(below).max().unwrap_or(0);
            // Ours are even, others odd: a way from one of ours over another's gets deeper by two.
            let own = if ours {
                deepest.next_multiple_of(2)
            } else {
                deepest | 1
            };
            depths.push(own);
            part.push(ours.then_some(number));
            for output in &proto.output {
                depth.insert(output, own);
                if ours && proto.op_type != "DequantizeLinear" {
                    bytes.insert(output, number);
                }
            }
        }
        let makers: HashMap<&str, usize> = graph
            .node
            .iter()
            .enumerate()
            .flat_map(|(number, node)| node.output.iter().map(move |o| (o.as_str(), number)))
            .collect();
        for (number, proto) in graph.node.iter().enumerate() {
            let Some(mut own) = part[number] else {
                continue;
            };
            for input in &proto.input {
                let Some(maker) = makers.get(input.as_str()) else {
                    continue;
                };
                if let Some(other) = part[*maker].filter(|_| depths[*maker] == depths[number]) {
                    let (low, high) = (own.min(other), own.max(other));
                    part.iter_mut()
                        .filter(|p| **p == Some(high))
                        .for_each(|p| *p = Some(low));
                    own = low;
                }
            }
        }
        for (number, node) in graph.node.iter().enumerate() {
            with_conv.extend(part[number].filter(|_| node.op_type == "QLinearConv"));
        }
        Self { part, with_conv }
    }

    fn ours(node: Node<'_>, bytes: &BTreeMap<&str, usize>) -> bool {
        let proto = node.proto;
        let constant = |name: &str| node.constants.contains_key(name);
        let made = |name: &String| bytes.contains_key(name.as_str());
        match proto.op_type.as_str() {
            op if ALWAYS.contains(&op) => true,
            "QuantizeLinear" => fits(node) && !proto.input.first().is_some_and(|x| constant(x)),
            "Concat" => proto.input.iter().all(made) && fits(node),
            "DequantizeLinear" | "DepthToSpace" | "MaxPool" | "Resize" => {
                proto.input.first().is_some_and(made) && fits(node)
            }
            _ => false,
        }
    }

    /// The nodes of each part with a convolution, in the order of the graph.
    fn members(&self) -> Vec<Vec<usize>> {
        let of = |wanted: usize| {
            let numbers = self.part.iter().enumerate();
            numbers
                .filter(|(_, p)| **p == Some(wanted))
                .map(|(n, _)| n)
                .collect()
        };
        self.with_conv.iter().map(|part| of(*part)).collect()
    }
}

/// Names that one region makes and another one reads.
fn crossing(regions: &BTreeMap<usize, Vec<NodeProto>>) -> BTreeSet<String> {
    let mut maker: HashMap<&str, usize> = HashMap::new();
    for (number, members) in regions {
        for output in members.iter().flat_map(|node| &node.output) {
            maker.insert(output, *number);
        }
    }
    let mut names = BTreeSet::new();
    for (number, members) in regions {
        for input in members.iter().flat_map(|node| &node.input) {
            if maker
                .get(input.as_str())
                .is_some_and(|other| other != number)
            {
                names.insert(input.clone());
            }
        }
    }
    names
}

/// The one node of a region, with its members and their constants as a body.
fn region(
    graph: &GraphProto,
    members: &[NodeProto],
    leaves: impl Fn(&str) -> bool,
    options: &Options,
) -> NodeProto {
    let made: BTreeSet<&str> = members
        .iter()
        .flat_map(|n| &n.output)
        .map(String::as_str)
        .collect();
    let is_constant: BTreeSet<&str> = graph.initializer.iter().map(|t| t.name.as_str()).collect();
    let (mut inputs, mut constants) = (Vec::new(), BTreeSet::new());
    for name in members
        .iter()
        .flat_map(|node| &node.input)
        .filter(|name| !name.is_empty())
    {
        if is_constant.contains(name.as_str()) {
            constants.insert(name.as_str());
        } else if !made.contains(name.as_str()) && !inputs.contains(name) {
            inputs.push(name.clone());
        }
    }
    let outputs = members.iter().flat_map(|n| &n.output);
    let outputs: Vec<String> = outputs.filter(|name| leaves(name)).cloned().collect();
    let value = |name: &String| ValueInfoProto {
        name: name.clone(),
        ..ValueInfoProto::default()
    };
    let initializers = graph.initializer.iter();
    let body = GraphProto {
        node: members.to_vec(),
        initializer: initializers
            .filter(|t| constants.contains(t.name.as_str()))
            .cloned()
            .collect(),
        input: inputs.iter().map(value).collect(),
        output: outputs.iter().map(value).collect(),
        ..GraphProto::default()
    };
    let mut attribute = vec![
        AttributeProto {
            name: "body".into(),
            r#type: AttributeType::Graph as i32,
            g: Some(body),
            ..AttributeProto::default()
        },
        AttributeProto {
            name: "threads".into(),
            r#type: AttributeType::Int as i32,
            i: i64::try_from(options.threads).unwrap_or(1),
            ..AttributeProto::default()
        },
    ];
    attribute.extend(options.kernel.iter().map(|kernel| AttributeProto {
        name: "kernel".into(),
        r#type: AttributeType::String as i32,
        s: kernel.as_bytes().to_vec(),
        ..AttributeProto::default()
    }));
    NodeProto {
        name: format!("qconv.{}", outputs.first().map_or("", String::as_str)),
        op_type: REGION.into(),
        input: inputs,
        output: outputs,
        attribute,
        ..NodeProto::default()
    }
}

/// Nodes behind all that they read; those that can never run come last, for tract to name.
fn sort(mut nodes: Vec<NodeProto>, mut known: BTreeSet<String>) -> Vec<NodeProto> {
    let mut sorted = Vec::new();
    loop {
        let ready = |node: &NodeProto| node.input.iter().all(|i| i.is_empty() || known.contains(i));
        let (now, later): (Vec<_>, Vec<_>) = nodes.into_iter().partition(ready);
        nodes = later;
        if now.is_empty() {
            sorted.extend(nodes);
            return sorted;
        }
        known.extend(now.iter().flat_map(|node| node.output.clone()));
        sorted.extend(now);
    }
}
