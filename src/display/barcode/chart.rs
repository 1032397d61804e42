//! The chart itself: rows, views, hatching and axis, wherever it stands and however large it is.

use std::{ops::Range, time::Duration};

use embedded_graphics::{pixelcolor::Rgb888, primitives::Rectangle};

use super::super::{
    language::{Language, Message, Word},
    layout::area,
    palette::{Palette, mix},
    scene::Scene,
    slots::{Slot, Slots, Span},
    text::{Face, Line},
};
use crate::anatomy::{Structure, View};

/// Rows from top to bottom: roughly the order in which a sweep meets the structures.
pub const ROWS: [Structure; Structure::COUNT] = [
    Structure::Stomach,
    Structure::UmbilicalVein,
    Structure::InferiorVenaCava,
    Structure::Spine,
    Structure::DescendingAorta,
    Structure::Thorax,
    Structure::Heart,
    Structure::CardiacApex,
    Structure::Crux,
    Structure::VentricularSeptum,
    Structure::RightAtrium,
    Structure::LeftAtrium,
    Structure::RightVentricle,
    Structure::LeftVentricle,
    Structure::TricuspidValve,
    Structure::MitralValve,
    Structure::PulmonaryVein,
    Structure::AscendingAorta,
    Structure::PulmonaryArtery,
    Structure::DuctusArteriosus,
    Structure::SuperiorVenaCava,
    Structure::AorticArch,
    Structure::Trachea,
];

/// Distance of the names from the tracks.
const NAME_GAP: i32 = 8;
/// Distance of the lane of the views from the tracks.
const LANE_GAP: i32 = 3;

/// What a confidence looks like.
#[derive(Clone, Copy, Debug)]
pub struct Shade {
    /// The colour of full confidence.
    pub colour: Rgb888,
    /// From which confidence on the structure counts as found, 0 to 1, where that is shown.
    pub threshold: Option<f32>,
}

/// How much of the colour the faintest confidence has, of 255, where no threshold is shown: a bar is
/// never lost on its track.
const FAINTEST: f32 = 36.0;

impl Shade {
    /// The colour of a bar, 1 to 255. With a threshold: faint below it, a clear step at it, full at 255;
    /// without: in proportion.
    pub fn of(self, track: Rgb888, confidence: u8) -> Rgb888 {
        let share = f32::from(confidence) / 255.0;
        let mixed = match self.threshold {
            Some(threshold) if share >= threshold => {
                130.0 + 125.0 * (share - threshold) / (1.0 - threshold).max(0.01)
            }
            Some(threshold) => 60.0 * share / threshold,
            None => FAINTEST + (255.0 - FAINTEST) * share,
        };
        mix(track, self.colour, mixed.clamp(0.0, 255.0) as u8)
    }
}

/// In which language and colours.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// Language.
    pub language: &'a Language,
    /// Colours.
    pub palette: &'a Palette,
}

/// Where a chart stands and how large its parts are; pixels.
#[derive(Clone, Copy, Debug)]
pub struct Chart {
    /// First column of the tracks.
    pub left: i32,
    /// Number of pixel columns of the tracks.
    pub columns: u32,
    /// How wide names can be; 0 where there are none.
    pub name_width: i32,
    /// First row of the lane that names the views.
    pub lane: i32,
    /// Height of that lane.
    pub lane_height: u32,
    /// Distance of tracks.
    pub pitch: i32,
    /// Height of a track.
    pub bar: u32,
    /// Row of the words' baseline below the tracks, from their end on.
    pub axis: i32,
    /// Face of names.
    pub face: Face,
    /// The same in bold.
    pub bold: Face,
    /// Face of the views and of the axis.
    pub axis_face: Face,
}

impl Chart {
    /// First row of the tracks.
    pub const fn top(&self) -> i32 {
        self.lane + self.lane_height as i32 + LANE_GAP
    }

    /// Row behind the tracks.
    pub const fn end(&self) -> i32 {
        self.top() + self.pitch * Structure::COUNT as i32
    }

    /// Column behind the tracks.
    pub const fn right(&self) -> i32 {
        self.left + self.columns as i32
    }

    /// Draws some pixel columns of the lane of the views and of the tracks, and what was not analysed. `shade` is
    /// `None` for a structure that nobody looked for, in no frame.
    pub fn draw(
        &self,
        scene: &mut Scene,
        words: &Words,
        slots: &Slots,
        part: Range<u32>,
        shade: &impl Fn(Structure) -> Option<Shade>,
    ) {
        let palette = words.palette;
        self.draw_lane(scene, words, slots, &part);
        let (from, width) = (self.left + part.start as i32, part.end - part.start);
        for (row, structure) in ROWS.into_iter().enumerate() {
            let y = self.top() + self.pitch * row as i32;
            let track = area(from, y, width, self.bar);
            let Some(shade) = shade(structure) else {
                hatched(scene, palette, track);
                continue;
            };
            scene.fill(track, palette.track);
            let confidence = |slot: &Slot| slot.confidence[structure];
            self.runs(slots, &part, confidence, |x, width, confidence| {
                if confidence > 0 {
                    let colour = shade.of(palette.track, confidence);
                    scene.fill(area(x, y, width, self.bar), colour);
                }
            });
        }
        let height = (self.end() - self.lane - 1) as u32;
        let unanalysed = |slot: &Slot| slot.span == Span::Unanalysed;
        self.runs(slots, &part, unanalysed, |x, width, unanalysed| {
            if unanalysed {
                hatched(scene, palette, area(x, self.lane, width, height));
            }
        });
    }

    /// Draws the names beside the rows, with a face and a colour for each.
    pub fn draw_names(
        &self,
        scene: &mut Scene,
        words: &Words,
        look: impl Fn(Structure) -> (Face, Rgb888),
    ) {
        for (row, structure) in ROWS.into_iter().enumerate() {
            let (face, colour) = look(structure);
            let y = self.top() + self.pitch * row as i32;
            let (x, baseline) = (self.left - NAME_GAP, face.baseline(y, self.bar as i32));
            let line = Line::right(face, colour, x, baseline, self.name_width);
            scene.text(line, words.language.get(Word::Structure(structure)));
        }
    }

    /// A swatch of the hatching at a column below the tracks, with what it means.
    pub fn draw_legend(&self, scene: &mut Scene, words: &Words, x: i32) {
        let baseline = self.end() + self.axis;
        let height = self.axis_face.cap_height();
        hatched(
            scene,
            words.palette,
            area(x, baseline - height, 18, height as u32),
        );
        let half = self.axis_face.width("0 s") / 2;
        let room = self.left - x - 24 - half - 4;
        let line = Line::left(
            self.axis_face,
            words.palette.text_dim,
            x + 24,
            baseline,
            room,
        );
        scene.text(line, words.language.message(Message::NotAnalysed));
    }

    /// Calls `draw` for every run of equal pixel columns of a part: first column on the screen, width, value.
    fn runs<T: PartialEq>(
        &self,
        slots: &Slots,
        part: &Range<u32>,
        value: impl Fn(&Slot) -> T,
        mut draw: impl FnMut(i32, u32, T),
    ) {
        let mut x = self.left + part.start as i32;
        let columns = &slots.all()[part.start as usize..part.end as usize];
        for run in columns.chunk_by(|a, b| value(a) == value(b)) {
            draw(x, run.len() as u32, value(&run[0]));
            x += run.len() as i32;
        }
    }

    /// The views as labelled blocks above the tracks. A block that begins or ends beyond the part is cut by it.
    fn draw_lane(&self, scene: &mut Scene, words: &Words, slots: &Slots, part: &Range<u32>) {
        let (lane, height, palette) = (self.lane, self.lane_height, words.palette);
        let first = self.left + part.start as i32;
        scene.fill(
            area(first, lane, part.end - part.start, height),
            palette.track,
        );
        let all = 0..self.columns;
        self.runs(
            slots,
            &all,
            |slot| slot.span,
            |x, width, span| {
                let Span::Analysed(view) = span else { return };
                let (end, part_end) = (x + width as i32, self.left + part.end as i32);
                if view == View::None || end <= first || x >= part_end {
                    return;
                }
                let block = area(x, lane, width.saturating_sub(1).max(1), height);
                scene.fill(block, mix(palette.current, palette.accent, 40));
                let face = Face::bold(self.axis_face.px);
                let name = words.language.get(Word::ViewShort(view));
                if face.width(name) + 6 <= width as i32 {
                    let baseline = face.baseline(lane, height as i32);
                    let centre = x + width as i32 / 2;
                    scene.text(
                        Line::centre(face, palette.text, centre, baseline, width as i32),
                        name,
                    );
                }
            },
        );
    }

    /// Marks with their times.
    pub fn draw_axis(&self, scene: &mut Scene, words: &Words, slots: &Slots) {
        let (end, right, palette) = (self.end(), self.right(), words.palette);
        scene.fill(area(self.left, end, self.columns, 1), palette.line);
        let face = self.axis_face;
        let mut free = i32::MIN;
        for mark in slots.marks() {
            let x = self.left + slots.at(mark) as i32;
            scene.fill(area(x.min(right - 1), end, 1, 4), palette.text_dim);
            let time = Seconds(mark);
            let widest = face.width("6000.0 s");
            let width =
                Line::left(face, palette.text_dim, 0, 0, widest).width_of(format_args!("{time}"));
            let first = if self.name_width > 0 {
                x
            } else {
                x.max(self.left + width / 2)
            };
            let at = first.min(right - (width + 1) / 2);
            // Where marks lie close, every other one has its words.
            if at - width / 2 < free {
                continue;
            }
            let line = Line::centre(face, palette.text_dim, at, end + self.axis, widest);
            scene.write(line, format_args!("{time}"));
            free = at + width / 2 + NAME_GAP;
        }
    }
}

/// Marks an area as not analysed.
fn hatched(scene: &mut Scene, palette: &Palette, within: Rectangle) {
    scene.fill(within, palette.ground);
    scene.hatch(within, 6, 2, palette.hatch);
}

/// Whole seconds, or tenths where there are some.
struct Seconds(Duration);

impl std::fmt::Display for Seconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.0.as_secs(), self.0.subsec_millis() / 100) {
            (seconds, 0) => write!(f, "{seconds} s"),
            (seconds, tenths) => write!(f, "{seconds}.{tenths} s"),
        }
    }
}
