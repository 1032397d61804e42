//! The live page: the screen's pixels over HTTP on the loopback address.
//!
//! A stale picture that is read as live is the hazard. So each picture says for how long it holds,
//! and the page covers itself when no later one is there by then; the producer never waits for a
//! viewer.

use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::{Query, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use tokio::time;

use super::shared::SharedScreen;

/// How often the server looks whether it shall stop.
const STOP_POLL: Duration = Duration::from_millis(50);
/// Carries the number of a picture.
const X_SCREEN: HeaderName = HeaderName::from_static("x-screen");
/// Carries how long a picture holds, milliseconds.
const X_VALID_MS: HeaderName = HeaderName::from_static("x-valid-ms");

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
        Some(picture) => {
            let kind = HeaderValue::from_static("image/png");
            let valid_ms = picture.valid_ms(Instant::now());
            let headers = [
                (header::CONTENT_TYPE, kind),
                (X_SCREEN, HeaderValue::from(picture.number)),
                (X_VALID_MS, HeaderValue::from(valid_ms)),
            ];
            (headers, picture.png).into_response()
        }
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

async fn state_json(State(screens): State<SharedScreen>) -> Response {
    let number = screens.published();
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
    fn a_listener_open_to_others_is_refused() {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        let stop = Arc::new(AtomicBool::new(true));
        let refused = serve(listener, SharedScreen::new(), stop).unwrap_err();
        assert!(matches!(refused, PageError::NotLoopback(_)) && refused.hint().is_some());
    }
}
