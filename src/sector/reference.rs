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

/// What lies beside the sector, as left, top, right, bottom, drawn by hand: the scanner's bars, its
/// mark, its texts line by line, the grey bar and the depth ticks down to where the sector begins.
/// On `kidneys` and `profile` the bar's end lies over the sector's border and is cut out of it.
fn beside(name: &str) -> Vec<[usize; 4]> {
    let mut boxes = vec![[0, 0, 1280, 58], [1195, 100, 1235, 415]];
    match name {
        "grabber-1280x960-adult-echo.png" => boxes.extend([
            [10, 58, 180, 150],
            [215, 42, 360, 152],
            [708, 100, 744, 136],
            [886, 290, 930, 330],
            [930, 330, 985, 392],
            [985, 392, 1050, 460],
            [78, 908, 1160, 925],
            [1165, 910, 1250, 935],
        ]),
        "grabber-1280x960-curved-abdomen.png" => boxes.extend([
            [10, 58, 150, 150],
            [502, 86, 540, 120],
            [1112, 168, 1160, 328],
            [1140, 76, 1162, 480],
            [1140, 790, 1162, 920],
            [1078, 900, 1165, 925],
        ]),
        _ => {
            // The mark's middle, and the last row of the ticks and of the grey bar beside it.
            let (mark, ticks, bar) = match name {
                "voluson-4ch.png" => (206, 734, 302),
                "voluson-abdominal.png" => (262, 734, 302),
                "voluson-brain-tv.png" => (129, 185, 302),
                "voluson-femur.png" => (250, 590, 302),
                "voluson-kidneys.png" => (84, 205, 302),
                "voluson-lips.png" => (197, 355, 302),
                "voluson-profile.png" => (204, 240, 302),
                "voluson-spine-coronal.png" => (243, 420, 302),
                _ => (269, 455, 302),
            };
            boxes = vec![
                [0, 0, 975, 73],
                [mark - 10, 89, mark + 10, 109],
                [26, 74, 37, ticks],
                [0, 100, 13, bar],
                [885, 75, 959, 88],
                [897, 91, 959, 103],
                [885, 107, 959, 119],
                [911, 123, 959, 135],
                [899, 139, 959, 151],
                [904, 154, 959, 167],
                [903, 170, 959, 183],
            ];
            // Boxes burned in over the sector.
            boxes.extend(match name {
                "voluson-abdominal.png" => Some([796, 687, 893, 734]),
                "voluson-brain-tv.png" => Some([1, 615, 181, 734]),
                "voluson-femur.png" => Some([849, 688, 959, 734]),
                _ => None,
            });
        }
    }
    boxes
}

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

#[test]
fn nothing_beside_the_sector_is_kept_on_any_reference_screen() {
    let Some(folder) = reference() else {
        println!("skipped: no reference screens; set SECOND_READER_REFERENCE");
        return;
    };
    let mut kept = Vec::new();
    for (name, _) in DRAWN {
        let sector = Finder::new().find(&load(&folder.join(name))).unwrap();
        for [left, top, right, bottom] in beside(name) {
            let row = |y| {
                sector
                    .span(y)
                    .filter(|&(from, to)| from < right && left < to)
            };
            let pixels: usize = (top..bottom)
                .filter_map(row)
                .map(|(from, to)| to.min(right) - from.max(left))
                .sum();
            if pixels > 0 {
                kept.push((name, [left, top, right, bottom], pixels));
            }
        }
    }
    assert!(kept.is_empty(), "{kept:#?}");
}
