//! The barcode of a whole exam as a picture of its own.

use embedded_graphics::draw_target::DrawTarget;

use super::{
    super::{
        canvas::Canvas,
        layout::area,
        palette::{GROUND, Group, LINE, TEXT, TEXT_DIM},
        slots::{Axis, Slots},
        text::{Face, Line},
    },
    chart::{Chart, Shade},
};
use crate::{anatomy::StructureMap, exam::Timeline};

/// What the words below the picture end with.
const NOTE: &str = "Supports the examiner; does not diagnose.";
const MARGIN: i32 = 16;
/// Where the rows end and the words below begin, pixels from the top and in height.
const HEAD: i32 = 36;
const FOOT: i32 = 56;
/// The ramp of shades: its width.
const RAMP: u32 = 102;

/// What stands over and below the chart.
#[derive(Clone, Copy, Debug)]
pub struct BarcodePicture<'a> {
    /// Over the chart on the left: the source. Characters beyond ISO 8859-1 are left out.
    pub title: &'a str,
    /// Over the chart on the right: how much it shows.
    pub detail: &'a str,
    /// Below: what made it.
    pub made_by: &'a str,
    /// Which structures somebody looked for; the rows of the others are hatched.
    pub known: &'a StructureMap<bool>,
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
        let _ = canvas.clear(GROUND);
        let mut slots = Slots::new(chart.columns as usize, Axis::Whole);
        slots.gather(timeline);
        let shade = |s| self.known[s].then(|| shade(Group::of(s)));
        chart.draw(&mut canvas, &slots, shade, &mut String::new());
        let name = |s| (chart.face, if self.known[s] { TEXT } else { TEXT_DIM });
        chart.draw_names(&mut canvas, name);
        self.draw_words(&mut canvas, &chart);
        canvas
    }

    fn draw_words(&self, canvas: &mut Canvas, chart: &Chart) {
        let (head, foot) = (24, chart.end() + FOOT - 12);
        let room = chart.right() - MARGIN;
        let of = Line::right(Face::BodySmall, TEXT_DIM, chart.right(), head, room / 2);
        let taken = of.draw(canvas, self.detail);
        let title = Line::left(Face::BodyBold, TEXT, MARGIN, head, room - taken - MARGIN);
        title.draw(canvas, self.title);
        let rule = area(MARGIN, foot - 18, room as u32, 1);
        let _ = canvas.fill_solid(&rule, LINE);
        chart.draw_legend(canvas, MARGIN);
        let mut x = MARGIN;
        x += Line::left(Face::Small, TEXT_DIM, x, foot, room).draw(canvas, "confidence 0") + 6;
        for step in 0..RAMP {
            let confidence = (step * 255 / (RAMP - 1)).max(1) as u8;
            for (row, group) in Group::ALL.into_iter().enumerate() {
                let block = area(x + step as i32, foot - 10 + 2 * row as i32, 1, 2);
                let _ = canvas.fill_solid(&block, shade(group).of(confidence));
            }
        }
        x += RAMP as i32 + 6;
        x += Line::left(Face::Small, TEXT_DIM, x, foot, room).draw(canvas, "1") + 16;
        let right = chart.right();
        let note = Line::right(Face::Small, TEXT_DIM, right, foot, right - x).draw(canvas, NOTE);
        let rest = right - note - 16 - x;
        Line::left(Face::Small, TEXT_DIM, x, foot, rest).draw(canvas, self.made_by);
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
        face: Face::Small,
        bold: Face::SmallBold,
    }
}

const fn shade(group: Group) -> Shade {
    Shade {
        colour: group.colour(),
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

    const WORDS: BarcodePicture = BarcodePicture {
        title: "t",
        detail: "d",
        made_by: "m",
        known: &StructureMap([true; Structure::COUNT]),
    };

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn one_frame_is_on_the_picture_at_any_width(
            count in 1_usize..40_000,
            at in any::<prop::sample::Index>(),
            confidence in 1_u8..=255,
            width in BarcodePicture::WIDTH_MIN..2_000,
        ) {
            let canvas = WORDS.draw(&timeline(count, at.index(count), confidence), width);
            let chart = chart(width);
            let row = super::super::chart::ROWS.iter().position(|s| *s == Structure::Crux);
            let y = (chart.top() + chart.pitch * row.unwrap() as i32) as u32;
            let mut track = chart.left as u32..chart.right() as u32;
            let bar = shade(Group::of(Structure::Crux)).of(confidence);
            prop_assert!(track.any(|x| canvas.pixel(x, y) == Some(bar)));
        }
    }

    #[test]
    fn widths_are_brought_into_range_and_nothing_is_drawn_of_nothing() {
        let none = Timeline::default();
        let narrow = WORDS.draw(&none, 0);
        assert_eq!(narrow.width(), BarcodePicture::WIDTH_MIN);
        assert_eq!(narrow, WORDS.draw(&none, BarcodePicture::WIDTH_MIN));
        let chart = chart(BarcodePicture::WIDTH_MIN);
        let middle = (chart.left as u32 + 50, chart.top() as u32 + 4);
        assert_eq!(
            narrow.pixel(middle.0, middle.1),
            Some(super::super::super::palette::TRACK)
        );
    }
}
