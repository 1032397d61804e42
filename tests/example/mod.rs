//! A made-up moment of an exam for tests of the display: speckle, boxes, a checklist, a timeline.
//! Every byte follows from the code alone.

use std::time::Duration;

use second_reader::{
    anatomy::{Rect, Structure, StructureMap, View},
    detector::{Detection, Detections},
    display::{Crop, ScreenModel, Status},
    exam::{Column, Item, ItemState, Timeline},
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
}

impl Example {
    pub fn new() -> Self {
        Self {
            luma: speckle(640, 480),
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
                profile: "ISUOG 2023",
                software: "0.1.0",
                fault: None,
            },
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

fn items() -> Vec<Item> {
    use ItemState::{CannotAssess, NotSeen, Outside, Seen};
    let list = [
        ("A1", View::Abdomen, "Laterality entered", CannotAssess),
        ("A2", View::Abdomen, "Stomach on the left", Seen),
        (
            "A3",
            View::Abdomen,
            "Aorta left, IVC right and in front",
            CannotAssess,
        ),
        ("A4", View::Abdomen, "Umbilical vein", Seen),
        ("F1", View::FourChamber, "View quality", CannotAssess),
        ("F2", View::FourChamber, "Position", CannotAssess),
        ("F3", View::FourChamber, "Axis", CannotAssess),
        ("F4", View::FourChamber, "Size", CannotAssess),
        ("F5", View::FourChamber, "Four chambers", Seen),
        ("F6", View::FourChamber, "Atria balanced", CannotAssess),
        ("F7", View::FourChamber, "Ventricles balanced", Outside),
        ("F8", View::FourChamber, "Crux", Seen),
        ("F9", View::FourChamber, "Valve offset", CannotAssess),
        ("F10", View::FourChamber, "Two valves move", CannotAssess),
        ("F11", View::FourChamber, "Septum", Seen),
        (
            "F14",
            View::FourChamber,
            "Pulmonary vein into left atrium",
            NotSeen,
        ),
        (
            "F15",
            View::FourChamber,
            "Aorta behind the left atrium",
            Seen,
        ),
        ("L1", View::Lvot, "Aorta from the left ventricle", NotSeen),
        ("L2", View::Lvot, "Septum to aorta", NotSeen),
        ("R1", View::Rvot, "Pulmonary artery from the RV", NotSeen),
        ("R2", View::Rvot, "Crossing", CannotAssess),
        ("V1", View::ThreeVessel, "Three vessels", NotSeen),
        ("V2", View::ThreeVessel, "Order", CannotAssess),
        ("V3", View::ThreeVessel, "Size", CannotAssess),
        ("T1", View::ThreeVesselTrachea, "V shape", NotSeen),
        ("T2", View::ThreeVesselTrachea, "Trachea side", CannotAssess),
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
