//! Small clips made by hand for the tests of this room.

use std::io::Cursor;

use super::{CaptureError, Frame, Source, Step};

/// A chunk: letters, length, content, padding.
pub fn chunk(id: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut out = id.to_vec();
    out.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
    out.extend(content);
    if content.len() % 2 == 1 {
        out.push(0);
    }
    out
}

/// A list (or a `RIFF` part) of chunks.
pub fn list(id: &[u8; 4], kind: &[u8; 4], chunks: &[Vec<u8>]) -> Vec<u8> {
    chunk(id, &[&kind[..], &chunks.concat()].concat())
}

/// Stream header: 30 frames a second.
pub fn strh(kind: &[u8; 4], frames: u32) -> Vec<u8> {
    let mut header = [0; 56];
    header[..4].copy_from_slice(kind);
    header[20..24].copy_from_slice(&1u32.to_le_bytes());
    header[24..28].copy_from_slice(&30u32.to_le_bytes());
    header[32..36].copy_from_slice(&frames.to_le_bytes());
    chunk(b"strh", &header)
}

/// Video format, with a palette behind it.
pub fn strf(width: i32, height: i32, fourcc: [u8; 4], bits: u16, palette: &[u8]) -> Vec<u8> {
    let mut header = vec![0; 40];
    header[0] = 40;
    header[4..8].copy_from_slice(&width.to_le_bytes());
    header[8..12].copy_from_slice(&height.to_le_bytes());
    header[12..14].copy_from_slice(&1u16.to_le_bytes());
    header[14..16].copy_from_slice(&bits.to_le_bytes());
    header[16..20].copy_from_slice(&fourcc);
    header[32..36].copy_from_slice(&u32::try_from(palette.len() / 4).unwrap().to_le_bytes());
    header.extend(palette);
    chunk(b"strf", &header)
}

/// A whole file with one video stream.
pub fn avi(strf: Vec<u8>, frames: &[Vec<u8>]) -> Vec<u8> {
    let count = u32::try_from(frames.len()).unwrap();
    let strl = list(b"LIST", b"strl", &[strh(b"vids", count), strf]);
    let hdrl = list(b"LIST", b"hdrl", &[chunk(b"avih", &[0; 56]), strl]);
    let frames: Vec<_> = frames.iter().map(|frame| chunk(b"00dc", frame)).collect();
    let movi = list(b"LIST", b"movi", &frames);
    list(
        b"RIFF",
        b"AVI ",
        &[hdrl, movi, chunk(b"idx1", &vec![7; 16 * frames.len()])],
    )
}

/// A grey picture with a gradient from `start` on.
pub fn gradient(width: usize, height: usize, start: usize) -> Vec<u8> {
    (0..width * height)
        .map(|at| ((at / 3 + start) % 251).to_le_bytes()[0])
        .collect()
}

/// `width * height` grey bytes as PNG or JPEG.
pub fn picture(luma: &[u8], width: usize, height: usize, format: image::ImageFormat) -> Vec<u8> {
    let (width, height) = (
        u32::try_from(width).unwrap(),
        u32::try_from(height).unwrap(),
    );
    let picture = image::GrayImage::from_raw(width, height, luma.to_vec()).unwrap();
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// Every frame, and how it ended.
pub fn drain(source: &mut dyn Source) -> (Vec<Frame>, Option<CaptureError>) {
    let mut frames = Vec::new();
    loop {
        let mut frame = Frame::default();
        match source.next(&mut frame) {
            Ok(Step::Frame) => frames.push(frame),
            Ok(Step::End) => return (frames, None),
            Ok(Step::Fault(signal)) => panic!("a file has no signal: {signal:?}"),
            Err(error) => {
                // What failed once does not come back to life.
                assert_eq!(source.next(&mut frame).unwrap(), Step::End);
                return (frames, Some(error));
            }
        }
    }
}
