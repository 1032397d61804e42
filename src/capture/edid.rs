//! The EDID that asks a scanner for 1920x1080 at 60 Hz (VESA E-EDID, release A, revision 2: a
//! structure of version 1.3 without extensions, which every source takes for a DVI monitor).

/// Bytes of a block.
pub(super) const BLOCK_BYTES: usize = 128;

/// 1920x1080 at 60 Hz first (CTA-861 format 16), then 1280x720 at 60 Hz (format 4).
pub(super) fn full_hd() -> [u8; BLOCK_BYTES] {
    let mut block = [0; BLOCK_BYTES];
    let mut at = 0;
    let mut put = |bytes: &[u8]| {
        block[at..at + bytes.len()].copy_from_slice(bytes);
        at += bytes.len();
    };
    put(&[0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0]);
    // Maker `LNX`, as Linux's own built-in ones; product 1, no serial number, made in 2026.
    put(&[0x31, 0xd8, 1, 0, 0, 0, 0, 0, 0, 36]);
    put(&[1, 3]);
    // Digital, of no known size, gamma 2.2, RGB, sRGB, the first detailed timing preferred.
    put(&[0x80, 0, 0, 120, 0x0e]);
    // The primaries and the white of sRGB.
    put(&[0xee, 0x91, 0xa3, 0x54, 0x4c, 0x99, 0x26, 0x0f, 0x50, 0x54]);
    // 640x480, 800x600 and 1024x768, all at 60 Hz.
    put(&[0x21, 0x08, 0]);
    // 1920x1080, 1280x1024, 1280x960 and 1280x720, all at 60 Hz; four are not used.
    put(&[0xd1, 0xc0, 0x81, 0x80, 0x81, 0x40, 0x81, 0xc0]);
    put(&[1; 8]);
    put(&[
        0x02, 0x3a, 0x80, 0x18, 0x71, 0x38, 0x2d, 0x40, 0x58, 0x2c, 0x45, 0, 0, 0, 0, 0, 0, 0x1e,
    ]);
    put(&[
        0x01, 0x1d, 0x00, 0x72, 0x51, 0xd0, 0x1e, 0x20, 0x6e, 0x28, 0x55, 0, 0, 0, 0, 0, 0, 0x1e,
    ]);
    // 50 to 75 Hz, 30 to 83 kHz, up to 150 MHz.
    put(&[0, 0, 0, 0xfd, 0, 50, 75, 30, 83, 15, 0, 0x0a]);
    put(b"      ");
    put(&[0, 0, 0, 0xfc, 0]);
    put(b"2nd Reader\n  ");
    // No extensions.
    put(&[0]);
    let sum = block.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
    block[BLOCK_BYTES - 1] = sum.wrapping_neg();
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_the_block_sum_up_to_nothing() {
        let block = full_hd();
        assert_eq!(
            block.iter().map(|byte| u32::from(*byte)).sum::<u32>() % 256,
            0
        );
        assert_eq!(block[..8], [0, 255, 255, 255, 255, 255, 255, 0]);
        assert_eq!((block[18], block[19], block[126]), (1, 3, 0));
    }

    #[test]
    fn the_preferred_timing_is_full_hd_at_60_hz() {
        let block = full_hd();
        let timing = &block[54..72];
        let twelve = |low: usize, high: u8| usize::from(timing[low]) | usize::from(high) << 8;
        let clock = u32::from(u16::from_le_bytes([timing[0], timing[1]])) * 10_000;
        let (width, blank) = (twelve(2, timing[4] >> 4), twelve(3, timing[4] & 15));
        let (height, blank_lines) = (twelve(5, timing[7] >> 4), twelve(6, timing[7] & 15));
        assert_eq!((width, height), (1920, 1080));
        let pixels = (width + blank) * (height + blank_lines);
        assert_eq!(clock as usize, pixels * 60);
        // Front porch and sync, as CTA-861 has them.
        assert_eq!((timing[8], timing[9], timing[10]), (88, 44, 0x45));
        // The four descriptors end where the count of extensions stands.
        assert_eq!(block[90..95], [0, 0, 0, 0xfd, 0]);
        assert_eq!(block[108..113], [0, 0, 0, 0xfc, 0]);
        assert_eq!(&block[113..126], b"2nd Reader\n  ");
    }
}
