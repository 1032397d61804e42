use std::time::Duration;

use crate::{
    anatomy::{Structure, StructureMap, View},
    sector::Picture,
};

/// One moment of the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Time of the (first) frame.
    pub time: Duration,
    /// What the picture was: structures count only where it is [`Picture::Live`].
    pub picture: Picture,
    /// The view.
    pub view: View,
    /// Confidence of each structure, 0 (not found) to 255.
    pub confidence: StructureMap<u8>,
}

/// The barcode: what was seen when, one column a frame until it is full.
#[derive(Clone, Debug)]
pub struct Timeline {
    columns: Vec<Column>,
}

impl Timeline {
    /// A timeline of those columns, which are in the order of time.
    #[must_use]
    pub fn from_columns(columns: Vec<Column>) -> Self {
        Self { columns }
    }

    /// The columns in the order of time.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }
}

/// The largest confidence of a structure within some columns.
#[must_use]
pub fn strongest(columns: &[Column], structure: Structure) -> u8 {
    columns.iter().map(|c| c.confidence[structure]).max().unwrap_or(0)
}
