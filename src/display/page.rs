//! The live page: the screen's pixels over HTTP on the loopback address.
//!
//! A stale picture that is read as live is the hazard. So the page follows picture numbers and
//! covers itself when none arrives; the producer never waits for a viewer.

use std::{
    net::TcpListener,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Query, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use tokio::{sync::watch, time};

use super::canvas::{Canvas, CanvasError};

/// Pictures are encoded while somebody asked for one within this time.
const WATCHED_MAX: Duration = Duration::from_secs(2);
/// How long a request waits for a new picture; below the second after which the page covers itself.
const WAIT_MAX: Duration = Duration::from_millis(900);
/// How often the server looks whether it shall stop.
const STOP_POLL: Duration = Duration::from_millis(50);
/// Carries the number of a picture.
const X_SCREEN: HeaderName = HeaderName::from_static("x-screen");

/// Why the page cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// The listener is open to other machines.
    #[error("live page: {0} is not a loopback address")]
    NotLoopback(std::net::SocketAddr),
    /// The system refused.
    #[error("live page: {0}")]
    Io(#[from] std::io::Error),
}

impl PageError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NotLoopback(_) => {
                Some("listen on 127.0.0.1: the page shows an exam to this machine only")
            }
            Self::Io(_) => Some("another program may hold the port; port 0 takes any free one"),
        }
    }
}

/// A numbered picture.
#[derive(Clone, Debug, Default)]
struct Numbered {
    number: u64,
    png: Bytes,
}

#[derive(Debug)]
struct Shared {
    latest: watch::Sender<Numbered>,
    published: AtomicU64,
    watched: Mutex<Option<Instant>>,
}

/// The latest screen, handed from the one who draws to those who watch.
#[derive(Clone, Debug)]
pub struct SharedScreen(Arc<Shared>);

impl Default for SharedScreen {
    fn default() -> Self {
        Self::new()
    }
}

impl SharedScreen {
    /// A place without a picture yet.
    #[must_use]
    pub fn new() -> Self {
        let latest = watch::Sender::new(Numbered::default());
        Self(Arc::new(Shared {
            latest,
            published: AtomicU64::new(0),
            watched: Mutex::new(None),
        }))
    }

    /// Makes the canvas the latest screen and returns its number, from 1. Encodes it only while
    /// somebody watches, and never waits for a viewer.
    ///
    /// # Errors
    /// Where the encoder fails; the number counts all the same, so that viewers see that they lag.
    pub fn publish(&self, canvas: &Canvas) -> Result<u64, CanvasError> {
        let number = self.0.published.fetch_add(1, Ordering::AcqRel) + 1;
        if self.is_watched() {
            let mut png = Vec::with_capacity(canvas.as_bytes().len() / 4);
            canvas.write_png(&mut png)?;
            self.0.latest.send_replace(Numbered {
                number,
                png: png.into(),
            });
        }
        Ok(number)
    }

    fn is_watched(&self) -> bool {
        let watched = *self
            .0
            .watched
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        watched.is_some_and(|last| last.elapsed() <= WATCHED_MAX)
    }

    fn watch(&self) {
        *self
            .0
            .watched
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// The first picture that is neither `after` nor older than this call; `None` when none came
    /// in time.
    async fn newer_than(&self, after: Option<u64>) -> Option<Numbered> {
        self.watch();
        let oldest = self.0.published.load(Ordering::Acquire).max(1);
        let mut latest = self.0.latest.subscribe();
        let wanted = |p: &Numbered| p.number >= oldest && Some(p.number) != after;
        let found = time::timeout(WAIT_MAX, latest.wait_for(wanted)).await;
        found.ok()?.ok().map(|picture| picture.clone())
    }
}

/// Serves the page until `stop` is set. Blocks: the service gives it a thread of its own.
///
/// # Errors
/// Where the listener is not on a loopback address, or the system refuses.
pub fn serve(
    listener: TcpListener,
    screens: SharedScreen,
    stop: Arc<AtomicBool>,
) -> Result<(), PageError> {
    let address = listener.local_addr()?;
    if !address.ip().is_loopback() {
        return Err(PageError::NotLoopback(address));
    }
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let server = tokio::spawn(axum::serve(listener, routes(screens)).into_future());
        while !stop.load(Ordering::Acquire) && !server.is_finished() {
            time::sleep(STOP_POLL).await;
        }
        if server.is_finished() {
            server.await.map_err(std::io::Error::other)??;
        }
        Ok(())
    })
}

fn routes(screens: SharedScreen) -> Router {
    Router::new()
        .route("/", get(async || Html(include_str!("page.html"))))
        .route("/screen.png", get(screen_png))
        .route("/state.json", get(state_json))
        .layer(middleware::from_fn(guard))
        .with_state(screens)
}

#[derive(serde::Deserialize)]
struct After {
    after: Option<u64>,
}

async fn screen_png(State(screens): State<SharedScreen>, Query(query): Query<After>) -> Response {
    match screens.newer_than(query.after).await {
        Some(Numbered { number, png }) => {
            let kind = HeaderValue::from_static("image/png");
            let headers = [
                (header::CONTENT_TYPE, kind),
                (X_SCREEN, HeaderValue::from(number)),
            ];
            (headers, png).into_response()
        }
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

async fn state_json(State(screens): State<SharedScreen>) -> Response {
    let number = screens.0.published.load(Ordering::Acquire);
    let kind = HeaderValue::from_static("application/json");
    (
        [(header::CONTENT_TYPE, kind)],
        format!("{{\"screen\":{number}}}"),
    )
        .into_response()
}

/// Refuses requests for another host's name (a page elsewhere whose name was rebound to this
/// machine), and forbids storing and embedding.
async fn guard(request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|h| h.to_str().ok());
    if !host.is_some_and(is_this_machine) {
        let text = "this page answers to 127.0.0.1 and localhost only\n";
        return (StatusCode::FORBIDDEN, text).into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let policy = "default-src 'none'; img-src 'self' blob:; connect-src 'self'; \
                  style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'none'";
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(policy),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// Whether a Host header names this machine, with or without a port.
fn is_this_machine(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    port.parse::<u16>().is_ok() && (name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_a_host() {
        for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost:",
            "127.0.0.1:x",
            "[::1]:80",
            "0.0.0.0",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn nothing_is_encoded_while_nobody_watches() {
        let (screens, canvas) = (SharedScreen::new(), Canvas::new(4, 4));
        assert_eq!(screens.publish(&canvas).unwrap(), 1);
        assert!(screens.0.latest.borrow().png.is_empty());
        screens.watch();
        assert_eq!(screens.publish(&canvas).unwrap(), 2);
        assert!(!screens.0.latest.borrow().png.is_empty());
    }

    #[test]
    fn a_listener_open_to_others_is_refused() {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        let stop = Arc::new(AtomicBool::new(true));
        let refused = serve(listener, SharedScreen::new(), stop).unwrap_err();
        assert!(matches!(refused, PageError::NotLoopback(_)) && refused.hint().is_some());
    }
}
