//! How strongly normal hearts show each structure, and the centiles of their shortfalls. Written by
//! `models/training/score_reference.py` from 42 normal cases of 20 frames of the published system.

use super::Plane;
use crate::anatomy::Structure::{self, *};

/// Mean and standard deviation of the strength of each structure of a plane.
#[rustfmt::skip]
pub(super) static USUAL: [(Plane, Structure, f64, f64); 12] = [
    (Plane::Heart, Crux, 0.6704, 0.1521),
    (Plane::Heart, VentricularSeptum, 0.7130, 0.2199),
    (Plane::Heart, RightAtrium, 0.7233, 0.1539),
    (Plane::Heart, TricuspidValve, 0.4677, 0.2320),
    (Plane::Heart, RightVentricle, 0.8001, 0.2382),
    (Plane::Heart, LeftAtrium, 0.6150, 0.1911),
    (Plane::Heart, MitralValve, 0.3704, 0.2113),
    (Plane::Heart, LeftVentricle, 0.7814, 0.1891),
    (Plane::Vessels, PulmonaryArtery, 0.4077, 0.1731),
    (Plane::Vessels, AscendingAorta, 0.6673, 0.1738),
    (Plane::Vessels, SuperiorVenaCava, 0.3209, 0.1545),
    (Plane::Vessels, DuctusArteriosus, 0.4986, 0.2382),
];

/// Centiles 50, 75, 90 of the shortfall in the heart views.
pub(super) const HEART: [f64; 3] = [0.3598, 0.4304, 0.5254];
/// Centiles 50, 75, 90 of the shortfall in the vessel views.
pub(super) const VESSELS: [f64; 3] = [0.5093, 0.5736, 0.7105];
/// Centiles 50, 75, 90 of the shortfall in both together.
pub(super) const BOTH: [f64; 3] = [0.4344, 0.5000, 0.5522];
