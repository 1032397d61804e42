//! The live page as a client sees it, over a plain socket.
#![allow(clippy::unwrap_used)]

mod example;

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use example::Example;
use second_reader::display::{Canvas, Screen, SharedScreen, serve};

/// A page being served, stopped when it is dropped.
struct Served {
    address: SocketAddr,
    screens: SharedScreen,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (screens, stop) = (SharedScreen::new(), Arc::new(AtomicBool::new(false)));
        let shared = (screens.clone(), stop.clone());
        let thread = std::thread::spawn(move || serve(listener, shared.0, shared.1).unwrap());
        Self {
            address,
            screens,
            stop,
            thread: Some(thread),
        }
    }

    /// Sends a request; gives the head as text and the body.
    fn get(&self, path: &str, host: &str) -> (String, Vec<u8>) {
        let mut socket = TcpStream::connect(self.address).unwrap();
        socket
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        write!(
            socket,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        socket.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec())
            .unwrap()
            .to_lowercase();
        (head, answer[end + 4..].to_vec())
    }

    /// Publishes a canvas until a client that asks for pictures after `after` has got one.
    fn get_published(&self, canvas: &Canvas, path: &str) -> (String, Vec<u8>) {
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Acquire) {
                    self.screens.publish(canvas).unwrap();
                    std::thread::sleep(Duration::from_millis(20));
                }
            });
            let answer = self.get(path, "localhost");
            done.store(true, Ordering::Release);
            answer
        })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        let ended = self.thread.take().unwrap().join();
        assert!(ended.is_ok() || std::thread::panicking());
    }
}

fn number_of(head: &str) -> u64 {
    header(head, "x-screen: ")
}

fn header(head: &str, name: &str) -> u64 {
    let value = head.lines().find_map(|l| l.strip_prefix(name)).unwrap();
    value.parse().unwrap()
}

#[test]
fn a_client_gets_the_very_pixels_that_were_published() {
    let served = Served::start();
    let mut canvas = Screen::canvas();
    Screen::default().draw(&mut canvas, &Example::new().model());
    let (head, body) = served.get_published(&canvas, "/screen.png");
    assert!(
        head.starts_with("http/1.1 200") && head.contains("content-type: image/png"),
        "{head}"
    );
    assert!(head.contains("cache-control: no-store"), "{head}");
    let mut expected = Vec::new();
    canvas.write_png(&mut expected).unwrap();
    assert_eq!(body, expected);
    let (next, _) =
        served.get_published(&canvas, &format!("/screen.png?after={}", number_of(&head)));
    assert!(number_of(&next) > number_of(&head));
}

#[test]
fn each_picture_says_how_long_it_holds() {
    let valid_ms = |expires_ms: Option<u64>| {
        let served = Served::start();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Acquire) {
                    let expires = expires_ms.map(|ms| Instant::now() + Duration::from_millis(ms));
                    let canvas = Canvas::new(8, 8);
                    served.screens.publish_until(&canvas, expires).unwrap();
                    std::thread::sleep(Duration::from_millis(20));
                }
            });
            let (head, _) = served.get("/screen.png", "localhost");
            done.store(true, Ordering::Release);
            header(&head, "x-valid-ms: ")
        })
    };
    assert_eq!(valid_ms(None), 900);
    assert!(valid_ms(Some(300)) <= 300);
    assert_eq!(valid_ms(Some(0)), 0);
}

#[test]
fn without_a_new_picture_the_answer_is_no_content() {
    let served = Served::start();
    let canvas = Canvas::new(8, 8);
    let (head, _) = served.get_published(&canvas, "/screen.png");
    let latest = served.screens.publish(&canvas).unwrap();
    assert!(latest > number_of(&head));
    let (head, body) = served.get(&format!("/screen.png?after={latest}"), "127.0.0.1:80");
    assert!(
        head.starts_with("http/1.1 204") && body.is_empty(),
        "{head}"
    );
    let (head, body) = served.get("/state.json", "127.0.0.1");
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert_eq!(
        String::from_utf8(body).unwrap(),
        format!("{{\"screen\":{latest}}}")
    );
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let served = Served::start();
    let (head, body) = served.get("/", "localhost");
    assert!(head.contains("default-src 'none'"), "{head}");
    let page = String::from_utf8(body).unwrap();
    assert!(
        page.contains("CONNECTION LOST") && !page.contains("http"),
        "{page}"
    );
}

#[test]
fn requests_for_foreign_hosts_are_refused() {
    let served = Served::start();
    for path in ["/", "/screen.png", "/state.json"] {
        for host in ["evil.example", "127.0.0.1.evil.example:80", ""] {
            let (head, body) = served.get(path, host);
            assert!(head.starts_with("http/1.1 403"), "{head}");
            assert!(!body.starts_with(b"\x89PNG"));
        }
    }
}

#[test]
fn garbage_is_answered_with_an_error_and_the_server_lives_on() {
    let served = Served::start();
    for path in [
        "/screen.png?after=-1",
        "/screen.png?after=x",
        "/screen.png?after=1&after=2",
    ] {
        assert!(
            served.get(path, "localhost").0.starts_with("http/1.1 400"),
            "{path}"
        );
    }
    let mut socket = TcpStream::connect(served.address).unwrap();
    socket.write_all(&[0xff; 4096]).unwrap();
    drop(socket);
    assert!(
        served
            .get("/nothing", "localhost")
            .0
            .starts_with("http/1.1 404")
    );
}

#[test]
fn a_viewer_that_does_not_read_blocks_nobody() {
    let served = Served::start();
    let mut canvas = Screen::canvas();
    Screen::default().draw(&mut canvas, &Example::new().model());
    let mut lazy = TcpStream::connect(served.address).unwrap();
    lazy.write_all(
        "GET /screen.png HTTP/1.1\r\nHost: localhost\r\n\r\n"
            .repeat(50)
            .as_bytes(),
    )
    .unwrap();
    let (head, _) = served.get_published(&canvas, "/screen.png");
    let before = number_of(&head);
    for _ in 0..20 {
        served.screens.publish(&canvas).unwrap();
    }
    assert!(number_of(&served.get("/screen.png", "localhost").0) >= before + 20);
}
