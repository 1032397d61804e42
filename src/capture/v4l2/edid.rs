//! What a receiver tells the scanner about itself.

use std::io;

use v4l::v4l_sys as sys;
use v4l::v4l2::vidioc;

use super::super::edid::{BLOCK_BYTES, full_hd};
use super::super::wishes::Edid;
use super::Node;
use super::call::zeroed;

impl Node {
    /// Blocks of the EDID that the device tells; `None` where it has no EDID to tell.
    pub(super) fn edid_blocks(&self) -> Option<u32> {
        // With no blocks to copy, the driver says how many there are.
        let mut about: sys::v4l2_edid = zeroed();
        match self.call(vidioc::VIDIOC_G_EDID, &mut about) {
            Ok(()) => Some(about.blocks),
            Err(error) if error.raw_os_error() == Some(libc::ENODATA) => Some(0),
            Err(_) => None,
        }
    }

    /// The first block.
    fn edid(&self) -> Option<[u8; BLOCK_BYTES]> {
        let mut block = [0; BLOCK_BYTES];
        let mut about = sys::v4l2_edid {
            blocks: 1,
            edid: block.as_mut_ptr(),
            ..zeroed()
        };
        self.call(vidioc::VIDIOC_G_EDID, &mut about).ok()?;
        Some(block)
    }

    pub(super) fn set_edid(&self, wish: Edid) -> io::Result<bool> {
        let Some(blocks) = self.edid_blocks() else {
            return Ok(false);
        };
        let mut block = full_hd();
        let write = match wish {
            Edid::Absent => blocks == 0,
            // Writing it makes the scanner look anew: not where it is there already.
            Edid::FullHd => blocks != 1 || self.edid() != Some(block),
            Edid::Keep => false,
        };
        if write {
            let mut about = sys::v4l2_edid {
                blocks: 1,
                edid: block.as_mut_ptr(),
                ..zeroed()
            };
            self.call(vidioc::VIDIOC_S_EDID, &mut about)?;
        }
        Ok(write)
    }
}
