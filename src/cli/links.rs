//! The ports that the command line and the board name, and what vendors can read of the configuration.

use std::io;

use second_reader::{
    board::{Begin, FlowName, Kind, LinkPart, PortPath, Reveal, Settings},
    display,
    link::{self, Backlight, Flow},
    service::{Links, Loading},
};

use super::problem::Problem;

/// Ports as the command line names them.
pub fn named(ports: &[String]) -> Result<Vec<LinkPart>, Problem> {
    let part = |port: &String| {
        Ok(LinkPart {
            port: PortPath::try_from(port.clone()).map_err(|e| {
                Problem::bad_input(format_args!("--link: {e}"), Some("name a serial device"))
            })?,
            baud: Default::default(),
            flow: FlowName::default(),
        })
    };
    ports.iter().map(part).collect()
}

/// The links of the settings; `None` where there are none.
pub fn open(
    settings: &Settings,
    pipeline: &Loading,
    backlight: Option<Box<dyn Backlight>>,
) -> Result<Option<Links>, Problem> {
    let mut ports = Vec::new();
    for part in &settings.links {
        let port = part.port.0.parse();
        let port = port.map_err(|e: String| Problem::bad_input(e, None::<String>))?;
        let flow = match part.flow {
            FlowName::None => Flow::None,
            FlowName::RtsCts => Flow::RtsCts,
        };
        ports.push(link::Settings {
            port,
            baud: part.baud.0,
            flow,
        });
    }
    if ports.is_empty() {
        return Ok(None);
    }
    let config = config(settings, pipeline);
    Ok(Some(Links::new(pipeline, ports, config, backlight)))
}

/// The light of the panel, as vendors set it.
pub fn lamp(light: display::panel::Backlight) -> Box<dyn Backlight> {
    struct Lamp(display::panel::Backlight);
    impl Backlight for Lamp {
        fn set(&self, percent: u32) -> io::Result<u32> {
            let percent = self.0.set(percent.into())?;
            u32::try_from(percent).map_err(io::Error::other)
        }
    }
    Box::new(Lamp(light))
}

/// What vendors can read: no paths and no names, which may be those of people.
fn config(settings: &Settings, pipeline: &Loading) -> Vec<(String, String)> {
    let (pack, profile) = (pipeline.pack(), pipeline.profile());
    let source = match settings.source.kind {
        Kind::Phantom => "phantom",
        Kind::V4l2 => "v4l2",
        Kind::File => "file",
    };
    let begin = match settings.begin {
        Begin::WithSource => "with_source",
        Begin::WhenSeen => "when_seen",
        Begin::OnCommand => "on_command",
    };
    let reveal = match settings.reveal {
        Reveal::Live => "live",
        Reveal::AfterJudgement => "after_judgement",
    };
    let mut entries = vec![
        ("source.kind", source.to_owned()),
        ("model.pack", format!("{} {}", pack.name, pack.version)),
        ("model.signature", pack.standing.name().to_owned()),
        (
            "profile.name",
            format!("{} {}", profile.name, profile.version),
        ),
        ("exam.begin", begin.to_owned()),
        ("exam.reveal", reveal.to_owned()),
        ("exam.end_by_itself", settings.end_by_itself.to_string()),
        ("exam.findings", settings.findings.to_string()),
        ("display.fps_max", settings.display_fps_max.to_string()),
    ];
    for part in &settings.links {
        entries.push(("link.baud", part.baud.0.to_string()));
    }
    entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}
