//! A made-up moment of an exam for tests of the display: speckle, boxes, a checklist, a timeline.
//! Every byte follows from the code alone.

// Each test draws what it needs of this.
#![allow(dead_code)]

pub mod gallery;

use std::time::Duration;

use second_reader::{
    anatomy::{Rect, Structure, StructureMap, View},
    detector::{Detection, Detections},
    display::{Crop, Hint, KeyImage, Language, ScreenModel, Setup, Showing, Status, Work},
    exam::{
        Column, Evidence, Item, ItemState, Timeline,
        measure::{NoScore, Quantity, Reading},
        protocol,
        score::whole::{Assessment, Sign, TooLittle, What},
    },
    sector::Picture,
};

/// Where the sector lies on the made-up scanner's screen.
pub const SECTOR: Rect = Rect::new(320.0, 120.0, 640.0, 480.0);

/// Everything that a [`ScreenModel`] borrows.
pub struct Example {
    luma: Vec<u8>,
    pub detections: Detections,
    pub thresholds: StructureMap<f32>,
    pub items: Vec<Item>,
    pub timeline: Timeline,
    spans: Vec<(u16, u16)>,
    /// Pictures of the views, told apart by their light.
    keys: [Vec<u8>; 6],
    pub findings: Result<Assessment, TooLittle>,
}

impl Example {
    pub fn new() -> Self {
        let luma = speckle(640, 480);
        let lighter = |by: u8| {
            luma.iter()
                .map(move |v| if *v == 0 { 0 } else { v.saturating_add(by) })
        };
        Self {
            spans: spans(),
            keys: std::array::from_fn(|at| lighter(at as u8 * 9).collect()),
            findings: Ok(findings()),
            luma,
            detections: detections(),
            thresholds: StructureMap([0.3; Structure::COUNT]),
            items: items(),
            timeline: timeline(),
        }
    }

    /// The moment at 12.4 s: four-chamber view, live.
    pub fn model(&self) -> ScreenModel<'_> {
        ScreenModel {
            picture: Picture::Live,
            crop: Some(Crop {
                luma: &self.luma,
                width: 640,
                height: 480,
                rect: SECTOR,
                spans: &self.spans,
            }),
            detections: &self.detections,
            thresholds: &self.thresholds,
            view: View::FourChamber,
            time: Duration::from_millis(7_433),
            items: &self.items,
            timeline: &self.timeline,
            status: Status {
                source: "phantom seed 1",
                fps: Some(29.97),
                frame: Some(223),
                frame_age_ms: Some(34.0),
                model_name: "standard",
                model_version: "0.1.0",
                model_hash: "a1b2c3d4",
                model_verified: true,
                profile: "ISUOG 2023",
                software: "0.1.0",
                fault: None,
                work: Work::Running,
            },
            exam: protocol::State::Running,
            withheld: false,
            hint: Some(Hint::Show(View::Lvot)),
            key_images: std::array::from_fn(|at| self.key_image(at)),
            findings: None,
            setup: Setup {
                board: "raspberry-pi-5.toml",
                address: "http://127.0.0.1:8710/",
                model_sha256: "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90",
                latency_ms: Some(41.3),
                temperature_c: Some(52.6),
            },
            showing: Showing::default(),
            language: Language::english(),
        }
    }

    /// The best picture of a view; two were not shown.
    fn key_image(&self, at: usize) -> Option<KeyImage<'_>> {
        (at < 4).then(|| KeyImage {
            crop: Crop {
                luma: &self.keys[at],
                width: 640,
                height: 480,
                rect: SECTOR,
                spans: &self.spans,
            },
            frame: 40 + 60 * at as u64,
            time: Duration::from_millis(1333 + 2000 * at as u64),
            complete: 3,
        })
    }

    /// Another frame of the same: all of its speckle is another.
    pub fn next_frame(&mut self) {
        for pixel in self.luma.iter_mut().filter(|v| **v > 0) {
            *pixel = pixel.wrapping_add(3).max(1);
        }
    }

    /// The exam has ended, and the site wants findings.
    pub fn reviewed(&self) -> ScreenModel<'_> {
        ScreenModel {
            exam: protocol::State::Review,
            findings: Some(&self.findings),
            ..self.model()
        }
    }
}

/// The structures' boxes within the sector, in its pixels.
const BOXES: [(Structure, f32, [f32; 4]); 14] = [
    (Structure::Thorax, 0.97, [95.0, 70.0, 440.0, 370.0]),
    (Structure::Heart, 0.95, [205.0, 120.0, 250.0, 210.0]),
    (Structure::Spine, 0.91, [395.0, 360.0, 75.0, 62.0]),
    (Structure::DescendingAorta, 0.88, [352.0, 330.0, 36.0, 36.0]),
    (Structure::RightAtrium, 0.84, [250.0, 225.0, 78.0, 72.0]),
    (Structure::LeftAtrium, 0.90, [330.0, 238.0, 80.0, 70.0]),
    (Structure::RightVentricle, 0.81, [222.0, 140.0, 90.0, 92.0]),
    (Structure::LeftVentricle, 0.93, [318.0, 140.0, 88.0, 100.0]),
    (Structure::Crux, 0.76, [314.0, 222.0, 26.0, 26.0]),
    (
        Structure::VentricularSeptum,
        0.72,
        [300.0, 142.0, 24.0, 86.0],
    ),
    (Structure::TricuspidValve, 0.44, [256.0, 214.0, 60.0, 22.0]),
    (Structure::MitralValve, 0.52, [336.0, 226.0, 62.0, 22.0]),
    (Structure::CardiacApex, 0.66, [296.0, 118.0, 34.0, 28.0]),
    (Structure::PulmonaryVein, 0.12, [400.0, 285.0, 30.0, 24.0]),
];

fn detections() -> Detections {
    let mut detections = Detections::default();
    for (structure, confidence, [x, y, w, h]) in BOXES {
        let rect = Rect::new(SECTOR.x + x, SECTOR.y + y, w, h);
        detections[structure] = Detection { confidence, rect };
    }
    detections
}

/// Noise in a sector of 70 degrees, dark in the chambers, bright in spine and ribs.
fn speckle(width: usize, height: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut luma = vec![0; width * height];
    for (i, pixel) in luma.iter_mut().enumerate() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (state >> 27) * (state >> 13 & 31) / 16;
        let (x, y) = ((i % width) as f32, (i / width) as f32);
        let (dx, dy) = (x - 320.0, y + 60.0);
        let radius = (dx * dx + dy * dy).sqrt();
        if dx.abs() > 0.62 * dy || !(95.0..535.0).contains(&radius) {
            continue;
        }
        *pixel = (tissue(x, y) + noise as f32).clamp(0.0, 255.0) as u8;
    }
    luma
}

fn tissue(x: f32, y: f32) -> f32 {
    let mut level = 44.0;
    for (structure, _, [left, top, w, h]) in BOXES {
        let (u, v) = (
            (x - left - w / 2.0) / (w / 2.0),
            (y - top - h / 2.0) / (h / 2.0),
        );
        let inside = u * u + v * v;
        match structure {
            Structure::Thorax if (0.86..1.0).contains(&inside) => level = 105.0,
            Structure::Heart if inside < 1.0 => level = 80.0,
            Structure::Spine if (0.3..1.0).contains(&inside) => level = 180.0,
            Structure::DescendingAorta if inside < 0.8 => level = 0.0,
            Structure::RightAtrium
            | Structure::LeftAtrium
            | Structure::RightVentricle
            | Structure::LeftVentricle
                if inside < 0.85 =>
            {
                level = -8.0;
            }
            _ => {}
        }
    }
    level
}

/// First column of the sector in each row, and the one behind the last.
fn spans() -> Vec<(u16, u16)> {
    let inside = |x: i32, y: i32| {
        let (dx, dy) = (x as f32 - 320.0, y as f32 + 60.0);
        dx.abs() <= 0.62 * dy && (95.0..535.0).contains(&(dx * dx + dy * dy).sqrt())
    };
    let row = |y| {
        let mut columns = (0..640).filter(|x| inside(*x, y));
        let first = columns.next();
        let last = columns.next_back().or(first);
        first
            .zip(last)
            .map_or((0, 0), |(a, b)| (320 + a as u16, 321 + b as u16))
    };
    (0..480).map(row).collect()
}

fn findings() -> Assessment {
    let sign = |what, view| Sign {
        what,
        view,
        frames: Some([120, 180]),
        items: Vec::new(),
        adds: 1.0,
    };
    Assessment {
        score: 0.3718,
        signs: vec![
            sign(
                What::Missing {
                    structure: Structure::MitralValve,
                    share: 0.21,
                    usual: 0.83,
                },
                View::FourChamber,
            ),
            sign(
                What::Off {
                    name: Quantity::RvLvWidth.name().to_owned(),
                    value: 1.42,
                    usual: 1.03,
                },
                View::FourChamber,
            ),
            sign(
                What::Outside {
                    label: "Ventricles of like size".to_owned(),
                },
                View::FourChamber,
            ),
        ],
    }
}

/// What was measured for an item.
fn evidence(quantity: Quantity, value: f32, spread: f32, limits: [Option<f64>; 2]) -> Evidence {
    Evidence {
        quantity,
        reading: Reading {
            value,
            spread,
            frames: 42,
            span: [121, 199],
            best: 150,
            beats: Some(4),
            confidence: 0.8,
        },
        limits,
        z_score: Err(NoScore::NoAge),
    }
}

/// What stands behind an item, by its identifier.
fn proven(mut item: Item) -> Item {
    let numbers: &[Evidence] = match item.id.as_str() {
        "F3" => &[evidence(
            Quantity::Axis,
            43.2,
            3.1,
            [Some(25.0), Some(65.0)],
        )],
        "F4" => &[evidence(
            Quantity::HeartChestArea,
            0.31,
            0.02,
            [Some(0.25), Some(0.35)],
        )],
        "F6" => &[evidence(Quantity::RaLaWidth, 1.08, 0.06, [None, None])],
        "F7" => &[evidence(
            Quantity::RvLvWidth,
            1.42,
            0.05,
            [Some(0.86), Some(1.23)],
        )],
        _ => &[],
    };
    for (place, number) in item.evidence.iter_mut().zip(numbers) {
        *place = Some(*number);
    }
    item.reason = match item.state {
        ItemState::NotSeen => "view not shown",
        ItemState::CannotAssess => "cannot assess: laterality not entered",
        _ => "found together in this view",
    }
    .to_owned();
    if item.state.is_seen() {
        (item.frame, item.time) = (Some(133), Some(Duration::from_millis(4433)));
        item.confidence = 0.84;
    }
    item
}

fn items() -> Vec<Item> {
    use ItemState::{CannotAssess, Meets, NotSeen, Outside, Seen};
    let list = [
        ("A1", View::Abdomen, "Laterality entered", CannotAssess),
        ("A2", View::Abdomen, "Stomach on the left", Meets),
        (
            "A3",
            View::Abdomen,
            "Aorta left, vena cava right",
            CannotAssess,
        ),
        ("A4", View::Abdomen, "Umbilical vein", Seen),
        ("F1", View::FourChamber, "View quality", CannotAssess),
        (
            "F2",
            View::FourChamber,
            "Heart mostly in the left chest",
            CannotAssess,
        ),
        ("F3", View::FourChamber, "Heart axis", Meets),
        ("F4", View::FourChamber, "Heart size", Meets),
        ("F5", View::FourChamber, "Four chambers", Seen),
        ("F6", View::FourChamber, "Atria of like size", CannotAssess),
        ("F7", View::FourChamber, "Ventricles of like size", Outside),
        ("F8", View::FourChamber, "Crux", Seen),
        ("F9", View::FourChamber, "Valve offset", CannotAssess),
        ("F10", View::FourChamber, "Both valves move", CannotAssess),
        ("F11", View::FourChamber, "Ventricular septum", Seen),
        ("F14", View::FourChamber, "Pulmonary vein", NotSeen),
        (
            "F15",
            View::FourChamber,
            "Aorta behind the left atrium",
            Seen,
        ),
        ("L1", View::Lvot, "Aorta with the left ventricle", NotSeen),
        ("L2", View::Lvot, "Septum runs on into the aorta", NotSeen),
        ("R1", View::Rvot, "Pulmonary artery with the RV", NotSeen),
        ("R2", View::Rvot, "Great arteries cross", CannotAssess),
        ("V1", View::ThreeVessel, "Three vessels", NotSeen),
        (
            "V2",
            View::ThreeVessel,
            "Order of the vessels",
            CannotAssess,
        ),
        ("V3", View::ThreeVessel, "Size of the vessels", CannotAssess),
        ("T1", View::ThreeVesselTrachea, "Both arches", NotSeen),
        (
            "T2",
            View::ThreeVesselTrachea,
            "Arches left of the trachea",
            CannotAssess,
        ),
        (
            "T3",
            View::ThreeVesselTrachea,
            "No fourth vessel",
            CannotAssess,
        ),
        ("F17", View::None, "Heart rate", CannotAssess),
    ];
    list.map(|(id, view, label, state)| Item {
        id: id.into(),
        view,
        label: label.into(),
        state,
        ..Item::default()
    })
    .map(proven)
    .into()
}

/// From and to in frames, and the confidence at the middle: what is met when.
fn timeline() -> Timeline {
    let met: [(Structure, i32, i32, i32); 19] = [
        (Structure::Stomach, 4, 74, 240),
        (Structure::UmbilicalVein, 10, 60, 190),
        (Structure::InferiorVenaCava, 6, 70, 140),
        (Structure::Spine, 0, 300, 245),
        (Structure::DescendingAorta, 2, 300, 235),
        (Structure::Thorax, 100, 300, 250),
        (Structure::Heart, 108, 300, 250),
        (Structure::CardiacApex, 120, 260, 180),
        (Structure::Crux, 126, 250, 215),
        (Structure::VentricularSeptum, 122, 250, 205),
        (Structure::RightAtrium, 118, 262, 225),
        (Structure::LeftAtrium, 116, 270, 235),
        (Structure::RightVentricle, 118, 256, 220),
        (Structure::LeftVentricle, 116, 258, 240),
        (Structure::TricuspidValve, 134, 240, 130),
        (Structure::MitralValve, 130, 244, 150),
        (Structure::PulmonaryVein, 190, 191, 120),
        (Structure::AscendingAorta, 215, 300, 60),
        (Structure::Trachea, 150, 151, 250),
    ];
    let column = |i: i32| {
        let mut confidence = StructureMap::default();
        for (structure, from, to, peak) in met {
            if (from..to).contains(&i) {
                let edge = (i - from + 1).min(to - i).min(12);
                confidence[structure] = (peak * edge / if to - from < 12 { 1 } else { 12 }) as u8;
            }
        }
        let (picture, view) = match i {
            0..80 => (Picture::Live, View::Abdomen),
            80..95 => (Picture::NotUltrasound, View::None),
            95..120 => (Picture::Live, View::None),
            _ => (Picture::Live, View::FourChamber),
        };
        let confidence = if picture == Picture::Live {
            confidence
        } else {
            StructureMap::default()
        };
        Column {
            time: Duration::from_micros(i as u64 * 33_333),
            picture,
            view,
            confidence,
        }
    };
    Timeline::from_columns((0..224).map(column).collect())
}
