//! Marks on and beside the picture: depth scale, focus, gain curve, calipers, body mark, bars.

use crate::{
    layout::Layout,
    probe::Probe,
    random::Random,
    style::Side,
    surface::{Align, Surface},
};

/// Depth ticks at every centimetre, longer at every fifth, and the focus mark.
pub fn scale(surface: &mut Surface, layout: &Layout, probe: &Probe, random: &mut Random) {
    let [left, top, right, bottom] = layout.panel;
    let w = layout.width as f32;
    let (x, inwards) = match layout.style.scale {
        Side::Left => (left - 0.025 * w, 1.0),
        _ => (right + 0.02 * w, -1.0),
    };
    let thick = layout.thin_px as f32;
    let dotted = random.chance(0.5);
    let mut depth_mm = 0.0f32;
    while depth_mm <= probe.depth_mm {
        let [_, y] = probe.to_screen([0.0, depth_mm]);
        if (top..bottom).contains(&y) {
            let fifth = depth_mm % 50.0 == 0.0;
            let long = match (fifth, dotted) {
                (true, _) => 0.009 * w,
                (false, true) => thick * 1.5,
                (false, false) => 0.004 * w,
            };
            surface.block([x, y], [long, thick + 1.0], layout.style.ink);
            if fifth && depth_mm > 0.0 && layout.line_px < 0.06 * w && !dotted {
                let pen = layout.pen(0.8, layout.style.ink);
                let text = format!("{}", depth_mm as u32 / 10);
                let (at, align) = if inwards > 0.0 {
                    ([x - 0.004 * w, y + layout.line_px * 0.3], Align::Right)
                } else {
                    ([x + 0.013 * w, y + layout.line_px * 0.3], Align::Left)
                };
                surface.text(&text, at, align, &pen);
            }
        }
        depth_mm += 10.0;
    }
    let [_, y] = probe.to_screen([0.0, probe.depth_mm * random.between(0.4, 0.75)]);
    if y < bottom {
        let side = 0.006 * layout.height as f32 + 2.0;
        for k in 0..side as usize {
            let half = side - k as f32;
            let at = [x + inwards * (0.013 * w + k as f32), y - half];
            surface.block(at, [1.0, 2.0 * half], layout.style.accent);
        }
    }
}

/// Grey bar from white to black, tinted as the picture by `colour`.
pub fn grey_bar(surface: &mut Surface, layout: &Layout, colour: impl Fn(u8) -> [u8; 3]) {
    let [left, _, right, _] = layout.panel;
    let w = layout.width as f32;
    let x = match layout.style.bar {
        Side::Left => (left - 0.045 * w).max(0.003 * w),
        _ => (right + 0.035 * w).min(0.98 * w),
    };
    bar(surface, layout, x, |share| {
        colour((255.0 * (1.0 - share)) as u8)
    });
}

/// Bar of flow: towards the probe above, away from it below.
pub fn flow_bar(surface: &mut Surface, layout: &Layout, colour: impl Fn(f32) -> [u8; 3]) {
    let [left, top, _, _] = layout.panel;
    let (w, h) = (layout.width as f32, layout.height as f32);
    let x = left + 0.012 * w;
    bar(surface, layout, x, |share| colour(1.0 - 2.0 * share));
    let pen = layout.pen(0.85, layout.style.ink);
    let first = [x, top.max(0.22 * h) - 0.006 * h];
    surface.text("+38", first, Align::Left, &pen);
    let last = [x, 0.52 * h + layout.line_px];
    surface.text("-38 cm/s", last, Align::Left, &pen);
}

fn bar(surface: &mut Surface, layout: &Layout, x: f32, colour: impl Fn(f32) -> [u8; 3]) {
    let (w, h) = (layout.width as f32, layout.height as f32);
    let (first, last) = ((0.22 * h) as usize, (0.52 * h) as usize);
    for row in first..last {
        let share = (row - first) as f32 / (last - first) as f32;
        surface.block([x, row as f32], [0.012 * w, 1.0], colour(share));
    }
}

/// Gain curve at the picture's edge.
pub fn gain_curve(surface: &mut Surface, layout: &Layout, random: &mut Random) {
    let [left, top, right, bottom] = layout.panel;
    let w = layout.width as f32;
    let base = match layout.style.scale {
        Side::Left => right - 0.03 * w,
        _ => left + 0.01 * w,
    };
    let mut from = None;
    for k in 0..8 {
        let at = [
            base + 0.02 * w * random.unit(),
            top + (bottom - top) * (0.3 + 0.08 * k as f32),
        ];
        if let Some(from) = from {
            surface.line(from, at, layout.thin_px, layout.style.accent);
        }
        from = Some(at);
    }
}

/// Two crosses, a dotted line between them and its length.
pub fn calipers(surface: &mut Surface, layout: &Layout, probe: &Probe, random: &mut Random) {
    let [left, top, right, bottom] = layout.panel;
    let mut inside = || {
        [
            left + (right - left) * random.between(0.3, 0.7),
            top + (bottom - top) * random.between(0.3, 0.75),
        ]
    };
    let (a, b) = (inside(), inside());
    let yellow = [240, 230, 90];
    let arm = 0.007 * layout.height as f32 + 2.0;
    for [x, y] in [a, b] {
        surface.line([x - arm, y], [x + arm, y], layout.thin_px, yellow);
        surface.line([x, y - arm], [x, y + arm], layout.thin_px, yellow);
    }
    surface.dots(a, b, layout.thin_px, yellow);
    let (dx, dy) = (a[0] - b[0], a[1] - b[1]);
    let cm = (dx * dx + dy * dy).sqrt() / probe.pixels_per_mm / 10.0;
    let pen = layout.pen(1.0, yellow);
    let at = [left + 8.0, bottom - layout.line_px];
    surface.text(&format!("1 D  {cm:.2} cm"), at, Align::Left, &pen);
}

/// A little trunk with a stroke where the probe lies.
pub fn body_mark(surface: &mut Surface, layout: &Layout, random: &mut Random) {
    let [_, _, right, bottom] = layout.panel;
    let side = 0.07 * layout.height as f32;
    let [x, y] = [right - 1.3 * side, bottom - 1.5 * side];
    let ink = layout.style.ink;
    let waist = 0.12 * side;
    let outline = [
        [x + waist, y],
        [x, y + side],
        [x + 0.8 * side, y + side],
        [x + 0.8 * side - waist, y],
        [x + waist, y],
    ];
    for pair in outline.windows(2) {
        surface.line(pair[0], pair[1], layout.thin_px, ink);
    }
    let at = [
        x + 0.4 * side * (0.6 + random.unit()),
        y + side * (0.3 + 0.5 * random.unit()),
    ];
    let (dx, dy) = (0.2 * side * (random.unit() - 0.5), 0.2 * side);
    let (from, to) = ([at[0] - dx, at[1] - dy], [at[0] + dx, at[1] + dy]);
    surface.line(from, to, layout.thin_px + 1, layout.style.accent);
}

/// A strip of small pictures: dim blobs in frames, as stored pictures look from afar.
pub fn thumbnails(surface: &mut Surface, layout: &Layout, random: &mut Random) {
    let [_, top, right, bottom] = layout.panel;
    let w = layout.width as f32;
    let x = right + 0.055 * w;
    let breadth = (0.985 * w - x).max(8.0);
    let tall = breadth * 0.75;
    let stored = 1 + random.below(4);
    for k in 0..5 {
        let y = top.max(0.30 * layout.height as f32) + k as f32 * tall * 1.15;
        if y + tall > bottom {
            break;
        }
        surface.frame([x, y], [breadth, tall], layout.thin_px, layout.style.strip);
        if k >= stored {
            continue;
        }
        for row in 0..(tall as usize).saturating_sub(4) {
            let share = (row as f32 + 0.5) / tall;
            let half = breadth * (0.18 + 0.26 * share);
            let grey = (25.0 + 60.0 * random.unit() * (1.0 - (2.0 * share - 1.0).abs())) as u8;
            let at = [x + breadth / 2.0 - half, y + 2.0 + row as f32];
            surface.block(at, [2.0 * half, 1.0], [grey; 3]);
        }
    }
}

/// A row of touch fields along the lower edge.
pub fn touch_bar(surface: &mut Surface, layout: &Layout, random: &mut Random) {
    let style = layout.style;
    let words = [
        "Gain", "Depth", "Freeze", "M-Mode", "Color", "PW", "Store", "Zoom", "Focus", "Cine",
        "Text",
    ];
    let first = random.below(words.len());
    let [_, _, _, bottom] = layout.panel;
    let (w, h) = (layout.width as f32, layout.height as f32);
    let top = (bottom + 0.035 * h).min(0.94 * h).max(0.92 * h);
    let count = 7;
    let pen = layout.pen(1.0, style.ink);
    for k in 0..count {
        let x = w * (0.02 + 0.96 * k as f32 / count as f32);
        let size = [w * 0.96 / count as f32 - 0.01 * w, 0.985 * h - top];
        surface.block([x, top], size, style.strip);
        let middle = [
            x + size[0] / 2.0,
            top + size[1] / 2.0 + layout.line_px * 0.3,
        ];
        surface.text(
            words[(first + k) % words.len()],
            middle,
            Align::Centre,
            &pen,
        );
    }
}

/// The bar of the picture memory and the freeze mark, low in the panel.
pub fn cine_bar(surface: &mut Surface, layout: &Layout, random: &mut Random) {
    let [left, _, right, bottom] = layout.panel;
    let (w, h) = (layout.width as f32, layout.height as f32);
    let (from, to) = (left + 0.3 * (right - left), left + 0.7 * (right - left));
    let y = bottom - 0.03 * h;
    let thick = 2.0 * layout.thin_px as f32;
    surface.block([from, y], [to - from, thick], [110, 110, 110]);
    let count = 200 + random.below(500);
    let at = from + (to - from) * random.between(0.75, 1.0);
    surface.block(
        [at, y - 0.008 * h],
        [0.006 * w, 0.016 * h + thick],
        layout.style.accent,
    );
    let pen = layout.pen(1.0, layout.style.ink);
    let shown = ((at - from) / (to - from) * count as f32) as usize;
    let text = format!("FROZEN  {shown}/{count}");
    surface.text(&text, [from, y - 0.014 * h], Align::Left, &pen);
    // A snow crystal.
    let [x, y] = [to + 0.025 * w, y - 0.004 * h];
    let arm = 0.014 * h + 2.0;
    for [dx, dy] in [[0.0, 1.0], [0.87, 0.5], [0.87, -0.5]] {
        let (a, b) = ([x - dx * arm, y - dy * arm], [x + dx * arm, y + dy * arm]);
        surface.line(a, b, layout.thin_px, layout.style.ink);
    }
}
