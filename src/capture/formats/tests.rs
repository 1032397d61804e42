use super::*;

fn luma(layout: Layout, data: &[u8]) -> Vec<u8> {
    let mut out = vec![9; 3];
    layout.luma(data, &mut out).unwrap();
    for have in 0..layout.bytes() {
        let need = layout.bytes();
        let mut untouched = vec![9; 3];
        let short = layout.luma(&data[..have], &mut untouched);
        assert_eq!(short, Err(ShortBuffer { have, need }));
        assert_eq!(untouched, [9; 3]);
    }
    out
}

fn full(format: PixelFormat, width: usize, height: usize) -> Layout {
    Layout::packed(format, width, height, Range::Full)
}

fn limited(format: PixelFormat, width: usize, height: usize) -> Layout {
    Layout::packed(format, width, height, Range::Limited)
}

#[test]
fn limited_range_is_expanded_and_clipped() {
    // By hand: (17-16)*255/219 = 1.16; (125-16)*255/219 = 126.9; (126-16)*255/219 = 128.1;
    // (234-16)*255/219 = 253.8.
    let data = [0, 15, 16, 17, 125, 126, 234, 235, 236, 255];
    let out = luma(limited(PixelFormat::GREY, 10, 1), &data);
    assert_eq!(out, [0, 0, 0, 1, 127, 128, 254, 255, 255, 255]);
    assert_eq!(luma(full(PixelFormat::GREY, 10, 1), &data), data);
}

#[test]
fn packed_yuv_gives_every_other_byte() {
    let yuyv = [16, 1, 235, 2, 126, 3, 0, 4];
    assert_eq!(
        luma(limited(PixelFormat::YUYV, 4, 1), &yuyv),
        [0, 255, 128, 0]
    );
    assert_eq!(
        luma(full(PixelFormat::YUYV, 2, 2), &yuyv),
        [16, 235, 126, 0]
    );
    let uyvy = [1, 16, 2, 235, 3, 126, 4, 0];
    assert_eq!(
        luma(limited(PixelFormat::UYVY, 4, 1), &uyvy),
        [0, 255, 128, 0]
    );
    // An odd width takes a whole pair at the end of a line.
    assert_eq!(luma(full(PixelFormat::YUYV, 3, 1), &yuyv), [16, 235, 126]);
}

#[test]
fn rgb_is_the_rounded_mean() {
    // 10/3 = 3.33, 11/3 = 3.67, 765/3 = 255, 100/3 = 33.3.
    let rgb = [1, 4, 5, 1, 5, 5, 255, 255, 255, 100, 0, 0];
    assert_eq!(luma(full(PixelFormat::RGB24, 4, 1), &rgb), [3, 4, 255, 33]);
    assert_eq!(luma(full(PixelFormat::RGB24, 2, 2), &rgb), [3, 4, 255, 33]);
    let bgrx = [1, 4, 5, 99, 1, 5, 5, 99];
    assert_eq!(luma(full(PixelFormat::RGBX32, 2, 1), &bgrx), [3, 4]);
    assert_eq!(luma(limited(PixelFormat::RGB24, 1, 1), &[15, 16, 17]), [0]);
}

#[test]
fn planes_behind_the_luma_are_counted_and_left() {
    let data: Vec<u8> = (1..=27).collect();
    // 3x3: chroma planes are 2x2 at 4:2:0, 2x3 at 4:2:2, 3x3 at 4:4:4, 1x3 at 4:1:1.
    for (format, bytes) in [
        (PixelFormat::GREY, 9),
        (PixelFormat::YUV420, 17),
        (PixelFormat::YUV422, 21),
        (PixelFormat::YUV444, 27),
        (PixelFormat::YUV411, 15),
        (PixelFormat::NV12, 17),
    ] {
        let layout = full(format, 3, 3);
        assert_eq!(layout.bytes(), bytes, "{format:?}");
        assert_eq!(
            luma(layout, &data),
            (1..=9).collect::<Vec<u8>>(),
            "{format:?}"
        );
    }
}

#[test]
fn padding_is_passed_over_and_the_last_line_needs_none() {
    let layout = Layout {
        stride: 5,
        ..full(PixelFormat::GREY, 3, 2)
    };
    assert_eq!(layout.bytes(), 8);
    assert_eq!(luma(layout, &[1, 2, 3, 0, 0, 4, 5, 6]), [1, 2, 3, 4, 5, 6]);
    let layout = Layout {
        stride: 4,
        ..full(PixelFormat::RGB24, 1, 2)
    };
    assert_eq!(luma(layout, &[3, 3, 3, 0, 6, 6, 6]), [3, 6]);
    let layout = Layout {
        stride: 4,
        ..full(PixelFormat::NV12, 2, 2)
    };
    assert_eq!(layout.bytes(), 10);
    let layout = Layout {
        stride: 4,
        ..full(PixelFormat::YUV420, 2, 2)
    };
    assert_eq!(layout.bytes(), 8 + 2 + 1);
    // A driver that states no stride, or one that cannot be, means none.
    let layout = Layout {
        stride: 0,
        ..full(PixelFormat::GREY, 3, 2)
    };
    assert_eq!(luma(layout, &[1, 2, 3, 4, 5, 6]), [1, 2, 3, 4, 5, 6]);
}

#[test]
fn bottom_up_is_turned_over() {
    let layout = Layout {
        bottom_up: true,
        ..full(PixelFormat::GREY, 2, 3)
    };
    assert_eq!(luma(layout, &[1, 2, 3, 4, 5, 6]), [5, 6, 3, 4, 1, 2]);
}

#[test]
fn no_size_overflows() {
    let huge = full(PixelFormat::YUV444, usize::MAX / 4, usize::MAX / 4);
    assert!(huge.luma(&[0; 100], &mut Vec::new()).is_err());
    assert_eq!(luma(full(PixelFormat::GREY, 0, 0), &[]), Vec::<u8>::new());
    assert_eq!(luma(full(PixelFormat::GREY, 0, 5), &[]), Vec::<u8>::new());
}
