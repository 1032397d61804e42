use std::time::Duration;

use crate::{
    anatomy::{Structure, StructureMap, View},
    sector::Picture,
};

/// How many columns a timeline holds at most: nine minutes at 30 frames a second before the first
/// merge, less than a mebibyte.
const CAPACITY: usize = 16_384;

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

impl Column {
    /// A confidence, 0 to 1, as columns have it: 0 to 255. What is no number counts as 0.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "casting saturates, and makes a broken number zero"
    )]
    pub fn quantised(confidence: f32) -> u8 {
        (confidence * 255.0).round() as u8
    }

    /// Takes `next` in: the first time; live if either is; the first view that there is; of each
    /// structure the larger confidence.
    fn merge(&mut self, next: &Self) {
        if next.picture == Picture::Live {
            self.picture = Picture::Live;
        }
        if self.view == View::None {
            self.view = next.view;
        }
        for (mine, theirs) in self.confidence.0.iter_mut().zip(next.confidence.0) {
            *mine = (*mine).max(theirs);
        }
    }

    fn merged(columns: &[Self]) -> Option<Self> {
        let (first, rest) = columns.split_first()?;
        let mut all = *first;
        for column in rest {
            all.merge(column);
        }
        Some(all)
    }
}

/// The barcode: what was seen when. One column a frame until it is full; then pairs of columns
/// merge, and each new column takes twice as many frames. A structure that was found in one frame
/// stays, however long the exam.
#[derive(Debug)]
pub struct Timeline {
    columns: Vec<Column>,
    /// Frames that a column takes.
    stride: u64,
    /// Frames in the last column.
    in_last: u64,
}

impl Clone for Timeline {
    fn clone(&self) -> Self {
        let Self {
            stride, in_last, ..
        } = *self;
        Self {
            columns: self.columns.clone(),
            stride,
            in_last,
        }
    }

    /// Keeps the buffer: screens copy the timeline many times a second.
    fn clone_from(&mut self, other: &Self) {
        self.columns.clone_from(&other.columns);
        (self.stride, self.in_last) = (other.stride, other.in_last);
    }
}

impl Default for Timeline {
    fn default() -> Self {
        Self {
            columns: Vec::with_capacity(CAPACITY),
            stride: 1,
            in_last: 0,
        }
    }
}

impl Timeline {
    /// A timeline of these columns, for drawing and for tests; at most 16384 stay apart.
    #[must_use]
    pub fn from_columns(columns: Vec<Column>) -> Self {
        let mut timeline = Self::default();
        for column in columns {
            timeline.push(column);
        }
        timeline
    }

    /// Forgets all frames, and keeps the buffer.
    pub fn clear(&mut self) {
        self.columns.clear();
        (self.stride, self.in_last) = (1, 0);
    }

    /// Adds a frame. Allocates nothing.
    pub fn push(&mut self, column: Column) {
        if let Some(last) = self
            .columns
            .last_mut()
            .filter(|_| self.in_last < self.stride)
        {
            last.merge(&column);
            self.in_last += 1;
            return;
        }
        if self.columns.len() == CAPACITY {
            self.halve();
        }
        self.columns.push(column);
        self.in_last = 1;
    }

    fn halve(&mut self) {
        for i in 0..CAPACITY / 2 {
            let mut column = self.columns[2 * i];
            column.merge(&self.columns[2 * i + 1]);
            self.columns[i] = column;
        }
        self.columns.truncate(CAPACITY / 2);
        self.stride *= 2;
    }

    /// The columns in the order of time.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The timeline as `width` columns: merged where there are more, repeated where there are
    /// fewer, `None` where there are none at all. No column is left out.
    pub fn resample(&self, width: usize) -> impl Iterator<Item = Option<Column>> + '_ {
        let count = self.columns.len();
        (0..width).map(move |i| {
            let from = i * count / width;
            let to = ((i + 1) * count / width).max(from + 1).min(count);
            Column::merged(&self.columns[from..to])
        })
    }
}

/// The largest confidence of a structure within some columns.
#[must_use]
pub fn strongest(columns: &[Column], structure: Structure) -> u8 {
    columns
        .iter()
        .map(|c| c.confidence[structure])
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests;
