//! What each structure says of the view. Written by `models/training/fit_views.py`; the
//! columns are the views: none, then those of the sweep in its order.

use crate::anatomy::Structure;

/// Weight of nothing at all.
pub(super) const BIAS: [f32; 7] = [2.367, -0.242, -1.467, -1.727, -1.372, -1.296, -1.670];

/// Weight of each structure's strength.
pub(super) const WEIGHTS: [(Structure, [f32; 7]); 23] = [
    (
        Structure::Crux,
        [-0.358, -0.059, 2.239, -1.599, -0.262, -0.041, -0.017],
    ),
    (
        Structure::VentricularSeptum,
        [-0.192, -0.371, 0.883, 1.880, -1.518, -0.636, -0.090],
    ),
    (
        Structure::RightAtrium,
        [-0.112, -0.173, 0.949, 0.540, -0.823, -0.439, 0.057],
    ),
    (
        Structure::TricuspidValve,
        [-0.004, -0.099, 0.564, -0.859, 0.545, -0.096, -0.032],
    ),
    (
        Structure::RightVentricle,
        [-1.067, -0.542, 0.793, 1.390, 2.382, -0.889, -2.104],
    ),
    (
        Structure::LeftAtrium,
        [-0.620, -0.124, 0.982, 1.136, -1.093, -0.218, -0.047],
    ),
    (
        Structure::MitralValve,
        [0.355, -0.083, 0.748, -0.313, -0.586, -0.082, -0.018],
    ),
    (
        Structure::LeftVentricle,
        [-0.473, 0.144, 0.704, 1.332, -1.077, -0.555, -0.096],
    ),
    (
        Structure::PulmonaryArtery,
        [-1.312, -1.063, -1.157, 0.578, 1.023, 1.318, 0.604],
    ),
    (
        Structure::AscendingAorta,
        [-1.523, -0.613, -2.270, 1.848, 1.825, 1.757, -1.040],
    ),
    (
        Structure::SuperiorVenaCava,
        [-1.481, -0.558, -0.584, -1.116, 1.797, 0.912, 1.012],
    ),
    (
        Structure::DescendingAorta,
        [0.336, 0.278, -0.337, 0.046, 0.380, 0.156, -0.871],
    ),
    (
        Structure::Stomach,
        [-2.254, 2.822, -0.300, -0.025, -0.429, 0.441, -0.401],
    ),
    (
        Structure::Spine,
        [0.253, -0.053, -0.228, 0.537, -0.108, -0.378, -0.042],
    ),
    (
        Structure::UmbilicalVein,
        [-2.283, 3.152, -0.150, -0.112, -0.284, -0.485, -0.008],
    ),
    (
        Structure::InferiorVenaCava,
        [0.980, 1.848, -0.386, -0.458, -1.285, -0.208, -0.561],
    ),
    (
        Structure::PulmonaryVein,
        [-1.004, -0.069, 2.587, -1.212, -0.375, -0.055, -0.018],
    ),
    (
        Structure::DuctusArteriosus,
        [-1.241, -0.231, -0.131, -0.735, -1.990, 1.567, 2.711],
    ),
    (
        Structure::Heart,
        [-0.271, -0.921, 0.580, 1.349, 1.218, -0.837, -1.134],
    ),
    (
        Structure::Thorax,
        [0.531, -1.898, -0.128, 0.079, 0.578, 0.294, 0.603],
    ),
    (
        Structure::CardiacApex,
        [-0.278, -0.102, 1.414, 0.043, -0.966, -0.307, 0.185],
    ),
    (
        Structure::AorticArch,
        [-0.828, -0.165, -0.067, -0.385, -1.645, -0.580, 3.491],
    ),
    (
        Structure::Trachea,
        [-0.995, -0.380, -0.122, -1.443, -2.039, 2.520, 2.331],
    ),
];
