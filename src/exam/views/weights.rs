//! What each structure says of the view. Written by `models/training/fit_views.py`; the columns are the
//! views: none, then those of the sweep in its order.

use crate::anatomy::Structure;

/// A table for models that look for certain structures.
pub(super) struct Table {
    /// What nothing at all says.
    pub bias: [f32; 7],
    /// What the strength of each structure says.
    pub weights: &'static [(Structure, [f32; 7])],
}

/// For models that look for all structures.
pub(super) static ALL: Table = Table {
    bias: [2.406, -0.156, -1.432, -2.016, -1.773, -1.364, -1.274],
    weights: &[
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
    ],
};

/// For models that look for the eighteen of the published system alone.
pub(super) static PUBLISHED: Table = Table {
    bias: [2.000, 0.059, -1.689, -1.511, -0.895, -0.665, -0.158],
    weights: &[
        (
            Structure::Crux,
            [-0.431, -0.204, 2.241, -0.840, -0.503, -0.160, -0.128],
        ),
        (
            Structure::VentricularSeptum,
            [-0.238, -0.759, 1.948, 2.455, -1.002, -1.512, -0.946],
        ),
        (
            Structure::RightAtrium,
            [-0.339, -0.515, 1.738, 1.711, -1.102, -1.068, -0.441],
        ),
        (
            Structure::TricuspidValve,
            [-0.208, -0.297, 1.510, -0.162, -0.278, -0.336, -0.237],
        ),
        (
            Structure::RightVentricle,
            [-1.141, -1.242, 1.739, 2.145, 2.735, -0.615, -3.652],
        ),
        (
            Structure::LeftAtrium,
            [-0.572, -0.399, 1.877, 1.812, -1.410, -0.812, -0.505],
        ),
        (
            Structure::MitralValve,
            [-0.166, -0.277, 1.638, 0.319, -0.959, -0.350, -0.229],
        ),
        (
            Structure::LeftVentricle,
            [-0.657, -0.331, 1.716, 2.162, 0.052, -1.712, -1.283],
        ),
        (
            Structure::PulmonaryArtery,
            [-2.100, -1.688, -2.040, 0.740, 1.717, 1.918, 1.474],
        ),
        (
            Structure::AscendingAorta,
            [-1.950, -1.528, -2.213, 1.723, 1.876, 1.950, 0.140],
        ),
        (
            Structure::SuperiorVenaCava,
            [-2.122, -1.484, -1.629, -0.204, 1.798, 1.773, 1.825],
        ),
        (
            Structure::DescendingAorta,
            [0.012, 0.070, -0.161, 0.082, 0.188, 0.137, -0.329],
        ),
        (
            Structure::Stomach,
            [-1.388, 3.120, -0.398, -0.139, -0.129, 0.220, -1.328],
        ),
        (
            Structure::Spine,
            [-0.098, -0.110, -0.174, 0.127, 0.039, 0.086, 0.126],
        ),
        (
            Structure::UmbilicalVein,
            [-1.800, 3.786, -0.213, -0.213, -0.681, -0.787, -0.185],
        ),
        (
            Structure::InferiorVenaCava,
            [1.193, 2.421, -0.464, -0.461, -1.375, -0.852, -0.489],
        ),
        (
            Structure::PulmonaryVein,
            [-0.760, -0.218, 2.596, -0.693, -0.658, -0.229, -0.118],
        ),
        (
            Structure::DuctusArteriosus,
            [-1.717, -0.823, -0.274, -1.013, -2.243, 2.197, 3.781],
        ),
    ],
};
