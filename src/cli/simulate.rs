//! The whole device side of the vendor link without a scanner: the phantom, the model, the exam, and scripted faults.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use second_reader::{
    board::{Board, Kind, Settings},
    capture::{CaptureError, Frame, Signal, Source, SourceInfo, Step},
    link::{
        Backlight,
        script::{self, Fault, ScriptError},
    },
    service::{self, Hands, Look, Plan, stop::Stop},
};

use super::{boards, course, links, packs, problem::Problem, source, stop_on_signals, summary};

/// Be a device without a scanner: the phantom is read, and a vendor's cart talks with it over a serial line.
///
/// Ends with Ctrl-C or with --seconds. A script makes faults, one a line: `SECONDS no_signal|freeze|stall SECONDS`,
/// `SECONDS garbage BYTES`, `SECONDS reboot`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Serial port; `pty` makes a pseudo terminal, `pty:PATH` one with a link at PATH; may be given several times.
    #[arg(long, value_name = "PORT", required = true)]
    port: Vec<String>,
    /// File with the faults.
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Board file; its source and ports are left aside.
    #[arg(long, value_name = "FILE")]
    board: Option<String>,
    /// Seed of the phantom.
    #[arg(long, value_name = "N", default_value_t = 7)]
    seed: u64,
    /// Frames a second of the phantom.
    #[arg(long, value_name = "N", default_value_t = 25.0)]
    fps: f64,
    /// Model pack: the name of an installed one or its folder [default: standard].
    #[arg(long, value_name = "PACK")]
    model: Option<String>,
    /// End after this many seconds.
    #[arg(long, value_name = "N")]
    seconds: Option<f64>,
    #[command(flatten)]
    course: course::Arguments,
}

impl From<ScriptError> for Problem {
    fn from(error: ScriptError) -> Self {
        let hint = error.hint();
        Self::bad_input(error, Some(hint))
    }
}

/// What the script does to the picture now: until when.
#[derive(Debug, Default)]
struct Picture {
    no_signal: Option<Instant>,
    freeze: Option<Instant>,
}

type Shared = Arc<Mutex<Picture>>;

/// The phantom, as the script lets it.
struct Scripted {
    inner: Box<dyn Source>,
    picture: Shared,
    last: Frame,
}

impl Source for Scripted {
    fn info(&self) -> &SourceInfo {
        self.inner.info()
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        let step = self.inner.next(frame)?;
        let now = Instant::now();
        let picture = self.picture.lock().unwrap_or_else(PoisonError::into_inner);
        let holds = |until: Option<Instant>| until.is_some_and(|until| now < until);
        if holds(picture.no_signal) {
            return Ok(Step::Fault(Signal::NoSignal));
        }
        if holds(picture.freeze) && self.last.luma.len() == frame.luma.len() {
            frame.luma.clone_from(&self.last.luma);
        } else {
            self.last.luma.clone_from(&frame.luma);
        }
        Ok(step)
    }
}

/// A backlight that only remembers.
struct Lamp(AtomicU32);

impl Backlight for Lamp {
    fn set(&self, percent: u32) -> std::io::Result<u32> {
        self.0.store(percent, Ordering::Relaxed);
        Ok(percent)
    }
}

/// Is a device until its end.
pub fn simulate(arguments: &Arguments) -> Result<(), Problem> {
    let settings = settings(arguments)?;
    let course = arguments.course.checked(&settings)?;
    let steps = match &arguments.script {
        Some(file) => script::load(file)?,
        None => Vec::new(),
    };
    let stop = stop_on_signals()?;
    let start = Instant::now();
    let ends = arguments
        .seconds
        .map(|s| start + Duration::from_secs_f64(s.clamp(0.0, 1e6)));
    let mut steps = &steps[..];
    loop {
        let source = source::live(&settings, arguments.seconds, &stop)?;
        let pipeline = packs::pipeline(settings.pack.as_deref(), settings.profile.as_deref())?;
        let pipeline = pipeline.with_settings(course).into();
        let lamp = Box::new(Lamp(AtomicU32::new(100)));
        let Some(opened) = links::open(&settings, &pipeline, Some(lamp))? else {
            return Err(Problem::bad_input("no port", Some("name one with --port")));
        };
        let (hub, picture) = (opened.hub(), Shared::default());
        let run = Stop::default();
        let plan = Plan {
            source: Box::new(Scripted {
                inner: source,
                picture: picture.clone(),
                last: Frame::default(),
            }),
            pipeline,
            update_file: None,
            panel: None,
            backlight: None,
            page_token: None,
            hands: Hands::default(),
            display_fps_max: settings.display_fps_max,
            page: None,
            commands: None,
            links: Some(opened),
            cpu: settings.cpu.clone(),
            look: Look::default(),
            time_limit: None,
        };
        summary::note(format_args!(
            "the device is at {}",
            arguments.port.join(", ")
        ));
        let outcome = thread::scope(|scope| {
            let running = scope.spawn(|| service::run(plan, &run, |_, _| {}));
            let mut reboots = false;
            while !running.is_finished() && !stop.is_set() && !reboots {
                let now = Instant::now();
                if ends.is_some_and(|ends| now >= ends) {
                    break;
                }
                if let Some((step, rest)) = steps.split_first().filter(|(s, _)| now >= start + s.at)
                {
                    steps = rest;
                    summary::note(format_args!("fault: {:?}", step.fault));
                    let mut picture = picture.lock().unwrap_or_else(PoisonError::into_inner);
                    match step.fault {
                        Fault::NoSignal(time) => picture.no_signal = Some(now + time),
                        Fault::Freeze(time) => picture.freeze = Some(now + time),
                        Fault::Garbage(bytes) => hub.meddle().garbage(bytes),
                        Fault::Stall(time) => hub.meddle().stall(time),
                        Fault::Reboot => reboots = true,
                    }
                }
                thread::sleep(TICK);
            }
            run.set();
            running.join().map(|outcome| (outcome, reboots))
        });
        let Ok((outcome, reboots)) = outcome else {
            return Err(Problem::failure("the service died", None::<String>));
        };
        outcome?;
        if !reboots {
            return Ok(());
        }
    }
}

/// How often it is looked whether a fault is due.
const TICK: Duration = Duration::from_millis(20);

fn settings(arguments: &Arguments) -> Result<Settings, Problem> {
    let mut line = Board::default();
    line.model.pack.clone_from(&arguments.model);
    line.exam = arguments.course.said();
    line.link = links::named(&arguments.port)?;
    let below = match &arguments.board {
        Some(file) => boards::resolved(file)?.board,
        None => Board::default(),
    };
    let mut settings = Settings::from(line.over(below));
    settings.source.kind = Kind::Phantom;
    settings.source.path = None;
    settings.sectors.clear();
    settings.source_fps = Some(arguments.fps.clamp(1.0, 120.0));
    settings.seed = arguments.seed;
    Ok(settings)
}
