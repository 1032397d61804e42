//! One viewer's WebSocket: it gets what has changed since its last picture, at its own pace, and says
//! what a person does there.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    body::Bytes,
    extract::ws::{CloseFrame, Message, WebSocket, close_code},
};
use tokio::time;

use crate::{
    display::{
        canvas::Canvas,
        shared::{Numbered, SharedScreen, Viewer},
    },
    input::{Asking, KeyMap},
};

use super::message::{FromPage, Nonsense, picture, said};

/// A viewer that takes a picture for so long is gone.
const SEND_MAX: Duration = Duration::from_secs(2);
/// A viewer that says for so long nothing of a picture it was sent is gone, too.
const SHOWN_MAX: Duration = Duration::from_secs(10);
/// What a person does in a second at most, and at once.
const ASKED_PER_S: f64 = 20.0;

/// Serves a viewer until it goes, or does what no page of ours does.
pub(super) async fn serve(
    mut socket: WebSocket,
    screens: SharedScreen,
    viewer: Viewer,
    keys: Arc<KeyMap>,
    asking: Asking,
) {
    let mut latest = screens.follow(&viewer);
    let mut shown: Option<Arc<Canvas>> = None;
    let mut allowance = Allowance::new(Instant::now());
    // One picture is on its way at most: what waits in a slow wire would be taken for the present.
    let (mut ready, mut since) = (true, Instant::now());
    loop {
        tokio::select! {
            changed = latest.changed(), if ready => {
                if changed.is_err() {
                    return;
                }
                let screen = latest.borrow_and_update().clone();
                if send(&mut socket, &screen, shown.as_deref()).await.is_none() {
                    return;
                }
                shown = Some(screen.canvas);
                (ready, since) = (false, Instant::now());
            }
            () = time::sleep_until((since + SHOWN_MAX).into()), if !ready => return,
            received = socket.recv() => {
                let said = match received {
                    Some(Ok(Message::Text(text))) => said(&text, &keys),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                    Some(Ok(Message::Binary(_))) => Err(Nonsense),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                };
                match said {
                    Ok(FromPage::Shown) => ready = true,
                    Ok(FromPage::Asked(what)) if allowance.takes(Instant::now()) => {
                        if let Some(what) = what {
                            asking(what);
                        }
                    }
                    _ => return refuse(socket).await,
                }
            }
        }
    }
}

/// Sends what differs from the canvas that is shown; `None` where the viewer is gone.
async fn send(socket: &mut WebSocket, screen: &Numbered, shown: Option<&Canvas>) -> Option<()> {
    let areas = screen.canvas.differing(shown);
    let packed = picture(screen, screen.valid_ms(Instant::now()), &areas);
    let message = packed
        .inspect_err(|error| log::warn!("live page: {error}"))
        .ok()?;
    let sending = socket.send(Message::Binary(Bytes::from(message)));
    time::timeout(SEND_MAX, sending).await.ok()?.ok()
}

/// Ends the connection, and says why.
async fn refuse(mut socket: WebSocket) {
    let frame = CloseFrame {
        code: close_code::POLICY,
        reason: "no page of this server says that, or as much".into(),
    };
    let _ = time::timeout(SEND_MAX, socket.send(Message::Close(Some(frame)))).await;
}

/// How much a viewer may still say.
struct Allowance {
    left: f64,
    since: Instant,
}

impl Allowance {
    const fn new(now: Instant) -> Self {
        Self {
            left: ASKED_PER_S,
            since: now,
        }
    }

    fn takes(&mut self, now: Instant) -> bool {
        let more = now.saturating_duration_since(self.since).as_secs_f64() * ASKED_PER_S;
        self.left = (self.left + more).min(ASKED_PER_S);
        self.since = now;
        let takes = self.left >= 1.0;
        if takes {
            self.left -= 1.0;
        }
        takes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_says_more_than_a_person_does() {
        let start = Instant::now();
        let mut allowance = Allowance::new(start);
        let at_once = (0..100).filter(|_| allowance.takes(start)).count();
        assert_eq!(at_once, 20);
        let later = start + Duration::from_millis(101);
        assert_eq!((0..100).filter(|_| allowance.takes(later)).count(), 2);
        let much_later = start + Duration::from_secs(3600);
        assert_eq!((0..100).filter(|_| allowance.takes(much_later)).count(), 20);
    }
}
