//! The live page: the screen's pixels in a browser, and what a person does there.
//!
//! A stale picture that is read as live is the hazard. So each picture says for how long it holds,
//! and the page covers itself when no later one is there by then; the producer never waits for a
//! viewer. On the loopback address everybody on this machine may see it, elsewhere only who has the
//! token.

mod access;
mod limited;
mod message;
mod socket;

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
    extract::{Query, Request, State, WebSocketUpgrade},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use tokio::time;

use crate::input::{Asking, KeyMap};

use super::shared::SharedScreen;

use self::{
    access::{Access, Verdict, is_own_page},
    limited::Limited,
    message::ASKED_BYTES_MAX,
};

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
    /// The listener is open to other machines, and no token is asked of them.
    #[error("live page: {0} is not a loopback address, and no token is asked for")]
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
                Some("listen on 127.0.0.1, or set `token` of `[page]`: the page shows an exam")
            }
            Self::Io(_) => Some("another program may hold the port; port 0 takes any free one"),
        }
    }
}

/// What the page is made of.
pub struct LivePage {
    /// What it shows.
    pub screens: SharedScreen,
    /// Who may see it: who has this token; `None`: this machine alone. Letters, digits and `-._~`.
    pub token: Option<String>,
    /// What its keys ask for.
    pub keys: KeyMap,
    /// Takes what a person does there.
    pub asking: Asking,
}

/// Serves the page until `stop` is set. Blocks: the service gives it a thread of its own.
///
/// # Errors
/// Where the listener is not on a loopback address and there is no token, or the system refuses.
pub fn serve(
    listener: TcpListener,
    page: LivePage,
    stop: Arc<AtomicBool>,
) -> Result<(), PageError> {
    let address = listener.local_addr()?;
    if !address.ip().is_loopback() && page.token.is_none() {
        return Err(PageError::NotLoopback(address));
    }
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = Limited::new(tokio::net::TcpListener::from_std(listener)?);
        let server = tokio::spawn(axum::serve(listener, routes(page)).into_future());
        while !stop.load(Ordering::Acquire) && !server.is_finished() {
            time::sleep(STOP_POLL).await;
        }
        if server.is_finished() {
            server.await.map_err(std::io::Error::other)??;
        }
        Ok(())
    })
}

/// What answers need.
#[derive(Clone)]
struct Served {
    screens: SharedScreen,
    keys: Arc<KeyMap>,
    asking: Asking,
}

fn routes(page: LivePage) -> Router {
    let access = Access::new(page.token.as_deref());
    Router::new()
        .route("/", get(async || Html(include_str!("page.html"))))
        .route("/screen", get(screen_socket))
        .route("/screen.png", get(screen_png))
        .route("/state.json", get(state_json))
        .layer(middleware::from_fn_with_state(access, guard))
        .with_state(Served {
            screens: page.screens,
            keys: Arc::new(page.keys),
            asking: page.asking,
        })
}

/// A WebSocket for a page of this server.
async fn screen_socket(
    State(served): State<Served>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !is_own_page(&headers) {
        return refused("this request comes from a page of another server", None);
    }
    let Some(viewer) = served.screens.viewer() else {
        let why = "as many pages as may be are open: close one of them\n";
        return (StatusCode::SERVICE_UNAVAILABLE, why).into_response();
    };
    let Served {
        screens,
        keys,
        asking,
    } = served;
    upgrade
        .max_message_size(ASKED_BYTES_MAX)
        .max_frame_size(ASKED_BYTES_MAX)
        .on_upgrade(move |socket| socket::serve(socket, screens, viewer, keys, asking))
}

#[derive(serde::Deserialize)]
struct After {
    after: Option<u64>,
}

async fn screen_png(State(served): State<Served>, Query(query): Query<After>) -> Response {
    let Some(picture) = served.screens.newer_than(query.after).await else {
        return StatusCode::NO_CONTENT.into_response();
    };
    let mut png = Vec::with_capacity(picture.canvas.as_bytes().len() / 4);
    if let Err(error) = picture.canvas.write_png(&mut png) {
        return (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response();
    }
    let kind = HeaderValue::from_static("image/png");
    let valid_ms = picture.valid_ms(Instant::now());
    let headers = [
        (header::CONTENT_TYPE, kind),
        (X_SCREEN, HeaderValue::from(picture.number)),
        (X_VALID_MS, HeaderValue::from(valid_ms)),
    ];
    (headers, png).into_response()
}

async fn state_json(State(served): State<Served>) -> Response {
    let number = served.screens.published();
    let kind = HeaderValue::from_static("application/json");
    (
        [(header::CONTENT_TYPE, kind)],
        format!("{{\"screen\":{number}}}"),
    )
        .into_response()
}

/// Refuses who may not see the page, and forbids storing and embedding.
async fn guard(State(access): State<Access>, request: Request, next: Next) -> Response {
    let mut response = match access.verdict(request.uri(), request.headers()) {
        Verdict::Allowed => next.run(request).await,
        Verdict::Welcome(cookie) => {
            // The address with the token in it does not stay in the browser's bar.
            let to = Redirect::to(request.uri().path());
            ([(header::SET_COOKIE, cookie)], to).into_response()
        }
        Verdict::ForeignHost => refused(
            "this page answers to 127.0.0.1 and localhost only",
            Some("open http://127.0.0.1 with its port on the machine itself"),
        ),
        Verdict::NoToken => refused(
            "this page is shown to those alone who have its token",
            Some("open the address that ends in /?token= and the token of the board file"),
        ),
        Verdict::WrongToken => refused(
            "the token is not that of this page",
            Some("open the address that ends in /?token= and the token of the board file"),
        ),
    };
    let headers = response.headers_mut();
    let policy = "default-src 'none'; img-src 'self' blob:; connect-src 'self'; \
                  style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'none'";
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// 403, and a page that says why.
fn refused(why: &str, hint: Option<&str>) -> Response {
    let hint = hint.map_or(String::new(), |hint| format!("<p>Hint: {hint}.</p>"));
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Second Reader: refused</title>\
         <body style=\"background:#fff;color:#000;font:20px sans-serif;margin:10vh 10vw\">\
         <h1>Nothing is shown here</h1><p>Refused: {why}.</p>{hint}\n"
    );
    (StatusCode::FORBIDDEN, Html(page)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_open_to_others_is_refused_unless_a_token_is_asked_for() {
        let serve_on = |address: &str, token: Option<&str>| {
            let page = LivePage {
                screens: SharedScreen::new(),
                token: token.map(str::to_owned),
                keys: KeyMap::default(),
                asking: Arc::new(|_| {}),
            };
            let stop = Arc::new(AtomicBool::new(true));
            serve(TcpListener::bind(address).unwrap(), page, stop)
        };
        let refused = serve_on("0.0.0.0:0", None).unwrap_err();
        assert!(matches!(refused, PageError::NotLoopback(_)) && refused.hint().is_some());
        serve_on("0.0.0.0:0", Some("abcdefghijklmnop")).unwrap();
        serve_on("127.0.0.1:0", None).unwrap();
    }
}
