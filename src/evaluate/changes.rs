//! What changes when another model reads the same pictures: structures found, boxes, views and items. Neither of the
//! two is held for the truth.

use serde::Serialize;

use crate::{
    anatomy::{Structure, StructureMap},
    exam::{Item, Observation},
    sector::Picture,
};

/// Counts what two readings of the same frames have in common.
#[derive(Clone, Debug)]
pub struct Changes {
    thresholds: [StructureMap<f32>; 2],
    frames: u64,
    compared: u64,
    same_view: u64,
    structures: Vec<Counts>,
}

#[derive(Clone, Debug, Default)]
struct Counts {
    both: u64,
    only: [u64; 2],
    neither: u64,
    /// Overlaps of the boxes where both found it, 0 to 1.
    overlaps: Vec<f32>,
}

/// What came of it; A is the first of the two and B the second.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeReport {
    /// Frames of the clip.
    pub frames: u64,
    /// Those that both read: live pictures that were not shown before.
    pub compared: u64,
    /// Those in which both tell the same view.
    pub same_view: u64,
    /// Structures in which at least one of the two finds something, or that both look for.
    pub structures: Vec<StructureChange>,
    /// Items whose state differs at the end.
    pub items: Vec<ItemChange>,
}

/// A structure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StructureChange {
    /// Its name.
    pub name: &'static str,
    /// Compared frames in which both find it.
    pub both: u64,
    /// In which A alone finds it.
    pub only_a: u64,
    /// In which B alone finds it.
    pub only_b: u64,
    /// In which neither does.
    pub neither: u64,
    /// Share of the compared frames in which both say the same, 0 to 1.
    pub agreement: f64,
    /// Median overlap (intersection over union) of the boxes where both find it, 0 to 1; none where that never is.
    pub iou_median: Option<f64>,
    /// The least overlap.
    pub iou_least: Option<f64>,
}

/// An item whose state differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemChange {
    /// Its identifier.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its state by A.
    pub a: &'static str,
    /// Its state by B.
    pub b: &'static str,
}

impl Changes {
    /// Nothing read yet. A structure counts as found from the thresholds of A and B on.
    #[must_use]
    pub fn new(a: StructureMap<f32>, b: StructureMap<f32>) -> Self {
        Self {
            thresholds: [a, b],
            frames: 0,
            compared: 0,
            same_view: 0,
            structures: vec![Counts::default(); Structure::COUNT],
        }
    }

    /// Takes what both made of one frame, and whether they tell the same view.
    pub fn take(&mut self, a: &Observation, b: &Observation, same_view: bool) {
        self.frames += 1;
        if a.picture != Picture::Live || b.picture != Picture::Live {
            return;
        }
        self.compared += 1;
        self.same_view += u64::from(same_view);
        for (structure, counts) in Structure::ALL.into_iter().zip(&mut self.structures) {
            let of = [a.structures[structure], b.structures[structure]];
            let found = [0, 1].map(|i| of[i].confidence >= self.thresholds[i][structure]);
            match found {
                [true, true] => {
                    counts.both += 1;
                    counts.overlaps.push(of[0].rect.iou(&of[1].rect));
                }
                [true, false] => counts.only[0] += 1,
                [false, true] => counts.only[1] += 1,
                [false, false] => counts.neither += 1,
            }
        }
    }

    /// What came of it, with the items of both at the end, in the same order.
    #[must_use]
    pub fn finish(mut self, a: &[Item], b: &[Item]) -> ChangeReport {
        // From 1 on nothing is found: the model does not look for it.
        let sought = |s: Structure| self.thresholds.iter().all(|t| t[s] < 1.0);
        let sought = Structure::ALL.map(sought);
        let mut structures = Vec::new();
        for ((structure, counts), sought) in Structure::ALL
            .into_iter()
            .zip(&mut self.structures)
            .zip(sought)
        {
            if sought || counts.both + counts.only[0] + counts.only[1] > 0 {
                structures.push(counts.report(structure.name(), self.compared));
            }
        }
        let items = a.iter().zip(b).filter(|(a, b)| a.state != b.state);
        ChangeReport {
            frames: self.frames,
            compared: self.compared,
            same_view: self.same_view,
            structures,
            items: items
                .map(|(a, b)| ItemChange {
                    id: a.id.clone(),
                    label: a.label.clone(),
                    a: a.state.name(),
                    b: b.state.name(),
                })
                .collect(),
        }
    }
}

impl Counts {
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 frames")]
    fn report(&mut self, name: &'static str, compared: u64) -> StructureChange {
        self.overlaps.sort_by(f32::total_cmp);
        let place = |at: usize| self.overlaps.get(at).map(|v| rounded(f64::from(*v)));
        StructureChange {
            name,
            both: self.both,
            only_a: self.only[0],
            only_b: self.only[1],
            neither: self.neither,
            agreement: rounded((self.both + self.neither) as f64 / compared.max(1) as f64),
            iou_median: place(self.overlaps.len() / 2),
            iou_least: place(0),
        }
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests;
