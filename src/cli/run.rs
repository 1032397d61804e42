use std::{
    collections::BTreeMap,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    time::Duration,
};

use second_reader::{
    board::{Board, Light, Settings, SourceName},
    detector::PackInfo,
    display::{
        Brightness, Language, Screen, Showing,
        panel::{Attached, Backlight, PanelPlan},
    },
    input::{KeyMap, Wanted},
    sector::Picture,
    service::{self, Event, Hands, Loading, Look, Outcome, Pipeline, Plan, State, stop::Stop},
};

use super::{
    boards, course, entered,
    events::EventLog,
    language, links,
    output::{self, Output},
    packs,
    problem::Problem,
    source, stop_on_signals, summary,
};

/// Where an updater says how far it is.
const UPDATE_FILE: &str = "/run/second-reader/update";

/// Run the live service: watch a source, keep the checklist, show the side display.
///
/// Ends with Ctrl-C, with --seconds, or with the clip. The side display is a live page on this
/// machine; its address is printed at the start.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    board: boards::Choice,
    /// `phantom`, `v4l2:/dev/videoN`, or a video or folder that is replayed at its own rate.
    #[arg(long, value_name = "SOURCE")]
    source: Option<SourceName>,
    /// Model pack: the name of an installed one or its folder [default: standard].
    #[arg(long, value_name = "PACK")]
    model: Option<String>,
    /// Checklist profile: the name of a built-in one or a file [default: isuog-2023].
    #[arg(long, value_name = "PROFILE")]
    profile: Option<PathBuf>,
    /// End after this many seconds.
    #[arg(long, value_name = "N", value_parser = seconds)]
    seconds: Option<f64>,
    /// Write frames.jsonl, exam.json, screen.png, barcode.png and barcode.csv into this folder at the end.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write states, views and items to this file as they change, a JSON object a line.
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// While this file is there, an update goes on: its first word is how much is done, percent, the rest says what.
    #[arg(long, value_name = "FILE", default_value = UPDATE_FILE)]
    update_file: PathBuf,
    /// Port of the live page; 0 takes a free one [default: 8710].
    #[arg(long, value_name = "PORT")]
    page_port: Option<u16>,
    /// Serial port of a vendor link, such as /dev/ttyUSB0, or `pty`; may be given several times.
    #[arg(long, value_name = "PORT")]
    link: Vec<String>,
    #[command(flatten)]
    entered: entered::Arguments,
    /// Print the exam as JSON at the end instead of a summary.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    course: course::Arguments,
    #[command(flatten)]
    language: language::Choice,
    #[command(flatten)]
    packs: packs::Choice,
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(seconds) if (0.1..=1e6).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds from 0.1 to 1000000".to_owned()),
    }
}

impl Arguments {
    /// The command line laid over the board file, and that over the defaults.
    fn settings(&self) -> Result<Settings, Problem> {
        let mut line = Board::default();
        if let Some(source) = &self.source {
            line.source.kind = Some(source.kind);
            line.source.path.clone_from(&source.path);
        }
        line.model.pack.clone_from(&self.model);
        line.profile.file.clone_from(&self.profile);
        line.page.port = self.page_port;
        line.exam = self.course.said();
        line.link = links::named(&self.link)?;
        line.display.language = self.language.said();
        Ok(Settings::from(line.over(self.board.load()?)))
    }
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    let settings = arguments.settings()?;
    let course = arguments.course.checked(&settings)?;
    let language = language::load(settings.display.language.as_deref())?;
    let stop = stop_on_signals()?;
    let source = source::live(&settings, arguments.seconds, &stop)?;
    let name = source.info().name.clone();
    let choice = arguments.packs.over(&settings);
    let (pack, profile) = choice.open(settings.pack.as_deref(), settings.profile.as_deref())?;
    let pipeline = Loading::new(pack, profile, course, arguments.entered.entered());
    let input = settings.source.path.as_ref().map(PathBuf::from);
    let output = match &arguments.out {
        Some(place) => Some(Output::create(place, input.as_slice(), pipeline.pack())?),
        None => None,
    };
    let events = arguments.events.as_ref();
    let events = events.map(|place| EventLog::create(place, input.as_slice(), pipeline.pack()));
    let events = events.transpose()?;
    let token = boards::page_token(&settings)?;
    let page = listen(&settings)?;
    let hands = hands(&settings)?;
    let backlight = settings
        .display
        .backlight
        .as_deref()
        .map(backlight)
        .transpose()?;
    let panel = PanelPlan::of(&settings.display);
    let panel = panel
        .map(|plan| Attached::new(plan, Screen::size()))
        .transpose()?;
    let address = page
        .local_addr()
        .map_err(|e| Problem::failure(e, None::<String>))?;
    let start = format!(
        "reading {name} with {} ({})\nlive page: http://{address}/   (Ctrl-C ends)",
        pipeline.pack().name,
        pipeline.pack().standing
    );
    if arguments.json {
        summary::note(start);
    } else {
        summary::say(start)?;
    }
    let commands = arguments.course.input()?;
    let mut recorder = Recorder {
        answers: commands.is_some(),
        output,
        events,
        classes: BTreeMap::new(),
        model_fault: None,
        problem: None,
    };
    let lamp = backlight.clone().map(links::lamp);
    let links = links::open(&settings, &pipeline, lamp)?;
    let plan = Plan {
        source,
        pipeline,
        update_file: Some(arguments.update_file.clone()),
        panel,
        backlight,
        page_token: token.map(|token| token.reveal().to_owned()),
        hands,
        display_fps_max: settings.display_fps_max,
        page: Some(page),
        commands,
        links,
        cpu: settings.cpu.clone(),
        look: Look {
            board: arguments.board.name(),
            language: language.clone(),
            showing: Showing {
                brightness: brightness(settings.display.brightness.unwrap_or_default()),
                ..Showing::default()
            },
        },
        time_limit: arguments.seconds.map(Duration::from_secs_f64),
    };
    let outcome = service::run(plan, &stop, |about, event| {
        recorder.take(&about.pack, event, &stop);
    })?;
    finish(arguments, &settings, recorder, outcome, language)
}

const fn brightness(light: Light) -> Brightness {
    match light {
        Light::Day => Brightness::Day,
        Light::Dim => Brightness::Dim,
        Light::Night => Brightness::Night,
    }
}

fn listen(settings: &Settings) -> Result<TcpListener, Problem> {
    let address = SocketAddr::new(settings.page_address, settings.page_port);
    TcpListener::bind(address).map_err(|e| {
        Problem::bad_input(
            format_args!("live page: {address}: {e}"),
            Some("another program may hold the port: --page-port 0 takes a free one"),
        )
    })
}

/// What a person acts with at this board.
fn hands(settings: &Settings) -> Result<Hands, Problem> {
    let keys = settings.input.keys.iter();
    let keys = KeyMap::of(keys.map(|(key, words)| (&key[..], &words[..])));
    let devices = settings.input.devices.as_deref().unwrap_or_default();
    Ok(Hands {
        keys: keys?,
        devices: match devices {
            [any] if any == "any" => Wanted::Any,
            paths => Wanted::These(paths.iter().map(PathBuf::from).collect()),
        },
        rotation: settings.display.rotation.unwrap_or_default(),
        glass_mm: settings.display.height_mm.map(|mm| mm.0),
    })
}

fn backlight(name: &str) -> Result<Backlight, Problem> {
    Backlight::open(name).map_err(|error| {
        Problem::bad_input(
            format_args!("backlight {name}: {error}"),
            Some("`ls /sys/class/backlight` names them; the service's user has to be in the group `video`"),
        )
    })
}

/// Takes the events: logs what changed, writes what was read.
struct Recorder {
    /// Somebody gives commands, and reads what comes of them.
    answers: bool,
    output: Option<Output>,
    events: Option<EventLog>,
    classes: BTreeMap<usize, u64>,
    /// What the model said when it failed last.
    model_fault: Option<String>,
    problem: Option<Problem>,
}

impl Recorder {
    fn take(&mut self, pack: &PackInfo, event: &Event, stop: &Stop) {
        let told = self.events.as_mut().map_or(Ok(()), |log| log.take(event));
        if let Err(problem) = told {
            (self.events, self.problem) = (None, Some(problem));
            stop.set();
        }
        match event {
            Event::Frame(reading) => {
                if let Some((class, _)) = reading.class {
                    *self.classes.entry(class).or_insert(0) += 1;
                }
                let written = self
                    .output
                    .as_mut()
                    .map_or(Ok(()), |o| o.frame(reading, pack));
                if let Err(problem) = written {
                    // A record with holes is none: give up at once, and say why.
                    (self.output, self.problem) = (None, Some(problem));
                    stop.set();
                }
            }
            Event::State(state) => {
                if let State::ModelFault(fault) = state {
                    self.model_fault = Some(fault.clone());
                }
                match state.fault() {
                    Some(fault) if state.is_fault() => log::warn!("state: {state}: {fault}"),
                    Some(words) => log::info!("state: {state}: {words}"),
                    None => log::info!("state: {state}"),
                }
            }
            Event::View { time, view } => log::info!("{:.2} s: view {view}", time.as_secs_f64()),
            Event::Item { time, id, state } => {
                log::info!("{:.2} s: item {id}: {}", time.as_secs_f64(), state.name());
            }
            Event::Exam {
                state,
                said,
                refused,
                ..
            } => {
                let words = course::words(*state, said.as_ref(), refused.as_ref());
                if self.answers {
                    summary::note(words);
                } else {
                    log::info!("{words}");
                }
            }
        }
    }
}

fn finish(
    arguments: &Arguments,
    settings: &Settings,
    recorder: Recorder,
    outcome: Outcome,
    language: Language,
) -> Result<(), Problem> {
    if let Some(problem) = recorder.problem {
        return Err(problem);
    }
    if let Some(fault) = outcome
        .source_fault
        .as_ref()
        .filter(|_| outcome.frames == 0)
    {
        return Err(Problem::bad_input(fault, fault.hint()));
    }
    let pipeline = &outcome.pipeline;
    let about = service::About::new(&outcome.source.name, pipeline).in_language(language);
    let fault = outcome.source_fault.as_ref();
    let classes = output::named(pipeline.pack(), &recorder.classes);
    let record = output::record(pipeline, &outcome.source, classes.clone())
        .with_source_fault(fault.map(|fault| without_folders(&fault.to_string(), settings)));
    if let Some(output) = recorder.output {
        output.commit(&record, &outcome.best, &about, pipeline)?;
    }
    if arguments.json {
        let shown = pipeline.exam().shown().results();
        summary::say_bytes(&match shown {
            Some(_) => output::json(&record)?,
            None => output::withheld(pipeline)?,
        })?;
    } else {
        summary::say(summary::text(pipeline, &classes))?;
        summary::say(summary::live(&outcome))?;
        if let Some(folder) = &arguments.out {
            summary::say(summary::results(folder))?;
        }
    }
    match (outcome.source_fault, recorder.model_fault) {
        (Some(fault), _) => Err(fault.into()),
        (None, Some(fault)) if !any_live(&outcome.pipeline) => Err(Problem::failure(
            format_args!("the model failed in every frame: {fault}"),
            Some("the model pack may be made for other screens: try another one with --model"),
        )),
        _ => Ok(()),
    }
}

/// Whether any frame was read by the model.
fn any_live(pipeline: &Pipeline) -> bool {
    let mut pictures = pipeline.exam().pictures().iter();
    pictures.any(|(picture, _)| *picture == Picture::Live)
}

/// A message about the source with its name alone: folders may be named after people.
fn without_folders(message: &str, settings: &Settings) -> String {
    let path = settings.source.path.as_deref().unwrap_or_default();
    match path.trim_end_matches('/').rsplit_once('/') {
        Some((folders, _)) => message.replace(&format!("{folders}/"), ""),
        None => message.to_owned(),
    }
}
