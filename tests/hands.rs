//! A run that is acted on before its page, and shown in a picture file, as its user would have it.
#![allow(clippy::unwrap_used)]

mod program;

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::TcpStream,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use program::{program, refuse, text, tiny_pack};
use second_reader::{
    anatomy::Profile,
    detector::Pack,
    display::{Canvas, Page, Screen, layout::Layout},
    service::{About, Snapshot, State},
};
use serde_json::Value;
use tempfile::TempDir;
use tungstenite::{WebSocket, client::IntoClientRequest as _};

/// The longest that anything here may take; only a hang takes as long.
const PATIENCE: Duration = Duration::from_secs(120);

/// Looks until there is something.
fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "{what}: not in time");
        thread::sleep(Duration::from_millis(10));
    }
}

/// The events so far, whole lines alone.
fn events(file: &Path) -> Vec<Value> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let lines = whole.lines();
    lines.map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// A service that is killed when the test ends.
struct Run(Child);

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a run of a board file; gives the page's address.
fn start(board: &Path, events: &Path) -> (Run, String) {
    let mut service = program()
        .args([
            "run",
            "--commands",
            "--page-port",
            "0",
            "--model",
            &tiny_pack(),
        ])
        .arg("--board")
        .arg(board)
        .arg("--events")
        .arg(events)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(service.stdout.take().unwrap()).lines();
    let page = until("the page's address", || {
        let line = lines.next().unwrap().unwrap();
        let (_, rest) = line.split_once("http://")?;
        Some(rest.split('/').next()?.to_owned())
    });
    (Run(service), page)
}

fn page(address: &str, cookie: &str) -> WebSocket<TcpStream> {
    let mut request = format!("ws://{address}/screen")
        .into_client_request()
        .unwrap();
    let headers = request.headers_mut();
    headers.insert("origin", format!("http://{address}").parse().unwrap());
    headers.insert("cookie", cookie.parse().unwrap());
    let socket = TcpStream::connect(address).unwrap();
    tungstenite::client(request, socket).unwrap().0
}

#[test]
fn an_exam_goes_by_the_keys_of_the_page_and_shows_in_a_picture_file() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    let board = "[source]\nkind = \"phantom\"\nsize = \"320x240\"\nfps = 10\n\
                 [exam]\nbegin = \"on_command\"\n\
                 [page]\naddress = \"127.0.0.1\"\ntoken_file = \"token\"\n\
                 [input.keys]\nKEY_1 = \"begin\"\nKEY_B = \"nothing\"\n\
                 [display]\npanel = \"png\"\ndevice = \"SCREEN\"\n";
    let screen = path("screen.png");
    let board = board.replace("SCREEN", screen.to_str().unwrap());
    fs::write(path("board.toml"), board).unwrap();
    fs::write(path("token"), "0123456789abcdef\n").unwrap();
    fs::set_permissions(path("token"), fs::Permissions::from_mode(0o600)).unwrap();
    let (_run, address) = start(&path("board.toml"), &path("events.jsonl"));
    let mut page = page(&address, "second_reader=0123456789abcdef");
    let mut press = |key: &str, state: &str| {
        page.send(format!("key {key}").into()).unwrap();
        until(state, || {
            let all = events(&path("events.jsonl"));
            let mut exams = all.iter().filter(|event| event["event"] == "exam");
            exams.any(|event| event["state"] == state).then_some(())
        });
    };
    press("Digit1", "running");
    press("KeyE", "review");
    // Pages and boxes are the screen's matter, and no words to an exam.
    for key in ["KeyB", "ArrowRight", "KeyX", "Minus"] {
        page.send(format!("key {key}").into()).unwrap();
    }
    page.send("press 0.9 0.5".into()).unwrap();
    page.send("key KeyR".into()).unwrap();
    until("resume", || {
        let all = events(&path("events.jsonl"));
        all.iter()
            .any(|event| event["command"] == "resume")
            .then_some(())
    });
    let all = events(&path("events.jsonl"));
    let exams: Vec<_> = all
        .iter()
        .filter(|event| event["event"] == "exam")
        .collect();
    assert!(
        exams.iter().all(|event| event["refused"].is_null()),
        "{exams:?}"
    );
    let picture = until("a screen", || image::open(&screen).ok()).into_rgb8();
    assert!(picture.pixels().any(|pixel| pixel.0 != [0; 3]));
}

/// What stands on the screen's left above the line of what to show next: the title of the page, where it is always the
/// same.
fn title(screen: &image::RgbImage) -> image::RgbImage {
    let header = Layout::of(screen.width(), screen.height()).header.size;
    image::imageops::crop_imm(screen, 0, 0, header.width / 2, header.height).to_image()
}

fn setup_title() -> image::RgbImage {
    let pack = Pack::open(Path::new(&tiny_pack())).unwrap();
    let about = About::of("any", pack.info(), &Profile::builtin("isuog-2023").unwrap());
    let (width, height) = Screen::size();
    let mut canvas = Canvas::new(width, height);
    let snapshot = Snapshot::of(State::Running);
    let mut model = snapshot.model(&about, None);
    model.showing.page = Page::Setup;
    Screen::default().draw(&mut canvas, &model);
    title(&image::RgbImage::from_raw(width, height, canvas.as_bytes().to_vec()).unwrap())
}

#[test]
fn a_touch_of_the_page_does_what_stands_there() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    let screen = path("screen.png");
    let board = "[source]\nkind = \"phantom\"\nsize = \"320x240\"\nfps = 10\n\
                 [exam]\nbegin = \"with_source\"\n[display]\npanel = \"png\"\nheight_mm = 135\ndevice = \"SCREEN\"\n";
    fs::write(
        path("board.toml"),
        board.replace("SCREEN", screen.to_str().unwrap()),
    )
    .unwrap();
    let (_run, address) = start(&path("board.toml"), &path("events.jsonl"));
    let mut page = page(&address, "");
    let marks = || {
        let all = events(&path("events.jsonl"));
        let marks = all.iter().filter(|event| event["command"] == "mark");
        marks.filter(|event| event["refused"].is_null()).count()
    };
    let setup = setup_title();
    let is_setup = || {
        let screen = image::open(&screen).ok().map(|screen| screen.into_rgb8());
        screen.is_some_and(|screen| title(&screen) == setup)
    };
    until("an exam", || {
        let all = events(&path("events.jsonl"));
        all.iter()
            .any(|event| event["state"] == "running")
            .then_some(())
    });
    let mut press = |x: f32, y: f32| page.send(format!("press {x} {y}").into()).unwrap();
    let (header, timeline) = ((0.5, 0.03), (0.3, 0.8));
    press(timeline.0, timeline.1);
    until("a mark", || (marks() == 1).then_some(()));
    press(header.0, header.1);
    until("the setup page", || is_setup().then_some(()));
    // There is no timeline there: it is the way back.
    press(timeline.0, timeline.1);
    until("the live page", || (!is_setup()).then_some(()));
    assert_eq!(marks(), 1);
    press(header.0, header.1);
    until("the setup page", || is_setup().then_some(()));
    press(header.0, header.1);
    until("the live page", || (!is_setup()).then_some(()));
    press(timeline.0, timeline.1);
    until("another mark", || (marks() == 2).then_some(()));
}

#[test]
fn panels_and_hands_that_cannot_be_are_refused_with_a_hint() {
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.toml");
    for (text, why) in [
        (
            "[display]\npanel = \"framebuffer\"\ndevice = \"/dev/null\"\n",
            "panel /dev/null: ",
        ),
        (
            "[display]\nbacklight = \"none-such\"\n",
            "backlight none-such: ",
        ),
        (
            "[input.keys]\nKEY_B = \"start\"\n",
            "input.keys: KEY_B: `start` is no command",
        ),
        (
            "[input.keys]\nB = \"begin\"\n",
            "input.keys: there is no key `B`",
        ),
        (
            "[page]\naddress = \"0.0.0.0\"\n",
            "board.toml:2:1: 0.0.0.0 can be reached",
        ),
        (
            "[exam]\nbegin = \"on_command\"\n[input]\ndevices = []\n",
            "never begin",
        ),
    ] {
        fs::write(&board, text).unwrap();
        let model = tiny_pack();
        let board = board.to_str().unwrap();
        let stderr = refuse(&[
            "run",
            "--board",
            board,
            "--page-port",
            "0",
            "--model",
            &model,
        ]);
        assert!(stderr.contains(why), "{stderr}");
    }
}

#[test]
fn a_panel_that_is_not_there_stops_nothing() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let board = "[source]\nkind = \"phantom\"\nsize = \"320x240\"\nfps = 10\n\
                 [display]\npanel = \"drm\"\ndevice = \"/dev/dri/card99\"\n\
                 [input]\ndevices = [\"/dev/input/none-such\"]\n";
    fs::write(path("board.toml"), board).unwrap();
    let output = program()
        .args([
            "run",
            "--seconds",
            "2",
            "--page-port",
            "0",
            "--json",
            "--model",
            &tiny_pack(),
        ])
        .args(["--board", &path("board.toml")])
        .output()
        .unwrap();
    let stderr = text(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    assert!(
        stderr.contains("panel /dev/dri/card99: ") && stderr.contains("hint: "),
        "{stderr}"
    );
    assert_eq!(
        stderr.matches("nothing is shown there").count(),
        1,
        "told once: {stderr}"
    );
    let exam: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(exam["frames"].as_u64().unwrap() > 0, "{exam}");
}
