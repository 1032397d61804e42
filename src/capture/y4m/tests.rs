use proptest::prelude::*;

use super::super::samples::{drain, gradient};
use super::*;

fn open(data: &[u8]) -> Result<Y4mSource<&[u8]>, CaptureError> {
    Y4mSource::new(data, "clip.y4m", "clip.y4m", Some(data.len() as u64))
}

fn clip(header: &str, frames: &[&[u8]]) -> Vec<u8> {
    let mut data = format!("YUV4MPEG2 {header}\n").into_bytes();
    for frame in frames {
        data.extend(b"FRAME\n");
        data.extend(*frame);
    }
    data
}

#[test]
fn what_is_written_is_read() {
    let frames: Vec<_> = (0..3).map(|start| gradient(66, 64, start)).collect();
    let mut writer = Y4mWriter::new(Vec::new(), 66, 64, 30.0).unwrap();
    for frame in &frames {
        writer.write(frame).unwrap();
    }
    assert!(writer.write(&frames[0][1..]).is_err());
    let data = writer.finish().unwrap();
    assert!(data.starts_with(b"YUV4MPEG2 W66 H64 F30:1 Ip A1:1 Cmono XCOLORRANGE=FULL\nFRAME\n"));

    let mut source = open(&data).unwrap();
    let info = source.info().clone();
    assert_eq!((info.width, info.height), (66, 64));
    assert_eq!((info.fps, info.frames), (Some(30.0), Some(3)));
    let (read, error) = drain(&mut source);
    assert!(error.is_none());
    assert_eq!(read.len(), 3);
    for (number, (frame, luma)) in read.iter().zip(&frames).enumerate() {
        assert_eq!(frame.number, number as u64);
        assert!((frame.time_ms() - number as f64 * 1000.0 / 30.0).abs() < 1e-5);
        assert_eq!(&frame.luma, luma);
    }
}

#[test]
fn colour_is_written_beside_its_luma() {
    // Odd sizes: the last column and row stand for themselves.
    let (width, height) = (67, 65);
    let red = [200u8, 40, 40].repeat(width * height);
    let mut writer = Y4mWriter::in_colour(Vec::new(), width, height, 25.0).unwrap();
    writer.write_rgb(&red).unwrap();
    writer.write(&vec![90; width * height]).unwrap();
    assert!(writer.write_rgb(&red[1..]).is_err());
    let data = writer.finish().unwrap();
    assert!(data.starts_with(b"YUV4MPEG2 W67 H65 F25:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\n"));
    let chroma = 34 * 33;
    let first = data.len() - (width * height + 2 * chroma) * 2 - 6;
    assert_eq!(data[first + width * height], 101);
    assert_eq!(data[first + width * height + chroma], 208);
    assert_eq!(data[data.len() - 1], 128);
    let (frames, error) = drain(&mut open(&data).unwrap());
    assert!(error.is_none());
    assert!(frames[0].luma.iter().all(|&luma| luma == 88));
    assert!(frames[1].luma.iter().all(|&luma| luma == 90));
}

#[test]
fn colour_spaces_and_ranges() {
    let luma = [16; 64 * 64];
    for (tag, chroma) in [
        ("", 2 * 32 * 32),
        (" C420", 2 * 32 * 32),
        (" C420jpeg", 2 * 32 * 32),
        (" C420mpeg2", 2 * 32 * 32),
        (" C420paldv", 2 * 32 * 32),
        (" C422", 2 * 32 * 64),
        (" C444", 2 * 64 * 64),
        (" C411", 2 * 16 * 64),
        (" Cmono", 0),
    ] {
        let frame = [&luma[..], &vec![200; chroma]].concat();
        for (range, value) in [
            ("", 0),
            (" XCOLORRANGE=LIMITED", 0),
            (" XCOLORRANGE=FULL", 16),
        ] {
            let data = clip(
                &format!("W64 H64 F25:1{tag}{range} Xnote"),
                &[&frame, &frame],
            );
            let (frames, error) = drain(&mut open(&data).unwrap());
            assert!(error.is_none(), "{tag}{range}: {error:?}");
            assert_eq!(frames.len(), 2);
            assert!(
                frames[1].luma.iter().all(|&luma| luma == value),
                "{tag}{range}"
            );
        }
    }
}

#[test]
fn frame_parameters_are_passed_over() {
    let mut data = b"YUV4MPEG2 W64 H64 F0:0 Cmono\nFRAME Ip Xsomething\n".to_vec();
    data.extend([5; 64 * 64]);
    let mut source = open(&data).unwrap();
    assert_eq!(source.info().fps, None);
    assert_eq!(drain(&mut source).0.len(), 1);
}

#[test]
fn bad_headers_are_named() {
    let text = |data: &[u8]| open(data).err().unwrap().to_string();
    assert_eq!(
        text(b"YUV4MPEG2 W64 H64 C420p10\nFRAME\n"),
        "clip.y4m: Y4M colour space \"420p10\" cannot be read"
    );
    assert_eq!(
        text(b"YUV4MPEG2 W64\nFRAME\n"),
        "clip.y4m: damaged at frame 0: the header states no width or height"
    );
    assert!(text(b"YUV4MPEG2 W-1 H64\nFRAME\n").contains("no width or height"));
    assert!(text(b"YUV4MPEG2 W1 H1\nFRAME\n").contains("too small"));
    assert!(text(b"YUV4MPEG2 W9000 H4000000000\nFRAME\n").contains("too large"));
    assert!(text(&[b"YUV4MPEG2 ".to_vec(), vec![b'X'; 5000]].concat()).contains("no end"));
    assert!(text(b"YUV4MPEG2 W64 H64\xff\nFRAME\n").contains("not text"));
    assert!(matches!(
        open(b"YUV4MPEG2 W64 H64\n"),
        Err(CaptureError::Empty { .. })
    ));
}

#[test]
fn a_frame_that_is_none_ends_the_clip() {
    let data = clip("W64 H64 Cmono", &[&[1; 64 * 64 + 3], &[1; 64 * 64]]);
    let (frames, error) = drain(&mut open(&data).unwrap());
    assert_eq!(frames.len(), 1);
    assert_eq!(
        error.unwrap().to_string(),
        "clip.y4m: damaged at frame 1: the word FRAME is missing"
    );
}

#[test]
fn every_truncation_is_found_and_says_where() {
    let frame = [7; 64 * 64];
    let data = clip("W64 H64 F25:1 Cmono", &[&frame, &frame]);
    let header = data.len() - 2 * (6 + frame.len());
    for end in 0..data.len() {
        let whole = end.saturating_sub(header) / (6 + frame.len());
        let at_boundary = (end.saturating_sub(header)) % (6 + frame.len()) == 0;
        match open(&data[..end]) {
            Err(CaptureError::Truncated { frame: 0, .. }) => assert!(end < header),
            Err(CaptureError::Empty { .. }) => assert_eq!(end, header),
            Err(error) => panic!("{end}: {error}"),
            Ok(mut source) => {
                let (frames, error) = drain(&mut source);
                assert_eq!(frames.len(), whole, "{end}");
                match error {
                    None => assert!(at_boundary, "{end}"),
                    Some(CaptureError::Truncated { frame, .. }) => {
                        assert_eq!(frame, whole as u64, "{end}");
                        assert!(!at_boundary);
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
        header in "[WHFCIAX0-9: a-z=-]{0,40}",
        rest in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let data = [b"YUV4MPEG2 ", header.as_bytes(), b"\nFRAME\n", &rest].concat();
        if let Ok(mut source) = open(&data) {
            drain(&mut source);
        }
    }
}
