use std::collections::BTreeSet;

use embedded_graphics::primitives::Rectangle;
use proptest::prelude::*;

use super::{
    super::{
        language::Language,
        layout::{area, bottom, right},
        scene::{Op, Region},
        text::{Align, Line},
    },
    *,
};

#[path = "../../../tests/example/mod.rs"]
mod example;

use example::{
    Example,
    gallery::{SHOTS, SIZES},
};

/// Where a line of text stands: its letters from the top of capitals to the lowest descender.
fn box_of(line: &Line, text: &str) -> Rectangle {
    let width = line.width(text);
    let left = match line.align {
        Align::Left => line.x,
        Align::Centre => line.x - width / 2,
        Align::Right => line.x - width,
    };
    let top = line.baseline - line.face.cap_height();
    area(left, top, width as u32, line.face.cap_height() as u32)
}

/// What a person would complain about in a region: words that are cut, that leave it, or that lie over others.
fn faults(scene: &Scene, region: &Region, is_picture: bool, may_shorten: bool) -> Vec<String> {
    let mut faults = Vec::new();
    let mut boxes: Vec<(Rectangle, &str)> = Vec::new();
    for op in scene.ops(region) {
        let Op::Text {
            line,
            from,
            to,
            foreign,
        } = op
        else {
            continue;
        };
        let text = scene.words(*from, *to);
        if text.is_empty() {
            continue;
        }
        if !foreign && !may_shorten && line.face.fit(text, line.width_max) != (text, false) {
            faults.push(format!("cut off: {text:?}"));
        }
        let place = box_of(line, text);
        // A name in the lane of the views goes on in the next piece.
        let goes_on = |other: &&Region| {
            scene.ops(other).iter().any(|op| {
                matches!(op, Op::Text { line: at, from, to, .. } if at == line && scene.words(*from, *to) == text)
            })
        };
        let goes_on = scene.regions().iter().filter(goes_on).count() > 1;
        if !goes_on && place.intersection(&region.area) != place && !place.is_zero_sized() {
            faults.push(format!(
                "leaves its place: {text:?} {place:?} {:?}",
                region.area
            ));
        }
        for (other, words) in boxes.iter().filter(|_| !is_picture) {
            if !other.intersection(&place).is_zero_sized() {
                faults.push(format!("{text:?} lies over {words:?}"));
            }
        }
        boxes.push((place, text));
    }
    faults
}

/// The faults of every screen in a language, by size and name.
fn complaints(language: &Language, may_shorten: bool) -> Vec<String> {
    let example = Example::new();
    let mut complaints = BTreeSet::new();
    for (width, height) in SIZES {
        for (name, model) in SHOTS {
            let model = ScreenModel {
                language,
                ..model(&example)
            };
            let (mut screen, mut canvas) = (Screen::default(), Canvas::new(width, height));
            screen.draw(&mut canvas, &model);
            let scene = screen.last();
            let all = area(0, 0, width, height);
            for (at, region) in scene.regions().iter().enumerate() {
                let is_empty = region.area.is_zero_sized();
                assert!(
                    is_empty || region.area.intersection(&all) == region.area,
                    "{name}"
                );
                for other in &scene.regions()[at + 1..] {
                    let shared = region.area.intersection(&other.area);
                    assert!(
                        shared.is_zero_sized(),
                        "{width}x{height} {name}: {region:?} {other:?}"
                    );
                }
                let is_picture = scene
                    .ops(region)
                    .iter()
                    .any(|op| matches!(op, Op::Picture(..)));
                for fault in faults(scene, region, is_picture, may_shorten) {
                    complaints.insert(format!("{width}x{height} {name}: {fault}"));
                }
            }
        }
    }
    complaints.into_iter().collect()
}

#[test]
fn no_word_is_cut_leaves_its_place_or_lies_over_another() {
    for code in Language::BUILTIN {
        let found = complaints(Language::builtin(code).unwrap(), false);
        assert!(
            found.is_empty(),
            "{code}: {}\n{}",
            found.len(),
            found.join("\n")
        );
    }
}

/// Every sentence longer by two fifths and full of accents, as a translation may be. Words may be cut then, with an
/// ellipsis that shows it; none may leave its place or lie over another.
#[test]
fn longer_sentences_are_cut_and_overlap_nothing() {
    let pseudo = Language::english().map(|text| {
        let accented = text.chars().map(|c| match c {
            'a' => '\u{e5}',
            'e' => '\u{eb}',
            'i' => '\u{ef}',
            'o' => '\u{f8}',
            'u' => '\u{fc}',
            'A' => '\u{c4}',
            'E' => '\u{ca}',
            other => other,
        });
        let longer = text.chars().filter(|c| c.is_alphabetic()).count() * 2 / 5;
        // Places keep their names.
        let mut inside = false;
        let plain = text.chars().zip(accented).map(|(plain, accented)| {
            inside = plain == '{' || inside && plain != '}';
            if inside { plain } else { accented }
        });
        plain.chain(std::iter::repeat_n('\u{2d}', longer)).collect()
    });
    let found = complaints(&pseudo, true);
    assert!(found.is_empty(), "{}\n{}", found.len(), found.join("\n"));
}

/// The pixels that two canvases do not share.
fn differing<'a>(a: &'a Canvas, b: &'a Canvas) -> impl Iterator<Item = (i32, i32)> + 'a {
    let width = a.width() as usize;
    let pixels = a
        .as_bytes()
        .chunks(3)
        .zip(b.as_bytes().chunks(3))
        .enumerate();
    let differ = pixels.filter(|(_, (a, b))| a != b);
    differ.map(move |(at, _)| ((at % width) as i32, (at / width) as i32))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Whatever follows on whatever: what is drawn over the last picture is what a new screen draws, and what has
    /// changed lies in what is said to have changed.
    #[test]
    fn what_is_drawn_where_it_is_new_is_what_is_drawn_anew(
        steps in prop::collection::vec((0..SHOTS.len(), 0_u64..4_000, 0..224_usize, any::<bool>()), 1..6),
        size in prop::sample::select(SIZES.to_vec()),
        japanese in any::<bool>(),
    ) {
        let mut example = Example::new();
        let whole = example.timeline.clone();
        let language = Language::builtin(if japanese { "ja" } else { "en" }).unwrap();
        let (mut screen, mut canvas) = (Screen::default(), Canvas::new(size.0, size.1));
        for (shot, time_ms, columns, boxes) in steps {
            let part = whole.columns()[..columns].to_vec();
            example.timeline = crate::exam::Timeline::from_columns(part);
            let mut model = ScreenModel { language, ..SHOTS[shot].1(&example) };
            model.time += std::time::Duration::from_millis(time_ms);
            model.showing.boxes &= boxes;
            let before = canvas.clone();
            let changed = screen.draw(&mut canvas, &model).to_vec();
            let mut anew = Canvas::new(size.0, size.1);
            Screen::default().draw(&mut anew, &model);
            prop_assert!(canvas == anew, "{}", SHOTS[shot].0);
            for (x, y) in differing(&before, &canvas) {
                let inside = |r: &Rectangle| {
                    (r.top_left.x..right(r)).contains(&x) && (r.top_left.y..bottom(r)).contains(&y)
                };
                prop_assert!(changed.iter().any(inside), "{x} {y}");
            }
        }
    }
}

#[test]
fn the_same_again_changes_nothing_and_another_canvas_is_drawn_whole() {
    let example = Example::new();
    let (mut screen, mut canvas) = (Screen::default(), Screen::canvas());
    let all = area(0, 0, canvas.width(), canvas.height());
    assert_eq!(screen.draw(&mut canvas, &example.model()), [all]);
    assert_eq!(
        screen.draw(&mut canvas, &example.model()),
        [] as [Rectangle; 0]
    );
    let mut other = Screen::canvas();
    assert_eq!(screen.draw(&mut other, &example.model()), [all]);
    assert_eq!(other, canvas);
    // Somebody else drew on it.
    use embedded_graphics::{draw_target::DrawTarget, pixelcolor::RgbColor};
    let _ = other.fill_solid(
        &area(5, 5, 9, 9),
        embedded_graphics::pixelcolor::Rgb888::RED,
    );
    assert_eq!(screen.draw(&mut other, &example.model()), [all]);
    assert_eq!(other, canvas);
    screen.forget();
    assert_eq!(screen.draw(&mut other, &example.model()), [all]);
}

#[test]
fn a_new_frame_changes_its_picture_and_little_else() {
    let mut example = Example::new();
    let (mut screen, mut canvas) = (Screen::default(), Canvas::new(1920, 1080));
    screen.draw(&mut canvas, &example.model());
    example.next_frame();
    let mut model = example.model();
    (model.time, model.status.frame) =
        (model.time + std::time::Duration::from_millis(33), Some(224));
    let changed = screen.draw(&mut canvas, &model).to_vec();
    let pixels = |r: &Rectangle| u64::from(r.size.width) * u64::from(r.size.height);
    let layout = Layout::of(1920, 1080);
    assert!(changed.contains(&layout.picture));
    let rest: u64 = changed.iter().map(pixels).sum::<u64>() - pixels(&layout.picture);
    assert!(rest < 1920 * 1080 / 20, "{changed:?}");
}

#[test]
fn panels_of_any_size_are_drawn_without_a_panic() {
    let example = Example::new();
    for (width, height) in [
        (1, 1),
        (0, 0),
        (1, 4000),
        (319, 239),
        (321, 240),
        (240, 320),
        (2560, 400),
    ] {
        for (_, model) in SHOTS {
            let mut canvas = Canvas::new(width, height);
            Screen::default().draw(&mut canvas, &model(&example));
            let small = Layout::of(width, height).design == Design::TooSmall;
            if small && width > 0 {
                let palette = Palette::of(model(&example).showing.brightness);
                assert_eq!(canvas.pixel(0, 0), Some(palette.banner));
            }
        }
    }
}
