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
}

impl Frame {
    /// Time since the first frame in milliseconds, as records state it.
    #[must_use]
    pub fn time_ms(&self) -> f64 {
        self.time.as_secs_f64() * 1000.0
    }
}
