//! A progress bar on a terminal; nothing elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar for `total` frames, a spinner where their number is not known. Draws on a terminal only.
pub fn frames(what: &'static str, total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (
            ProgressBar::new(total),
            "{msg} {wide_bar} {pos}/{len} frames, {eta} left",
        ),
        None => (ProgressBar::no_length(), "{msg} {spinner} {pos} frames"),
    };
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.with_message(what)
}

/// A bar for `total` bytes. Draws on a terminal only.
pub fn bytes(what: String, total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total).with_message(what);
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template(
        "{msg} {wide_bar} {decimal_bytes}/{decimal_total_bytes}, {decimal_bytes_per_sec}, {eta}",
    ) {
        bar.set_style(style);
    }
    bar
}
