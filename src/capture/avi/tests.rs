use image::ImageFormat;
use proptest::prelude::*;

use super::super::formats::{Layout, PixelFormat, Range};
use super::super::samples::{avi, chunk, drain, gradient, list, picture, strf, strh};
use super::*;

const NONE: [u8; 4] = [0; 4];

fn open(data: &[u8]) -> Result<AviSource<&[u8]>, CaptureError> {
    AviSource::new(data, "clip.avi", "clip.avi")
}

fn read(data: &[u8]) -> (Vec<Frame>, Option<CaptureError>) {
    drain(&mut open(data).unwrap())
}

fn first_luma(strf: Vec<u8>, frame: Vec<u8>) -> Vec<u8> {
    let (mut frames, error) = read(&avi(strf, &[frame]));
    assert!(error.is_none(), "{error:?}");
    frames.remove(0).luma
}

#[test]
fn mjpeg_is_decoded() {
    let luma = gradient(80, 64, 0);
    let jpeg = picture(&luma, 80, 64, ImageFormat::Jpeg);
    let mut expected = Frame::default();
    Decoder::default()
        .decode(Kind::Jpeg, &jpeg, &mut expected)
        .unwrap();
    let data = avi(strf(80, 64, *b"MJPG", 24, &[]), &[jpeg.clone(), jpeg]);
    let mut source = open(&data).unwrap();
    let info = source.info().clone();
    assert_eq!((info.width, info.height), (80, 64));
    assert_eq!((info.fps, info.frames), (Some(30.0), Some(2)));
    let (frames, error) = drain(&mut source);
    assert!(error.is_none());
    assert_eq!(frames.len(), 2);
    assert_eq!(frames[1].luma, expected.luma);
    assert_eq!(frames[1].number, 1);
    assert!((frames[1].time_ms() - 1000.0 / 30.0).abs() < 1e-5);
}

#[test]
fn bitmaps_come_bottom_up_and_padded() {
    // 65 pixels: lines of 68 bytes at 8 bits, 196 at 24 bits, 260 at 32 bits.
    let luma = gradient(65, 64, 0);
    for (bits, step, stride) in [(8, 1, 68), (24, 3, 196), (32, 4, 260)] {
        let lines: Vec<Vec<u8>> = luma
            .chunks(65)
            .map(|line| {
                let mut line: Vec<u8> = line.iter().flat_map(|&y| vec![y; step]).collect();
                line.resize(stride, 77);
                line
            })
            .collect();
        let down = lines.concat();
        let up: Vec<u8> = lines.iter().rev().flatten().copied().collect();
        assert_eq!(
            first_luma(strf(65, 64, NONE, bits, &[]), up),
            luma,
            "{bits}"
        );
        assert_eq!(
            first_luma(strf(65, -64, NONE, bits, &[]), down),
            luma,
            "{bits}"
        );
    }
}

#[test]
fn a_palette_is_looked_up() {
    // Colour 0 is black, 1 is (1 + 4 + 5) / 3, 2 is not in the palette.
    let palette = [0, 0, 0, 0, 1, 4, 5, 0];
    let mut frame = vec![1; 64 * 64];
    frame[64] = 2;
    let luma = first_luma(strf(64, -64, NONE, 8, &palette), frame);
    assert_eq!((luma[0], luma[64], luma[65]), (3, 0, 3));
}

#[test]
fn fourccs_of_raw_video() {
    let grey = gradient(66, 64, 0);
    let chroma = vec![128; 66 * 64];
    let yuyv: Vec<u8> = grey.iter().flat_map(|&y| [y, 128]).collect();
    let uyvy: Vec<u8> = grey.iter().flat_map(|&y| [128, y]).collect();
    let planar = [&grey[..], &chroma[..66 * 64 / 2]].concat();
    let mut padded: Vec<u8> = grey
        .chunks(66)
        .flat_map(|line| [line, &[9, 9]].concat())
        .collect();
    let mut expanded = Vec::new();
    let limited = Layout::packed(PixelFormat::GREY, 66, 64, Range::Limited);
    limited.luma(&grey, &mut expanded).unwrap();
    for (fourcc, bits, frame) in [
        (b"YUY2", 16, &yuyv),
        (b"UYVY", 16, &uyvy),
        (b"NV12", 12, &planar),
        (b"I420", 12, &planar),
        (b"YV12", 12, &planar),
    ] {
        let luma = first_luma(strf(66, 64, *fourcc, bits, &[]), frame.clone());
        assert_eq!(luma, expanded, "{}", fourcc.escape_ascii());
    }
    assert_eq!(
        first_luma(strf(66, 64, *b"Y800", 8, &[]), grey.clone()),
        grey
    );
    assert_eq!(
        first_luma(strf(66, 64, *b"GREY", 8, &[]), padded.clone()),
        grey
    );
    padded.truncate(padded.len() - 40);
    let (_, error) = read(&avi(strf(66, 64, *b"Y800", 8, &[]), &[padded]));
    let error = error.unwrap().to_string();
    assert_eq!(
        error,
        "clip.avi: damaged at frame 0: 4312 bytes where a frame takes 4224"
    );
}

#[test]
fn other_streams_rec_lists_and_parts_are_walked_through() {
    let frame = |value| chunk(b"01db", &[value; 64 * 64]);
    let sound = chunk(b"00wb", &[1, 2, 3]);
    let strl = |header, format| list(b"LIST", b"strl", &[header, format]);
    let hdrl = list(
        b"LIST",
        b"hdrl",
        &[
            strl(strh(b"auds", 9), chunk(b"strf", &[0; 18])),
            strl(strh(b"vids", 0), strf(64, -64, NONE, 8, &[])),
            strl(strh(b"vids", 0), strf(99, -99, NONE, 8, &[])),
            list(b"LIST", b"odml", &[chunk(b"dmlh", &[0; 4])]),
        ],
    );
    let rec = list(b"LIST", b"rec ", &[sound.clone(), frame(2)]);
    let other = chunk(b"02db", &[5; 99]);
    let first = list(
        b"LIST",
        b"movi",
        &[chunk(b"ix01", &[0; 24]), frame(1), other, rec],
    );
    let info = list(b"LIST", b"INFO", &[chunk(b"ISFT", b"x")]);
    let riff = list(
        b"RIFF",
        b"AVI ",
        &[hdrl, info, chunk(b"JUNK", &[1; 31]), first],
    );
    let more = list(b"LIST", b"movi", &[sound, chunk(b"01db", &[]), frame(3)]);
    let data = [riff, list(b"RIFF", b"AVIX", &[more])].concat();

    let (frames, error) = read(&data);
    assert!(error.is_none(), "{error:?}");
    let seen: Vec<_> = frames
        .iter()
        .map(|frame| (frame.number, frame.luma[0]))
        .collect();
    // The empty chunk is a frame that the recorder lost.
    assert_eq!(seen, [(0, 1), (1, 2), (3, 3)]);
}

#[test]
fn a_recording_without_a_length_is_read_to_its_end() {
    let mut data = avi(
        strf(64, -64, NONE, 8, &[]),
        &[vec![1; 64 * 64], vec![2; 64 * 64]],
    );
    for unknown in [0, u32::MAX] {
        data[4..8].copy_from_slice(&unknown.to_le_bytes());
        let mut source = open(&data).unwrap();
        assert_eq!(source.info().frames, None);
        let (frames, error) = drain(&mut source);
        assert_eq!((frames.len(), error.is_none()), (2, true));
    }
}

#[test]
fn what_is_not_read_is_named() {
    let text = |data: &[u8]| open(data).err().unwrap().to_string();
    let frame = vec![vec![0; 64 * 64]];
    assert_eq!(
        text(&avi(strf(64, 64, *b"H264", 24, &[]), &frame)),
        "clip.avi: AVI video of the kind \"H264\" cannot be read"
    );
    assert!(text(&avi(strf(64, 64, NONE, 4, &[]), &frame)).contains("4 bits a pixel"));
    assert!(text(&avi(strf(1, 1, NONE, 8, &[]), &frame)).contains("too small"));
    assert!(text(&avi(strf(64, i32::MIN, NONE, 8, &[]), &frame)).contains("too large"));
    assert!(text(&avi(chunk(b"strf", &[0; 39]), &frame)).contains("damaged"));
    let empty = avi(strf(64, 64, NONE, 8, &[]), &[]);
    assert_eq!(text(&empty), "clip.avi: empty, there is no frame in it");
    assert!(text(&list(b"RIFF", b"AVI ", &[])).contains("empty"));
}

#[test]
fn bad_frames_end_the_clip() {
    let raw = avi(
        strf(64, 64, NONE, 8, &[]),
        &[vec![0; 64 * 64], vec![0; 100]],
    );
    let (frames, error) = read(&raw);
    assert_eq!((frames.len(), error.is_some()), (1, true));
    let huge = avi(strf(64, 64, NONE, 8, &[]), &[vec![0; 64 * 64 * 9]]);
    assert!(read(&huge).1.unwrap().to_string().contains("too many"));
    let mut jpeg = picture(&gradient(64, 64, 0), 64, 64, ImageFormat::Jpeg);
    let other = avi(strf(64, 72, *b"MJPG", 24, &[]), &[jpeg.clone()]);
    assert!(matches!(
        read(&other).1,
        Some(CaptureError::SizeChanged { height: 64, .. })
    ));
    jpeg.truncate(jpeg.len() - 20);
    let cut = avi(strf(64, 64, *b"MJPG", 24, &[]), &[jpeg]);
    assert!(read(&cut).1.unwrap().to_string().contains("no end"));
}

#[test]
fn every_truncation_is_found_and_says_where() {
    let frames = vec![vec![7; 64 * 64], vec![8; 64 * 64]];
    let data = avi(strf(64, 64, NONE, 8, &[]), &frames);
    let index = data.len() - (8 + 32);
    for end in 0..data.len() {
        match open(&data[..end]) {
            Err(CaptureError::Truncated { frame: 0, .. }) => assert!(end < index - 2 * 4096),
            // Nothing at all, or nothing but what says how long the file is to be.
            Err(CaptureError::Empty { .. }) => assert_eq!(end, 0),
            Err(error) => panic!("{end}: {error}"),
            Ok(mut source) => {
                let (frames, error) = drain(&mut source);
                let whole = (end - (index - 2 * (8 + 4096))) / (8 + 4096);
                assert_eq!(frames.len(), whole.min(2), "{end}");
                match error {
                    None => assert!(end >= index, "{end}"),
                    Some(CaptureError::Truncated { frame, .. }) => {
                        assert_eq!(frame, whole as u64, "{end}");
                    }
                    Some(error) => panic!("{end}: {error}"),
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn garbage_is_an_error_and_no_panic(
        changes in proptest::collection::vec((0usize..700, any::<u8>()), 1..12),
    ) {
        let mut data = avi(strf(64, 64, NONE, 8, &[9; 16]), &[vec![7; 64 * 64]]);
        for (at, byte) in changes {
            data[at] = byte;
        }
        if let Ok(mut source) = open(&data) {
            drain(&mut source);
        }
    }

    #[test]
    fn chunks_of_any_kind_are_walked(
        rest in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let data = [b"RIFF\0\0\0\0AVI ", &rest[..]].concat();
        let _ = open(&data);
    }
}
