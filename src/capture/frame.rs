use std::time::Duration;

/// One picture of the scanner's screen, as brightness.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Running number from 0; gaps are frames that the source lost.
    pub number: u64,
    /// Time since the source's first frame, from the source's own clock or frame rate.
    pub time: Duration,
    /// Width, pixels.
    pub width: usize,
    /// Height, pixels.
    pub height: usize,
    /// Brightness 0 (black) to 255 (white), full range, row by row without padding: `width * height` bytes.
    pub luma: Vec<u8>,
    /// How coloured the picture is: for each block of [`COLOUR_BLOCK`] by [`COLOUR_BLOCK`] pixels, row by row, the
    /// last ones narrower, the difference of the strongest and the weakest of R, G and B at the pixel amid the
    /// block, 0 (grey) to 255. Empty where the source has no colour.
    pub colour: Vec<u8>,
}

/// Side of a block of [`Frame::colour`], pixels.
pub const COLOUR_BLOCK: usize = 8;

impl Frame {
    /// Columns and rows of [`Frame::colour`] where it is not empty.
    #[must_use]
    pub const fn colour_size(&self) -> (usize, usize) {
        (
            self.width.div_ceil(COLOUR_BLOCK),
            self.height.div_ceil(COLOUR_BLOCK),
        )
    }

    /// Time since the first frame in milliseconds, as records state it.
    #[must_use]
    pub fn time_ms(&self) -> f64 {
        self.time.as_secs_f64() * 1000.0
    }
}
