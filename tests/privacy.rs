//! No name leaves the screen: invented names are planted all over a scanner's screen, over the
//! corners, beside and over the sector, the program runs as a user would run it, and everything that
//! comes out is searched for them: files, what is printed, what is logged, the page's pictures, what a cart hears.

#![allow(clippy::unwrap_used)]

mod cart;
mod planted;
mod program;

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use cart::Device;
use link::wire::{
    Decoder, Message as _,
    messages::{
        GetConfig, GetExam, GetFindings, GetHealth, GetIdentity, GetItem, GetLog, GetMeasurements,
        Identity, MsgId, SelfTest,
    },
};
use planted::{NAMES, Screen, Word, write_clip};
use program::tiny_pack;
use second_reader::{
    capture::Frame,
    sector::{Sector, Tracker},
};

fn program(arguments: &[&str]) -> Command {
    let mut command = program::program();
    command
        .args(arguments)
        .env("RUST_LOG", "trace")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Fails where any of the words stands in the bytes, in any case of letters.
fn holds_no_words(what: &str, bytes: &[u8], words: &[String]) {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    for word in words {
        assert!(!text.contains(&word.to_lowercase()), "{what} names {word}");
    }
}

fn shows_no_names(what: &str, png: &[u8]) {
    let luma = image::load_from_memory(png).unwrap().to_luma8();
    let (width, height) = (luma.width() as usize, luma.height() as usize);
    let screen = Screen {
        width,
        height,
        luma: luma.into_raw(),
    };
    assert_eq!(screen.names_at_any_scale(), [""; 0], "{what}");
}

/// Searches every file of a folder, by its bytes and, where it is a picture, by what it shows.
fn search(folder: &Path, words: &[String]) {
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (name, bytes) = (path.display().to_string(), fs::read(&path).unwrap());
        holds_no_words(&name, &bytes, words);
        holds_no_words(&name, name.rsplit('/').next().unwrap().as_bytes(), words);
        if path.extension().is_some_and(|e| e == "png") {
            shows_no_names(&name, &bytes);
        }
        files += 1;
    }
    assert!(files >= 3, "{files} files");
}

#[test]
fn the_search_finds_the_names_on_the_scanners_own_screen() {
    let frames = planted::frames(1, true).0;
    let screen = Screen::of(&frames[0]);
    for name in NAMES {
        assert!(screen.shows(&Word::new(name), 1.0), "{name}");
    }
    for scale in [0.8, 1.37, 1.9] {
        let found = screen.scaled(scale).names_at_any_scale();
        assert_eq!(found, NAMES, "at {scale}");
    }
    let clean = planted::frames(1, false).0;
    assert_eq!(Screen::of(&clean[0]).names_at_any_scale(), [""; 0]);
}

#[test]
fn a_frame_that_keeps_only_its_sector_shows_no_name() {
    let (frames, _) = planted::frames(30, true);
    let mut tracker = Tracker::new();
    for (number, frame) in frames.iter().enumerate() {
        tracker.update(frame);
        if number % 10 == 0 || number == 29 {
            let sector: &Sector = tracker.sector().unwrap();
            let mut kept: Frame = frame.clone();
            sector.keep_only(&mut kept);
            let found = Screen::of(&kept).names_at_any_scale();
            assert_eq!(found, [""; 0], "frame {number}");
            assert!(kept.luma.iter().any(|&v| v > 60));
        }
    }
}

#[test]
fn read_writes_and_says_no_name() {
    let scratch = tempfile::tempdir().unwrap();
    let (clip, out) = (scratch.path().join("clip.y4m"), scratch.path().join("out"));
    let words = write_clip(&clip, 40);
    let (clip, out_text, pack) = (clip.to_str().unwrap(), out.to_str().unwrap(), tiny_pack());
    let said = program(&["read", clip, "--model", &pack, "--out", out_text])
        .output()
        .unwrap();
    assert!(said.status.success());
    holds_no_words("stdout", &said.stdout, &words);
    holds_no_words("stderr", &said.stderr, &words);
    search(&out, &words);
}

#[test]
fn run_writes_says_and_shows_no_name() {
    let scratch = tempfile::tempdir().unwrap();
    let (clip, out) = (scratch.path().join("clip.y4m"), scratch.path().join("out"));
    let log = scratch.path().join("log");
    let words = write_clip(&clip, 60);
    let (clip, out_text, pack) = (clip.to_str().unwrap(), out.to_str().unwrap(), tiny_pack());
    let mut service = program(&[
        "run",
        "--source",
        clip,
        "--model",
        &pack,
        "--page-port",
        "0",
        "--out",
        out_text,
    ])
    // Not a pipe: nobody reads it while the page is asked for.
    .stderr(fs::File::create(&log).unwrap())
    .spawn()
    .unwrap();
    let mut stdout = BufReader::new(service.stdout.take().unwrap());
    let (mut said, mut address) = (String::new(), None);
    while address.is_none() && stdout.read_line(&mut said).unwrap() > 0 {
        let rest = said.split_once("http://");
        address = rest.map(|(_, rest)| rest.split('/').next().unwrap().to_owned());
    }
    let address = address.unwrap();
    for path in ["/", "/state.json", "/screen.png"] {
        // The clip may be over before the last one is asked for.
        let Some(body) = get(&address, path) else {
            continue;
        };
        holds_no_words(path, &body, &words);
        if path.ends_with("png") {
            shows_no_names(path, &body);
        }
    }
    stdout.read_to_string(&mut said).unwrap();
    assert!(service.wait().unwrap().success());
    let logged = fs::read(&log).unwrap();
    assert!(
        !logged.is_empty(),
        "nothing is logged: there is nothing to search"
    );
    holds_no_words("stdout", said.as_bytes(), &words);
    holds_no_words("stderr", &logged, &words);
    search(&out, &words);
}

/// Key images on the link are smaller copies of the crops in `key_images.png`, which is searched above.
#[test]
fn a_cart_that_asks_for_everything_hears_no_name() {
    let scratch = tempfile::tempdir().unwrap();
    let clip = scratch.path().join("clip.y4m");
    let words = write_clip(&clip, 200);
    let (clip, pack) = (clip.to_str().unwrap(), tiny_pack());
    let mut device = Device::start(&[
        "run",
        "--source",
        clip,
        "--model",
        &pack,
        "--page-port",
        "0",
        "--link",
        "TTY",
    ]);
    let mut cart = device.cart();
    let mut asked = 0;
    while device.is_running() {
        if !cart.vendor.is_asking() {
            let (vendor, now) = (&mut cart.vendor, Instant::now());
            let request = match asked % 9 {
                0 => vendor.request(&GetIdentity::default(), now),
                1 => vendor.request(&GetConfig::default(), now),
                2 => vendor.request(&GetHealth::default(), now),
                3 => vendor.request(&GetItem { item: asked % 28 }, now),
                4 => vendor.request(&GetMeasurements::default(), now),
                5 => vendor.request(&GetExam::default(), now),
                6 => vendor.request(&GetFindings::default(), now),
                7 => vendor.request(&SelfTest::default(), now),
                _ => vendor.request(
                    &GetLog {
                        first: 0,
                        lines_max: 256,
                    },
                    now,
                ),
            };
            asked += u32::from(request.is_some());
        }
        cart.step();
    }
    let (mut decoder, mut rest, mut ids) = (Decoder::new(), &cart.heard[..], BTreeSet::new());
    while let Some(outcome) = decoder.next(&mut rest) {
        if let Ok(frame) = outcome {
            ids.insert(i32::from(frame.header.msg_id));
            holds_no_words("the link", frame.payload, &words);
        }
    }
    for id in [
        Identity::ID,
        MsgId::MsgConfig,
        MsgId::MsgHealth,
        MsgId::MsgItem,
        MsgId::MsgMeasurements,
        MsgId::MsgExam,
        MsgId::MsgSelfTestResult,
        MsgId::MsgLog,
        MsgId::MsgSnapshot,
        MsgId::MsgEvent,
    ] {
        assert!(ids.contains(&id.0), "{id:?} never came: {ids:?}");
    }
}

/// The body of a page, `None` where nobody answers.
fn get(address: &str, path: &str) -> Option<Vec<u8>> {
    let mut socket = TcpStream::connect(address).ok()?;
    write!(
        socket,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .ok()?;
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).ok()?;
    let end = answer.windows(4).position(|w| w == b"\r\n\r\n")?;
    answer
        .starts_with(b"HTTP/1.1 200")
        .then(|| answer[end + 4..].to_vec())
}
