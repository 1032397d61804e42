//! The layers of a [`Net`] that are no convolutions.

use crate::grid::{Grid, factor};
use crate::net::{Average, Both, Join, Op, TensorId, check};
use crate::{Error, Net, Window};

impl Net {
    /// Adds a layer that puts every byte through a function of real values: sigmoid, another grid.
    ///
    /// # Errors
    /// Where a grid is none, or `x` is of another type than the tensor.
    pub fn map(
        &mut self,
        name: &str,
        tensor: TensorId,
        (x, y): (Grid, Grid),
        function: impl Fn(f32) -> f32,
    ) -> Result<TensorId, Error> {
        check(name, x)?;
        check(name, y)?;
        self.same_kind(name, tensor, x.kind)?;
        let mut table = Box::new([0; 256]);
        for (entry, byte) in table.iter_mut().zip(0..=255) {
            *entry = y.byte(function(x.real(byte)));
        }
        let shape = self.shape(tensor);
        self.layer(name, Op::Map(table), &[tensor], shape, y.kind)
    }

    /// Adds the sum of two tensors, as ONNX Runtime's QLinearAdd: `a * (a_scale / y_scale)` and
    /// `b * (b_scale / y_scale)` with all zero points brought into one number, in f32, rounded half to
    /// even behind the zero point, saturated. Height and width are equal, or 1 in one of the two.
    ///
    /// # Errors
    /// Where a grid is none, a type or a shape differs.
    pub fn add(
        &mut self,
        name: &str,
        inputs: [(TensorId, Grid); 2],
        y: Grid,
    ) -> Result<TensorId, Error> {
        let [a, b] = inputs.map(|(_, grid)| grid);
        let (to_a, to_b) = (a.scale / y.scale, b.scale / y.scale);
        let fixed = zero(y) - (to_a * zero(a) + to_b * zero(b));
        let tables = [a.table(|q| q * to_a), b.table(|q| q * to_b + fixed)];
        self.both(name, inputs, tables, (Join::Sum, y))
    }

    /// Adds the product of two tensors, as ONNX Runtime's QLinearMul: the product of the bytes less
    /// their zero points, times `(a_scale * b_scale) / y_scale`, plus the zero point, in f32, rounded
    /// half to even, saturated. Height and width are equal, or 1 in one of the two.
    ///
    /// # Errors
    /// As [`Net::add`].
    pub fn multiply(
        &mut self,
        name: &str,
        inputs: [(TensorId, Grid); 2],
        y: Grid,
    ) -> Result<TensorId, Error> {
        let [a, b] = inputs.map(|(_, grid)| grid);
        let tables = [a, b].map(|grid| grid.table(|q| q - zero(grid)));
        let factor = factor(a.scale, b.scale, y.scale);
        self.both(name, inputs, tables, (Join::Product(factor), y))
    }

    fn both(
        &mut self,
        name: &str,
        inputs: [(TensorId, Grid); 2],
        tables: [[f32; 256]; 2],
        (join, y): (Join, Grid),
    ) -> Result<TensorId, Error> {
        check(name, y)?;
        for (tensor, grid) in inputs {
            check(name, grid)?;
            self.same_kind(name, tensor, grid.kind)?;
        }
        let [a, b] = inputs.map(|(tensor, _)| tensor);
        let [of_a, of_b] = [self.shape(a), self.shape(b)];
        let fits = |axis: usize| of_a[axis] == of_b[axis] || of_a[axis] == 1 || of_b[axis] == 1;
        if of_a[0] != of_b[0] || !fits(1) || !fits(2) {
            let what = format!("inputs of {of_a:?} and {of_b:?} channels, height, width");
            let supported = "as many channels, height and width equal or 1";
            return Err(Error::unsupported(name, what, supported));
        }
        let shape = [of_a[0], of_a[1].max(of_b[1]), of_a[2].max(of_b[2])];
        let op = Op::Both(Box::new(Both { tables, join, y }));
        self.layer(name, op, &[a, b], shape, y.kind)
    }

    /// Adds a nearest upsampling by whole factors, height first.
    ///
    /// # Errors
    /// Where a factor is 0 or the output too large.
    pub fn upsample(&mut self, name: &str, x: TensorId, by: [usize; 2]) -> Result<TensorId, Error> {
        let ([c, h, w], kind) = (self.shape(x), self.kind(x));
        let shape = [c, h.saturating_mul(by[0]), w.saturating_mul(by[1])];
        self.layer(name, Op::Upsample(by), &[x], shape, kind)
    }

    /// Adds ONNX's DepthToSpace; `dcr` is its mode DCR, else CRD.
    ///
    /// # Errors
    /// Where the channels are no multiple of the block's square.
    pub fn depth_to_space(
        &mut self,
        name: &str,
        x: TensorId,
        block: usize,
        dcr: bool,
    ) -> Result<TensorId, Error> {
        let ([c, h, w], kind) = (self.shape(x), self.kind(x));
        let square = block.checked_mul(block).filter(|s| *s > 0 && c % s == 0);
        let Some(square) = square else {
            return Err(Error::invalid(
                name,
                format!("{c} channels in blocks of {block}"),
            ));
        };
        let shape = [c / square, h * block, w * block];
        self.layer(name, Op::DepthToSpace(block, dcr), &[x], shape, kind)
    }

    /// Adds a maximum over windows; what lies outside of the picture does not count.
    ///
    /// # Errors
    /// Where the window does not fit, or could lie in the padding alone.
    pub fn max_pool(&mut self, name: &str, x: TensorId, window: Window) -> Result<TensorId, Error> {
        let shape = self.pooled(name, x, window)?;
        self.layer(name, Op::MaxPool(window), &[x], shape, self.kind(x))
    }

    /// Adds means over windows, as ONNX Runtime's QLinearAveragePool: the exact sum of the bytes less
    /// their zero points as f32, times `x_scale / (pixels * y_scale)`, plus the zero point, in f32,
    /// rounded half to even, saturated. `pads` tells whether padding counts as pixels.
    ///
    /// # Errors
    /// Where a grid is none or of another type than the tensor, the window does not fit, or could lie
    /// in the padding alone.
    pub fn average_pool(
        &mut self,
        name: &str,
        x: TensorId,
        (window, pads): (Window, bool),
        (from, y): (Grid, Grid),
    ) -> Result<TensorId, Error> {
        check(name, from)?;
        check(name, y)?;
        self.same_kind(name, x, from.kind)?;
        let shape = self.pooled(name, x, window)?;
        let op = Op::AveragePool(Average {
            window,
            pads,
            x: from,
            y,
        });
        self.layer(name, op, &[x], shape, y.kind)
    }

    /// Shape of a pooling's output.
    fn pooled(&self, name: &str, x: TensorId, window: Window) -> Result<[usize; 3], Error> {
        let [c, h, w] = self.shape(x);
        let size = window.output(name, [h, w])?;
        let wide = |a: usize| window.pads[a].max(window.pads[a + 2]) >= window.kernel[a];
        if wide(0) || wide(1) || window.dilations != [1, 1] {
            let what = format!("{window:?}");
            let supported = "dilation 1 and padding below the kernel's size";
            return Err(Error::unsupported(name, what, supported));
        }
        Ok([c, size[0], size[1]])
    }

    /// Adds the mean of each channel: the exact sum of the bytes less their zero points as f32,
    /// times `x_scale / (pixels * y_scale)` in f32, requantised.
    ///
    /// # Errors
    /// Where a grid is none or of another type than the tensor.
    pub fn global_average(
        &mut self,
        name: &str,
        tensor: TensorId,
        (x, y): (Grid, Grid),
    ) -> Result<TensorId, Error> {
        check(name, x)?;
        check(name, y)?;
        self.same_kind(name, tensor, x.kind)?;
        let [c, ..] = self.shape(tensor);
        self.layer(name, Op::GlobalAverage(x, y), &[tensor], [c, 1, 1], y.kind)
    }
}

/// A zero point in the type's own form.
#[expect(clippy::cast_precision_loss, reason = "below 2^24")]
fn zero(grid: Grid) -> f32 {
    grid.zero as f32
}
