//! What is told of a table, as JSON.

use second_reader::{
    anatomy::{Profile, Structure},
    exam::score::{self, Evidence, Plane, Shown},
};
use serde::Serialize;

/// What the numbers are not.
pub const NOTE: &str = "This supports the examiner; it does not diagnose.";

/// The scores of the frames of a plane.
#[derive(Serialize)]
pub struct PlaneReport {
    /// The plane.
    #[serde(serialize_with = "plane_name")]
    pub plane: Plane,
    /// Numbers of the first and the last frame.
    pub frames: [u64; 2],
    /// The published score, 0 to 1.
    pub published: f64,
    /// Ours, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub shortfall: f64,
    /// What it is made of, the largest part first.
    pub structures: Vec<StructureReport>,
}

/// How strongly a structure shows.
#[derive(Serialize)]
pub struct StructureReport {
    /// The structure.
    #[serde(serialize_with = "structure_name")]
    pub name: Structure,
    /// Share of the frames in which it was found.
    #[serde(serialize_with = "rounded")]
    pub share: f64,
    /// Its best confidence.
    pub best: f32,
    /// Its mean strength, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub strength: f64,
    /// The mean of that in normal hearts.
    pub usual: f64,
    /// What it adds to the shortfall against usual.
    #[serde(serialize_with = "rounded")]
    pub adds: f64,
    /// The items of the checklist that it belongs to.
    pub items: Vec<String>,
}

impl PlaneReport {
    /// Of some frames; `None` where there are none.
    pub fn new(
        plane: Plane,
        frames: [u64; 2],
        evidence: &Evidence,
        profile: &Profile,
    ) -> Option<Self> {
        let drivers = score::drivers(&[(plane, evidence)]);
        Some(Self {
            plane,
            frames,
            published: score::published(plane, evidence)?,
            shortfall: score::shortfall(plane, evidence)?,
            structures: drivers
                .iter()
                .map(|shown| StructureReport::new(shown, profile))
                .collect(),
        })
    }
}

impl StructureReport {
    /// With the items of the profile.
    pub fn new(shown: &Shown, profile: &Profile) -> Self {
        let views = shown.plane.views();
        let items = profile.items.iter().filter(|item| {
            views.contains(&item.view) && item.structures.contains(&shown.structure)
        });
        Self {
            name: shown.structure,
            share: shown.share,
            best: shown.best,
            strength: shown.strength,
            usual: shown.usual,
            adds: shown.adds,
            items: items.map(|item| item.id.clone()).collect(),
        }
    }

    /// Its name for people.
    pub fn words(&self) -> String {
        self.name.name().replace('_', " ")
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn plane_name<S: serde::Serializer>(plane: &Plane, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(plane.name())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn structure_name<S: serde::Serializer>(of: &Structure, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(of.name())
}

/// To six decimals. Adding zero turns a negative zero into a plain one.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
pub fn rounded<S: serde::Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((value * 1e6).round() / 1e6 + 0.0)
}
