//! The exam record on disk: one line a frame, the exam in one file, written so that a failure
//! leaves nothing half-written.
//!
//! Knows the exam; must not know screens, threads or clocks: the same video, model and profile
//! give the same bytes.

mod barcode;
mod course;
mod error;
mod exam;
mod frame;
mod heart_rate;
mod label;
mod measure;
mod out_dir;
mod read;
mod round;
mod table;
mod table_error;
mod withheld;
mod write;

pub(crate) use frame::{structure_name, view_name};

pub use barcode::{BarcodeRow, BarcodeWriter};
pub use course::{FindingRecord, FindingsRecord};
pub use error::RecordError;
pub use exam::{ExamRecord, ModelRecord, SourceRecord, frames_came, frames_per_second};
pub use frame::{ClassRecord, FrameRecord, StructureRecord, as_recorded};
pub use label::{BodySide, Chirality, LabelRecord, Ratios, Sides};
pub use out_dir::OutDir;
pub use read::{FrameReader, read_frames};
pub use round::milliseconds;
pub use table::{Sweep, Table, TableCase, TableRow, read_sweep, read_table};
pub use table_error::TableError;
pub use withheld::WithheldRecord;
pub use write::{FrameWriter, write_frame};
