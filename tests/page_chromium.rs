//! The live page in a real browser: the pixels on the glass are the pixels of the canvas.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod example;

use std::{
    net::TcpListener,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use example::Example;
use second_reader::display::{Canvas, Screen, SharedScreen, layout, palette, serve};

/// How often a browser on a busy machine may be late: the page then rightly covers itself.
const ATTEMPTS_MAX: u32 = 5;

/// The browser, unless the tests shall run without one.
fn browser() -> Option<&'static str> {
    if std::env::var_os("SECOND_READER_SKIP_BROWSER").is_some_and(|v| v == "1") {
        println!("skipped: SECOND_READER_SKIP_BROWSER=1");
        return None;
    }
    let found = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| {
            let mut version = Command::new(name);
            version
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            version.status().is_ok_and(|s| s.success())
        });
    assert!(
        found.is_some(),
        "Chromium is not installed: `make test` installs it, `apt-get install chromium` too; \
         SECOND_READER_SKIP_BROWSER=1 leaves this test out"
    );
    found
}

/// What a browser window of the screen's size shows.
fn screenshot(browser: &str, folder: &Path, url: &str, more: &[&str]) -> image::RgbImage {
    let file = folder.join("screenshot.png");
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args(["--hide-scrollbars", "--force-device-scale-factor=1"])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!(
            "--window-size={},{}",
            layout::WIDTH,
            layout::HEIGHT
        ))
        .arg(format!("--screenshot={}", file.display()))
        .args(more)
        .arg(url)
        .output()
        .unwrap();
    assert!(
        file.exists(),
        "no screenshot: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    image::open(&file).unwrap().into_rgb8()
}

/// Serves a page while `test` runs; publishes the canvas all the while where `live`.
fn with_page<T>(canvas: &Canvas, live: bool, test: impl FnOnce(&str) -> T) -> T {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (screens, stop) = (SharedScreen::new(), Arc::new(AtomicBool::new(false)));
    std::thread::scope(|scope| {
        let server = scope.spawn(|| serve(listener, screens.clone(), stop.clone()));
        let publisher = scope.spawn(|| {
            while live && !stop.load(Ordering::Acquire) {
                screens.publish(canvas).unwrap();
                std::thread::sleep(Duration::from_millis(40));
            }
        });
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| test(&url)));
        stop.store(true, Ordering::Release);
        publisher.join().unwrap();
        server.join().unwrap().unwrap();
        result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

#[test]
fn the_browser_shows_the_pixels_of_the_canvas() {
    let Some(browser) = browser() else { return };
    let mut canvas = Screen::canvas();
    Screen::default().draw(&mut canvas, &Example::new().model());
    let folder = tempfile::tempdir().unwrap();
    let differing = with_page(&canvas, true, |url| {
        let mut differing = usize::MAX;
        for _ in 0..ATTEMPTS_MAX {
            let shown = screenshot(browser, folder.path(), url, &[]);
            assert_eq!(shown.dimensions(), (layout::WIDTH, layout::HEIGHT));
            let pairs = shown.as_raw().chunks(3).zip(canvas.as_bytes().chunks(3));
            differing = pairs.filter(|(a, b)| a != b).count();
            if differing == 0 {
                break;
            }
        }
        differing
    });
    assert_eq!(differing, 0, "pixels differ from the canvas");
}

#[test]
fn the_page_covers_itself_when_no_picture_comes() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let shown = with_page(&Screen::canvas(), false, |url| {
        screenshot(browser, folder.path(), url, &["--virtual-time-budget=4000"])
    });
    use embedded_graphics::pixelcolor::RgbColor;
    let banner = [
        palette::Palette::DAY.banner.r(),
        palette::Palette::DAY.banner.g(),
        palette::Palette::DAY.banner.b(),
    ];
    let covered = shown.pixels().filter(|p| p.0 == banner).count();
    let all = (layout::WIDTH * layout::HEIGHT) as usize;
    assert!(
        covered > all / 2,
        "the warning covers {covered} of {all} pixels"
    );
}
