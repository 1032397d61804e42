//! The live service: capture, reading, display and page, each in a thread of its own.
//!
//! The end travels the way of the frames: capture ends, its slot closes, reading ends, and so on.
//! A thread that dies raises the stop flag, so that nobody goes on without it.

use std::{
    io,
    net::TcpListener,
    os::fd::OwnedFd,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, Scope, ScopedJoinHandle},
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, RecvTimeoutError, bounded};

use crate::{
    board::{CpuPart, Rotation},
    capture::{CaptureError, Source, SourceInfo},
    detector::PackError,
    display::{
        Language, LivePage, SharedScreen, Showing,
        panel::{Attached, Backlight},
        serve,
    },
    input::{KeyMap, Wanted},
    link,
};

use super::{
    capture_thread::{Shot, capture},
    commands_thread::{LINES_MAX, take_commands},
    devices_thread::take_devices,
    event::{EVENTS_MAX, Event},
    heartbeat::Heartbeat,
    inbox::Inbox,
    links::{LinkEnd, Links, Teller},
    loading::{Awaits, Loading},
    pipeline::Pipeline,
    reading_thread::{Reads, read},
    show_thread::{Shown, show},
    slot::slot_with,
    snapshot::{About, Snapshot},
    stats::Histogram,
    stop::Stop,
    threads::place,
    updates::Updates,
    watchdog::Watchdog,
};

/// What to run.
pub struct Plan {
    /// Where frames come from, at the pace at which it delivers them.
    pub source: Box<dyn Source>,
    /// What is done with them. Where its model is not loaded yet, the display shows its self-test first.
    pub pipeline: Loading,
    /// A file in which an updater says how far it is, while it replaces this version; `None`: none does.
    pub update_file: Option<PathBuf>,
    /// Screens drawn a second at most.
    pub display_fps_max: f64,
    /// The side display's panel; `None` for the page alone.
    pub panel: Option<Attached>,
    /// The light behind it, where there is one that can be changed.
    pub backlight: Option<Backlight>,
    /// Where the live page listens; `None` for no page.
    pub page: Option<TcpListener>,
    /// Who may see the page from elsewhere: see [`LivePage::token`].
    pub page_token: Option<String>,
    /// What a person acts with.
    pub hands: Hands,
    /// Where the examiner's commands come from, a line each; `None` for no commands. Their end does not
    /// end the service.
    pub commands: Option<OwnedFd>,
    /// The vendor links; `None` for none.
    pub links: Option<Links>,
    /// Where the threads run.
    pub cpu: CpuPart,
    /// What the side display begins with.
    pub look: Look,
    /// When to end; `None`: when the source or the stop flag says so.
    pub time_limit: Option<Duration>,
}

/// What a person acts with, beside a touch of the page.
#[derive(Clone, Debug, Default)]
pub struct Hands {
    /// What keys ask for, at the board and before the page.
    pub keys: KeyMap,
    /// Keyboards, foot switches and touch panels of the board.
    pub devices: Wanted,
    /// How far the picture lies turned on the touch panel.
    pub rotation: Rotation,
    /// How high the glass of the panel is, as it stands, millimetres, where somebody knows: what can be touched is as
    /// large as a finger needs.
    pub glass_mm: Option<f64>,
}

/// What the side display begins with.
#[derive(Clone, Debug)]
pub struct Look {
    /// Name of the board file, for the setup page; empty where there is none.
    pub board: String,
    /// What it speaks.
    pub language: Language,
    /// What it shows.
    pub showing: Showing,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            board: String::new(),
            language: Language::english().clone(),
            showing: Showing::default(),
        }
    }
}

/// What came of it.
pub struct Outcome {
    /// The pipeline with the exam as it stands at the end.
    pub pipeline: Pipeline,
    /// The most informative moment.
    pub best: Snapshot,
    /// The source as it was at the end.
    pub source: SourceInfo,
    /// Frames that came.
    pub frames: u64,
    /// Frames that the source left out, by their numbers: it was too slow, or lost them.
    pub frames_left_out: u64,
    /// Frames that were dropped because reading lagged behind.
    pub frames_dropped: u64,
    /// Readings that were not drawn because a later one came before their turn.
    pub readings_not_drawn: u64,
    /// From the moment at which the device took a frame (its arrival, where there is no such stamp)
    /// until its sector lay before the detector.
    pub taken_to_detector: Histogram,
    /// From the arrival of a frame to its screen drawn and handed to the page, as a PNG where
    /// somebody watches.
    pub source_to_screen: Histogram,
    /// Why the source ended early, if it did.
    pub source_fault: Option<CaptureError>,
}

/// Why the service failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
    /// A thread cannot be started.
    #[error("the {thread} thread cannot be started: {source}")]
    Start {
        /// Its name.
        thread: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The model cannot be loaded, or fails its self-test.
    #[error(transparent)]
    Model(#[from] PackError),
    /// A thread died.
    #[error("the {thread} thread died")]
    Died {
        /// Its name.
        thread: &'static str,
    },
}

impl ServiceError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Start { .. } => "the system is short of memory or processes".to_owned(),
            Self::Model(error) => return error.hint().map(str::to_owned),
            Self::Died { .. } => "this is a fault of the program: please report it".to_owned(),
        })
    }
}

/// Raises the flag when a thread ends, however it ends, or where it may end before the others only when
/// it dies.
struct StopAtEnd {
    stop: Stop,
    may_end: bool,
}

impl Drop for StopAtEnd {
    fn drop(&mut self) {
        if !self.may_end || thread::panicking() {
            self.stop.set();
        }
    }
}

/// Runs until the source ends, the time is over or `stop` is raised. Events come to `on_event` on
/// the calling thread; none is dropped, so a slow one slows the reading down.
///
/// # Errors
/// Where the model fails its self-test, or a thread cannot be started or dies. A broken source is no error but
/// [`Outcome::source_fault`]: what was read until then stands.
pub fn run(
    plan: Plan,
    stop: &Stop,
    mut on_event: impl FnMut(&About, &Event),
) -> Result<Outcome, ServiceError> {
    let address = plan.page.as_ref().and_then(|page| page.local_addr().ok());
    let about = About {
        board: plan.look.board,
        address: address.map_or_else(String::new, |address| format!("http://{address}/")),
        language: plan.look.language,
        ..About::of(
            &plan.source.info().name,
            plan.pipeline.pack(),
            plan.pipeline.profile(),
        )
    };
    let (shots_in, shots) = slot_with::<Shot>(Shot::inherit, Shot::wipe);
    let (snapshots_in, snapshots) = slot_with::<Snapshot>(Snapshot::inherit, |_| {});
    let (events_in, events) = bounded(EVENTS_MAX);
    let (screens, page_stop) = (SharedScreen::new(), Arc::new(AtomicBool::new(false)));
    let (lines_in, lines) = bounded(LINES_MAX);
    let (inbox, asked) = Inbox::new(lines_in.clone());
    let watchdog = Watchdog::of_manager();
    let mut stages = Heartbeat::new(Instant::now());
    thread::scope(|scope| {
        let page = match plan.page {
            None => None,
            Some(listener) => {
                let page = LivePage {
                    screens: screens.clone(),
                    token: plan.page_token,
                    keys: plan.hands.keys.clone(),
                    asking: inbox.asking(),
                };
                let page_stop = page_stop.clone();
                Some(start(scope, "page", stop, move || {
                    serve(listener, page, page_stop)
                })?)
            }
        };
        let _page_stops = RaiseAtEnd(&page_stop);
        let shown = Shown {
            fps_max: plan.display_fps_max,
            showing: plan.look.showing,
            panel: plan.panel,
            backlight: plan.backlight,
            asked,
            inbox: inbox.clone(),
            glass_mm: plan.hands.glass_mm,
        };
        let (snapshots_of, about_of, screens_of) = (&snapshots, &about, &screens);
        let cpu = &plan.cpu;
        let pulse = stages.stage("display");
        let show = start(scope, "display", stop, move || {
            settle(cpu, "display");
            show(snapshots_of, about_of, screens_of, shown, &pulse)
        })?;
        let mut teller = plan.links.as_ref().map(Teller::new);
        let mut tell = |event: &Event| {
            if let (Some(watchdog), Event::State(state)) = (&watchdog, event) {
                watchdog.note(state);
            }
            if let Some(teller) = &mut teller {
                teller.take(event);
            }
            on_event(&about, event);
        };
        let awaits = Awaits {
            snapshots: &snapshots_in,
            screens: &screens,
            stop,
        };
        let pipeline = plan.pipeline.shown(&awaits, &mut tell)?;
        let never_drawn = snapshots.dropped();
        let ends = plan.time_limit.map(|limit| Instant::now() + limit);
        let link_end = plan.links.as_ref().map(LinkEnd::new);
        let ports = plan.links.map_or(Vec::new(), |links| {
            let with_hub = |port| (port, links.hub.clone());
            links.ports.into_iter().map(with_hub).collect()
        });
        let pulse = stages.stage("reading");
        let reads = Reads {
            pipeline,
            link: link_end,
            updates: Updates::new(plan.update_file),
        };
        let read = start(scope, "reading", stop, move || {
            settle(cpu, "reading");
            read(reads, &shots, &lines, &snapshots_in, &events_in, &pulse)
        })?;
        let of_commands = inbox.clone();
        let mut links = Vec::new();
        for (port, hub) in ports {
            let (stopped, pulse) = (stop.flag(), stages.stage("link"));
            links.push(start_with(scope, "link", stop, true, move || {
                link::serve(&port, &hub, &stopped, &|| pulse.beat())
            })?);
        }
        let commands = plan.commands.map(|input| {
            start_with(scope, "commands", stop, true, move || {
                take_commands(input, &lines_in, &of_commands, stop)
            })
        });
        let commands = commands.transpose()?;
        let hands = (!plan.hands.devices.is_empty()).then_some(plan.hands);
        let devices = hands.map(|hands| {
            let (asking, pulse) = (inbox.asking(), stages.stage("input"));
            start(scope, "input", stop, move || {
                take_devices(hands, &asking, stop, &pulse)
            })
        });
        let devices = devices.transpose()?;
        let pulse = stages.stage("capture");
        let capture = start(scope, "capture", stop, move || {
            settle(cpu, "capture");
            capture(plan.source, &shots_in, stop, &pulse)
        })?;
        let watch = watchdog.as_ref().map(|watchdog| {
            start(scope, "watchdog", stop, move || {
                watchdog.watch(&stages, stop)
            })
        });
        let watch = watch.transpose()?;
        listen(&events, ends, stop, tell);
        let (captured, read, shown) = (
            join("capture", capture),
            join("reading", read),
            join("display", show),
        );
        page_stop.store(true, Ordering::Release);
        let snapshots_replaced = snapshots.dropped() - never_drawn;
        if let Some(Err(error)) = page.map(|page| join("page", page)).transpose()? {
            log::warn!("{error}");
        }
        let (captured, read) = (captured?, read?);
        commands.map_or(Ok(()), |thread| join("commands", thread))?;
        devices.map_or(Ok(()), |thread| join("input", thread))?;
        watch.map_or(Ok(()), |thread| join("watchdog", thread))?;
        for thread in links {
            if let Err(error) = join("link", thread)? {
                log::warn!("link: {error}; {}", error.hint());
            }
        }
        Ok(Outcome {
            pipeline: read.pipeline,
            best: read.best,
            source: captured.source,
            frames: captured.frames,
            frames_left_out: captured.frames_left_out,
            frames_dropped: read.dropped,
            readings_not_drawn: snapshots_replaced,
            taken_to_detector: read.taken_to_detector,
            source_to_screen: shown?,
            source_fault: captured.fault,
        })
    })
}

/// Puts the calling thread where the board wants it.
fn settle(cpu: &CpuPart, thread: &str) {
    for warning in place(cpu, thread) {
        log::warn!("{warning}");
    }
}

/// Takes events until nobody sends any more; raises the stop flag when the time is over.
fn listen(
    events: &Receiver<Event>,
    mut ends: Option<Instant>,
    stop: &Stop,
    mut on_event: impl FnMut(&Event),
) {
    loop {
        let event = match ends {
            Some(moment) => events.recv_deadline(moment),
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match event {
            Ok(event) => on_event(&event),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                stop.set();
                ends = None;
            }
        }
        if ends.is_some_and(|moment| Instant::now() >= moment) {
            stop.set();
        }
    }
}

/// Raises a flag when the scope is left early, so that joining does not wait for ever.
struct RaiseAtEnd<'a>(&'a AtomicBool);

impl Drop for RaiseAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

fn start<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    name: &'static str,
    stop: &Stop,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Result<ScopedJoinHandle<'scope, T>, ServiceError> {
    start_with(scope, name, stop, false, work)
}

/// Starts a thread that may end before the others, or may not.
fn start_with<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    name: &'static str,
    stop: &Stop,
    may_end: bool,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Result<ScopedJoinHandle<'scope, T>, ServiceError> {
    let stop = stop.clone();
    let at_end = StopAtEnd { stop, may_end };
    thread::Builder::new()
        .name(name.to_owned())
        .spawn_scoped(scope, move || {
            let _at_end = at_end;
            work()
        })
        .map_err(|source| ServiceError::Start {
            thread: name,
            source,
        })
}

fn join<T>(thread: &'static str, handle: ScopedJoinHandle<T>) -> Result<T, ServiceError> {
    handle.join().map_err(|_| ServiceError::Died { thread })
}
