//! The live page's WebSocket as a page sees it, and as one that means no good.
#![allow(clippy::unwrap_used)]

mod served;

use std::{
    io::ErrorKind,
    net::TcpStream,
    sync::Mutex,
    time::{Duration, Instant},
};

use embedded_graphics::{
    draw_target::DrawTarget,
    geometry::{Point, Size},
    pixelcolor::Rgb888,
    primitives::Rectangle,
};
use second_reader::{
    display::Canvas,
    input::{Action, Asked},
};
use served::Served;
use tungstenite::{Error, Message, WebSocket, client::IntoClientRequest as _, http};

/// The longest that anything here may take; only a hang takes as long.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a page gets that is not taken.
type Refused = Box<http::Response<Option<Vec<u8>>>>;

/// Connects as a page from `origin` does.
fn connect(
    served: &Served,
    origin: Option<&str>,
    more: &[(&'static str, &str)],
) -> Result<WebSocket<TcpStream>, Refused> {
    let url = format!("ws://{}/screen", served.address);
    let mut request = url.into_client_request().unwrap();
    let headers = request.headers_mut();
    for (name, value) in origin.map(|o| ("origin", o)).iter().chain(more) {
        headers.insert(*name, value.parse().unwrap());
    }
    let stream = TcpStream::connect(served.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    match tungstenite::client(request, stream) {
        Ok((socket, _)) => Ok(socket),
        Err(tungstenite::HandshakeError::Failure(Error::Http(answer))) => Err(answer),
        Err(error) => panic!("{error}"),
    }
}

/// Connects as our own page does.
fn viewer(served: &Served) -> WebSocket<TcpStream> {
    let origin = format!("http://{}", served.address);
    connect(served, Some(&origin), &[]).unwrap()
}

/// What a page shows of the messages that it got.
struct Shown {
    number: u64,
    valid_ms: u32,
    picture: image::RgbImage,
    /// Pixels of the areas of the last message.
    sent: u32,
}

impl Shown {
    fn new() -> Self {
        Self {
            number: 0,
            valid_ms: 0,
            picture: image::RgbImage::new(0, 0),
            sent: 0,
        }
    }

    fn take(&mut self, socket: &mut WebSocket<TcpStream>) {
        let Message::Binary(bytes) = socket.read().unwrap() else {
            panic!("no picture");
        };
        let short = |at: usize| u32::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
        let number = u64::from_le_bytes(bytes[..8].try_into().unwrap());
        assert!(number > self.number);
        self.number = number;
        self.valid_ms = u32::from_le_bytes(bytes[8..12].try_into().unwrap());
        let size = (short(12), short(14));
        if self.picture.dimensions() != size {
            self.picture = image::RgbImage::new(size.0, size.1);
        }
        let (mut at, mut sent) = (18, 0);
        for _ in 0..short(16) {
            let (x, y, width, height) = (short(at), short(at + 2), short(at + 4), short(at + 6));
            let length = u32::from_le_bytes(bytes[at + 8..at + 12].try_into().unwrap()) as usize;
            let png = &bytes[at + 12..at + 12 + length];
            let part = image::load_from_memory(png).unwrap().into_rgb8();
            assert_eq!(part.dimensions(), (width, height));
            image::imageops::replace(&mut self.picture, &part, x.into(), y.into());
            sent += width * height;
            at += 12 + length;
        }
        assert_eq!(at, bytes.len());
        self.sent = sent;
        socket.send("shown".into()).unwrap();
    }

    /// Takes messages until the picture is that of the canvas.
    fn until(&mut self, socket: &mut WebSocket<TcpStream>, canvas: &Mutex<Canvas>) {
        let start = Instant::now();
        loop {
            self.take(socket);
            if self.picture.as_raw() == canvas.lock().unwrap().as_bytes() {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "the picture is not that of the canvas"
            );
        }
    }
}

fn paint(canvas: &mut Canvas, (x, y): (i32, i32), (width, height): (u32, u32), grey: u8) {
    let area = Rectangle::new(Point::new(x, y), Size::new(width, height));
    canvas
        .fill_solid(&area, Rgb888::new(grey, 0, grey))
        .unwrap();
}

#[test]
fn a_page_gets_the_pixels_of_the_canvas_and_then_what_has_changed_alone() {
    let served = Served::start();
    let mut first = Canvas::new(400, 300);
    paint(&mut first, (30, 40), (100, 60), 90);
    let canvas = Mutex::new(first);
    let mut socket = viewer(&served);
    served.publishing(&canvas, || {
        let mut shown = Shown::new();
        shown.take(&mut socket);
        assert_eq!((shown.sent, shown.valid_ms), (400 * 300, 900));
        shown.until(&mut socket, &canvas);
        shown.take(&mut socket);
        assert_eq!(shown.sent, 0, "nothing has changed");
        paint(&mut canvas.lock().unwrap(), (200, 100), (5, 5), 200);
        shown.until(&mut socket, &canvas);
        assert!(shown.sent > 0 && shown.sent < 5000, "{} pixels", shown.sent);
        *canvas.lock().unwrap() = Canvas::new(60, 90);
        shown.until(&mut socket, &canvas);
    });
}

#[test]
fn what_is_done_before_the_page_is_asked_for_here() {
    let served = Served::start();
    let mut socket = viewer(&served);
    for words in ["key KeyB", "key KeyQ", "press 0.5 0.25", "page next"] {
        socket.send(words.into()).unwrap();
    }
    let start = Instant::now();
    let mut asked = Vec::new();
    while asked.len() < 3 && start.elapsed() < PATIENCE {
        asked.extend(served.asked());
        std::thread::sleep(Duration::from_millis(5));
    }
    let act = |words: &str| Asked::Act(words.parse::<Action>().unwrap());
    assert_eq!(
        asked,
        [
            act("begin"),
            Asked::Press { x: 0.5, y: 0.25 },
            act("page next")
        ]
    );
}

#[test]
fn pages_from_elsewhere_get_nothing() {
    let served = Served::start();
    let own = format!("http://{}", served.address);
    for origin in [
        Some("http://evil.example"),
        Some("null"),
        Some("http://127.0.0.1:1"),
        None,
    ] {
        let answer = connect(&served, origin, &[]).unwrap_err();
        assert_eq!(answer.status(), 403, "{origin:?}");
        let text = String::from_utf8(answer.into_body().unwrap_or_default()).unwrap();
        assert!(text.contains("a page of another server"), "{text}");
    }
    // One whose name was rebound to this machine.
    let rebound = [("host", "evil.example:80")];
    let answer = connect(&served, Some("http://evil.example:80"), &rebound).unwrap_err();
    assert_eq!(answer.status(), 403);
    let token = "0123456789abcdef";
    let with_token = Served::on("127.0.0.1:0", Some(token));
    let own_there = format!("http://{}", with_token.address);
    let cookie = format!("second_reader={token}");
    assert_eq!(
        connect(&with_token, Some(&own_there), &[])
            .unwrap_err()
            .status(),
        403
    );
    assert!(connect(&with_token, Some(&own_there), &[("cookie", &cookie)]).is_ok());
    assert_eq!(
        connect(&with_token, Some(&own), &[("cookie", &cookie)])
            .unwrap_err()
            .status(),
        403
    );
}

#[test]
fn who_says_what_no_page_says_is_cut_off() {
    let served = Served::start();
    let nonsense: [Message; 4] = [
        "faster".into(),
        "x".repeat(100_000).into(),
        Message::Binary(vec![1, 2, 3].into()),
        "press 2 2".into(),
    ];
    for message in nonsense {
        let mut socket = viewer(&served);
        socket.send(message.clone()).unwrap();
        assert!(is_cut_off(&mut socket), "{message:?}");
    }
    let mut hasty = viewer(&served);
    for _ in 0..200 {
        if hasty.send("key KeyB".into()).is_err() {
            break;
        }
    }
    assert!(is_cut_off(&mut hasty));
    assert!(served.asked().len() <= 30, "no more than a person does");
    assert!(connect(&served, Some(&format!("http://{}", served.address)), &[]).is_ok());
}

fn is_cut_off(socket: &mut WebSocket<TcpStream>) -> bool {
    loop {
        match socket.read() {
            Ok(Message::Close(_)) => return true,
            Ok(_) => {}
            Err(Error::Io(e)) if e.kind() == ErrorKind::WouldBlock => return false,
            Err(_) => return true,
        }
    }
}

#[test]
fn no_more_viewers_are_served_than_there_are_places_and_a_place_is_given_back() {
    let served = Served::start();
    let mut viewers: Vec<_> = (0..8).map(|_| viewer(&served)).collect();
    let own = format!("http://{}", served.address);
    let answer = connect(&served, Some(&own), &[]).unwrap_err();
    assert_eq!(answer.status(), 503);
    viewers.pop().unwrap().close(None).unwrap();
    let start = Instant::now();
    while connect(&served, Some(&own), &[]).is_err() {
        assert!(start.elapsed() < PATIENCE, "the place is not given back");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// One picture is on its way to a viewer at most, and one that says nothing holds up nobody.
#[test]
fn a_viewer_that_stands_still_holds_nobody_up() {
    let served = Served::start();
    let canvas = Mutex::new(Canvas::new(640, 480));
    let mut stalled: Vec<_> = (0..4).map(|_| viewer(&served)).collect();
    let mut quick = viewer(&served);
    let mut shown = Shown::new();
    served.publishing(&canvas, || {
        for n in 0..60_u32 {
            let place = ((n * 10) as i32, 0);
            paint(&mut canvas.lock().unwrap(), place, (40, 480), n as u8 + 1);
            shown.until(&mut quick, &canvas);
        }
    });
    for socket in &mut stalled {
        socket
            .get_ref()
            .set_read_timeout(Some(Duration::from_millis(200)))
            .unwrap();
        let mut pictures = 0;
        while let Ok(Message::Binary(_)) = socket.read() {
            pictures += 1;
        }
        assert_eq!(pictures, 1);
    }
}
