//! Other parts of the body, as counter-examples.

use crate::{individual::Individual, plane::Plane, subject::Part, sweep::Pose};

pub fn paint(part: Part, plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let _ = (part, plane, individual, pose);
}
