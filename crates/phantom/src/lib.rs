//! A parametric fetal-heart phantom.
