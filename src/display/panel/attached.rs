//! A panel that may go away and come back: nothing waits for it or ends with it.

use std::time::{Duration, Instant};

use embedded_graphics::primitives::Rectangle;

use super::{super::canvas::Canvas, Panel, PanelError, PanelPlan, lines::whole};

/// A panel that failed is tried again after this time.
const RETRY: Duration = Duration::from_secs(1);

/// Opens a panel for screens of a size where it has none of its own.
pub type Open = Box<dyn FnMut((u32, u32)) -> Result<Box<dyn Panel>, PanelError> + Send>;

/// A panel, there or not.
pub struct Attached {
    open: Open,
    panel: Option<Box<dyn Panel>>,
    /// When it failed, and how: the same fault is logged once.
    failed: Option<(Instant, String)>,
}

impl Attached {
    /// Opens the panel for screens of that size, where it has none of its own. One that is not there is
    /// said, and tried again with the screens that are shown.
    ///
    /// # Errors
    /// Where the board file asks for what the panel has not got.
    pub fn new(plan: PanelPlan, size: (u32, u32)) -> Result<Self, PanelError> {
        Self::with(Box::new(move |size| plan.open(size)), size)
    }

    /// As [`Attached::new`], for a panel of any kind.
    ///
    /// # Errors
    /// Where `open` says that the setting is wrong.
    pub fn with(mut open: Open, size: (u32, u32)) -> Result<Self, PanelError> {
        let (panel, failed) = match open(size) {
            Ok(panel) => (Some(panel), None),
            Err(error) if error.is_setting() => return Err(error),
            Err(error) => (None, Some((Instant::now(), told(&error)))),
        };
        Ok(Self {
            open,
            panel,
            failed,
        })
    }

    /// Size of the screen that fills the panel, pixels; `None` while it is away.
    #[must_use]
    pub fn size(&self) -> Option<(u32, u32)> {
        self.panel.as_ref().map(|panel| panel.size())
    }

    /// Shows a canvas of the panel's size where the panel is there; see [`Panel::show`]. A panel that is not is tried
    /// again now and then; then all of the canvas is new to it.
    pub fn show(&mut self, canvas: &Canvas, changed: &[Rectangle], now: Instant) {
        if let Some(panel) = &mut self.panel {
            match panel.show(canvas, changed) {
                Ok(()) => return,
                Err(error) => {
                    self.panel = None;
                    if !matches!(error, PanelError::Changed { .. }) {
                        self.failed = Some((now, told(&error)));
                        return;
                    }
                }
            }
        }
        let waits = |(then, _): &(Instant, String)| now < *then + RETRY;
        if !self.failed.as_ref().is_some_and(waits) {
            self.try_again(canvas, now);
        }
    }

    /// Shows a last canvas, whether or not it is time to try again.
    pub fn show_last(&mut self, canvas: &Canvas, changed: &[Rectangle], now: Instant) {
        match &self.panel {
            Some(_) => self.show(canvas, changed, now),
            None => self.try_again(canvas, now),
        }
    }

    fn try_again(&mut self, canvas: &Canvas, now: Instant) {
        let size = (canvas.width(), canvas.height());
        let shown = (self.open)(size).and_then(|mut panel| {
            // One of another size is shown what is drawn for it next.
            if panel.size() == size {
                panel.show(canvas, &[whole(size)])?;
            }
            Ok(panel)
        });
        match shown {
            Ok(panel) => {
                self.panel = Some(panel);
                self.failed = None;
                log::info!("the panel is there");
            }
            Err(error) => {
                let before = self.failed.take().map(|(_, words)| words);
                let words = match before {
                    Some(words) if words == error.to_string() => words,
                    _ => told(&error),
                };
                self.failed = Some((now, words));
            }
        }
    }
}

fn told(error: &PanelError) -> String {
    let words = error.to_string();
    log::error!(
        "{words}: nothing is shown there\nhint: {}",
        error.hint().unwrap_or_default()
    );
    words
}

#[cfg(test)]
mod tests {
    use std::{
        collections::VecDeque,
        io,
        sync::{Arc, Mutex},
    };

    use super::*;

    /// What a stand-in does at each call, and what it was given.
    #[derive(Default)]
    struct Script {
        opens: VecDeque<Result<(), PanelError>>,
        shows: VecDeque<Result<(), PanelError>>,
        seen: Vec<Vec<Rectangle>>,
    }

    struct StandIn(Arc<Mutex<Script>>);

    impl Panel for StandIn {
        fn size(&self) -> (u32, u32) {
            (4, 3)
        }

        fn show(&mut self, _: &Canvas, changed: &[Rectangle]) -> Result<(), PanelError> {
            let mut script = self.0.lock().unwrap();
            script.seen.push(changed.to_vec());
            script.shows.pop_front().unwrap_or(Ok(()))
        }
    }

    fn gone() -> PanelError {
        PanelError::Io {
            device: "p".to_owned(),
            source: io::Error::from_raw_os_error(libc::ENODEV),
        }
    }

    fn changed() -> PanelError {
        PanelError::Changed {
            device: "p".to_owned(),
        }
    }

    fn attached(script: Script) -> (Result<Attached, PanelError>, Arc<Mutex<Script>>) {
        let script = Arc::new(Mutex::new(script));
        let of_open = script.clone();
        let open: Open = Box::new(move |_| {
            let opened = of_open.lock().unwrap().opens.pop_front();
            opened.unwrap_or(Ok(()))?;
            Ok(Box::new(StandIn(of_open.clone())))
        });
        (Attached::with(open, (4, 3)), script)
    }

    #[test]
    fn a_panel_that_goes_comes_back_whole() {
        let script = Script {
            opens: [Ok(()), Err(gone()), Ok(())].into(),
            shows: [Ok(()), Err(gone())].into(),
            ..Script::default()
        };
        let (attached, script) = attached(script);
        let (mut panel, canvas, start) = (attached.unwrap(), Canvas::new(4, 3), Instant::now());
        let corner = [whole((1, 1))];
        for ms in [0, 40, 80, 1000, 1080, 2000, 2090, 2130] {
            panel.show(&canvas, &corner, start + Duration::from_millis(ms));
        }
        // Shown, gone at 40, away at 1080, whole at 2090, a corner at 2130.
        let seen = &script.lock().unwrap().seen;
        let all = [whole((4, 3))];
        assert_eq!(seen[..], [corner, corner, all, corner].map(Vec::from));
        assert_eq!(panel.size(), Some((4, 3)));
    }

    #[test]
    fn a_panel_that_changed_is_taken_anew_at_once() {
        let script = Script {
            shows: [Err(changed())].into(),
            ..Script::default()
        };
        let (attached, script) = attached(script);
        let mut panel = attached.unwrap();
        panel.show(&Canvas::new(4, 3), &[], Instant::now());
        let seen = &script.lock().unwrap().seen;
        assert_eq!(seen[..], [vec![], vec![whole((4, 3))]]);
    }

    #[test]
    fn one_that_is_not_there_yet_is_no_error_but_a_wrong_board_file_is() {
        let opens = |error| Script {
            opens: [Err(error)].into(),
            ..Script::default()
        };
        let (absent, script) = attached(opens(gone()));
        let mut absent = absent.unwrap();
        assert_eq!(absent.size(), None);
        absent.show_last(&Canvas::new(4, 3), &[], Instant::now());
        assert_eq!(script.lock().unwrap().seen.len(), 1);
        let wrong = PanelError::NoConnector {
            device: "p".to_owned(),
            connector: "HDMI-A-9".to_owned(),
            there: "HDMI-A-1".to_owned(),
        };
        let error = attached(opens(wrong)).0.err().unwrap();
        assert!(error.to_string().contains("HDMI-A-9") && error.hint().is_some());
    }
}
