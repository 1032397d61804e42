//! What is asked of a capture device, as a board file says it.

use super::{edid::BLOCK_BYTES, formats::Unpacker};

/// What the scanner is told about the pictures that are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edid {
    /// 1920x1080 at 60 Hz where the device tells nothing: without it, most scanners send nothing.
    #[default]
    Absent,
    /// 1920x1080 at 60 Hz, whatever the device tells.
    FullHd,
    /// What the device tells stays.
    Keep,
    /// These blocks, whatever the device tells: see [`Edid::of_bytes`].
    Blocks(Vec<u8>),
}

impl Edid {
    /// An EDID of one block or two.
    ///
    /// # Errors
    /// Where the bytes are no such blocks (VESA E-EDID, release A, revision 2: 128 bytes each, which sum up to nothing;
    /// the first begins with its pattern and counts those that follow).
    pub fn of_bytes(bytes: Vec<u8>) -> Result<Self, &'static str> {
        if bytes.len() != BLOCK_BYTES && bytes.len() != 2 * BLOCK_BYTES {
            return Err("an EDID has 128 or 256 bytes");
        }
        if bytes[..8] != [0, 255, 255, 255, 255, 255, 255, 0] {
            return Err("this is no EDID: it does not begin as one");
        }
        let sound = |block: &[u8]| block.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte)) == 0;
        if !bytes.chunks(BLOCK_BYTES).all(sound) {
            return Err("the EDID is damaged: a block has another sum");
        }
        if usize::from(bytes[BLOCK_BYTES - 2]) != bytes.len() / BLOCK_BYTES - 1 {
            return Err("the EDID counts other blocks than there are");
        }
        Ok(Self::Blocks(bytes))
    }
}

/// What is asked of a device. Where it measures its signal, the signal's size holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// Names of pixel formats, the best first; empty: all that can be read, the cheapest first.
    pub formats: Vec<[u8; 4]>,
    /// Width and height, pixels.
    pub size: Option<(u32, u32)>,
    /// Frames a second.
    pub fps: Option<f64>,
    /// What the scanner is told.
    pub edid: Edid,
}

impl Wishes {
    /// The formats to try, in this order.
    pub(super) fn formats(&self) -> impl Iterator<Item = [u8; 4]> {
        let all = self.formats.is_empty().then(Unpacker::preference);
        self.formats
            .iter()
            .copied()
            .chain(all.into_iter().flatten())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::edid::full_hd, Edid};

    #[test]
    fn an_edid_of_a_file_is_taken_only_if_it_is_whole() {
        let ours = full_hd().to_vec();
        assert_eq!(Edid::of_bytes(ours.clone()), Ok(Edid::Blocks(ours.clone())));
        let mut damaged = ours.clone();
        damaged[60] ^= 1;
        let mut counts = ours.clone();
        (counts[126], counts[127]) = (1, counts[127].wrapping_sub(1));
        for (bytes, message) in [
            (ours[..100].to_vec(), "an EDID has 128"),
            (vec![0; 128], "this is no EDID"),
            (damaged, "the EDID is damaged"),
            (counts, "the EDID counts other blocks"),
        ] {
            assert!(Edid::of_bytes(bytes).unwrap_err().starts_with(message));
        }
    }
}
