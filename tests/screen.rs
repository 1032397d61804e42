//! The whole screen as a person sees it: a snapshot, and what must never be on it.
//!
//! `SECOND_READER_BLESS=1 cargo test --test screen` renews the snapshots; look at them before they
//! are committed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod example;

use std::{fs, path::PathBuf};

use embedded_graphics::{
    draw_target::DrawTarget,
    geometry::Dimensions,
    pixelcolor::{Rgb888, RgbColor},
    primitives::Rectangle,
};
use example::Example;
use second_reader::{
    capture::Signal,
    display::{
        Canvas, Language, RESULT_AGE_MS_MAX, Screen, ScreenModel, Standing,
        layout::Layout,
        palette::{Group, Palette},
    },
    sector::Picture,
    service::State,
};

fn drawn(model: &ScreenModel) -> Canvas {
    let mut canvas = Screen::canvas();
    Screen::default().draw(&mut canvas, model);
    canvas
}

/// The layout of [`Screen::canvas`].
fn layout() -> Layout {
    let (width, height) = Screen::size();
    Layout::of(width, height)
}

const COLOURS: &Palette = &Palette::DAY;

fn pixels(canvas: &Canvas, area: Rectangle) -> impl Iterator<Item = Rgb888> {
    let (x, y) = (area.top_left.x as u32, area.top_left.y as u32);
    let rows = y..y + area.size.height;
    rows.flat_map(move |y| (x..x + area.size.width).map(move |x| (x, y)))
        .map(|(x, y)| canvas.pixel(x, y).unwrap())
}

/// Compares with `tests/snapshots/NAME.png`, or renews it.
fn assert_snapshot(name: &str, canvas: &Canvas) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let path = folder.join(format!("{name}.png"));
    if std::env::var_os("SECOND_READER_BLESS").is_some() {
        let file = fs::File::create(&path).unwrap();
        let mut encoder = png::Encoder::new(file, canvas.width(), canvas.height());
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        encoder
            .write_header()
            .unwrap()
            .write_image_data(canvas.as_bytes())
            .unwrap();
    }
    let expected = image::open(&path).expect("snapshot is there").into_rgb8();
    assert_eq!(expected.dimensions(), (canvas.width(), canvas.height()));
    let differing = (expected.as_raw().chunks(3))
        .zip(canvas.as_bytes().chunks(3))
        .filter(|(a, b)| a != b)
        .count();
    if differing > 0 {
        let actual = std::env::temp_dir().join(format!("second-reader-{name}.png"));
        canvas
            .write_png(fs::File::create(&actual).unwrap())
            .unwrap();
        panic!(
            "{differing} pixels differ from {}; drawn: {}; SECOND_READER_BLESS=1 renews it",
            path.display(),
            actual.display()
        );
    }
}

#[test]
fn a_live_four_chamber_view_looks_as_it_should() {
    assert_snapshot("four_chamber", &drawn(&Example::new().model()));
}

#[test]
fn no_signal_looks_as_it_should() {
    let example = Example::new();
    let mut model = example.model();
    model.picture = Picture::NoSignal;
    model.status.fault = Some("the grabber reports no input: check the cable");
    assert_snapshot("no_signal", &drawn(&model));
}

/// These are what the emulated machine's display is compared with, see docs/hil.md.
#[test]
fn every_reason_for_no_frames_looks_as_it_should() {
    let example = Example::new();
    for signal in Signal::ALL {
        let state = State::NoFrames(signal);
        let mut model = example.model();
        model.picture = Picture::NoSignal;
        model.status.fault = state.fault();
        model.status.work = state.work();
        let canvas = drawn(&model);
        let size = layout().picture.size;
        let mut part = Canvas::new(size.width, size.height);
        let all = part.bounding_box();
        part.fill_contiguous(&all, pixels(&canvas, layout().picture))
            .unwrap();
        assert_snapshot(&format!("state_{}", state.name()), &part);
    }
}

#[test]
fn the_same_model_gives_the_same_bytes_on_a_used_screen() {
    let example = Example::new();
    let (mut screen, mut canvas) = (Screen::default(), Screen::canvas());
    let mut other = example.model();
    other.picture = Picture::NotUltrasound;
    other.items = &[];
    screen.draw(&mut canvas, &other);
    screen.draw(&mut canvas, &example.model());
    assert_eq!(canvas, drawn(&example.model()));
}

/// Every state in which nothing may be shown as a result.
fn assert_no_result(model: &ScreenModel, standing: Standing) {
    assert_eq!(model.standing(), standing);
    let canvas = drawn(model);
    let mut banner = 0;
    for colour in pixels(&canvas, layout().picture) {
        assert!(
            Group::ALL
                .iter()
                .all(|group| COLOURS.group(*group) != colour),
            "{standing:?}"
        );
        banner += u32::from(colour == COLOURS.banner);
    }
    let area = layout().picture.size.width * layout().picture.size.height;
    assert!(
        banner > area / 5,
        "{standing:?}: the banner fills {banner} of {area} pixels"
    );
    assert!(
        pixels(&canvas, layout().checklist).all(|c| c != COLOURS.current && c != COLOURS.accent)
    );

    let mut without_view = *model;
    without_view.view = second_reader::anatomy::View::None;
    assert_eq!(canvas, drawn(&without_view), "{standing:?} shows the view");
    let mut without_boxes = *model;
    let nothing = second_reader::detector::Detections::default();
    without_boxes.detections = &nothing;
    without_boxes.crop = None;
    assert_eq!(
        canvas,
        drawn(&without_boxes),
        "{standing:?} shows boxes or the picture"
    );
}

#[test]
fn a_picture_that_is_not_live_shows_no_result() {
    let example = Example::new();
    let mut model = example.model();
    model.picture = Picture::NoSignal;
    assert_no_result(&model, Standing::NoSignal);
    model.picture = Picture::NotUltrasound;
    assert_no_result(
        &model,
        Standing::NotReadable {
            title: "NOT ULTRASOUND",
            sentence: "not analysing: no ultrasound sector found",
        },
    );
    model.picture = Picture::Live;
    model.status.fault = Some("the model stopped");
    assert_no_result(&model, Standing::Fault);
    (model.picture, model.status.fault) = (Picture::ModelFault, None);
    assert_no_result(&model, Standing::Fault);
}

#[test]
fn an_old_result_is_not_shown() {
    let example = Example::new();
    let mut model = example.model();
    model.status.frame_age_ms = Some(RESULT_AGE_MS_MAX);
    assert_eq!(model.standing(), Standing::Analysing);
    let age_ms = RESULT_AGE_MS_MAX + 1.0;
    model.status.frame_age_ms = Some(age_ms);
    assert_no_result(&model, Standing::Stale { age_ms });
    model.status.frame_age_ms = Some(f32::NAN);
    assert!(matches!(model.standing(), Standing::Stale { .. }));
}

#[test]
fn boxes_are_drawn_from_their_threshold_on() {
    let mut example = Example::new();
    let chamber = COLOURS.group(Group::Chamber);
    let count = |example: &Example| {
        pixels(&drawn(&example.model()), layout().picture)
            .filter(|c| *c == chamber)
            .count()
    };
    let all = count(&example);
    assert!(all > 500);
    example.thresholds.0.fill(0.87);
    let some = count(&example);
    assert!(some > 50 && some < all, "{some} of {all}");
    example.thresholds.0.fill(1.1);
    assert_eq!(count(&example), 0);
}

/// Whether any pixel of a screen has one of the colours of boxes, of the current view or of a state.
fn shows_findings(canvas: &Canvas) -> bool {
    let own = |c: Rgb888| Group::ALL.iter().any(|group| COLOURS.group(*group) == c);
    let all = canvas.bounding_box();
    pixels(canvas, all).any(|c| own(c) || c == COLOURS.seen || c == COLOURS.unverified)
}

#[test]
fn nothing_of_what_was_found_is_shown_before_the_examiner_judged() {
    let example = Example::new();
    for (name, model) in example::gallery::SHOTS {
        if !matches!(name, "judge_first" | "judge_now" | "review_withheld") {
            continue;
        }
        for (width, height) in example::gallery::SIZES {
            let mut canvas = Canvas::new(width, height);
            Screen::default().draw(&mut canvas, &model(&example));
            assert!(!shows_findings(&canvas), "{name}, {width}x{height}");
        }
    }
    assert!(shows_findings(&drawn(&example.model())));
}

#[test]
fn a_service_that_does_not_read_shows_a_banner_on_every_page_but_the_setup() {
    use second_reader::display::{Page, Review, Work};
    let example = Example::new();
    for work in [
        Work::Starting,
        Work::SelfTest { done: 1, all: 3 },
        Work::Updating { percent: 255 },
        Work::ModelFault,
        Work::Stopped,
    ] {
        for page in [
            Page::Live,
            Page::Review(Review::Overview),
            Page::Review(Review::View(1)),
        ] {
            let mut model = example.reviewed();
            (model.status.work, model.showing.page) = (work, page);
            assert_eq!(model.standing(), Standing::Fault);
            for (width, height) in example::gallery::SIZES {
                let mut canvas = Canvas::new(width, height);
                Screen::default().draw(&mut canvas, &model);
                assert!(!shows_findings(&canvas), "{work:?}, {width}x{height}");
                let all = canvas.bounding_box();
                let banner = pixels(&canvas, all)
                    .filter(|c| *c == COLOURS.banner)
                    .count();
                assert!(
                    banner * 12 > (width * height) as usize,
                    "{work:?}, {width}x{height}"
                );
            }
        }
    }
}

#[test]
fn boxes_can_be_switched_off_and_the_picture_stays() {
    let example = Example::new();
    let mut model = example.model();
    model.showing.boxes = false;
    let canvas = drawn(&model);
    let place = layout().picture;
    let boxes = pixels(&canvas, place).any(|c| Group::ALL.iter().any(|g| COLOURS.group(*g) == c));
    assert!(!boxes && pixels(&canvas, place).any(|c| c.r() > 150));
}

#[test]
fn labels_of_300_characters_and_letters_that_no_font_has_are_shown_shortened_or_as_boxes() {
    let mut example = Example::new();
    example.items[0].label = "\u{1f600}\u{10ffff} ".repeat(100);
    example.items[5].label = "long ".repeat(60);
    for code in Language::BUILTIN {
        let language = Language::builtin(code).unwrap();
        for (_, model) in example::gallery::SHOTS {
            let mut canvas = Canvas::new(800, 480);
            let model = ScreenModel {
                language,
                ..model(&example)
            };
            Screen::default().draw(&mut canvas, &model);
        }
    }
}

#[test]
fn absurd_models_are_drawn_without_a_panic() {
    let mut example = Example::new();
    for (i, detection) in example.detections.0.iter_mut().enumerate() {
        let odd = [f32::NAN, f32::INFINITY, -1e30, 1e30, 0.0][i % 5];
        detection.confidence = if i % 7 == 0 { f32::NAN } else { 1.0 };
        detection.rect = second_reader::anatomy::Rect::new(odd, 200.0, 1e30, odd);
    }
    example.thresholds.0 = std::array::from_fn(|i| [0.0, 1.0, f32::NAN, -3.0][i % 4]);
    let long = "x".repeat(4000);
    example.items = example.items.iter().cycle().take(300).cloned().collect();
    example.items[0].label.clone_from(&long);
    let mut model = example.model();
    model.time = std::time::Duration::MAX;
    model.status.source = &long;
    model.status.fps = Some(f32::NAN);
    model.status.frame = Some(u64::MAX);
    drawn(&model);
    for (width, height) in [(0, 0), (1, 1), (640, 4800), (usize::MAX, usize::MAX)] {
        let mut model = model;
        if let Some(crop) = &mut model.crop {
            (crop.width, crop.height) = (width, height);
        }
        drawn(&model);
    }
}
