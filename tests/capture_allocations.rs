//! Frames of a device cost no allocation once every buffer has its size. Alone in its program: the
//! count is that of all threads.

#![allow(clippy::unwrap_used)]

use second_reader::{
    capture::{
        Frame,
        formats::{Format, Unpacker},
    },
    service::memory::{CountingAllocator, allocations},
};

#[global_allocator]
static ALLOCATOR: CountingAllocator = CountingAllocator;

#[test]
fn unpacking_allocates_nothing_in_steady_state() {
    for (name, planes) in [
        (b"GREY", 1),
        (b"NV12", 1),
        (b"NM12", 2),
        (b"YUYV", 1),
        (b"RGB3", 1),
        (b"XR24", 1),
    ] {
        let format = Format {
            planes,
            ..Format::new(*name, 640, 480)
        };
        let mut unpacker = Unpacker::new(&format).unwrap();
        let need = unpacker.bytes();
        let (first, second) = (vec![90; need[0]], vec![140; need[1]]);
        let mut frame = Frame::default();
        assert!(unpacker.unpack([&first, &second], None, &mut frame));
        let before = allocations();
        for _ in 0..10 {
            assert!(unpacker.unpack([&first, &second], None, &mut frame));
        }
        assert_eq!(allocations(), before, "{name:?}");
    }
}
