use super::*;

/// Linear light of a colour, 0 to 1 (sRGB, IEC 61966-2-1).
fn linear(colour: Rgb888) -> [f64; 3] {
    [colour.r(), colour.g(), colour.b()].map(|v| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// Relative luminance by WCAG 2.2.
fn luminance(colour: Rgb888) -> f64 {
    let [r, g, b] = linear(colour);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: Rgb888, b: Rgb888) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Linear light as somebody sees it who lacks one kind of cones: Machado, Oliveira and Fernandes 2009, severity 1.
const DEUTERANOPIA: [[f64; 3]; 3] = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];
const PROTANOPIA: [[f64; 3]; 3] = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];
const NONE: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

/// CIE L*a*b* (D65) of a colour as it is seen.
fn seen_as(colour: Rgb888, eyes: [[f64; 3]; 3]) -> [f64; 3] {
    let times = |m: [[f64; 3]; 3], v: [f64; 3]| m.map(|row| (0..3).map(|i| row[i] * v[i]).sum());
    let light: [f64; 3] = times(eyes, linear(colour));
    let light = light.map(|v: f64| v.clamp(0.0, 1.0));
    let to_xyz = [
        [0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505],
        [0.2126, 0.7152, 0.0722],
        [0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089],
    ];
    let [x, y, z] = times(to_xyz, light).map(|t: f64| {
        if t > 0.008_856 {
            t.cbrt()
        } else {
            7.787 * t + 16.0 / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn apart(a: Rgb888, b: Rgb888, eyes: [[f64; 3]; 3]) -> f64 {
    let (a, b) = (seen_as(a, eyes), seen_as(b, eyes));
    (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
}

fn palettes() -> impl Iterator<Item = &'static Palette> {
    Brightness::ALL.into_iter().map(Palette::of)
}

#[test]
fn contrast_formula_is_the_published_one() {
    assert!((contrast(Rgb888::BLACK, Rgb888::WHITE) - 21.0).abs() < 1e-9);
}

#[test]
fn text_keeps_seven_to_one_on_its_grounds_at_every_level() {
    for p in palettes() {
        let mut pairs = vec![
            (p.banner_text, p.banner),
            (p.banner, p.ground),
            (p.banner, p.panel),
        ];
        for ground in [p.ground, p.panel, p.current, p.track] {
            for text in [
                p.text,
                p.text_dim,
                p.seen,
                p.unverified,
                p.unassessed,
                p.accent,
            ] {
                pairs.push((text, ground));
            }
        }
        pairs.extend(Group::ALL.map(|group| (p.group(group), p.plate)));
        for (text, ground) in pairs {
            let ratio = contrast(text, ground);
            assert!(ratio >= 7.0, "{text:?} on {ground:?}: {ratio:.2}");
        }
    }
}

#[test]
fn each_level_is_darker_than_the_one_before() {
    let lights = |p: &Palette| [p.ground, p.panel, p.text, p.seen, p.banner, p.line].map(luminance);
    let levels: Vec<_> = palettes().map(lights).collect();
    for pair in levels.windows(2) {
        for (brighter, darker) in pair[0].iter().zip(pair[1]) {
            assert!(darker < *brighter);
        }
    }
    assert!(levels[2][2] < 0.4 * levels[0][2]);
}

#[test]
fn states_differ_for_eyes_that_lack_a_kind_of_cones() {
    // 2.3 is a difference that is just noticed; ten times as much is told apart at a glance.
    for p in palettes() {
        let states = [p.seen, p.unverified, p.unassessed];
        for eyes in [NONE, DEUTERANOPIA, PROTANOPIA] {
            for (i, a) in states.iter().enumerate() {
                for b in &states[i + 1..] {
                    let apart = apart(*a, *b, eyes);
                    assert!(apart >= 23.0, "{a:?} and {b:?}: {apart:.1}");
                }
            }
        }
    }
}

#[test]
fn states_of_one_colour_have_different_signs() {
    use super::super::signs::Sign;
    use ItemState::{CannotAssess, Meets, NotSeen, Outside, Seen};
    let states = [CannotAssess, NotSeen, Seen, Meets, Outside];
    for (i, a) in states.iter().enumerate() {
        for b in &states[i + 1..] {
            assert_ne!(Sign::of(*a), Sign::of(*b));
        }
    }
}

#[test]
fn green_and_yellow_are_kept_for_states() {
    for p in palettes() {
        for group in Group::ALL {
            for state in [p.seen, p.unverified, p.banner] {
                assert_ne!(p.group(group), state);
            }
        }
    }
}
