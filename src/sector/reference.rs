//! The reference screens with boxes drawn by hand hold the finder to account.

use super::*;
use crate::capture::Frame;

/// Left, top, right, bottom of the sector as a person draws it on the enlarged picture. In
/// `curved-abdomen` the probe hangs in the air: the box runs from its faint own echo down.
const DRAWN: [(&str, [f32; 4]); 11] = [
    (
        "grabber-1280x960-adult-echo.png",
        [118.0, 104.0, 1189.0, 893.0],
    ),
    (
        "grabber-1280x960-curved-abdomen.png",
        [41.0, 88.0, 1264.0, 916.0],
    ),
    ("voluson-4ch.png", [60.0, 74.0, 898.0, 734.0]),
    ("voluson-abdominal.png", [50.0, 74.0, 894.0, 734.0]),
    ("voluson-brain-tv.png", [1.0, 74.0, 959.0, 734.0]),
    ("voluson-femur.png", [1.0, 74.0, 959.0, 734.0]),
    ("voluson-kidneys.png", [1.0, 74.0, 959.0, 734.0]),
    ("voluson-lips.png", [1.0, 74.0, 959.0, 734.0]),
    ("voluson-profile.png", [1.0, 74.0, 959.0, 734.0]),
    ("voluson-spine-coronal.png", [1.0, 74.0, 959.0, 734.0]),
    ("voluson-spine-sagittal.png", [1.0, 74.0, 959.0, 734.0]),
];

fn reference() -> Option<std::path::PathBuf> {
    let set = std::env::var_os("SECOND_READER_REFERENCE").map(std::path::PathBuf::from);
    let beside = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference");
    let screens = set.unwrap_or(beside).join("screens");
    screens.is_dir().then_some(screens)
}

fn load(path: &std::path::Path) -> Frame {
    let luma = image::open(path).unwrap().to_luma8();
    let (width, height) = (luma.width() as usize, luma.height() as usize);
    Frame {
        width,
        height,
        luma: luma.into_raw(),
        ..Frame::default()
    }
}

#[test]
fn the_sector_is_right_on_every_reference_screen() {
    let Some(folder) = reference() else {
        println!("skipped: no reference screens; set SECOND_READER_REFERENCE");
        return;
    };
    let mut wrong = Vec::new();
    for (name, [left, top, right, bottom]) in DRAWN {
        let frame = load(&folder.join(name));
        let drawn = Rect::new(left, top, right - left, bottom - top);
        let start = std::time::Instant::now();
        let found = Finder::new().find(&frame).map(|sector| sector.rect);
        let took = start.elapsed();
        let iou = found.map_or(0.0, |rect| rect.iou(&drawn));
        println!("{name}: {iou:.3} {found:?} {took:?}");
        if iou < 0.9 {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}
