//! What the panel shows before the service reads, and while it is replaced: as its user would have it, by a board file
//! with a picture file for a panel.
#![allow(clippy::unwrap_used)]

mod program;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use image::RgbImage;
use program::{program, text, tiny_pack};
use second_reader::{
    anatomy::Profile,
    detector::{Checks, Pack},
    display::{Canvas, Screen, layout::Layout},
    service::{About, Snapshot, State},
};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

/// The longest that anything here may take; only a hang takes as long.
const PATIENCE: Duration = Duration::from_secs(120);

const BOARD: &str = "[source]\nkind = \"phantom\"\nsize = \"320x240\"\nfps = 10\n\
                     [display]\npanel = \"png\"\ndevice = \"screen.png\"\n";

/// A service that is killed when the test ends.
struct Run {
    service: Child,
    folder: TempDir,
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.service.kill();
        let _ = self.service.wait();
    }
}

impl Run {
    fn start(model: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        let screen = path("screen.png").display().to_string();
        fs::write(path("board.toml"), BOARD.replace("screen.png", &screen)).unwrap();
        let service = program()
            .args(["run", "--page-port", "0", "--model", model])
            .arg("--board")
            .arg(path("board.toml"))
            .arg("--events")
            .arg(path("events.jsonl"))
            .arg("--update-file")
            .arg(path("update"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self { service, folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the panel shows between header and footer; `None` where nothing was shown yet.
    fn body(&self) -> Option<RgbImage> {
        let screen = image::open(self.path("screen.png")).ok()?.into_rgb8();
        Some(body(&screen))
    }

    /// The states that were told so far, and what was said of each.
    fn states(&self) -> Vec<(String, String)> {
        let text = fs::read_to_string(self.path("events.jsonl")).unwrap_or_default();
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let events = whole
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).unwrap());
        let states = events.filter(|event| event["event"] == "state");
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        states
            .map(|event| (word(&event["state"]), word(&event["fault"])))
            .collect()
    }

    fn until(&self, what: &str, mut look: impl FnMut() -> bool) {
        let start = Instant::now();
        while !look() {
            assert!(start.elapsed() < PATIENCE, "{what}: not in time");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// What it prints until its end.
    fn output(mut self) -> (Output, Option<RgbImage>) {
        let status = self.service.wait().unwrap();
        let mut output = Output {
            status,
            stdout: Vec::new(),
            stderr: Vec::new(),
        };
        let pipes = (self.service.stdout.take(), self.service.stderr.take());
        std::io::copy(&mut pipes.0.unwrap(), &mut output.stdout).unwrap();
        std::io::copy(&mut pipes.1.unwrap(), &mut output.stderr).unwrap();
        (output, self.body())
    }
}

fn body(screen: &RgbImage) -> RgbImage {
    let place = Layout::of(screen.width(), screen.height()).body;
    let (at, size) = (place.top_left, place.size);
    image::imageops::crop_imm(screen, at.x as u32, at.y as u32, size.width, size.height).to_image()
}

/// What a state looks like between header and footer.
fn banner(state: State) -> RgbImage {
    let pack = Pack::open(Path::new(&tiny_pack())).unwrap();
    let profile = Profile::builtin("isuog-2023").unwrap();
    let about = About::of("any", pack.info(), &profile);
    let (width, height) = Screen::size();
    let mut canvas = Canvas::new(width, height);
    Screen::default().draw(&mut canvas, &Snapshot::of(state).model(&about, None));
    body(&RgbImage::from_raw(width, height, canvas.as_bytes().to_vec()).unwrap())
}

fn updating(percent: u8, words: &str) -> State {
    State::Updating {
        percent,
        words: words.to_owned(),
    }
}

fn hex(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_panel_shows_the_self_test_before_anything_is_read() {
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/models/standard");
    let all = 4;
    let tests = (0..all).map(|done| banner(State::SelfTest(Checks { done, all })));
    let tests: Vec<_> = tests.collect();
    let run = Run::start(model);
    let mut screens: Vec<Vec<u8>> = Vec::new();
    run.until("a picture is read", || {
        if let Ok(bytes) = fs::read(run.path("screen.png"))
            && screens.last() != Some(&bytes)
        {
            screens.push(bytes);
        }
        run.states().iter().any(|(state, _)| state == "running")
    });
    let bodies = screens
        .iter()
        .map(|bytes| image::load_from_memory(bytes).unwrap());
    let shown: Vec<_> = bodies
        .filter_map(|screen| {
            let body = body(&screen.into_rgb8());
            tests.iter().position(|test| *test == body)
        })
        .collect();
    assert!(!shown.is_empty(), "the self-test was never on the panel");
    assert!(shown.is_sorted(), "its progress goes back: {shown:?}");
    let states = run.states();
    let names: Vec<_> = states.iter().map(|(state, _)| &state[..]).collect();
    let expected = ["self_test", "starting"];
    assert_eq!(names[..2], expected);
}

#[test]
fn an_update_takes_all_results_away_for_as_long_as_it_goes_on() {
    let run = Run::start(&tiny_pack());
    let now = |wanted: &str| {
        run.states()
            .last()
            .is_some_and(|(state, _)| state == wanted)
    };
    run.until("running", || now("running"));
    fs::write(run.path("update"), "64 % writing the other slot\n").unwrap();
    let shown = banner(updating(64, "writing the other slot"));
    run.until("the update", || run.body() == Some(shown.clone()));
    assert_eq!(
        run.states().pop().unwrap(),
        ("updating".to_owned(), "writing the other slot".to_owned())
    );
    fs::write(run.path("update"), "100").unwrap();
    let shown = banner(updating(100, "an update goes on"));
    run.until("its end", || run.body() == Some(shown.clone()));
    fs::remove_file(run.path("update")).unwrap();
    run.until("running again", || {
        now("running") && run.body() != Some(shown.clone())
    });
}

#[test]
fn a_model_that_fails_its_self_test_is_told_on_the_panel_and_never_reads() {
    let pack = TempDir::new().unwrap();
    for file in fs::read_dir(tiny_pack()).unwrap().flatten() {
        fs::copy(file.path(), pack.path().join(file.file_name())).unwrap();
    }
    let golden = fs::read_dir(pack.path()).unwrap().flatten();
    let mut golden = golden.filter(|file| file.path().extension().is_some_and(|e| e == "bin"));
    let golden = golden.next().unwrap().path();
    let mut values = fs::read(&golden).unwrap();
    values[..4].copy_from_slice(&9.0_f32.to_le_bytes());
    let before = hex(&fs::read(&golden).unwrap());
    fs::write(&golden, &values).unwrap();
    let manifest = pack.path().join("manifest.toml");
    let text_of = fs::read_to_string(&manifest).unwrap();
    let after = hex(&values);
    fs::write(manifest, text_of.replace(&before, &after)).unwrap();
    let (output, body) = Run::start(pack.path().to_str().unwrap()).output();
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    let said = stderr.lines().find_map(|line| line.strip_prefix("error: "));
    let said = said.unwrap();
    assert!(said.contains("self-test"), "{stderr}");
    assert!(stderr.contains("hint: "), "{stderr}");
    assert_eq!(body, Some(banner(State::ModelFault(said.to_owned()))));
}
