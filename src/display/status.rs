//! Header and state line: what is shown, from where, how old, by which model.

use std::{fmt::Write, time::Duration};

use embedded_graphics::{draw_target::DrawTarget, pixelcolor::Rgb888};

use super::{
    canvas::Canvas,
    layout::{CHECKLIST, HEADER, MARGIN, STATUS, WIDTH, area},
    model::{ScreenModel, Standing},
    naming::view_title,
    palette::{LINE, PANEL, TEXT, TEXT_DIM, UNVERIFIED},
    text::{Face, Line},
};
use crate::anatomy::View;

/// The permanent sentence.
pub const PURPOSE: &str = "Supports the examiner; does not diagnose";
/// The product.
pub const PRODUCT: &str = "Second Reader";

/// First column of the current view.
const VIEW_X: i32 = 230;
/// Room for the exam time: `60:00.0`.
const TIME_WIDTH: i32 = 126;
/// Column behind everything.
const END: i32 = WIDTH as i32 - MARGIN;

/// Draws header and state line.
#[derive(Clone, Debug, Default)]
pub struct StatusLine {
    words: String,
}

/// Where a field of the state line stands: its name, the column of the value, and its width.
struct Field {
    name: &'static str,
    x: i32,
    value_x: i32,
    width: i32,
}

const SOURCE: Field = Field {
    name: "Source",
    x: MARGIN,
    value_x: 76,
    width: 252,
};
const RATE: Field = Field {
    name: "Rate",
    x: 344,
    value_x: 386,
    width: 72,
};
const FRAME: Field = Field {
    name: "Frame",
    x: 478,
    value_x: 530,
    width: 78,
};
const AGE: Field = Field {
    name: "Age",
    x: 626,
    value_x: 660,
    width: 66,
};
const MODEL: Field = Field {
    name: "Model",
    x: 746,
    value_x: 796,
    width: 270,
};
const PROFILE: Field = Field {
    name: "Profile",
    x: 1080,
    value_x: 1138,
    width: 126,
};

impl StatusLine {
    /// Product, current view in large letters, time of the exam.
    pub fn draw_header(&mut self, canvas: &mut Canvas, model: &ScreenModel) {
        let (top, height) = (HEADER.top_left.y, HEADER.size.height as i32);
        let title = Line::left(
            Face::Title,
            TEXT,
            MARGIN,
            Face::Title.baseline(top, height),
            190,
        );
        title.draw(canvas, PRODUCT);
        let _ = canvas.fill_solid(&area(VIEW_X - 19, top + 15, 2, 29), LINE);
        let (words, colour) = match (model.standing(), model.view) {
            (Standing::Analysing, View::None) => (view_title(View::None), TEXT_DIM),
            (Standing::Analysing, view) => (view_title(view), TEXT),
            _ => ("Not analysing", UNVERIFIED),
        };
        let baseline = Face::Large.baseline(top, height);
        let room = CHECKLIST.top_left.x + 200 - VIEW_X;
        Line::left(Face::Large, colour, VIEW_X, baseline, room).draw(canvas, words);
        write_time(&mut self.words, model.time);
        Line::right(Face::Large, TEXT, END, baseline, TIME_WIDTH).draw(canvas, &self.words);
        Line::right(Face::Body, TEXT_DIM, END - TIME_WIDTH - 10, baseline, 100)
            .draw(canvas, "Exam time");
    }

    /// The state line and the permanent sentence.
    pub fn draw_state(&mut self, canvas: &mut Canvas, model: &ScreenModel) {
        let status = &model.status;
        let _ = canvas.fill_solid(&STATUS, PANEL);
        self.field(canvas, &SOURCE, |words| words.write_str(status.source));
        let rate = status.fps.filter(|fps| fps.is_finite());
        self.number(canvas, &RATE, TEXT, |words| match rate {
            Some(fps) => write!(words, "{fps:.1} fps"),
            None => words.write_str("- fps"),
        });
        self.number(canvas, &FRAME, TEXT, |words| match status.frame {
            Some(frame) => write!(words, "{frame}"),
            None => words.write_str("-"),
        });
        let stale = matches!(model.standing(), Standing::Stale { .. });
        let colour = if stale { UNVERIFIED } else { TEXT };
        self.number(canvas, &AGE, colour, |words| match status.frame_age_ms {
            Some(age_ms) if age_ms < 10_000.0 => write!(words, "{age_ms:.0} ms"),
            Some(_) => words.write_str("> 9 s"),
            None => words.write_str("not live"),
        });
        self.field(canvas, &MODEL, |words| {
            write!(words, "{} {}  ", status.model_name, status.model_version)?;
            write!(words, "#{}", status.model_hash)
        });
        self.field(canvas, &PROFILE, |words| {
            write_profile(words, status.profile, PROFILE.width)
        });
        self.draw_purpose(canvas, status.software);
    }

    fn draw_purpose(&mut self, canvas: &mut Canvas, software: &str) {
        let baseline = STATUS.top_left.y + 41;
        let purpose = Line::left(Face::BodyBold, TEXT, MARGIN, baseline, 600);
        purpose.draw(canvas, PURPOSE);
        self.words.clear();
        let _ = write!(self.words, "{PRODUCT} {software}");
        Line::right(Face::Body, TEXT_DIM, END, baseline, 400).draw(canvas, &self.words);
    }

    /// A field whose value starts at its column.
    fn field(
        &mut self,
        canvas: &mut Canvas,
        field: &Field,
        value: impl FnOnce(&mut String) -> std::fmt::Result,
    ) {
        self.value(canvas, field, value, |baseline| {
            Line::left(Face::Body, TEXT, field.value_x, baseline, field.width)
        });
    }

    /// A field whose value ends at its column, so that digits do not jump.
    fn number(
        &mut self,
        canvas: &mut Canvas,
        field: &Field,
        colour: Rgb888,
        value: impl FnOnce(&mut String) -> std::fmt::Result,
    ) {
        self.value(canvas, field, value, |baseline| {
            Line::right(
                Face::Body,
                colour,
                field.value_x + field.width,
                baseline,
                field.width,
            )
        });
    }

    fn value(
        &mut self,
        canvas: &mut Canvas,
        field: &Field,
        value: impl FnOnce(&mut String) -> std::fmt::Result,
        place: impl FnOnce(i32) -> Line,
    ) {
        let baseline = STATUS.top_left.y + 19;
        let room = field.value_x - field.x;
        Line::left(Face::Body, TEXT_DIM, field.x, baseline, room).draw(canvas, field.name);
        self.words.clear();
        let _ = value(&mut self.words);
        place(baseline).draw(canvas, &self.words);
    }
}

/// Writes name and version of a profile, the name shortened so that the version has room.
fn write_profile(words: &mut String, profile: &str, width: i32) -> std::fmt::Result {
    match profile.rsplit_once(' ') {
        Some((name, version)) if Face::Body.width(profile) > width => {
            let tail = format!("... {version}");
            let (name, _) = Face::Body.fit(name, width - Face::Body.width(&tail));
            write!(words, "{name}{tail}")
        }
        _ => words.write_str(profile),
    }
}

/// Writes minutes, seconds and tenths: `1:02.5`.
fn write_time(words: &mut String, time: Duration) {
    let tenths = time.as_millis() / 100;
    words.clear();
    let _ = write!(
        words,
        "{}:{:02}.{}",
        tenths / 600,
        tenths / 10 % 60,
        tenths % 10
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exam_time_reads_as_minutes_seconds_tenths() {
        let mut words = String::new();
        for (ms, expected) in [
            (0, "0:00.0"),
            (9_999, "0:09.9"),
            (62_500, "1:02.5"),
            (3_600_000, "60:00.0"),
        ] {
            write_time(&mut words, Duration::from_millis(ms));
            assert_eq!(words, expected);
        }
    }

    #[test]
    fn of_a_long_profile_name_the_version_stays() {
        let written = |profile: &str| {
            let mut words = String::new();
            write_profile(&mut words, profile, PROFILE.width).unwrap();
            words
        };
        assert_eq!(written("ISUOG 2023"), "ISUOG 2023");
        let long = written("st-example-with-a-very-long-name 2026.1");
        assert!(
            long.starts_with("st-") && long.ends_with("... 2026.1"),
            "{long}"
        );
        assert!(Face::Body.width(&long) <= PROFILE.width, "{long}");
    }

    #[test]
    fn fields_do_not_meet_and_names_fit() {
        let fields = [SOURCE, RATE, FRAME, AGE, MODEL, PROFILE];
        for pair in fields.windows(2) {
            assert!(pair[0].value_x + pair[0].width < pair[1].x);
        }
        for field in &fields {
            assert!(
                Face::Body.width(field.name) + 4 <= field.value_x - field.x,
                "{}",
                field.name
            );
            assert!(field.value_x + field.width <= END);
        }
        for (field, longest) in [
            (&RATE, "119.9 fps"),
            (&FRAME, "99999999"),
            (&AGE, "9999 ms"),
            (&AGE, "not live"),
        ] {
            assert!(Face::Body.width(longest) <= field.width, "{longest}");
        }
        assert!(Face::Large.width("60:00.0") <= TIME_WIDTH);
        for view in View::SWEEP {
            assert!(Face::Large.width(view_title(view)) <= CHECKLIST.top_left.x + 200 - VIEW_X);
        }
    }
}
