//! The vendor links of a run: where their sessions get facts and events from, and what vendors say to the exam.

use std::{fs, path::Path, sync::Arc, time::Duration};

use crossbeam_channel::{Receiver, Sender, bounded};
use sha2::{Digest as _, Sha256};

use crate::{
    exam::Said,
    link::{
        self, About, Answer, Ask, Backlight, Filler, Hub, ItemAbout, Moment, Refused, Request,
        Settings,
    },
};

use super::{
    commands_thread::LINES_MAX, event::Event, loading::Loading, pipeline::Pipeline, told::Told,
};
use ::link::{
    What,
    wire::messages::{ErrorCode, View},
};

/// The vendor links of a run.
#[derive(Debug)]
pub struct Links {
    pub(super) hub: Arc<Hub>,
    pub(super) asks: Receiver<Ask>,
    pub(super) ports: Vec<Settings>,
}

impl Links {
    /// Links on `ports` to what `pipeline` reads. `config` is what vendors can read of the configuration: no paths, no
    /// names of people. Each call stands for a start of the device: events begin anew.
    #[must_use]
    pub fn new(
        pipeline: &Loading,
        ports: Vec<Settings>,
        config: Vec<(String, String)>,
        backlight: Option<Box<dyn Backlight>>,
    ) -> Self {
        let (sender, asks) = bounded(LINES_MAX);
        let ask = Box::new(move |ask| {
            sender
                .try_send(ask)
                .map_err(crossbeam_channel::TrySendError::into_inner)
        });
        let about = about(pipeline, config);
        let hub = Hub::new(about, Hub::fresh_log_id(), ask, link::shrink).with_backlight(backlight);
        Self {
            hub: Arc::new(hub),
            asks,
            ports,
        }
    }

    /// What the sessions are about.
    #[must_use]
    pub fn hub(&self) -> Arc<Hub> {
        self.hub.clone()
    }
}

fn about(pipeline: &Loading, config: Vec<(String, String)>) -> About {
    let (pack, profile) = (pipeline.pack(), pipeline.profile());
    let lines: String = config
        .iter()
        .map(|(key, value)| format!("{key}={value}\n"))
        .collect();
    let mut hash = [0; 8];
    hash.copy_from_slice(&Sha256::digest(lines)[..8]);
    let item = |spec: &crate::anatomy::ItemSpec| ItemAbout {
        id: spec.id.clone(),
        label: spec.label.clone(),
        view: link::view(spec.view),
    };
    About {
        serial: serial(),
        firmware: env!("CARGO_PKG_VERSION").to_owned(),
        model: pack.name.clone(),
        model_version: match pack.standing.is_verified() {
            true => pack.version.clone(),
            false => format!("{} (not verified)", pack.version),
        },
        model_hash: first_bytes(&pack.sha256),
        // Links are served behind the self-test: a model that fails it never reads.
        model_golden: true,
        profile: profile.name.clone(),
        profile_version: profile.version.clone(),
        items: profile.items.iter().map(item).collect(),
        findings: pipeline.settings().findings,
        config,
        config_hash: hash,
    }
}

/// The first 8 bytes of a hash in hexadecimal.
fn first_bytes(hash: &str) -> [u8; 8] {
    std::array::from_fn(|at| {
        let digits = hash.get(2 * at..2 * at + 2).unwrap_or_default();
        u8::from_str_radix(digits, 16).unwrap_or_default()
    })
}

/// The serial number of the board; where it has none, one made of the installation's own number, which itself is to
/// stay on the machine (machine-id(5)).
fn serial() -> String {
    let board = fs::read(Path::new("/proc/device-tree/serial-number")).unwrap_or_default();
    let board: String = String::from_utf8_lossy(&board)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(32)
        .collect();
    if !board.is_empty() {
        return board;
    }
    let machine = fs::read("/etc/machine-id").unwrap_or_default();
    if machine.is_empty() {
        return "unknown".to_owned();
    }
    let hash = Sha256::digest([b"second-reader vendor link ".as_slice(), &machine].concat());
    hash[..6].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The reading thread's end: publishes what is read, and has the exam do what vendors say.
pub(super) struct LinkEnd {
    filler: Filler,
    asks: Receiver<Ask>,
}

impl LinkEnd {
    pub fn new(links: &Links) -> Self {
        Self {
            filler: Filler::new(links.hub.clone()),
            asks: links.asks.clone(),
        }
    }

    pub fn publish(&mut self, pipeline: &Pipeline, moment: &Moment) {
        self.filler.publish(pipeline, moment);
    }

    /// Does what vendors have said since, and answers.
    pub fn answer(&mut self, told: &mut Told, events: &Sender<Event>, pipeline: &mut Pipeline) {
        self.filler.flush();
        for ask in self.asks.try_iter().take(LINES_MAX) {
            if let Request::KeyImage(view) = ask.request {
                let picture = link::picture(pipeline.exam(), pipeline.key_images(), view);
                ask.answer(Answer::KeyImage(picture));
                continue;
            }
            let answer = match link::said(&ask.request) {
                Some(said) => {
                    let done = told.answer(events, Ok(said), pipeline);
                    link::answer(pipeline.exam(), &done)
                }
                None => Answer::Refused(Refused {
                    code: ErrorCode::ErrorOutOfRange,
                    message: "nothing that an exam takes".to_owned(),
                    hint: "`field` is its number in the .proto".to_owned(),
                }),
            };
            ask.answer(answer);
        }
    }
}

/// Tells the sessions of events, on the thread that takes the events of the service.
pub(super) struct Teller {
    hub: Arc<Hub>,
    /// Number and time of the last frame.
    frame: u32,
    time_ms: u32,
    withheld: Option<bool>,
}

impl Teller {
    pub fn new(links: &Links) -> Self {
        Self {
            hub: links.hub.clone(),
            frame: 0,
            time_ms: 0,
            withheld: None,
        }
    }

    pub fn take(&mut self, event: &Event) {
        match event {
            Event::Frame(reading) => {
                self.frame = link::low(reading.observation.frame);
                self.time_ms = link::milliseconds(reading.observation.time);
            }
            Event::State(state) => {
                self.tell(None, What::State(link::state(state)));
                let fault = state.fault().map(|fault| format!(": {fault}"));
                self.hub
                    .note(&format!("state: {state}{}", fault.unwrap_or_default()));
            }
            Event::View { time, view } => {
                let view = if self.withheld == Some(true) {
                    View::Unspecified
                } else {
                    link::view(*view)
                };
                self.tell(Some(*time), What::View(view));
            }
            Event::Item { time, id, state } => {
                let items = &self.hub.about().items;
                let Some(item) = items.iter().position(|item| item.id == *id) else {
                    return;
                };
                let item = u16::try_from(item).unwrap_or(u16::MAX);
                let state = link::item_state(*state);
                self.tell(Some(*time), What::Item { item, state });
            }
            Event::Exam {
                time,
                state,
                said,
                refused,
                withheld,
            } => {
                let refused = refused.as_ref();
                self.tell(
                    Some(*time),
                    What::Exam {
                        state: link::exam_state(*state),
                        command: link::entry_state(*said),
                        refused: refused.map_or(ErrorCode::ErrorUnspecified, link::code),
                    },
                );
                if self.withheld.replace(*withheld).unwrap_or(*withheld) != *withheld {
                    let withheld = *withheld;
                    self.tell(Some(*time), What::Reveal { withheld });
                }
                let said = said
                    .as_ref()
                    .map_or("by itself".to_owned(), Said::to_string);
                let outcome = if refused.is_some() { "refused" } else { "done" };
                self.hub
                    .note(&format!("exam: {said}: {outcome}: {}", state.name()));
            }
        }
    }

    fn tell(&mut self, time: Option<Duration>, what: What) {
        self.time_ms = time.map_or(self.time_ms, link::milliseconds);
        self.hub.tell(self.frame, self.time_ms, what);
    }
}
