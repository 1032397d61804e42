//! The whole screen: the scene of a page, drawn where it is new.

use embedded_graphics::primitives::Rectangle;

use super::{
    canvas::Canvas,
    layout::{Design, HEIGHT, Layout, WIDTH},
    model::ScreenModel,
    pages::{Buffers, Draw, page},
    paint::{Painter, Pictures},
    palette::Palette,
    scene::Scene,
};

/// Draws screens, keeping its tables and buffers between them.
#[derive(Debug, Default)]
pub struct Screen {
    scene: Scene,
    pictures: Pictures,
    painter: Painter,
    buffers: Buffers,
    layout: Option<Layout>,
    words: String,
}

impl Screen {
    /// A canvas of the usual size: 1280 by 800 pixels.
    #[must_use]
    pub fn canvas() -> Canvas {
        Canvas::new(WIDTH, HEIGHT)
    }

    /// The usual size of a screen, pixels.
    #[must_use]
    pub const fn size() -> (u32, u32) {
        (WIDTH, HEIGHT)
    }

    /// Draws one moment of the exam on a canvas of any size, in the layout for it, and says which parts of the canvas
    /// have changed; they do not overlap. What is the same as on this screen's last picture is left alone, where the
    /// canvas holds that; otherwise all is drawn. The same model gives the same bytes either way.
    pub fn draw(&mut self, canvas: &mut Canvas, model: &ScreenModel) -> &[Rectangle] {
        let size = (canvas.width(), canvas.height());
        let layout = self.layout_of(size);
        self.scene.clear();
        let mut draw = Draw {
            scene: &mut self.scene,
            pictures: &mut self.pictures,
            layout: &layout,
            palette: Palette::of(model.showing.brightness),
            language: model.language,
            model,
            words: &mut self.words,
        };
        page(&mut draw, &mut self.buffers);
        self.painter.paint(canvas, &mut self.scene, &self.pictures)
    }

    /// Draws all of the next picture, whatever the canvas holds.
    pub fn forget(&mut self) {
        self.painter.forget();
    }

    fn layout_of(&mut self, (width, height): (u32, u32)) -> Layout {
        let known = self
            .layout
            .filter(|l| (l.all.size.width, l.all.size.height) == (width, height));
        if let Some(layout) = known {
            return layout;
        }
        let layout = Layout::of(width, height);
        if layout.design == Design::TooSmall {
            log::warn!(
                "a panel of {width}x{height} pixels is too small: nothing but that is shown (hint: 320x240 or more)"
            );
        }
        for face in layout.faces.changing() {
            face.warm();
        }
        self.layout = Some(layout);
        layout
    }

    /// What was drawn last, for tests.
    #[cfg(test)]
    pub(super) const fn last(&self) -> &Scene {
        self.painter.last()
    }
}

#[cfg(test)]
mod tests;
