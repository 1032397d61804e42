//! Chromium without a window, driven through its DevTools protocol.
#![allow(dead_code, clippy::unwrap_used, clippy::print_stdout)]

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::{Message, WebSocket};

/// The longest that anything here may take; only a hang takes as long.
const PATIENCE: Duration = Duration::from_secs(120);

/// The browser's program, unless the tests shall run without one.
fn program() -> Option<&'static str> {
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

/// Looks until there is something.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "{what}: not in time");
        thread::sleep(Duration::from_millis(20));
    }
}

/// A browser with one page.
pub struct Browser {
    process: Child,
    _profile: TempDir,
    socket: WebSocket<TcpStream>,
    asked: u64,
}

impl Browser {
    /// Opens a window of that size; `None` where the tests shall run without a browser.
    pub fn open(width: u32, height: u32) -> Option<Self> {
        let program = program()?;
        let profile = tempfile::tempdir().unwrap();
        let mut command = Command::new(program);
        command
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
            ])
            .args(["--no-first-run", "--disable-background-networking"])
            .args([
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
            ])
            .args(["--force-device-scale-factor=1", "--touch-events=enabled"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("--window-size={width},{height}"))
            .args(["--remote-debugging-port=0", "about:blank"])
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let process = command.spawn().unwrap();
        let port = until("the browser's port", || port(profile.path()));
        let page = until("the browser's page", || page(port));
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) = tungstenite::client(page.as_str(), stream).unwrap();
        let mut browser = Self {
            process,
            _profile: profile,
            socket,
            asked: 0,
        };
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        browser.ask("Emulation.setDeviceMetricsOverride", size);
        Some(browser)
    }

    /// Sends a command and returns what comes of it.
    pub fn ask(&mut self, method: &str, parameters: Value) -> Value {
        let result = self.try_ask(method, parameters);
        result.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    fn try_ask(&mut self, method: &str, parameters: Value) -> Result<Value, Value> {
        self.asked += 1;
        let command = json!({"id": self.asked, "method": method, "params": parameters});
        self.socket.send(command.to_string().into()).unwrap();
        loop {
            let Message::Text(text) = self.socket.read().unwrap() else {
                continue;
            };
            let mut answer: Value = serde_json::from_str(&text).unwrap();
            if answer["id"] == self.asked {
                return match answer.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(answer["result"].take()),
                };
            }
        }
    }

    /// Goes to an address.
    pub fn go(&mut self, url: &str) {
        self.ask("Page.navigate", json!({ "url": url }));
    }

    /// What a line of script gives.
    pub fn script(&mut self, script: &str) -> Value {
        let given = self.ask(
            "Runtime.evaluate",
            json!({"expression": script, "returnByValue": true}),
        );
        given["result"]["value"].clone()
    }

    /// Whether the page has covered itself; `None` before it is there.
    pub fn is_covered(&mut self) -> Option<bool> {
        self.script("document.getElementById('lost') && !document.getElementById('lost').hidden")
            .as_bool()
    }

    /// What the window shows, once it has a page to show: while it goes from one to the next it has none.
    pub fn screenshot(&mut self) -> image::RgbImage {
        let shot = until("a picture of the window", || {
            self.try_ask("Page.captureScreenshot", json!({"format": "png"}))
                .ok()
        });
        let png = base64(shot["data"].as_str().unwrap());
        image::load_from_memory(&png).unwrap().into_rgb8()
    }

    /// Presses a key and lets it go.
    pub fn key(&mut self, code: &str, key: &str) {
        for kind in ["rawKeyDown", "keyUp"] {
            self.ask(
                "Input.dispatchKeyEvent",
                json!({"type": kind, "code": code, "key": key}),
            );
        }
    }

    /// Puts a finger down at a pixel and takes it away.
    pub fn touch(&mut self, x: f64, y: f64) {
        let down = json!({"type": "touchStart", "touchPoints": [{"x": x, "y": y}]});
        self.ask("Input.dispatchTouchEvent", down);
        self.ask(
            "Input.dispatchTouchEvent",
            json!({"type": "touchEnd", "touchPoints": []}),
        );
    }

    /// Clicks at a pixel.
    pub fn click(&mut self, x: f64, y: f64) {
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1});
            self.ask("Input.dispatchMouseEvent", event);
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn port(profile: &Path) -> Option<u16> {
    let text = fs::read_to_string(profile.join("DevToolsActivePort")).ok()?;
    text.lines().next()?.parse().ok()
}

/// The address at which the first page is driven.
fn page(port: u16) -> Option<String> {
    let mut socket = TcpStream::connect(("127.0.0.1", port)).ok()?;
    socket.set_read_timeout(Some(PATIENCE)).ok()?;
    let request =
        format!("GET /json/list HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    let mut piece = [0; 4096];
    // The browser keeps the connection open: the list ends with its bracket.
    while !answer.ends_with(b"]") && !answer.ends_with(b"]\n") {
        match socket.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(count) => answer.extend_from_slice(&piece[..count]),
        }
    }
    let text = String::from_utf8(answer).ok()?;
    let list: Value = serde_json::from_str(text.split_once("\r\n\r\n")?.1).ok()?;
    let page = list
        .as_array()?
        .iter()
        .find(|target| target["type"] == "page")?;
    page["webSocketDebuggerUrl"].as_str().map(str::to_owned)
}

/// Decodes base64 without line breaks.
fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let values = text
        .bytes()
        .filter_map(|b| LETTERS.iter().position(|l| *l == b));
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::with_capacity(text.len() * 3 / 4));
    for value in values {
        bits = (bits << 6) | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
