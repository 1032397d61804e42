//! Which attributes of which operators this crate computes.

use super::node::Node;
use crate::{Error, Window};

pub(super) fn dcr(node: Node<'_>) -> Result<bool, Error> {
    let mode = node.text("mode", "DCR");
    match mode.as_str() {
        "DCR" => Ok(true),
        "CRD" => Ok(false),
        _ => {
            let what = format!("mode = {mode:?}");
            Err(Error::unsupported(node.name(), what, "DCR, CRD"))
        }
    }
}

pub(super) fn concat_axis(node: Node<'_>) -> Result<(), Error> {
    match node.int("axis", 1) {
        1 | -3 => Ok(()),
        axis => {
            let what = format!("axis = {axis}");
            Err(Error::unsupported(
                node.name(),
                what,
                "axis 1, the channels",
            ))
        }
    }
}

/// Whole factors of a nearest Resize: height, width.
pub(super) fn resize_factors(node: Node<'_>) -> Result<[usize; 2], Error> {
    let mode = node.text("mode", "nearest");
    let place = node.text("coordinate_transformation_mode", "half_pixel");
    let nearest = node.text("nearest_mode", "round_prefer_floor");
    let repeats = match place.as_str() {
        "asymmetric" => nearest == "floor",
        // They differ where one pixel comes out alone, which no factor makes.
        "half_pixel" | "pytorch_half_pixel" => nearest.starts_with("round_prefer"),
        _ => false,
    };
    let scales = node.floats(2)?;
    let whole = |v: f32| (1..=64).find(|n: &u8| f32::from(*n) == v).map(usize::from);
    let factors = match scales {
        [1.0, 1.0, down, across] => whole(*down).zip(whole(*across)),
        _ => None,
    };
    match factors.filter(|_| mode == "nearest" && repeats) {
        Some((down, across)) => Ok([down, across]),
        None => {
            let what = format!("mode {mode:?}, {place:?}, {nearest:?}, scales {scales:?}");
            let supported = "nearest by whole factors: asymmetric and floor, or half_pixel";
            Err(Error::unsupported(node.name(), what, supported))
        }
    }
}

/// The window of a QLinearAveragePool, and whether its padding counts.
pub(super) fn average_window(node: Node<'_>, size: [usize; 2]) -> Result<(Window, bool), Error> {
    for (name, supported) in [
        ("channels_last", "channels first"),
        ("ceil_mode", "ceil_mode = 0"),
    ] {
        let value = node.int(name, 0);
        if value != 0 {
            let what = format!("{name} = {value}");
            return Err(Error::unsupported(node.name(), what, supported));
        }
    }
    let window = node.window([0, 0], size)?;
    Ok((window, node.int("count_include_pad", 0) != 0))
}

/// Whether a node whose bytes may also be others' (Concat, MaxPool) is one that this crate runs.
/// Such a node is left to tract where it is not.
pub(super) fn fits(node: Node<'_>) -> bool {
    let plain_pool = || {
        node.proto.output.len() == 1
            && node.int("ceil_mode", 0) == 0
            && node.text("auto_pad", "NOTSET") == "NOTSET"
            && node.sizes("dilations", [1, 1]).is_ok_and(|d| d == [1, 1])
            && node.window([0, 0], [1, 1]).is_ok_and(|window| {
                let (kernel, pads) = (window.kernel, window.pads);
                (0..2).all(|a| pads[a].max(pads[a + 2]) < kernel[a])
            })
    };
    match node.proto.op_type.as_str() {
        "Concat" => concat_axis(node).is_ok(),
        "DepthToSpace" => dcr(node).is_ok(),
        "MaxPool" => plain_pool(),
        "Resize" => node.proto.input.len() == 3 && resize_factors(node).is_ok(),
        "QuantizeLinear" | "DequantizeLinear" => {
            node.int("block_size", 0) == 0 && node.grid(1, 2).is_ok()
        }
        _ => false,
    }
}
