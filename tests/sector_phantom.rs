//! The sector finder on the phantom's screens, whose truth is known.

use phantom::{Config, Phantom};
use second_reader::{
    capture::Frame,
    sector::{Picture, Tracker},
};

#[test]
fn the_sector_is_found_on_phantom_screens_of_every_look() {
    let mut poor = vec![];
    for seed in 201..=220 {
        let (width, height) =
            [(640, 480), (1280, 960), (1920, 1080), (1024, 768)][seed as usize % 4];
        let config = Config {
            seed,
            width,
            height,
            ..Config::default()
        };
        let mut phantom = Phantom::new(config).unwrap();
        let mut frame = Frame {
            width,
            height,
            ..Frame::default()
        };
        let mut tracker = Tracker::new();
        let mut worst = 1.0f32;
        for number in (0..phantom.frames()).step_by(40) {
            let truth = phantom.frame(number, &mut frame.luma);
            frame.number = number;
            let live = tracker.update(&frame) == Picture::Live;
            let found = tracker.sector().filter(|_| live);
            worst = worst.min(found.map_or(0.0, |s| s.rect.iou(&truth.sector)));
        }
        if worst < 0.9 {
            poor.push((seed, worst));
        }
    }
    assert!(poor.is_empty(), "IoU below 0.9 on: {poor:?}");
}
