use super::*;

fn format(fourcc: &[u8; 4], width: u32, height: u32) -> Format {
    Format::new(*fourcc, width, height)
}

/// A picture of one YUV value, limited range, of 16 by 8 pixels.
fn flat(fourcc: &[u8; 4], yuv: [u8; 3]) -> (Format, Vec<u8>, Vec<u8>) {
    let [y, u, v] = yuv;
    let repeat = |bytes: &[u8], times: usize| bytes.repeat(times);
    let mut about = format(fourcc, 16, 8);
    let luma = repeat(&[y], 128);
    let (first, second) = match fourcc {
        b"YUYV" => (repeat(&[y, u, y, v], 64), vec![]),
        b"YVYU" => (repeat(&[y, v, y, u], 64), vec![]),
        b"UYVY" => (repeat(&[u, y, v, y], 64), vec![]),
        b"VYUY" => (repeat(&[v, y, u, y], 64), vec![]),
        b"NV12" => ([luma, repeat(&[u, v], 32)].concat(), vec![]),
        b"NV21" => ([luma, repeat(&[v, u], 32)].concat(), vec![]),
        b"NV16" => ([luma, repeat(&[u, v], 64)].concat(), vec![]),
        b"NV61" => ([luma, repeat(&[v, u], 64)].concat(), vec![]),
        b"YU12" => ([luma, repeat(&[u], 32), repeat(&[v], 32)].concat(), vec![]),
        b"YV12" => ([luma, repeat(&[v], 32), repeat(&[u], 32)].concat(), vec![]),
        b"422P" => ([luma, repeat(&[u], 64), repeat(&[v], 64)].concat(), vec![]),
        b"NM12" => (luma, repeat(&[u, v], 32)),
        b"NM61" => (luma, repeat(&[v, u], 64)),
        other => panic!("{other:?}"),
    };
    about.planes = if second.is_empty() { 1 } else { 2 };
    (about, first, second)
}

#[test]
fn every_yuv_format_gives_the_same_brightness_and_colour() {
    // BT.601, limited, by its definition: red (255, 0, 0) is (81, 90, 240), and grey 126 has none.
    for fourcc in [
        b"YUYV", b"YVYU", b"UYVY", b"VYUY", b"NV12", b"NV21", b"NV16", b"NV61", b"YU12", b"YV12",
        b"422P", b"NM12", b"NM61",
    ] {
        for (yuv, luma, colour) in [
            ([81, 90, 240], 76, 254..=255),
            ([126, 128, 128], 128, 0..=0),
            // Blue: (0, 0, 255).
            ([41, 240, 110], 29, 252..=255),
        ] {
            let (about, first, second) = flat(fourcc, yuv);
            let mut unpacker = Unpacker::new(&about).unwrap();
            let mut frame = Frame::default();
            assert!(unpacker.unpack([&first, &second], None, &mut frame));
            assert_eq!((frame.width, frame.height), (16, 8));
            assert_eq!(frame.luma, vec![luma; 128], "{fourcc:?}");
            assert_eq!(frame.colour.len(), 2, "{fourcc:?}");
            for value in &frame.colour {
                assert!(colour.contains(value), "{fourcc:?} {yuv:?}: {value}");
            }
            // A byte less is no picture, in either buffer.
            let cut = &first[..first.len() - 1];
            assert!(!unpacker.unpack([cut, &second], None, &mut frame));
            if let Some(cut) = second.len().checked_sub(1) {
                assert!(!unpacker.unpack([&first, &second[..cut]], None, &mut frame));
            }
        }
    }
}

#[test]
fn high_definition_has_its_own_matrix() {
    // Green (0, 255, 0) is (173, 42, 26) in BT.709, limited.
    let (mut about, first, second) = flat(b"YUYV", [173, 42, 26]);
    about.matrix = Matrix::Bt709;
    let mut frame = Frame::default();
    assert!(
        Unpacker::new(&about)
            .unwrap()
            .unpack([&first, &second], None, &mut frame)
    );
    assert!(frame.colour[0] >= 253, "{:?}", frame.colour);
}

#[test]
fn rgb_has_colour_and_grey_has_none() {
    let mut frame = Frame::default();
    for (name, pixel) in [
        (b"RGB3", &[200, 50, 110][..]),
        (b"BGR3", &[110, 50, 200]),
        (b"XR24", &[110, 50, 200, 255]),
        (b"BX24", &[255, 200, 50, 110]),
    ] {
        let data = pixel.repeat(9 * 9);
        let mut unpacker = Unpacker::new(&format(name, 9, 9)).unwrap();
        assert!(unpacker.unpack([&data, &[]], None, &mut frame));
        assert_eq!((frame.luma[80], &frame.colour[..]), (120, &[150; 4][..]));
    }
    let mut grey = Unpacker::new(&format(b"GREY", 9, 9)).unwrap();
    assert!(grey.unpack([&[7; 81], &[]], None, &mut frame));
    assert_eq!((frame.luma[0], frame.colour.len()), (7, 0));
}

#[test]
fn a_colour_stands_in_its_block() {
    // 24 x 16 pixels, coloured from column 8 to 15 and row 8 on.
    let mut data = Vec::new();
    for y in 0..16 {
        for x in 0..24 {
            let coloured = (8..16).contains(&x) && y >= 8;
            data.extend(if coloured { [255, 0, 0] } else { [9, 9, 9] });
        }
    }
    let mut frame = Frame::default();
    let mut unpacker = Unpacker::new(&format(b"RGB3", 24, 16)).unwrap();
    assert!(unpacker.unpack([&data, &[]], None, &mut frame));
    assert_eq!(frame.colour, [0, 0, 0, 0, 255, 0]);
    assert_eq!(frame.colour_size(), (3, 2));
}

#[test]
fn fields_are_spread() {
    let mut frame = Frame::default();
    let mut woven = format(b"GREY", 2, 4);
    woven.fields = Fields::Woven {
        newer: Parity::Bottom,
    };
    let data = [1, 1, 20, 20, 3, 3, 40, 40];
    assert!(
        Unpacker::new(&woven)
            .unwrap()
            .unpack([&data, &[]], None, &mut frame)
    );
    assert_eq!(frame.luma, [20, 20, 20, 20, 30, 30, 40, 40]);

    let mut alternate = format(b"GREY", 2, 2);
    alternate.fields = Fields::Alternate;
    assert_eq!(alternate.picture_height(), 4);
    let mut unpacker = Unpacker::new(&alternate).unwrap();
    for (parity, expected) in [
        (Parity::Top, [1, 1, 10, 10, 20, 20, 20, 20]),
        (Parity::Bottom, [1, 1, 1, 1, 10, 10, 20, 20]),
    ] {
        assert!(unpacker.unpack([&data[..4], &[]], Some(parity), &mut frame));
        assert_eq!((frame.height, &frame.luma[..]), (4, &expected[..]));
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    assert!(Unpacker::new(&format(b"H264", 64, 64)).is_none());
    assert!(Unpacker::new(&format(b"GREY", 0, 64)).is_none());
    assert!(Unpacker::new(&format(b"GREY", 64, 0)).is_none());
    assert!(Unpacker::new(&format(b"GREY", u32::MAX, u32::MAX)).is_none());
    // Two buffers where the format has one, and the other way round.
    assert!(
        Unpacker::new(&Format {
            planes: 2,
            ..format(b"NV12", 64, 64)
        })
        .is_none()
    );
    assert!(Unpacker::new(&format(b"NM12", 64, 64)).is_none());
    let mut field = format(b"MJPG", 64, 64);
    field.fields = Fields::Alternate;
    assert!(Unpacker::new(&field).is_none());
}

#[test]
fn a_jpeg_cut_short_is_no_picture() {
    let luma = vec![90; 64 * 64];
    let jpeg = crate::capture::samples::picture(&luma, 64, 64, image::ImageFormat::Jpeg);
    let mut frame = Frame::default();
    let mut unpacker = Unpacker::new(&format(b"MJPG", 64, 64)).unwrap();
    assert!(unpacker.unpack([&jpeg, &[]], None, &mut frame));
    assert!(frame.luma.iter().all(|y| y.abs_diff(90) <= 1));
    for bytes in 0..jpeg.len() {
        assert!(
            !unpacker.unpack([&jpeg[..bytes], &[]], None, &mut frame),
            "{bytes}"
        );
    }
}

proptest::proptest! {
    /// Any format that is taken, with any strides and buffers: a picture or none, no panic.
    #[test]
    fn no_buffer_is_read_beyond_its_end(
        name in 0..FORMATS.len(),
        width in 0u32..70, height in 0u32..40,
        strides in [0u32..300, 0u32..300],
        planes in 0usize..4,
        fields in 0usize..8,
        bytes in [0usize..9000, 0usize..3000],
        bottom: bool, limited: bool,
    ) {
        let fields = [
            Fields::Progressive,
            Fields::Woven { newer: Parity::Top },
            Fields::Woven { newer: Parity::Bottom },
            Fields::Sequential { newer: Parity::Top },
            Fields::Sequential { newer: Parity::Bottom },
            Fields::Alternate,
            Fields::Single(Parity::Top),
            Fields::Single(Parity::Bottom),
        ][fields];
        let about = Format {
            strides,
            planes,
            fields,
            range: Some(if limited { Range::Limited } else { Range::Full }),
            ..format(FORMATS[name].0, width, height)
        };
        let parity = bottom.then_some(Parity::Bottom);
        if let Some(mut unpacker) = Unpacker::new(&about) {
            let (first, second) = (vec![77; bytes[0]], vec![150; bytes[1]]);
            let mut frame = Frame::default();
            let need = unpacker.bytes();
            let good = unpacker.unpack([&first, &second], parity, &mut frame);
            if FORMATS[name].1.is_some() {
                assert_eq!(good, bytes[0] >= need[0] && bytes[1] >= need[1]);
            }
            if good {
                let size = about.width as usize * about.picture_height() as usize;
                assert_eq!(frame.luma.len(), size);
                let (across, down) = frame.colour_size();
                assert!([0, across * down].contains(&frame.colour.len()));
            }
        }
    }
}
