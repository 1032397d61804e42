//! Reads one node: attributes and constant inputs, with errors that name it.

use std::collections::HashMap;
use std::sync::Arc;

use tract_onnx::pb::{AttributeProto, NodeProto};
use tract_onnx::prelude::*;

use crate::grid::{ByteType, Grid};
use crate::{Error, Window};

pub(super) type Constants = HashMap<String, Arc<Tensor>>;

const CONSTANT: &str = "an initializer or a Constant";
const BYTES: &str = "u8 or s8 (uint8, int8)";
const PER_TENSOR: &str = "one scale and zero point for the tensor";

/// A node with the constants that it may name.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub proto: &'a NodeProto,
    pub constants: &'a Constants,
}

/// Name of a node for people: its own, else that of its first output.
pub(super) fn name(node: &NodeProto) -> &str {
    if node.name.is_empty() {
        node.output.first().map_or("", String::as_str)
    } else {
        &node.name
    }
}

impl<'a> Node<'a> {
    pub fn name(self) -> &'a str {
        name(self.proto)
    }

    fn attribute(self, name: &str) -> Option<&'a AttributeProto> {
        self.proto.attribute.iter().find(|a| a.name == name)
    }

    pub fn int(self, name: &str, default: i64) -> i64 {
        self.attribute(name).map_or(default, |a| a.i)
    }

    pub fn float(self, name: &str, default: f32) -> f32 {
        self.attribute(name).map_or(default, |a| a.f)
    }

    pub fn text(self, name: &str, default: &'static str) -> String {
        self.attribute(name).map_or(default.into(), |a| {
            String::from_utf8_lossy(&a.s).into_owned()
        })
    }

    /// A list of non-negative numbers, of that length.
    pub fn sizes<const N: usize>(
        self,
        name: &str,
        default: [usize; N],
    ) -> Result<[usize; N], Error> {
        let Some(attribute) = self.attribute(name) else {
            return Ok(default);
        };
        let sizes: Option<Vec<usize>> = attribute
            .ints
            .iter()
            .map(|v| usize::try_from(*v).ok())
            .collect();
        sizes.and_then(|s| s.try_into().ok()).ok_or_else(|| {
            let what = format!("{name} = {:?}", attribute.ints);
            Error::unsupported(self.name(), what, "pictures of two axes, nothing negative")
        })
    }

    pub fn input(self, number: usize) -> Option<&'a str> {
        self.proto
            .input
            .get(number)
            .map(String::as_str)
            .filter(|name| !name.is_empty())
    }

    /// The name of an input that must be there.
    pub fn needs(self, number: usize) -> Result<&'a str, Error> {
        self.input(number)
            .ok_or_else(|| Error::invalid(self.name(), format!("input {number} is missing")))
    }

    /// A constant input.
    pub fn constant(self, number: usize) -> Result<&'a Tensor, Error> {
        let name = self.needs(number)?;
        let tensor = self.constants.get(name).map(Arc::as_ref);
        tensor.ok_or_else(|| {
            let what = format!("input {number} ({name:?}), which is computed,");
            Error::unsupported(self.name(), what, CONSTANT)
        })
    }

    fn values<T: Datum + Copy>(self, number: usize) -> Result<&'a [T], Error> {
        let tensor = self.constant(number)?;
        let plain = tensor
            .try_as_plain_ram()
            .and_then(|plain| plain.as_slice::<T>());
        plain.map_err(|_| {
            let what = format!("input {number} of type {:?}", tensor.datum_type());
            Error::invalid(
                self.name(),
                format!("{what} where {:?} belongs", T::datum_type()),
            )
        })
    }

    pub fn floats(self, number: usize) -> Result<&'a [f32], Error> {
        self.values(number)
    }

    pub fn ints(self, number: usize) -> Result<&'a [i32], Error> {
        self.values(number)
    }

    /// Bytes as numbers of their type.
    pub fn bytes(self, number: usize) -> Result<(ByteType, Vec<i16>), Error> {
        let tensor = self.constant(number)?;
        if tensor.datum_type() == u8::datum_type() {
            let values = self.values::<u8>(number)?;
            Ok((ByteType::U8, values.iter().map(|v| i16::from(*v)).collect()))
        } else if tensor.datum_type() == i8::datum_type() {
            let values = self.values::<i8>(number)?;
            Ok((ByteType::S8, values.iter().map(|v| i16::from(*v)).collect()))
        } else {
            let what = format!("input {number} of type {:?}", tensor.datum_type());
            Err(Error::unsupported(self.name(), what, BYTES))
        }
    }

    /// The one scale at an input.
    pub fn scale(self, number: usize) -> Result<f32, Error> {
        match self.floats(number)? {
            [scale] => Ok(*scale),
            many => {
                let what = format!("input {number} with {} scales", many.len());
                Err(Error::unsupported(self.name(), what, PER_TENSOR))
            }
        }
    }

    /// The grid of a scale and a zero point; without the latter, u8 from 0.
    pub fn grid(self, scale: usize, zero: usize) -> Result<Grid, Error> {
        let scale = self.scale(scale)?;
        if self.input(zero).is_none() {
            return Ok(Grid::u8(scale, 0));
        }
        match self.bytes(zero)? {
            (kind, values) if values.len() == 1 => Ok(Grid {
                scale,
                zero: i32::from(values[0]),
                kind,
            }),
            (_, values) => {
                let what = format!("input {zero} with {} zero points", values.len());
                Err(Error::unsupported(self.name(), what, PER_TENSOR))
            }
        }
    }

    /// The window of a convolution or pooling over a picture of `size`.
    pub fn window(self, kernel: [usize; 2], size: [usize; 2]) -> Result<Window, Error> {
        let mut window = Window {
            kernel: self.sizes("kernel_shape", kernel)?,
            strides: self.sizes("strides", [1, 1])?,
            dilations: self.sizes("dilations", [1, 1])?,
            pads: self.sizes("pads", [0; 4])?,
        };
        let auto = self.text("auto_pad", "NOTSET");
        match auto.as_str() {
            "NOTSET" | "" => {}
            "VALID" => window.pads = [0; 4],
            "SAME_UPPER" | "SAME_LOWER" if !window.strides.contains(&0) => {
                for (axis, size) in size.into_iter().enumerate() {
                    let out = size.div_ceil(window.strides[axis]);
                    let span = window.dilations[axis] * window.kernel[axis].saturating_sub(1) + 1;
                    let all =
                        (out.saturating_sub(1) * window.strides[axis] + span).saturating_sub(size);
                    let less = all / 2;
                    let first = if auto == "SAME_UPPER" {
                        less
                    } else {
                        all - less
                    };
                    window.pads[axis] = first;
                    window.pads[axis + 2] = all - first;
                }
            }
            _ => {
                let what = format!("auto_pad = {auto:?}");
                let supported = "NOTSET, VALID, SAME_UPPER, SAME_LOWER";
                return Err(Error::unsupported(self.name(), what, supported));
            }
        }
        Ok(window)
    }
}
