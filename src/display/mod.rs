//! The side display: one screen drawn from a view model, and the live page that shows it.
//!
//! Knows what an exam is and how to draw it; must not know video sources, models or files of an
//! exam. It decides nothing: what it shows was decided by `exam`, with one exception that is the
//! last line of defence: a picture that is not live, a fault or an old result hides every finding.

mod barcode;
mod canvas;
mod font;
mod key_images;
mod labels;
mod language;
pub mod layout;
mod model;
mod page;
mod pages;
mod paint;
pub mod palette;
pub mod panel;
mod scale;
mod scene;
mod screen;
mod shared;
mod showing;
mod signs;
mod slots;
pub mod text;
mod zones;

/// The product.
pub const PRODUCT: &str = "Second Reader";

pub use barcode::BarcodePicture;
pub use canvas::{Canvas, CanvasError};
pub use key_images::{KeyImage, KeySheet};
pub use language::{Language, LanguageError, Message, Word};
pub use model::{
    Crop, FPS_MIN, Hint, RESULT_AGE_MS_MAX, ScreenModel, Setup, Standing, Status, Work,
};
pub use page::{LivePage, PageError, serve};
pub use panel::{Panel, PanelError};
pub use screen::Screen;
pub use shared::SharedScreen;
pub use showing::{Brightness, Page, Review, Showing};
pub use zones::{finger, zones};
