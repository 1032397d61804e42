//! The live page in a real browser: the pixels on the glass are the pixels of the canvas, and what a
//! person does there arrives.
#![allow(clippy::unwrap_used)]

mod browser;
mod example;
mod served;

use std::sync::Mutex;

use browser::{Browser, until};
use embedded_graphics::{
    draw_target::DrawTarget as _,
    geometry::{Point, Size},
    pixelcolor::RgbColor as _,
    primitives::Rectangle,
};
use example::Example;
use second_reader::{
    display::{Canvas, Screen, layout, palette},
    input::Asked,
};
use served::Served;

fn screen() -> Canvas {
    let mut canvas = Screen::canvas();
    Screen::default().draw(&mut canvas, &Example::new().model());
    canvas
}

fn window() -> Option<Browser> {
    Browser::open(layout::WIDTH, layout::HEIGHT)
}

/// Waits until the page shows a canvas, pixel by pixel. A browser on a busy machine may be late: the page then
/// rightly covers itself.
fn shows(browser: &mut Browser, canvas: &Canvas) {
    let mut differing = usize::MAX;
    until("the pixels of the canvas", || {
        let shown = browser.screenshot();
        assert_eq!(shown.dimensions(), (canvas.width(), canvas.height()));
        let pairs = shown.as_raw().chunks(3).zip(canvas.as_bytes().chunks(3));
        differing = pairs.filter(|(a, b)| a != b).count();
        (differing == 0).then_some(())
    });
}

fn asked(served: &Served) -> Asked {
    let found = until("what was done", || {
        let asked = served.asked();
        (!asked.is_empty()).then_some(asked)
    });
    assert_eq!(found.len(), 1, "{found:?}");
    found[0]
}

/// Presses a key until it is taken: while the page is covered, none is.
fn pressed(browser: &mut Browser, served: &Served, code: &str) -> Asked {
    until("an uncovered page", || {
        (browser.is_covered() == Some(false)).then_some(())
    });
    browser.key(code, code);
    asked(served)
}

#[test]
fn the_browser_shows_the_canvas_and_its_keys_and_touches_arrive() {
    let Some(mut browser) = window() else { return };
    let served = Served::start();
    let canvas = Mutex::new(screen());
    served.publishing(&canvas, || {
        browser.go(&format!("http://{}/", served.address));
        shows(&mut browser, &screen());
        // A part changes.
        let mut changed = screen();
        let area = Rectangle::new(Point::new(300, 200), Size::new(60, 40));
        changed
            .fill_solid(&area, palette::Palette::DAY.banner)
            .unwrap();
        canvas.lock().unwrap().clone_from(&changed);
        shows(&mut browser, &changed);

        let act = |words: &str| Asked::Act(words.parse().unwrap());
        assert_eq!(pressed(&mut browser, &served, "KeyB"), act("begin"));
        assert_eq!(
            pressed(&mut browser, &served, "ArrowRight"),
            act("page next")
        );
        let (x, y) = (
            f64::from(layout::WIDTH) * 0.25,
            f64::from(layout::HEIGHT) * 0.5,
        );
        let at = Asked::Press { x: 0.25, y: 0.5 };
        browser.click(x, y);
        assert_eq!(asked(&served), at);
        browser.touch(x, y);
        assert_eq!(asked(&served), at);
    });
}

#[test]
fn a_picture_of_another_shape_stands_amid_the_window_and_is_touched_there() {
    let Some(mut browser) = Browser::open(800, 800) else {
        return;
    };
    let served = Served::start();
    let canvas = Mutex::new(screen());
    served.publishing(&canvas, || {
        browser.go(&format!("http://{}/", served.address));
        until("an uncovered page", || {
            (browser.is_covered() == Some(false)).then_some(())
        });
        // 800 by 500 pixels of the window, 150 below its top.
        browser.touch(200.0, 400.0);
        assert_eq!(asked(&served), Asked::Press { x: 0.25, y: 0.5 });
        browser.touch(200.0, 100.0);
        browser.touch(400.0, 275.0);
        assert_eq!(asked(&served), Asked::Press { x: 0.5, y: 0.25 });
    });
}

#[test]
fn the_page_covers_itself_without_pictures_and_comes_back_with_the_service() {
    let Some(mut browser) = window() else { return };
    let served = Served::start();
    let address = served.address.to_string();
    let canvas = Mutex::new(screen());
    // Nothing is published yet.
    browser.go(&format!("http://{address}/"));
    until("a covered page", || {
        (browser.is_covered() == Some(true)).then_some(())
    });
    assert_covered(&mut browser);
    served.publishing(&canvas, || shows(&mut browser, &screen()));
    // Pictures end, and then the service.
    until("a covered page", || {
        (browser.is_covered() == Some(true)).then_some(())
    });
    browser.key("KeyB", "b");
    assert_eq!(served.asked(), [], "a key for what nobody sees");
    drop(served);
    assert_covered(&mut browser);
    let again = Served::on(&address, None);
    again.publishing(&canvas, || {
        shows(&mut browser, &screen());
        assert_eq!(
            pressed(&mut browser, &again, "KeyE"),
            Asked::Act("end".parse().unwrap())
        );
    });
}

#[test]
fn a_token_opens_the_page_once_and_for_all() {
    let Some(mut browser) = window() else { return };
    let token = "0123456789abcdef-0123456789";
    let served = Served::on("127.0.0.1:0", Some(token));
    let canvas = Mutex::new(screen());
    served.publishing(&canvas, || {
        browser.go(&format!("http://{}/", served.address));
        until("a page that says why", || {
            let text = browser.script("document.body && document.body.innerText");
            text.as_str()
                .filter(|text| text.contains("Nothing is shown here"))
                .map(drop)
        });
        browser.go(&format!("http://{}/?token={token}", served.address));
        shows(&mut browser, &screen());
        let url = browser.script("location.href + document.cookie");
        assert!(!url.as_str().unwrap().contains(token), "{url}");
        browser.go(&format!("http://{}/", served.address));
        shows(&mut browser, &screen());
    });
}

fn assert_covered(browser: &mut Browser) {
    let banner = [
        palette::Palette::DAY.banner.r(),
        palette::Palette::DAY.banner.g(),
        palette::Palette::DAY.banner.b(),
    ];
    let shown = browser.screenshot();
    let covered = shown.pixels().filter(|p| p.0 == banner).count();
    let all = (layout::WIDTH * layout::HEIGHT) as usize;
    assert!(
        covered > all / 2,
        "the warning covers {covered} of {all} pixels"
    );
}
