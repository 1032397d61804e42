//! Other parts of the body, as counter-examples.

use crate::{body, individual::Individual, plane::Plane, subject::Part, sweep::Pose};

pub fn paint(part: Part, plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let _ = (part, pose);
    body::surroundings(plane, individual);
}
