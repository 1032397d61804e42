//! The pages of the screen: what stands where, as a scene.

mod banner;
mod checklist;
mod footer;
mod header;
mod live;
mod measures;
mod review;
mod setup;
mod setup_code;
mod timeline;
mod views;

use std::fmt::Display;

use embedded_graphics::{pixelcolor::Rgb888, primitives::Rectangle};

use super::{
    language::{Language, Message, Values, Word},
    layout::{Design, Layout},
    model::{ScreenModel, Standing, Work},
    paint::Pictures,
    palette::Palette,
    scene::Scene,
    showing::Page,
    text::{Face, Line},
};

pub use setup_code::SetupCode;
pub use timeline::Timeline;

/// What a page is made with, and the scene that it makes.
pub struct Draw<'a> {
    /// What it makes.
    pub scene: &'a mut Scene,
    /// Pictures that the scene shows.
    pub pictures: &'a mut Pictures,
    /// Where things stand.
    pub layout: &'a Layout,
    /// In which colours.
    pub palette: &'a Palette,
    /// In which language.
    pub language: &'a Language,
    /// What is shown.
    pub model: &'a ScreenModel<'a>,
    /// For words that are put together.
    pub words: &'a mut String,
}

/// Buffers of the pages.
#[derive(Clone, Debug, Default)]
pub struct Buffers {
    timeline: Timeline,
    code: SetupCode,
}

/// Makes the scene of the page that is shown.
pub fn page(draw: &mut Draw, buffers: &mut Buffers) {
    if draw.layout.design == Design::TooSmall {
        banner::too_small(draw);
        return;
    }
    header::header(draw);
    let stops = draw.model.status.work != Work::Running
        && !matches!(draw.model.status.work, Work::NoFrames(_));
    match draw.model.showing.page {
        Page::Setup => setup::setup(draw, &mut buffers.code),
        _ if stops => banner::banner(draw, draw.layout.body),
        Page::Live => live::live(draw, &mut buffers.timeline),
        Page::Review(_) if draw.model.withheld => banner::withheld(draw, draw.layout.body),
        Page::Review(page) => review::review(draw, page, &mut buffers.timeline),
    }
    footer::footer(draw);
}

/// A number with so many digits behind the point.
#[derive(Clone, Copy, Debug)]
pub struct Rounded {
    value: f64,
    digits: usize,
}

impl Rounded {
    /// A value with so many digits.
    pub fn new(value: impl Into<f64>, digits: usize) -> Self {
        let value = value.into();
        Self { value, digits }
    }
}

impl Display for Rounded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.*}", self.digits, self.value)
    }
}

impl<'a> Draw<'a> {
    /// A word of the language.
    fn get(&self, word: Word) -> &'a str {
        self.language.get(word)
    }

    /// A message of the language.
    fn message(&self, message: Message) -> &'a str {
        self.language.message(message)
    }

    /// Puts words together; what was put together before is gone.
    fn put(&mut self, words: impl Display) {
        self.words.clear();
        super::language::joined(self.words, words);
    }

    /// A line of a message with its places filled; returns its width.
    fn line(&mut self, line: Line, message: Message, values: Values) -> i32 {
        let filled = self.language.with(message, values);
        self.scene.write(line, format_args!("{filled}"))
    }

    /// Lines of a text within an area, from its top on and as many as fit; returns the row behind the last.
    fn paragraph(&mut self, text: &str, within: &Rectangle, face: Face, colour: Rgb888) -> i32 {
        let width = within.size.width as i32;
        let mut top = within.top_left.y;
        let end = super::layout::bottom(within);
        let mut lines = face.lines(text, width).peekable();
        while let Some(text) = lines.next() {
            if top + face.line_height() > end {
                break;
            }
            let baseline = face.baseline(top, face.line_height());
            let last = top + 2 * face.line_height() > end && lines.peek().is_some();
            let line = Line::left(face, colour, within.top_left.x, baseline, width);
            if last {
                // What does not fit is seen to be cut off.
                self.scene
                    .write_foreign(line, format_args!("{text} \u{2026}"));
            } else {
                self.scene.foreign(line, text);
            }
            top += face.line_height();
        }
        top
    }

    /// Whether the frame's findings may be shown.
    fn is_analysing(&self) -> bool {
        self.model.standing() == Standing::Analysing
    }
}
