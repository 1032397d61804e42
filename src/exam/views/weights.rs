//! What each structure says of the view. Written by `models/training/fit_views.py`; the
//! columns are the views: none, then those of the sweep in its order.

use crate::anatomy::Structure;

/// Weight of nothing at all.
pub(super) const BIAS: [f32; 7] = [2.406, -0.156, -1.432, -2.016, -1.773, -1.364, -1.274];

/// Weight of each structure's strength.
pub(super) const WEIGHTS: [(Structure, [f32; 7]); 23] = [
    (
        Structure::Crux,
        [-0.362, -0.062, 2.034, -1.359, -0.270, -0.042, -0.021],
    ),
    (
        Structure::VentricularSeptum,
        [-0.239, -0.339, 0.886, 2.004, -1.636, -0.607, -0.105],
    ),
    (
        Structure::RightAtrium,
        [-0.237, -0.178, 0.955, 0.786, -0.933, -0.421, 0.018],
    ),
    (
        Structure::TricuspidValve,
        [0.026, -0.099, 0.815, -0.972, 0.377, -0.103, -0.039],
    ),
    (
        Structure::RightVentricle,
        [-1.057, -0.519, 0.702, 1.407, 2.242, -0.688, -2.119],
    ),
    (
        Structure::LeftAtrium,
        [-0.646, -0.137, 1.022, 1.276, -1.220, -0.255, -0.061],
    ),
    (
        Structure::MitralValve,
        [0.176, -0.090, 0.833, -0.056, -0.706, -0.104, -0.030],
    ),
    (
        Structure::LeftVentricle,
        [-0.613, 0.061, 0.673, 1.410, -0.768, -0.637, -0.136],
    ),
    (
        Structure::PulmonaryArtery,
        [-1.506, -0.867, -1.276, 0.465, 1.220, 1.335, 0.642],
    ),
    (
        Structure::AscendingAorta,
        [-1.608, -0.690, -2.310, 1.907, 1.915, 1.756, -0.976],
    ),
    (
        Structure::SuperiorVenaCava,
        [-1.545, -0.545, -1.027, -0.854, 1.863, 1.107, 0.971],
    ),
    (
        Structure::DescendingAorta,
        [0.337, 0.242, -0.387, 0.100, 0.472, 0.090, -0.854],
    ),
    (
        Structure::Stomach,
        [-2.009, 2.757, -0.266, -0.161, -0.334, 0.337, -0.458],
    ),
    (
        Structure::Spine,
        [0.244, 0.010, -0.293, 0.487, -0.009, -0.256, -0.179],
    ),
    (
        Structure::UmbilicalVein,
        [-2.306, 3.228, -0.153, -0.110, -0.296, -0.436, -0.095],
    ),
    (
        Structure::InferiorVenaCava,
        [0.943, 1.741, -0.376, -0.431, -1.077, -0.272, -0.563],
    ),
    (
        Structure::PulmonaryVein,
        [-0.896, -0.072, 2.509, -1.145, -0.446, -0.072, -0.015],
    ),
    (
        Structure::DuctusArteriosus,
        [-1.081, -0.250, -0.087, -0.650, -1.966, 1.336, 2.653],
    ),
    (
        Structure::Heart,
        [-0.240, -0.832, 0.525, 1.345, 1.401, -1.101, -1.104],
    ),
    (
        Structure::Thorax,
        [0.530, -1.973, -0.178, 0.156, 0.637, 0.361, 0.534],
    ),
    (
        Structure::CardiacApex,
        [-0.273, -0.101, 1.754, -0.161, -1.113, -0.276, 0.126],
    ),
    (
        Structure::AorticArch,
        [-0.729, -0.179, -0.044, -0.333, -1.557, -0.721, 3.411],
    ),
    (
        Structure::Trachea,
        [-1.156, -0.173, -0.091, -1.362, -2.081, 2.524, 2.217],
    ),
];
