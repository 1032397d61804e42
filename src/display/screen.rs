//! The whole screen, composed of its parts.

use embedded_graphics::draw_target::DrawTarget;

use super::{
    barcode::Barcode,
    canvas::Canvas,
    checklist::Checklist,
    layout::{HEIGHT, WIDTH},
    live::Live,
    model::ScreenModel,
    palette::GROUND,
    status::StatusLine,
};

/// Draws screens, keeping its tables and buffers between them.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    live: Live,
    checklist: Checklist,
    barcode: Barcode,
    status: StatusLine,
}

impl Screen {
    /// A canvas of the screen's size: 1280 by 800 pixels.
    #[must_use]
    pub fn canvas() -> Canvas {
        Canvas::new(WIDTH, HEIGHT)
    }

    /// Size of a screen, pixels.
    #[must_use]
    pub const fn size() -> (u32, u32) {
        (WIDTH, HEIGHT)
    }

    /// Draws one moment of the exam over all of the canvas. The same model gives the same bytes.
    pub fn draw(&mut self, canvas: &mut Canvas, model: &ScreenModel) {
        let _ = canvas.clear(GROUND);
        self.status.draw_header(canvas, model);
        self.live.draw(canvas, model);
        self.checklist.draw(canvas, model);
        self.barcode.draw(canvas, model);
        self.status.draw_state(canvas, model);
    }
}
