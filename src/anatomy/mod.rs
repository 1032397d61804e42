//! Structures, views and checklist profiles: data, no behaviour. Knows no pictures and no exams.

mod profile;
mod profile_error;

pub use profile::{ItemSpec, Needs, Profile};
pub use profile_error::ProfileError;

pub use ::anatomy::{Rect, Structure, StructureMap, View};
