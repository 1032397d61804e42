use serde::Serialize;

use super::write;
use crate::exam::Exam;

/// What may be shown of an exam that the examiner has to judge first, in the shape of `exam.json`: its
/// state alone.
#[derive(Clone, Debug, Serialize)]
pub struct WithheldRecord {
    schema: u32,
    course: Course,
    withheld: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct Course {
    state: &'static str,
    reveal: &'static str,
}

impl WithheldRecord {
    /// That of an exam.
    #[must_use]
    pub fn new(exam: &Exam) -> Self {
        Self {
            schema: 1,
            course: Course {
                state: exam.shown().state().name(),
                reveal: exam.settings().reveal.name(),
            },
            withheld: "the results wait for the examiner's own judgement",
        }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// None that a caller could cause; they are the serialiser's.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        write::json(self)
    }
}
