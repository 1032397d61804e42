//! The live page as a client sees it, over a plain socket.
#![allow(clippy::unwrap_used)]

mod example;
mod served;

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use example::Example;
use second_reader::display::{Canvas, Screen};
use served::Served;

/// Requests to a page, as a client makes them.
trait Requests {
    fn get(&self, path: &str, host: &str) -> (String, Vec<u8>);
    fn get_with(&self, path: &str, headers: &str) -> (String, Vec<u8>);
    fn get_published(&self, canvas: &Canvas, path: &str) -> (String, Vec<u8>);
}

impl Requests for Served {
    /// Sends a request; gives the head as text and the body.
    fn get(&self, path: &str, host: &str) -> (String, Vec<u8>) {
        self.get_with(path, &format!("Host: {host}\r\n"))
    }

    /// The same with all headers but how long the connection stays.
    fn get_with(&self, path: &str, headers: &str) -> (String, Vec<u8>) {
        let mut socket = TcpStream::connect(self.address).unwrap();
        socket
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        write!(
            socket,
            "GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"
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
        self.publishing(&Mutex::new(canvas.clone()), || self.get(path, "localhost"))
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
                    served.screens.publish_until(&canvas, expires);
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
    let latest = served.screens.publish(&canvas);
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
    for path in ["/", "/screen", "/screen.png", "/state.json"] {
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
        served.screens.publish(&canvas);
    }
    assert!(number_of(&served.get("/screen.png", "localhost").0) >= before + 20);
}

#[test]
fn a_page_with_a_token_shows_itself_to_none_without() {
    let token = "a-token-of-24-letters-xx";
    let served = Served::on("127.0.0.1:0", Some(token));
    let cookie = |token: &str| format!("Host: board.local:80\r\nCookie: second_reader={token}\r\n");
    for path in ["/", "/screen", "/screen.png", "/state.json", "/nothing"] {
        let (head, body) = served.get(path, "localhost");
        let text = String::from_utf8_lossy(&body);
        assert!(head.starts_with("http/1.1 403"), "{path}: {head}");
        assert!(
            text.contains("those alone who have its token") && !text.contains(token),
            "{text}"
        );
        let (head, body) = served.get_with(path, &cookie("a-token-of-24-letters-xy"));
        assert!(head.starts_with("http/1.1 403"), "{path}: {head}");
        assert!(String::from_utf8_lossy(&body).contains("is not that of this page"));
    }
    // Opened with the token, the page is shown at an address without it.
    let (head, _) = served.get(&format!("/?token={token}"), "board.local");
    assert!(
        head.starts_with("http/1.1 303") && head.contains("location: /\r\n"),
        "{head}"
    );
    assert!(head.contains(&format!(
        "set-cookie: second_reader={token}; path=/; httponly; samesite=strict"
    )));
    let (head, body) = served.get_with("/", &cookie(token));
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert!(String::from_utf8_lossy(&body).contains("CONNECTION LOST"));
    let (head, _) = served.get_with("/state.json", &cookie(token));
    assert!(head.starts_with("http/1.1 200"), "{head}");
}
