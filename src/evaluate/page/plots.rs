//! The plots of a page, as inline SVG.

use super::html::{Html, escape};
use crate::evaluate::{
    Reliability, StructureScore, ViewScore,
    report_text::{Share, short},
};

/// A square plot of 0 to 1 by 0 to 1, or a grid of cells.
struct Plot {
    markup: String,
    left: f64,
    top: f64,
    side: f64,
}

impl Plot {
    /// An empty plot; `title` is what screen readers say.
    fn new(class: &str, title: &str, size: [f64; 2], corner: [f64; 2], side: f64) -> Self {
        let [width, height] = size;
        let markup = format!(
            "<svg class=\"{class}\" role=\"img\" viewBox=\"0 0 {width} {height}\">\n<title>{}</title>\n",
            escape(title)
        );
        let [left, top] = corner;
        Self {
            markup,
            left,
            top,
            side,
        }
    }

    fn at(&self, x: f64, y: f64) -> [f64; 2] {
        [self.left + x * self.side, self.top + (1.0 - y) * self.side]
    }

    fn text(&mut self, class: &str, at: [f64; 2], text: &str) {
        let ([x, y], text) = (at, escape(text));
        self.markup +=
            &format!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>\n");
    }

    fn rect(&mut self, class: &str, at: [f64; 2], size: [f64; 2], opacity: f64) {
        let ([x, y], [w, h]) = (at, size);
        self.markup += &format!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" \
             fill-opacity=\"{opacity:.3}\"/>\n"
        );
    }

    /// A line through points of 0 to 1; points that fall together are drawn once.
    fn line(&mut self, class: &str, points: impl Iterator<Item = (f64, f64)>) {
        let mut drawn: Vec<String> = points
            .map(|(x, y)| self.at(x, y))
            .map(|[x, y]| format!("{x:.1},{y:.1}"))
            .collect();
        drawn.dedup();
        let points = drawn.join(" ");
        self.markup += &format!("<polyline class=\"{class}\" points=\"{points}\"/>\n");
    }

    fn frame(&mut self) {
        self.rect("frame", [self.left, self.top], [self.side, self.side], 0.0);
    }

    fn finish(mut self, page: &mut Html) {
        self.markup += "</svg>\n";
        page.push(&self.markup);
    }
}

/// A small plot for each structure that is labelled.
pub(super) fn precision_recall(page: &mut Html, structures: &[StructureScore]) {
    page.push("<div class=\"grid\">\n");
    for structure in structures.iter().filter(|s| s.labels > 0) {
        let name = structure.name.name().replace('_', " ");
        let title = format!("{name}: AP50 {}", Share(structure.ap50.value));
        let mut plot = Plot::new("small", &title, [130.0, 142.0], [14.0, 18.0], 106.0);
        plot.text("label", [14.0, 12.0], &name);
        plot.frame();
        plot.line("diagonal", [(0.0, 0.5), (1.0, 0.5)].into_iter());
        plot.line("diagonal", [(0.5, 0.0), (0.5, 1.0)].into_iter());
        plot.line("curve", envelope(&structure.curve).into_iter());
        plot.text(
            "figure",
            [20.0, 116.0],
            &Share(structure.ap50.value).to_string(),
        );
        plot.text("tick", [14.0, 135.0], "recall 0");
        plot.text("tick end", [120.0, 135.0], "1");
        plot.finish(page);
    }
    page.push("</div>\n");
}

/// The interpolated curve as its area counts: at a recall the best precision there or further on.
fn envelope(curve: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let Some((last, _)) = curve.last() else {
        return Vec::new();
    };
    let (mut points, mut best, mut at) = (vec![(*last, 0.0)], 0.0_f64, *last);
    for (i, (_, precision)) in curve.iter().enumerate().rev() {
        let before = if i == 0 { 0.0 } else { curve[i - 1].0 };
        best = best.max(*precision);
        points.extend([(at, best), (before, best)]);
        at = before;
    }
    points.reverse();
    points
}

/// Confidence against share right.
pub(super) fn reliability(page: &mut Html, reliability: &Reliability) {
    let ece = Share(reliability.ece);
    let title = format!("reliability: expected calibration error {ece}");
    let mut plot = Plot::new("large", &title, [380.0, 370.0], [52.0, 24.0], 300.0);
    plot.frame();
    let most = reliability.bins.iter().map(|b| b.guesses).max();
    let scale = (most.unwrap_or_default().max(1) as f64).ln_1p();
    for (i, bin) in reliability.bins.iter().enumerate() {
        let height = 0.25 * (bin.guesses as f64).ln_1p() / scale;
        let at = plot.at(i as f64 / 10.0, height);
        plot.rect("bar", at, [29.0, height * 300.0], 0.35);
    }
    plot.line("diagonal", [(0.0, 0.0), (1.0, 1.0)].into_iter());
    let known = || {
        let bins = reliability.bins.iter();
        bins.filter_map(|b| b.confidence.zip(b.right))
    };
    plot.line("curve", known());
    for (confidence, right) in known() {
        let [x, y] = plot.at(confidence, right);
        plot.rect("dot", [x - 3.0, y - 3.0], [6.0, 6.0], 1.0);
    }
    for tick in 0..=5 {
        let share = f64::from(tick) / 5.0;
        let [x, y] = plot.at(share, 0.0);
        plot.text("tick middle", [x, y + 14.0], &format!("{share:.1}"));
        let [x, y] = plot.at(0.0, share);
        plot.text("tick end", [x - 5.0, y + 4.0], &format!("{share:.1}"));
    }
    plot.text("label middle", [202.0, 358.0], "confidence");
    plot.text("label", [8.0, 12.0], "share right");
    let error = format!("calibration error {ece}");
    plot.text("figure end", [352.0, 12.0], &error);
    plot.finish(page);
}

/// Labelled view against view told.
pub(super) fn confusion(page: &mut Html, views: &[ViewScore]) {
    const CELL: f64 = 52.0;
    let title = "views: labelled against told";
    let mut plot = Plot::new("large", title, [480.0, 420.0], [104.0, 28.0], 7.0 * CELL);
    for (column, _) in views.iter().enumerate() {
        let x = 104.0 + (column as f64 + 0.5) * CELL;
        plot.text("label middle", [x, 20.0], short(column));
    }
    for (row, view) in views.iter().enumerate() {
        let y = 28.0 + row as f64 * CELL;
        let name = format!("{} ({})", short(row), view.frames);
        plot.text("label end", [98.0, y + CELL / 2.0 + 4.0], &name);
        for (column, told) in view.told.iter().enumerate() {
            let x = 104.0 + column as f64 * CELL;
            let share = *told as f64 / view.frames.max(1) as f64;
            let class = if row == column { "right" } else { "wrong" };
            plot.rect("frame", [x, y], [CELL, CELL], 0.0);
            plot.rect(class, [x, y], [CELL, CELL], share * 0.8);
            if *told > 0 {
                let at = [x + CELL / 2.0, y + CELL / 2.0 + 4.0];
                let class = if share > 0.6 { "on middle" } else { "middle" };
                plot.text(class, at, &told.to_string());
            }
        }
    }
    plot.finish(page);
}
