//! What stays of an exam: one line a frame, and the exam as a whole, in files.
//!
//! Knows the exam; must not know threads, sources or screens. The same exam gives the same bytes.

mod folder;
mod frame_line;

pub use folder::{Folder, FolderError};
pub use frame_line::{CONFIDENCE_MIN, FrameLine, LineError, LinesError, read_lines};
