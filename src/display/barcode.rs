//! The barcode timeline: what was seen when, one row a structure.
//!
//! A pixel column takes the largest confidence of all its frames, so that an event of one frame
//! survives any zoom. Spans that were not analysed are hatched: they say nothing of what was there. So
//! are the rows of structures that the model does not look for.

mod chart;
mod picture;

use embedded_graphics::draw_target::DrawTarget;

use super::{
    canvas::Canvas,
    layout::{BARCODE, area, right},
    model::{ScreenModel, Standing},
    palette::{ACCENT, Group, PANEL, TEXT, TEXT_DIM},
    slots::{Axis, Slots},
    text::Face,
};
use chart::{Chart, Shade};

pub use picture::BarcodePicture;

/// First column of the tracks.
const LEFT: i32 = BARCODE.top_left.x + 134;

/// The chart within its panel.
const CHART: Chart = Chart {
    left: LEFT,
    columns: (right(&BARCODE) - 12 - LEFT) as u32,
    name_width: 118,
    lane: BARCODE.top_left.y + 5,
    lane_height: 13,
    pitch: 10,
    bar: 9,
    axis: 15,
    face: Face::Small,
    bold: Face::SmallBold,
};

/// Draws the timeline panel.
#[derive(Clone, Debug)]
pub struct Barcode {
    slots: Slots,
    words: String,
}

impl Default for Barcode {
    fn default() -> Self {
        Self {
            slots: Slots::new(CHART.columns as usize, Axis::Round),
            words: String::new(),
        }
    }
}

impl Barcode {
    /// Draws rows, views and axis.
    pub fn draw(&mut self, canvas: &mut Canvas, model: &ScreenModel) {
        self.slots.gather(model.timeline);
        let _ = canvas.fill_solid(&BARCODE, PANEL);
        let shade = |structure| {
            // A threshold of 1 says that the model does not look for the structure.
            let threshold = Some(model.thresholds[structure]).filter(|t| *t < 1.0);
            threshold.map(|_| Shade {
                colour: Group::of(structure).colour(),
                threshold,
            })
        };
        CHART.draw(canvas, &self.slots, shade, &mut self.words);
        CHART.draw_legend(canvas, BARCODE.top_left.x + 10);
        // Bold while the structure is found in the shown frame.
        CHART.draw_names(canvas, |structure| {
            let confidence = model.detections[structure].confidence;
            let found = confidence > 0.0 && confidence >= model.thresholds[structure];
            if found && model.standing() == Standing::Analysing {
                (CHART.bold, TEXT)
            } else {
                (CHART.face, TEXT_DIM)
            }
        });
        if !model.timeline.columns().is_empty() {
            let now = LEFT + self.slots.end() as i32;
            let height = (CHART.end() - CHART.lane) as u32;
            let _ = canvas.fill_solid(&area(now, CHART.lane, 1, height), ACCENT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{layout::bottom, naming::structure_name},
        chart::ROWS,
        *,
    };
    use crate::anatomy::Structure;

    #[test]
    fn every_structure_has_its_row_and_its_name_fits() {
        for structure in Structure::ALL {
            assert_eq!(ROWS.iter().filter(|s| **s == structure).count(), 1);
            assert!(CHART.bold.width(structure_name(structure)) <= CHART.name_width);
        }
        const { assert!(CHART.end() + 12 <= bottom(&BARCODE)) };
    }
}
