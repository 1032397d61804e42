//! The barcode of a whole exam as a picture of its own.

use super::{
    super::{
        canvas::Canvas,
        language::{Language, Message},
        layout::area,
        paint::{Painter, Pictures},
        palette::{Group, Palette},
        scene::Scene,
        slots::{Axis, Slots},
        text::{Face, Line},
    },
    chart::{Chart, Shade, Words},
};
use crate::{anatomy::StructureMap, exam::Timeline};

const PALETTE: &Palette = &Palette::DAY;
const MARGIN: i32 = 16;
/// Where the rows end and the words below begin, pixels from the top and in height.
const HEAD: i32 = 36;
const FOOT: i32 = 56;
/// The ramp of shades: its width.
const RAMP: u32 = 102;

/// What stands over and below the chart.
#[derive(Clone, Copy, Debug)]
pub struct BarcodePicture<'a> {
    /// Over the chart on the left: the source.
    pub title: &'a str,
    /// Over the chart on the right: how much it shows.
    pub detail: &'a str,
    /// Below: what made it.
    pub made_by: &'a str,
    /// Which structures somebody looked for; the rows of the others are hatched.
    pub known: &'a StructureMap<bool>,
    /// In which language.
    pub language: &'a Language,
}

impl BarcodePicture<'_> {
    /// Width of a picture where none is asked for, pixels.
    pub const WIDTH_DEFAULT: u32 = 1600;
    /// The narrowest picture, pixels: names and tracks that can be read.
    pub const WIDTH_MIN: u32 = 640;
    /// The widest picture, pixels.
    pub const WIDTH_MAX: u32 = 16_384;

    /// Draws a timeline from its first frame to its last: 23 rows, the views above them, seconds below. The
    /// width is brought into [`Self::WIDTH_MIN`] to [`Self::WIDTH_MAX`]; the height follows from the rows. A pixel
    /// column shows the largest confidence of its frames, so that an event of one frame is there at any
    /// width. The shade says the confidence alone, whatever a model counts as found. The same timeline gives
    /// the same bytes.
    #[must_use]
    pub fn draw(&self, timeline: &Timeline, width: u32) -> Canvas {
        let width = width.clamp(Self::WIDTH_MIN, Self::WIDTH_MAX);
        let chart = chart(width);
        let mut canvas = Canvas::new(width, (chart.end() + FOOT) as u32);
        let mut scene = Scene::default();
        scene.region(area(0, 0, canvas.width(), canvas.height()), PALETTE.ground);
        let mut slots = Slots::new(chart.columns as usize, Axis::Whole);
        slots.gather(timeline);
        let words = Words {
            language: self.language,
            palette: PALETTE,
        };
        let shade = |s| self.known[s].then(|| shade(Group::of(s)));
        chart.draw(&mut scene, &words, &slots, 0..chart.columns, &shade);
        chart.draw_axis(&mut scene, &words, &slots);
        let name = |s| {
            let known = self.known[s];
            (
                chart.face,
                if known {
                    PALETTE.text
                } else {
                    PALETTE.text_dim
                },
            )
        };
        chart.draw_names(&mut scene, &words, name);
        self.draw_words(&mut scene, &words, &chart);
        Painter::default().paint(&mut canvas, &mut scene, &Pictures::default());
        canvas
    }

    fn draw_words(&self, scene: &mut Scene, words: &Words, chart: &Chart) {
        let (head, foot) = (24, chart.end() + FOOT - 12);
        let room = chart.right() - MARGIN;
        let dim = PALETTE.text_dim;
        let of = Line::right(Face::BODY, dim, chart.right(), head, room / 2);
        let taken = scene.foreign(of, self.detail);
        let title = Line::left(
            Face::BODY_BOLD,
            PALETTE.text,
            MARGIN,
            head,
            room - taken - MARGIN,
        );
        scene.foreign(title, self.title);
        scene.fill(area(MARGIN, foot - 18, room as u32, 1), PALETTE.line);
        chart.draw_legend(scene, words, MARGIN);
        let mut x = MARGIN;
        let confidence = self.language.message(Message::RampFrom);
        x += scene.text(Line::left(Face::SMALL, dim, x, foot, room), confidence) + 6;
        for step in 0..RAMP {
            let confidence = (step * 255 / (RAMP - 1)).max(1) as u8;
            for (row, group) in Group::ALL.into_iter().enumerate() {
                let block = area(x + step as i32, foot - 10 + 2 * row as i32, 1, 2);
                scene.fill(block, shade(group).of(PALETTE.track, confidence));
            }
        }
        x += RAMP as i32 + 6;
        x += scene.text(Line::left(Face::SMALL, dim, x, foot, room), "1") + 16;
        let right = chart.right();
        let purpose = self.language.message(Message::Purpose);
        let note = scene.text(
            Line::right(Face::SMALL, dim, right, foot, right - x),
            purpose,
        );
        let rest = right - note - 16 - x;
        scene.foreign(Line::left(Face::SMALL, dim, x, foot, rest), self.made_by);
    }
}

/// The chart of a picture of that width.
const fn chart(width: u32) -> Chart {
    let (left, name_width) = (MARGIN + 136, 128);
    Chart {
        left,
        columns: width - (left + MARGIN) as u32,
        name_width,
        lane: HEAD,
        lane_height: 18,
        pitch: 17,
        bar: 15,
        axis: 16,
        face: Face::regular(12),
        bold: Face::bold(12),
        axis_face: Face::SMALL,
    }
}

const fn shade(group: Group) -> Shade {
    Shade {
        colour: PALETTE.group(group),
        threshold: None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        anatomy::{Structure, View},
        exam::Column,
        sector::Picture,
    };

    fn timeline(count: usize, event: usize, confidence: u8) -> Timeline {
        let column = |i: usize| {
            let mut column = Column {
                time: Duration::from_millis(40 * i as u64),
                picture: Picture::Live,
                view: View::None,
                confidence: StructureMap::default(),
            };
            if i == event {
                column.confidence[Structure::Crux] = confidence;
            }
            column
        };
        Timeline::from_columns((0..count).map(column).collect())
    }

    fn words() -> BarcodePicture<'static> {
        BarcodePicture {
            title: "t",
            detail: "d",
            made_by: "m",
            known: &StructureMap([true; Structure::COUNT]),
            language: Language::english(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn one_frame_is_on_the_picture_at_any_width(
            count in 1_usize..40_000,
            at in any::<prop::sample::Index>(),
            confidence in 1_u8..=255,
            width in BarcodePicture::WIDTH_MIN..2_000,
        ) {
            let canvas = words().draw(&timeline(count, at.index(count), confidence), width);
            let chart = chart(width);
            let row = super::super::chart::ROWS.iter().position(|s| *s == Structure::Crux);
            let y = (chart.top() + chart.pitch * row.unwrap() as i32) as u32;
            let mut track = chart.left as u32..chart.right() as u32;
            let bar = shade(Group::of(Structure::Crux)).of(PALETTE.track, confidence);
            prop_assert!(track.any(|x| canvas.pixel(x, y) == Some(bar)));
        }
    }

    #[test]
    fn widths_are_brought_into_range_and_nothing_is_drawn_of_nothing() {
        let none = Timeline::default();
        let narrow = words().draw(&none, 0);
        assert_eq!(narrow.width(), BarcodePicture::WIDTH_MIN);
        assert_eq!(narrow, words().draw(&none, BarcodePicture::WIDTH_MIN));
        let chart = chart(BarcodePicture::WIDTH_MIN);
        let middle = (chart.left as u32 + 50, chart.top() as u32 + 4);
        assert_eq!(narrow.pixel(middle.0, middle.1), Some(PALETTE.track));
    }
}
