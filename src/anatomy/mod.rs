//! Structures, views and checklist profiles: data, no behaviour. Knows no pictures and no exams.

mod profile;
mod profile_error;

pub use profile::{
    Base, Difference, FieldChange, Flaw, ItemSpec, LABEL_SIGNS, Measure, Moved, Needs, Origin,
    Profile, Removed, Resolved, Rule, Threshold,
};
pub use profile_error::ProfileError;

pub use ::anatomy::{Rect, Structure, StructureMap, View};
