//! The text of the ONNX standard, as slow and as plain as it reads: nested loops over channels
//! first tensors, padding as an `if`, 64-bit sums brought back to 32 bits at the end.

use qconv::{ByteType, Conv, Grid, Window};

/// A tensor of real bytes, as numbers of its type: channels, height, width.
#[derive(Clone, Debug, PartialEq)]
pub struct Plain {
    pub shape: [usize; 3],
    pub values: Vec<i32>,
}

impl Plain {
    /// Where a pixel lies in each channel; none beside the picture.
    pub fn place(&self, y: i64, x: i64) -> Option<usize> {
        let [_, h, w] = self.shape;
        let (y, x) = (usize::try_from(y).ok()?, usize::try_from(x).ok()?);
        (y < h && x < w).then_some(y * w + x)
    }

    /// The bits of the bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.values.iter().map(|v| v.to_le_bytes()[0]).collect()
    }
}

/// Lowest and highest byte of a type.
pub fn limits(kind: ByteType) -> (i32, i32) {
    match kind {
        ByteType::U8 => (0, 255),
        ByteType::S8 => (-128, 127),
    }
}

/// `saturate(round_half_even(steps) + zero)`.
pub fn saturate(steps: f32, grid: Grid) -> i32 {
    let (low, high) = limits(grid.kind);
    let whole = f64::from(steps).round_ties_even() as i64;
    (whole + i64::from(grid.zero)).clamp(i64::from(low), i64::from(high)) as i32
}

/// QLinearConv: pads with the zero point, so that nothing is added there.
pub fn conv(x: &Plain, conv: &Conv, size: [usize; 2]) -> Plain {
    let Window {
        kernel: [kh, kw],
        strides,
        dilations,
        pads,
    } = conv.window;
    let within = x.shape[0] / conv.groups;
    let each = conv.channels / conv.groups;
    let mut values = Vec::new();
    for m in 0..conv.channels {
        for oy in 0..size[0] {
            for ox in 0..size[1] {
                let mut sum = conv.bias.get(m).map_or(0, |b| i64::from(*b));
                for (ky, kx) in (0..kh).flat_map(|ky| (0..kw).map(move |kx| (ky, kx))) {
                    let y = (oy * strides[0] + ky * dilations[0]) as i64 - pads[0] as i64;
                    let x_at = (ox * strides[1] + kx * dilations[1]) as i64 - pads[1] as i64;
                    let Some(place) = x.place(y, x_at) else {
                        continue;
                    };
                    for c in 0..within {
                        let q = x.values[(m / each * within + c) * x.shape[1] * x.shape[2] + place];
                        let w = conv.weights[((m * within + c) * kh + ky) * kw + kx];
                        sum += i64::from(q - conv.x.zero) * i64::from(w);
                    }
                }
                let scale = conv.weight_scales[if conv.weight_scales.len() == 1 { 0 } else { m }];
                let factor = conv.x.scale * scale / conv.y.scale;
                values.push(saturate(sum as i32 as f32 * factor, conv.y));
            }
        }
    }
    Plain {
        shape: [conv.channels, size[0], size[1]],
        values,
    }
}
