//! Every screen in every state, by name, for snapshots, checks and the pictures of the docs.

use second_reader::{
    anatomy::View,
    capture::Signal,
    detector::Detections,
    display::{Brightness, Canvas, Hint, Language, Page, Review, Screen, ScreenModel, Work},
    exam::{Timeline, protocol},
    sector::Picture,
};

use super::Example;

/// A screen by its name.
pub type Shot = (&'static str, fn(&Example) -> ScreenModel<'_>);

fn at(example: &Example, page: Page) -> ScreenModel<'_> {
    let mut model = example.reviewed();
    model.showing.page = page;
    model
}

fn unread(example: &Example, picture: Picture) -> ScreenModel<'_> {
    ScreenModel {
        picture,
        ..example.model()
    }
}

fn working(example: &Example, work: Work) -> ScreenModel<'_> {
    let mut model = example.model();
    model.picture = match work {
        Work::NoFrames(_) | Work::Starting => Picture::NoSignal,
        _ => model.picture,
    };
    (model.status.work, model.status.fps, model.status.frame) = (work, None, None);
    model.status.frame_age_ms = None;
    model
}

const NOTHING: &Detections = &anatomy_map();

const fn anatomy_map() -> Detections {
    use second_reader::{
        anatomy::{Rect, Structure, StructureMap},
        detector::Detection,
    };
    StructureMap(
        [Detection {
            confidence: 0.0,
            rect: Rect::new(0.0, 0.0, 0.0, 0.0),
        }; Structure::COUNT],
    )
}

fn withheld(example: &Example, exam: protocol::State) -> ScreenModel<'_> {
    static EMPTY: std::sync::LazyLock<Timeline> = std::sync::LazyLock::new(Timeline::default);
    ScreenModel {
        detections: NOTHING,
        items: &[],
        timeline: &EMPTY,
        view: View::None,
        exam,
        withheld: true,
        hint: None,
        key_images: [None; 6],
        findings: None,
        ..example.model()
    }
}

/// The sizes of panels that there are layouts for.
pub const SIZES: [(u32, u32); 7] = [
    (1920, 1080),
    (1280, 800),
    (1024, 600),
    (800, 480),
    (480, 800),
    (480, 320),
    (320, 240),
];

/// All of them.
pub const SHOTS: [Shot; 34] = [
    ("live", |e| e.model()),
    ("live_without_boxes", |e| {
        let mut model = e.model();
        model.showing.boxes = false;
        model
    }),
    ("live_night", |e| {
        let mut model = e.model();
        model.showing.brightness = Brightness::Night;
        model
    }),
    ("live_no_view", |e| ScreenModel {
        view: View::None,
        detections: NOTHING,
        hint: Some(Hint::Again(View::FourChamber, "Pulmonary vein")),
        ..e.model()
    }),
    ("live_hold", |e| ScreenModel {
        hint: Some(Hint::Hold(View::ThreeVessel, "Order of the vessels")),
        ..e.model()
    }),
    ("live_enter_left", |e| ScreenModel {
        hint: Some(Hint::EnterLeft),
        ..e.model()
    }),
    ("live_slow", |e| {
        let mut model = e.model();
        model.status.fps = Some(6.24);
        model
    }),
    ("unverified", |e| {
        let mut model = e.model();
        model.status.model_verified = false;
        model
    }),
    ("judge_first", |e| withheld(e, protocol::State::Running)),
    ("judge_now", |e| withheld(e, protocol::State::Review)),
    ("no_signal", |e| {
        working(e, Work::NoFrames(Signal::NoSignal))
    }),
    ("no_cable", |e| working(e, Work::NoFrames(Signal::NoCable))),
    ("no_lock", |e| working(e, Work::NoFrames(Signal::NoLock))),
    ("frozen", |e| unread(e, Picture::Frozen)),
    ("not_ultrasound", |e| unread(e, Picture::NotUltrasound)),
    ("colour_doppler", |e| unread(e, Picture::ColourDoppler)),
    ("too_dark", |e| unread(e, Picture::TooDark)),
    ("stale", |e| {
        let mut model = e.model();
        model.status.frame_age_ms = Some(512.0);
        model
    }),
    ("warming_up", |e| working(e, Work::Starting)),
    ("self_test", |e| {
        working(e, Work::SelfTest { done: 5, all: 12 })
    }),
    ("updating", |e| working(e, Work::Updating { percent: 64 })),
    ("fault", |e| {
        let mut model = working(e, Work::ModelFault);
        model.status.fault = Some("the model gives 22 boxes where 23 are asked for");
        model
    }),
    ("stopped", |e| working(e, Work::Stopped)),
    ("review_overview", |e| at(e, Page::Review(Review::Overview))),
    ("review_abdomen", |e| at(e, Page::Review(Review::View(0)))),
    ("review_four_chamber", |e| {
        at(e, Page::Review(Review::View(1)))
    }),
    ("review_not_shown", |e| at(e, Page::Review(Review::View(5)))),
    ("review_timeline", |e| at(e, Page::Review(Review::Timeline))),
    ("review_no_findings", |e| ScreenModel {
        findings: None,
        ..at(e, Page::Review(Review::Timeline))
    }),
    ("review_withheld", |e| {
        let mut model = withheld(e, protocol::State::Review);
        model.showing.page = Page::Review(Review::Overview);
        model
    }),
    ("setup", |e| at(e, Page::Setup)),
    ("setup_no_signal", |e| {
        let mut model = working(e, Work::NoFrames(Signal::NoSignal));
        (model.showing.page, model.crop) = (Page::Setup, None);
        model.setup.temperature_c = None;
        model
    }),
    ("setup_night", |e| {
        let mut model = at(e, Page::Setup);
        model.showing.brightness = Brightness::Night;
        model
    }),
    ("review_dim", |e| {
        let mut model = at(e, Page::Review(Review::View(1)));
        model.showing.brightness = Brightness::Dim;
        model
    }),
];

/// Draws the screen of a name such as `live-1280x800-en`; `None` where there is none of it.
pub fn draw(name: &str, example: &Example) -> Option<Canvas> {
    let (rest, code) = name.rsplit_once('-')?;
    let (shot, size) = rest.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    let (_, model) = SHOTS.into_iter().find(|(name, _)| *name == shot)?;
    let model = ScreenModel {
        language: Language::builtin(code)?,
        ..model(example)
    };
    let mut canvas = Canvas::new(width.parse().ok()?, height.parse().ok()?);
    Screen::default().draw(&mut canvas, &model);
    Some(canvas)
}

/// The names of the screens that a page of the docs shows, by its links.
pub fn linked(text: &str) -> Vec<String> {
    let links = text.split("(screens/").skip(1);
    let names = links.filter_map(|rest| rest.split_once(".png)"));
    let names = names.map(|(name, _)| name.to_owned());
    names.filter(|name| name != "reading").collect()
}
