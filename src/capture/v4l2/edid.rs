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

    /// As many blocks as there is room for.
    fn edid(&self, mut room: Vec<u8>) -> Option<Vec<u8>> {
        let mut about = sys::v4l2_edid {
            blocks: count(&room),
            edid: room.as_mut_ptr(),
            ..zeroed()
        };
        self.call(vidioc::VIDIOC_G_EDID, &mut about).ok()?;
        (about.blocks == count(&room)).then_some(room)
    }

    pub(super) fn set_edid(&self, wish: &Edid) -> io::Result<bool> {
        let Some(blocks) = self.edid_blocks() else {
            return Ok(false);
        };
        let mut wanted = match wish {
            Edid::Keep => return Ok(false),
            Edid::Blocks(wanted) => wanted.clone(),
            Edid::Absent | Edid::FullHd => full_hd().to_vec(),
        };
        // Writing it makes the scanner look anew: not where it is there already.
        let there = || {
            blocks == count(&wanted) && self.edid(vec![0; wanted.len()]).as_ref() == Some(&wanted)
        };
        let keeps = if *wish == Edid::Absent {
            blocks != 0
        } else {
            there()
        };
        if keeps {
            return Ok(false);
        }
        let mut about = sys::v4l2_edid {
            blocks: count(&wanted),
            edid: wanted.as_mut_ptr(),
            ..zeroed()
        };
        self.call(vidioc::VIDIOC_S_EDID, &mut about)?;
        Ok(true)
    }
}

/// How many blocks those bytes are.
fn count(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len() / BLOCK_BYTES).unwrap_or(u32::MAX)
}
