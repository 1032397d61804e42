//! The side display: one screen drawn from a view model, and the live page that shows it.
//!
//! Knows what an exam is and how to draw it; must not know video sources, models or files of an
//! exam. It decides nothing: what it shows was decided by `exam`, with one exception that is the
//! last line of defence: a picture that is not live, a fault or an old result hides every finding.

mod barcode;
mod canvas;
mod checklist;
mod key_images;
mod labels;
pub mod layout;
mod live;
mod model;
mod naming;
mod page;
pub mod palette;
pub mod panel;
mod scale;
mod screen;
mod shared;
mod showing;
mod signs;
mod slots;
mod status;
pub mod text;

pub use barcode::BarcodePicture;
pub use canvas::{Canvas, CanvasError};
pub use key_images::{KeyImage, KeySheet};
pub use model::{Crop, RESULT_AGE_MS_MAX, ScreenModel, Standing, Status};
pub use page::{LivePage, PageError, serve};
pub use panel::{Panel, PanelError};
pub use screen::Screen;
pub use shared::SharedScreen;
pub use showing::{Brightness, Page, Review, Showing};
