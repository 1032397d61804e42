//! Where a kernel's taps lie over a picture.

use crate::Error;

/// The window of a convolution or a pooling, ONNX's attributes: height first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Taps.
    pub kernel: [usize; 2],
    /// Pixels from one window to the next.
    pub strides: [usize; 2],
    /// Pixels from one tap to the next.
    pub dilations: [usize; 2],
    /// Padding: top, left, bottom, right.
    pub pads: [usize; 4],
}

impl Window {
    /// A square window without dilation, with the same padding on all sides.
    #[must_use]
    pub fn square(kernel: usize, stride: usize, pad: usize) -> Self {
        Self {
            kernel: [kernel; 2],
            strides: [stride; 2],
            dilations: [1; 2],
            pads: [pad; 4],
        }
    }

    /// Pixels from the first to the last tap, both counted.
    fn span(&self, axis: usize) -> usize {
        self.dilations[axis] * (self.kernel[axis] - 1) + 1
    }

    /// Height and width of what comes out for an input of `size` pixels.
    pub(crate) fn output(&self, node: &str, size: [usize; 2]) -> Result<[usize; 2], Error> {
        const LIMIT: usize = 1 << 15;
        let all = [self.kernel, self.strides, self.dilations].concat();
        if all.iter().any(|v| !(1..LIMIT).contains(v)) || self.pads.iter().any(|p| *p >= LIMIT) {
            let what = format!("a window that no picture has: {self:?}");
            return Err(Error::invalid(node, what));
        }
        let mut output = [0; 2];
        for axis in 0..2 {
            let padded = size[axis] + self.pads[axis] + self.pads[axis + 2];
            let Some(room) = padded.checked_sub(self.span(axis)) else {
                let what = format!("its window is larger than its padded input of {padded} pixels");
                return Err(Error::invalid(node, what));
            };
            output[axis] = room / self.strides[axis] + 1;
        }
        Ok(output)
    }

    /// Border that an input of `size` needs so that no window of an output of `out` leaves it:
    /// top, left, bottom, right.
    pub(crate) fn border(&self, size: [usize; 2], out: [usize; 2]) -> [usize; 4] {
        let behind = |axis: usize| {
            let end = (out[axis] - 1) * self.strides[axis] + self.span(axis);
            end.saturating_sub(self.pads[axis] + size[axis])
        };
        [self.pads[0], self.pads[1], behind(0), behind(1)]
    }
}
